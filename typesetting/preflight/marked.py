"""The marks on the screen PDF's pages against the elements that have them: each mark once, in one element, read in its place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name, NumberTree

from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import Sheet
from typesetting.preflight.legible import check_legible
from typesetting.preflight.spoken import Spoken

AGAIN = "请重新排版，仍不对时告诉管理员。"


@dataclass
class Marked:
    """The marks that a walk over the elements met, by page; and of each mark and each link the element that has it."""

    read: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    links: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=lambda: defaultdict(lambda: -1))
    astray: set[int] = field(default_factory=set)  # pages whose elements are read in another order than they stand

    def met(self, element: Dictionary, marks: list[tuple[int, int]], *, begins: bool) -> None:
        """An element's own marks, each with its page. One that `begins` comes after whatever began on the page before it."""
        name = element.objgen
        for page, mark in marks:
            self.read[page].append(mark)
            self.owners[page, mark] = name
        if not begins:
            return
        page, first = marks[0]
        if first < self.last[page]:
            self.astray.add(page)
        self.last[page] = first

    def check(
        self,
        document: pikepdf.Pdf,
        root: Dictionary,
        spoken: dict[int, Spoken],
        sheets: dict[int, Sheet],
        findings: Findings,
    ) -> None:
        """Compare them with what the pages have."""
        parents = NumberTree(root.ParentTree) if "/ParentTree" in root else {}
        for number, page in enumerate(document.pages, start=1):
            said = spoken[number]
            if said.loose:
                findings.error("untagged-content", f"第{number}页有内容没有标签，读屏软件读不到。{AGAIN}", number)
            if said.instead:
                findings.error("said-instead", f"第{number}页有字另写了读法，读屏软件会读成别的字。{AGAIN}", number)
            for picture in said.hidden:
                findings.error(
                    "picture-untagged",
                    f"第{number}页有照片当成了装饰，读屏软件读不到。{AGAIN}",
                    number,
                    box=sheets[number].place(picture.box),
                )
            marks = said.numbers
            known = _of(parents, page, "/StructParents") or ()
            if not len(marks) == len(set(marks)) == len(known) or sorted(self.read[number]) != sorted(marks):
                findings.error(
                    "lost-content", f"第{number}页有内容不属于任何标签，或者会读两遍，读屏软件读不对。{AGAIN}", number
                )
            elif any(_name(owner) != self.owners[number, mark] for mark, owner in enumerate(known)):
                findings.error("parent-tree", f"第{number}页的内容指到了别的标签，读屏软件会读错。{AGAIN}", number)
            if number in self.astray:
                findings.error("page-order", f"第{number}页的内容不是按版面的次序读的。{AGAIN}", number)
            if "/Annots" in page and page.get("/Tabs") != Name.S:
                findings.error("tab-order", f"第{number}页的链接没有按阅读顺序排。{AGAIN}", number)
            self._check_links(page, number, parents, sheets[number], findings)
            check_legible(sheets[number], said.marks, findings)

    def _check_links(
        self, page: pikepdf.Page, number: int, parents: NumberTree | dict, sheet: Sheet, findings: Findings
    ) -> None:
        """Whether each link has an element, and leads back to it."""
        for link in page.get("/Annots", ()):
            owner = _of(parents, link, "/StructParent")
            if link.objgen not in self.links or _name(owner) != self.links[link.objgen]:
                findings.error(
                    "link-tag",
                    f"第{number}页有链接没有连到标签，读屏软件会读错。{AGAIN}",
                    number,
                    box=sheet.place([float(side) for side in link.Rect]) if "/Rect" in link else None,
                )


def _of(parents: NumberTree | dict, thing: Dictionary, key: str) -> pikepdf.Object | None:
    """What the tree of parents has for a page or a link; None where it has nothing."""
    if key not in thing or int(thing[key]) not in parents:
        return None
    return parents[int(thing[key])]


def _name(element: object) -> tuple[int, int] | None:
    return element.objgen if isinstance(element, Dictionary) else None
