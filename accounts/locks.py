"""Which names are shut out after wrong passwords, and until when. A lock holds for one name from one address."""

from __future__ import annotations

from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone


def address_of(request: HttpRequest) -> str | None:
    """The caller's address, as the audit record has it; None for a request made without one."""
    return request.META.get("REMOTE_ADDR") or None


def locks() -> QuerySet:
    """The locks in force: rows of {username, ip_address, failures, last}."""
    return (
        AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - settings.AXES_COOLOFF_TIME)
        .order_by()
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    )


def locked_until(username: str, address: str | None = None) -> datetime | None:
    """When the name can sign in again (from `address`, or from everywhere); None where nothing holds it."""
    found = locks().filter(username=username)
    if address:
        found = found.filter(ip_address=address)
    last = max((row["last"] for row in found), default=None)
    return last + settings.AXES_COOLOFF_TIME if last else None
