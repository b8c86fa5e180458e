"""What a print PDF may not have, put into it in turn: all that the press itself never writes, and texts nobody can read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image as Picture

from tests.typesetting.plans import BLEED, HEIGHT, WIDTH, hand_made_plan, manifest_of
from tests.typesetting.test_corrupting import box, every, font_of, image_of, info, paints, says, state
from typesetting.making.drawing import drawing_of
from typesetting.preflight.inking import Placed
from typesetting.preflight.printed import preflight_print
from typesetting.printing.how import usual

Spoil = Callable[[pikepdf.Pdf], None]
WORDS = "BT /f0 12 Tf 1 0 0 1 100 100 Tm (\\000\\001) Tj ET"
SQUARE = "100 100 50 50 re f"


def page(number: int, **entries) -> Spoil:
    return lambda document: [
        document.pages[number - 1].__setitem__(f"/{name}", value) for name, value in entries.items()
    ]


def root(**entries) -> Spoil:
    return lambda document: [document.Root.__setitem__(f"/{name}", value) for name, value in entries.items()]


def intent(**entries) -> Spoil:
    return lambda document: [
        document.Root.OutputIntents[0].__setitem__(f"/{name}", value) for name, value in entries.items()
    ]


def both(*spoils: Spoil) -> Spoil:
    return lambda document: [spoil(document) for spoil in spoils]


def rewritten(number: int, change: Callable[[bytes], bytes]) -> Spoil:
    """Writes a page's operators anew."""

    def spoil(document: pikepdf.Pdf) -> None:
        contents = document.pages[number - 1].Contents
        found = contents.read_bytes()
        changed = change(found)
        assert changed != found
        contents.write(changed)

    return spoil


def resource(kind: str, make: Callable[[pikepdf.Pdf], pikepdf.Object], operators: str) -> Spoil:
    """Paints on page 3 with one more resource, /Z."""

    def spoil(document: pikepdf.Pdf) -> None:
        resources = document.pages[2].Resources
        if kind not in resources:
            resources[kind] = Dictionary()
        resources[kind]["/Z"] = make(document)
        paints(3, operators)(document)

    return spoil


def stream(operators: bytes, **entries) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        found = Stream(document, operators)
        for name, value in entries.items():
            found[f"/{name}"] = value
        return document.make_indirect(found)

    return make


def form(operators: bytes, **entries) -> Spoil:
    whole = {"Subtype": Name.Form, "BBox": Array([0, 0, 700, 900]), "Resources": Dictionary()} | entries
    return resource("/XObject", stream(operators, **whole), "/Z Do")


def tiling(operators: bytes) -> Spoil:
    square = Array([0, 0, 10, 10])
    pattern = stream(operators, PatternType=1, PaintType=1, TilingType=1, BBox=square, XStep=10, YStep=10)
    return resource("/Pattern", pattern, f"/Pattern cs /Z scn {SQUARE}")


def shading(space: Name, to: list[float]) -> Spoil:
    function = Dictionary(FunctionType=2, N=1, Domain=Array([0, 1]), C0=Array([0] * len(to)), C1=Array(to))
    made = Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 600, 0]), Function=function)
    return resource("/Shading", lambda document: made, "100 100 50 50 re W n /Z sh")


def picture(**entries) -> Spoil:
    whole = {"Subtype": Name.Image, "Width": 20, "Height": 20, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK}
    return resource("/XObject", stream(bytes([16]) * 1600, **whole | entries), "2 0 0 2 100 100 cm /Z Do")


def photo_data(mode: str, size: tuple[int, int]) -> Spoil:
    """Other data in the photo of page 3, which still says what it said."""

    def spoil(document: pikepdf.Pdf) -> None:
        jpeg = io.BytesIO()
        Picture.new(mode, size).save(jpeg, "JPEG")
        image_of(document, 3).write(jpeg.getvalue(), filter=Name.DCTDecode)

    return spoil


