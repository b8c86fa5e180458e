"""Photos with their captions: in a column, across the page, or in groups of a common height; always whole rows high."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from manuscripts.typed.credits import CREDIT, names_photographer
from typesetting.composition.design import COLUMN, ROW, ROWS, TEXT_WIDTH
from typesetting.composition.groups import FLATTEST, GAP, NARROWEST, height_of, rows_of
from typesetting.composition.material import Drawing
from typesetting.composition.pages import Sheet
from typesetting.composition.plan import Box, Image, Piece, Text
from typesetting.composition.typesetter import Typesetter, plain, spans_text

TOP_AIR = 3.2  # a photo's top stands where the characters of a row begin
CAPTION_AIR = 4.0
FOOT_AIR = 5.0
MOST_CROP = 0.06
TALLEST_COLUMN, TALLEST_SPAN, TALLEST_GROUP = 24, 22, 26  # rows, caption included
NEARLY_A_PAGE = ROWS - 9  # an object of so many rows leaves no room for text that is worth it
SPAN_FROM_PIXELS = 1680  # 250 ppi across the page
LANDSCAPE = 1.25
CAPTION_ROW = ROW * 0.75
LOST = "照片缺失"
MOST_TRIES = 4  # at making a group lower
LEAST_LOWERED = 5 * ROW  # a group's photos are not made lower than that to stand under the end of its text
JOINT_WIDTH = TEXT_WIDTH * 0.86  # a caption under a whole group does not run from edge to edge


@dataclass(frozen=True)
class Placing:
    """A photo box and its caption, relative to the object's top left. Lengths in points."""

    photo: str
    alt: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Words:
    """A caption's lines at their place under a photo or a group."""

    x: float
    y: float
    width: float
    lines: list[list[Piece]]


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
        """Whether the photo is broad and fine enough to run across the page."""
        photo = self.photos.get(block["photo"], {})
        return self.aspect(block) >= LANDSCAPE and photo.get("width", 0) >= SPAN_FROM_PIXELS

    def may_group(self, block: dict) -> bool:
        """Whether the photo can stand in a row with others."""
        return NARROWEST <= self.aspect(block) <= FLATTEST

    def in_column(self, block: dict, width: float = COLUMN) -> Drawing:
        """A photo as wide as the column; a tall one narrower, in its middle."""
        return self._single(block, width, TALLEST_COLUMN, spanning=False)

    def spanning(self, blocks: list[dict], *, page: bool = False) -> Drawing:
        """One photo across the page, or a group of them; as high as the whole page if `page`."""
        if len(blocks) == 1:
            return self._single(blocks[0], TEXT_WIDTH, ROWS if page else TALLEST_SPAN, spanning=True)
        return self._group(blocks, ROWS if page else TALLEST_GROUP)

    def caption(self, block: dict) -> str:
        """The caption and, after it, who took the photo."""
        text = _own_caption(block) or self.photos.get(block["photo"], {}).get("caption", "")
        return _with_credits(text, self._credits([block]))

    def _credits(self, blocks: list[dict]) -> list[str]:
        found = (self.photos.get(block["photo"], {}).get("credit", "").strip() for block in blocks)
        return list(dict.fromkeys(credit for credit in found if credit))

    def _alt(self, block: dict) -> str:
        return block.get("alt", "") or self.caption(block)

    def _set(self, text: str, width: float) -> list[list[Piece]]:
        """A caption's lines. The photographer at its end stands on a line together, where that takes no line more."""
        lines = self.setter.set(plain(text), "caption", width, align="centre").lines
        credit = CREDIT.search(text) if len(lines) > 1 else None
        if credit:
            parted = f"{text[: credit.start()]}\n{credit[0].strip()}"
            other = self.setter.set(plain(parted), "caption", width, align="centre").lines
            return other if len(other) <= len(lines) else lines
        return lines

    def _single(self, block: dict, width: float, tallest: int, *, spanning: bool) -> Drawing:
        lines = self._set(self.caption(block), width)
        below = _below(lines) + FOOT_AIR
        rows = max(round((TOP_AIR + width / self.aspect(block) + below) / ROW), 3)
        rows = max(min(rows, tallest), int((TOP_AIR + below) / ROW) + 4)
        rows = _page_or(min(rows, ROWS if spanning else ROWS - 2))
        height = rows * ROW - TOP_AIR - below
        fitted = self._width_for(block, width, height)
        placing = Placing(block["photo"], self._alt(block), (width - fitted) / 2, TOP_AIR, fitted, height)
        words = Words(0.0, TOP_AIR + height + CAPTION_AIR, width, lines)
        lower = cache(partial(self._single, block, width, spanning=spanning))
        return self._drawing(rows, [placing, words], movable=not spanning, lower=lower)

    def _width_for(self, block: dict, width: float, height: float) -> float:
        """The box's width: all there is where at most MOST_CROP of the photo is lost, else as the photo's shape asks."""
        fitted = height * self.aspect(block)
        return width if fitted >= width * (1 - MOST_CROP) else fitted

    def _group(self, blocks: list[dict], tallest: int) -> Drawing:
        """Photos in rows across the page. Where only one of them has words of its own, they are the whole group's."""
        made, _ = self._group_within(blocks, tallest)

        def lower(rows: int) -> Drawing:
            other, lowest = self._group_within(blocks, rows)
            return other if lowest >= LEAST_LOWERED else made

        made.lower = cache(lower)
        return made

    def _group_within(self, blocks: list[dict], tallest: int) -> tuple[Drawing, float]:
        """The same, and the height of its lowest photo in points."""
        aspects = [self.aspect(block) for block in blocks]
        joint = self._joint(blocks)
        joint_lines = self._set(joint, JOINT_WIDTH)
        rows = rows_of(aspects, TEXT_WIDTH, tallest * ROW * 0.9)
        across = TEXT_WIDTH
        for _ in range(MOST_TRIES):
            natural = [height_of([aspects[index] for index in row], across) for row in rows]
            captions = self._captions(blocks, aspects, rows, natural, joint)
            under = [max(_below(captions[index]) for index in row) for row in rows]
            fixed = TOP_AIR + sum(under) + GAP * (len(rows) - 1) + _below(joint_lines) + FOOT_AIR
            if fixed + sum(natural) * (1 - MOST_CROP) <= tallest * ROW:
                break
            across *= max((tallest * ROW - fixed) / sum(natural), 0.5)
        count, scale = _fitted(fixed, sum(natural), tallest)
        found: list[Placing | Words] = []
        y = TOP_AIR
        for row, height, room in zip(rows, natural, under, strict=True):
            x = (TEXT_WIDTH - across) / 2
            for index in row:
                block, width = blocks[index], height * aspects[index]
                alt = block.get("alt", "") or joint or self.caption(block)
                found.append(Placing(block["photo"], alt, x, y, width, height * scale))
                found.append(Words(x, y + height * scale + CAPTION_AIR, width, captions[index]))
                x += width + GAP
            y += height * scale + room + GAP
        found.append(Words((TEXT_WIDTH - JOINT_WIDTH) / 2, y - GAP + CAPTION_AIR, JOINT_WIDTH, joint_lines))
        made = self._drawing(_page_or(count), found, movable=False)
        return made, min(part.height for part in found if isinstance(part, Placing))

    def _joint(self, blocks: list[dict]) -> str:
        """The one caption of a group; empty where the photos have captions of their own, or none has any."""
        own = [text for text in map(_own_caption, blocks) if text]
        if len(set(own)) != 1 or len(own) not in (1, len(blocks)):
            return ""
        return _with_credits(own[0], self._credits(blocks))

    def _captions(
        self, blocks: list[dict], aspects: list[float], rows: list[list[int]], heights: list[float], joint: str
    ) -> dict[int, list[list[Piece]]]:
        """Each photo's own caption, broken to its width; none where the group has a joint one."""
        return {
            index: [] if joint else self._set(self.caption(blocks[index]), height * aspects[index])
            for row, height in zip(rows, heights, strict=True)
            for index in row
        }

    def _drawing(
        self, rows: int, parts: list[Placing | Words], *, movable: bool, lower: Callable[[int], Drawing] | None = None
    ) -> Drawing:
        paint = self.painter(parts)
        return Drawing(rows=rows, paint=paint, article=self.article, movable=movable, lower=lower)

    def painter(self, parts: list[Placing | Words]) -> Callable[[Sheet, float, float], None]:
        """What draws photos and captions with the object's top left at a place; a frame where a photo is no longer there."""
        self.serial += 1
        name = f"{self.article}.figure{self.serial}"

        def paint(sheet: Sheet, x: float, y: float) -> None:
            for index, part in enumerate(parts):
                if isinstance(part, Words):
                    if part.lines:
                        place = x + part.x, y + part.y, part.width
                        sheet.add(Text(*place, "caption", part.lines, "caption", id=f"{name}.{index}"))
                elif part.photo in self.photos:
                    sheet.add(Image(x + part.x, y + part.y, part.width, part.height, part.photo, part.alt))
                else:
                    sheet.add(Box(x + part.x, y + part.y, part.width, part.height, "tint", "rule", 0.5))
                    lines = self._set(LOST, part.width)
                    middle = y + part.y + (part.height - len(lines) * CAPTION_ROW) / 2
                    sheet.add(Text(x + part.x, middle, part.width, "caption", lines, "label", id=f"{name}.{index}"))

        return paint


