"""Proofs: made from a done run, given to somebody to read, compared with the last one."""

from __future__ import annotations

import logging

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.actions.messaging import notify
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.models import Issue
from issues.workflow import IssueState, check_holds
from typesetting.models import Mark, Proof, ProofPage, TypesetRun
from typesetting.proofs import pages, rounds
from typesetting.proofs.rounds import RULES, SIGNERS, THREE, ProofMove, ProofState, Stage
from typesetting.proofs.sealing import check_intact, seal_of
from typesetting.wording import present_wording

logger = logging.getLogger(__name__)


def held(issue: Issue) -> Issue:
    """The issue's row, held until the transaction ends: of its proofs one thing is done at a time."""
    return Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk)


def held_proof(proof: Proof) -> Proof:
    """The proof as it stands now, with its issue held."""
    issue = held(proof.issue)
    found = Proof.objects.select_related("run", "reader", "signed_by", "last__run").get(pk=proof.pk)
    found.issue = issue
    return found


def newest(issue: Issue) -> Proof | None:
    """The newest standing proof: that of the furthest stage."""
    rows = Proof.objects.standing().filter(issue=issue).select_related("run", "signed_by", "reader")
    found = rows.order_by("-stage").first()
    if found is not None:
        found.issue = issue
    return found


def next_stage(last: Proof | None) -> Stage | None:
    """The stage that comes next: None while the last proof is not signed, or where it was the last of all."""
    if last is None:
        return Stage.FIRST
    if last.state != ProofState.SIGNED or last.stage == Stage.PRESS:
        return None
    return Stage(last.stage + 1)


def check_can_make(issue: Issue, stage: int, user: User) -> TypesetRun:
    """The run that a proof of `stage` would be made of. Raises NotAllowed, saying what is to be done first."""
    check_holds(user, RULES[ProofMove.MAKE].roles, ProofMove.MAKE.label)
    if issue.state != IssueState.PLANNING:
        raise NotAllowed(f"{issue.label}已经出刊，不再出校样。")
    last = newest(issue)
    again = last is not None and last.stage == stage
    if not again and next_stage(last) != stage:
        raise NotAllowed(_out_of_order(last))
    unsettled = Mark.objects.unsettled().filter(proof__issue=issue).count()
    if unsettled:
        raise NotAllowed(f"还有 {unsettled} 处标记没有处理。请先处理完（改了，或者写明为什么不改），再出下一份校样。")
    run = TypesetRun.objects.last_good(issue)
    if run is None:
        raise NotAllowed(f"{issue.label}还没有排好的版面。请先到“编排”里排版，再出校样。")
    if again and last.run_id == run.pk:
        raise NotAllowed(f"上一份{last.get_stage_display()}样以后没有重新排版，再出一份也是一样的。")
    if run.replaced or run.wording != present_wording(issue):
        raise NotAllowed("排版以后文字或编排又改过。请先重新排版，再出校样。")
    return run


def _out_of_order(last: Proof | None) -> str:
    if last is None:
        return f"请从{Stage.FIRST.label}开始，按次序出校样。"
    if last.state != ProofState.SIGNED:
        return f"{last}还没有签字。请先校完签字，再出下一校；改动以后也可以重出{last.get_stage_display()}。"
    coming = next_stage(last)
    if coming is None:
        return f"本期已经付印签字。以后改过文字，请重新排版，再重出{last.get_stage_display()}样。"
    return f"下一份是{coming.label}样，请按次序出。"


