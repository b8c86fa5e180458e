"""Checks of the screen PDF against PDF/UA-1: what a reading program is told of the document, its headings, tables, pictures,
links and bookmarks, and that nothing on its pages is left untold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.composition.plan import Plan
from typesetting.making.drawing import NO_WORDS, Need
from typesetting.preflight.expected import Facts, check_said, facts_of
from typesetting.preflight.findings import Findings
from typesetting.preflight.following import Block, Follower, Section
from typesetting.preflight.fonts import check_fonts, fonts_of
from typesetting.preflight.inking import Sheet, sides_of
from typesetting.preflight.leading import check_leading
from typesetting.preflight.marked import Marked
from typesetting.preflight.placing import check_places
from typesetting.preflight.reading import SignsOfFonts, bare
from typesetting.preflight.spoken import Spoken, Stretch, spoken_on
from typesetting.preflight.vocabulary import ACTIVE, OTHER_SIZES

AGAIN = "请重新排版，仍不对时告诉管理员。"
HEADING = re.compile(r"/H([1-6])$")
# PDF 1.7, 14.8.4: what an element may be.
GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
BLOCKS = "P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
INLINES = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form"
KNOWN = frozenset(f"/{name}" for name in f"{GROUPS} {BLOCKS} {INLINES}".split())
# What may stand directly in what.
INSIDE = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/Caption", "/L"},
    "/LI": {"/Lbl", "/LBody"},
}
# Elements within which marks need not come in their order: text goes on over a page, cells reach down over rows.
WITHIN = frozenset("/P /H1 /H2 /H3 /H4 /H5 /H6 /Span /Link /Lbl /LBody /TR /TH /TD".split())
TOLERANCE = 0.05  # points
SCOPES = (Name.Row, Name.Column, Name.Both)
LANGUAGE = re.compile(r"zh\b")
UA = re.compile(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>|pdfuaid:part=\"1\"")
# What holds blocks, and what is a section of the issue.
GROUPING = frozenset("/Document /Part /Art /Sect /Div /NonStruct".split())
# Entries with words that are read instead of what an element marks.
PICTURE_WORDS, OTHER_WORDS = {"/ActualText", "/E"}, {"/ActualText", "/E", "/Alt"}
SECTIONS = frozenset(("/Sect", "/Art"))


def check_screen(
    document: pikepdf.Pdf,
    plan: Plan,
    manifest: dict,
    findings: Findings,
    photos: dict[Need, Path] | None = None,
    facts: Sequence[Facts] | None = None,
) -> None:
    """The file members read. Each page's content is read once. `photos` are the files that were put in, and `facts` those
    of the plan, where they are known.
    """
    root = document.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        findings.error("untagged", f"阅读 PDF 没有结构标签，读屏软件读不了。{AGAIN}")
    else:
        signs = SignsOfFonts()
        pages = enumerate(document.pages, start=1)
        _Tree(document, findings, {number: spoken_on(page, signs) for number, page in pages}).check(
            plan, manifest, photos, facts_of(plan) if facts is None else facts
        )
    _check_document(document, plan, findings)
    if len(document.pages) != len(plan.pages):
        findings.error("screen-pages", "阅读 PDF 和印刷 PDF 的页数不同。请重新排版。")
    _check_sizes(document, plan, findings)
    check_leading(document, plan, findings)


def _check_document(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    root = document.Root
    shows_title = root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
    title = str(document.docinfo.get("/Title", ""))
    if not LANGUAGE.match(str(root.get("/Lang", ""))) or title != (plan.title or title) or not title or not shows_title:
        findings.error("no-title", "阅读 PDF 没有写明语言或标题。请给刊物填好名称后重新排版。")
    metadata = root.get("/Metadata")
    packet = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
    if not UA.search(packet) or b"<dc:title>" not in packet or escape(title).encode() not in packet:
        findings.error("no-ua", f"阅读 PDF 的元数据没有声明符合 PDF/UA-1，或者没有标题。{AGAIN}")
    if root.get("/MarkInfo", Dictionary()).get("/Suspects", False):
        findings.error("tag", f"阅读 PDF 自称标签有误。{AGAIN}")
    if ACTIVE & set(root.keys()) or document.is_encrypted:
        findings.error("active-content", f"阅读 PDF 里有动作、表单、附件或密码，读屏软件会受阻。{AGAIN}")
    check_fonts(fonts_of(document), findings)


def _check_sizes(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    for number, page in enumerate(document.pages, start=1):
        sides = sides_of(page, "/MediaBox") or (0.0,) * 4
        across, down = sides[2] - sides[0] - plan.width, sides[3] - sides[1] - plan.height
        if abs(across) > TOLERANCE or abs(down) > TOLERANCE or OTHER_SIZES & set(page.keys()):
            findings.error("boxes", f"阅读 PDF 第{number}页的大小不是成品的大小。{AGAIN}", number)


@dataclass
class _Tree:
    """One walk over the structure tree, in reading order."""

    document: pikepdf.Pdf
    findings: Findings
    spoken: dict[int, Spoken]
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    level: int = 0
    page: int | None = None
    headings: list[str] = field(default_factory=list)
    without_alt: set[int] = field(default_factory=set)
    marked: Marked = field(default_factory=Marked)
    said: dict[tuple[int, int], Stretch] = field(default_factory=dict)  # by page and mark
    sheets: dict[int, Sheet] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def check(self, plan: Plan, manifest: dict, photos: dict[Need, Path] | None, facts: Sequence[Facts]) -> None:
        for number, page in enumerate(self.document.pages, start=1):
            self.pages[page.objgen] = number
            self.sheets[number] = Sheet.of(page, number)
            self.said |= {(number, stretch.mark): stretch for stretch in self.spoken[number].stretches}
        root = self.document.Root.StructTreeRoot
        top = root.get("/K")
        for element in top if isinstance(top, Array) else [top]:
            self._visit(element, "", root.get("/RoleMap", Dictionary()))
        if KNOWN & set(root.get("/RoleMap", Dictionary()).keys()):
            self.findings.error("tag", f"阅读 PDF 改了通用标签的意思，读屏软件会读错。{AGAIN}")
        for number in sorted(self.without_alt - {0}):
            self.findings.warn("no-alt", f"第{number}页有照片没有文字说明，读屏软件读不出。请补图片说明。", number)
        self._check_order(plan)
        self.marked.check(self.document, root, self.spoken, self.sheets, self.findings)
        Follower(plan, manifest, self.sheets, self.findings, photos).check(self.sections, self.blocks)
        for (number, said), page in zip(self.spoken.items(), facts, strict=False):
            check_places(self.sheets[number], said.marks, page, self.findings)
            check_said(bare("".join(said.words)), page, number, self.findings)
            if said.foreign:
                names = "、".join(sorted(said.foreign))
                self.findings.error(
                    "foreign", f"阅读 PDF 第{number}页有本系统不会写的内容（{names}）。{AGAIN}", number, subject=f"screen {names}"
                )  # fmt: skip

    def _visit(self, element: Dictionary, above: str, roles: Dictionary, block: Block | None = None) -> None:
        """`block` is what the element is part of, where it is not read by itself."""
        kind = str(element.get("/S", "/"))
        if kind not in KNOWN:
            kind = str(roles.get(kind, kind))
        said = set(element.keys())
        if "/Lang" in said and not LANGUAGE.match(str(element.Lang)):
            self._error("tag-language", "有一段写成了别的语言")
        if "/Pg" in said:
            self.page = self.pages.get(element.Pg.objgen)
        self._check_kind(element, kind, above)
        children = _children(element)
        began = len(self.blocks)
        begun = section = None
        if kind in SECTIONS:
            section = Section(kind[1:], str(element.get("/T", "")))
            self.sections.append(section)
        elif block is None and kind not in GROUPING:
            begun = block = self._begin(element, kind)
        block = self._listen(element, said, kind, block)
        own: list[tuple[int, int]] = []
        for child in children:
            if isinstance(child, int):
                own.append((self.page or 0, child))
            elif "/MCID" in child:
                page = self.pages.get(child.Pg.objgen, 0) if "/Pg" in child else self.page or 0
                own.append((page, int(child.MCID)))
            else:
                if "/S" in child:
                    self._check_parent(child, element)
                    self._visit(child, kind, roles, block)
                continue
            if block and (found := self.said.get(own[-1])):
                block.heard.append(found)
        if own:
            self.marked.met(element, own, begins=above not in WITHIN)
        if begun:
            begun.finish(own[0][0] if own else 0)
        if section:
            section.blocks = self.blocks[began:]

    def _listen(self, element: Dictionary, said: set[str], kind: str, block: Block | None) -> Block | None:
        """Who hears what the element marks: its block; where it has other words to be read instead, those and nothing else."""
        instead = said & (PICTURE_WORDS if kind in ("/Figure", "/Formula") else OTHER_WORDS)
        if not instead or block is None:
            return block
        block.heard.append(Stretch(-1, str(element[min(instead)])))
        return Block("", 0)

    def _check_parent(self, child: Dictionary, element: Dictionary) -> None:
        above = child.get("/P")
        if above is None or above.objgen != element.objgen:
            self._error("parent-tree", "有标签不认它上面的标签")

    def _begin(self, element: Dictionary, kind: str) -> Block:
        """A block that is read by itself, from here on."""
        block = Block(kind[1:], self.page or 0)
        if HEADING.match(kind):
            block.title = bare(str(element.get("/T", "")))
        if kind == "/Figure":
            block.alt = bare(str(element.get("/Alt", "")))
            box = _attribute(element, "/BBox")
            block.box = None if box is None else [float(side) for side in box]
        elif kind == "/Link":
            block.page = next((self.pages.get(one.Pg.objgen, 0) for one in _links(element) if "/Pg" in one), 0)
        self.blocks.append(block)
        return block

    def _check_kind(self, element: Dictionary, kind: str, above: str) -> None:
        if kind not in KNOWN:
            self._error("tag", f"有读屏软件不认识的标签“{kind[1:]}”")
        if above in INSIDE and kind not in INSIDE[above]:
            self._error("tag-place", f"的标签套得不对（{above[1:]} 里有 {kind[1:]}）")
        if found := HEADING.match(kind):
            level = int(found[1])
            if level > self.level + 1:
                self._error("heading-level", f"的标题跳了级（{self.level} 级后面是 {level} 级）")
            self.level = level
            self.headings.append(bare(str(element.get("/T", ""))))
        elif kind == "/Figure":
            alt = str(element.get("/Alt", "") or element.get("/ActualText", "")).strip()
            if not alt:
                self._error("figure-alt", "有图片没有替代文字")
            elif alt == NO_WORDS:
                self.without_alt.add(self.page or 0)
            if _attribute(element, "/BBox") is None:
                self._error("figure-box", "有图片没有写明位置")
        elif kind == "/TH" and _attribute(element, "/Scope") not in SCOPES:
            self._error("table-scope", "的表头没有写明管行还是管列")
        elif kind == "/Table" and len(set(_widths(element))) > 1:
            self._error("table-cells", "有表格各行的格数不同")
        elif kind == "/Table" and not _has(element, "/TH"):
            self.findings.warn(
                "table-head", f"第{self.page or '？'}页有表格没有表头，读屏软件念不清。请在文章里设好表头。", self.page
            )
        elif kind == "/Link":
            links = {child.Obj.objgen: element.objgen for child in _links(element)}
            self.marked.links |= links
            if not links:
                self._error("link-tag", "有链接的标签没有连到链接")

    def _error(self, code: str, what: str) -> None:
        where = f"第{self.page}页" if self.page else "阅读 PDF "
        self.findings.error(code, f"{where}{what}，读屏软件会读错。{AGAIN}", self.page, subject=code)

    def _check_order(self, plan: Plan) -> None:
        """Whether the articles' headings are read in the order of the bookmarks, which is that of the issue."""
        at = 0
        for title in (bare(entry.title) for entry in plan.outline):
            if title not in self.headings:
                continue  # a column without a heading of its own
            later = [index for index in range(at, len(self.headings)) if self.headings[index] == title]
            if not later:
                self.findings.error(
                    "reading-order", f"读屏软件读不到《{title}》的顺序上：它排在后面的文章之后。{AGAIN}", subject=title
                )
            else:
                at = later[0]


