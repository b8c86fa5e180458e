"""Who comes to the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def for_desk(view: View) -> View:
    """A page for editors, deputy chiefs and chiefs; never kept by a browser, which may be a shared one."""

    @never_cache
    @login_required
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_editorial:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return shown
