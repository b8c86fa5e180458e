"""What a print PDF of the press is made of. All else in it is foreign, and named: PDF/X-4 forbids most of it, and nobody here
has looked at the rest.

ISO 15930-7, 6: no actions, scripts, forms or files; no notes within the bleed; one trimmed size and no other; no transfer
curves, screens or alternate pictures; no streams that lie elsewhere or are packed by LZW.
"""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf
from pikepdf import Dictionary, Name, Stream

from typesetting.preflight.findings import Findings

TELL = "请重新排版，仍不对时告诉管理员。"
CATALOGUE = frozenset("/Type /Pages /Metadata /OutputIntents /Lang /ViewerPreferences".split())
PREFERENCES = frozenset("/DisplayDocTitle /Direction /PrintScaling /Duplex".split())
ACTIVE = frozenset("/OpenAction /AA /AcroForm /Names /A /Collection".split())
PAGE = frozenset("/Type /Parent /Contents /Resources /MediaBox /BleedBox /TrimBox".split())
OTHER_SIZES = frozenset("/CropBox /ArtBox /Rotate /UserUnit".split())
RESOURCES = frozenset("/ExtGState /Font /XObject /ColorSpace /ProcSet".split())
STATE = frozenset("/Type /OP /op /OPM /LW".split())
CLEAR = frozenset("/ca /CA /SMask /BM".split())  # judged as transparency
IMAGE = frozenset("/Type /Subtype /Width /Height /BitsPerComponent /ColorSpace /Decode /Filter /Length".split())
MASKS = frozenset(("/SMask", "/Mask"))  # judged as transparency
FORM = frozenset("/Type /Subtype /FormType /BBox /Matrix /Resources /Filter /Length /Group".split())
FILTERS = frozenset(("/FlateDecode", "/DCTDecode"))


def check_document(document: pikepdf.Pdf, findings: Findings) -> None:
    """The file as a whole: its catalogue, and how its streams are packed."""
    root = document.Root
    if ACTIVE & set(root.keys()):
        findings.error("active-content", f"印刷 PDF 里有动作、表单或附件，PDF/X 不许有。{TELL}")
    strange = set(root.keys()) - CATALOGUE - ACTIVE
    strange |= set(root.get("/ViewerPreferences", Dictionary()).keys()) - PREFERENCES
    _tell(strange, None, findings)
    packed = {name for stream in document.objects if isinstance(stream, Stream) for name in _packing(stream)}
    if packed:
        findings.error("stream", f"印刷 PDF 里有数据存成了 PDF/X 不许的样子（{_named(packed)}）。{TELL}")


def _packing(stream: Stream) -> Iterable[str]:
    filters = stream.get("/Filter", ())
    for name in [filters] if isinstance(filters, Name) else filters:
        if str(name) not in FILTERS:
            yield str(name)
    if "/F" in stream:
        yield "/F"


def check_page(page: pikepdf.Page, number: int, findings: Findings) -> None:
    """A page's own entries, and what it draws with."""
    keys = set(page.keys())
    if "/Annots" in keys and len(page.Annots):
        findings.error("annotation", f"印刷 PDF 第{number}页有批注或链接，PDF/X 不许压在版面上。{TELL}", number)
    if "/AA" in keys:
        findings.error("active-content", f"印刷 PDF 里有动作、表单或附件，PDF/X 不许有。{TELL}")
    if other := keys & OTHER_SIZES:
        findings.error(
            "boxes", f"第{number}页另有尺寸或方向（{_named(other)}），印刷厂会裁错。{TELL}", number, subject="other"
        )
    _tell(keys - PAGE - OTHER_SIZES - {"/Annots", "/AA", "/Group"}, number, findings)
    _check_resources(page.get("/Resources", Dictionary()), number, findings)


def _check_resources(resources: Dictionary, number: int, findings: Findings) -> None:
    _tell(set(resources.keys()) - RESOURCES, number, findings)
    for state in resources.get("/ExtGState", Dictionary()).values():
        _tell(set(state.keys()) - STATE - CLEAR, number, findings)
    for item in resources.get("/XObject", Dictionary()).values():
        if item.get("/Subtype") == Name.Image:
            _tell(set(item.keys()) - IMAGE - MASKS, number, findings)
        elif item.get("/Subtype") == Name.Form:
            _tell(set(item.keys()) - FORM, number, findings)
            _check_resources(item.get("/Resources", Dictionary()), number, findings)
        else:
            _tell({str(item.get("/Subtype", "/XObject"))}, number, findings)


def tell_operators(operators: Iterable[str], number: int, findings: Findings) -> None:
    """What a page's content has that the drawing never writes."""
    _tell(operators, number, findings)


def _tell(strange: Iterable[str], number: int | None, findings: Findings) -> None:
    if names := _named(strange):
        where = f"第{number}页" if number else ""
        findings.error(
            "foreign",
            f"印刷 PDF {where}有本系统不会写的内容（{names}），印刷厂的设备可能印错。{TELL}",
            number,
            subject=names,
        )


def _named(strange: Iterable[str]) -> str:
    return "、".join(sorted(name.lstrip("/") for name in strange))
