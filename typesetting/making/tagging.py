"""The structure of the screen PDF: sections for cover, contents and columns, in them the articles; a paragraph cut by a column
or a page becomes one paragraph again.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, String

from typesetting.composition.plan import Plan
from typesetting.making.reading_order import Part, Section, items_read, sections_of


def tag_articles(document: pikepdf.Pdf, plan: Plan) -> None:
    """Put what the drawing tagged, one element after another, into a section of its own for each article.

    The drawing makes one structure element of each item that is read, in the plan's order. A page whose elements cannot
    be told apart so (a cover) keeps them as they were drawn.
    """
    root = document.Root.StructTreeRoot
    top = root.K[0] if isinstance(root.K, Array) else root.K
    _Tagging(document, plan, top, NumberTree(root.ParentTree)).sort()


class _Tagging:
    def __init__(self, document: pikepdf.Pdf, plan: Plan, top: Dictionary, parents: NumberTree):
        self.document, self.plan, self.top, self.parents = document, plan, top, parents
        drawn = _elements_by_page(top)
        pages = zip(plan.pages, document.pages, strict=True)
        self.drawn = {page.number: drawn.get(made.objgen, []) for page, made in pages}
        self.told_apart = {page.number for page in plan.pages if len(self.drawn[page.number]) == len(items_read(page))}

    def sort(self) -> None:
        sections = [self._element(section, self.top) for section in sections_of(self.plan)]
        self.top.K = Array([section for section in sections if section is not None])

    def _element(self, section: Section, above: Dictionary) -> Dictionary | None:
        """The section's element with all that is in it; None where nothing is."""
        made = self.document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{section.kind}"), P=above))
        if section.title:
            made.T = String(section.title)
        children = [element for page in section.whole for element in self.drawn[page.number]]
        for part in section.parts:
            children += self._elements(part)
        for child in children:
            child.P = made
        children += [inner for inside in section.inside if (inner := self._element(inside, made)) is not None]
        made.K = Array(children)
        return made if children else None

    def _elements(self, part: Part) -> Iterator[Dictionary]:
        """The element of a part, with all its fragments; of a page that cannot be told apart all, where its first item is."""
        first = None
        for page, at, _ in part.items:
            if page.number not in self.told_apart:
                yield from self.drawn[page.number] if at == 0 else ()
                continue
            element = self.drawn[page.number][at]
            if first is None or first.S != element.S:
                first = element
                yield element
            else:
                self._move_content(element, first)

    def _move_content(self, element: Dictionary, first: Dictionary) -> None:
        """Append what `element` marks to `first`, each mark with its page, and tell the page's marks whose they are now.

        The paragraph in a quotation goes on in the one before it.
        """
        for child in element.K:
            if isinstance(child, int):
                page = element.Pg
                first.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=child))
                self.parents[int(page.StructParents)][child] = first
            else:
                if "/S" in child:
                    before = first.K[-1] if len(first.K) else None
                    if child.S == Name.P and isinstance(before, Dictionary) and before.get("/S") == Name.P:
                        self._move_content(child, before)
                        continue
                    child.P = first
                first.K.append(child)
                if child.get("/Type") == Name.MCR:
                    self.parents[int(child.Pg.StructParents)][int(child.MCID)] = first


def _elements_by_page(top: Dictionary) -> dict[tuple[int, int], list[Dictionary]]:
    found: dict[tuple[int, int], list[Dictionary]] = {}
    for element in top.K:
        page = _page_of(element)
        if page is not None:
            found.setdefault(page.objgen, []).append(element)
    return found


def _page_of(element: Dictionary) -> Dictionary | None:
    """The page an element's content, or that of the first in it that has any, stands on."""
    if "/Pg" in element:
        return element.Pg
    children = element.get("/K")
    inside = [children] if isinstance(children, Dictionary) else children if isinstance(children, Array) else ()
    pages = (_page_of(child) for child in inside if isinstance(child, Dictionary))
    return next((page for page in pages if page is not None), None)
