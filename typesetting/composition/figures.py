"""Photos with their captions: in a column, across both, or side by side; always whole rows high."""

from __future__ import annotations

from dataclasses import dataclass

from typesetting.composition.design import COLUMN, GUTTER, ROW, ROWS, TEXT_WIDTH
from typesetting.composition.material import Drawing
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Image, Piece, Text
from typesetting.composition.typesetter import Typesetter, plain, spans_text

TOP_AIR = 3.2  # a photo's top stands where the characters of a row begin
CAPTION_AIR = 4.0
FOOT_AIR = 5.0
MOST_CROP = 0.06
TALLEST_COLUMN, TALLEST_SPAN = 24, 22  # rows, caption included
SPAN_FROM_PIXELS = 1680  # 250 ppi across the page
LANDSCAPE = 1.25


@dataclass(frozen=True)
class Placing:
    """A photo box and its caption, relative to the object's top left. Lengths in points."""

    photo: str
    alt: str
    x: float
    width: float
    height: float
    caption: list[list[Piece]]
    caption_width: float


class Figures:
    """Makes material of the figures of one article."""

    def __init__(self, setter: Typesetter, photos: dict, article: str):
        self.setter, self.photos, self.article = setter, photos, article
        self.serial = 0

    def aspect(self, block: dict) -> float:
        """Width over height of the block's photo."""
        photo = self.photos.get(block["photo"])
        return photo["width"] / photo["height"] if photo and photo["height"] and photo["width"] else 1.5

    def may_span(self, block: dict) -> bool:
        """Whether the photo is broad and fine enough to run across both columns."""
        photo = self.photos.get(block["photo"], {})
        return self.aspect(block) >= LANDSCAPE and photo.get("width", 0) >= SPAN_FROM_PIXELS

    def in_column(self, block: dict) -> Drawing:
        """A photo as wide as the column; a tall one narrower, in its middle."""
        return self._row_of([block], [COLUMN], 0.0, TALLEST_COLUMN, spanning=False)

    def spanning(self, blocks: list[dict]) -> Drawing:
        """One photo across both columns, or two side by side."""
        if len(blocks) == 1:
            return self._row_of(blocks, [TEXT_WIDTH], 0.0, TALLEST_SPAN, spanning=True)
        return self._row_of(blocks, [COLUMN, COLUMN], GUTTER, TALLEST_SPAN, spanning=True)

    def caption(self, block: dict) -> str:
        """The caption and, after it, who took the photo."""
        photo = self.photos.get(block["photo"], {})
        text = spans_text(block.get("caption", [])).strip() or photo.get("caption", "")
        credit = photo.get("credit", "").strip()
        if credit and credit not in text:
            credit = credit if credit.endswith(("摄", "供图", "图")) else f"{credit}\u3000摄"
            text = f"{text}\u3000{credit}" if text else credit
        return text

    def _row_of(self, blocks: list[dict], widths: list[float], gap: float, tallest: int, *, spanning: bool) -> Drawing:
        captions = [
            self.setter.set(plain(self.caption(block)), "caption", width, align="centre").lines
            for block, width in zip(blocks, widths, strict=True)
        ]
        most_lines = max((len(lines) for lines in captions), default=0)
        below = most_lines * ROW * 0.75 + (CAPTION_AIR if most_lines else 0.0) + FOOT_AIR
        natural = min(width / self.aspect(block) for block, width in zip(blocks, widths, strict=True))
        rows = max(round((TOP_AIR + natural + below) / ROW), 3)
        rows = max(min(rows, tallest), int((TOP_AIR + below) / ROW) + 4)
        rows = min(rows, ROWS - 2)
        height = rows * ROW - TOP_AIR - below
        placings = []
        left = 0.0
        for block, width, lines in zip(blocks, widths, captions, strict=True):
            fitted = self._width_for(block, width, height)
            placings.append(
                Placing(
                    block["photo"], block.get("alt", "") or self.caption(block), left + (width - fitted) / 2, fitted,
                    height, lines, width,
                )
            )  # fmt: skip
            left += width + gap
        self.serial += 1
        name = f"{self.article}.figure{self.serial}"
        return Drawing(
            rows=rows, paint=lambda sheet, x, y: _paint(sheet, x, y, placings, name, widths[0] + gap),
            article=self.article, movable=not spanning,
        )  # fmt: skip

    def _width_for(self, block: dict, width: float, height: float) -> float:
        """The box's width: all there is where at most MOST_CROP of the photo is lost, else as the photo's shape asks."""
        fitted = height * self.aspect(block)
        if fitted >= width * (1 - MOST_CROP):
            return width
        return fitted


def _paint(sheet: Sheet, x: float, y: float, placings: list[Placing], name: str, step: float) -> None:
    for index, placing in enumerate(placings):
        sheet.add(
            Image(x + placing.x, y + TOP_AIR, placing.width, placing.height, placing.photo, placing.alt)
        )  # fmt: skip
        if placing.caption:
            sheet.add(
                Text(
                    x + index * step, y + TOP_AIR + placing.height + CAPTION_AIR, placing.caption_width, "caption",
                    placing.caption, "caption", id=f"{name}.{index}",
                )
            )  # fmt: skip
