"""What a photo's pixels are good for in print, in words."""

from __future__ import annotations

from photos.models import Photo

PPI = 300  # what the press asks for
LEAST_PPI = 200  # below it a reader sees the grain
TEXT_COLUMN_MM = 82  # one of the journal's two columns: 22 characters
TYPE_AREA_MM = 170  # both columns and the gap between


def is_too_small(photo: Photo) -> bool:
    """Whether the photo cannot fill one column even at the least resolution."""
    return photo.printed_width_mm(LEAST_PPI) < TEXT_COLUMN_MM


def in_print(photo: Photo) -> str:
    """How wide the photo may be printed, as a sentence for whoever sends it."""
    width = int(photo.printed_width_mm(PPI))
    if is_too_small(photo):
        return f"只有 {photo.width}×{photo.height} 像素，印一栏宽（{TEXT_COLUMN_MM} 毫米）会发虚。请换成手机或相机里的原图。"
    if width >= TYPE_AREA_MM:
        return f"{photo.width}×{photo.height} 像素，可以印满整页宽。"
    return f"{photo.width}×{photo.height} 像素，按 {PPI} ppi 最宽可印 {width} 毫米。"
