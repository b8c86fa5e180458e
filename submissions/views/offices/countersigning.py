"""Countersigning: what the unions below handed in, a word on each; and the setting of who has it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Union, UnionKind
from accounts.refusals import NotAllowed
from accounts.views.doors import for_operators, says_refusals
from submissions.actions import countersigning
from submissions.models import Countersigning
from submissions.queries import offices as queries
from submissions.queries.letters import body_to_read, photos_of, report_to_see
from submissions.rules import can_countersign, check_can_see_below
from submissions.views.doors import for_correspondents

ON_A_PAGE = 30


@require_safe
@for_correspondents
def below(request: HttpRequest) -> HttpResponse:
    """What the unions below handed in, those that wait for a word first."""
    check_can_see_below(request.user)
    page = Paginator(queries.reports_under_eye(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "submissions/offices/below.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_correspondents
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """Read a report of a union below, and countersign it or send it back."""
    report = report_to_see(key, request.user)
    typed, refusal = request.POST.get("words", ""), ""
    if request.method == "POST":
        acts = {"countersign": countersigning.countersign, "send_back": countersigning.send_back}
        act = acts.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        try:
            act(report=report, by=request.user, text=typed)
            done = "已会签，送到编辑部了" if act is countersigning.countersign else "退回给供稿人了"
            messages.success(request, f"《{report.label}》{done}。")
            return redirect("submissions:below")
        except NotAllowed as refused:
            refusal = str(refused)
    context = {
        "report": report,
        "photos": photos_of(report),
        "text": body_to_read(report),
        "may_sign": can_countersign(report, request.user),
        "typed": typed,
        "refusal": refusal,
    }
    return render(request, "submissions/offices/sign.html", context, status=400 if refusal else 200)


@require_safe
@for_operators
def settings(request: HttpRequest) -> HttpResponse:
    """Which unions see what those below them hand in, and whose word is needed."""
    rows = {row.union_id: row for row in Countersigning.objects.all()}
    above = Union.objects.filter(active=True, children__isnull=False).exclude(kind=UnionKind.PROVINCE).distinct()
    unions = [(union, _choice(rows.get(union.pk))) for union in above]
    return render(request, "submissions/offices/settings.html", {"unions": unions, "choices": CHOICES})


CHOICES = (("none", "不看所属工会的稿"), ("sees", "看得到，不须会签"), ("required", "须会签才送编辑部"))


def _choice(row: Countersigning | None) -> str:
    return "none" if row is None else "required" if row.required else "sees"


@require_POST
@for_operators
@says_refusals
def set_one(request: HttpRequest, pk: int) -> HttpResponse:
    union, choice = get_object_or_404(Union, pk=pk), request.POST.get("choice", "")
    if choice not in dict(CHOICES):
        raise Http404
    countersigning.set_countersigning(
        union=union, by=request.user, sees=choice != "none", required=choice == "required"
    )
    messages.success(request, f"{union}：{dict(CHOICES)[choice]}。")
    return redirect("submissions:countersigning")
