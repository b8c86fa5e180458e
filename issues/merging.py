"""Putting two texts of one article together, difference by difference: what was saved meanwhile, and what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accounts.refusals import NotAllowed
from issues.actions.working_copies import BEGUN, Fields
from issues.beginnings import Beginning, line_digest
from issues.typed import LABELS, TEXTS, blocks_of, digests_of, first_of, signed
from manuscripts.blocks import Block, Figure, Rule, Table, block_texts
from manuscripts.comparing import Row, Run, compare, compare_lines
from manuscripts.comparing.result import Words
from manuscripts.parsing import to_html

SAVED, TYPED, BOTH = "saved", "typed", "both"
BYLINES = ("byline_name", "byline_post")
WHO = {SAVED: "只有已保存的一方改了", TYPED: "只有我改了", BOTH: "两边都改了"}

Choices = Mapping[str, str]


@dataclass(frozen=True)
class Side:
    """One of the two texts of a difference: what it is called, what it says, with what differs marked."""

    value: str
    label: str
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Difference:
    """Something on which the two texts differ, chosen under the name `key`. A missing side: the text is not there.

    `by`: which of the two changed what both began from, or BOTH; empty where that is not known.
    """

    key: str
    label: str
    saved: Side | None
    typed: Side | None
    may_keep_both: bool = False
    moved: bool = False
    chosen: str = ""
    by: str = ""

    @property
    def who(self) -> str:
        """Who changed it, where that is known."""
        return WHO.get(self.by, "")

    @property
    def name(self) -> str:
        """The name of its choice in the form."""
        return f"pick-{self.key}"


@dataclass(frozen=True)
class Same:
    """Paragraphs on which both texts agree: how many, and the first words of the last one, to find one's way by."""

    count: int
    last: str


