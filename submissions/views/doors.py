"""Who comes to the letterbox, and how a page or a script is told that it may not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from accounts.refusals import NotAllowed
from accounts.roles import Role
from accounts.views.doors import says_refusals
from submissions.rules import check_can_contribute

View = Callable[..., HttpResponse]
SIGN_IN = "登录已过期。请在新窗口登录，回到这里会接着传。"


def for_correspondents(view: View) -> View:
    """A page for correspondents; whose account names no union is told so. Never kept by a browser, which may be shared."""

    @never_cache
    @login_required
    @says_refusals
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_role(Role.CORRESPONDENT):
            raise PermissionDenied
        check_can_contribute(request.user)
        return view(request, *args, **kwargs)

    return shown


def answers_correspondents(view: View) -> View:
    """For scripts: who may not come in is told so in a sentence, not sent to another page; so is a refusal (400)."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"refused": SIGN_IN}, status=401)
        try:
            check_can_contribute(request.user)
        except NotAllowed as refusal:
            return JsonResponse({"refused": str(refusal)}, status=403)
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return JsonResponse({"refused": str(refusal)}, status=400)

    return shown
