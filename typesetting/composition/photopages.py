"""A photo page: an article of photos alone, asked to be as large as the page, from edge to edge with the words under them."""

from __future__ import annotations

from typesetting.composition.choices import Choices
from typesetting.composition.design import BLEED, BOTTOM, LEFT, ROW, ROWS, TEXT_WIDTH, TRIM_WIDTH
from typesetting.composition.figures import CAPTION_AIR, CAPTION_ROW, Figures, Placing, Words
from typesetting.composition.groups import GAP, MOST, height_of, rows_of
from typesetting.composition.heads import Head, HeadBuilder
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Piece
from typesetting.composition.typesetter import Typesetter, plain

AIR = ROW  # between the photos and the words
WIDTH = TRIM_WIDTH + 2 * BLEED
MOST_LOST, MOST_GROWN = (
    0.28,
    0.18,
)  # of a photo's height cropped to the page; by how much it may be higher than its shape asks
ACROSS = {1: ("",), 2: ("左", "右"), 3: ("左", "中", "右"), 4: ("左一", "左二", "右二", "右一")}
DOWN = {1: ("",), 2: ("上", "下"), 3: ("上", "中", "下")}


def is_photo_page(article: dict) -> bool:
    """Whether the article is photos alone, so many as go on one page, and the desk asked for a whole page of them."""
    blocks = article["blocks"]
    return (
        Choices.of(article).photos.size == "page"
        and 0 < len(blocks) <= MOST
        and all(block["kind"] == "figure" for block in blocks)
    )


class PhotoPage:
    """One article set as a photo page."""

    def __init__(self, setter: Typesetter, issue: Issue, heads: HeadBuilder, photos: dict, article: dict):
        self.setter, self.issue, self.heads, self.article = setter, issue, heads, article
        self.figures = Figures(setter, photos, article["id"])

    def place(self, column: str, opener: str) -> Sheet | None:
        """The page with the photos; nothing is placed, and None given, where the words leave no room for them."""
        blocks = self.article["blocks"]
        aspects = [self.figures.aspect(block) for block in blocks]
        head = self.heads.feature(self.article, opener, tight=2)
        row_by_row = [[index] for index in range(len(blocks))]
        room = self._room(head, self._set(row_by_row))
        if room < ROWS * ROW / 2 or head.overflow:
            return None
        rows = rows_of(aspects, WIDTH, 2 * room, shape=room / WIDTH)
        captions = self._set(rows)
        room = self._room(head, captions) - GAP * (len(rows) - 1)
        across = WIDTH
        natural = [height_of([aspects[index] for index in row], across) for row in rows]
        if sum(natural) * (1 - MOST_LOST) > room:  # too high: narrower than the page, rather than cropped any more
            across *= room / (sum(natural) * (1 - MOST_LOST))
            natural = [height_of([aspects[index] for index in row], across) for row in rows]
        scale = min(room / sum(natural), 1 + MOST_GROWN)
        sheet = self.issue.new_sheet(column)
        sheet.bleeds = True
        parts: list[Placing | Words] = []
        y = -BLEED
        for row, height in zip(rows, natural, strict=True):
            x = (TRIM_WIDTH - across) / 2
            for index in row:
                width = height * aspects[index]
                alt = blocks[index].get("alt") or self.figures.caption(blocks[index])
                parts.append(Placing(blocks[index]["photo"], alt, x, y, width, height * scale))
                x += width + GAP
            y += height * scale + GAP
        top = y - GAP + AIR
        head.draw(sheet, top)
        parts.append(Words(LEFT, top + head.height + CAPTION_AIR, TEXT_WIDTH, captions))
        self.figures.painter(parts)(sheet, 0.0, 0.0)
        return sheet

    def _set(self, rows: list[list[int]]) -> list[list[Piece]]:
        return self.setter.set(plain(self._captions(rows)), "caption", TEXT_WIDTH).lines

    def _room(self, head: Head, captions: list[list[Piece]]) -> float:
        """The height that is left for the photos, from the edge down."""
        words = head.height + CAPTION_AIR + len(captions) * CAPTION_ROW
        return BLEED + BOTTOM - AIR - words

    def _captions(self, rows: list[list[int]]) -> str:
        """The captions, each after the place of its photo, and who sent the photos in."""
        blocks = self.article["blocks"]
        said = []
        for down, row in enumerate(rows):
            for across, index in enumerate(row):
                text = self.figures.caption(blocks[index])
                if text:
                    said.append(_place(len(rows), down, len(row), across, index) + text if len(blocks) > 1 else text)
        ends = [f"（{name}）" for name in (self.article.get("source"), self.article.get("contributor")) if name]
        return "\u3000".join([*said, "".join(ends)]).strip()


def _place(rows: int, down: int, count: int, across: int, index: int) -> str:
    """How a caption names a photo's place: 左上图："""
    if rows not in DOWN:
        return f"图{index + 1}："
    return f"{ACROSS[count][across]}{DOWN[rows][down]}图："