class NotAllChosen(NotAllowed):
    """Some differences have no choice yet; `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"还有 {count} 处没有选定用哪一份。请逐处选定，再保存。")
        self.count = count


@dataclass(frozen=True)
class _Place:
    """A place in the text to come: a row, and whether the old block of a moved one may stand here, or the new one."""

    row: Row
    key: str
    sides: tuple[str, ...]


class Merge:
    """The two texts of one article, as forms, side by side."""

    def __init__(
        self, saved: Fields, typed: Fields, choices: Choices | None = None, writers: Mapping[str, str] | None = None
    ) -> None:
        """`typed` carries under BEGUN what both began from; `writers`: how the people of the field of that name are called.

        What only one of the two changed is proposed, what both changed is for the person to choose.
        """
        self.saved, self.typed, self.choices = saved, typed, dict(choices or {})
        self.begun = Beginning.read(first_of(typed, BEGUN))
        self.writers = writers or {}
        self.blocks = {name: (blocks_of(saved, name), blocks_of(typed, name)) for name in TEXTS}
        self.rows = {name: compare(*pair).rows for name, pair in self.blocks.items()}
        self.digests = {name: tuple(digests_of(name, side) for side in pair) for name, pair in self.blocks.items()}

    # --- what differs -------------------------------------------------------------------------------------------------
    def lines(self) -> list[Difference]:
        """The one-line fields that differ, bylines as one of them."""
        found = []
        for name, label in LABELS.items():
            old, new = first_of(self.saved, name), first_of(self.typed, name)
            if name in self.typed and " ".join(old.split()) != " ".join(new.split()):
                by = self._by_of_line(name, old, new)
                if name == "writer":
                    old, new = self.writers.get(old, old), self.writers.get(new, new)
                found.append(self._difference(name, label, old, new, by))
        old, new = signed(self.saved), signed(self.typed)
        if old != new:
            found.append(self._difference("bylines", "署名", old, new, self._by_of_line("bylines", old, new)))
        return found

    def texts(self) -> list[tuple[str, list[Difference | Same]]]:
        """Each text that differs, under its label: what differs, and what stands between."""
        return [(label, list(self._of_text(name))) for name, label in TEXTS.items() if self._differs(name)]

    def all(self) -> list[Difference]:
        return [*self.lines(), *(item for _, items in self.texts() for item in items if isinstance(item, Difference))]

    # --- what comes of it ---------------------------------------------------------------------------------------------
    def merged(self) -> Fields:
        """The text of the choices made. Raises NotAllChosen while some are missing."""
        missing = [item for item in self.all() if item.chosen not in (SAVED, TYPED, BOTH)]
        if missing:
            raise NotAllChosen(len(missing))
        found = dict(self.typed)
        for item in self.lines():
            if item.chosen == SAVED:
                for name in BYLINES if item.key == "bylines" else (item.key,):
                    found[name] = self.saved.get(name, [])
        for name in TEXTS:
            if self._differs(name):
                found[name] = [to_html(self._chosen_blocks(name))]
        return found

    # --- inside -------------------------------------------------------------------------------------------------------
    def _by_of_line(self, name: str, old: str, new: str) -> str:
        return self._by(not self.begun.has(line_digest(name, old)), not self.begun.has(line_digest(name, new)))

    def _by_of_row(self, name: str, row: Row) -> str:
        """Which side changed what a row shows. Leaving a block out is a change of the side that has not got it."""
        at = row.before, row.after
        mine = [
            index is not None and self.begun.adds(side[index], side)
            for side, index in zip(self.digests[name], at, strict=True)
        ]
        if None in at:
            (adds,) = (mine[side] for side, index in enumerate(at) if index is not None)
            has = row.after is None  # the saved text has it
            return self._by(has is adds, has is not adds)
        if row.kind.startswith("moved"):
            mine = [changed or self.begun.moves(side) for changed, side in zip(mine, self.digests[name], strict=True)]
        return self._by(*mine)

    def _by(self, saved: bool, typed: bool) -> str:
        if not self.begun.digests:
            return ""
        return {(True, False): SAVED, (False, True): TYPED, (True, True): BOTH}.get((saved, typed), "")

    def _difference(self, key: str, label: str, old: str, new: str, by: str) -> Difference:
        runs = compare_lines(old, new)
        sides = Side(SAVED, "用已保存的", _without(runs, "insert")), Side(TYPED, "用我的", _without(runs, "delete"))
        return Difference(key, label, *sides, chosen=self._chosen(key, by), by=by)

    def _chosen(self, key: str, by: str) -> str:
        """What was chosen, or is proposed."""
        return self.choices.get(f"pick-{key}", by if by in (SAVED, TYPED) else "")

    def _differs(self, name: str) -> bool:
        return any(row.kind != "same" for row in self.rows[name])

    def _of_text(self, name: str) -> Iterator[Difference | Same]:
        same: list[Row] = []
        seen: set[str] = set()
        for place in _places(name, self.rows[name]):
            if place.row.kind == "same":
                same.append(place.row)
                continue
            if same:
                yield self._same(name, same)
                same = []
            if place.key not in seen:
                seen.add(place.key)
                yield self._of_row(name, place)
        if same:
            yield self._same(name, same)

    def _same(self, name: str, rows: list[Row]) -> Same:
        return Same(len(rows), _told(self.blocks[name][1][rows[-1].after]))

    def _of_row(self, name: str, place: _Place) -> Difference:
        row = place.row
        old, new = self._pair(name, row)
        moved = row.kind.startswith("moved")
        if isinstance(row.content, Words) and old and new:
            sides = _without(row.content.runs, "insert"), _without(row.content.runs, "delete")
        else:
            sides = tuple((Run("equal", _told(block)),) if block else () for block in (old, new))
        both = row.kind in ("changed", "moved_and_changed")
        by = self._by_of_row(name, row)
        words = ("用已保存的", "用我的") if old and new else ("留下", "留下")
        if row.kind == "moved":
            words = ("放在已保存的位置", "放在我的位置")
        return Difference(
            place.key,
            _kind_of(new or old),
            Side(SAVED, words[0], sides[0]) if old else None,
            Side(TYPED, words[1], sides[1]) if new else None,
            may_keep_both=both,
            moved=moved,
            chosen=self._chosen(place.key, by) or ("" if old and new else SAVED if old else TYPED),
            by=by,
        )

    def _pair(self, name: str, row: Row) -> tuple[Block | None, Block | None]:
        old, new = self.blocks[name]
        return None if row.before is None else old[row.before], None if row.after is None else new[row.after]

    def _chosen_blocks(self, name: str) -> Iterator[Block]:
        for place in _places(name, self.rows[name]):
            old, new = self._pair(name, place.row)
            if place.row.kind == "same":
                yield new
                continue
            chosen = self._of_row(name, place).chosen
            if SAVED in place.sides and old and chosen in (SAVED, BOTH):
                yield old
            if TYPED in place.sides and new and chosen in (TYPED, BOTH):
                yield new


def _places(name: str, rows: tuple[Row, ...]) -> list[_Place]:
    """The rows in the order of the typed text; a moved one a second time at its place in the saved text."""
    found: list[_Place] = []
    moved: list[_Place] = []
    for index, row in enumerate(rows):
        key = f"{name}-{index}"
        if row.kind.startswith("moved"):
            found.append(_Place(row, key, (TYPED,)))
            moved.append(_Place(row, key, (SAVED,)))
        else:
            found.append(_Place(row, key, (SAVED, TYPED)))
    for place in sorted(moved, key=lambda place: place.row.before):
        found.insert(_after_what_stood_before(found, place.row.before), place)
    return found


def _after_what_stood_before(places: list[_Place], before: int) -> int:
    """The index behind the block that stood right before block `before` of the saved text."""
    at = {
        place.row.before: index
        for index, place in enumerate(places)
        if SAVED in place.sides and place.row.before is not None
    }
    return next((at[earlier] + 1 for earlier in range(before - 1, -1, -1) if earlier in at), 0)


def _without(runs: list[Run] | tuple[Run, ...], op: str) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.op != op)


def _told(block: Block) -> str:
    """A block's text on one line."""
    text = "　".join(text for text in block_texts(block) if text)
    return text or _kind_of(block)


def _kind_of(block: Block) -> str:
    match block:
        case Figure():
            return "照片"
        case Table():
            return "表格"
        case Rule():
            return "分隔线"
        case _:
            return {"heading": "小标题", "quote": "引文", "list": "列表"}.get(block.kind, "段落")
