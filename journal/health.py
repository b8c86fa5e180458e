"""Whether this process can serve: the database answers and the store can be written."""

import os

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 with {"database": true, "store": true}, or 503 with the part that fails."""
    found = {"database": _database_answers(), "store": os.access(settings.VAR, os.W_OK)}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:  # whatever the driver raises, the answer is no
        return False
