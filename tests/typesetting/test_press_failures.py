"""What the press says when something is wrong, and that the last good PDFs stay."""

from __future__ import annotations

import errno
import io
import shutil
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Picture

from tests.typesetting.plans import draw_photo, hand_made_plan, manifest_of, photo_entry
from typesetting import render
from typesetting.composition import faces
from typesetting.errors import FontError, PressError, StorageError
from typesetting.making import engine, finish, keeping
from typesetting.manifest import sealed
from typesetting.printing.profile import digest, home_profile
from typesetting.render import draw_plan


@pytest.fixture
def room(tmp_path: Path, drawn) -> Path:
    """A folder with photos/ and out/, in which two good PDFs lie."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "out").mkdir()
    shutil.copy(drawn.print_pdf, tmp_path / "out" / "print.pdf")
    shutil.copy(drawn.screen_pdf, tmp_path / "out" / "screen.pdf")
    draw_photo(tmp_path / "photos" / "cover.jpg", (300, 200))
    return tmp_path


def press(room: Path, yard: dict, changes: dict | None = None):
    photos = {"cover": photo_entry(room / "photos" / "cover.jpg", (300, 200)), "yard": yard}
    return draw_plan(
        hand_made_plan(),
        manifest_of(photos) | (changes or {}),
        photo_root=room / "photos",
        out_dir=room / "out",
        cache_dir=room / "cache",
    )


def lost(made) -> str:
    """The sentence about the one photo that could not be used."""
    (error,) = [one for one in made.preflight["errors"] if one["code"] == "photo-lost"]
    assert error["page"] == 3 and error["box"] is not None
    return error["message"]


def own_profile(room: Path) -> tuple[dict, bytes]:
    """A printer's own profile in the folder of photos, and what a manifest says of it."""
    home = home_profile().path.read_bytes()
    data = home[:24] + b"\x07\xea\x00\x01" + home[28:]
    (room / "photos" / "own.icc").write_bytes(data)
    return {"printing": {"profile": {"file": "own.icc", "sha256": digest(data), "name": "Own"}}}, data


def kept(room: Path, drawn) -> bool:
    """Whether the folder holds the old PDFs and nothing else, and no scratch folder is left beside it."""
    same = {path.name: path.read_bytes() for path in (room / "out").iterdir()} == {
        "print.pdf": drawn.print_pdf.read_bytes(),
        "screen.pdf": drawn.screen_pdf.read_bytes(),
    }
    return same and not list(room.glob(".press-*"))


def truncated(path: Path) -> None:
    draw_photo(path)
    path.write_bytes(path.read_bytes()[:20_000])


def garbled(path: Path) -> None:
    draw_photo(path)
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000))


def text(path: Path) -> None:
    path.write_text("这不是照片，是一段文字。", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def broken_png(path: Path) -> None:
    Picture.new("RGB", (400, 300), "red").save(path, "PNG")
    data = bytearray(path.read_bytes())
    data[60:80] = b"x" * 20
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("spoil", [truncated, garbled, text, empty, broken_png])
def test_a_photo_that_cannot_be_read_is_named_with_its_article(room, spoil):
    path = room / "photos" / "yard.jpg"
    spoil(path)
    said = lost(press(room, photo_entry(path, (1500, 1000))))
    assert said.startswith("第3页缺一张照片：《让服务多走一步》的照片“高原上的工地”") and "重新上传" in said


def test_a_photo_of_monstrous_size_is_refused_before_it_is_decoded(room):
    path = room / "photos" / "yard.png"
    Picture.new("1", (9000, 8000)).save(path, "PNG")
    assert "9000×8000 像素" in lost(press(room, photo_entry(path, (9000, 8000))))


def test_a_decompression_bomb_is_refused(room):
    path = room / "photos" / "yard.png"
    header = b"IHDR" + struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)))
    assert "大得不合常理" in lost(press(room, photo_entry(path, (30000, 30000))))


def test_a_photo_that_is_gone_or_was_changed_since_the_freeze_is_refused(room):
    path = room / "photos" / "yard.jpg"
    entry = draw_photo(path)
    draw_photo(path, (1200, 900))
    assert "与定版时不是同一个文件" in lost(press(room, entry))
    path.unlink()
    first = press(room, entry)
    assert "读不出来（yard.jpg）" in lost(first)
    with pikepdf.open(first.print_pdf) as document:
        (blank,) = document.pages[2].Resources.XObject.values()
        picture = Picture.open(io.BytesIO(blank.read_raw_bytes()))
    assert (picture.mode, picture.size) == ("L", (round(231 / 72 * 150), round(154 / 72 * 150)))
    assert picture.getpixel((10, 10)) > 200 > picture.getextrema()[0]  # a grey ground with words on it


