"""What a proof signed for print means to the issue: it may come out while it says exactly what was signed.

Hung into `issues.gates` when the site starts.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.refusals import NotAllowed
from issues import gates
from issues.models import Issue
from issues.workflow import IssueState
from typesetting.actions.signing import released_proof
from typesetting.faithful import check_same_words
from typesetting.models import Proof
from typesetting.sealing import check_intact
from typesetting.wording import present_wording


def check_release(issue: Issue, user: User) -> None:
    """Raise NotAllowed unless the issue's words are exactly those of a proof signed for print, where that is wanted."""
    if not issue.periodical.needs_signed_proof:
        return
    proof = released_proof(issue)
    if proof is None:
        raise NotAllowed(f"{issue.label}还没有付印签字，不能出刊。请到“校样”里按次序校完，由主编签字付印。")
    if proof.run.wording != present_wording(issue):
        raise NotAllowed(
            f"付印签字以后，{issue.label}的文字、编排、封面或版权页又改过，与签字的校样不一样了，不能出刊。"
            "请重新排版，重出付印样，由主编再签一次。"
        )
    check_intact(proof, again=True)
    proof.issue = issue
    check_same_words(proof)


def caution(issues: QuerySet[Issue]) -> list[str]:
    """What whoever changes words of issues that are signed for print should know beforehand."""
    planned = issues.filter(state=IssueState.PLANNING)
    proofs = Proof.objects.released().filter(issue__in=planned).select_related("issue", "signed_by")
    return [_caution(proof) for proof in proofs]


def _caution(proof: Proof) -> str:
    at = timezone.localtime(proof.signed_at)
    return (
        f"{proof.issue.label}已由{proof.signed_by}在{at.month}月{at.day}日签字付印。现在再改一个字，"
        "也要重新排版、重出付印样，由主编再签一次，才能出刊；印刷厂已经拿到 PDF 的，请先打电话。"
    )


def hang() -> None:
    """Have them asked."""
    gates.ask_before_release("typesetting.proofs", check_release)
    gates.warn_before_changing("typesetting.proofs", caution)
