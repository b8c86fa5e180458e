"""The marks of a proof: listed, settled, taken back, opened again, checked on the next proof (核红)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions.saving import Way, ways
from issues.views.doors import for_desk
from typesetting.actions import marking
from typesetting.forms.proofs import SettleForm
from typesetting.models import Mark, Outcome
from typesetting.paper.passages import says_beside
from typesetting.proofs.rounds import ProofMove, can
from typesetting.queries.proofs import frame, marks_page, red_page, seen_done, window
from typesetting.views.proofs import proof_or_404

MOST_CARRIED = 300  # characters of a passage that the address of the writing page carries


@require_safe
@for_desk
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """The marks of a proof: those that wait, or with `?which=all` all."""
    proof = proof_or_404(request, pk)
    which = "all" if request.GET.get("which") == "all" else "open"
    page = marks_page(proof, which=which, number=request.GET.get("page", ""))
    return render(request, "typesetting/proofs/marks.html", {"proof": proof, "page": page, "which": which})


def _found(request: HttpRequest, pk: int) -> Mark:
    rows = Mark.objects.select_related(
        "proof__issue__periodical",
        "proof__run",
        "proof__last",
        "by",
        "settled_by",
        "article__editor",
        "checked_on__issue",
    )
    mark = get_object_or_404(rows.defer("proof__run__preflight"), pk=pk)
    request.periodical = mark.proof.issue.periodical
    return mark


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """A mark with its place, the way to its article, and settling it."""
    found = _found(request, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = marking.settle(mark=found, by=request.user, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{done.number} 号处理好了：{done.get_verdict_display()}。")
            return redirect("typesetting:proof-marks", found.proof_id)
    context = {
        "mark": found,
        "proof": found.proof,
        "form": form,
        "window": window(found.box),
        "frame": frame(found.box, "mark"),
        "edit": edit_address(found),
        "says_right": _says_right(found),
        "may_settle": not found.is_settled and can(found.proof, ProofMove.SETTLE, request.user),
        "may_reopen": found.is_settled and not found.outcome and found.verdict != "withdrawn",
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "typesetting/proofs/mark.html", context, status=status)


def edit_address(mark: Mark) -> str:
    """The writing page of the mark's article, as a slip where that is open, with the passage; empty where there is none."""
    if mark.article is None:
        return ""
    open_ways = ways(mark.article)
    if not open_ways:
        return ""
    way = Way.SLIP if Way.SLIP in open_ways else open_ways[0]
    carried = {"as": way, "find": mark.wrong[:MOST_CARRIED], "put": mark.right[:MOST_CARRIED]}
    return f"{reverse('issues:article-edit', args=[mark.article_id])}?{urlencode(carried)}"


def _says_right(mark: Mark) -> bool:
    """Whether the article already says what the mark wants, with the words around it."""
    known = mark.article and mark.right and (mark.before or mark.after)
    return bool(known) and says_beside(mark.article.plain_text, mark.before, mark.right, mark.after)


def _done(request: HttpRequest, pk: int, deed: Callable[..., Mark], words: str) -> HttpResponse:
    done = deed(mark=_found(request, pk), by=request.user)
    messages.success(request, f"{done.number} 号{words}")
    return redirect("typesetting:proof-page", done.proof_id, done.page)


@require_POST
@for_desk
@says_refusals
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, marking.withdraw, "撤回了。")


@require_POST
@for_desk
@says_refusals
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, marking.reopen, "重开了，请重新处理。")


@require_safe
@for_desk
def red(request: HttpRequest, pk: int) -> HttpResponse:
    """核红: each mark that was to be changed, then and now."""
    proof = proof_or_404(request, pk)
    page = red_page(proof, number=request.GET.get("page", ""))
    context = {
        "proof": proof,
        "page": page,
        "left": marking.to_check(proof).filter(outcome="").count(),
        "may_check": can(proof, ProofMove.CHECK, request.user),
    }
    return render(request, "typesetting/proofs/red.html", context)


@require_POST
@for_desk
@says_refusals
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Check one mark, or all that the pages themselves show done as marked."""
    proof = proof_or_404(request, pk)
    if "all" in request.POST:
        rows, outcome = seen_done(proof), Outcome.DONE
    else:
        name = request.POST.get("mark", "")
        rows = [get_object_or_404(Mark, pk=int(name) if name.isdecimal() and len(name) < 16 else 0)]
        outcome = request.POST.get("outcome", "")
    count = marking.check(marks=rows, proof=proof, by=request.user, outcome=outcome)
    if count:
        messages.success(request, f"核过 {count} 处：{Outcome(outcome).label}。")
    return redirect(reverse("typesetting:proof-red", args=[pk]))
