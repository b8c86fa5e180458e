"""The form: opened, kept, handed in; and the report as it is read afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.refusals import NotAllowed
from submissions.actions import drafting, importing, sending
from submissions.actions.drafting import StaleReport
from submissions.actions.sending import NotReady
from submissions.bodies import headings_in, tables_of
from submissions.forms.report import STEP_OF, STEPS, Values, number, photos_sent, values_of, values_sent
from submissions.models import Report
from submissions.models.reports import new_key
from submissions.moves import WRITABLE, ReportState
from submissions.queries import letters as queries
from submissions.rules import can_add_original, can_withdraw, can_write, unions_for
from submissions.views.doors import for_correspondents
from submissions.words import number_of

KEY = re.compile("[0-9a-f]{16}")
TYPED = ("title", "kicker", "subtitle", "authors", "body", "note")  # what costs time to write again
WHOLE = 0  # all steps on one page


@dataclass
class Shown:
    """The form as it is to be shown: `values` as typed, where they differ from what is kept."""

    report: Report
    step: int = WHOLE
    values: Values = field(default_factory=dict)
    sentence: str = ""
    missing: list[tuple[str, str]] = field(default_factory=list)
    other: Report | None = None  # as another window keeps it


@require_safe
@for_correspondents
def new(request: HttpRequest) -> HttpResponse:
    """An empty form under a key of its own: nothing is kept before something is written. `key` is of one a browser kept."""
    key = request.GET.get("key", "")
    if Report.objects.filter(key=key, sender=request.user).exists():
        return redirect("submissions:report", key)
    report = drafting.blank(request.user)
    report.key = key if KEY.fullmatch(key) else new_key()
    call = number(request.GET.get("call"))
    report.call = next((one for one in queries.open_calls(request.user.union) if one.pk == call), None)
    report.column = report.call.column if report.call else ""
    return _show(request, Shown(report, step=_step(request.GET.get("step"))))


def _step(value: str | None) -> int:
    step = number(value or "")
    return step if step is not None and step <= len(STEPS) else WHOLE


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    return _post(request, key) if request.method == "POST" else _get(request, key)


def _told(fields: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What was typed into a form that came too late, under its names. For `accounts.giving_back`."""
    names = {field.name: field.verbose_name for field in Report._meta.concrete_fields} | {"authors": "作者"}
    typed = [(names[name], fields[name][0]) for name in TYPED if fields.get(name, [""])[0].strip()]
    return typed + [
        ("图片说明" if name.startswith("caption-") else "摄影者", values[0])
        for name, values in fields.items()
        if name.startswith(("caption-", "credit-")) and values[0].strip()
    ]


report.tells_typed = _told


