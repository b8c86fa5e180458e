"""From a tamed document to items, by way of mammoth, which knows runs, links, fields, symbols and merged cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import mammoth
from mammoth import documents

from manuscripts.building import HREF
from manuscripts.inline import Line, plain
from manuscripts.word.items import PICTURE, TABLE, TEXT, Cell, Item, Row, half_width
from manuscripts.word.package import DAMAGED
from manuscripts.word.pictures import OBJECT
from manuscripts.word.result import WordError
from manuscripts.word.taming import Look, Tamed

_TOKEN = re.compile(f"{OBJECT}(a?)([0-9]+){OBJECT}")
_HEI = re.compile("^(?:黑体|SimHei|方正(?:小标宋|大标宋|粗|大?黑)|华文(?:中宋|黑体)|(?:方正)?黑)")
_TYPED_CENTRE = 8  # half-width columns of space before a line: more than any indent
_TAB = 4
_WIDE_GAP = re.compile(r"\t+|[ \u00a0]{5,}")  # captions of photos side by side stand so far apart
_FAR = "\u3000" * 3


@dataclass(frozen=True)
class _Atom:
    """A run's text, a line break, or a picture inside a paragraph."""

    text: str = ""
    marks: tuple[str, ...] = ()
    href: str = ""
    size: float = 0.0
    heavy: bool = False
    breaks: bool = False
    picture: int = 0
    anchored: bool = False


def read_items(tamed: Tamed) -> list[Item]:
    """The lines, pictures and tables of a document, in order; blank lines go."""
    taken: list[documents.Document] = []

    def take(document: documents.Document) -> documents.Document:
        taken.append(document)
        return documents.document([])  # nothing is left for mammoth to write

    try:
        messages = mammoth.convert_to_html(
            io.BytesIO(tamed.data),
            transform_document=take,
            include_embedded_style_map=False,
            external_file_access=False,
        ).messages
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
        raise WordError(DAMAGED) from error
    for message in messages:
        if "w:sym" in message.message:
            tamed.remarks.add("symbol", 0)
    return [item for element in taken[0].children for item in _block(element, tamed)]


def _block(element: documents.Element, tamed: Tamed) -> list[Item]:
    if isinstance(element, documents.Paragraph):
        return _paragraph(element, tamed.looks.get(element.style_id, Look()))
    if isinstance(element, documents.Table):
        return _table(element, tamed)
    return []


def _table(table: documents.Table, tamed: Tamed) -> list[Item]:
    rows = []
    for row in table.children:
        cells = [
            Cell([item for child in cell.children for item in _block(child, tamed)], cell.colspan, cell.rowspan)
            for cell in row.children
            if isinstance(cell, documents.TableCell)
        ]
        if cells:
            rows.append(Row(cells, row.is_header))
    first = next((item for row in rows for cell in row.cells for item in cell.items), None)
    return [Item(TABLE, look=Look(where=first.where if first else 0), rows=rows)] if first else []


def _paragraph(paragraph: documents.Paragraph, look: Look) -> list[Item]:
    """The lines of a paragraph, its pictures where they stand; those anchored beside it, or inside a line, after it."""
    found: list[Item] = []
    after: list[Item] = []
    line: list[_Atom] = []
    broken = False
    atoms = list(_atoms(paragraph))
    for index, atom in enumerate(atoms):
        if atom.picture:
            item = Item(PICTURE, look=look, picture=atom.picture)
            if atom.anchored or (_has_text(line) and _text_follows(atoms[index + 1 :])):
                after.append(item)
                continue
            found += _line(line, look, broken)
            line, broken = [], False
            found.append(item)
        elif atom.breaks:
            found += _line(line, look, broken)
            line, broken = [], True
        else:
            line.append(atom)
    return found + _line(line, look, broken) + after


def _has_text(line: list[_Atom]) -> bool:
    return any(atom.text.strip() for atom in line)


def _text_follows(atoms: list[_Atom]) -> bool:
    """Whether text goes on in the same line."""
    for atom in atoms:
        if atom.breaks:
            return False
        if atom.text.strip():
            return True
    return False


def _line(atoms: list[_Atom], look: Look, broken: bool) -> list[Item]:
    whole = "".join(atom.text for atom in atoms)
    if not plain(whole)[0].strip():
        return []
    before = whole[: len(whole) - len(whole.lstrip())]
    columns = sum(_TAB if space == "\t" else 2 if space in "\u3000\u2003" else 1 for space in before)
    align = (
        "center" if columns >= _TYPED_CENTRE and look.paragraph.align in ("", "left", "both") else look.paragraph.align
    )
    apart = align == "center" and "。" not in whole
    collected = Line()
    for atom in atoms:
        text = half_width(plain(atom.text)[0])
        collected.add(_WIDE_GAP.sub(_FAR, text) if apart else text, atom.marks, atom.href)
    spans = collected.take_lines()
    inked = [atom for atom in atoms if atom.text.strip()]
    sizes: dict[float, int] = {}
    for atom in inked:
        sizes[atom.size] = sizes.get(atom.size, 0) + len(atom.text.strip())
    return [
        Item(
            TEXT,
            spans=spans,
            look=look,
            size=max(sizes, key=lambda size: (sizes[size], size)),
            emphatic=all(atom.heavy for atom in inked),
            indented=look.paragraph.indented or columns > 1,
            continues=broken and columns < 2,
            align=align,
        )
    ]


def _atoms(paragraph: documents.Paragraph) -> Iterator[_Atom]:
    for child in paragraph.children:
        yield from _inner(child, _Atom())


def _inner(element: documents.Element, look: _Atom) -> Iterator[_Atom]:
    if isinstance(element, documents.Text):
        yield from _split(element.value, look)
    elif isinstance(element, documents.Tab):
        yield replace(look, text="\t")
    elif isinstance(element, documents.Break):
        yield replace(look, breaks=True)
    elif isinstance(element, documents.Run):
        for child in element.children:
            yield from _inner(child, _look(element, look.href))
    elif isinstance(element, documents.Hyperlink):
        href = element.href if element.href and HREF.fullmatch(element.href) else ""
        for child in element.children:
            yield from _inner(child, replace(look, href=href))


def _look(run: documents.Run, href: str) -> _Atom:
    marks = []
    if run.is_bold:
        marks.append("strong")
    if run.is_italic:
        marks.append("em")
    if run.is_underline:
        marks.append("u")
    if run.vertical_alignment == documents.VerticalAlignment.superscript:
        marks.append("sup")
    elif run.vertical_alignment == documents.VerticalAlignment.subscript:
        marks.append("sub")
    heavy = run.is_bold or bool(run.font and _HEI.match(run.font))
    return _Atom(marks=tuple(marks), href=href, size=run.font_size or 0.0, heavy=heavy)


def _split(text: str, look: _Atom) -> Iterator[_Atom]:
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            yield replace(look, text=text[position : match.start()])
        yield _Atom(picture=int(match[2]), anchored=bool(match[1]))
        position = match.end()
    if position < len(text):
        yield replace(look, text=text[position:])
