"""An article's head as its page sets it: kicker, title, subtitle, bylines, unit.

The page decides. Where its title is cut in two by the columns and the halves are found apart, the contents' wording
tells how they go together. A date under the title (二〇二三年一月二十日) stays as the body's first paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from manuscripts.backissue.bodies import has_end_mark
from manuscripts.backissue.entries import Entry
from manuscripts.backissue.entry_lines import bare, is_union
from manuscripts.backissue.keys import title_key
from manuscripts.backissue.lines import Line
from manuscripts.backissue.result import FoundByline
from manuscripts.backissue.titles import Candidate, Display
from manuscripts.typed import byline, heading_level, is_person
from manuscripts.typed.names import join_spaced

KICKER = re.compile(r"(?:强调|指出|要求|表示|提出|会见时|讲话时|时说|寄语|侧记之[一二三四五六七八九])[：:]?$")
_SUBTITLE = re.compile(r"^\s*(?:[—–―─－-]{1,4}|——)\s*(?=\S)")
_DASH = re.compile(r"\s*(?:——|—{2,}|――|──|－－|--+|⸺)\s*|(?<=\w)\s*—\s*(?=\D)")
DATE = re.compile(
    r"^[（(]?\s*(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?[^。]{0,12}[）)]?$"
)
_OPEN, _CLOSE = "“‘《〈（(「『", "”’》〉）)」』"
_SALUTE = re.compile(r"[：:！!]$")
_BYLINE_LIMIT = 120  # characters
_NOTE = re.compile(r"^\W*(?:编者按|编者的话|按语|编前|导语|提要|内容提要|摘要)\W")
_SHORT_LINE = 20  # characters: running text is longer, the names of a list are not
_NEAR = 5  # lines under a title in which a byline may stand


@dataclass
class Head:
    """The head of one article, and the lines (indices) it takes out of the running text."""

    title: str
    kicker: str = ""
    subtitle: str = ""
    bylines: list[FoundByline] = field(default_factory=list)
    union: str = ""
    used: set[int] = field(default_factory=set)
    first: int = 0  # the index of its first line, kicker and union included


def read_head(entry: Entry | None, place: Candidate, display: Display, stop: int, floor: int, unions: set[str]) -> Head:
    """The head at `place`. `stop` is where the next article's title stands, `floor` where the last one's ended."""
    lines = display.lines
    contents = entry.title if entry else ""
    group = display.together(place.lines)
    extra: list[int] = []
    if place.scattered or place.untitled:
        pieces = [(contents, 1)]
    else:
        extra = _subtitle_below(place, display, stop)
        pieces = [(lines[index].plain, lines[index].rank) for index in (*place.lines, *extra)]
    kicker, title, subtitle = compose(pieces, contents)
    head = Head(title, kicker, subtitle, used={*place.lines, *extra}, first=place.first)
    if place.untitled:
        head.used = set()
        _read_below(head, entry, place.first - 1, display, stop, unions)
        return _signed(head, entry)
    _read_above(head, place, display, floor, unions)
    for last in dict.fromkeys((extra or group)[-1:] + [place.last] * place.scattered):
        _read_below(head, entry, last, display, stop, unions)
    return _signed(head, entry)


def _signed(head: Head, entry: Entry | None) -> Head:
    """The head with the contents' authors where the page names none."""
    if not head.bylines and entry and entry.author:
        head.bylines = authors(entry.author)
    return head


def authors(text: str) -> list[FoundByline]:
    """The authors the contents name: 王东明, 张三、李四, 省总工会主席 马吉孝, 本刊编辑部."""
    found = [FoundByline(name, post) for post, name in byline("□ " + text.strip())]
    return found or [FoundByline(" ".join(text.split()))]


