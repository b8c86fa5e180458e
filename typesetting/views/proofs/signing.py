"""Signing a proof, and accepting what the preflight warns of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.views.doors import for_desk
from typesetting.actions import signing
from typesetting.forms.proofs import SignForm
from typesetting.proofs import rounds
from typesetting.proofs.accepting import preflight_of
from typesetting.proofs.rounds import ProofMove, Stage, can
from typesetting.proofs.sealing import check_intact
from typesetting.views.proofs import proof_or_404

REASON = "reason-"


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the proof, or say what stands in the way. Signed twice by one, both times the page says so."""
    proof = proof_or_404(request, pk)
    check_intact(proof)
    form = SignForm(request.POST or None, initial={"seen": proof.seal})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                done = signing.sign(proof=proof, by=request.user, **form.cleaned_data)
            except NotAllowed as refusal:
                form.add_error(None, str(refusal))
                proof = proof_or_404(request, pk)
                status = 403
            else:
                messages.success(request, f"{done}签字了。")
                return redirect(done)
    context = {
        "proof": proof,
        "form": form,
        "preflight": preflight_of(proof),
        "refusal": _refusal(request, proof),
        "hindrances": signing.hindrances(proof) if proof.is_open else [],
        "is_press": proof.stage == Stage.PRESS,
        "may_accept": proof.stage == Stage.PRESS and can(proof, ProofMove.ACCEPT, request.user),
    }
    return render(request, "typesetting/proofs/sign.html", context, status=status)


def _refusal(request: HttpRequest, proof) -> str:
    """Why this person may not sign this proof, whatever state it is in otherwise; empty where they may."""
    try:
        rounds.check_can(proof, ProofMove.SIGN, request.user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


@require_POST
@for_desk
@says_refusals
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the warnings that a reason was written for."""
    proof = proof_or_404(request, pk)
    reasons = {
        name.removeprefix(REASON): reason
        for name, reason in request.POST.items()
        if name.startswith(REASON) and reason.strip()
    }
    if not reasons:
        raise NotAllowed("还没有写理由。请在要接受的提示下面写明为什么这样印没有问题。")
    count = signing.accept(proof=proof, reasons=reasons, by=request.user)
    messages.success(request, f"接受了 {count} 条提示。" if count else "这些提示已经接受过。")
    return redirect("typesetting:proof-sign", pk)
