"""Opening a .docx as what it is, a zip of XML parts, without trusting anything it says of itself.

Sizes and ratios are checked before a byte is inflated; nothing outside the file is ever read; a part with a document type
declaration is refused, so no entity can be expanded.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from manuscripts.archives import Fault, Unsafe, checked_sizes
from manuscripts.word.result import WordError

LARGEST_FILE = 200 * 2**20  # bytes as sent: a report with a dozen photos at full size stays below
LARGEST_WHOLE = 400 * 2**20  # bytes of all parts together
LARGEST_XML = 40 * 2**20
MOST_PARTS = 3000

SAVE_AS_DOCX = "请用 Word 或 WPS 打开它，选“另存为”，类型选“Word 文档（*.docx）”，再上传另存的文件。"
DAMAGED = "这个文件已损坏，不能读出。请在 Word 或 WPS 里打开原文件，确认能看到内容，另存为 .docx 后重新上传。"
_TOO_LARGE = "这个文件解压后过大，像是压缩炸弹，没有打开。请把照片单独上传，只用 Word 文件交文字。"
_LOCKED = "这个文件设有打开密码。请在 Word 或 WPS 里取消密码（文件 → 信息 → 保护文档），保存后再上传。"
_MACRO = "这个文件带有宏，为安全起见没有读取。请另存为不带宏的“Word 文档（*.docx）”后再上传。"
_UNSAFE = {Fault.TOO_LARGE: _TOO_LARGE, Fault.LOCKED: _LOCKED, Fault.UNKNOWN: DAMAGED}

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (  # ISO 29500 Strict names the same things differently
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_OTHER_FILES = (
    (b"%PDF", "这是 PDF 文件，不是 Word 文件。请上传原来的 Word 文件；只有 PDF 时，请把文字复制到正文框里。"),
    (b"{\\rtf", f"这是 RTF 文件。{SAVE_AS_DOCX}"),
    (b"MZ", "这是程序文件，不是 Word 文件，没有接收。请上传 .docx 文件。"),
    (b"\x7fELF", "这是程序文件，不是 Word 文件，没有接收。请上传 .docx 文件。"),
    (b"\xff\xd8\xff", "这是照片，不是 Word 文件。请在“照片”一栏上传。"),
    (b"\x89PNG", "这是图片，不是 Word 文件。请在“照片”一栏上传。"),
    (b"Rar!", "这是压缩包，不是 Word 文件。请解压后逐个上传。"),
    (b"7z\xbc\xaf", "这是压缩包，不是 Word 文件。请解压后逐个上传。"),
)
_NOT_WORD = "这不是 Word 文件（.docx）。请检查选的是不是这篇稿件；如果是，请另存为“Word 文档（*.docx）”后再上传。"


class Package:
    """The parts of a .docx. Raises WordError, with the sentence to show, where `data` is none or is not to be trusted."""

    def __init__(self, data: bytes) -> None:
        _check_kind(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._sizes = checked_sizes(self._zip, most_parts=MOST_PARTS, largest_whole=LARGEST_WHOLE)
            self._check_word()
            self.main = self._main_part()
        except Unsafe as unsafe:
            raise WordError(_UNSAFE[unsafe.fault]) from unsafe
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise WordError(DAMAGED) from error
        self.folder = posixpath.dirname(self.main)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        if name not in self._sizes:
            return None
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise WordError(DAMAGED) from error

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None where there is none of that name."""
        if self._sizes.get(name, 0) > LARGEST_XML:
            raise WordError(_TOO_LARGE)
        data = self.read(name)
        if data is None:
            return None
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise WordError(DAMAGED) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise WordError("这个文件里有不该有的外部声明，为安全起见没有读取。" + SAVE_AS_DOCX)
        return root

    def relationships(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """(kind, target, external) of each relationship of a part, by its id. Targets inside are names of parts."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for item in root.iter(_RELATIONSHIP) if root is not None else ():
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that stands in this relation to the document: styles, numbering, footnotes, comments."""
        for found, target, external in self.relationships(self.main).values():
            if found == kind and not external and target in self._sizes:
                return self.xml(target)
        return None

    def _main_part(self) -> str:
        for kind, target, external in self.relationships("").values():
            if kind == "officeDocument" and not external and target in self._sizes:
                return target
        if "word/document.xml" in self._sizes:
            return "word/document.xml"
        raise WordError(DAMAGED)

    def _check_word(self) -> None:
        names = self._sizes
        if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in names):
            raise WordError(_MACRO)
        if "xl/workbook.xml" in names:
            raise WordError("这是 Excel 表格，不是 Word 文件。请把要刊用的表格复制到 Word 文件里再上传。")
        if "ppt/presentation.xml" in names:
            raise WordError("这是 PowerPoint 演示文稿，不是 Word 文件。请把文字复制到 Word 文件里再上传。")
        if "mimetype" in names and "content.xml" in names:
            raise WordError(f"这是 OpenDocument 文件（.odt 等）。{SAVE_AS_DOCX}")
        if "[Content_Types].xml" not in names:
            raise WordError("这是压缩包，不是 Word 文件。请解压后逐个上传。")
        if b"macroEnabled" in (self.read("[Content_Types].xml") or b""):
            raise WordError(_MACRO)


def _check_kind(data: bytes) -> None:
    if not data:
        raise WordError("这个文件是空的（0 字节）。请重新保存后再上传。")
    if len(data) > LARGEST_FILE:
        raise WordError(f"这个文件超过 {LARGEST_FILE // 2**20} 兆。请把照片单独上传，只用 Word 文件交文字。")
    if is_old_office(data):
        if is_locked(data):
            raise WordError(_LOCKED)
        raise WordError(f"这是旧格式的文件（.doc 或 .wps）。{SAVE_AS_DOCX}")
    for magic, sentence in _OTHER_FILES:
        if data.startswith(magic):
            raise WordError(sentence)
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|mime-version:)", data[:200], re.IGNORECASE):
        raise WordError(f"这是网页格式的文件，只是扩展名像 Word。{SAVE_AS_DOCX}")
    if not data.startswith(b"PK"):
        raise WordError(_NOT_WORD)


def is_locked(data: bytes) -> bool:
    """Whether it is a new file under a password, which looks like an old one."""
    sign = "EncryptedPackage".encode("utf-16-le")
    return sign in data[: 2**20] or sign in data[-(2**20) :]


def is_old_office(data: bytes) -> bool:
    """Whether the bytes begin as the files of old Word and WPS do (and as encrypted new ones)."""
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
