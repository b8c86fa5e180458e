"""Turning the document part of any Word or WPS file into one plain enough to be read without surprises.

Left are paragraphs, tables, runs and links. What depends on styles, numbering, changes, fields or drawings is settled here:
deleted and hidden text goes, inserted text stays, numbers of Word become typed ones, text boxes become paragraphs,
pictures, notes and equations become text: ￼3￼ is picture 3. Each paragraph carries the key of its look.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from manuscripts.building import HREF
from manuscripts.inline import INVISIBLE
from manuscripts.word import parts
from manuscripts.word.numbering import Numbering
from manuscripts.word.package import DAMAGED, Package, R, W
from manuscripts.word.pictures import OBJECT, Pictures
from manuscripts.word.remarks import Remarks, quoted
from manuscripts.word.result import WordError, WordPicture
from manuscripts.word.styles import ParagraphLook, RunLook, Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom", "rt", "rubyPr"))
_UNWRAPPED = tuple(
    f"{W}{name}" for name in "ins moveTo sdtContent smartTag customXml fldSimple dir bdo ruby rubyBase sdt".split()
)
_IN_RUN = frozenset(f"{W}{name}" for name in "t br tab cr noBreakHyphen softHyphen sym fldChar instrText".split())
_PROPERTIES_OF_CHANGES = (
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "sectPrChange",
    "tblGridChange",
)
_TEMPLATE = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
}


@dataclass(frozen=True)
class Look:
    """What is known of a paragraph besides its runs."""

    paragraph: ParagraphLook = ParagraphLook()
    where: int = 0
    boxed: bool = False
    bullet: bool = False
    red: bool = False


@dataclass
class Tamed:
    """`data` is a .docx of one part. `looks` by the style ids of its paragraphs."""

    data: bytes = b""
    looks: dict[str, Look] = field(default_factory=dict)
    pictures: dict[int, WordPicture] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    notes: list[str] = field(default_factory=list)


MOST_PIECES = 60_000  # paragraphs and runs; a whole issue of the journal has some 6,000
_TOO_LONG = "这个文件太长，不像一篇稿件，没有导入。请只留这篇稿件的文字，另存为一个文件再上传。"


def tame(package: Package) -> Tamed:
    """The document of a package, tamed. Raises WordError where a part is damaged."""
    return _Tamer(package).tame()


class _Tamer:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = package.xml(package.main)
        if self.root is None or self.root.find(f"{W}body") is None:
            raise WordError(DAMAGED)
        if sum(1 for _ in self.root.iter(f"{W}p", f"{W}r")) > MOST_PIECES:
            raise WordError(_TOO_LONG)
        self.styles = Styles(package.related("styles"))
        self.numbering = Numbering(package.related("numbering"))
        self.relations = package.relationships(package.main)
        self.found = Tamed()
        self.remarks = self.found.remarks

    def tame(self) -> Tamed:
        _choose_branches(self.root)
        _count_paragraphs(self.root)
        self._settle_changes()
        self._drop_prompts()
        for element in list(self.root.iter(*_UNWRAPPED)):
            splice(element)
        _join_paragraphs(self.root)
        self._equations()
        self._notes_and_comments()
        self._empty_boxes()
        self.found.pictures = Pictures(self.package, self.relations, self.remarks).take_out(self.root)
        for paragraph in list(self.root.iter(f"{W}p")):
            self._paragraph(paragraph)
        self._tables()
        self.found.data = self._written()
        return self.found

    # --- changes ------------------------------------------------------------------------------------------------------
    def _settle_changes(self) -> None:
        for element in self.root.iter(f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"):
            self.remarks.add("revision", where(element))
        for name in _PROPERTIES_OF_CHANGES:
            for element in list(self.root.iter(f"{W}{name}")):
                remove(element)
        for row in list(self.root.iter(f"{W}tr")):
            if row.find(f"{W}trPr/{W}del") is not None:
                remove(row)
        for element in list(self.root.iter(*_GONE)):
            if element.getparent().tag == f"{W}rPr":  # the mark of a paragraph: settled by joining
                continue
            remove(element)

    def _drop_prompts(self) -> None:
        for control in list(self.root.iter(f"{W}sdt")):
            if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                if text_of(control).strip():
                    self.remarks.add("prompt", where(control))
                remove(control)
        for element in list(self.root.iter(f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr")):
            remove(element)

    # --- what becomes text --------------------------------------------------------------------------------------------
    def _equations(self) -> None:
        for equation in list(self.root.iter(f"{_M}oMathPara", f"{_M}oMath")):
            if equation.getparent() is not None and not any(True for _ in equation.iterancestors(f"{_M}oMathPara")):
                words = parts.formula(equation)
                self.remarks.say(
                    where(equation), f"{{where}}有公式，已写成一行{quoted(words)}。请核对，复杂的公式请截图上传。"
                )
                equation.getparent().replace(equation, run(words))

    def _notes_and_comments(self) -> None:
        notes = parts.notes(self.package)
        for reference in list(self.root.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
            words = notes.get((reference.tag, reference.get(f"{W}id", "")), "")
            if not words:
                remove(reference)
                continue
            self.found.notes.append(words)
            mark = run(f"[{len(self.found.notes)}]", raised=True)
            splice_run(reference, mark)
        if self.found.notes:
            self.remarks.say(
                0, f"有 {len(self.found.notes)} 条脚注或尾注：文中改为上标的序号，注文放在正文最后。请核对。"
            )
        comments = parts.comments(self.package)
        for reference in self.root.iter(f"{W}commentReference"):
            author, words = comments.get(reference.get(f"{W}id", ""), ("", ""))
            if words:
                by = f"（{author}）" if author else ""
                self.remarks.say(where(reference), f"{{where}}有批注{by}{quoted(words)}，没有导入。请处理后再用。")

    def _empty_boxes(self) -> None:
        for box in list(self.root.iter(f"{W}txbxContent")):
            host = next((parent for parent in box.iterancestors(f"{W}p")), None)
            blocks = list(box)
            if host is None or not (text_of(box).strip() or Pictures.any_in(box)):
                remove(box)
                continue
            for paragraph in box.iter(f"{W}p"):
                paragraph.set("boxed", "1")
            if text_of(box).strip():
                self.remarks.add("box", where(host))
            remove(box)
            # A box over the first lines is the title; farther down it is a caption or an aside to what it hangs on.
            after = int(host.get("where", "0")) > 3
            for block in reversed(blocks) if after else blocks:
                (host.addnext if after else host.addprevious)(block)

    # --- paragraphs and runs ------------------------------------------------------------------------------------------
    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.style_of(properties)
        look = self.styles.paragraph(properties)
        number = where(paragraph)
        if look.role == "contents":
            if text_of(paragraph).strip():
                self.remarks.add("contents", number)
            remove(paragraph)
            return
        self._links(paragraph, number)
        red = self._runs(paragraph, style, number)
        label = self.numbering.label(*look.numbering) if look.numbering and text_of(paragraph).strip() else None
        key = f"p{len(self.found.looks)}"
        self.found.looks[key] = Look(look, number, paragraph.get("boxed") is not None, label == "", red)
        fresh = etree.Element(f"{W}pPr")
        etree.SubElement(fresh, f"{W}pStyle").set(f"{W}val", key)
        if properties is not None:
            paragraph.remove(properties)
        paragraph.insert(0, fresh)
        if label:
            first = next((one.find(f"{W}rPr") for one in paragraph.iter(f"{W}r") if text_of(one).strip()), None)
            paragraph.insert(1, run(label, like=first))

    def _runs(self, paragraph: etree._Element, style: str, number: int) -> bool:
        """Write the look of each run into it; whether all its text is red. Hidden runs go."""
        hidden, reds = [], []
        for piece in list(paragraph.iter(f"{W}r")):
            look = self.styles.run(piece.find(f"{W}rPr"), style)
            if look.hidden and OBJECT not in text_of(piece):
                hidden.append(text_of(piece))
                remove(piece)
                continue
            for child in list(piece):
                if child.tag not in _IN_RUN:
                    piece.remove(child)
            if text_of(piece).strip():
                reds.append(look.red)
            piece.insert(0, _properties(look))
        if words := "".join(hidden).strip():
            self.remarks.say(number, f"{{where}}有隐藏文字{quoted(words)}，没有导入。")
        for child in list(paragraph):
            if child.tag not in (f"{W}r", f"{W}hyperlink", f"{W}pPr"):
                paragraph.remove(child)
        return bool(reds) and all(reds)

    def _links(self, paragraph: etree._Element, number: int) -> None:
        for link in list(paragraph.iter(f"{W}hyperlink")):
            _, target, external = self.relations.get(link.get(f"{R}id", ""), ("", "", False))
            if external and HREF.fullmatch(target):
                continue
            if external:
                self.remarks.say(number, f"{{where}}的链接地址{quoted(target)}不能使用，只保留了文字。")
            splice(link)

    # --- tables and the file ------------------------------------------------------------------------------------------
    def _tables(self) -> None:
        body = self.root.find(f"{W}body")
        for table in list(body.iter(f"{W}tbl")):
            _open_frame(table)
        for table in list(body.iter(f"{W}tbl")):
            if any(True for _ in table.iterancestors(f"{W}tbl")):
                self.remarks.add("inner_table", where(table))
                for paragraph in list(table.iter(f"{W}p")):
                    table.addprevious(paragraph)
                remove(table)
        for span in body.iter(f"{W}gridSpan"):
            value = span.get(f"{W}val", "")
            span.set(f"{W}val", value if re.fullmatch("[1-9][0-9]?", value) else "1")

    def _written(self) -> bytes:
        links = "".join(
            f'<Relationship Id="{_escaped(name)}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'hyperlink" Target="{_escaped(target)}" TargetMode="External"/>'
            for name, (kind, target, external) in self.relations.items()
            if kind == "hyperlink" and external and HREF.fullmatch(target)
        )
        found = io.BytesIO()
        with zipfile.ZipFile(found, "w") as archive:
            for name, content in _TEMPLATE.items():
                archive.writestr(name, content)
            archive.writestr("word/document.xml", etree.tostring(self.root, encoding="UTF-8", xml_declaration=True))
            archive.writestr(
                "word/_rels/document.xml.rels",
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
            )
        return found.getvalue()


# --- small changes of the tree ----------------------------------------------------------------------------------------
def where(element: etree._Element) -> int:
    """The number of the paragraph an element stands in, or of the first one in it; 0 where there is none."""
    while element is not None and element.get("where") is None:
        inner = element.find(f".//{W}p[@where]")
        element = inner if inner is not None else element.getparent()
    return int(element.get("where")) if element is not None else 0


def text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def splice(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def splice_run(inner: etree._Element, fresh: etree._Element) -> None:
    """Put a run behind the run that holds `inner`, and take `inner` out."""
    holder = inner.getparent()
    remove(inner)
    if holder is not None and holder.tag == f"{W}r":
        holder.addnext(fresh)
    elif holder is not None:
        holder.append(fresh)


def run(words: str, *, raised: bool = False, like: etree._Element | None = None) -> etree._Element:
    """A run of text, with the properties of another where given."""
    found = etree.Element(f"{W}r")
    if like is not None:
        found.append(etree.fromstring(etree.tostring(like)))
    elif raised:
        etree.SubElement(etree.SubElement(found, f"{W}rPr"), f"{W}vertAlign").set(f"{W}val", "superscript")
    text = etree.SubElement(found, f"{W}t")
    text.text = INVISIBLE.sub("", words)
    return found


def _properties(look: RunLook) -> etree._Element:
    found = etree.Element(f"{W}rPr")
    if look.font:
        etree.SubElement(found, f"{W}rFonts").set(f"{W}ascii", look.font)
    for name, holds in (("b", look.bold), ("i", look.italic)):
        if holds:
            etree.SubElement(found, f"{W}{name}")
    if look.underline:
        etree.SubElement(found, f"{W}u").set(f"{W}val", "single")
    if look.raised:
        etree.SubElement(found, f"{W}vertAlign").set(f"{W}val", look.raised)
    etree.SubElement(found, f"{W}sz").set(f"{W}val", str(round(2 * look.size)))
    return found


def _choose_branches(root: etree._Element) -> None:
    """Of content kept twice for new and old programs, keep the new; the old where the new holds nothing readable."""
    for twice in list(root.iter(f"{_MC}AlternateContent")):
        branches = [*twice.findall(f"{_MC}Choice"), *twice.findall(f"{_MC}Fallback")]
        kept = next((one for one in branches if text_of(one).strip() or Pictures.any_in(one)), None)
        if kept is None:
            kept = branches[0] if branches else None
        for branch in branches:
            if branch is not kept:
                twice.remove(branch)
        if kept is not None:
            splice(kept)
        splice(twice)


def _count_paragraphs(root: etree._Element) -> None:
    count = 0
    for paragraph in root.iter(f"{W}p"):
        for one in paragraph.iter(f"{W}t"):
            if one.text and OBJECT in one.text:
                one.text = one.text.replace(OBJECT, "")
        if _own_text(paragraph).strip() or Pictures.any_in(paragraph):
            count += 1
            paragraph.set("where", str(count))


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of the boxes hanging on it."""
    if next(paragraph.iter(f"{W}txbxContent"), None) is None:
        return text_of(paragraph)
    texts = (one for one in paragraph.iter(f"{W}t") if next(one.iterancestors(f"{W}p")) is paragraph)
    return "".join(one.text or "" for one in texts)


def _open_frame(table: etree._Element) -> None:
    """A table of one cell is a frame around paragraphs: they stand for themselves."""
    cells = table.findall(f"{W}tr/{W}tc")
    if len(cells) == 1:
        for block in list(cells[0]):
            if block.tag in (f"{W}p", f"{W}tbl"):
                table.addprevious(block)
        remove(table)


def _join_paragraphs(root: etree._Element) -> None:
    """Where the mark between two paragraphs was deleted, they are one."""
    for paragraph in reversed(list(root.iter(f"{W}p"))):
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        if marks is None or marks.find(f"{W}del") is None:
            continue
        following = paragraph.getnext()
        if following is not None and following.tag == f"{W}p":
            for child in list(following):
                if child.tag != f"{W}pPr":
                    paragraph.append(child)
            remove(following)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
