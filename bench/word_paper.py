"""Writing Word files part by part, with the means of Word, WPS and their older versions, and noting the truth beside."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageDraw

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass
class Truth:
    """What a reader of the document would say it is. A caption is (words, photographer), one for each picture."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    trailing: bool = False  # the unit stands in brackets after the text
    authors: list[tuple[str, str]] = field(default_factory=list)  # (name, post)
    source: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[list[tuple[str, int, int]]]] = field(default_factory=list)  # rows of (text, colspan, rowspan)
    table_captions: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)  # paragraphs that must come out whole
    absent: list[str] = field(default_factory=list)  # words that must not stand in the body
    named: list[str] = field(default_factory=list)  # words the report must say


class Paper:
    """A document being written. Methods put one thing at its end."""

    def __init__(self) -> None:
        self.document = Document()
        self.truth = Truth()
        self.photos = 0
        self.notes: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self._shape = 100

    def put(self, text="", *, align="", size=0, bold=None, style=None, font="", first=0, colour="", into=None):
        """A paragraph of text, or of (text, {bold, italic, sup, hidden, underline}) runs."""
        paragraph = (into or self.document).add_paragraph(style=style)
        if align:
            paragraph.alignment = ALIGN[align]
        if first:
            paragraph.paragraph_format.first_line_indent = Pt(first)
        for piece, look in [(text, {})] if isinstance(text, str) else text:
            self.run(paragraph, piece, **{"size": size, "bold": bold, "font": font, "colour": colour, **look})
        return paragraph

    def run(self, paragraph, text, *, size=0, bold=None, font="", colour="", **look):
        run = paragraph.add_run(text)
        run.bold = bold
        run.italic = look.get("italic")
        run.underline = look.get("underline")
        run.font.superscript = look.get("sup")
        run.font.hidden = look.get("hidden")
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if font:
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        return run

    # --- pictures -----------------------------------------------------------------------------------------------------
    def photo_bytes(self, size=(480, 320), form="JPEG") -> bytes:
        self.photos += 1
        image = Image.new("RGB", size, ((self.photos * 53) % 255, 120, (self.photos * 97) % 255))
        ImageDraw.Draw(image).ellipse((40, 40, 200 + self.photos, 200), fill=(240, 230, 200))
        found = io.BytesIO()
        image.save(found, form)
        return found.getvalue()

    def photo(self, caption=("", ""), *, into=None, align="center", width=10.0, form="JPEG"):
        """A picture in a paragraph of its own (or in `into`, a paragraph); the truth notes its caption."""
        paragraph = into if into is not None else self.put(align=align)
        paragraph.add_run().add_picture(io.BytesIO(self.photo_bytes(form=form)), width=Cm(width))
        self.truth.captions.append(caption)
        return paragraph

    def related_image(self) -> str:
        return self.document.part.get_or_add_image(io.BytesIO(self.photo_bytes()))[0]

    def vml_photo(self, caption=("", "")):
        """A picture as WPS and old Word write it."""
        self._shape += 1
        relation = self.related_image()
        paragraph = self.put(align="center")
        paragraph._p.append(
            parse_xml(
                f'<w:r {NAMESPACES}><w:pict><v:shape id="_x0000_i{self._shape}" type="#_x0000_t75" '
                f'style="width:300pt;height:200pt"><v:imagedata r:id="{relation}" o:title="IMG_{self._shape}"/>'
                "</v:shape></w:pict></w:r>"
            )
        )
        self.truth.captions.append(caption)
        return paragraph

    def floating_photo(self, caption, paragraph):
        """A picture anchored beside the text of a paragraph."""
        inline = self.photo(caption, into=paragraph)._p.xpath(".//wp:inline")[-1]
        anchor = parse_xml(
            f'<wp:anchor {NAMESPACES} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
            'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
        )
        for child in list(inline):
            anchor.append(child)
        inline.getparent().replace(inline, anchor)

    def crop(self, paragraph, left=20000):
        for fill in paragraph._p.iter(qn("pic:blipFill")):
            rectangle = OxmlElement("a:srcRect")
            rectangle.set("l", str(left))
            fill.insert(1, rectangle)

    # --- tables -------------------------------------------------------------------------------------------------------
    def table(self, rows: list[list[str]], *, merged=(), style="Table Grid", caption=""):
        """A table of texts. `merged`: (row, column, rows, columns) of each merged area; its text is the first cell's."""
        table = self.document.add_table(len(rows), len(rows[0]), style=style)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        spans = {(row, column): (1, 1) for row in range(len(rows)) for column in range(len(rows[0]))}
        for top, left, height, width in merged:
            text = rows[top][left]
            whole = table.cell(top, left).merge(table.cell(top + height - 1, left + width - 1))
            whole.text = text
            for row in range(top, top + height):
                for column in range(left, left + width):
                    spans.pop((row, column))
            spans[top, left] = (width, height)
        self.truth.tables.append(
            [[(rows[r][c], *spans[r, c]) for c in range(len(rows[0])) if (r, c) in spans] for r in range(len(rows))]
        )
        self.truth.table_captions.append(caption)
        return table

    # --- what python-docx has no words for ----------------------------------------------------------------------------
    def text_box(self, texts: list[str], *, into=None, size=22, bold=True):
        """A text box twice, as Word 2010 and later keep it: as a drawing, and as VML for the old."""
        self._shape += 1
        properties = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size * 2}"/></w:rPr>'
        inner = "".join(
            f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>{properties}<w:t>{escape(text)}</w:t></w:r></w:p>'
            for text in texts
        )
        paragraph = into if into is not None else self.put()
        paragraph._p.append(
            parse_xml(
                f'<w:r {NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
                'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3" behindDoc="0" locked="0" '
                'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
                '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
                '</wp:posOffset></wp:positionV><wp:extent cx="5000000" cy="900000"/><wp:wrapTopAndBottom/>'
                f'<wp:docPr id="{self._shape}" name="文本框 {self._shape}"/><a:graphic><a:graphicData '
                'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
                f"<wps:spPr/><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
                "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
                f'id="box{self._shape}" style="width:400pt;height:80pt"><v:textbox><w:txbxContent>{inner}'
                "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        )
        return paragraph

    def raw(self, paragraph, xml: str) -> None:
        """Put XML of a run's rank at the end of a paragraph."""
        root = parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")
        for child in list(root):
            paragraph._p.append(child)

    def inserted(self, paragraph, text: str) -> None:
        self.raw(paragraph, f'<w:ins w:id="1" w:author="编辑"><w:r><w:t>{escape(text)}</w:t></w:r></w:ins>')

    def deleted(self, paragraph, text: str) -> None:
        self.raw(paragraph, f'<w:del w:id="2" w:author="编辑"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>')

    def note(self, paragraph, text: str, kind: str = "footnotes") -> None:
        self.notes[kind].append(text)
        tag = kind[:-1]
        self.raw(
            paragraph,
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{tag}Reference w:id="{len(self.notes[kind])}"/></w:r>',
        )

    def link(self, paragraph, text: str, address: str) -> None:
        relation = self.document.part.relate_to(address, RT.HYPERLINK, is_external=True)
        self.raw(paragraph, f'<w:hyperlink r:id="{relation}"><w:r><w:t>{escape(text)}</w:t></w:r></w:hyperlink>')

    def numbered(self, number: int, levels: list[tuple[str, str]]) -> None:
        """A list of Word's own under `number`: (kind of numeral, text such as "%1、") for each level."""
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (kind, text) in enumerate(levels)
        )
        root = self.document.part.numbering_part.element
        abstract = parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">{inner}</w:abstractNum>')
        root.insert(0, abstract)
        root.append(parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))

    def number(self, paragraph, number: int, level: int = 0) -> None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {NAMESPACES}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )

    def page_break(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _add_notes(self, kind: str) -> None:
        tag = kind[:-1]
        inner = "".join(
            f'<w:{tag} w:id="{number}"><w:p><w:r><w:{tag}Ref/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t>'
            f"</w:r></w:p></w:{tag}>"
            for number, text in enumerate(self.notes[kind], 1)
        )
        separators = f'<w:{tag} w:type="separator" w:id="-1"><w:p/></w:{tag}>'
        blob = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {NAMESPACES}>{separators}{inner}</w:{kind}>'.encode()
        package = self.document.part.package
        part = Part(PackURI(f"/word/{kind}.xml"), _NOTE_TYPE.format(kind), blob, package)
        self.document.part.relate_to(part, RT.FOOTNOTES if kind == "footnotes" else RT.ENDNOTES)

    def bytes(self) -> bytes:
        for kind, notes in self.notes.items():
            if notes:
                self._add_notes(kind)
        found = io.BytesIO()
        self.document.save(found)
        return found.getvalue()
