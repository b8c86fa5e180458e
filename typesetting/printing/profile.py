"""Colour profiles of printing presses: the one that comes with the press, and a printer's own, checked before it is used."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent.parent / "icc" / "CoatedFOGRA39L.icc"
# ICC.1: where a profile's header says how long it is, its version, what device it is of, its colours and that it is a profile.
HEADER = 128
SIZE, VERSION, DEVICE, SPACE, CONNECTION, SIGNATURE = (
    slice(0, 4),
    slice(8, 9),
    slice(12, 16),
    slice(16, 20),
    slice(20, 24),
    slice(36, 40),
)
MOST_BYTES = 8_000_000
MOST_VERSION = 4  # PDF/X-4 knows profiles up to version 4
NAME_LENGTH = 80


class ProfileError(Exception):
    """A file cannot serve as a press's profile; the text is a sentence that says why and what to do."""


class Profile(NamedTuple):
    """A press's profile: its file, the file's SHA-256, the name it gives itself, and the printing condition's registered name."""

    path: Path
    sha256: str
    name: str
    condition: str = ""


@lru_cache(maxsize=1)
def home_profile() -> Profile:
    """Coated FOGRA39L: offset on coated paper, for printers who give no profile of their own."""
    return Profile(HOME, digest(HOME.read_bytes()), "Coated FOGRA39L", "FOGRA39")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def check_profile(data: bytes) -> str:
    """The name a printer's own profile gives itself. Raises ProfileError where colours cannot be converted by it.

    Converts a few colours there and back: a file may have a good header and broken tables.
    """
    ask = "请向印刷厂要 CMYK 输出用的 ICC 特性文件（扩展名 icc 或 icm），重新上传。"
    if len(data) > MOST_BYTES:
        raise ProfileError(f"这个文件有 {len(data) / 1e6:.0f} MB，不像特性文件。{ask}")
    if len(data) < HEADER or data[SIGNATURE] != b"acsp":
        raise ProfileError(f"这个文件不是 ICC 特性文件。{ask}")
    if int.from_bytes(data[SIZE], "big") > len(data):
        raise ProfileError(f"这个特性文件不完整，可能没有传完。{ask}")
    if data[SPACE] != b"CMYK":
        raise ProfileError(f"这个特性文件不是 CMYK 的，而是 {_code(data[SPACE])} 的。{ask}")
    if data[DEVICE] != b"prtr":
        raise ProfileError(f"这个特性文件不是印刷机（输出设备）的，而是“{_code(data[DEVICE])}”类的。{ask}")
    if data[CONNECTION] not in (b"Lab ", b"XYZ ") or data[VERSION][0] > MOST_VERSION:
        raise ProfileError(f"这个特性文件的版本太新，或者写法不合 PDF/X-4。{ask}")
    return _converted_by(data, ask)


def _converted_by(data: bytes, ask: str) -> str:
    from PIL import Image, ImageCms  # slow to load, and most runs have no photo to convert

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        srgb = ImageCms.createProfile("sRGB")
        there = ImageCms.buildTransform(srgb, profile, "RGB", "CMYK")
        back = ImageCms.buildTransform(profile, srgb, "CMYK", "RGB")
        paper, black = (_through(Image, ImageCms, there, back, value) for value in ("white", "black"))
        name = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise ProfileError(f"这个特性文件已损坏，颜色换算不了。{ask}") from error
    if not min(paper) > max(black):
        raise ProfileError(f"用这个特性文件换算，白和黑分不开，它可能已损坏。{ask}")
    return "".join(char for char in name if unicodedata.category(char)[0] != "C").strip()[:NAME_LENGTH] or "未命名"


def _through(image, cms, there, back, value: str) -> tuple[int, ...]:
    picture = image.new("RGB", (1, 1), value)
    return cms.applyTransform(cms.applyTransform(picture, there), back).getpixel((0, 0))


def _code(field: bytes) -> str:
    return field.decode("ascii", "replace").strip() or "未说明"
