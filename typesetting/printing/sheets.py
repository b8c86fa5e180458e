"""Pages of a print PDF placed on larger sheets: what spreads, booklets and printer's marks have in common."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.making.finish import write_through
from typesetting.printing.pdfx import VERSION, write_metadata

Box = tuple[float, float, float, float]  # left, bottom, right, top


class Placing(NamedTuple):
    """One page on a sheet: what of it is shown (in its own units), where its lower left corner comes, how much reduced."""

    page: int  # from 0
    shown: Box
    left: float
    bottom: float
    scale: float = 1.0


def box_of(page: pikepdf.Page, name: str) -> Box:
    """A box of a page."""
    return tuple(float(value) for value in page[name])


def lay_sheet(
    document: pikepdf.Pdf, forms: dict[int, pikepdf.Object], placings: list[Placing], size: Box
) -> pikepdf.Page:
    """A new sheet at the document's end, with the pages that `forms` has by number."""
    names = {placing.page: Name(f"/P{placing.page}") for placing in placings}
    content = b"".join(_operators(placing, names[placing.page]) for placing in placings)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array(size),
        Resources=Dictionary(XObject=Dictionary({str(name): forms[number] for number, name in names.items()})),
        Contents=document.make_stream(content),
    )
    document.pages.append(pikepdf.Page(document.make_indirect(page)))
    return document.pages[-1]


def _operators(placing: Placing, name: Name) -> bytes:
    left, bottom, right, top = placing.shown
    scale = placing.scale
    across, down = placing.left - left * scale, placing.bottom - bottom * scale
    return (
        f"q {scale:.6f} 0 0 {scale:.6f} {across:.4f} {down:.4f} cm {left:.4f} {bottom:.4f} {right - left:.4f} "
        f"{top - bottom:.4f} re W n {name} Do Q\n"
    ).encode()


def forms_of(document: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """Every page as a form that can be placed, up to its bleed, by its number from 0."""
    found = {}
    for number, page in enumerate(document.pages):
        form = document.make_indirect(page.as_form_xobject())
        form.BBox = page.get("/BleedBox", page.MediaBox)
        found[number] = form
    return found


def keep_only(document: pikepdf.Pdf, start: int) -> None:
    """Drop the pages before `start`."""
    del document.pages[:start]


def save_as(document: pikepdf.Pdf, source: Path, target: Path, kind: str, words: str) -> None:
    """Write a file made of `source`, named by its title with `words`. The same source gives the same bytes. Raises OSError."""
    identity = hashlib.md5(source.read_bytes(), usedforsecurity=False)
    identity.update(kind.encode())
    document.docinfo["/Title"] = f"{document.docinfo.get('/Title', '')}（{words}）"
    write_metadata(document, identity.hexdigest())
    write_through(document, target, identity.hexdigest(), force_version=VERSION)
