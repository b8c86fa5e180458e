"""The WSGI application, for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from journal.proxy import CallerBehindProxy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
application = get_wsgi_application()
if settings.TRUST_PROXY:
    application = CallerBehindProxy(application)