@never_cache
@login_required
def _get(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.report_to_see(key, request.user)
    if can_write(found, request.user):
        return _show(request, Shown(found, step=_step(request.GET.get("step"))))
    context = {
        "report": found,
        "number": number_of(found),
        "photos": queries.photos_of(found),
        "text": queries.body_to_read(found),
        "events": found.events.select_related("by"),
        "just_sent": "sent" in request.GET and found.sender_id == request.user.pk,
        "waits_above": found.state == ReportState.COUNTERSIGNING,
        "may_withdraw": can_withdraw(found, request.user),
        "may_add": can_add_original(found, request.user),
        "facts": _facts(request, found),
    }
    return render(request, "submissions/report.html", context)


@for_correspondents
def _post(request: HttpRequest, key: str) -> HttpResponse:
    if Report.objects.filter(key=key).exists():
        found = queries.report_to_see(key, request.user)
    else:
        found = drafting.start(key=key, by=request.user)
    do, step = request.POST.get("do", ""), _step(request.POST.get("step"))
    typed = values_sent(request.POST)
    if do == "send" and _was_sent(found, request.user):
        return _came_again(request, found, step, typed)
    try:
        found = drafting.save(
            report=found,
            by=request.user,
            words=typed,
            photos=photos_sent(request.POST),
            serial=number(request.POST.get("serial")),
        )
        _take_files(request, found)
        if do == "send":
            return _sent(request, sending.send(report=found, by=request.user))
    except StaleReport as stale:
        return _again(request, Shown(stale.report, step, typed, str(stale), other=stale.report), 409)
    except NotReady as lacking:
        found.refresh_from_db()
        return _again(request, Shown(found, step, sentence="还差几项，补上就能报送。", missing=lacking.missing), 400)
    except NotAllowed as refusal:
        found.refresh_from_db()
        if do == "send" and _was_sent(found, request.user):
            return _came_again(request, found, step, typed)  # at the same moment, and the other was first
        return _again(request, Shown(found, step, typed, str(refusal)), 400)
    _arrange(request, found, do)
    return _onward(found, do, step)


def _was_sent(found: Report, user: User) -> bool:
    return found.sender_id == user.pk and found.state not in (*WRITABLE, ReportState.WITHDRAWN)


def _came_again(request: HttpRequest, found: Report, step: int, typed: Values) -> HttpResponse:
    """A form that came twice is one report. Changed after going back, it is given back: nothing is said to be in that is not."""
    if drafting.says_the_same(report=found, by=request.user, words=typed, photos=photos_sent(request.POST)):
        return _sent(request, found)
    sentence = f"《{found.label}》已经报送过了，这次改动的没有存。要补充，请联系编辑部。"
    return _again(request, Shown(found, step, typed, sentence), 409)


def _take_files(request: HttpRequest, found: Report) -> None:
    """Files that come with the form itself, from browsers without scripts. What is refused is told, the rest is kept."""
    for handle in request.FILES.getlist("photos"):
        try:
            drafting.add_whole_photo(report=found, by=request.user, handle=handle, name=handle.name)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
    handle = request.FILES.get("document")
    if handle is not None:
        limit = importing.LARGEST_DOCUMENT
        importing.import_word(report=found, by=request.user, data=handle.read(limit + 1), name=handle.name)
        messages.success(request, f"“{handle.name}”已导入，请往下核对。")


def _arrange(request: HttpRequest, found: Report, do: str) -> None:
    """The buttons at a photo."""
    verb, _, pk = do.partition("-")
    photo = number(pk)
    if photo is None:
        return
    if verb == "remove":
        drafting.remove_photo(report=found, by=request.user, pk=photo)
    elif verb in {"up", "down"}:
        drafting.move_photo(report=found, by=request.user, pk=photo, up=verb == "up")


def _onward(found: Report, do: str, step: int) -> HttpResponse:
    """Where a form without scripts goes on."""
    verb, _, chosen = do.partition("-")
    if verb == "step":
        step = _step(chosen)
    place = "#photos" if do == "photos" or verb in {"remove", "up", "down"} else ""
    asked = f"?step={step}" if step else ""
    return redirect(f"{reverse('submissions:report', args=[found.key])}{asked}{place}")


def _sent(request: HttpRequest, found: Report) -> HttpResponse:
    address = f"{reverse('submissions:report', args=[found.key])}?sent"
    if _wants_json(request):
        return JsonResponse({"sent": address, "number": number_of(found), "state": found.get_state_display()})
    return redirect(address)


def _again(request: HttpRequest, shown: Shown, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"refused": shown.sentence, "missing": shown.missing}, status=status)
    return _show(request, shown, status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _show(request: HttpRequest, shown: Shown, status: int = 200) -> HttpResponse:
    found = shown.report
    unions = unions_for(request.user)
    context = {
        "report": found,
        "values": values_of(found) | shown.values,
        "step": shown.step,
        "steps": list(enumerate(STEPS, 1)),
        "sentence": shown.sentence,
        "missing": [(name, sentence, STEP_OF.get(name, 1)) for name, sentence in shown.missing],
        "wrong": {name for name, _ in shown.missing},
        "other": values_of(shown.other) if shown.other else None,
        "photos": queries.photos_of(found),
        "unions": unions,
        "columns": queries.columns(),
        "calls": _calls(found, request),
        "tables": tables_of(found),
        "headings": headings_in(found.body),
        "placed": "<img" in found.body,
        "lacking": sending.missing(found) if shown.step == len(STEPS) else [],
        "text": queries.body_to_read(found) if shown.step == len(STEPS) else "",
        "may_withdraw": found.pk is not None and can_withdraw(found, request.user),
        "returned": found.events.order_by("-at", "-pk").first() if found.state == ReportState.RETURNED else None,
        "facts": _facts(request, found),
    }
    return render(request, "submissions/form.html", context, status=status)


def _calls(found: Report, request: HttpRequest) -> list:
    """The calls that may be answered; the one that is answered stays, also after its day."""
    calls = queries.open_calls(request.user.union)
    return calls if found.call is None or found.call in calls else [found.call, *calls]


def _facts(request: HttpRequest, found: Report) -> dict:
    """What the scripts of the page go by."""
    return {
        "person": request.user.pk,
        "key": found.key,
        "kept": found.pk is not None,
        "serial": found.serial,
        "urls": {
            "report": reverse("submissions:report", args=[found.key]),
            "keep": reverse("submissions:keep", args=[found.key]),
            "photos": reverse("submissions:add-photo", args=[found.key]),
            "word": reverse("submissions:word", args=[found.key]),
            "uploads": reverse("submissions:uploads"),
            "token": reverse("submissions:token"),
            "signIn": f"{reverse('accounts:sign-in')}?next={reverse('submissions:reports')}",
        },
    }
