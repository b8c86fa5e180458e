"""The reading order of the screen PDF: a paragraph cut by a column or a page becomes one paragraph again."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree

from typesetting.composition.plan import Box, Code, Cover, Page, Plan, Text


def join_fragments(document: pikepdf.Pdf, plan: Plan) -> None:
    """Give the marked content of every continued fragment to the element its paragraph began with.

    The drawing makes one structure element of each item that is read, in the plan's order. A page whose elements cannot
    be told apart so (a cover) is left as it was drawn.
    """
    root = document.Root.StructTreeRoot
    top = root.K[0] if isinstance(root.K, Array) else root.K
    parents = NumberTree(root.ParentTree)
    drawn = _elements_by_page(top)
    begun: dict[str, Dictionary] = {}
    joined: set[tuple[int, int]] = set()
    for page, planned in zip(document.pages, plan.pages, strict=True):
        items = _read_items(planned)
        elements = drawn.get(page.objgen, [])
        if any(isinstance(item, Cover) for item in items) or len(items) != len(elements):
            continue
        for item, element in zip(items, elements, strict=True):
            if not isinstance(item, Text) or not item.id:
                continue
            first = begun.get(item.id)
            if item.continued and first is not None and first.S == element.S:
                _move_content(element, first, parents)
                joined.add(element.objgen)
            else:
                begun[item.id] = element
    top.K = Array([element for element in top.K if element.objgen not in joined])


def _read_items(page: Page) -> list:
    """The items that have an element of their own: all but decoration."""
    return [
        item
        for item in page.items
        if not isinstance(item, Box | Code) and not (isinstance(item, Text) and item.role == "artifact")
    ]


def _elements_by_page(top: Dictionary) -> dict[tuple[int, int], list[Dictionary]]:
    found: dict[tuple[int, int], list[Dictionary]] = {}
    for element in top.K:
        page = _page_of(element)
        if page is not None:
            found.setdefault(page.objgen, []).append(element)
    return found


def _page_of(element: Dictionary) -> Dictionary | None:
    """The page an element's content, or its first child's, stands on."""
    while isinstance(element, Dictionary):
        if "/Pg" in element:
            return element.Pg
        children = element.get("/K")
        element = children[0] if isinstance(children, Array) and len(children) else children
    return None


def _move_content(element: Dictionary, first: Dictionary, parents: NumberTree) -> None:
    """Append what `element` marks to `first`, each mark with its page, and tell the page's marks whose they are now."""
    for child in element.K:
        if isinstance(child, int):
            page = element.Pg
            first.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=child))
            parents[int(page.StructParents)][child] = first
        else:
            if "/S" in child:
                child.P = first
            first.K.append(child)
            if child.get("/Type") == Name.MCR:
                parents[int(child.Pg.StructParents)][int(child.MCID)] = first
