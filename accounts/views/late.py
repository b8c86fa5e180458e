"""Forms that come too late: after their token has ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from accounts.giving_back import given_back


@requires_csrf_token
def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of Django's own page: the form is given back where it may be."""
    return given_back(request) or render(request, "403_csrf.html", status=403)
