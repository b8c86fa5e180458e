"""Bookmarks and links of the screen PDF: each there, in words, and leading to the page it should."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.composition.plan import Link, Page, Plan, Run, Table, Text
from typesetting.preflight.findings import Findings, on_page
from typesetting.preflight.inking import sides_of
from typesetting.preflight.reading import bare

NEAR, ABOVE = 1.0, 40.0  # points that a link may lie off, and that it may lead above what it leads to
TOP = 3  # where a destination has its height
AGAIN = "请重新排版，仍不对时告诉管理员。"


def check_leading(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    """All that a reader can click."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
    places = {
        item.anchor: (page.number, item.y) for page in plan.pages for item in page.items if isinstance(item, Text)
    }
    anchors = {anchor: number for anchor, (number, _) in places.items()}
    _check_bookmarks(document, plan, numbers, places, findings)
    _check_links(document, plan, numbers, anchors, findings)
    _check_aims(document, plan, places, findings)


def _check_bookmarks(
    document: pikepdf.Pdf, plan: Plan, numbers: dict, places: dict[str, tuple[int, float]], findings: Findings
) -> None:
    for entry in plan.outline:
        if entry.anchor not in places:
            findings.warn("bookmark", f"书签“{entry.title}”在版面上没有对应的位置，阅读 PDF 里略去了它。请核对这一处。")
    expected = [(entry.title, *places[entry.anchor]) for entry in plan.outline if entry.anchor in places]
    found = [
        (title, _page_of(place, numbers), place)
        for title, place in _bookmarks(document.Root.get("/Outlines", Dictionary()).get("/First"))
    ]
    for title, page, _ in found:
        if page is None:
            findings.error("dead-bookmark", f"书签“{title}”打不开。{AGAIN}", subject=title)
    if [title for title, *_ in found] != [title for title, *_ in expected]:
        findings.error(
            "bookmarks", f"阅读 PDF 的书签与栏目、文章不符（应有 {len(expected)} 个，实有 {len(found)} 个）。{AGAIN}"
        )
        return
    for (title, page, place), (_, wanted, height) in zip(found, expected, strict=True):
        if page not in (None, wanted) or not _is_at_height(place, plan.height - height):
            where = f"翻到第{page}页，应是第{wanted}页" if page != wanted else f"没有翻到第{wanted}页上它的标题那里"
            findings.error("astray", f"书签“{title}”{where}。{AGAIN}", wanted, subject=f"bookmark {title}")


def _bookmarks(item: Dictionary | None) -> Iterator[tuple[str, object]]:
    """Each bookmark's title and place, from the first down and along."""
    while item is not None:
        yield str(item.get("/Title", "")), item.get("/Dest") or item.get("/A", Dictionary()).get("/D")
        yield from _bookmarks(item.get("/First"))
        item = item.get("/Next")


def _page_of(place: object, numbers: dict[tuple[int, int], int]) -> int | None:
    """The number of the page that a destination is; None where it is no page of the document."""
    if isinstance(place, Array) and len(place) and isinstance(place[0], Dictionary):
        return numbers.get(place[0].objgen)
    return None


def _check_links(document: pikepdf.Pdf, plan: Plan, numbers: dict, anchors: dict[str, int], findings: Findings) -> None:
    for (number, page), planned in zip(enumerate(document.pages, start=1), plan.pages, strict=False):
        wanted = [anchors.get(item.target) for item in planned.items if isinstance(item, Link)]
        inside = 0
        for link in page.get("/Annots", ()):
            if link.get("/Subtype") != Name.Link:
                findings.error("annotation", f"阅读 PDF 第{number}页有不是链接的批注。{AGAIN}", number)
                continue
            leads = _page_of(link.get("/Dest"), numbers)
            if leads is None and not link.get("/A", Dictionary()).get("/URI"):
                findings.error("dead-link", f"第{number}页有一个打不开的链接。请重新排版。", number)
            if "/Dest" in link:
                if leads and inside < len(wanted) and leads != wanted[inside]:
                    findings.error(
                        "astray",
                        f"第{number}页的一个链接翻到第{leads}页，应是第{wanted[inside]}页。{AGAIN}",
                        number,
                        subject=f"link {inside}",
                    )
                inside += 1
            if not str(link.get("/Contents", "")).strip() or "/StructParent" not in link:
                findings.error(
                    "link-words", f"第{number}页有链接没有文字说明或没有标签，读屏软件读不出。{AGAIN}", number
                )


def _check_aims(document: pikepdf.Pdf, plan: Plan, places: dict[str, tuple[int, float]], findings: Findings) -> None:
    """Whether each link of the contents lies on its entry, says what it leads to and leads to its height on the page."""
    titles = {entry.anchor: entry.title for entry in plan.outline}
    for (number, page), planned in zip(enumerate(document.pages, start=1), plan.pages, strict=False):
        notes = list(page.get("/Annots", ()))
        outside = {str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})}
        if strange := outside - {piece.href for piece in _runs(planned)}:
            words = "、".join(sorted(strange))
            findings.error(
                "link-aim", f"第{number}页有链接通到文章里没有的网址（{words}）。{AGAIN}", number, subject=words
            )
        links = [note for note in notes if "/Dest" in note]
        wanted = [item for item in planned.items if isinstance(item, Link)]
        if len(links) != len(wanted):
            findings.error(
                "link-lost", f"第{number}页应有{len(wanted)}个通到文章的链接，实有{len(links)}个。{AGAIN}", number
            )
            continue
        left, bottom, *_ = sides_of(page, "/MediaBox") or (0.0, 0.0)
        for link, item in zip(links, wanted, strict=True):
            box = (item.x, item.y, item.x + item.width, item.y + item.height)
            place = (left + box[0], bottom + plan.height - box[3], left + box[2], bottom + plan.height - box[1])
            found = sides_of(link, "/Rect") or ()
            title = titles.get(item.target, item.target)
            fault = ""
            if len(found) != len(place) or any(abs(a - b) > NEAR for a, b in zip(found, place, strict=True)):
                fault = "不在它的位置上"
            elif bare(str(link.get("/Contents", ""))) != bare(title):
                fault = "的文字说明不是这篇的标题"
            elif not _is_at_height(link.Dest, bottom + plan.height - places.get(item.target, (0, 0.0))[1]):
                fault = "没有翻到标题那里"
            if fault:
                findings.error(
                    "link-aim",
                    f"第{number}页通到《{title}》的链接{fault}。{AGAIN}",
                    number,
                    box=on_page(*box, plan.width, plan.height),
                    subject=title,
                )


def _runs(page: Page) -> Iterator[Run]:
    """What is set apart in the texts and tables of a page."""
    for item in page.items:
        lines = item.lines if isinstance(item, Text) else []
        if isinstance(item, Table):
            lines = [line for row in item.rows for cell in row.cells for line in cell.lines]
        yield from (piece for line in lines for piece in line if isinstance(piece, Run))


def _is_at_height(place: object, height: float) -> bool:
    """Whether a destination lies a little above a height of its page."""
    if not isinstance(place, Array) or len(place) < TOP + 1:
        return True  # told as one that leads nowhere, or the whole page
    return abs(float(place[TOP]) - height) <= ABOVE
