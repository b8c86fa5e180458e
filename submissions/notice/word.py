"""The notice as a Word file in the manner of official papers (GB/T 9704): margins, sizes and spacing of its table.

小标宋 comes with no office program; 宋体 in bold stands for it. Body 仿宋 16 pt, 28 characters a line, 28.95 pt from line to line.
"""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from submissions.notice.paper import Paper, Table

SONG, HEI, KAI, FANG = "宋体", "黑体", "楷体", "仿宋"
HEADING_FACES = {0: FANG, 1: HEI, 2: KAI}
BODY, TITLE, IN_TABLE, FOLIO = Pt(16), Pt(22), Pt(12), Pt(14)
LEADING = Pt(28.95)
WIDTH = 156  # mm: 210 less the margins


def write_word(paper: Paper) -> bytes:
    """The .docx file. The same paper gives the same words; its date of making is that of the paper's making."""
    word = Document()
    _page(word)
    _paragraph(word, paper.title, SONG, TITLE, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, leading=Pt(35))
    if paper.number:
        _paragraph(word, paper.number, FANG, BODY, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(word, "", FANG, BODY)
    if paper.addressee:
        _paragraph(word, paper.addressee, FANG, BODY)
    for line in paper.lines:
        made = _paragraph(word, line.text, HEADING_FACES[line.level], BODY, indent=2)
        # A heading goes with its text, the end of the text with the signature.
        made.paragraph_format.keep_with_next = line.level > 0 or line is paper.lines[-1]
    _signature(word, paper)
    if paper.tables:
        word.add_section(WD_SECTION.NEW_PAGE)
    for table in paper.tables:
        _table(word, table)
    word.core_properties.title = paper.title
    word.core_properties.author = paper.signer
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = word.styles["Normal"]
    normal.font.size = BODY
    _face(normal, FANG)
    folio = section.footer.paragraphs[0]
    folio.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(folio, "— ", SONG, FOLIO)
    _page_number(_run(folio, "", SONG, FOLIO))
    _run(folio, " —", SONG, FOLIO)


def _page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _face(styled, face: str) -> None:
    """Set the face for Chinese and for figures alike: of a run, or of a style."""
    styled.font.name = face
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(name), face)


def _run(paragraph: Paragraph, text: str, face: str, size: Pt, *, bold: bool = False) -> Run:
    run = paragraph.add_run(text)
    run.font.size = size
    run.bold = bold
    _face(run, face)
    return run


def _paragraph(
    word: Word,
    text: str,
    face: str,
    size: Pt,
    *,
    bold: bool = False,
    align=None,
    indent: int = 0,
    leading: Pt = LEADING,
) -> Paragraph:
    made = word.add_paragraph()
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, leading
    form.first_line_indent = size * indent if indent else None
    made.alignment = align if align is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
    _run(made, text, face, size, bold=bold)
    return made


def _signature(word: Word, paper: Paper) -> None:
    """Signer and day at the right, the shorter centred under the longer, four characters from the margin for the day."""
    _paragraph(word, "", FANG, BODY).paragraph_format.keep_with_next = True
    for text, room in ((paper.signer, 2), (paper.date, 4)):
        made = _paragraph(word, text, FANG, BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
        made.paragraph_format.right_indent = BODY * room
        made.paragraph_format.keep_with_next = text == paper.signer


def _table(word: Word, table: Table) -> None:
    name = _paragraph(word, table.name, HEI, BODY, align=WD_ALIGN_PARAGRAPH.CENTER)
    name.paragraph_format.space_before = Pt(12)
    name.paragraph_format.space_after = Pt(6)
    name.paragraph_format.keep_with_next = True
    made = word.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(WIDTH * width / sum(table.widths)) for width in table.widths]
    for cells, face in ((table.headings, HEI), *((row, FANG) for row in table.rows)):
        row = made.rows[0] if face == HEI else made.add_row()
        cannot_split = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(cannot_split)
        for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[at]
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if at == 1 and face == FANG else WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
            _run(paragraph, text, face, IN_TABLE)
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
