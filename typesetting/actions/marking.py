"""Marks on a proof: put on a page, settled in the article, checked on the next proof (核红)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.models import Article
from issues.opinions import tidied
from typesetting.actions.proofing import held_proof, proofs_page
from typesetting.models import Mark, MarkKind, Outcome, Proof, ProofPage, Verdict
from typesetting.paper.passages import Passage, quoted, under
from typesetting.paper.pictures import Line, Place
from typesetting.proofs import rounds
from typesetting.proofs.evidence import article_at
from typesetting.proofs.rounds import ProofMove

SAME_AGAIN = timedelta(minutes=1)  # within it, the same words at the same place are a second click
MOST_MARKS = 2000  # of a proof; more is no proof but another manuscript


@transaction.atomic
def mark(
    *,
    proof: Proof,
    by: User,
    page: int,
    place: Place | None = None,
    kind: str = MarkKind.WRONG,
    wrong: str = "",
    right: str = "",
    remark: str = "",
) -> Mark:
    """Mark something on a page: at `place` (fractions of the page), or where the words of `wrong` stand there.

    Sent twice, it is one mark. Raises NotAllowed where the proof takes none, the place is off the page, nothing is said, or
    the words are not on the page.
    """
    proof = held_proof(proof)
    rounds.check_can(proof, ProofMove.MARK, by)
    said = {"wrong": tidied(wrong, "原文"), "right": tidied(right, "改成"), "remark": tidied(remark, "说明")}
    if kind not in MarkKind.values:
        raise NotAllowed("没有这一类标记。请在列表里选一类。")
    if not 1 <= page <= proof.run.pages:
        raise NotAllowed(f"{proof}没有第 {page} 页。请刷新页面再标。")
    if not any(said.values()):
        raise NotAllowed("还没有写要改什么。请填“改成”或“说明”；要删去的字，选“多字”并抄上原文。")
    lines = lines_of(proof, page)
    place = _on_the_page(place)
    passage = _passage(lines, place, said["wrong"], page)
    anchor = passage.box if place is None and passage else place
    box = dict(zip(("x0", "y0", "x1", "y1"), anchor or (None,) * 4, strict=True))
    same = proof.marks.filter(by=by, page=page, kind=kind, at__gte=timezone.now() - SAME_AGAIN, **said, **box).first()
    if same is not None:
        return same
    number = (proof.marks.aggregate(Max("number"))["number__max"] or 0) + 1
    if number > MOST_MARKS:
        raise NotAllowed(f"一份校样最多 {MOST_MARKS} 处标记。请把稿子退回重审，或者在一处写明全篇的改法。")
    around = {"before": passage.before, "after": passage.after} if passage else {}
    article = Article.objects.filter(pk=article_at(proof, page, lines, anchor, passage)).first()
    made = Mark.objects.create(
        proof=proof, number=number, page=page, kind=kind, article=article, by=by, **said, **box, **around
    )
    audit.record(by=by, verb=ProofMove.MARK.label, target=made, quote=said["wrong"], after=said["right"])
    return made


def lines_of(proof: Proof, page: int) -> list[Line]:
    """The text of a page; none where the proof is not compared yet."""
    found = ProofPage.objects.filter(proof=proof, number=page).values_list("lines", flat=True).first()
    return [Line.from_json(line) for line in found or ()]


def _on_the_page(place: Sequence[float] | None) -> Place | None:
    """The place with its corners in order. Raises NotAllowed where it is off the page, or no place at all."""
    if place is None:
        return None
    x0, y0, x1, y1 = place
    # A comparison with what is no number is false: such a place is refused with the rest.
    if not all(0 <= edge <= 1 for edge in (x0, y0, x1, y1)):
        raise NotAllowed("标的地方不在版面上。请在页面图上重新点一下，或者只抄原文。")
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _passage(lines: list[Line], place: Place | None, wrong: str, page: int) -> Passage | None:
    """The words that are meant: the quoted ones where they stand on the page, else those under the place."""
    if place is not None:
        there = [line for line in lines if line.bottom >= place[1] and line.top <= place[3]]
        return quoted(there, wrong) or under(lines, place)
    if not wrong or not lines:
        return None
    found = quoted(lines, wrong)
    if found is None:
        raise NotAllowed(
            f"第 {page} 页上找不到“{wrong[:30]}”。请照版面上的字抄，或者把“原文”空着，在“说明”里写是哪里。"
        )
    return found


@transaction.atomic
def settle(*, mark: Mark, by: User, verdict: str, reason: str = "") -> Mark:
    """Say what became of a mark: changed, or kept as it was for a reason. Sent twice, it is settled once."""
    mark = _held(mark)
    rounds.check_can(mark.proof, ProofMove.SETTLE, by)
    reason = tidied(reason, "理由")
    if verdict not in (Verdict.CHANGED, Verdict.KEPT):
        raise NotAllowed("请选“改了”或“不改”。")
    if verdict == Verdict.KEPT and not reason:
        raise NotAllowed("不改要写明理由，标的人会看到。")
    if mark.is_settled:
        if mark.verdict == verdict and mark.settled_by_id == by.pk:
            return mark
        raise NotAllowed(f"这一处刚才已由{mark.settled_by}处理：{mark.get_verdict_display()}。请刷新页面。")
    _settle(mark, by, Verdict(verdict), reason)
    _tell_settled(mark.proof, by)
    return mark


@transaction.atomic
def withdraw(*, mark: Mark, by: User) -> Mark:
    """Take back one's own mark that nobody settled yet."""
    mark = _held(mark)
    if mark.by_id != by.pk:
        raise NotAllowed(f"这一处是{mark.by}标的，请由本人撤回；不必改的，可以处理成“不改”。")
    rounds.check_can(mark.proof, ProofMove.SETTLE, by)
    if mark.verdict == Verdict.WITHDRAWN:
        return mark
    if mark.is_settled:
        raise NotAllowed("这一处已经处理过，不能撤回。")
    _settle(mark, by, Verdict.WITHDRAWN, "")
    return mark


