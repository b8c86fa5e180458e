"""The proofs of an issue, and making one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.views.doors import for_desk
from issues.views.planning import issue_or_404
from typesetting import tasks
from typesetting.actions import proofing
from typesetting.actions.signing import released_proof
from typesetting.forms.proofs import ReaderForm
from typesetting.models import Proof
from typesetting.proofs.rounds import Stage
from typesetting.queries.proofs import offers, stages_of


@require_safe
@for_desk
def proofs(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The five stages with their proofs, and what can be done next."""
    issue = issue_or_404(request, slug, year, number)
    found = [
        {"offer": offer, "form": ReaderForm(people=offer.readers, auto_id=f"stage-{offer.stage}-%s")}
        for offer in offers(issue, request.user)
    ]
    stages = stages_of(issue)
    context = {
        "issue": issue,
        "stages": stages,
        "offers": found,
        "released": released_proof(issue),
        "newest": max((proof.pk for row in stages for proof in row.proofs), default=""),
    }
    return render(request, "typesetting/proofs/proofs.html", context)


@require_POST
@for_desk
@says_refusals
def make(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Make a proof of the stage asked for; a click that came twice leads to the one that was made."""
    issue = issue_or_404(request, slug, year, number)
    stage = request.POST.get("stage", "")
    if stage not in {str(each.value) for each in Stage}:
        raise Http404
    form = ReaderForm(request.POST, people=proofing.readers(Proof(issue=issue, stage=int(stage))))
    if not form.is_valid():
        raise NotAllowed("这位同事现在不能校这一份。请回到上一页，另选一位。")
    seen = request.POST.get("seen", "")
    just_made = Proof.objects.filter(issue=issue).order_by("-id").first()
    if just_made and just_made.stage == int(stage) and seen != str(just_made.pk) and just_made.made_by == request.user:
        return redirect(just_made)
    proof = tasks.make_proof(issue=issue, stage=int(stage), by=request.user, reader=form.cleaned_data["reader"])
    messages.success(request, f"{proof}样出好了。从现在起这份校样不会再变，页面图像正在做。")
    return redirect(proof)
