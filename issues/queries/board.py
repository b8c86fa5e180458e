"""The board of an issue: columns × states, with what is in each, and the counts of all of it from one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from issues.models import Article, Issue, Placement
from issues.queries.entries import Entry, with_facts
from issues.queries.rights import may_decide
from issues.queries.searching import mentions, number_or_none, of, words_of_query
from issues.workflow import State

# The board's stages, each with its states; a state that is not the stage's own name is written on the card.
STAGES: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("编写", (State.DRAFT, State.RETURNED)),
    ("初审", (State.FIRST_REVIEW,)),
    ("复审", (State.SECOND_REVIEW,)),
    ("终审", (State.FINAL_REVIEW,)),
    ("定稿", (State.APPROVED, State.PUBLISHED)),
)
STAGE_OF = {state: index for index, (_, states) in enumerate(STAGES) for state in states}
MOST_IN_A_CELL = 12


@dataclass
class Cell:
    """The articles of a column at one stage; the first of them shown, the rest folded."""

    stage: str
    articles: int = 0
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:MOST_IN_A_CELL]

    @property
    def folded(self) -> list[Entry]:
        return self.entries[MOST_IN_A_CELL:]


@dataclass
class Lane:
    """A column of the issue. `articles` and `chars` count all of it, whatever is filtered."""

    pk: int
    name: str
    articles: int = 0
    chars: int = 0
    settled: int = 0
    cells: list[Cell] = field(default_factory=lambda: [Cell(stage) for stage, _ in STAGES])

    @property
    def found(self) -> int:
        return sum(len(cell.entries) for cell in self.cells)


@dataclass(frozen=True)
class Filters:
    """What the board's form asks for."""

    query: str
    words: list[str]
    column: int | None
    state: str
    editor: int | None
    mine: str  # "", "mine": that I edit or wrote; "turn": that I may decide now

    @classmethod
    def read(cls, asked: QueryDict) -> Filters:
        words = words_of_query(asked.get("q", ""))
        state = asked.get("state", "")
        mine = asked.get("mine", "")
        return cls(
            " ".join(words),
            words,
            number_or_none(asked.get("column", "")),
            state if state in State.values else "",
            number_or_none(asked.get("editor", "")),
            mine if mine in ("mine", "turn") else "",
        )

    @property
    def asks(self) -> bool:
        return bool(self.words or self.column or self.state or self.editor or self.mine)

    def condition(self, user: User) -> Q:
        """On articles, without the column."""
        found = mentions(self.words)
        if self.state:
            found &= Q(state=self.state)
        if self.editor:
            found &= Q(editor=self.editor)
        if self.mine == "mine":
            found &= of(user)
        if self.mine == "turn":
            found &= may_decide(user)
        return found


def board_page(issue: Issue, user: User, filters: Filters) -> dict:
    """What the board shows. Two queries: one counts, one brings the articles."""
    counts = _counts(issue)
    lanes = _lanes(counts)
    withdrawn = []
    for column, entry in _entries(issue, user, filters):
        if entry.state in STAGE_OF:
            lanes[column].cells[STAGE_OF[entry.state]].entries.append(entry)
        else:
            withdrawn.append(entry)
    shown = [lane for lane in lanes.values() if lane.found or not filters.asks]
    totals = [sum(lane.cells[index].articles for lane in lanes.values()) for index in range(len(STAGES))]
    chars = sum(lane.chars for lane in lanes.values())
    return {
        "issue": issue,
        "lanes": shown,
        "columns": list(lanes.values()),
        "stages": [(stage, total) for (stage, _), total in zip(STAGES, totals, strict=True)],
        "articles": sum(totals),
        "settled": totals[-1],
        "chars": chars,
        "withdrawn": withdrawn,
        "taken_out": sum(row["articles"] for row in counts if row["article__state"] not in STAGE_OF),
        "editors": _editors(counts),
        "states": State.choices,
        "filters": filters,
        "found": sum(lane.found for lane in shown) + len(withdrawn),
        "today": timezone.localdate(),
    }


def _counts(issue: Issue) -> list[dict]:
    """Articles and characters of the issue by column, state and editor."""
    return list(
        Placement.objects.filter(issue=issue)
        .order_by("column_order", "column_id")
        .values(
            "column_order", "column_id", "column__name", "article__state", "article__editor_id", "article__editor__name"
        )
        .annotate(articles=Count("pk"), chars=Sum("article__char_count"))
    )


def _lanes(counts: list[dict]) -> dict[int, Lane]:
    lanes: dict[int, Lane] = {}
    for row in counts:
        lane = lanes.setdefault(row["column_id"], Lane(row["column_id"], row["column__name"]))
        stage = STAGE_OF.get(row["article__state"])
        if stage is None:
            continue  # withdrawn: it takes no room
        lane.articles += row["articles"]
        lane.chars += row["chars"]
        lane.cells[stage].articles += row["articles"]
        lane.settled += row["articles"] if stage == len(STAGES) - 1 else 0
    return lanes


def _editors(counts: list[dict]) -> list[tuple[int, str]]:
    names = defaultdict(int)
    for row in counts:
        if row["article__editor_id"]:
            names[row["article__editor_id"], row["article__editor__name"]] += row["articles"]
    return [editor for editor, _ in sorted(names.items(), key=lambda item: -item[1])]


def _entries(issue: Issue, user: User, filters: Filters) -> list[tuple[int, Entry]]:
    """The column of each article asked for, and the article, in the order of the issue."""
    placed = {"placements__issue": issue}
    if filters.column:
        placed["placements__column"] = filters.column
    found = (
        with_facts(Article.objects.filter(**placed).filter(filters.condition(user)))
        .annotate(column=F("placements__column"))
        .order_by("placements__column_order", "placements__column", "placements__order", "pk")
    )
    today = timezone.localdate()
    return [(article.column, Entry(article, user, today)) for article in found]
