"""People: all of them, someone's account, one's own, and what operators do for others."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import locks, queries, second_factor
from accounts.actions import locking, passwords, people, second_step
from accounts.filters import PeopleFilter
from accounts.forms import RolesForm
from accounts.models import AuditEntry, User
from accounts.refusals import NotAllowed
from accounts.rules import can_close, can_manage_people
from accounts.views.doors import for_operators, says_refusals

ENTRIES_A_PAGE = 30
PEOPLE_A_PAGE = 50


@require_safe
@for_operators
def overview(request: HttpRequest) -> HttpResponse:
    """Everyone, with what an operator looks for."""
    form = PeopleFilter(request.GET)
    page = Paginator(form.narrow(queries.people()), PEOPLE_A_PAGE).get_page(request.GET.get("page", "1"))
    for found in page.object_list:
        found.step_required = second_factor.required_of(found)
    asked = any(form.cleaned_data.values()) if form.is_valid() else True
    return render(request, "accounts/people.html", {"form": form, "page": page, "asked": asked})


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own page."""
    return render(request, "accounts/person.html", _page(request, request.user))


@require_safe
@never_cache
@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Anyone's page, for operators. For others only their own exists."""
    if pk == request.user.pk:
        return redirect("accounts:account")
    if not can_manage_people(request.user):
        raise Http404
    found = get_object_or_404(User.objects.select_related("union"), pk=pk)
    return render(request, "accounts/person.html", _page(request, found))


def _page(request: HttpRequest, found: User) -> dict:
    entries = AuditEntry.objects.filter(by_id=found.pk)
    return {
        "person": found,
        "own": found.pk == request.user.pk,
        "manages": can_manage_people(request.user),
        "can_close": can_close(request.user, found),
        "step_required": second_factor.required_of(found),
        "device": second_factor.device_of(found),
        "codes_left": second_factor.recovery_codes_left(found),
        "locked_until": locks.locked_until(found.username),
        "page": Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page", "1")),
    }


@require_POST
@for_operators
@says_refusals
def give_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for a new password, shown this once."""
    found = get_object_or_404(User, pk=pk)
    link = settings.SITE_URL + passwords.give_link(person=found, by=request.user)
    return render(request, "accounts/link_given.html", {"person": found, "link": link})


@require_POST
@for_operators
@says_refusals
def reset_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    second_step.reset(person=found, by=request.user)
    messages.success(request, f"{found}的第二步验证已重设，下次打开网页时要重新设置。")
    return redirect(found)


@require_POST
@for_operators
@says_refusals
def lift_lock(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    locking.lift_lock(person=found, by=request.user)
    messages.success(request, f"锁定已解除，{found}现在可以再试。")
    return redirect(found)


@require_POST
@for_operators
@says_refusals
def forget_browsers(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk)
    second_step.forget_browsers(person=found, by=request.user)
    messages.success(request, f"{found}记住的浏览器都忘掉了。")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Which roles someone has."""
    found = get_object_or_404(User, pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = RolesForm(posted, initial={"roles": list(found.roles)})
    if form.is_valid():
        try:
            changed = people.set_roles(person=found, roles=form.cleaned_data["roles"], by=request.user)
            messages.success(request, f"{found}现在的角色：{changed.role_labels or '没有'}。")
            return redirect(found)
        except NotAllowed as refusal:
            form.add_error("roles", str(refusal))
    return render(request, "accounts/roles.html", {"form": form, "person": found})


@require_POST
@for_operators
@says_refusals
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = people.close(person=get_object_or_404(User, pk=pk), by=request.user)
    messages.success(request, f"{found}的账号停用了，打开着的登录也已失效。做过的事都还在。")
    return redirect(found)


@require_POST
@for_operators
@says_refusals
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = people.reopen(person=get_object_or_404(User, pk=pk), by=request.user)
    messages.success(request, f"{found}的账号恢复了，可以用原来的密码登录。")
    return redirect(found)