def _own_caption(block: dict) -> str:
    return spans_text(block.get("caption", [])).strip()


def _with_credits(text: str, credits: list[str]) -> str:
    """A caption with who took the photos, unless it names them already, or whom else its writer names."""
    left = [credit for credit in credits if not names_photographer(text, credit)]
    if not left:
        return text
    names = "、".join(left)
    names = names if names.endswith(("摄", "供图", "图")) else f"{names}\u3000摄"
    return f"{text}\u3000{names}" if text else names


def _below(lines: list[list[Piece]]) -> float:
    """The room a caption takes under its photo."""
    return CAPTION_AIR + len(lines) * CAPTION_ROW if lines else 0.0


def _page_or(rows: int) -> int:
    """A whole page for what leaves no room on it for text."""
    return ROWS if rows >= NEARLY_A_PAGE else rows


def _fitted(fixed: float, photos: float, tallest: int) -> tuple[int, float]:
    """Whole rows for a group, and by how much its photos are made higher or lower for them."""
    wanted = (fixed + photos) / ROW
    for rows in sorted((int(wanted), int(wanted) + 1), key=lambda rows: abs(rows - wanted)):
        scale = (rows * ROW - fixed) / photos
        if rows <= tallest and abs(scale - 1) <= MOST_CROP:
            return rows, scale
    rows = min(int(wanted) + 1, tallest)
    return rows, max(min((rows * ROW - fixed) / photos, 1 + MOST_CROP), 0.1)
