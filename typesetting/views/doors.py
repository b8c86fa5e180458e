"""Who comes to the pages and files of the press."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.views.doors import View
from issues.workflow import EDITORS, OPERATORS, check_holds


def check_can_fetch(user: User) -> None:
    """Raise NotAllowed unless `user` may have the PDFs of runs, also of issues that are not released."""
    check_holds(user, EDITORS | OPERATORS, "取校样")


def for_those_who_fetch(view: View) -> View:
    """A page or file for those who make the journal, and for the operator."""

    @login_required
    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            check_can_fetch(request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return view(request, *args, **kwargs)

    return shown
