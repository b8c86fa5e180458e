"""A back issue put together: contents, titles, heads and bodies, with everything accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from manuscripts.backissue.alignment import Alignment, align, split_glued
from manuscripts.backissue.bodies import has_end_mark, take_ending, text_of, write_html
from manuscripts.backissue.contents import find_contents
from manuscripts.backissue.decoding import damaged_lines
from manuscripts.backissue.entries import NO_COLUMN, Contents, Entry
from manuscripts.backissue.furniture import find_furniture, read_masthead
from manuscripts.backissue.guessing import guess_places
from manuscripts.backissue.headers import Head, read_head
from manuscripts.backissue.imprint import Labels, read_labels
from manuscripts.backissue.jumps import Stretch, put_back
from manuscripts.backissue.keys import title_key
from manuscripts.backissue.lines import Line, read_lines
from manuscripts.backissue.pieces import CAPTION, HEADING, PARAGRAPH, Cut, cut_pieces, set_levels
from manuscripts.backissue.result import BackIssue, FoundArticle, FoundColumn, Leftover
from manuscripts.backissue.titles import Candidate, Display
from manuscripts.counting import count_characters

_NOTICE = re.compile(r"^《?[\w《》]{0,10}(?:征稿启事|征稿函|稿约|投稿须知|投稿指南|征订启事|征文启事)\W*$")


@dataclass
class _Found:
    """An article while it is put together."""

    entry: Entry | None
    place: Candidate
    head: Head
    cut: Cut = field(default_factory=Cut)
    line: int = 0  # number of its title's line
    article: FoundArticle = field(default_factory=lambda: FoundArticle(""))


def split(text: str) -> BackIssue:
    """The articles of a printed issue, read off its pages into loose Markdown, with its board and imprint.

    Nothing is dropped silently: every Han character of the running text is in an article, in the page's furniture
    (running heads, column names, the contents), or in `leftovers`; titles not found are in `unplaced`. Raises nothing:
    a text that is no issue gives an issue without articles, flagged, with the text in `leftovers`.
    """
    lines = read_lines(text)
    issue = BackIssue(warnings=damaged_lines(text))
    issue.year, issue.number, issue.periodical = read_masthead(lines)
    contents = find_contents(lines)
    start = contents.span.stop if contents else 0
    labels, taken = _read_labels(lines, contents, issue)
    if contents:
        lines, display, alignment = _align(lines, contents, issue.periodical, taken)
        entries: list[Entry | None] = list(contents.entries)
    else:
        issue.flagged = True
        issue.warnings.append(_no_contents(lines))
        furniture = find_furniture(lines, [], set(), issue.periodical) | taken
        display = Display(lines, start, furniture)
        alignment = Alignment(dict(enumerate(guess_places(display))))
        entries = [None] * len(alignment.places)
    found = _heads(entries, alignment, display, contents)
    _cut_bodies(found, display, issue)
    _move_tails(found, issue)
    for one in found.values():
        _finish(one, issue)
    _warn(found, alignment, display, contents, issue)
    _columns(found, contents, issue)
    _leftovers(found, display, contents, issue)
    return issue


def _no_contents(lines: list[Line]) -> str:
    first = lines[0].number if lines else 1
    return f"第 {first} 行：没有找到目录页，各篇文章是按标题、署名和文末的来源、单位推断的，请逐篇核对。"


def _read_labels(lines: list[Line], contents: Contents | None, issue: BackIssue) -> tuple[Labels, set[int]]:
    """Board and imprint from the contents page and from wherever else they stand."""
    outside = (
        [range(0, contents.span.start), range(contents.span.stop, len(lines))] if contents else [range(len(lines))]
    )
    found = [contents.labels] if contents else []
    found += [read_labels(lines, span) for span in outside if len(span)]
    taken: set[int] = set()
    for labels in found:
        for label, names in labels.board.items():
            issue.board.setdefault(label, names)
        for label, value in labels.imprint.items():
            issue.imprint.setdefault(label, value)
        taken |= labels.used
    return (found[0] if found else Labels()), taken


def _align(
    lines: list[Line], contents: Contents, periodical: str, taken: set[int]
) -> tuple[list[Line], Display, Alignment]:
    """Display and alignment; where titles are missing, once more with titles cut off the paragraphs they stick to."""
    start = contents.span.stop
    titles = {entry.key for entry in contents.entries}

    def attempt(lines: list[Line], taken: set[int]) -> tuple[Display, Alignment]:
        display = Display(lines, start, find_furniture(lines, contents.columns, titles, periodical) | taken)
        return display, align(contents.entries, display)

    display, alignment = attempt(lines, taken)
    missing = [i for i in range(len(contents.entries)) if i not in alignment.places or i in alignment.guessed]
    cut = split_glued(lines, contents.entries, missing, start) if missing else lines
    if len(cut) > len(lines):
        numbers = {lines[index].number for index in taken}
        taken = {index for index, line in enumerate(cut) if line.number in numbers}
        lines = cut
        display, alignment = attempt(lines, taken)
    return lines, display, alignment


def _heads(
    entries: list[Entry | None], alignment: Alignment, display: Display, contents: Contents | None
) -> dict[int, _Found]:
    """The heads of the articles found, by entry, in the order of the page."""
    unions = contents.unions if contents else set()
    order = sorted(alignment.places, key=lambda index: alignment.places[index].first)
    found: dict[int, _Found] = {}
    floor = display.start
    for number, index in enumerate(order):
        place = alignment.places[index]
        stop = alignment.places[order[number + 1]].first if number + 1 < len(order) else len(display.lines)
        head = read_head(entries[index], place, display, stop, floor, unions)
        found[index] = _Found(entries[index], place, head, line=display.lines[place.first].number)
        floor = place.last + 1
    return found


def _cut_bodies(found: dict[int, _Found], display: Display, issue: BackIssue) -> None:
    ones = list(found.values())
    stretches: list[Stretch] = []
    for one, following in zip_longest(ones, ones[1:]):
        stop = following.head.first if following else _notices(one, display)
        skipped = one.head.used | display.furniture | (following.head.used if following else set())
        lines = [display.lines[index] for index in range(one.head.first, stop) if index not in skipped]
        repeats = {one.entry.key} if one.entry and len(one.entry.key) >= 8 else set()
        lines = [line for line in lines if not (repeats and line.key in repeats)]
        stretches.append(Stretch(lines, one.entry.page if one.entry else None, one.head.title))
    issue.warnings += put_back(stretches)
    for one, stretch in zip(ones, stretches, strict=True):
        one.cut = cut_pieces(stretch.lines)


def _notices(last: _Found, display: Display) -> int:
    """Where the last article ends: before a call for papers or another notice the contents do not list."""
    for index in range(last.place.last + 1, len(display.lines)):
        line = display.lines[index]
        if index in display.place and _NOTICE.match(line.plain):
            return index
    return len(display.lines)


def _move_tails(found: dict[int, _Found], issue: BackIssue) -> None:
    """Text behind an article's end mark goes to the article before it, where that one lacks its own end mark.

    In two columns the end of a longer item is set below a shorter one; each item of news has exactly one end mark.
    """
    ones = list(found.values())
    for before, one in pairwise(ones):
        pieces = one.cut.pieces
        marks = [i for i, piece in enumerate(pieces) if piece.kind == PARAGRAPH and has_end_mark(piece.plain)]
        texts = [i for i, piece in enumerate(pieces) if piece.kind == PARAGRAPH]
        if not marks or marks[0] == texts[-1]:
            continue
        tail = pieces[marks[0] + 1 :]
        if any(piece.kind == HEADING for piece in tail):
            continue  # an item of its own, not the end of another
        number = tail[0].lines[0]
        if len(marks) == 2 and marks[1] == texts[-1] and _lacks_end(before, one):
            del pieces[marks[0] + 1 :]
            before.cut.pieces += tail
            issue.warnings.append(
                f"第 {number} 行：“{one.head.title}”署名之后还有正文，“{before.head.title}”没有署名，"
                "这一段已接到后者末尾，请核对。"
            )


def _lacks_end(before: _Found, one: _Found) -> bool:
    if not before.entry or not one.entry or before.entry.column != one.entry.column:
        return False
    pages = (before.entry.page or 0, one.entry.page or 0)
    ended = any(has_end_mark(piece.plain) for piece in before.cut.pieces if piece.kind == PARAGRAPH)
    tail = one.cut.pieces[-1].plain
    if before.entry.union and before.entry.union not in tail:
        return False
    return not ended and abs(pages[1] - pages[0]) <= 1


def _finish(one: _Found, issue: BackIssue) -> None:
    """Fill in the article: its end mark, its levels, its HTML, its length."""
    head, entry, pieces = one.head, one.entry, one.cut.pieces
    union = head.union or (entry.union if entry else "")
    ending = take_ending(pieces, union)
    contributor = ending.contributor or union
    set_levels(pieces)
    body = write_html(pieces)
    one.article = FoundArticle(
        title=head.title,
        kicker=head.kicker,
        subtitle=head.subtitle,
        bylines=head.bylines or ending.bylines,
        contributor=contributor,
        source=ending.source,
        printed_page=entry.page if entry else None,
        html=body,
        characters=count_characters(text_of(body)),
        contents_title=entry.title if entry else "",
    )


def _warn(
    found: dict[int, _Found], alignment: Alignment, display: Display, contents: Contents | None, issue: BackIssue
) -> None:
    """Say of each article what an editor must look at, and name the titles that were not found."""
    entries = contents.entries if contents else []
    for index, entry in enumerate(entries):
        if index not in found:
            issue.unplaced.append(entry.title)
            issue.warnings.append(
                f"第 {entry.line} 行：目录上的“{entry.title}”在正文里没有找到，请在正文中查找后补入。"
            )
    for index, one in found.items():
        title, entry = one.head.title, one.entry
        if entry and index in alignment.guessed:
            issue.warnings.append(
                f"第 {one.line} 行：目录上的“{entry.title}”在正文里作“{title}”，是按位置推断的，请核对。"
            )
        elif entry and title_key(one.head.kicker + title + one.head.subtitle) != entry.key:
            issue.warnings.append(f"第 {one.line} 行：标题与目录不同，目录作“{entry.title}”，已按正文。")
        if index in alignment.moved:
            issue.warnings.append(f"第 {one.line} 行：“{title}”在正文里的次序与目录不同，栏目和次序已按目录。")
        if others := alignment.doubled.get(index):
            issue.doubts += _doubts(one, others, found, display)
            places = "、".join(f"第 {display.lines[other.first].number} 行" for other in others[:3])
            issue.warnings.append(f"第 {one.line} 行：“{title}”在正文里不止一处（另见{places}），已按次序和页码选定。")
        if pictures := one.cut.pictures:
            issue.warnings.append(f"第 {pictures[0]} 行：“{title}”有 {len(pictures)} 张图片不在文本里，请补入。")
        captions = [piece for piece in one.cut.pieces if piece.kind == CAPTION]
        if captions:
            issue.warnings.append(
                f"第 {captions[0].lines[0]} 行：“{title}”有 {len(captions)} 条图片说明，图片不在文本里，请补入。"
            )
        if not one.cut.pieces:
            issue.warnings.append(f"第 {one.line} 行：“{title}”没有正文，请核对。")


def _doubts(one: _Found, others: list[Candidate], found: dict[int, _Found], display: Display) -> list[str]:
    """A sentence where the whole title stands, as a heading, at a second place that no article of the contents takes.

    Three or more are running heads, and lines that are no headings are mentions.
    """
    taken = {other.place.first for other in found.values()}
    second = [other for other in others if display.lines[other.first].level and other.first not in taken]
    if len(second) != 1 or not display.lines[one.place.first].level:
        return []
    line = display.lines[second[0].first].number
    return [
        f"标题“{one.head.title}”在第 {one.line} 行和第 {line} 行各有一处，分不清哪一处是文章的开头。"
        "请删去多余的一处再导入。"
    ]


def _columns(found: dict[int, _Found], contents: Contents | None, issue: BackIssue) -> None:
    names = contents.columns if contents else [NO_COLUMN] if found else []
    issue.columns = [FoundColumn(name) for name in names]
    for index in sorted(found):
        entry = found[index].entry
        issue.columns[entry.column if entry else 0].articles.append(found[index].article)
    for column in [column for column in issue.columns if not column.articles]:
        listed = any(contents.columns[entry.column] == column.name for entry in contents.entries)
        if not listed:
            issue.columns.remove(column)


def _leftovers(found: dict[int, _Found], display: Display, contents: Contents | None, issue: BackIssue) -> None:
    """Keep what stands before the first article and in no other place, with its lines."""
    first = min((one.head.first for one in found.values()), default=len(display.lines))
    read = contents.lines | contents.labels.used if contents else set()
    last = max(found.values(), key=lambda one: one.head.first, default=None)
    behind = range(_notices(last, display), len(display.lines)) if last else range(0)
    for index in [*range(first), *behind]:
        line = display.lines[index]
        if index in display.furniture or index in read:
            continue
        text = line.plain if line.kind == "text" else "　".join(cell for row in line.rows for cell in row)
        if text.strip():
            issue.leftovers.append(Leftover(line.number, text))
    issue.leftover_characters = sum(count_characters(left.text) for left in issue.leftovers)
    if issue.leftovers:
        issue.warnings.append(
            f"第 {issue.leftovers[0].line} 行：有 {len(issue.leftovers)} 段文字（{issue.leftover_characters} 字）"
            "不属于任何一篇，已单独保留，请核对。"
        )