@transaction.atomic
def reopen(*, mark: Mark, by: User) -> Mark:
    """A settled mark is to be settled anew; one that was checked on a newer proof stays."""
    mark = _held(mark)
    rounds.check_can(mark.proof, ProofMove.SETTLE, by)
    if mark.outcome:
        raise NotAllowed("这一处已经核过红，不能重开。还有要改的，请在新校样上再标。")
    if mark.verdict == Verdict.WITHDRAWN:
        raise NotAllowed("这一处已经由标的人撤回。还有要改的，请再标一处。")
    if mark.proof.is_released:
        raise NotAllowed(f"{mark.proof}已经付印签字，标记不能重开。还有要改的，请改好文章重新排版，重出付印样。")
    if mark.is_settled:
        mark.verdict = mark.reason = ""
        mark.settled_by = mark.settled_at = None
        mark.save()
        audit.record(by=by, verb="重开标记", target=mark)
    return mark


def _settle(mark: Mark, by: User, verdict: Verdict, reason: str) -> None:
    mark.verdict, mark.reason = verdict, reason
    mark.settled_by, mark.settled_at = by, timezone.now()
    mark.save()
    audit.record(by=by, verb=ProofMove.SETTLE.label, target=mark, what=verdict.label, reason=reason)


def _tell_settled(proof: Proof, by: User) -> None:
    """Who made a signed proof hears when nothing on it waits any more: the next one can be made."""
    if proof.is_open or Mark.objects.unsettled().filter(proof__issue=proof.issue).exists():
        return
    title = f"{proof}样的标记都处理完了"
    text = "请重新排版，然后出下一校的校样。"
    notify(to=[proof.made_by], kind=MessageKind.PROOF, title=title, text=text, path=proofs_page(proof.issue), by=by)


def to_check(proof: Proof) -> QuerySet[Mark]:
    """The 核红 list of a proof: what was to be changed on earlier ones and is not checked yet, or was on this one."""
    earlier = Mark.objects.filter(proof__issue=proof.issue_id, proof__lt=proof.pk, verdict=Verdict.CHANGED)
    return earlier.filter(Q(outcome="") | Q(checked_on=proof))


@transaction.atomic
def check(*, marks: Sequence[Mark], proof: Proof, by: User, outcome: str) -> int:
    """核红: the proof shows these marks done as marked, or not yet; then each is marked anew on it. How many it was now.

    Checked twice, it is checked once. Raises NotAllowed where a mark is not on the proof's list.
    """
    proof = held_proof(proof)
    rounds.check_can(proof, ProofMove.CHECK, by)
    if outcome not in Outcome.values:
        raise NotAllowed("请选“已照改”或“没有改”。")
    rows = list(to_check(proof).filter(pk__in=[mark.pk for mark in marks]))
    if len(rows) != len({mark.pk for mark in marks}):
        raise NotAllowed("有的标记不在这份校样的核红单上。请刷新页面。")
    fresh = [row for row in rows if not row.outcome]
    if any(row.outcome and row.outcome != outcome for row in rows):
        raise NotAllowed("这一处已经核过了。请刷新页面。")
    now = timezone.now()
    for row in fresh:
        row.outcome, row.checked_on, row.checked_by, row.checked_at = outcome, proof, by, now
    Mark.objects.bulk_update(fresh, ["outcome", "checked_on", "checked_by", "checked_at"])
    shown = Outcome(outcome).label
    audit.record_all(by=by, verb=ProofMove.CHECK.label, targets=[(row, {"what": shown}) for row in fresh])
    if outcome == Outcome.NOT_YET:
        _mark_again(fresh, proof, by)
    return len(fresh)


def _mark_again(marks: list[Mark], proof: Proof, by: User) -> None:
    number = proof.marks.aggregate(Max("number"))["number__max"] or 0
    now_on = {page.was: page.number for page in proof.pages.defer("lines", "changes") if page.was}
    for count, old in enumerate(marks, 1):
        page = now_on.get(old.page) if proof.last_id == old.proof_id else None
        if page is None:
            page = proof.run.page_map.get(str(old.article_id), [min(old.page, proof.run.pages)])[0]
        made = Mark.objects.create(
            proof=proof,
            number=number + count,
            page=page,
            kind=old.kind,
            wrong=old.wrong,
            right=old.right,
            remark=old.remark or "上一份标过，没有改。",
            before=old.before,
            after=old.after,
            article=old.article,
            by=by,
            again=old,
            **({"x0": old.x0, "y0": old.y0, "x1": old.x1, "y1": old.y1} if page == old.page else {}),
        )
        audit.record(by=by, verb=ProofMove.MARK.label, target=made, quote=made.wrong, after=made.right)


def _held(mark: Mark) -> Mark:
    """A mark as it stands now, with its proof and issue held."""
    proof = held_proof(mark.proof)
    found = Mark.objects.select_related("by", "settled_by").get(pk=mark.pk)
    found.proof = proof
    return found