def font_part(change: Callable[[Dictionary], None]) -> Spoil:
    return lambda document: change(font_of(document, 3).DescendantFonts[0])


def font_file(change: Callable[[bytes], bytes]) -> Spoil:
    def spoil(part: Dictionary) -> None:
        for key in ("/FontFile2", "/FontFile3"):
            if key in part.FontDescriptor:
                found = part.FontDescriptor[key]
                found.write(change(found.read_bytes()))

    return font_part(spoil)


NOTE = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([100, 100, 200, 200]), Contents=String("改"))
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("1"))
SPOT = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()])
PHOTO = re.compile(rb"[\d.]+ 0 0 [\d.]+ [-\d.]+ [-\d.]+ cm/x\d+ Do")
TRIMMED = f"{BLEED} {BLEED} {WIDTH} {HEIGHT} re".encode()
FOREIGN = ("error", "foreign", 3)
RGB = ("error", "rgb", 3)
CASES: dict[str, tuple[Spoil, tuple[str, str, int | None]]] = {
    "另有艺术框": (box(3, "/ArtBox", [9, 9, 600, 800]), ("error", "boxes", 3)),
    "另有裁剪框": (box(3, "/CropBox", [50, 50, 500, 700]), ("error", "boxes", 3)),
    "转了方向": (page(3, Rotate=90), ("error", "boxes", 3)),
    "另一种单位": (page(3, UserUnit=2), ("error", "boxes", 3)),
    "框不成框": (box(3, "/TrimBox", [1, 2, 3]), ("error", "boxes", 3)),
    "页上有动作": (page(3, AA=Dictionary(O=SCRIPT)), ("error", "active-content", None)),
    "批注": (page(3, Annots=Array([NOTE])), ("error", "annotation", 3)),
    "翻页效果": (page(3, Trans=Dictionary(S=Name.Wipe)), FOREIGN),
    "分好色的页": (page(3, SeparationInfo=Dictionary(DeviceColorant=Name.Cyan)), FOREIGN),
    "脚本": (root(Names=Dictionary(JavaScript=Dictionary())), ("error", "active-content", None)),
    "图层": (root(OCProperties=Dictionary(OCGs=Array([]))), ("error", "foreign", None)),
    "打印范围": (
        lambda document: document.Root.ViewerPreferences.__setitem__("/PrintArea", Name.CropBox),
        ("error", "foreign", None),
    ),
    "第二种输出意图": (
        lambda document: document.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFA1)),
        ("error", "output-intent", None),
    ),
    "别的印刷条件": (intent(OutputConditionIdentifier=String("FOGRA27")), ("error", "output-intent", None)),
    "没有登记处": (
        lambda document: document.Root.OutputIntents[0].__delitem__("/RegistryName"),
        ("error", "output-intent", None),
    ),
    "元数据的别的名字": (says(b"http://www.npes.org/pdfx/ns/id/", b"http://example.org/"), ("error", "metadata", None)),
    "不知有没有陷印": (
        both(info("/Trapped", Name.Unknown), says(b"Trapped>False", b"Trapped>Unknown")),
        ("error", "metadata", None),
    ),
    "作者不一致": (info("/Author", String("别人")), ("error", "metadata", None)),
    "制作程序不一致": (says(b"<xmp:CreatorTool>", b"<xmp:CreatorTool>x"), ("error", "metadata", None)),
    "按名字用 RGB": (paints(3, f"/DeviceRGB cs 1 0 0 sc {SQUARE}"), RGB),
    "按名字用 RGB 描线": (paints(3, "/DeviceRGB CS 1 0 0 SCN 2 w 100 100 m 200 200 l S"), RGB),
    "元件里的 RGB": (form(b"1 0 0 rg 100 100 50 50 re f"), RGB),
    "底纹里的 RGB": (tiling(b"1 0 0 rg 0 0 5 5 re f"), FOREIGN),
    "渐变": (shading(Name.DeviceCMYK, [0, 0.5, 0, 0]), FOREIGN),
    "RGB 渐变": (shading(Name.DeviceRGB, [1, 0, 0]), FOREIGN),
    "写在内容里的图": (paints(3, "BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"), FOREIGN),
    "校准过的灰": (
        resource("/ColorSpace", lambda document: Array([Name.CalGray, Dictionary()]), ""),
        ("error", "colour-space", 3),
    ),
    "专色的索引色": (
        resource("/ColorSpace", lambda document: Array([Name.Indexed, SPOT, 1, String("ab")]), ""),
        ("error", "colour-space", 3),
    ),
    "按名字用的墨太多": (paints(3, f"/DeviceCMYK cs 1 1 1 1 sc {SQUARE}"), ("error", "ink-cover", 3)),
    "按名字用的多色黑字": (paints(3, f"/DeviceCMYK cs 0.6 0.4 0.4 1 scn {WORDS}"), ("error", "black-text", 3)),
    "多色的黑线": (paints(3, "0.6 0.4 0.4 1 K 1 w 100 100 m 200 100 l S"), ("error", "black-rule", 3)),
    "画成色块的多色黑线": (paints(3, "0.6 0.4 0.4 1 k 100 100 90 1 re f"), ("error", "black-rule", 3)),
    "颜色叠印": (paints(3, f"/OverF gs 0 1 0.9 0.1 k {SQUARE}"), ("error", "colour-overprints", 3)),
    "压扁的细线": (
        paints(3, "10 0 0 0.1 0 0 cm 0 0 0 0.5 K 1 w 10 1000 m 20 1000 l S"),
        ("warning", "hairline", 3),
    ),
    "转移曲线": (state(TR=Name.Identity), FOREIGN),
    "网点": (state(HT=Dictionary(Type=Name.Halftone)), FOREIGN),
    "PostScript": (resource("/XObject", stream(b"showpage", Subtype=Name.PS), "/Z Do"), FOREIGN),
    "别处的页": (form(b"", Ref=Dictionary(Page=0)), FOREIGN),
    "OPI": (lambda document: image_of(document, 3).__setitem__("/OPI", Dictionary()), FOREIGN),
    "替换图": (lambda document: image_of(document, 3).__setitem__("/Alternates", Array([])), FOREIGN),
    "别的压缩": (picture(Filter=Name.JPXDecode), ("error", "stream", None)),
    "别处的数据": (
        lambda document: document.pages[3].Contents.__setitem__("/F", String("other.bin")),
        ("error", "stream", None),
    ),
    "不认识的写法": (paints(3, "1 2 foo"), FOREIGN),
    "多出的还原": (paints(3, "Q Q Q"), FOREIGN),
    "没有还原": (paints(3, "q q"), FOREIGN),
    "不是照片的图": (picture(), ("error", "photo-broken", 3)),
    "照片不是所说的颜色": (photo_data("RGB", (1123, 749)), ("error", "photo-broken", 3)),
    "照片不是所说的大小": (photo_data("CMYK", (40, 30)), ("error", "photo-broken", 3)),
    "照片没有印": (rewritten(3, lambda found: re.sub(rb"/x\d+ Do", b"", found)), ("error", "photo-missing", 3)),
    "照片在出血里被剪掉": (
        rewritten(1, lambda found: PHOTO.sub(lambda drawn: b"q " + TRIMMED + b" W n q " + drawn[0] + b" Q Q", found)),
        ("error", "bleed", 1),
    ),
    "白色盖住出血": (paints(1, f"0 0 0 0 k 0 0 {BLEED} 900 re f"), ("error", "bleed", 1)),
    "线没有伸到出血": (paints(3, f"0 0.5 0.5 0 K 20 w {BLEED} 400 m 300 400 l S"), ("error", "bleed", 3)),
    "字体是空的": (font_file(lambda data: b""), ("error", "font-broken", 1)),
    "字体不成字体": (font_file(lambda data: b"no font" * 90), ("error", "font-broken", 1)),
    "字体断了": (font_file(lambda data: data[:500]), ("error", "font-broken", 1)),
    "字宽不对": (
        font_part(lambda part: part.__setitem__("/W", Array([0, Array([100] * 99)]))),
        ("error", "font-broken", 1),
    ),
    "没有字宽": (font_part(lambda part: part.__delitem__("/W")), ("error", "font-broken", 1)),
    "字形不够": (font_part(lambda part: part.W.extend([60000, 60001, 500])), ("error", "font-broken", 1)),
    "没有这种字体": (rewritten(5, lambda found: found.replace(b"Tr/f0", b"Tr/f77")), ("error", "font-not-embedded", 5)),
    "描边的字": (paints(3, f"2 Tr 0 0 0 1 K {WORDS}"), FOREIGN),
    "看不见的字": (rewritten(5, lambda found: found.replace(b"0 Tr", b"3 Tr")), ("error", "foreign", 5)),
    "白纸白字": (
        rewritten(5, lambda found: found.replace(b"/OverF gs 0 0 0 1 k", b" 0 0 0 0 k")),
        ("error", "white-text", 5),
    ),
    "字被盖住": (paints(5, "0 0 0 0 k 0 0 700 900 re f"), ("error", "text-covered", 5)),
    "字在页外": (paints(5, f"1 0 0 1 2000 0 cm {WORDS}"), ("error", "text-off", 5)),
    "字排到页外": (rewritten(5, lambda found: found.replace(b"1 0 0 -1 ", b"1 0 0 -1 9")), ("error", "text-off", 5)),
    "字被剪掉": (rewritten(5, lambda found: b"q 0 0 10 10 re W n\n" + found + b" Q"), ("error", "text-off", 5)),
    "字缩小了": (rewritten(5, lambda found: b"q 0.2 0 0 0.2 99 99 cm\n" + found + b" Q"), ("error", "foreign", 5)),
}


