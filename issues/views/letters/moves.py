"""Answering a report, and several at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import adopting
from issues.forms.letters import AdoptForm
from issues.queries import letters as queries
from issues.views.doors import for_desk
from submissions.actions import receiving
from submissions.models import ReadySentence, Report


@dataclass(frozen=True)
class Answer:
    """How an answer is asked for; `field` '' where nothing is written."""

    act: Callable[[Report, User, str], Report]
    button: str
    done: str
    follows: str = ""
    field: str = ""


def _takes_up(report: Report, by: User, words: str) -> Report:
    return receiving.take_up(report=report, by=by)


def _reopens(report: Report, by: User, words: str) -> Report:
    return receiving.reopen(report=report, by=by)


def _returns(report: Report, by: User, words: str) -> Report:
    return receiving.ask_for_more(report=report, by=by, message=words)


def _declines(report: Report, by: User, words: str) -> Report:
    return receiving.decline(report=report, by=by, reason=words)


def _thanks(report: Report, by: User, words: str) -> Report:
    return receiving.thank(report=report, by=by, text=words)


ANSWERS = {
    "take_up": Answer(_takes_up, "开始处理", "由您处理了，供稿人已收到消息"),
    "reopen": Answer(_reopens, "重新考虑", "重新考虑，供稿人已收到消息"),
    "return": Answer(
        _returns, "退回补充", "退回给供稿人补充了", "供稿人会读到下面的话，补好以后可以再报送。", "请补充什么"
    ),
    "decline": Answer(
        _declines, "不采用", "这次不用，供稿人已收到消息", "供稿人会读到下面的话。以后还可以重新考虑。", "原因"
    ),
    "thank": Answer(_thanks, "致谢", "谢意已经送到", "供稿人会在消息里读到；稿件的状态不变。", "要说的话"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def answer(request: HttpRequest, key: str, move: str) -> HttpResponse:
    """Ask for the words of an answer, then give it. A refusal says what happened meanwhile; what was typed stays."""
    if move not in ANSWERS:
        raise Http404
    report, asked = queries.report_at_desk(key, request.user), ANSWERS[move]
    typed, refusal = request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            asked.act(report, request.user, typed)
            messages.success(request, f"《{report.label}》{asked.done}。")
            return redirect("issues:letter", key)
        except NotAllowed as refused:
            refusal = str(refused)
            if not asked.field:
                messages.error(request, refusal)
                return redirect("issues:letter", key)
    elif not asked.field:
        return redirect("issues:letter", key)
    return _asked(request, asked, move, [report], typed, refusal, reverse("issues:letter", args=[key]))


def _asked(
    request: HttpRequest, asked: Answer, move: str, reports: list[Report], typed: str, refusal: str, back: str
) -> HttpResponse:
    context = {
        "asked": asked,
        "reports": reports,
        "typed": typed,
        "refusal": refusal,
        "sentences": ReadySentence.objects.filter(use=move),
        "back": back,
        "batch": back == reverse("issues:letters"),
    }
    return render(request, "issues/letters_in/answer.html", context, status=400 if refusal else 200)


@require_POST
@for_desk
def batch(request: HttpRequest) -> HttpResponse:
    """Take up or decline what is ticked, or go on to adopt it as one."""
    reports = queries.reports_chosen(request.POST.getlist("key"), request.user)
    do, back = request.POST.get("do", ""), reverse("issues:letters")
    if not reports:
        messages.error(request, "还没有选来稿。请先在左边打勾。")
        return redirect(back)
    if do == "adopt":
        chosen = QueryDict(mutable=True)
        chosen.setlist("key", [report.key for report in reports])
        return redirect(f"{reverse('issues:letters-adopt')}?{chosen.urlencode()}")
    try:
        if do == "take_up":
            count = receiving.take_up_all(reports=reports, by=request.user)
            messages.success(request, f"{count} 篇由您处理了。")
            return redirect(back)
        if do == "decline" and "words" in request.POST:
            count = receiving.decline_all(reports=reports, by=request.user, reason=request.POST["words"])
            messages.success(request, f"{count} 篇这次不用，供稿人都已收到消息。")
            return redirect(back)
    except NotAllowed as refused:
        if do == "take_up":
            messages.error(request, f"{refused}这一批都没有动。")
            return redirect(back)
        return _asked(request, ANSWERS[do], do, reports, request.POST["words"], f"{refused}这一批都没有动。", back)
    if do != "decline":
        raise Http404
    return _asked(request, ANSWERS[do], do, reports, "", "", back)


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def adopt(request: HttpRequest) -> HttpResponse:
    """Choose where reports go; several become one article, the main one first."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = asked.getlist("key")
    if asked.get("main") in keys:
        keys = [asked["main"], *(key for key in keys if key != asked["main"])]
    reports = queries.reports_chosen(keys, request.user)
    if not reports:
        messages.error(request, "还没有选来稿。请先在左边打勾。")
        return redirect("issues:letters")
    form = AdoptForm(request.POST or None, initial=_initial(reports))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            article = _adopted(data, reports, request.user)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"采用了，《{article.title}》现在是您编的草稿，供稿人已收到消息。")
            return redirect("issues:article", article.pk)
    return render(
        request, "issues/letters_in/adopt.html", {"form": form, "reports": reports}, status=400 if form.errors else 200
    )


def _adopted(data: dict, reports: list[Report], by: User):
    if data["article"]:
        return adopting.add_to(article=data["article"], reports=reports, by=by)
    return adopting.adopt(
        reports=reports, periodical=data["periodical"], by=by, issue=data["issue"], column=data["column"]
    )


def _initial(reports: list[Report]) -> dict:
    """The column its sender chose, where the journal has it."""
    column = AdoptForm.base_fields["column"].queryset.filter(name=reports[0].column).first()
    return {"column": column} if column and reports[0].column else {}


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def sentences(request: HttpRequest) -> HttpResponse:
    """The sentences at hand for answers, a line each."""
    if request.method == "POST":
        use = request.POST.get("use", "")
        if use not in ReadySentence.Use.values:
            raise Http404
        lines = request.POST.get("sentences", "").splitlines()
        receiving.keep_sentences(use=ReadySentence.Use(use), sentences=lines, by=request.user)
        messages.success(request, f"“{ReadySentence.Use(use).label}”的常用答复保存了。")
        return redirect("issues:letters-sentences")
    rows = list(ReadySentence.objects.all())
    uses = [(use, "\n".join(row.text for row in rows if row.use == use)) for use in ReadySentence.Use]
    return render(request, "issues/letters_in/sentences.html", {"uses": uses})
