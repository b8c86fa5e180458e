"""What the pages of proofs show, in a number of queries that does not grow with pages and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.models import Article, Issue
from typesetting.actions import marking, proofing
from typesetting.models import Mark, Proof, ProofPage, Verdict
from typesetting.paper.passages import bare
from typesetting.paper.pictures import Place
from typesetting.proofs import rounds
from typesetting.proofs.accepting import Finding, Preflight, preflight_of
from typesetting.proofs.evidence import seen_outcome
from typesetting.proofs.rounds import ProofMove, ProofState, Stage

MARKS_PAGE, RED_PAGE = 40, 20
WIDE, HIGH = 1000, 1357  # a page as the drawings over it measure it: 210 by 285
MARGIN = 60  # around a place that is shown by itself
LEAST = 320  # the width of what is shown of it


@dataclass(frozen=True)
class Frame:
    """A box over a page, in the measure of its drawing."""

    x: int
    y: int
    width: int
    height: int
    kind: str = ""
    label: str = ""
    words: str = ""


def frame(box: Iterable[float] | None, kind: str = "", label: str = "", words: str = "") -> Frame | None:
    """A place in fractions of the page as a frame that can be seen, however small the place."""
    if box is None:
        return None
    x0, y0, x1, y1 = box
    left, top = round(x0 * WIDE) - 2, round(y0 * HIGH) - 2
    return Frame(left, top, max(round(x1 * WIDE) + 2 - left, 8), max(round(y1 * HIGH) + 2 - top, 8), kind, label, words)


def window(box: Place | None) -> str:
    """The part of a page to show around a place, as the viewBox of a drawing; without a place the top of the page."""
    if box is None:
        return f"0 0 {WIDE} {HIGH // 3}"
    found = frame(box)
    width = min(max(found.width + 2 * MARGIN, LEAST), WIDE)
    height = min(max(found.height + 2 * MARGIN, LEAST // 2), HIGH)
    left = min(max(found.x + found.width // 2 - width // 2, 0), WIDE - width)
    top = min(max(found.y + found.height // 2 - height // 2, 0), HIGH - height)
    return f"{left} {top} {width} {height}"


@dataclass
class StageRow:
    """A stage of an issue with its proofs, the standing one first."""

    stage: Stage
    proofs: list[Proof]

    @property
    def standing(self) -> Proof | None:
        return next((proof for proof in self.proofs if proof.state != ProofState.REPLACED), None)

    @property
    def replaced(self) -> list[Proof]:
        return [proof for proof in self.proofs if proof.state == ProofState.REPLACED]


@dataclass(frozen=True)
class Offer:
    """A proof that can be made now, or why it cannot."""

    stage: Stage
    again: bool
    hindrance: str
    readers: list[User]


def stages_of(issue: Issue) -> list[StageRow]:
    """All stages with their proofs, each with how many marks it has and how many wait. One query."""
    rows = (
        Proof.objects.filter(issue=issue)
        .select_related("reader", "signed_by", "made_by", "run")
        .defer("run__page_map", "run__preflight", "run__error")
        .annotate(
            marks_all=Count("marks", filter=~Q(marks__verdict=Verdict.WITHDRAWN)),
            marks_open=Count("marks", filter=Q(marks__verdict="")),
        )
        .order_by("-id")
    )
    found = list(rows)
    for proof in found:
        proof.issue = issue
    return [StageRow(stage, [proof for proof in found if proof.stage == stage]) for stage in Stage]


def offers(issue: Issue, user: User) -> list[Offer]:
    """What can be made next: the stage that follows, and the newest one again after a correction."""
    last = proofing.newest(issue)
    wanted = [(stage, False) for stage in [proofing.next_stage(last)] if stage]
    if last is not None and last.state in (ProofState.OPEN, ProofState.SIGNED):
        wanted.append((Stage(last.stage), True))
    found = []
    for stage, again in wanted:
        try:
            proofing.check_can_make(issue, stage, user)
            hindrance = ""
        except NotAllowed as refusal:
            hindrance = str(refusal)
        readers = [] if hindrance else proofing.readers(Proof(issue=issue, stage=stage))
        found.append(Offer(stage, again, hindrance, readers))
    return found


@dataclass
class ProofSheet:
    """A proof as its own page shows it: changed pages first."""

    proof: Proof
    user: User

    @cached_property
    def pages(self) -> list[ProofPage]:
        return list(self.proof.pages.defer("lines", "changes"))

    @cached_property
    def tally(self) -> list[dict]:
        """The marks of each page that were not taken back, and how many of them wait."""
        rows = self.proof.marks.exclude(verdict=Verdict.WITHDRAWN).values("page").order_by()
        return list(rows.annotate(n=Count("pk"), left=Count("pk", filter=Q(verdict=""))))

    @cached_property
    def counts(self) -> Counter[int]:
        """The marks of each page."""
        return Counter({row["page"]: row["n"] for row in self.tally})

    @cached_property
    def changed(self) -> list[tuple[ProofPage, int]]:
        return [(page, self.counts[page.number]) for page in self.pages if page.changed]

    @cached_property
    def others(self) -> list[tuple[ProofPage, int]]:
        return [(page, self.counts[page.number]) for page in self.pages if not page.changed]

    @property
    def marks(self) -> int:
        return self.counts.total()

    @cached_property
    def red(self) -> dict[str, int]:
        """How many marks are to be checked here, and how many still are."""
        return marking.to_check(self.proof).aggregate(all=Count("pk"), left=Count("pk", filter=Q(outcome="")))

    @property
    def waiting(self) -> int:
        return sum(row["left"] for row in self.tally)

    @cached_property
    def preflight(self) -> Preflight:
        return preflight_of(self.proof)

    @cached_property
    def may_sign(self) -> bool:
        return rounds.can(self.proof, ProofMove.SIGN, self.user)

    @property
    def may_assign(self) -> bool:
        return rounds.can(self.proof, ProofMove.ASSIGN, self.user)

    @cached_property
    def readers(self) -> list[User]:
        return proofing.readers(self.proof)

    @property
    def missing_before(self) -> bool:
        """Whether pages of the last proof have no page here any more."""
        return self.proof.last is not None and self.proof.last.run.pages > len([p for p in self.pages if p.was])


@dataclass
class PageSheet:
    """A page of a proof beside what it was."""

    proof: Proof
    number: int

    @cached_property
    def page(self) -> ProofPage | None:
        return self.proof.pages.defer("lines").filter(number=self.number).first()

    @cached_property
    def was(self) -> int | None:
        """The page of the last proof that it is shown beside."""
        return self.page.was if self.page else None

    @cached_property
    def marks(self) -> list[Mark]:
        rows = Mark.objects.filter(proof=self.proof, page=self.number).exclude(verdict=Verdict.WITHDRAWN)
        return list(rows.select_related("by", "settled_by", "article"))

    @cached_property
    def old_marks(self) -> list[Mark]:
        if self.was is None or self.proof.last is None:
            return []
        rows = Mark.objects.filter(proof=self.proof.last, page=self.was).exclude(verdict=Verdict.WITHDRAWN)
        return list(rows.select_related("by"))

    @cached_property
    def findings(self) -> list[Finding]:
        return preflight_of(self.proof).on_page(self.number)

    @property
    def frames(self) -> list[Frame]:
        """What is drawn over the page: what changed, what the preflight found, what is marked."""
        changes = self.page.changes if self.page else []
        return [
            *(frame(one["box"], f"changed-{one['kind']}") for one in changes),
            *(frame(one.box, "finding") for one in self.findings if one.box),
            *_mark_frames(self.marks),
        ]

    @property
    def old_frames(self) -> list[Frame]:
        return _mark_frames(self.old_marks)

    @property
    def changes(self) -> list[dict]:
        """What was said otherwise, in words."""
        return [one for one in (self.page.changes if self.page else []) if one["was"] or one["now"]]

    @cached_property
    def numbers(self) -> list[tuple[int, bool]]:
        """All pages of the proof, and whether each changed."""
        changed = set(self.proof.pages.filter(changed=True).values_list("number", flat=True))
        return [(number, number in changed) for number in range(1, self.proof.run.pages + 1)]

    @property
    def next_changed(self) -> int | None:
        return next((number for number, changed in self.numbers if changed and number > self.number), None)

    @cached_property
    def articles(self) -> list[Article]:
        """The articles that stand on the page."""
        here = [key for key, (first, last) in self.proof.run.page_map.items() if first <= self.number <= last]
        return list(Article.objects.filter(pk__in=here).only("title").order_by("pk"))


def _mark_frames(marks: list[Mark]) -> list[Frame]:
    return [frame(mark.box, "settled" if mark.is_settled else "mark", str(mark.number)) for mark in marks if mark.box]


def marks_page(proof: Proof, *, which: str, number: str) -> Page:
    """The marks of a proof in the order of its pages: those that wait, or all."""
    rows = proof.marks.exclude(verdict=Verdict.WITHDRAWN).select_related("by", "settled_by", "article")
    rows = rows.unsettled() if which == "open" else rows
    return Paginator(rows, MARKS_PAGE).get_page(number)


@dataclass(frozen=True)
class RedRow:
    """A mark to be checked: where it was, where it is now, what the pages themselves say."""

    mark: Mark
    page: int
    seen: str
    window: str
    frame: Frame | None
    now_window: str


def red_page(proof: Proof, *, number: str) -> Page:
    """A page of the 核红 list; those still to be checked come first."""
    rows = marking.to_check(proof).select_related("proof__issue", "article", "by", "settled_by").order_by(
        "outcome", "page", "y0", "pk"
    )  # fmt: skip
    page = Paginator(rows, RED_PAGE).get_page(number)
    texts = bare_pages(proof)
    moved = {one.was: one.number for one in proof.pages.defer("lines", "changes") if one.was}
    page.object_list = [_red_row(proof, mark, texts, moved) for mark in page.object_list]
    return page


def seen_done(proof: Proof) -> list[Mark]:
    """The marks that are still to be checked and that the pages themselves show done as marked."""
    texts = bare_pages(proof)
    waiting = marking.to_check(proof).filter(outcome="")
    return [mark for mark in waiting if seen_outcome(mark, _near(proof, mark, texts)) == "done"]


def bare_pages(proof: Proof) -> dict[int, str]:
    """The text of each page, without blanks and ends of lines."""
    rows = proof.pages.values_list("number", "lines")
    return {number: bare("".join(line[0] for line in lines)) for number, lines in rows}


def _near(proof: Proof, mark: Mark, texts: dict[int, str]) -> list[str]:
    """The pages where a mark's words can stand now: those of its article, else those around its own."""
    first, last = proof.run.page_map.get(str(mark.article_id), (mark.page - 1, mark.page + 1))
    return ["".join(texts.get(number, "") for number in range(first, last + 1))]


def _red_row(proof: Proof, mark: Mark, texts: dict[int, str], moved: dict[int, int]) -> RedRow:
    page = moved.get(mark.page) if mark.proof_id == proof.last_id else None
    around = [bare(mark.before + mark.right + mark.after), bare(mark.before + mark.wrong + mark.after)]
    says = [number for number, text in texts.items() if any(words and words in text for words in around)]
    if says and (mark.before or mark.after):
        page = page if page in says else says[0]
    page = page or proof.run.page_map.get(str(mark.article_id), (min(mark.page, proof.run.pages),))[0]
    seen = seen_outcome(mark, _near(proof, mark, texts))
    return RedRow(mark, page, seen, window(mark.box), frame(mark.box, "mark"), window(mark.box))