@pytest.fixture
def judged(drawn, photos, tmp_path) -> Callable[..., list]:
    """What preflight says of the good print PDF after it was spoilt."""

    def run(spoil: Spoil, sha256: Callable[[object], str] = lambda need: "") -> list:
        path = tmp_path / "spoilt.pdf"
        with pikepdf.open(drawn.print_pdf) as document:
            spoil(document)
            document.save(path)
        manifest = manifest_of(photos)
        drawing = drawing_of(hand_made_plan(), manifest)
        placed = [Placed(page, need, "", sha256(need)) for need in drawing.photos for page in drawing.pages[need]]
        return every(preflight_print(path, drawn.plan, manifest, usual(), placed=placed).report())

    return run


def test_what_the_press_wrote_has_nothing_foreign(judged):
    assert judged(lambda document: None) == []


@pytest.mark.parametrize("name", CASES)
def test_what_is_put_into_the_print_pdf_is_named(judged, name):
    spoil, wanted = CASES[name]
    found = judged(spoil)
    assert wanted in [(one["level"], one["code"], one["page"]) for one in found]
    assert all(one["message"].endswith("。") for one in found)


def test_another_photo_in_a_photos_place_is_named(judged):
    found = judged(lambda document: None, sha256=lambda need: "other" if need.photo == "yard" else "")
    assert [(one["code"], one["page"]) for one in found] == [("photo-other", 3)]
    assert "《让服务多走一步》" in found[0]["message"]


def test_white_on_a_dark_ground_is_no_fault(judged):
    found = judged(paints(3, f"0 0.5 0.5 0 k 90 90 90 60 re f 0 0 0 0 k {WORDS}"))
    assert {one["code"] for one in found} == {
        "text-place",
        "page-words",
    }  # it stands where no text is wanted, but is read


def test_a_blend_mode_that_paints_as_usual_is_no_fault_in_a_list_either(judged):
    assert judged(state(BM=Array([Name.Normal]))) == []
