"""The last touches to Typst's PDFs, with pikepdf: photos, boxes, document data, bookmarks. Same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from typesetting.composition.plan import Link, OutlineEntry, Plan, Text
from typesetting.errors import PressError
from typesetting.making.colours import screen_colours
from typesetting.making.tagging import tag_articles
from typesetting.printing.pdfx import VERSION, make_pdfx, overprint_black, overprint_states
from typesetting.printing.profile import Profile

CREATOR = "青海工运编辑系统"
GREY_COMPONENTS = 1
# What qpdf writes for a file's identity where it is told not to make one, and how far from the end it stands at most.
STATIC_ID = b"31415926535897932384626433832795"
TAIL = 1 << 18
# The markers of a JPEG's frame header, and those between them that are none.
FIRST_FRAME, LAST_FRAME = 0xC0, 0xCF
NO_FRAMES = (0xC4, 0xC8, 0xCC)
INK_OPERATOR = re.compile(rb"(?<![\d.])((?:[01](?:\.\d+)? ){4})([kK])(?=\s)")
COLOURS = screen_colours()
SCREEN: dict[bytes, bytes] = {}  # the same, by the operands as the drawing writes them


def finish_print(pdf: bytes, plan: Plan, photos: list[Path], target: Path, profile: Profile) -> None:
    """Write the print PDF as PDF/X-4: photos in, BleedBox and TrimBox on every page, greys as plain DeviceGray, black that
    overprints, the press's profile as output intent, no reader's furniture.

    `photos` are the CMYK or grey renditions in the order of the placeholders. Raises OSError when it cannot be written.
    """
    identity = _identity("print", pdf, photos, profile.sha256)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _put_photos_in(document, photos)
        states = overprint_states(document)
        for page in document.pages:
            _set_boxes(page, plan)
            _plain_greys(page)
            overprint_black(page, states)
            for key in ("/Annots", "/StructParents", "/Tabs"):
                if key in page:
                    del page[key]
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if key in document.Root:
                del document.Root[key]
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=Name.L2R)
        document.docinfo["/Creator"] = CREATOR
        make_pdfx(document, profile, identity)
        write_through(document, target, identity, force_version=VERSION)


def finish_screen(pdf: bytes, plan: Plan, photos: list[Path], target: Path) -> None:
    """Write the screen PDF: the trimmed page in the screen's colours, photos in, the plan's bookmarks, named links.

    `photos` are the sRGB or grey renditions in the order of the placeholders. Raises OSError when it cannot be written.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _put_photos_in(document, photos)
        for page in document.pages:
            page.MediaBox = page.TrimBox
            del page["/TrimBox"]
            _exchange_inks(page)
        tag_articles(document, plan)
        _write_outline(document, plan)
        _name_links(document, plan)
        document.Root.PageLayout = Name.SinglePage
        if plan.outline:
            document.Root.PageMode = Name.UseOutlines
        _name_creator(document)
        write_through(document, target, _identity("screen", pdf, photos))


def _identity(edition: str, pdf: bytes, photos: list[Path], *more: str) -> str:
    """A file's identity, 32 hexadecimal figures: that of the drawing, the photos' names (which are digests) and the edition.

    qpdf would make it of all the bytes it writes, and for forty photos that takes as long as writing them.
    """
    identity = hashlib.md5(pdf, usedforsecurity=False)
    identity.update("\n".join([edition, *(photo.name for photo in photos), *more]).encode())
    return identity.hexdigest()


def write_through(document: pikepdf.Pdf, target: Path, identity: str, **options) -> None:
    """Write through to the disk, so that what is moved into place later is whole. Raises OSError."""
    with target.open("w+b") as handle:
        document.save(
            handle,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            **options,
        )
        _write_identity(handle, identity.encode())
        handle.flush()
        os.fsync(handle.fileno())


def _write_identity(handle: BinaryIO, identity: bytes) -> None:
    """Put the identity in the place of the fixed one that qpdf wrote near the file's end."""
    size = handle.seek(0, os.SEEK_END)
    start = handle.seek(max(0, size - TAIL))
    place = handle.read().rfind(STATIC_ID)
    if place < 0:
        raise PressError("PDF 没有写上文件标识。请把这句话告诉管理员。")
    handle.seek(start + place)
    handle.write(identity)


def _put_photos_in(document: pikepdf.Pdf, photos: list[Path]) -> None:
    """Exchange each placeholder (one pixel high, as wide as the photo's number) for the photo's own JPEG data."""
    done: set[int] = set()
    for page in document.pages:
        for image in page.get("/Resources", Dictionary()).get("/XObject", Dictionary()).values():
            number = int(image.get("/Width", 0)) - 1
            if image.get("/Subtype") == Name.Image and image.get("/Height") == 1 and number not in done:
                _exchange(image, photos[number])
                done.add(number)
    if len(done) != len(photos):
        raise PressError("有照片没有画进版面。请重新排版，仍不对时告诉管理员。")


