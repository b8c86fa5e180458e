"""Reading uploaded pictures: what a file really is, upright, without EXIF, bounded in size."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageChops, ImageOps, ImageStat, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from accounts.refusals import NotAllowed
from photos.flattening import flattened

pillow_heif.register_heif_opener()

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "HEIF": "jpg"}
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 100_000_000
MOST_DECODED_WHOLE = 60_000_000  # pixels; the press decodes a JPEG at a fraction of its size, every other format whole
MIN_SIDE = 200  # pixels; smaller pictures cannot be printed
ORIENTATION = 0x0112  # the EXIF tag; 1 is upright
SMALL = 16  # pixels; the side two pictures are reduced to when they are compared
SAME_WITHIN = 14  # levels of 255 that they may differ by on the average: another compression, no other scene
SAME_SHAPE = 0.03  # by which their sides' proportions may differ


@dataclass(frozen=True)
class Picture:
    """An upright picture ready to be kept. `data` is the file, `format` Pillow's name for it."""

    data: bytes
    format: str
    width: int
    height: int

    @property
    def extension(self) -> str:
        return FORMATS[self.format]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_picture(handle: BinaryIO, name: str) -> Picture:
    """The picture in an open file, upright and stripped. Raises NotAllowed with a sentence where it is none or too large.

    A JPEG that needs no turning keeps its compressed form as it came; only its metadata go. What the press could not decode
    whole becomes a JPEG.
    """
    raw = handle.read(MAX_BYTES + 1)
    if not raw:
        raise NotAllowed(f"“{name}”是空文件。请重新选择图片。")
    if len(raw) > MAX_BYTES:
        raise NotAllowed(f"“{name}”超过 {MAX_BYTES // 1024 // 1024} MB。请缩小后再上传。")
    try:
        with Image.open(io.BytesIO(raw), formats=tuple(FORMATS)) as image:
            _check_size(image, name)
            if image.format != "MPO":
                return _keep(image)
        with JpegImageFile(
            io.BytesIO(raw)
        ) as image:  # several pictures in a JPEG, as phones make them: the first counts
            return _keep(image)
    except UnidentifiedImageError as error:
        raise NotAllowed(f"“{name}”不是图片。请上传 JPEG、PNG、WebP 或 HEIC 格式的照片。") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAllowed(f"“{name}”的像素太多，无法处理。请缩小到一亿像素以内再上传。") from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as error:
        raise NotAllowed(f"“{name}”已损坏，读不完整。请重新导出或重新拍摄后上传。") from error


def _check_size(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise NotAllowed(f"“{name}”有 {width}×{height} 像素，超过一亿像素。请缩小后再上传。")
    if min(width, height) < MIN_SIDE:
        raise NotAllowed(f"“{name}”只有 {width}×{height} 像素，太小，印不出来。请上传原图。")


def _keep(image: Image.Image) -> Picture:
    """The picture upright; of what goes with it, its colour profile alone."""
    came, profile = image.format, image.info.get("icc_profile")
    large = image.width * image.height > MOST_DECODED_WHOLE
    format_ = "JPEG" if came == "HEIF" or large else came
    options: dict = {"exif": b""} | ({"icc_profile": profile} if profile else {})
    turned = image
    if image.getexif().get(ORIENTATION, 1) != 1:  # what needs no turning is not copied: a large one fills the memory
        turned = ImageOps.exif_transpose(image)
    if format_ == "JPEG":
        kept = turned is image and came == "JPEG"
        options |= {"quality": "keep", "subsampling": "keep"} if kept else {"quality": 95, "subsampling": 0}
        options["comment"] = b""
        if turned.mode not in {"L", "RGB", "CMYK"}:
            turned = flattened(turned)
    elif format_ == "WEBP":
        options |= {"quality": 95, "method": 2}
    image.load()
    out = io.BytesIO()
    turned.save(out, format_, **options)
    return Picture(out.getvalue(), format_, *turned.size)


def looks_like(copy: BinaryIO, picture: Picture) -> bool:
    """Whether an open file is a smaller picture of the same: the same proportions, and the same in the large."""
    with Image.open(copy, formats=tuple(FORMATS)) as one, Image.open(io.BytesIO(picture.data)) as other:
        if abs(one.width / one.height / (other.width / other.height) - 1) > SAME_SHAPE:
            return False
        return _difference(_small(one), _small(other)) <= SAME_WITHIN


def _small(image: Image.Image) -> Image.Image:
    image.draft("L", (8 * SMALL, 8 * SMALL))
    return image.convert("L").resize((SMALL, SMALL), Image.Resampling.BOX)


def _difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
