"""A text of the sample as the Word file its union wrote: title, writer, text, photos with captions, the union at the end."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from manuscripts.blocks import Block, Figure, Heading, Paragraph, Table, spans_text
from manuscripts.parsing import parse_html
from sample.reader import SampleArticle

TITLE, BODY = Pt(22), Pt(16)
PHOTO = Cm(14)
INDENT = "\u3000\u3000"


def word_file(text: SampleArticle, photos: Mapping[str, bytes]) -> bytes:
    """The .docx file of `text`. `photos` gives the pictures it holds, by name."""
    word = Document()
    if text.kicker:
        _centred(word, text.kicker, BODY)
    _centred(word, text.title, TITLE, bold=True)
    names = "　".join(byline.name for byline in text.bylines)
    _centred(word, f"{text.contributor}　{names}", BODY)
    figures = text.figures()
    place = {figure.photo: f"/photos/{number:016x}/" for number, figure in enumerate(figures)}
    for block in parse_html(text.html_with(lambda name: place[name])):
        if isinstance(block, Figure):
            figure = figures[int(block.photo, 16)]
            picture = _centred(word, "", BODY).add_run()
            picture.add_picture(io.BytesIO(photos[figure.photo]), width=PHOTO)
            _centred(word, f"{figure.caption}（{figure.credit} 摄）", Pt(12))
        else:
            _put(word, block)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _put(word: Word, block: Block) -> None:
    match block:
        case Heading(spans=spans):
            _lettered(word.add_paragraph(), f"{INDENT}{spans_text(spans)}", "黑体", BODY)
        case Paragraph(spans=spans):
            _lettered(word.add_paragraph(), f"{INDENT}{spans_text(spans)}", "仿宋", BODY)
        case Table(head=head, body=body):
            rows = (*head, *body)
            table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, words in zip(cells.cells, row, strict=True):
                    cell.text = spans_text(words.spans)
        case _:
            raise ValueError(f"{block.kind} is not foreseen in a report's Word file")


def _centred(word: Word, text: str, size: Pt, *, bold: bool = False):
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if text:
        _lettered(paragraph, text, "宋体", size, bold=bold)
    return paragraph


def _lettered(paragraph, text: str, face: str, size: Pt, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
