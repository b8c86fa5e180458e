"""Photos developed for the page: read, set upright, cropped to their box, reduced, in the colours of either edition."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageFont, UnidentifiedImageError

from photos.files import MOST_DECODED_WHOLE
from photos.flattening import flattened
from typesetting.composition.faces import font_file
from typesetting.errors import PhotoError, storage_error
from typesetting.making.drawing import Need
from typesetting.making.keeping import INK_SUFFIX
from typesetting.printing.how import Printing
from typesetting.printing.separating import heaviest_in, limited, separate

SCREEN_PPI = 150
PRINT_QUALITY = 88
SCREEN_QUALITY = 80
# What Pillow may take a file for. A camera's MPO opens as JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
# A JPEG is decoded at a fraction of its size, everything else whole: hence two limits, in pixels.
MOST_PIXELS_JPEG = 200_000_000
MOST_PIXELS = MOST_DECODED_WHOLE
# Pillow warns at a smaller size than a good camera's; the limits above are checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG
# Weighs all pixels that fall away, in less than half of Lanczos's time; at these resolutions no eye tells them apart.
REDUCER = Image.Resampling.HAMMING
# The Exif tag that says how the camera was held, and how each of its values is set upright.
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UPRIGHT = (TURNS[2], TURNS[3], TURNS[4])
# Ink spreads on paper and reducing blurs: edges are lifted by so much, in pixels of the reduced photo, per cent, and parts of
# 255 below which a difference is grain and left alone.
SHARPENER = ImageFilter.UnsharpMask(radius=1.2, percent=60, threshold=3)
BLANK_WORDS, BLANK_GREY, BLANK_INK = "照片缺失", 235, 90
# Under this name a picture notes that it is smaller than its original.
REDUCED = "reduced"


def develop(
    path: Path, photo: dict, need: Need, words: str, print_file: Path, screen_file: Path, printing: Printing
) -> None:
    """Write the renditions of the photo at `path`, an entry of the manifest; `words` name it in the sentence of an error.

    Raises PhotoError where it cannot be used, StorageError on a failed write.
    """
    picture = _open(path, photo, need, words, printing.most_ppi)
    press = str(printing.profile.path)
    _save(_for_print(picture, printing), print_file, quality=PRINT_QUALITY)
    _note_ink(print_file)
    _save(_for_screen(picture, need, press), screen_file, quality=SCREEN_QUALITY, optimize=True)


def frame_blank(need: Need, print_file: Path, screen_file: Path) -> None:
    """Write the grey framed blank that stands for a photo nobody can use. Raises StorageError on a failed write."""
    width, height = (max(8, round(side / 72 * SCREEN_PPI)) for side in (need.width, need.height))
    picture = Image.new("L", (width, height), BLANK_GREY)
    brush = ImageDraw.Draw(picture)
    brush.rectangle((0, 0, width - 1, height - 1), outline=BLANK_INK, width=3)
    size = max(6, min(width // (len(BLANK_WORDS) + 2), height // 3))
    face = ImageFont.truetype(font_file("hei"), size)
    brush.text((width / 2, height / 2), BLANK_WORDS, fill=BLANK_INK, font=face, anchor="mm")
    for target in (print_file, screen_file):
        _save(picture, target, quality=SCREEN_QUALITY)
    _note_ink(print_file)


def _note_ink(print_file: Path) -> None:
    """Write beside a rendition how much ink it takes, and of which data that is true. Raises StorageError."""
    data = print_file.read_bytes()
    note = f"{hashlib.sha256(data).hexdigest()} {heaviest_in(data, turned=True):.1f}"
    part = print_file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_text(note, encoding="ascii")
        part.replace(print_file.with_suffix(INK_SUFFIX))
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_error(error) from error


def _open(path: Path, photo: dict, need: Need, words: str, most_ppi: int) -> Image.Image:
    """The photo upright, flattened, cropped to the box's proportions and no larger than print can use."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PhotoError(f"{words}读不出来（{photo['file']}）。请重新上传这张照片，再排版。") from error
    if hashlib.sha256(data).hexdigest() != photo["sha256"]:
        raise PhotoError(f"{words}与定版时不是同一个文件（{photo['file']}）。请核对照片，重新生成排版稿。")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image, words)
            return _fitted(image, need, most_ppi)
    except PhotoError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PhotoError(
            f"{words}不是能识别的照片，或者大得不合常理（{photo['file']}）。请另存为 JPEG 后重新上传。"
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        # Pillow raises SyntaxError for a broken PNG, ValueError for a broken header.
        raise PhotoError(f"{words}已损坏或没有传完（{photo['file']}）。请重新上传这张照片，再排版。") from error


def _check_size(image: Image.Image, words: str) -> None:
    limit = MOST_PIXELS_JPEG if image.format in ("JPEG", "MPO") else MOST_PIXELS
    if image.width * image.height > limit:
        raise PhotoError(
            f"{words}有 {image.width}×{image.height} 像素，超出排版能处理的大小。请缩小到长边 8000 像素以内后重新上传。"
        )


def _fitted(image: Image.Image, need: Need, most_ppi: int) -> Image.Image:
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    lying = turn is not None and turn not in UPRIGHT
    box = (need.height, need.width) if lying else (need.width, need.height)
    target = _pixels(image.size, box, most_ppi)
    left, _, right, _ = _crop(image.size, box)
    reduced = target[0] < right - left - 1
    if image.format in ("JPEG", "MPO") and image.mode in ("RGB", "L"):
        # The decoder skips what would be thrown away: halves, quarters or eighths, never less than wanted.
        scale = max(target[0] / image.width, target[1] / image.height)
        image.draft(image.mode, (round(image.width * scale), round(image.height * scale)))
    image.load()
    profile = image.info.get("icc_profile")
    crop = _crop(image.size, box)
    image = flattened(image)
    if image.size != target or crop != (0, 0, *image.size):
        image = image.resize(target, REDUCER, box=crop)
    if turn is not None:
        image = image.transpose(turn)
    image.info = {REDUCED: reduced} | ({"icc_profile": profile} if profile else {})
    return image


def _crop(size: tuple[int, int], box: tuple[float, float]) -> tuple[float, float, float, float]:
    """The largest part about the centre with the proportions of the box, in pixels; all of it where nearly so."""
    width, height = size
    ratio = box[0] / box[1]
    if abs(width / height / ratio - 1) < 0.002:
        return 0, 0, width, height
    across, down = min(width, height * ratio), min(height, width / ratio)
    left, top = (width - across) / 2, (height - down) / 2
    return left, top, left + across, top + down


def _pixels(size: tuple[int, int], box: tuple[float, float], ppi: int) -> tuple[int, int]:
    """Pixels of the rendition: the box at `ppi`, never more than the cropped original has."""
    left, top, right, bottom = _crop(size, box)
    scale = min(1.0, box[0] / 72 * ppi / (right - left))
    return max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


_local = threading.local()


def _to_srgb(mode: str, source: bytes | str) -> ImageCms.ImageCmsTransform:
    """A colour transform of this thread's own, from a profile (its bytes, or the path of the press's) to sRGB."""
    made = _local.__dict__.setdefault("made", {})
    name = mode, source if isinstance(source, str) else hashlib.sha256(source).digest()
    if name not in made:
        made[name] = ImageCms.buildTransform(
            source if isinstance(source, str) else io.BytesIO(source),
            _srgb(),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    return made[name]


def _source_profile(image: Image.Image) -> bytes | None:
    """The profile the photo carries, where it is one for colours of this kind and is not sRGB."""
    data = image.info.get("icc_profile")
    if not data or len(data) < 128 or b"sRGB" in data[:4096]:
        return None
    space = {"RGB": b"RGB ", "CMYK": b"CMYK"}.get(image.mode)
    return data if data[16:20] == space and data[36:40] == b"acsp" else None


def _rgb(image: Image.Image, press: str) -> Image.Image:
    """The picture in sRGB, or grey as it is. A profile that cannot be read is left aside, as viewers do; CMYK without one is
    taken to be made for the press.
    """
    if image.mode == "L":
        return image
    profile = _source_profile(image)
    if image.mode == "RGB" and profile is None:
        return image
    try:
        transform = _to_srgb(image.mode, profile or press)
    except ImageCms.PyCMSError:
        if image.mode == "RGB":
            return image
        transform = _to_srgb(image.mode, press)
    return ImageCms.applyTransform(image, transform)


def _for_print(image: Image.Image, printing: Printing) -> Image.Image:
    """CMYK, or grey for a photo that has no colour: grey prints in black alone. CMYK originals keep their separation, within
    the ink limit. What was reduced is sharpened.
    """
    if image.mode == "RGB":
        image = _with_info(_rgb(image, str(printing.profile.path)), image)
    if image.info.get(REDUCED):
        image = image.filter(SHARPENER)
    if image.mode == "CMYK":
        return limited(image, printing.ink_limit)
    return image if image.mode == "L" else separate(image, printing.profile, printing.ink_limit)


def _for_screen(image: Image.Image, need: Need, press: str) -> Image.Image:
    size = _pixels(image.size, (need.width, need.height), SCREEN_PPI)
    picture = image if image.size == size else image.resize(size, REDUCER)
    return _rgb(_with_info(picture, image), press)


def _with_info(image: Image.Image, other: Image.Image) -> Image.Image:
    image.info = other.info
    return image


def _save(image: Image.Image, path: Path, **options) -> None:
    """Write a JPEG without EXIF or profile; appears under its name only when whole."""
    part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as handle:
            image.save(handle, "JPEG", exif=b"", icc_profile=None, **options)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_error(error) from error
