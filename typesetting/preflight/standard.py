"""Checks that the printer's file keeps PDF/X-4: version, output intent, metadata, no transparency, no colours but the inks."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.preflight.findings import Findings
from typesetting.printing.how import Printing
from typesetting.printing.pdfx import STANDARD, VERSION, xmp_date
from typesetting.printing.profile import digest

TELL = "请重新排版，仍不对时告诉管理员。"
# Each property of the metadata, by its own name, and how it is said to the desk.
PROPERTIES = {
    "pdfxid:GTS_PDFXVersion": "PDF/X 版本",
    "pdf:Trapped": "陷印标记",
    "dc:title": "标题",
    "xmp:CreateDate": "制作日期",
    "xmp:ModifyDate": "修改日期",
    "xmp:MetadataDate": "元数据日期",
    "xmpMM:DocumentID": "文件标识",
    "xmpMM:VersionID": "版本标识",
    "xmpMM:RenditionClass": "版本种类",
}
TAGS = re.compile(r"<[^>]+>")


def check_standard(document: pikepdf.Pdf, printing: Printing, findings: Findings) -> None:
    """The file as a whole."""
    if printing.broken:
        findings.error("profile-lost", printing.broken)
    if document.pdf_version > VERSION or document.is_encrypted:
        findings.error("pdf-version", f"印刷 PDF 的版本是 {document.pdf_version}，PDF/X-4 要 {VERSION}。{TELL}")
    _check_intent(document, printing, findings)
    _check_metadata(document, findings)
    if "/ID" not in document.trailer:
        findings.error("file-id", f"印刷 PDF 没有文件标识。{TELL}")
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        if key in document.Root:
            findings.error("active-content", f"印刷 PDF 里有动作、表单或附件，PDF/X 不许有。{TELL}")


def _check_intent(document: pikepdf.Pdf, printing: Printing, findings: Findings) -> None:
    found = [one for one in document.Root.get("/OutputIntents", ()) if one.get("/S") == Name.GTS_PDFX]
    if len(found) != 1 or "/DestOutputProfile" not in found[0]:
        findings.error("output-intent", f"印刷 PDF 没有写明按哪种印刷条件制作（输出意图）。{TELL}")
        return
    stream = found[0].DestOutputProfile
    if stream.get("/N") != 4 or digest(stream.read_bytes()) != printing.profile.sha256:
        findings.error(
            "output-intent", f"印刷 PDF 里的特性文件不是“{printing.profile.name}”，印刷厂会按错误的条件换算颜色。{TELL}"
        )
    if not found[0].get("/OutputConditionIdentifier"):
        findings.error("output-intent", f"印刷 PDF 的输出意图没有名称。{TELL}")


def _check_metadata(document: pikepdf.Pdf, findings: Findings) -> None:
    """What the metadata must say, and that it says the same as the document information."""
    stream = document.Root.get("/Metadata")
    packet = stream.read_bytes().decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""
    said = {name: _said(packet, name) for name in PROPERTIES}
    lacking = [words for name, words in PROPERTIES.items() if not said[name]]
    if lacking:
        findings.error("metadata", f"印刷 PDF 的元数据缺{'、'.join(lacking)}。{TELL}")
        return
    if said["pdfxid:GTS_PDFXVersion"] != STANDARD:
        findings.error("metadata", f"印刷 PDF 自称 {said['pdfxid:GTS_PDFXVersion']}，应为 {STANDARD}。{TELL}")
    info = document.docinfo
    agree = {
        "标题": (said["dc:title"], str(info.get("/Title", ""))),
        "制作日期": (said["xmp:CreateDate"], xmp_date(str(info.get("/CreationDate", "")))),
        "修改日期": (said["xmp:ModifyDate"], xmp_date(str(info.get("/ModDate", "")))),
        "陷印标记": (said["pdf:Trapped"], str(info.get("/Trapped", ""))[1:]),
    }
    differ = [words for words, (one, other) in agree.items() if one != other]
    if differ:
        findings.error("metadata", f"印刷 PDF 的元数据与文档信息里的{'、'.join(differ)}不一致。{TELL}")


def _said(packet: str, name: str) -> str:
    """A property's text in the packet, without its markup."""
    found = re.search(f"<{name}[^>]*>(.*?)</{name}>", packet, re.DOTALL)
    text = TAGS.sub("", found[1]).strip() if found else ""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def check_resources(resources: Dictionary, number: int, findings: Findings) -> None:
    """Transparency and colours of a page's resources and of the forms it draws."""
    for state in resources.get("/ExtGState", Dictionary()).values():
        if _is_clear(state):
            findings.error("transparency", clear_words(number), number, subject="state")
    for space in resources.get("/ColorSpace", Dictionary()).values():
        _check_space(space, number, findings)
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                findings.error("transparency", clear_words(number), number, subject="state")
            check_resources(item.get("/Resources", Dictionary()), number, findings)
        else:
            if "/SMask" in item or "/Mask" in item:
                findings.error("transparency", clear_words(number), number, subject="state")
            if is_rgb(item.get("/ColorSpace")):
                findings.error("rgb-photo", f"第{number}页有照片没有转成印刷色（CMYK）。{TELL}", number)
            else:
                _check_space(item.get("/ColorSpace"), number, findings)


def _is_clear(state: Dictionary) -> bool:
    """Whether a graphics state lets what is under it shine through."""
    return (
        any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        or state.get("/SMask", Name("/None")) != Name("/None")
        or state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)
    )


def clear_words(number: int) -> str:
    return f"第{number}页有透明效果，印刷厂的设备可能印错。{TELL}"


def _check_space(space: pikepdf.Object | None, number: int, findings: Findings) -> None:
    if is_rgb(space):
        findings.error("rgb", rgb_words(number), number)
    elif isinstance(space, Array) and space[0] in (Name.Separation, Name.DeviceN):
        findings.error("spot-colour", f"第{number}页用了专色，会多出一块版。请改用四色。", number)
    elif isinstance(space, Array) and space[0] == Name.ICCBased:
        findings.warn("own-profile", f"第{number}页有颜色另带特性文件，印刷厂可能再换算一次。{TELL}", number)


def rgb_words(number: int) -> str:
    """The sentence for colours of the screen on a page."""
    return f"印刷 PDF 第{number}页有 RGB 颜色，印出来会偏色。请把这句话告诉管理员。"


def is_rgb(space: pikepdf.Object | None) -> bool:
    """Whether a colour space is one of light."""
    if isinstance(space, Array):
        if space[0] == Name.ICCBased:
            return space[1].get("/N") == 3
        if space[0] in (Name.Indexed, Name.Pattern) and len(space) > 1:
            return is_rgb(space[1])
        return space[0] in (Name.CalRGB, Name.Lab)
    return space == Name.DeviceRGB