def test_a_photo_that_comes_back_is_printed_again(room):
    path = room / "photos" / "yard.jpg"
    entry = draw_photo(path)
    data = path.read_bytes()
    path.unlink()
    lost(press(room, entry))
    path.write_bytes(data)
    assert [one["code"] for one in press(room, entry).preflight["errors"]] == []


def test_an_issue_of_the_printers_own_profile_is_printed_by_it(room):
    said, profile = own_profile(room)
    entry = draw_photo(room / "photos" / "yard.jpg")
    usual = press(room, entry)
    plain = usual.print_pdf.read_bytes()
    made = press(room, entry, said)
    assert made.preflight["errors"] == []
    printed = made.print_pdf.read_bytes()
    with pikepdf.open(made.print_pdf) as document:
        (intent,) = document.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == profile
        assert (str(intent.OutputConditionIdentifier), str(intent.Info)) == ("Custom", "Own")
    assert printed != plain
    assert press(room, entry, said).print_pdf.read_bytes() == printed


@pytest.mark.parametrize(
    ("spoil", "fault"), [(lambda path: path.unlink(), "读不出来"), (lambda path: path.write_bytes(b"x"), "损坏")]
)
def test_a_profile_that_broke_later_gives_way_to_the_usual_one_and_is_told(room, spoil, fault):
    said, _ = own_profile(room)
    spoil(room / "photos" / "own.icc")
    made = press(room, draw_photo(room / "photos" / "yard.jpg"), said)
    (error,) = made.preflight["errors"]
    assert error["code"] == "profile-lost" and fault in error["message"] and "重新上传" in error["message"]
    with pikepdf.open(made.print_pdf) as document:
        assert str(document.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_last_good_pdfs(room, drawn, monkeypatch, number):
    entry = draw_photo(room / "photos" / "yard.jpg")

    def full(descriptor: int) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(finish.os, "fsync", full)
    with pytest.raises(StorageError, match="磁盘空间不足.*没有改动"):
        press(room, entry)
    assert kept(room, drawn)


def test_a_disk_that_fills_between_the_two_pdfs_leaves_the_last_good_pair(room, drawn, monkeypatch):
    entry = draw_photo(room / "photos" / "yard.jpg")
    replace = Path.replace

    def fail_for_screen(self: Path, target: Path):
        if self.name == "screen.pdf":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_for_screen)
    with pytest.raises(StorageError, match="磁盘空间不足"):
        press(room, entry)
    assert kept(room, drawn)


def test_a_disk_full_while_photos_are_prepared_leaves_no_half_rendition(room, drawn, monkeypatch):
    entry = draw_photo(room / "photos" / "yard.jpg")

    save = Picture.Image.save

    def full(image, handle, *args, **options):
        if isinstance(handle, Path):
            return save(image, handle)
        handle.write(b"\xff\xd8half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Picture.Image, "save", full)
    with pytest.raises(StorageError, match="磁盘空间不足"):
        press(room, entry)
    assert [path.name for path in (room / "cache").iterdir() if path.name != keeping.LOCK] == []
    assert kept(room, drawn)


def test_a_missing_and_a_broken_font_are_named(room, drawn, monkeypatch):
    entry = draw_photo(room / "photos" / "yard.jpg")
    fonts = room / "fonts"
    fonts.mkdir()
    monkeypatch.setattr(faces, "OWN_FONTS", fonts)
    with pytest.raises(FontError, match="NotoSerifSC-Bold.ttf"):
        press(room, entry)
    for face in faces.FACES.values():
        if not face.packaged:
            (fonts / face.file).write_bytes(b"no font at all")
    with pytest.raises(FontError, match="NotoSerifSC-Bold.ttf 读不出来"):
        press(room, entry)
    assert kept(room, drawn)


def test_a_drawing_that_fails_is_told_in_the_drawers_own_words(room, drawn, monkeypatch):
    entry = draw_photo(room / "photos" / "yard.jpg")
    sources = room / "typst"
    sources.mkdir()
    (sources / "press.typ").write_text('#panic("out of ink")')
    monkeypatch.setattr(engine, "SOURCES", sources)
    with pytest.raises(PressError, match="out of ink"):
        press(room, entry)
    assert kept(room, drawn)


def test_an_altered_or_unknown_manifest_is_not_printed(room, drawn):
    good = manifest_of({})
    for bad in (good | {"columns": []}, sealed(good | {"format": 99})):
        with pytest.raises(PressError, match="请重新生成排版稿"):
            render.render(bad, photo_root=room / "photos", out_dir=room / "out", cache_dir=room / "cache")
    assert kept(room, drawn)
