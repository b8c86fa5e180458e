"""What a proof signed for print means to the issue: it may come out while it says exactly what was signed.

Hung into `issues.gates` when the site starts.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.refusals import NotAllowed
from issues import afterwards, gates
from issues.actions.planning import record_printed
from issues.gates import Ahead
from issues.models import Issue
from issues.workflow import IssueState
from typesetting.actions.proofing import newest, next_stage, proofs_page
from typesetting.actions.signing import released_proof
from typesetting.models import Proof
from typesetting.proofs.faithful import check_same_words
from typesetting.proofs.rounds import Stage
from typesetting.proofs.sealing import check_intact
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


def ahead(issue: Issue) -> Ahead | None:
    """The next step to a signature for print, or that the issue is signed just as it stands."""
    if not issue.periodical.needs_signed_proof:
        return None
    last, page = newest(issue), proofs_page(issue)
    if last is None:
        return Ahead(f"出{Stage.FIRST.label}样", page)
    if last.is_open:
        return Ahead(f"看{last.label}样", last.get_absolute_url())
    coming = next_stage(last)
    if coming:
        return Ahead(f"出{coming.label}样", page)
    if last.run.wording == present_wording(issue):
        return Ahead(is_done=True, cautions=(_caution(last),))
    return Ahead(f"重出{last.label}样", page, cautions=(_caution(last),))


def caution(issues: QuerySet[Issue]) -> list[str]:
    """What whoever changes words of issues that are signed for print should know beforehand."""
    planned = issues.filter(state=IssueState.PLANNING)
    proofs = Proof.objects.released().filter(issue__in=planned).select_related("issue", "signed_by")
    return [_caution(proof) for proof in proofs]


def _caution(proof: Proof) -> str:
    at = timezone.localtime(proof.signed_at)
    return (
        f"{proof.issue.label}已由{proof.signed_by}在{at.month}月{at.day}日签字付印。现在再改一处，哪怕一个字，"
        "也要重新排版、重出付印样，由主编再签一次，才能出刊；印刷厂已经拿到 PDF 的，请先打电话。"
    )


def note_issued(issue: Issue) -> None:
    """Where an issue comes out with the very words of its proof signed for print, note it: members get that proof's PDF,
    and its page numbers, whatever is set later. Part of releasing."""
    proof = released_proof(issue)
    if proof is None or proof.run.wording != present_wording(issue):
        return  # not wanted of this periodical, and so not held to
    proof.issued_at = issue.released_at
    proof.save(update_fields=["issued_at"])
    record_printed(issue=issue, page_map=proof.run.page_map)


def hang() -> None:
    """Have them asked and told."""
    gates.ask_before_release("typesetting.proofs", check_release)
    gates.lead_to_release("typesetting.proofs", ahead)
    gates.warn_before_changing("typesetting.proofs", caution)
    afterwards.call_with_release("typesetting.proofs", note_issued)