def _children(element: Dictionary) -> list:
    children = element.get("/K")
    return list(children) if isinstance(children, Array) else [] if children is None else [children]


def _links(element: Dictionary) -> list[Dictionary]:
    """What an element has that is no mark but a link on the page."""
    return [
        child
        for child in _children(element)
        if isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR and "/Obj" in child
    ]


def _has(element: Dictionary, kind: str) -> bool:
    """Whether an element of this kind stands anywhere below."""
    return any(
        isinstance(child, Dictionary) and "/S" in child and (str(child.S) == kind or _has(child, kind))
        for child in _children(element)
    )


def _attribute(element: Dictionary, name: str) -> pikepdf.Object | None:
    """An attribute of an element, None where it has none of this name."""
    found = element.get("/A", Array())
    said = (attributes.get(name) for attributes in (found if isinstance(found, Array) else [found]))
    return next((value for value in said if value is not None), None)


def _widths(table: Dictionary) -> list[int]:
    """How many columns each row of a table takes, cells that reach down from rows above counted in."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []  # of cells that reach further down: how many columns, how many rows more
    for row in _rows(table):
        reached, reaching = reaching, []
        width = 0
        for across, down in [*reached, *map(_spans, _children(row))]:
            width += across
            if down > 1:
                reaching.append((across, down - 1))
        widths.append(width)
    return widths


def _rows(element: Dictionary) -> Iterator[Dictionary]:
    for child in _children(element):
        if isinstance(child, Dictionary) and child.get("/S") == Name.TR:
            yield child
        elif isinstance(child, Dictionary) and "/S" in child:
            yield from _rows(child)


def _spans(cell: Dictionary) -> tuple[int, int]:
    return tuple(int(_attribute(cell, name) or 1) for name in ("/ColSpan", "/RowSpan"))