@transaction.atomic
def make(*, issue: Issue, stage: int, by: User, reader: User | None = None) -> Proof:
    """A proof of `stage` from the issue's last good run; one of the same stage that stands is replaced by it.

    `reader` is whom it falls to; nobody is whoever may sign it. Those hear of it.
    """
    issue = held(issue)
    run = check_can_make(issue, stage, by)
    # Held, so that the clearing away of old runs passes it over.
    run = TypesetRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    replaced = Proof.objects.standing().filter(issue=issue, stage=stage).first()
    if replaced is not None:
        rounds.advance(replaced, ProofMove.REPLACE)
        replaced.save(update_fields=["state"])
    try:
        seal = seal_of(run)
    except OSError as error:
        raise NotAllowed("这次排版的文件读不出来，出不了校样。请重新排版；仍然这样，请告诉管理员。") from error
    proof = Proof(
        issue=issue,
        stage=stage,
        number=Proof.objects.filter(issue=issue, stage=stage).count() + 1,
        run=run,
        after=Proof.objects.standing().filter(issue=issue, stage=stage - 1).first(),
        last=Proof.objects.filter(issue=issue).order_by("-id").first(),
        seal=seal.whole,
        print_sha256=seal.print_sha256,
        screen_sha256=seal.screen_sha256,
        reader=reader,
        made_by=by,
    )
    rounds.begin(proof)
    if reader is not None:
        _check_reader(proof, reader)
    try:
        with transaction.atomic():
            proof.save()
    except IntegrityError as error:
        raise NotAllowed(f"{proof.get_stage_display()}样刚才已经有人出了。请刷新页面。") from error
    if replaced is not None:
        audit.record(by=by, verb=ProofMove.REPLACE.label, target=replaced)
    audit.record(by=by, verb=ProofMove.MAKE.label, target=proof, run=run.pk, sha256=proof.print_sha256)
    _tell_reader(proof, by)
    return proof


def readers(proof: Proof) -> list[User]:
    """Everyone the proof may fall to, by name. Two queries and one for the posts."""
    posts = [role.value for role in SIGNERS[Stage(proof.stage)]]
    people = User.objects.filter(is_active=True, groups__name__in=posts).distinct().prefetch_related("groups")
    held_by = rounds.signed_by(proof) if proof.stage in THREE else {}
    return [person for person in people if held_by.get(person.pk, proof.stage) == proof.stage]


def _check_reader(proof: Proof, reader: User) -> None:
    if reader not in readers(proof):
        raise NotAllowed(
            f"{proof.get_stage_display()}不能派给{reader}：没有这个角色，或者已经签过另一校。请换一位同事。"
        )


@transaction.atomic
def assign(*, proof: Proof, reader: User | None, by: User) -> Proof:
    """Let the proof fall to `reader`, or to whoever may sign it. To whom it falls already, nothing is done."""
    proof = held_proof(proof)
    rounds.check_can(proof, ProofMove.ASSIGN, by)
    if proof.reader == reader:
        return proof
    if reader is not None:
        _check_reader(proof, reader)
    proof.reader = reader
    proof.save(update_fields=["reader"])
    audit.record(by=by, verb=ProofMove.ASSIGN.label, target=proof, person=str(reader or "谁有空谁校"))
    _tell_reader(proof, by)
    return proof


def _tell_reader(proof: Proof, by: User) -> None:
    people = [proof.reader] if proof.reader else readers(proof)
    deed = "等您付印签字" if proof.stage == Stage.PRESS else "请您校"
    text = f"{proof.issue}，共 {proof.run.pages} 页。有改动的页排在前面。"
    title = f"{proof}样{deed}"
    notify(to=people, kind=MessageKind.PROOF, title=title, text=text, path=proof.get_absolute_url(), by=by)


def prepare(*, proof: Proof) -> None:
    """Read the proof's pages, compare them with the last one's and make their pictures. Safe to do twice, also at once.

    What it shows never changes, so whoever is second finds the same; nothing is written in the record.
    """
    proof = Proof.objects.select_related("run", "issue__periodical", "last__run").get(pk=proof.pk)
    try:
        check_intact(proof)
    except NotAllowed as refusal:
        logger.error("%s", refusal)
        return
    if proof.prepared_at is None:
        found = pages.compared(proof)
        with transaction.atomic():
            mine = Proof.objects.select_for_update(of=("self",)).get(pk=proof.pk)
            if mine.prepared_at is None:
                ProofPage.objects.bulk_create(found)
                mine.prepared_at = timezone.now()
                mine.save(update_fields=["prepared_at"])
    first = ProofPage.objects.filter(proof=proof).order_by("-changed", "number").values_list("number", flat=True)
    for number in first:
        pages.make_pictures(proof, number)


def unprepared() -> list[Proof]:
    """The proofs whose comparing was lost with its worker."""
    return list(Proof.objects.standing().filter(prepared_at=None).order_by("id"))


def proofs_page(issue: Issue) -> str:
    """The page of an issue's proofs."""
    return reverse("typesetting:proofs", args=[issue.periodical.slug, issue.year, issue.number])
