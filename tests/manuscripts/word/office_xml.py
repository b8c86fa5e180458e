"""Writing Word files in Word's own XML: runs, paragraphs, tables, pictures in every place, text boxes, lists, notes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(text: str, *, pt: float = 0, b: bool = False, font: str = "", red: bool = False) -> str:
    """A run; a line feed is a soft break, a tabulator a tab."""
    look = f'<w:rFonts w:eastAsia="{font}"/>' if font else ""
    look += "<w:b/>" if b else ""
    look += '<w:color w:val="FF0000"/>' if red else ""
    look += f'<w:sz w:val="{int(2 * pt)}"/>' if pt else ""
    body = "".join(
        "<w:br/>" if part == "\n" else "<w:tab/>" if part == "\t" else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _parts(text)
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{body}</w:r>"


def _parts(text: str) -> list[str]:
    found = [""]
    for char in text:
        if char in "\n\t":
            found += [char, ""]
        else:
            found[-1] += char
    return [part for part in found if part]


def p(
    inner: str = "", *, jc: str = "", style: str = "", first: int = 0, num: tuple[int, int] | None = None, **look
) -> str:
    """A paragraph of a text set one way, or of runs."""
    inner = inner if inner.startswith("<") else r(inner, **look) if inner else ""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    props += f'<w:ind w:firstLineChars="{first * 100}" w:firstLine="{first * 320}"/>' if first else ""
    props += f'<w:jc w:val="{jc}"/>' if jc else ""
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def t(text: str, pt: float = 16, font: str = "仿宋_GB2312") -> str:
    """A paragraph of the text, indented by two characters."""
    return p(text, first=2, pt=pt, font=font)


def table(*rows: list[str]) -> str:
    """Cells are paragraphs."""
    grid = "".join('<w:gridCol w:w="4000"/>' for _ in rows[0])
    lines = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


class File:
    """A .docx: `put` paragraphs, then `bytes`."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.pictures: list[bytes] = []
        self.parts: dict[str, tuple[str, str, str]] = {}  # name: (kind of relation, content type, xml)

    def put(self, *paragraphs: str) -> None:
        self.body += paragraphs

    def _picture(self) -> int:
        number = len(self.pictures) + 1
        image = Image.new("RGB", (480, 320), ((number * 53) % 255, 120, (number * 97) % 255))
        ImageDraw.Draw(image).ellipse((40, 40, 200 + number, 200), fill=(240, 230, 200))
        out = io.BytesIO()
        image.save(out, "JPEG")
        self.pictures.append(out.getvalue())
        return number

    def _pic(self, number: int) -> str:
        return (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="IMG_{number}.jpg"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="p{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="2400000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )

    def drawing(self, *, alt: str = "", anchored: bool = False, group: int = 0) -> str:
        """A run with a picture, or a group of so many."""
        if group:
            inner = "".join(self._pic(self._picture()) for _ in range(group))
            inner = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/>{inner}</wpg:wgp>"
            uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
        else:
            inner, uri = self._pic(self._picture()), "http://schemas.openxmlformats.org/drawingml/2006/picture"
        place = "anchor" if anchored or group else "inline"
        where = (
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            if place == "anchor"
            else ""
        )
        told = f' descr="{escape(alt)}"' if alt else ""
        return (
            f'<w:r><w:drawing><wp:{place}>{where}<wp:extent cx="3600000" cy="2400000"/>'
            f'<wp:docPr id="{len(self.pictures)}" name="图片 {len(self.pictures)}"{told}/>'
            f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:{place}></w:drawing></w:r>'
        )

    def photo(self, **how) -> str:
        return p(self.drawing(**how), jc="center")

    def old_photo(self) -> str:
        """As WPS and old Word write one."""
        return p(
            f'<w:r><w:pict><v:shape id="s{len(self.pictures)}" style="width:300pt;height:200pt">'
            f'<v:imagedata r:id="p{self._picture()}" o:title=""/></v:shape></w:pict></w:r>',
            jc="center",
        )

    def box(self, *paragraphs: str) -> str:
        """A run with a text box, for new programs and for old."""
        text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="3600000" cy="400000"/>'
            '<wp:docPr id="90" name="文本框 1"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
            f"{text}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{text}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )

    def part(self, name: str, kind: str, xml: str) -> None:
        self.parts[name] = (kind, f"{KIND}.{kind}+xml", xml)

    def numbering(self, *levels: tuple[str, str]) -> None:
        """(format, text) of each level of list 1."""
        rows = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, (form, text) in enumerate(levels)
        )
        self.part(
            "numbering.xml",
            "numbering",
            f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        )

    def styles(self, *styles: tuple[str, str, str]) -> None:
        """(id, name, properties)."""
        rows = "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{look}</w:style>'
            for key, name, look in styles
        )
        self.part("styles.xml", "styles", f"<w:styles {SPACES}>{rows}</w:styles>")

    def bytes(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            kinds = "".join(
                f'<Override PartName="/word/{name}" ContentType="{kind}"/>'
                for name, (_, kind, _x) in self.parts.items()
            )
            archive.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
                f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>{kinds}</Types>',
            )
            rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            archive.writestr(
                "_rels/.rels",
                f'{rels}<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            )
            links = "".join(
                f'<Relationship Id="p{n}" Type="{OFFICE}/image" Target="media/{n}.jpg"/>'
                for n in range(1, len(self.pictures) + 1)
            )
            links += "".join(
                f'<Relationship Id="x{n}" Type="{OFFICE}/{kind}" Target="{name}"/>'
                for n, (name, (kind, _c, _x)) in enumerate(self.parts.items())
            )
            archive.writestr("word/_rels/document.xml.rels", f"{rels}{links}</Relationships>")
            for number, data in enumerate(self.pictures, 1):
                archive.writestr(f"word/media/{number}.jpg", data)
            for name, (_kind, _content, xml) in self.parts.items():
                archive.writestr(f"word/{name}", xml)
            archive.writestr(
                "word/document.xml",
                f"<w:document {SPACES}><w:body>{''.join(self.body)}<w:sectPr/></w:body></w:document>",
            )
        return out.getvalue()
