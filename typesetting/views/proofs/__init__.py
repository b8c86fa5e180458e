"""The pages of proofs: an issue's proofs, one of them, its pages, its marks, what is checked, what is signed."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from typesetting.models import Proof

SHOWN = ("run", "issue__periodical", "last__run", "reader", "made_by", "signed_by")


def proof_or_404(request: HttpRequest, pk: int) -> Proof:
    """The proof with all its pages show of it; its periodical becomes the page's."""
    proof = get_object_or_404(Proof.objects.select_related(*SHOWN).defer("run__error"), pk=pk)
    request.periodical = proof.issue.periodical
    return proof
