"""What comparing gives: rows of blocks in the order of the new text, each with its words as runs.

Every row carries all its content, changed or not, so that a page can be drawn from the rows alone: what is not an
insertion is the old text, what is not a deletion the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

Op = Literal["equal", "insert", "delete", "format"]
Kind = Literal["same", "changed", "added", "removed", "moved", "moved_and_changed"]


@dataclass(frozen=True)
class Run:
    """A stretch of text with one fate. `format`: the same words, with other marks or another link.

    An insertion has no marks before, a deletion none after.
    """

    op: Op
    text: str
    marks_before: tuple[str, ...] = ()
    marks_after: tuple[str, ...] = ()
    href_before: str = ""
    href_after: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks to show it with: the old ones where it was deleted, else the new ones."""
        return self.marks_before if self.op == "delete" else self.marks_after

    @property
    def href(self) -> str:
        return self.href_before if self.op == "delete" else self.href_after

    @property
    def note(self) -> str:
        """What became of the formatting, in Chinese: 加上加粗，去掉下划线. Empty unless `op` is format."""
        if self.op != "format":
            return ""
        added = [
            name for mark, name in MARK_NAMES.items() if mark in self.marks_after and mark not in self.marks_before
        ]
        gone = [name for mark, name in MARK_NAMES.items() if mark in self.marks_before and mark not in self.marks_after]
        said = [f"加上{'、'.join(added)}"] * bool(added) + [f"去掉{'、'.join(gone)}"] * bool(gone)
        if self.href_before != self.href_after:
            said.append(
                "改了链接" if self.href_before and self.href_after else "去掉链接" if self.href_before else "加上链接"
            )
        return "，".join(said)


MARK_NAMES = {"strong": "加粗", "em": "斜体", "u": "下划线", "sup": "上标", "sub": "下标"}

Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Words:
    """One paragraph or heading, one item of a list, one paragraph of a quote."""

    runs: Runs
    form_before: str = ""
    form_after: str = ""
    content: str = field(default="words", init=False)


@dataclass(frozen=True)
class Parts:
    """A list or a quote: its items or paragraphs as rows, whose contents are `Words` without forms."""

    rows: tuple[Row, ...]
    form_before: str = ""
    form_after: str = ""
    content: str = field(default="parts", init=False)


@dataclass(frozen=True)
class Picture:
    """A figure: keys of the photos, alternative text and caption. An empty key: there was none."""

    photo_before: str
    photo_after: str
    alt: Runs
    caption: Runs
    content: str = field(default="picture", init=False)

    @property
    def replaced(self) -> bool:
        """Whether another photo stands in the same place."""
        return bool(self.photo_before and self.photo_after) and self.photo_before != self.photo_after


@dataclass(frozen=True)
class Shape:
    """How a cell stands in its table."""

    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class CellWords:
    """A cell: its words, and its shape on either side (None where there was no such cell)."""

    runs: Runs
    shape_before: Shape | None
    shape_after: Shape | None
    content: str = field(default="cell", init=False)


@dataclass(frozen=True)
class Cells:
    """A row of a table: its cells as rows (`CellWords`), and whether it stands in the head."""

    rows: tuple[Row, ...]
    head_before: bool = False
    head_after: bool = False
    content: str = field(default="cells", init=False)


@dataclass(frozen=True)
class Grid:
    """A table: its caption, and its rows (`Cells`), those of the head first; indices count head and body together."""

    caption: Runs
    rows: tuple[Row, ...]
    content: str = field(default="grid", init=False)


@dataclass(frozen=True)
class Break:
    """A thematic break; it has no words."""

    content: str = field(default="rule", init=False)


Content = Words | Parts | Picture | Grid | Cells | CellWords | Break


@dataclass(frozen=True)
class Row:
    """A block, or a part of one, with its index in the old and in the new text (None: not there).

    A removed one stands at its old place, a moved one at its new place.
    """

    kind: Kind
    before: int | None
    after: int | None
    content: Content


_WORDS = (("characters_added", "增加{}字"), ("characters_removed", "删去{}字"))
_BLOCKS = (
    ("paragraphs_added", "新增{}段"),
    ("paragraphs_removed", "删除{}段"),
    ("paragraphs_changed", "改动{}段"),
    ("paragraphs_moved", "移动{}段"),
    ("formats", "{}处改了格式"),
    ("photos_added", "新增{}张照片"),
    ("photos_removed", "删除{}张照片"),
    ("photos_replaced", "换了{}张照片"),
    ("photos_moved", "移动{}张照片"),
    ("captions", "{}张照片改了说明"),
    ("tables_added", "新增{}个表"),
    ("tables_removed", "删除{}个表"),
    ("tables_changed", "改动{}个表"),
    ("tables_moved", "移动{}个表"),
    ("rules", "{}条分隔线有增减"),
)


@dataclass(frozen=True)
class Counts:
    """字数 added and removed (as `counting.count_characters`), and numbers of blocks by what became of them.

    `paragraphs_*` count blocks with words: paragraphs, headings, quotes, lists. `formats` counts stretches whose marks
    or link changed and blocks that became something else (a paragraph a heading). `captions` counts figures whose
    caption or alternative text changed.
    """

    characters_added: int = 0
    characters_removed: int = 0
    paragraphs_added: int = 0
    paragraphs_removed: int = 0
    paragraphs_changed: int = 0
    paragraphs_moved: int = 0
    formats: int = 0
    photos_added: int = 0
    photos_removed: int = 0
    photos_replaced: int = 0
    photos_moved: int = 0
    captions: int = 0
    tables_added: int = 0
    tables_removed: int = 0
    tables_changed: int = 0
    tables_moved: int = 0
    rules: int = 0

    def sentence(self) -> str:
        """What was changed, in one sentence; what did not happen is not mentioned."""
        if self == Counts():
            return "两个版本完全相同。"
        clauses = (
            "，".join(said.format(number) for name, said in part if (number := getattr(self, name)))
            for part in (_WORDS, _BLOCKS)
        )
        return "；".join(clause for clause in clauses if clause) + "。"


@dataclass(frozen=True)
class Comparison:
    """Rows in the order of the new text, and what they come to."""

    rows: tuple[Row, ...]
    counts: Counts

    @property
    def same(self) -> bool:
        """Whether nothing at all was changed."""
        return all(row.kind == "same" for row in self.rows)

    def summary(self) -> str:
        """One sentence in Chinese: 增加12字，删去5字；改动3段，移动1段。"""
        return self.counts.sentence()

    def as_json(self) -> dict[str, Any]:
        """Plain dicts and lists: {"summary", "counts", "rows"}, field by field as the classes above name them."""
        return {"summary": self.summary(), "counts": plain(self.counts), "rows": plain(self.rows)}


def plain(value: Any) -> Any:
    """A value of these classes as dicts and lists, ready for JSON."""
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