def compose(pieces: list[tuple[str, int]], contents: str = "") -> tuple[str, str, str]:
    """(kicker, title, subtitle) of a title's lines, each with its rank (1 the most prominent, 8 plain text).

    "……强调" is a kicker; what follows —— outside quotation marks, or is set lower, is a subtitle; lines of one rank are
    one title, with the space the contents put between them.
    """
    roles: list[list[str]] = [[], [], []]  # kicker, title, subtitle
    role = 1
    ranks = [rank for _, rank in pieces]
    for number, (text, rank) in enumerate(pieces):
        left = pieces[number - 1] if number else None
        joint = _joint(left[0], text, contents) if left else ""
        if left and role == 1 and joint != "broken" and not roles[2]:
            if joint == "dash" or _SUBTITLE.match(text):
                role = 2
            elif KICKER.search(left[0]) or (left[1] > rank and not _couplet(left[0], text)):
                roles[0], roles[1] = roles[0] + roles[1], []
            elif rank > left[1] and rank == max(ranks) and not _couplet(left[0], text):
                role = 2
        glue = "" if not roles[role] or joint == "broken" or _breaks_word(roles[role][-1], text) else " "
        roles[role].append(glue + _SUBTITLE.sub("", text).strip() if role == 2 else glue + text.strip())
    kicker, title, subtitle = ("".join(parts).strip() for parts in roles)
    if not subtitle:
        title, subtitle = split_dash(title)
    if not kicker and (match := re.match(r"^(.{4,}?(?:强调|指出|要求))[\s：:]+(.{4,})$", title)):
        kicker, title = match[1], match[2]
    return kicker, title, subtitle


def split_dash(title: str) -> tuple[str, str]:
    """Title and subtitle of “题目——副题”; a dash inside quotation marks or brackets splits nothing."""
    for match in _DASH.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        depth = sum(before.count(mark) for mark in _OPEN) - sum(before.count(mark) for mark in _CLOSE)
        if depth <= 0 and len(title_key(before)) >= 4 and len(title_key(after)) >= 4 and not before[-1:].isdigit():
            return before.strip(), after.strip()
    return title, ""


def _couplet(left: str, right: str) -> bool:
    """Two lines of the same length are the two halves of one title, whatever size the scan gives them."""
    return len(title_key(left)) == len(title_key(right)) <= 12


def _joint(left: str, right: str, contents: str) -> str:
    """How the contents join two lines of the page: "dash", "space", "broken" (nothing between), or "" (not found)."""
    tail, lead = title_key(left)[-4:], title_key(right)[:4]
    if len(tail) < 2 or len(lead) < 2 or not contents:
        return ""
    for match in re.finditer(_loosely(tail) + r"(\W*?)" + _loosely(lead), contents):
        between = match[1]
        if re.search("[—–―─⸺]|--", between):
            return "dash"
        return "space" if re.search(r"\s", between) else "broken" if not between else "mark"
    return ""


def _loosely(key: str) -> str:
    return r"\W*?".join(re.escape(character) for character in key)


def _breaks_word(left: str, right: str) -> bool:
    """Whether a title's line was broken without a space: behind or before a mark that joins."""
    return left[-1:] in "、，“《（(—" or right[:1] in "、，”》）)"


def _subtitle_below(place: Candidate, display: Display, stop: int) -> list[int]:
    """A subtitle the contents leave out: a line under the title that begins with ——, or its only lower heading."""
    lines = display.lines
    below = display.neighbour(place.last, 1)
    if below is None or below >= stop or below not in display.place:
        return []
    line, title = lines[below], min(lines[index].rank for index in place.lines)
    if line.signed or is_union(bare(line.plain)) or DATE.match(line.plain) or heading_level(line.plain):
        return []
    if _SUBTITLE.match(line.plain) and len(line.plain) < 60:
        following = display.neighbour(below, 1)
        more = following is not None and following < stop and lines[following].rank == line.rank < 8
        return [below, following] if more and following in display.place and not lines[following].signed else [below]
    if line.level and title < line.level and not _SALUTE.search(line.plain):
        alike = [i for i in range(below + 1, stop) if lines[i].rank in (line.level, 7) or lines[i].level > line.level]
        return [] if alike else [below]
    return []


