"""A page of a print PDF as a small picture of what is left of it when it is cut."""

from __future__ import annotations

import io

import pypdfium2

from typesetting.errors import PressError
from typesetting.preflight.reading import PDFIUM

WIDTH = 420  # pixels
QUALITY = 70


def small_page(pdf: bytes, number: int) -> bytes:
    """Page `number` (from 1) as WebP. Raises PressError where it cannot be read."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                page = document[number - 1]
                left, bottom, right, top = page.get_trimbox()
                page.set_cropbox(left, bottom, right, top)
                picture = page.render(scale=WIDTH / (right - left)).to_pil().convert("RGB")
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PressError("这一页画不出来。请重新排版。") from error
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()
