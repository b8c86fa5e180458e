"""Who comes to the figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.views.doors import says_refusals

View = Callable[..., HttpResponse]


def for_those_who(can: Callable[[User], bool]) -> Callable[[View], View]:
    """A page for whom the rule `can` lets in; never kept by a browser, which may be a shared one. Refusals are shown."""

    def decorate(view: View) -> View:
        @never_cache
        @login_required
        @says_refusals
        @wraps(view)
        def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not can(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return shown

    return decorate