def _read_above(head: Head, place: Candidate, display: Display, floor: int, unions: set[str]) -> None:
    """The unit's name and the kicker set above the title."""
    index: int | None = place.first
    while (index := display.neighbour(index, -1)) is not None and index >= floor:
        line = display.lines[index]
        if line.kind != "text" or len(line.plain) > 60 or line.caption:
            return
        name = bare(line.plain)
        if is_union(name) and not head.union and (line.rank < 8 or name in unions or _ends_above(index, display)):
            head.union = name
        elif _is_kicker(line, place, display, index):
            head.kicker = f"{line.plain.strip()} {head.kicker}".strip()
        else:
            return
        head.used.add(index)
        head.first = index


def _ends_above(index: int, display: Display) -> bool:
    """Whether the article before has ended with its unit or source, so that a name here is no signature of it."""
    above = display.neighbour(index, -1)
    return above is not None and has_end_mark(display.lines[above].plain)


def _is_kicker(line: Line, place: Candidate, display: Display, index: int) -> bool:
    if index not in display.place or heading_level(line.plain) is not None or line.signed:
        return False
    if KICKER.search(line.plain):
        return True
    return bool(line.level) and line.level > display.lines[place.first].rank and not line.plain.endswith(("：", ":"))


def _read_below(head: Head, entry: Entry | None, last: int, display: Display, stop: int, unions: set[str]) -> None:
    """Bylines and the unit's name under the title; a date between them stays in the body."""
    index: int | None = last
    author = title_key(entry.author) if entry else ""
    for _ in range(_NEAR):
        index = display.neighbour(index, 1)
        while index is not None and index in head.used:
            index = display.neighbour(index, 1)
        if index is None or index >= stop:
            return
        line = display.lines[index]
        if line.kind != "text" or index in display.furniture:
            return
        if DATE.match(line.plain) or len(line.plain) > _BYLINE_LIMIT or _NOTE.match(line.plain):
            continue  # a note of the editors may stand between title and byline
        under_note = any(len(display.lines[above].plain) > _BYLINE_LIMIT for above in range(last + 1, index))
        if under_note:
            named = line.signed if line.plain[0] in "□☐" else []
        else:
            named = line.signed or _unmarked(line, author, bool(head.bylines)) or _alone(index, head, display)
        name = bare(line.plain)
        if named:
            head.bylines += [FoundByline(who, post) for post, who in named]
        elif under_note:
            continue
        elif is_union(name) and not head.union and (name in unions or (entry and name == entry.union)):
            head.union = name
        else:
            return
        head.used.add(index)


def _unmarked(line: Line, author: str, some: bool) -> list[tuple[str, str]]:
    """A byline without its mark: names alone, or the contents' author with a post before."""
    if some or len(line.plain) > 60 or re.search("[。！？：:，]", line.plain):
        return []
    tokens = join_spaced(line.plain.replace("、", " ").split())
    spaced = " " in line.plain.strip() or "\u3000" in line.plain.strip()
    if tokens and all(is_person(token, strict=True) for token in tokens) and (spaced or "".join(tokens) == author):
        return [("", token) for token in tokens]
    if author and (line.key == author or (line.key.endswith(author) and len(line.key) < len(author) + 30)):
        return byline("□ " + line.plain) or [("", line.plain.strip())]
    return []


def _alone(index: int, head: Head, display: Display) -> list[tuple[str, str]]:
    """A person's name alone under a title: over the date of the speech or under it, or over running text."""
    line, after = display.lines[index], display.neighbour(index, 1)
    if head.bylines or line.rank < 7 or not is_person(line.plain, strict=True) or after is None:
        return []
    above = display.neighbour(index, -1)
    dated = DATE.match(display.lines[after].plain) or (above is not None and DATE.match(display.lines[above].plain))
    text = len(display.lines[after].plain) > _SHORT_LINE or display.lines[after].level
    return [("", line.plain)] if dated or text else []