def _exchange(image: pikepdf.Stream, photo: Path) -> None:
    data = photo.read_bytes()
    width, height, components = jpeg_form(data)
    image.write(data, filter=Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    if components == 4:
        image.ColorSpace = Name.DeviceCMYK
        image.Decode = Array([1, 0] * 4)  # JPEG keeps CMYK inverted, as Photoshop once did
    elif components == 1:
        image.ColorSpace = Name.DeviceGray


def jpeg_form(data: bytes) -> tuple[int, int, int]:
    """Width, height and colour components of a JPEG, from its frame header. Raises PressError where there is none."""
    at = 2
    while data[at : at + 1] == b"\xff":
        marker = data[at + 1]
        if FIRST_FRAME <= marker <= LAST_FRAME and marker not in NO_FRAMES:
            height, width, components = struct.unpack_from(">HHB", data, at + 5)
            return width, height, components
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise PressError("有一张照片的印刷用文件已损坏。请管理员清空排版缓存后重新排版。")


def _exchange_inks(page: pikepdf.Page) -> None:
    """Put the screen's colours for print's inks in a page's operators.

    Only colour operators can match: the drawing's strings are two-byte glyph numbers, too small to spell figures.
    An ink met before is exchanged by its very bytes, which takes a tenth of the time of looking for operators.
    """

    def colour(match: re.Match[bytes]) -> bytes:
        found = SCREEN.get(match[1])
        if found is None:
            parts = tuple(round(float(part) * 255) for part in match[1].split())
            if parts not in COLOURS:
                raise PressError("版面里有一种没有登记的颜色。请在 typesetting/making/colours.py 里补上后重新排版。")
            found = SCREEN[match[1]] = " ".join(map(str, COLOURS[parts])).encode()
        return found + (b" rg" if match[2] == b"k" else b" RG")

    content = page.Contents.read_bytes()
    for ink, shown in tuple(SCREEN.items()):
        content = content.replace(b" " + ink + b"k", b" " + shown + b" rg").replace(
            b" " + ink + b"K", b" " + shown + b" RG"
        )
    if b" k" in content or b" K" in content:
        content = INK_OPERATOR.sub(colour, content)
    page.Contents.write(content)


def _set_boxes(page: pikepdf.Page, plan: Plan) -> None:
    """Media and bleed are the sheet with its bleed, trim is what is left of it when cut."""
    bleed = round(plan.bleed, 4)
    width, height = round(plan.width, 4), round(plan.height, 4)
    full = Array([0, 0, round(width + 2 * bleed, 4), round(height + 2 * bleed, 4)])
    page.MediaBox = full
    page.BleedBox = full
    page.TrimBox = Array([bleed, bleed, round(bleed + width, 4), round(bleed + height, 4)])


def _plain_greys(page: pikepdf.Page) -> None:
    """Turn Typst's calibrated grey into DeviceGray: a press must print it in black alone."""
    resources = page.get("/Resources", Dictionary())
    spaces = resources.get("/ColorSpace", Dictionary())
    for name in list(spaces.keys()):
        if _is_calibrated_grey(spaces[name]):
            spaces[name] = Name.DeviceGray
    for image in resources.get("/XObject", Dictionary()).values():
        if _is_calibrated_grey(image.get("/ColorSpace")):
            image.ColorSpace = Name.DeviceGray


def _is_calibrated_grey(space: pikepdf.Object | None) -> bool:
    return isinstance(space, Array) and space[0] == Name.ICCBased and space[1].get("/N") == GREY_COMPONENTS


def _name_creator(document: pikepdf.Pdf) -> None:
    """Name the program."""
    document.docinfo["/Creator"] = CREATOR
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["xmp:CreatorTool"] = CREATOR


def _name_links(document: pikepdf.Pdf, plan: Plan) -> None:
    """Say where each link within the document leads: Typst knows the page only."""
    titles = {entry.anchor: entry.title for entry in plan.outline}
    for page, planned in zip(document.pages, plan.pages, strict=True):
        notes = [note for note in page.get("/Annots", ()) if "/Dest" in note]
        links = [item for item in planned.items if isinstance(item, Link)]
        for note, link in zip(notes, links, strict=True):
            note.Contents = titles.get(link.target, link.target)


def _write_outline(document: pikepdf.Pdf, plan: Plan) -> None:
    """Bookmarks of the plan's columns and articles, each under the nearest earlier one of a lower level."""
    places = {
        item.anchor: (index, item)
        for index, page in enumerate(plan.pages)
        for item in page.items
        if isinstance(item, Text) and item.anchor
    }
    with document.open_outline() as outline:
        outline.root.clear()
        open_items: list[tuple[int, OutlineItem]] = []
        for entry in plan.outline:
            if entry.anchor not in places:  # told by the preflight
                continue
            item = _bookmark(entry, places, plan)
            while open_items and open_items[-1][0] >= entry.level:
                open_items.pop()
            (open_items[-1][1].children if open_items else outline.root).append(item)
            open_items.append((entry.level, item))


def _bookmark(entry: OutlineEntry, places: dict[str, tuple[int, Text]], plan: Plan) -> OutlineItem:
    index, text = places[entry.anchor]
    return OutlineItem(entry.title, index, "XYZ", left=0, top=round(plan.height - text.y + 12, 2), zoom=0)
