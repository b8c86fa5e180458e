"""Checks of the screen PDF against PDF/UA-1: what a reading program is told of the document, its headings, tables, pictures,
links and bookmarks, and that nothing on its pages is left untold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree

from typesetting.composition.plan import Plan, Text
from typesetting.preflight.findings import Findings
from typesetting.preflight.streams import content_of

AGAIN = "请重新排版，仍不对时告诉管理员。"
HEADING = re.compile(r"/H([1-6])$")
# PDF 1.7, 14.8.4: what an element may be.
GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
BLOCKS = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
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
BEFORE_TAGS, BETWEEN_TAGS = re.compile(rb"\s*+[^/\s]"), re.compile(rb"EMC\s*+(?!/|EMC|\Z)")
UA = re.compile(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>|pdfuaid:part=\"1\"")
BLANKS = re.compile(r"\s+")


def check_screen(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    """The file members read."""
    root = document.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        findings.error("untagged", f"阅读 PDF 没有结构标签，读屏软件读不了。{AGAIN}")
    else:
        _Tree(document, findings).check(plan)
    _check_document(document, findings)
    if len(document.pages) != len(plan.pages):
        findings.error("screen-pages", "阅读 PDF 和印刷 PDF 的页数不同。请重新排版。")
    _check_bookmarks(document, plan, findings)
    _check_links(document, findings)


def _check_document(document: pikepdf.Pdf, findings: Findings) -> None:
    root = document.Root
    shows_title = root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)
    if not root.get("/Lang") or not document.docinfo.get("/Title") or not shows_title:
        findings.error("no-title", "阅读 PDF 没有写明语言或标题。请给刊物填好名称后重新排版。")
    metadata = root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream) or not UA.search(metadata.read_bytes()):
        findings.error("no-ua", f"阅读 PDF 没有声明符合 PDF/UA-1。{AGAIN}")


@dataclass
class _Tree:
    """One walk over the structure tree, in reading order."""

    document: pikepdf.Pdf
    findings: Findings
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    level: int = 0
    page: int | None = None
    headings: list[str] = field(default_factory=list)
    without_alt: set[int] = field(default_factory=set)

    def check(self, plan: Plan) -> None:
        self.pages = {page.objgen: number for number, page in enumerate(self.document.pages, start=1)}
        root = self.document.Root.StructTreeRoot
        top = root.get("/K")
        for element in top if isinstance(top, Array) else [top]:
            self._visit(element, "", root.get("/RoleMap", Dictionary()))
        for number in sorted(self.without_alt - {0}):
            self.findings.warn("no-alt", f"第{number}页有照片没有文字说明，读屏软件读不出。请补图片说明。", number)
        self._check_order(plan)
        self._check_content(root)

    def _visit(self, element: Dictionary, above: str, roles: Dictionary) -> None:
        kind = str(element.get("/S", "/"))
        if kind not in KNOWN:
            kind = str(roles.get(kind, kind))
        if "/Pg" in element:
            self.page = self.pages.get(element.Pg.objgen)
        self._check_kind(element, kind, above)
        children = element.get("/K")
        if not isinstance(children, Array):
            children = [] if children is None else [children]
        for child in children:
            if not isinstance(child, int) and "/S" in child:
                self._visit(child, kind, roles)

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
            if not _attribute(element, "/BBox"):
                self._error("figure-box", "有图片没有写明位置")
        elif kind == "/TH" and not _attribute(element, "/Scope"):
            self._error("table-scope", "的表头没有写明管行还是管列")
        elif kind == "/Table" and not _has(element, "/TH"):
            self.findings.warn(
                "table-head", f"第{self.page or '？'}页有表格没有表头，读屏软件念不清。请在文章里设好表头。", self.page
            )
        elif kind == "/Link" and not any(_is_annotation(child) for child in _children(element)):
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

    def _check_content(self, root: Dictionary) -> None:
        """That everything on a page is tagged or told to be decoration, and every mark leads to an element."""
        parents = NumberTree(root.ParentTree) if "/ParentTree" in root else {}
        for number, page in enumerate(self.document.pages, start=1):
            content = content_of(page)
            if BEFORE_TAGS.match(content) or BETWEEN_TAGS.search(content):
                self.findings.error("untagged-content", f"第{number}页有内容没有标签，读屏软件读不到。{AGAIN}", number)
            marks = content.count(b"/MCID ")
            known = parents.get(int(page.StructParents), ()) if marks and "/StructParents" in page else ()
            if marks > len(known):
                self.findings.error(
                    "lost-content", f"第{number}页有内容不属于任何标签，读屏软件读不到。{AGAIN}", number
                )
            if "/Annots" in page and page.get("/Tabs") != Name.S:
                self.findings.error("tab-order", f"第{number}页的链接没有按阅读顺序排。{AGAIN}", number)


# What the drawing says of a picture nobody described.
NO_WORDS = "照片"


def bare(text: str) -> str:
    """A text without blanks."""
    return BLANKS.sub("", text)


def _children(element: Dictionary) -> list:
    children = element.get("/K")
    return list(children) if isinstance(children, Array) else [] if children is None else [children]


def _is_annotation(child: object) -> bool:
    return isinstance(child, Dictionary) and child.get("/Type") == Name.OBJR and "/Obj" in child


def _has(element: Dictionary, kind: str) -> bool:
    """Whether an element of this kind stands anywhere below."""
    return any(
        isinstance(child, Dictionary) and "/S" in child and (str(child.S) == kind or _has(child, kind))
        for child in _children(element)
    )


def _attribute(element: Dictionary, name: str) -> bool:
    found = element.get("/A", ())
    return any(name in attributes for attributes in (found if isinstance(found, Array) else [found]))


def _check_bookmarks(document: pikepdf.Pdf, plan: Plan, findings: Findings) -> None:
    anchors = {item.anchor for page in plan.pages for item in page.items if isinstance(item, Text)}
    for entry in plan.outline:
        if entry.anchor not in anchors:
            findings.warn("bookmark", f"书签“{entry.title}”在版面上没有对应的位置，阅读 PDF 里略去了它。请核对这一处。")
    expected = [entry.title for entry in plan.outline if entry.anchor in anchors]
    found = []
    for title, leads in _bookmarks(document.Root.get("/Outlines", Dictionary()).get("/First")):
        found.append(title)
        if not leads:
            findings.error("dead-bookmark", f"书签“{title}”打不开。{AGAIN}", subject=title)
    if found != expected:
        findings.error(
            "bookmarks", f"阅读 PDF 的书签与栏目、文章不符（应有 {len(expected)} 个，实有 {len(found)} 个）。{AGAIN}"
        )


def _bookmarks(item: Dictionary | None) -> Iterator[tuple[str, bool]]:
    """Each bookmark's title and whether it leads to a page, from the first down and along."""
    while item is not None:
        place = item.get("/Dest") or item.get("/A", Dictionary()).get("/D")
        yield str(item.get("/Title", "")), _leads(place)
        yield from _bookmarks(item.get("/First"))
        item = item.get("/Next")


def _leads(place: object) -> bool:
    """Whether a destination is a page of the document."""
    return isinstance(place, Array) and isinstance(place[0], Dictionary) and place[0].get("/Type") == Name.Page


def _check_links(document: pikepdf.Pdf, findings: Findings) -> None:
    for number, page in enumerate(document.pages, start=1):
        for link in page.get("/Annots", ()):
            address = link.get("/A", Dictionary()).get("/URI")
            if not _leads(link.get("/Dest")) and not address:
                findings.error("dead-link", f"第{number}页有一个打不开的链接。请重新排版。", number)
            if not str(link.get("/Contents", "")).strip() or "/StructParent" not in link:
                findings.error(
                    "link-words", f"第{number}页有链接没有文字说明或没有标签，读屏软件读不出。{AGAIN}", number
                )
