"""Bookmarks and links of the screen PDF: each there, in words, and leading to the page it should."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.composition.plan import Link, Plan, Text
from typesetting.preflight.findings import Findings

AGAIN = "请重新排版，仍不对时告诉管理员。"


def check_leading(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    """All that a reader can click."""
    numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
    anchors = {item.anchor: page.number for page in plan.pages for item in page.items if isinstance(item, Text)}
    _check_bookmarks(document, plan, numbers, anchors, findings)
    _check_links(document, plan, numbers, anchors, findings)


def _check_bookmarks(
    document: pikepdf.Pdf, plan: Plan, numbers: dict, anchors: dict[str, int], findings: Findings
) -> None:
    for entry in plan.outline:
        if entry.anchor not in anchors:
            findings.warn("bookmark", f"书签“{entry.title}”在版面上没有对应的位置，阅读 PDF 里略去了它。请核对这一处。")
    expected = [(entry.title, anchors[entry.anchor]) for entry in plan.outline if entry.anchor in anchors]
    found = [
        (title, _page_of(place, numbers))
        for title, place in _bookmarks(document.Root.get("/Outlines", Dictionary()).get("/First"))
    ]
    for title, page in found:
        if page is None:
            findings.error("dead-bookmark", f"书签“{title}”打不开。{AGAIN}", subject=title)
    if [title for title, _ in found] != [title for title, _ in expected]:
        findings.error(
            "bookmarks", f"阅读 PDF 的书签与栏目、文章不符（应有 {len(expected)} 个，实有 {len(found)} 个）。{AGAIN}"
        )
        return
    for (title, page), (_, wanted) in zip(found, expected, strict=True):
        if page not in (None, wanted):
            findings.error(
                "astray", f"书签“{title}”翻到第{page}页，应是第{wanted}页。{AGAIN}", wanted, subject=f"bookmark {title}"
            )


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
