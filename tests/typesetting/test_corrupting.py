"""Each property of the two PDFs spoilt in turn: preflight reads the files themselves and names what is wrong, and where."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image as Picture

from tests.typesetting.plans import BLEED, HEIGHT, WIDTH, manifest_of
from typesetting.preflight.printed import preflight_print
from typesetting.preflight.shown import preflight_screen
from typesetting.printing.how import Printing, usual
from typesetting.printing.profile import home_profile

Spoil = Callable[[pikepdf.Pdf], None]


def paints(page: int, operators: str) -> Spoil:
    """Paints more on a page (from 1)."""
    return lambda document: document.pages[page - 1].contents_add(f"\nq {operators} Q".encode())


def exchanges(page: int, old: bytes, new: bytes) -> Spoil:
    """Exchanges operators on a page (from 1)."""

    def spoil(document: pikepdf.Pdf) -> None:
        contents = document.pages[page - 1].Contents
        found = contents.read_bytes()
        assert old in found
        contents.write(found.replace(old, new))

    return spoil


def state(**entries) -> Spoil:
    """Gives page 3 one more graphics state."""

    def spoil(document: pikepdf.Pdf) -> None:
        document.pages[2].Resources.ExtGState["/X"] = Dictionary(Type=Name.ExtGState, **entries)

    return spoil


def image_of(document: pikepdf.Pdf, page: int) -> pikepdf.Object:
    (found,) = document.pages[page - 1].Resources.XObject.values()
    return found


def changes_image(page: int, **entries) -> Spoil:
    return lambda document: [image_of(document, page).__setitem__(f"/{name}", value) for name, value in entries.items()]


def breaks_image(document: pikepdf.Pdf) -> None:
    image = image_of(document, 3)
    image.write(image.read_raw_bytes()[:300] + b"no more", filter=Name.DCTDecode)


def inky_image(document: pikepdf.Pdf) -> None:
    """A photo of full ink of all four."""
    jpeg = io.BytesIO()
    Picture.new("CMYK", (1123, 749), (255, 255, 255, 255)).save(jpeg, "JPEG")
    image_of(document, 3).write(jpeg.getvalue(), filter=Name.DCTDecode)


def small_image(document: pikepdf.Pdf) -> None:
    """A photo of few pixels in the same place."""
    image = image_of(document, 3)
    image.write(zlib.compress(bytes(4 * 300 * 200)), filter=Name.FlateDecode)
    image.Width, image.Height = 300, 200
    del image["/Decode"]


def drop(*path: str) -> Spoil:
    def spoil(document: pikepdf.Pdf) -> None:
        found = document.Root
        for key in path[:-1]:
            found = found[key] if not key.isdigit() else found[int(key)]
        del found[path[-1]]

    return spoil


def info(name: str, value) -> Spoil:
    return lambda document: document.docinfo.__setitem__(name, value)


def says(old: bytes, new: bytes) -> Spoil:
    """Exchanges words of the metadata."""

    def spoil(document: pikepdf.Pdf) -> None:
        packet = document.Root.Metadata.read_bytes()
        assert old in packet
        document.Root.Metadata.write(packet.replace(old, new))

    return spoil


def other_profile(document: pikepdf.Pdf) -> None:
    profile = document.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes() + b"\0")


def box(page: int, name: str, value: list[float]) -> Spoil:
    return lambda document: document.pages[page - 1].__setitem__(name, Array(value))


def font_of(document: pikepdf.Pdf, page: int) -> pikepdf.Object:
    return next(iter(document.pages[page - 1].Resources.Font.values()))


def no_font_file(document: pikepdf.Pdf) -> None:
    descriptor = font_of(document, 6).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def type_3(document: pikepdf.Pdf) -> None:
    font_of(document, 6).Subtype = Name.Type3


def colour_space(space) -> Spoil:
    return lambda document: document.pages[4].Resources.__setitem__("/ColorSpace", Dictionary(C9=space))


def icc_space(parts: int) -> Spoil:
    def spoil(document: pikepdf.Pdf) -> None:
        stream = Stream(document, home_profile().path.read_bytes())
        stream.N = parts
        space = Array([Name.ICCBased, document.make_indirect(stream)])
        document.pages[4].Resources["/ColorSpace"] = Dictionary(C9=space)

    return spoil


def empty(page: int) -> Spoil:
    return lambda document: document.pages[page - 1].Contents.write(b"")


def mask(document: pikepdf.Pdf) -> None:
    image = image_of(document, 3)
    soft = Stream(document, bytes(4))
    soft.Subtype, soft.Width, soft.Height = Name.Image, 2, 2
    soft.ColorSpace, soft.BitsPerComponent = Name.DeviceGray, 8
    image.SMask = document.make_indirect(soft)


def group(document: pikepdf.Pdf) -> None:
    document.pages[4].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def white_over(document: pikepdf.Pdf) -> None:
    paints(3, "/OverF gs 0 0 0 0 k 100 100 50 50 re f")(document)


TINT = f"0 0 0 0.06 k {BLEED} {BLEED} {WIDTH} 40 re f"
PRINT: dict[str, tuple[Spoil, tuple[str, str, int | None]]] = {
    "成品框不对": (box(3, "/TrimBox", [0, 0, 595, 842]), ("error", "boxes", 3)),
    "出血框不对": (box(4, "/BleedBox", [5, 5, 600, 800]), ("error", "boxes", 4)),
    "页面框不对": (box(5, "/MediaBox", [0, 0, 595, 842]), ("error", "boxes", 5)),
    "少一页": (lambda document: document.pages.__delitem__(6), ("error", "page-count", None)),
    "页数与版面不同": (lambda document: document.pages.__delitem__(6), ("error", "print-pages", None)),
    "空白页": (empty(5), ("warning", "blank-page", 5)),
    "字体没有嵌入": (no_font_file, ("error", "font-not-embedded", 1)),
    "Type 3 字体": (type_3, ("error", "type3-font", 1)),
    "空框": (paints(3, "BT /f1 10 Tf (\\000\\000) Tj ET"), ("error", "empty-box", 3)),
    "RGB 填色": (paints(3, "1 0 0 rg 10 10 20 20 re f"), ("error", "rgb", 3)),
    "RGB 色彩空间": (colour_space(Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))])), ("error", "rgb", 5)),
    "RGB 照片": (changes_image(1, ColorSpace=Name.DeviceRGB), ("error", "rgb-photo", 1)),
    "专色": (
        colour_space(Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()])),
        ("error", "spot-colour", 5),
    ),
    "另带特性文件": (icc_space(4), ("warning", "own-profile", 5)),
    "墨太多": (paints(3, "1 1 1 0.9 k 100 100 50 50 re f"), ("error", "ink-cover", 3)),
    "照片墨太多": (inky_image, ("error", "ink-cover", 3)),
    "照片反相": (lambda document: image_of(document, 3).__delitem__("/Decode"), ("error", "photo-negative", 3)),
    "黑字不止黑版": (paints(3, "0.6 0.5 0.5 1 k BT /f1 10 Tf (\\000\\001) Tj ET"), ("error", "black-text", 3)),
    "三色叠成的黑字": (paints(3, "0.9 0.9 0.9 0 k BT /f1 10 Tf (\\000\\001) Tj ET"), ("error", "black-text", 3)),
    "白色叠印": (white_over, ("error", "white-overprints", 3)),
    "黑色不叠印": (exchanges(3, b"/OverF gs", b""), ("warning", "black-knocks-out", 3)),
    "叠印状态坏了": (
        lambda document: document.pages[2].Resources.ExtGState["/OverF"].__setitem__("/op", False),
        ("warning", "black-knocks-out", 3),
    ),
    "线太细": (paints(3, "0 0 0 0.5 K 0.1 w 100 100 m 300 100 l S"), ("warning", "hairline", 3)),
    "缩小的线": (paints(3, "0.1 0 0 0.1 0 0 cm 0 0 0 0.5 K 1 w 100 900 m 3000 900 l S"), ("warning", "hairline", 3)),
    "画成色块的细线": (paints(3, "0 0 0 0.5 k 100 100 200 0.1 re f"), ("warning", "hairline", 3)),
    "色块没有铺满出血": (paints(4, TINT), ("error", "bleed", 4)),
    "照片没有铺满出血": (exchanges(1, b"612.28345 0 0 ", b"603.78 0 0 "), ("error", "bleed", 1)),
    "照片太小": (small_image, ("warning", "photo-ppi", 3)),
    "照片放大": (exchanges(3, b"231 0 0 154", b"462 0 0 308"), ("warning", "photo-ppi", 3)),
    "照片读不出来": (breaks_image, ("error", "photo-broken", 3)),
    "透明": (state(ca=0.5), ("error", "transparency", 3)),
    "描边透明": (state(CA=0.5), ("error", "transparency", 3)),
    "混合模式": (state(BM=Name.Multiply), ("error", "transparency", 3)),
    "软蒙版": (state(SMask=Dictionary(S=Name.Luminosity)), ("error", "transparency", 3)),
    "照片带蒙版": (mask, ("error", "transparency", 3)),
    "透明组": (group, ("error", "transparency", 5)),
    "没有输出意图": (drop("/OutputIntents"), ("error", "output-intent", None)),
    "别的特性文件": (other_profile, ("error", "output-intent", None)),
    "没有元数据": (drop("/Metadata"), ("error", "metadata", None)),
    "自称别的标准": (says(b"PDF/X-4<", b"PDF/X-1a<"), ("error", "metadata", None)),
    "标题不一致": (info("/Title", String("另一本刊物")), ("error", "metadata", None)),
    "日期不一致": (info("/CreationDate", String("D:20200101000000Z")), ("error", "metadata", None)),
    "陷印不一致": (info("/Trapped", Name("/True")), ("error", "metadata", None)),
    "缺陷印标记": (says(b"pdf:Trapped>", b"pdf:Tripped>"), ("error", "metadata", None)),
    "有动作": (
        lambda document: document.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        ("error", "active-content", None),
    ),
}


@pytest.fixture
def spoilt_print(drawn, photos, tmp_path) -> Callable[..., dict]:
    """Preflight of the good print PDF after it was spoilt."""

    def run(spoil: Spoil, printing: Printing | None = None, **options) -> dict:
        path = tmp_path / "spoilt.pdf"
        with pikepdf.open(drawn.print_pdf) as document:
            spoil(document)
            document.save(path, **options)
        return preflight_print(path, drawn.plan, manifest_of(photos), printing or usual(), placed=()).report()

    return run


def every(report: dict) -> list[dict]:
    return report["errors"] + report["warnings"]


def test_nothing_is_wrong_with_what_was_not_spoilt(spoilt_print):
    assert spoilt_print(lambda document: None) == {"errors": [], "warnings": []}


@pytest.mark.parametrize("name", PRINT)
def test_what_is_spoilt_in_the_print_pdf_is_named(spoilt_print, name):
    spoil, wanted = PRINT[name]
    found = every(spoilt_print(spoil))
    assert wanted in [(one["level"], one["code"], one["page"]) for one in found]
    for one in found:
        assert one["message"].endswith("。") and len(one["id"]) == 16


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (
            paints(3, f"1 1 1 0.9 k {BLEED + WIDTH / 2} {BLEED} {WIDTH / 2} {HEIGHT / 4} re f"),
            "ink-cover",
            [0.5, 0.75, 1, 1],
        ),
        (paints(4, TINT), "bleed", [0, 1 - 40 / HEIGHT, 1, 1]),
        (small_image, "photo-ppi", [308.1 / WIDTH, 140.4 / HEIGHT, 539.1 / WIDTH, 294.4 / HEIGHT]),
    ],
)
def test_a_finding_has_its_place_in_fractions_of_the_trimmed_page(spoilt_print, spoil, code, place):
    (found,) = [one for one in every(spoilt_print(spoil)) if one["code"] == code]
    assert found["box"] == pytest.approx(place, abs=0.002)


def test_the_same_fault_has_the_same_name_and_another_place_another(spoilt_print):
    def names(spoil: Spoil) -> list[str]:
        return [one["id"] for one in every(spoilt_print(spoil)) if one["code"] == "ink-cover"]

    first = names(paints(3, "1 1 1 0.9 k 100 100 50 50 re f"))
    assert first == names(paints(3, "1 1 1 0.8 k 90 90 50 50 re f"))
    assert first != names(paints(4, "1 1 1 0.9 k 100 100 50 50 re f"))


def test_a_newer_version_of_pdf_is_told(spoilt_print):
    found = spoilt_print(lambda document: None, min_version="2.0")
    assert [one["code"] for one in found["errors"]] == ["pdf-version"]


def test_a_page_told_of_a_fault_once_is_not_told_of_it_a_hundred_times(spoilt_print):
    found = spoilt_print(paints(3, "1 1 1 0.9 k 99 99 5 5 re f " * 100))
    assert [one["code"] for one in found["errors"]] == ["ink-cover"]


def test_ink_is_judged_by_what_the_printer_asks(spoilt_print):
    spoil = paints(3, "0.7 0.7 0.7 0.7 k 100 100 50 50 re f")
    assert spoilt_print(spoil)["errors"] == []
    strict = Printing(home_profile(), ink_limit=260)
    assert [one["code"] for one in spoilt_print(spoil, strict)["errors"]] == ["ink-cover"]


def test_broken_operators_stop_nobody(spoilt_print):
    found = spoilt_print(paints(3, "cm 1 w k f (unclosed \\) re /Nothing Do gs Tf 1 2 m l S Q Q Q"))
    (told,) = found["errors"]
    assert (told["code"], told["page"]) == ("foreign", 3)
    assert "（Do、Q、Tf、cm、gs、re、unclosed）" in told["message"]


# The screen edition


def elements(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """All structure elements of a kind."""
    found = []

    def visit(element) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                visit(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if str(element.S) == f"/{kind}":
                found.append(element)
            visit(element.get("/K"))

    visit(document.Root.StructTreeRoot.K)
    return found


def every_element(kind: str, change: Callable[[pikepdf.Object], None]) -> Spoil:
    return lambda document: [change(element) for element in elements(document, kind)]


def without(key: str) -> Callable[[pikepdf.Object], None]:
    return lambda element: element.__delitem__(key)


def becomes(kind: str) -> Callable[[pikepdf.Object], None]:
    return lambda element: element.__setitem__("/S", Name(f"/{kind}"))


def no_scope(element: pikepdf.Object) -> None:
    for attributes in element.A if isinstance(element.A, Array) else [element.A]:
        if "/Scope" in attributes:
            del attributes["/Scope"]


def titles_the_other_way_round(document: pikepdf.Pdf) -> None:
    first, second = [one for one in elements(document, "H1") if "一步" in str(one.T) or "班组" in str(one.T)]
    first.T, second.T = str(second.T), str(first.T)


def bookmark(document: pikepdf.Pdf) -> pikepdf.Object:
    return document.Root.Outlines.First


SCREEN: dict[str, tuple[Spoil, tuple[str, str, int | None]]] = {
    "没有标签": (drop("/StructTreeRoot"), ("error", "untagged", None)),
    "没有语言": (drop("/Lang"), ("error", "no-title", None)),
    "不显示标题": (drop("/ViewerPreferences", "/DisplayDocTitle"), ("error", "no-title", None)),
    "没有声明 PDF/UA": (drop("/Metadata"), ("error", "no-ua", None)),
    "不认识的标签": (every_element("BlockQuote", becomes("Verse")), ("error", "tag", 3)),
    "标题跳级": (every_element("H2", becomes("H4")), ("error", "heading-level", 3)),
    "图片没有替代文字": (every_element("Figure", without("/Alt")), ("error", "figure-alt", 3)),
    "图片没有位置": (every_element("Figure", without("/A")), ("error", "figure-box", 3)),
    "图片没有人写说明": (
        every_element("Figure", lambda element: element.__setitem__("/Alt", String("照片"))),
        ("warning", "no-alt", 3),
    ),
    "表格没有表头": (every_element("TH", becomes("TD")), ("warning", "table-head", 3)),
    "表头不知管谁": (every_element("TH", no_scope), ("error", "table-scope", 3)),
    "表格里套错": (every_element("TR", becomes("P")), ("error", "tag-place", 3)),
    "链接没有连上": (every_element("Link", without("/K")), ("error", "link-tag", 2)),
    "文章读错次序": (titles_the_other_way_round, ("error", "reading-order", None)),
    "有内容没有标签": (exchanges(6, b"EMC", b"EMC\nBT (\\000\\001)Tj ET"), ("error", "untagged-content", 6)),
    "内容不属于标签": (
        lambda document: document.pages[5].__delitem__("/StructParents"),
        ("error", "lost-content", 6),
    ),
    "链接次序": (lambda document: document.pages[1].__delitem__("/Tabs"), ("error", "tab-order", 2)),
    "链接没有说明": (lambda document: document.pages[1].Annots[0].__delitem__("/Contents"), ("error", "link-words", 2)),
    "链接打不开": (
        lambda document: document.pages[1].Annots[0].__setitem__("/Dest", Name("/nowhere")),
        ("error", "dead-link", 2),
    ),
    "书签打不开": (lambda document: bookmark(document).__delitem__("/Dest"), ("error", "dead-bookmark", None)),
    "书签少了": (lambda document: bookmark(document).__delitem__("/First"), ("error", "bookmarks", None)),
    "少一页": (lambda document: document.pages.__delitem__(6), ("error", "screen-pages", None)),
}


@pytest.fixture
def spoilt_screen(drawn, photos, tmp_path) -> Callable[[Spoil], list[dict]]:
    """What preflight finds in the good screen PDF after it was spoilt."""

    def run(spoil: Spoil) -> list[dict]:
        path = tmp_path / "spoilt.pdf"
        with pikepdf.open(drawn.screen_pdf) as document:
            spoil(document)
            document.save(path)
        return every(preflight_screen(path, drawn.plan, manifest_of(photos)).report())

    return run


@pytest.mark.parametrize("name", SCREEN)
def test_what_is_spoilt_in_the_screen_pdf_is_named(spoilt_screen, name):
    spoil, wanted = SCREEN[name]
    found = spoilt_screen(spoil)
    assert wanted in [(one["level"], one["code"], one["page"]) for one in found]
