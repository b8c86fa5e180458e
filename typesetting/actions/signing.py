"""Signing proofs: the three, the read-through, and 付印, which lets the issue come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.models import Issue
from issues.opinions import tidied
from issues.workflow import CHIEFS, EDITORS, State
from typesetting.actions.marking import to_check
from typesetting.actions.proofing import held_proof, proofs_page
from typesetting.models import Acceptance, Mark, Proof
from typesetting.proofs import rounds
from typesetting.proofs.accepting import Finding, preflight_of
from typesetting.proofs.faithful import check_same_words
from typesetting.proofs.rounds import ProofMove, ProofState, Stage
from typesetting.proofs.sealing import check_intact
from typesetting.wording import present_wording

SHOWN = 3  # titles named in a sentence


@transaction.atomic
def accept(*, proof: Proof, reasons: Mapping[str, str], by: User) -> int:
    """Accept warnings of the preflight: `reasons` by the finding's name. How many were accepted now.

    Raises NotAllowed where one has no reason, or is no warning of this proof. One that is accepted already stays as it is.
    """
    proof = held_proof(proof)
    rounds.check_can(proof, ProofMove.ACCEPT, by)
    if proof.stage != Stage.PRESS:
        raise NotAllowed("印前检查的提示到付印样上再接受；现在请照着改。")
    warnings = {finding.id: finding for finding in preflight_of(proof).warnings}
    made = 0
    for name, reason in reasons.items():
        finding = warnings.get(name)
        if finding is None:
            raise NotAllowed("这条提示不在这份校样的印前检查里。请刷新页面。")
        if finding.accepted is None:
            _accept(proof, finding, tidied(reason, "理由"), by)
            made += 1
    return made


def _accept(proof: Proof, finding: Finding, reason: str, by: User) -> None:
    if not reason:
        raise NotAllowed("接受提示要写明理由：为什么这样印没有问题。")
    Acceptance.objects.create(proof=proof, finding=finding.id, message=finding.message, reason=reason, by=by)
    audit.record(by=by, verb=ProofMove.ACCEPT.label, target=proof, text=finding.message, reason=reason)


def hindrances(proof: Proof) -> list[str]:
    """What stands in the way of signing the proof, each with what to do; empty where nothing does. Whoever signs apart."""
    found = []
    unchecked = to_check(proof).filter(outcome="").count()
    if unchecked:
        found.append(f"核红还有 {unchecked} 处没有核。请在“核红”里逐处看过。")
    if proof.stage != Stage.PRESS:
        return found
    unsettled = Mark.objects.unsettled().filter(proof__issue=proof.issue).count()
    if unsettled:
        found.append(f"还有 {unsettled} 处标记没有处理。请先处理完。")
    found += _unsigned(proof)
    preflight = preflight_of(proof)
    if preflight.errors:
        found.append(
            f"印前检查有 {len(preflight.errors)} 处错误：{preflight.errors[0].message}改好以后重新排版，重出付印样。"
        )
    if preflight.waiting:
        found.append(f"印前检查有 {len(preflight.waiting)} 条提示没有接受。请逐条看过，写明理由。")
    return found + _other_words(proof)


def _unsigned(proof: Proof) -> list[str]:
    signed = set(
        Proof.objects.filter(issue=proof.issue, state=ProofState.SIGNED).values_list("stage", flat=True)
    )  # fmt: skip
    missing = [stage.label for stage in Stage if stage < Stage.PRESS and stage not in signed]
    return [f"{'、'.join(missing)}还没有签字。"] if missing else []


def _other_words(proof: Proof) -> list[str]:
    """Where the issue does not say what the proof says: articles that are not settled, words that were changed since."""
    rows = proof.issue.placements.exclude(article__state__in=(State.APPROVED, State.PUBLISHED))
    waiting = list(rows.values_list("article__title", flat=True))
    if waiting:
        more = f"等 {len(waiting)} 篇" if len(waiting) > SHOWN else ""
        shown = "、".join(f"《{title}》" for title in waiting[:SHOWN])
        return [f"还有文章没有定稿：{shown}{more}。请先完成终审，再重新排版、重出付印样。"]
    if present_wording(proof.issue) != proof.run.wording:
        return ["出样以后，文字、编排、封面或版权页又改过，与这份校样不一样了。请重新排版，重出付印样。"]
    return []


def check_can_sign(proof: Proof, user: User) -> None:
    """Raise NotAllowed unless `user` may sign the proof now."""
    rounds.check_can(proof, ProofMove.SIGN, user)
    found = hindrances(proof)
    if found:
        raise NotAllowed("".join(found))


@transaction.atomic
def sign(*, proof: Proof, by: User, opinion: str = "", seen: str | None = None) -> Proof:
    """Sign a proof. `seen` is the seal of what was on the page; another is refused. Signed twice by one, it is signed once.

    Raises NotAllowed with the sentence to show.
    """
    proof = held_proof(proof)
    if proof.state == ProofState.SIGNED and proof.signed_by_id == by.pk:
        return proof
    if seen is not None and seen != proof.seal:
        raise NotAllowed("您看的不是这份校样。请刷新页面，看过再签。")
    check_can_sign(proof, by)
    check_intact(proof, again=True)
    if proof.stage == Stage.PRESS:
        check_same_words(proof)
    rounds.advance(proof, ProofMove.SIGN)
    proof.signed_by, proof.signed_at, proof.opinion = by, timezone.now(), tidied(opinion, "意见")
    try:
        with transaction.atomic():
            proof.save(update_fields=["state", "signed_by", "signed_at", "opinion"])
    except IntegrityError as error:
        raise NotAllowed("三校要由三个人分别签字，您已经签过本期的另一校。请改派给另一位同事。") from error
    audit.record(
        by=by, verb=f"{proof.get_stage_display()}签字", target=proof, opinion=proof.opinion, sha256=proof.print_sha256
    )
    _tell_next(proof, by)
    return proof


def _tell_next(proof: Proof, by: User) -> None:
    """Editors hear of the marks in their articles; whoever made the proof, that the next one can be made."""
    if proof.is_released:
        people = User.objects.filter(is_active=True, groups__name__in=[role.value for role in EDITORS]).distinct()
        title = f"{proof.issue.label}付印签字了"
        text = f"{by}签字。印刷 PDF、阅读 PDF 和三审三校单都可以取了，本期可以出刊。"
        notify(to=people, kind=MessageKind.PROOF, title=title, text=text, path=proof.get_absolute_url(), by=by)
        return
    waiting = list(proof.marks.unsettled().select_related("article__editor"))
    theirs: dict[User, int] = defaultdict(int)
    for mark in waiting:
        theirs[mark.article.editor if mark.article and mark.article.editor else proof.made_by] += 1
    for editor, count in theirs.items():
        title = f"{proof}样上有 {count} 处标记等您处理"
        text = "改了的到文章里改，不改的写明理由。都处理完了才能出下一校。"
        notify(
            to=[editor], kind=MessageKind.PROOF, title=title, text=text, path=f"{proof.get_absolute_url()}marks/", by=by
        )
    if not waiting:
        title = f"{proof}样签字了，没有要处理的标记"
        text = "可以出下一校的校样了。"
        people = {proof.made_by, *(_chiefs() if proof.stage == Stage.READ else ())}
        notify(to=people, kind=MessageKind.PROOF, title=title, text=text, path=proofs_page(proof.issue), by=by)


def _chiefs() -> list[User]:
    return list(User.objects.filter(is_active=True, groups__name__in=[role.value for role in CHIEFS]).distinct())


def released_proof(issue: Issue) -> Proof | None:
    """The issue's proof that was signed for print and stands."""
    return Proof.objects.released().filter(issue=issue).select_related("run", "signed_by").first()
