"""The marks on the screen PDF's pages against the elements that have them: each mark once, in one element, read in its place."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Name, NumberTree

from typesetting.preflight.findings import Findings
from typesetting.preflight.streams import content_of

AGAIN = "请重新排版，仍不对时告诉管理员。"
BEFORE_TAGS, BETWEEN_TAGS = re.compile(rb"\s*+[^/\s]"), re.compile(rb"EMC\s*+(?!/|EMC|\Z)")
MARK = re.compile(rb"/MCID (\d++)")


@dataclass
class Marked:
    """The marks that a walk over the elements met, by page."""

    read: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    last: dict[int, int] = field(default_factory=lambda: defaultdict(lambda: -1))
    astray: set[int] = field(default_factory=set)  # pages whose elements are read in another order than they stand

    def met(self, marks: list[tuple[int, int]], *, begins: bool) -> None:
        """An element's own marks, each with its page. One that `begins` comes after whatever began on the page before it."""
        for page, mark in marks:
            self.read[page].append(mark)
        if not begins:
            return
        page, first = marks[0]
        if first < self.last[page]:
            self.astray.add(page)
        self.last[page] = first

    def check(self, document: pikepdf.Pdf, root: pikepdf.Dictionary, findings: Findings) -> None:
        """Compare them with what the pages have."""
        parents = NumberTree(root.ParentTree) if "/ParentTree" in root else {}
        for number, page in enumerate(document.pages, start=1):
            content = content_of(page)
            if BEFORE_TAGS.match(content) or BETWEEN_TAGS.search(content):
                findings.error("untagged-content", f"第{number}页有内容没有标签，读屏软件读不到。{AGAIN}", number)
            marks = [int(mark) for mark in MARK.findall(content)]
            known = parents.get(int(page.StructParents), ()) if "/StructParents" in page else ()
            if not len(marks) == len(set(marks)) == len(known) or sorted(self.read[number]) != sorted(marks):
                findings.error(
                    "lost-content", f"第{number}页有内容不属于任何标签，或者会读两遍，读屏软件读不对。{AGAIN}", number
                )
            if number in self.astray:
                findings.error("page-order", f"第{number}页的内容不是按版面的次序读的。{AGAIN}", number)
            if "/Annots" in page and page.get("/Tabs") != Name.S:
                findings.error("tab-order", f"第{number}页的链接没有按阅读顺序排。{AGAIN}", number)
