"""What was changed between two versions, as HTML: rows in the order of the new text, unchanged stretches folded.

Nothing is told by colour alone: what came in is `ins`, what went out is `del`, and every changed row says what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from issues.models import Article
from issues.rendering import span_html, spans_of_cell
from issues.words import LINES
from manuscripts.comparing import Comparison, Row, Run, compare, compare_lines
from manuscripts.comparing.result import CellWords, Content, Grid, Parts, Picture, Words
from manuscripts.parsing import parse_html
from photos.models import Photo
from photos.pictures import picture_of

FORMS = {
    "paragraph": "段落",
    "heading-1": "一级标题",
    "heading-2": "二级标题",
    "heading-3": "三级标题",
    "quote": "引文",
    "list-ordered": "编号列表",
    "list-bulleted": "列表",
}
KINDS = {"added": "新增", "removed": "删去", "changed": "改动", "moved": "", "moved_and_changed": "改动"}
_NEIGHBOURS = 1  # unchanged rows shown beside a change
_WORTH_FOLDING = 2
_OPENING_WORDS = 24


class Side(StrEnum):
    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Change:
    """A row as it is shown: old and new in one, and each by itself. `notes` say in words what became of it."""

    kind: str
    notes: list[str]
    both: SafeString
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class Stretch:
    """Rows shown together; a folded one has nothing changed in it."""

    folded: bool
    changes: list[Change]


@dataclass(frozen=True)
class Line:
    """A line of the article that is not the same: its name, and the change."""

    name: str
    both: SafeString
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class Changes:
    """Everything between two versions. `same`: there is nothing."""

    lines: list[Line]
    note: list[Stretch]
    body: list[Stretch]
    summary: str
    note_summary: str
    same: bool


def changes_between(before: dict, after: dict, photos: Mapping[str, Photo]) -> Changes:
    """Compare two values of `issues.words.words_of`."""
    names = {name for words in (before, after) for name, _ in words["bylines"]}
    lines = list(_lines(before, after, names))
    note = compare(parse_html(before["editors_note"]), parse_html(after["editors_note"]), names=names)
    body = compare(parse_html(before["body"]), parse_html(after["body"]), names=names)
    drawing = Drawing(photos)
    return Changes(
        lines=lines,
        note=[] if note.same else list(folded(drawing.changes(note))),
        body=list(folded(drawing.changes(body))),
        summary="正文没有改动。" if body.same else body.summary(),
        note_summary="" if note.same else note.summary(),
        same=not lines and note.same and body.same,
    )


def _lines(before: dict, after: dict, names: set[str]) -> Iterator[Line]:
    for field in (*LINES, "bylines"):
        old, new = before[field], after[field]
        if field == "bylines":
            label, old, new = "作者", _bylines(old), _bylines(new)
        else:
            label = str(Article._meta.get_field(field).verbose_name)
        if old != new:
            runs = compare_lines(old, new, names=names)
            yield Line(label, *(runs_html(runs, side) for side in Side))


def _bylines(pairs: Iterable[Sequence[str]]) -> str:
    return "、".join(f"{name}（{post}）" if post else name for name, post in pairs)


def folded(changes: Iterable[Change]) -> Iterator[Stretch]:
    """Long stretches in which nothing changed are folded, but for the rows next to a change."""
    runs = [(same, list(group)) for same, group in groupby(changes, key=lambda change: change.kind == "same")]
    for index, (same, group) in enumerate(runs):
        head = _NEIGHBOURS if same and index > 0 else 0
        tail = _NEIGHBOURS if same and index + 1 < len(runs) else 0
        middle = group[head : len(group) - tail]
        if not same or len(middle) < _WORTH_FOLDING:
            yield Stretch(False, group)
            continue
        yield from (
            Stretch(fold, part)
            for fold, part in ((False, group[:head]), (True, middle), (False, group[len(group) - tail :]))
            if part
        )


class Drawing:
    """Draws comparisons. `photos` holds the pictures of both versions by key."""

    def __init__(self, photos: Mapping[str, Photo]) -> None:
        self.photos = photos

    def changes(self, comparison: Comparison) -> Iterator[Change]:
        """The rows, and at the old place of each that moved a line that says where it went."""
        gone = sorted((row for row in comparison.rows if _moved(row)), key=lambda row: row.before)
        for row in comparison.rows:
            while gone and not _moved(row) and row.before is not None and gone[0].before < row.before:
                yield self._moved_away(gone.pop(0))
            yield self._change(row)
        yield from (self._moved_away(row) for row in gone)

    def _change(self, row: Row) -> Change:
        shown = {side: self._content(row.content, side) for side in Side}
        before = shown[Side.BEFORE] if row.before is not None else SafeString()
        after = shown[Side.AFTER] if row.after is not None else SafeString()
        return Change(row.kind, list(_notes(row)), shown[Side.BOTH], before, after)

    def _moved_away(self, row: Row) -> Change:
        words = _opening(row.content)
        note = f"原第 {row.before + 1} 段移到了第 {row.after + 1} 段"
        html = format_html('<p class="change__gone">{}</p>', words)
        return Change("gone", [note], html, html, SafeString())

    def _content(self, content: Content, side: Side) -> SafeString:
        match content:
            case Words(runs=runs):
                form = (content.form_before if side == Side.BEFORE else content.form_after) or content.form_before
                return format_html('<p class="change__text change__text--{}">{}</p>', form, runs_html(runs, side))
            case Parts():
                return self._parts(content, side)
            case Picture():
                return self._picture(content, side)
            case Grid():
                return self._grid(content, side)
            case _:
                return mark_safe('<hr class="change__rule">')

    def _parts(self, parts: Parts, side: Side) -> SafeString:
        items = [row for row in parts.rows if _stands(row, side)]
        html = format_html_join(
            "", "<li>{}{}</li>", ((runs_html(row.content.runs, side), _small_notes(row, side)) for row in items)
        )
        form = (parts.form_before if side == Side.BEFORE else parts.form_after) or parts.form_before
        return format_html('<ul class="change__parts change__parts--{}">{}</ul>', form, html)

    def _picture(self, picture: Picture, side: Side) -> SafeString:
        shown = []
        if side != Side.AFTER and picture.photo_before and (side == Side.BEFORE or picture.replaced):
            shown.append(self._photo(picture.photo_before, "原来的照片" if picture.replaced else ""))
        if side != Side.BEFORE and picture.photo_after:
            shown.append(self._photo(picture.photo_after, "换上的照片" if picture.replaced else ""))
        if side == Side.BOTH and not picture.photo_after:
            shown.append(self._photo(picture.photo_before, ""))
        caption = runs_html(picture.caption, side)
        alt = runs_html(picture.alt, side) if any(run.op != "equal" for run in picture.alt) else ""
        said = format_html('<p class="change__caption">{}</p>', caption) if caption else ""
        described = format_html('<p class="change__caption">替代文字：{}</p>', alt) if alt else ""
        return format_html("<div>{}{}{}</div>", format_html_join("", "{}", ((one,) for one in shown)), said, described)

    def _photo(self, key: str, label: str) -> SafeString:
        photo = self.photos.get(key)
        named = format_html("<span>{}</span>", label) if label else ""
        if photo is None:
            return format_html('<p class="figure-missing">{}这张图片已不在图片库里。</p>', named)
        shown = picture_of(photo)
        return format_html(
            '<p class="change__photo">{}<img src="{}" width="{}" height="{}" alt="{}" loading="lazy"></p>',
            named,
            shown.src,
            shown.width,
            shown.height,
            photo.alt or photo.caption or ("" if label else "文中图片"),  # the label is read anyway
        )

    def _grid(self, grid: Grid, side: Side) -> SafeString:
        caption = runs_html(grid.caption, side)
        rows = [row for row in grid.rows if _stands(row, side)]
        return format_html(
            '<div class="table-scroll" role="group" tabindex="0" aria-label="表格"><table>{}<tbody>{}</tbody></table></div>',
            format_html("<caption>{}</caption>", caption) if caption else "",
            format_html_join("", "<tr{}>{}</tr>", ((_row_class(row), self._cells(row, side)) for row in rows)),
        )

    def _cells(self, row: Row, side: Side) -> SafeString:
        cells = [cell for cell in row.content.rows if _stands(cell, side)]
        return format_html_join("", "{}", ((_cell(cell.content, side),) for cell in cells))


def _cell(cell: CellWords, side: Side) -> SafeString:
    shape = (cell.shape_before if side == Side.BEFORE else cell.shape_after) or cell.shape_before or cell.shape_after
    tag = "th" if shape.header else "td"
    attributes = spans_of_cell(shape.colspan, shape.rowspan)
    return format_html("<{0}{1}>{2}</{0}>", tag, attributes, runs_html(cell.runs, side))


def _row_class(row: Row) -> SafeString:
    return format_html(' class="change__row--{}"', row.kind) if row.kind != "same" else SafeString()


def _stands(row: Row, side: Side) -> bool:
    """Whether a part is to be seen on this side."""
    return not (side == Side.BEFORE and row.before is None or side == Side.AFTER and row.after is None)


def _moved(row: Row) -> bool:
    return row.kind in {"moved", "moved_and_changed"}


def _notes(row: Row) -> Iterator[str]:
    """What became of a row, in words; nothing where nothing did."""
    if row.kind == "same":
        return
    if KINDS.get(row.kind):
        yield KINDS[row.kind]
    if _moved(row):
        yield f"移自原第 {row.before + 1} 段"
    content = row.content
    stayed = row.before is not None and row.after is not None
    if isinstance(content, Words | Parts) and stayed and content.form_before != content.form_after:
        yield f"{FORMS[content.form_before]}改成{FORMS[content.form_after]}"
    if isinstance(content, Picture):
        yield "换了照片" if content.replaced else "照片"
    if isinstance(content, Grid):
        yield "表格"


def _small_notes(row: Row, side: Side) -> SafeString | str:
    """Where an item of a list came from."""
    if side == Side.BEFORE or not _moved(row):
        return ""
    return format_html('<span class="change__note">移自原第 {} 项</span>', row.before + 1)


def _opening(content: Content) -> str:
    """The first words of what moved, to know it by."""
    match content:
        case Words(runs=runs):
            words = _old_text(runs)
        case Parts(rows=rows):
            words = "".join(_old_text(row.content.runs) for row in rows)
        case Picture(caption=runs):
            words = f"照片：{_old_text(runs)}"
        case Grid(caption=runs):
            words = f"表格：{_old_text(runs)}"
        case _:
            words = "分隔线"
    return f"{words[:_OPENING_WORDS]}……" if len(words) > _OPENING_WORDS else words


def _old_text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if run.op != "insert")


def runs_html(runs: Iterable[Run], side: Side = Side.BOTH) -> SafeString:
    """Runs as they stand on one side, or both in one."""
    hidden = {Side.BEFORE: "insert", Side.AFTER: "delete"}.get(side)
    return format_html_join("", "{}", ((_run(run, side),) for run in runs if run.op != hidden))


def _run(run: Run, side: Side) -> SafeString:
    old = side == Side.BEFORE or run.op == "delete"
    html = span_html(run.text, run.marks_before if old else run.marks_after, run.href_before if old else run.href_after)
    match run.op:
        case "insert":
            return format_html("<ins>{}</ins>", html)
        case "delete":
            return format_html("<del>{}</del>", html)
        case "format":
            note = format_html('<span class="change__note">{}</span>', run.note) if side != Side.BEFORE else ""
            return format_html('<span class="change__format">{}</span>{}', html, note)
    return html
