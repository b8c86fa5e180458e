"""Calls for contributions: all, a new one, who has answered."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit_words import changes_in_words
from accounts.models import Union, UnionKind
from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.forms.letters import CallForm
from issues.queries.letters import report_at_desk
from issues.views.doors import for_desk
from submissions.actions import calling
from submissions.models import Call
from submissions.queries import offices as queries


@require_safe
@for_desk
def calls(request: HttpRequest) -> HttpResponse:
    return render(request, "issues/letters_in/calls.html", {"calls": queries.calls(), "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def new(request: HttpRequest) -> HttpResponse:
    """A new call. Without scripts a kind or a prefecture is chosen by a button that ticks its unions."""

    def make(data: dict) -> HttpResponse:
        call = calling.make_call(by=request.user, **data)
        messages.success(request, f"约稿“{call.topic}”发出了，{call.unions.count()} 个单位的通讯员已收到消息。")
        return redirect("issues:call", call.pk)

    return _asked(request, None, make)


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a call that is out."""
    found = get_object_or_404(Call, pk=pk)

    def change(data: dict) -> HttpResponse:
        calling.amend(call=found, by=request.user, **data)
        messages.success(request, "改好了。有改动的，约稿单位的通讯员已收到消息。")
        return redirect("issues:call", pk)

    return _asked(request, found, change)


def _asked(request: HttpRequest, call: Call | None, act: Callable[[dict], HttpResponse]) -> HttpResponse:
    """The form of a call, filled in with `call`; filled in well, `act` is done."""
    initial = {name: getattr(call, name) for name in CallForm.LINES} if call else {}
    posted = request.POST if request.method == "POST" else None
    if posted is not None and "pick" in posted:
        picked = _picked(posted["pick"])
        chosen = [*posted.getlist("unions"), *picked] if picked else []
        return _form(
            request, CallForm(initial={name: posted.get(name, "") for name in CallForm.LINES}, call=call), chosen, call
        )
    form = CallForm(posted, initial=initial, call=call)
    if form.is_valid():
        try:
            return act(form.cleaned_data)
        except (NotAllowed, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
    if posted is None:
        chosen = [str(pk) for pk in call.unions.values_list("pk", flat=True)] if call else []
        return _form(request, form, chosen, call)
    return _form(request, form, posted.getlist("unions"), call)


def _picked(name: str) -> list[str]:
    """The unions of a kind, or a prefecture with its counties; none for anything else."""
    active = Union.objects.filter(active=True)
    if name in UnionKind.values:
        found = active.filter(kind=name)
    elif name.isascii() and name.isdecimal() and len(name) < 10:
        found = active.filter(pk=name) | active.filter(parent=name)
    else:
        found = active.none()
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def _form(request: HttpRequest, form: CallForm, chosen: list[str], call: Call | None) -> HttpResponse:
    unions = list(form.fields["unions"].queryset)
    context = {
        "form": form,
        "call": call,
        "unions": [(union, str(union.pk) in chosen) for union in unions],
        "chosen": len(set(chosen)),
        "kinds": UnionKind.choices,
        "prefectures": [union for union in unions if union.kind == UnionKind.PREFECTURE],
    }
    return render(request, "issues/letters_in/call_new.html", context, status=400 if form.errors else 200)


@require_safe
@for_desk
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has answered, who has not, and reports that may be answers."""
    found = get_object_or_404(Call.objects.select_related("by"), pk=pk)
    answers = queries.answers_to(found)
    context = {
        "call": found,
        "given": [one for one in answers if one.reports],
        "lacking": [one.union for one in answers if not one.reports],
        "likely": queries.likely_answers(found),
        "today": timezone.localdate(),
        "history": [(entry, changes_in_words(entry)) for entry in queries.history_of(found)],
    }
    return render(request, "issues/letters_in/call.html", context)


@require_POST
@for_desk
@says_refusals
def match(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Call, pk=pk)
    report = report_at_desk(request.POST.get("key", ""), request.user)
    answers = request.POST.get("answers") != "no"
    calling.match(call=found, report=report, by=request.user, answers=answers)
    messages.success(request, f"《{report.label}》{'算作' if answers else '不算'}应约的稿。")
    return redirect("issues:call", pk)


@require_POST
@for_desk
@says_refusals
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    told = calling.remind(call=get_object_or_404(Call, pk=pk), by=request.user)
    messages.success(request, f"提醒了 {told} 位通讯员。" if told else "没有要提醒的通讯员：都交了，或者刚提醒过。")
    return redirect("issues:call", pk)


@require_POST
@for_desk
@says_refusals
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = calling.close(call=get_object_or_404(Call, pk=pk), by=request.user)
    messages.success(request, f"约稿“{found.topic}”结束了。")
    return redirect("issues:call", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a word to those who were asked, then withdraw the call."""
    found = get_object_or_404(Call, pk=pk)
    if request.method != "POST":
        return render(request, "issues/letters_in/call_withdraw.html", {"call": found})
    calling.withdraw(call=found, by=request.user, reason=request.POST.get("words", ""))
    messages.success(request, f"约稿“{found.topic}”撤回了，约稿单位的通讯员已收到消息。")
    return redirect("issues:call", pk)
