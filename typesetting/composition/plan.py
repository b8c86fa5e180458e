"""The page plan: every page of an issue with every line broken and every object placed.

The compositor writes it, `render` has Typst draw it, the page map, the flat plan and the preflight read it. All lengths are
points, x from the left and y from the top of the trimmed page, rounded to 0.01; kerns are in em of the text they stand in.
The JSON form (`Plan.as_json`) is the dataclasses' fields, nothing else, and is the same bytes for the same manifest.

Drawing contract: a glyph advances by its font's advance width and by the kerns given here, nothing else. Whoever draws the
plan may not squeeze punctuation, add gaps between Han and Latin, kern, form ligatures, justify or break a line.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Literal

FACES = ("song", "song-bold", "hei", "hei-bold", "kai", "fang")


@dataclass(frozen=True)
class Style:
    """How a run is set. `size` and `leading` in points, `face` one of FACES, `colour` a key of the design's colours."""

    face: str
    size: float
    leading: float
    colour: str = "text"


@dataclass
class Run:
    """Text in one style. `style` names an entry of Plan.styles; empty means the fragment's own style.

    `rise` lifts the baseline (superscript), in em of the fragment. `href` makes it a link in the screen PDF.
    """

    text: str
    style: str = ""
    rise: float = 0.0
    underline: bool = False
    href: str = ""


Piece = str | float | Run  # a string in the fragment's style, a kern in em, or a run of its own


@dataclass
class Text:
    """Consecutive lines of one paragraph, heading, title or caption that stand in one place.

    The first line's row begins at `y`; each row is `leading` (of the style) high; a line's glyph box of 1 em is centred in its
    row, its baseline 0.88 em below the box's top. `x` is where a line with no leading kern begins. A paragraph cut by a
    column or a page gives several Texts with the same `id`; all but the first are `continued`.
    `role` and `level` say what it is to a reader of the tagged PDF; `artifact` keeps it out of the reading order.
    `anchor` names a place that `Link.target` or Plan.outline can point to.
    """

    x: float
    y: float
    width: float
    style: str
    lines: list[list[Piece]]
    role: Literal["paragraph", "heading", "title", "caption", "label", "quote", "item", "artifact"] = "paragraph"
    level: int = 0
    id: str = ""
    continued: bool = False
    anchor: str = ""
    kind: str = "text"


@dataclass
class Image:
    """A photo. `photo` is a key of the manifest's photos. Drawn to fill the box, cropped about its centre if it must be."""

    x: float
    y: float
    width: float
    height: float
    photo: str
    alt: str = ""
    kind: str = "image"


@dataclass
class Box:
    """A filled or outlined rectangle, or a rule where one side is thin. Always decoration."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.0
    kind: str = "box"


@dataclass
class TableCell:
    """`lines` are broken to the cell's inner width already."""

    lines: list[list[Piece]]
    style: str
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass
class TableRow:
    height: float
    cells: list[TableCell]


@dataclass
class Table:
    """A table or the part of one that stands on a page. The first `head_rows` rows are headers, repeated in each part."""

    x: float
    y: float
    columns: list[float]
    rows: list[TableRow]
    head_rows: int = 0
    id: str = ""
    continued: bool = False
    kind: str = "table"


@dataclass
class Link:
    """A clickable area in the screen PDF, to an anchor of the plan."""

    x: float
    y: float
    width: float
    height: float
    target: str
    kind: str = "link"


@dataclass
class Cover:
    """A front or back cover: drawn by the design from the manifest's own strings, not on the grid.

    `headlines` are those of the front broken by sense for their column, each a list of lines; None leaves them whole.
    """

    side: Literal["front", "back"]
    headlines: list[list[str]] | None = None
    kind: str = "cover"


@dataclass
class Code:
    """A QR code: `modules` are its rows of 0 and 1 without the quiet zone, drawn as black boxes `size` points wide in all.

    Always decoration: the words beside it say what it says.
    """

    x: float
    y: float
    size: float
    modules: list[str]
    kind: str = "code"


Item = Text | Image | Box | Table | Link | Cover | Code


@dataclass
class Page:
    """One page. `number` counts sheets' sides from 1 (the cover is 1); `folio` is what is printed, empty where nothing is."""

    number: int
    folio: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass
class OutlineEntry:
    """A bookmark of the screen PDF: a column or an article."""

    title: str
    anchor: str
    level: int


@dataclass
class Plan:
    """A composed issue. `page_map` gives each article's first and last page as numbers of sheets' sides (Page.number);
    `folios` the folio printed for each article in the contents; `notes` what the compositor had to concede, as sentences
    in Chinese with page and article.
    """

    width: float
    height: float
    bleed: float
    styles: dict[str, Style]
    pages: list[Page]
    page_map: dict[str, tuple[int, int]]
    folios: dict[str, str]
    outline: list[OutlineEntry]
    notes: list[str] = field(default_factory=list)
    title: str = ""
    language: str = "zh-CN"

    def as_json(self) -> dict:
        """The plan as plain lists and dicts."""
        return asdict(self)
