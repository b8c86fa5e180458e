"""Whether the site in this container is ready; the exit status says so. Docker's health check of `web`."""

import sys
import urllib.error
import urllib.request

# As the proxy asks, so that the answer is not a redirect to https.
request = urllib.request.Request("http://127.0.0.1:8000/health/", headers={"X-Forwarded-Proto": "https"})
try:
    with urllib.request.urlopen(request, timeout=4) as response:
        sys.exit(response.status != 200)
except (urllib.error.URLError, OSError) as error:
    sys.exit(str(error))
