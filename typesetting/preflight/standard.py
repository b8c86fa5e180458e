"""Checks that the printer's file keeps PDF/X-4: version, output intent, metadata, no transparency, no colours but the inks."""

from __future__ import annotations

from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.preflight.findings import Findings
from typesetting.preflight.vocabulary import TELL
from typesetting.printing.how import Printing
from typesetting.printing.pdfx import OWN_CONDITION, STANDARD, VERSION, xmp_date
from typesetting.printing.profile import digest

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
# Each property of the metadata that there must be, by its own name, and how it is said to the desk.
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
# Where the document information says the same.
TWICE = {
    "dc:title": ("/Title", "标题"),
    "dc:creator": ("/Author", "作者"),
    "xmp:CreatorTool": ("/Creator", "制作程序"),
    "pdf:Producer": ("/Producer", "生成程序"),
    "xmp:CreateDate": ("/CreationDate", "制作日期"),
    "xmp:ModifyDate": ("/ModDate", "修改日期"),
    "pdf:Trapped": ("/Trapped", "陷印标记"),
}
TRAPPED = ("True", "False")
INKS = (Name.DeviceCMYK, Name.DeviceGray)


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


def _check_intent(document: pikepdf.Pdf, printing: Printing, findings: Findings) -> None:
    intents = list(document.Root.get("/OutputIntents", ()))
    found = [one for one in intents if one.get("/S") == Name.GTS_PDFX]
    if len(found) != 1 or "/DestOutputProfile" not in found[0]:
        findings.error("output-intent", f"印刷 PDF 没有写明按哪种印刷条件制作（输出意图）。{TELL}")
        return
    if len(intents) != 1 or "/DestOutputProfileRef" in found[0]:
        findings.error("output-intent", f"印刷 PDF 写了不止一种输出意图，印刷厂不知道照哪一种。{TELL}")
    stream, profile = found[0].DestOutputProfile, printing.profile
    if stream.get("/N") != 4 or digest(stream.read_bytes()) != profile.sha256:
        findings.error(
            "output-intent", f"印刷 PDF 里的特性文件不是“{profile.name}”，印刷厂会按错误的条件换算颜色。{TELL}"
        )
    condition = str(found[0].get("/OutputConditionIdentifier", ""))
    named = "/RegistryName" if profile.condition else "/Info"  # a condition of one's own is told in words
    if condition != (profile.condition or OWN_CONDITION) or not str(found[0].get(named, "")):
        findings.error("output-intent", f"印刷 PDF 的输出意图没有名称，或者名称不是“{profile.name}”的。{TELL}")


def _check_metadata(document: pikepdf.Pdf, findings: Findings) -> None:
    """What the metadata must say, and that it says the same as the document information."""
    stream = document.Root.get("/Metadata")
    said = _said(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else {}
    lacking = [words for name, words in PROPERTIES.items() if not said.get(name)]
    if lacking:
        findings.error("metadata", f"印刷 PDF 的元数据读不出来，或者缺{'、'.join(lacking)}。{TELL}")
        return
    if said["pdfxid:GTS_PDFXVersion"] != STANDARD:
        findings.error("metadata", f"印刷 PDF 自称 {said['pdfxid:GTS_PDFXVersion']}，应为 {STANDARD}。{TELL}")
    if said["pdf:Trapped"] not in TRAPPED:
        findings.error("metadata", f"印刷 PDF 没有说清有没有做过陷印。{TELL}")
    differ = [
        words for name, (key, words) in TWICE.items() if said.get(name, "") != _told(document.docinfo.get(key, ""))
    ]
    if differ:
        findings.error("metadata", f"印刷 PDF 的元数据与文档信息里的{'、'.join(differ)}不一致。{TELL}")


def _told(value: object) -> str:
    """An entry of the document information as the metadata would have it."""
    if isinstance(value, Name):
        return str(value)[1:]
    return xmp_date(str(value)) or str(value).strip()


def _said(packet: bytes) -> dict[str, str]:
    """The metadata's properties by their names with the usual prefixes; none where it is no good XML."""
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError:
        return {}
    names = {f"{{{address}}}": f"{prefix}:" for prefix, address in SPACES.items()}
    found = {}
    for described in root.iter(f"{{{RDF}}}Description"):
        for said in described:
            space, _, name = said.tag.rpartition("}")
            if prefix := names.get(f"{space}}}"):
                found[prefix + name] = "".join(said.itertext()).strip()
    return found


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
            if item.get("/Subtype") != Name.Image:
                continue  # told as foreign
            if is_rgb(item.get("/ColorSpace")):
                findings.error("rgb-photo", f"第{number}页有照片没有转成印刷色（CMYK）。{TELL}", number)
            else:
                _check_space(item.get("/ColorSpace"), number, findings)


def _is_clear(state: Dictionary) -> bool:
    """Whether a graphics state lets what is under it shine through."""
    return (
        any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        or state.get("/SMask", Name("/None")) != Name("/None")
        or not _is_normal(state.get("/BM", Name.Normal))
    )


def _is_normal(mode: pikepdf.Object) -> bool:
    """Whether a blend mode, or the first of a list, paints over what is there."""
    first = mode[0] if isinstance(mode, Array) and len(mode) else mode
    return first in (Name.Normal, Name.Compatible)


def clear_words(number: int) -> str:
    return f"第{number}页有透明效果，印刷厂的设备可能印错。{TELL}"


def _check_space(space: pikepdf.Object | None, number: int, findings: Findings) -> None:
    if is_rgb(space):
        findings.error("rgb", rgb_words(number), number)
    elif isinstance(space, Array) and space[0] in (Name.Separation, Name.DeviceN):
        findings.error("spot-colour", f"第{number}页用了专色，会多出一块版。请改用四色。", number)
    elif isinstance(space, Array) and space[0] == Name.ICCBased:
        findings.warn("own-profile", f"第{number}页有颜色另带特性文件，印刷厂可能再换算一次。{TELL}", number)
    elif space not in INKS:
        findings.error("colour-space", f"第{number}页有的颜色不是四色，也不是单色黑，印刷厂可能换算错。{TELL}", number)


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
