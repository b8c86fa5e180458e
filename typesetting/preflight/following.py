"""The elements of the screen PDF against the issue: whoever follows them reads each article whole, in its order, and every
picture where it stands.

What is expected is the plan in its reading order, and once more the manifest: an article's paragraphs, one after another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from typesetting.composition.plan import Image, Item, Plan
from typesetting.making.cover import headlines_of, permit_text
from typesetting.making.drawing import Need, words_for
from typesetting.making.missing import GETA
from typesetting.making.reading_order import (
    Part,
    all_sections,
    heading_levels,
    kind_of,
    place_of,
    sections_of,
    words_in,
)
from typesetting.making.reading_order import Section as Planned
from typesetting.preflight.findings import Findings, on_page
from typesetting.preflight.inking import Sheet, sound_data
from typesetting.preflight.painting import Mark
from typesetting.preflight.reading import alike, bare
from typesetting.preflight.spoken import Stretch

AGAIN = "请重新排版，仍不对时告诉管理员。"
# What an element of each kind is called.
TAGS = {"text": "P", "quote": "BlockQuote", "image": "Figure", "table": "Table", "link": "Link"}
NEAR = 1.0  # points that a picture, or what is said of its place, may be off
SHOWN = 16  # characters of what is read
LETTERS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")


@dataclass
class Block:
    """An element that is read by itself: its kind, its page, and what its marks say and show.

    A figure's words are its alternative text; `box` is what it says of its place, `title` what a heading says of itself.
    """

    tag: str
    page: int
    heard: list[Stretch] = field(default_factory=list)
    alt: str | None = None
    box: list[float] | None = None
    title: str = ""
    data: bytes | None = None  # of a figure's photo, once it is looked at
    words: str = ""
    pictures: list[Mark] = field(default_factory=list)

    def finish(self, page: int) -> None:
        """Put together what was heard. `page` is that of its first mark."""
        self.page = self.page or page
        self.words = bare("".join([stretch.words for stretch in self.heard])) if self.alt is None else self.alt
        self.pictures = [picture for stretch in self.heard for picture in stretch.pictures]


@dataclass
class Section:
    """A section as it is tagged, with its blocks and those of sections in it."""

    tag: str
    title: str
    blocks: list[Block] = field(default_factory=list)


class Wanted(NamedTuple):
    """A block as it should be: of which item, on which page, in which article or column."""

    tag: str
    words: str
    page: int
    item: Item
    owner: str


class Follower:
    """Compares what was met with what should have been."""

    def __init__(
        self,
        plan: Plan,
        manifest: dict,
        sheets: dict[int, Sheet],
        findings: Findings,
        photos: dict[Need, Path] | None = None,
    ):
        """`photos` are the files that were put in, where they are known."""
        self.plan, self.manifest, self.sheets, self.findings = plan, manifest, sheets, findings
        self.sections, self.levels = sections_of(plan), heading_levels(plan)
        self.photos = photos or {}

    def check(self, found: Sequence[Section], blocks: Sequence[Block]) -> None:
        """`blocks` are all there are, in reading order."""
        self._check_sections(found)
        self._check_cover([block for block in blocks if block.page == 1])
        covers = {page.number for section in self.sections for page in section.whole}
        inside = [block for block in blocks if block.page not in covers]
        wanted = [self._wanted(part, section) for section in all_sections(self.sections) for part in section.parts]
        self._check_blocks(wanted, inside)
        self._check_figures(blocks)
        self._check_articles([section for section in found if section.tag == "Art"], wanted)

    def _tell(
        self, code: str, what: str, page: int, owner: str = "", box: list[float] | None = None, subject=""
    ) -> None:
        owner = f"《{owner}》" if owner else ""
        self.findings.error(
            code, f"第{page}页{owner}{what}{AGAIN}", page or None, box=box, subject=f"{owner}{subject or what}"
        )  # fmt: skip

    def _check_sections(self, found: Sequence[Section]) -> None:
        wanted = [(section.kind, section.title) for section in all_sections(self.sections)]
        found = [(section.tag, section.title) for section in found]
        if wanted == found:
            return
        shorter = min(len(wanted), len(found))
        at = next((at for at in range(shorter) if wanted[at] != found[at]), shorter)
        title = (wanted if at < len(wanted) else found)[at][1]
        pages = [part.page for section in all_sections(self.sections)[at : at + 1] for part in section.every_part()]
        self.findings.error(
            "sections",
            f"阅读 PDF 的标签里“{title}”没有自成一篇，或者次序不对，读屏软件分不清各篇。{AGAIN}",
            pages[0] if pages else None,
        )

    def _check_cover(self, blocks: list[Block]) -> None:
        """The words that a cover must have, whatever its design."""
        said = "".join(block.words for block in blocks)
        periodical, cover = self.manifest["periodical"], self.manifest["issue"].get("cover") or {}
        words = [periodical["title"], periodical.get("statement", ""), permit_text(periodical.get("permit", ""))]
        for line in map(bare, [*words, *headlines_of(cover)]):
            if line and not re.search("".join(f"[{re.escape(char)}{GETA}]" for char in line), said):
                self._tell("spoken-words", f"封面上的“{line[:SHOWN]}”，读屏软件读不到。", 1, box=[0, 0, 1, 1])

    def _wanted(self, part: Part, section: Planned) -> Wanted:
        kind, item = kind_of(part.first), part.first
        tag = f"H{self.levels[id(item)]}" if kind == "heading" else TAGS.get(kind, "")
        if isinstance(item, Image):
            words = bare(words_for(item, self.manifest["photos"]))
        else:
            words = bare("".join(text for _, _, fragment in part.items for text in words_in(fragment)))
        return Wanted(tag, words, part.page, item, section.title)

    def _check_blocks(self, wanted: list[Wanted], found: list[Block]) -> None:
        if len(wanted) == len(found) and all(map(_is_same, wanted, found)):
            pairs = [(want, block) for want, block in zip(wanted, found, strict=True) if block.tag == "Figure"]
        else:
            pairs = self._tell_differences(wanted, found)
        for want, block in pairs:
            self._check_picture(want, block)

    def _tell_differences(self, wanted: list[Wanted], found: list[Block]) -> list[tuple[Wanted, Block]]:
        """Name what is otherwise; the figures that are where they should be."""
        keys, others = [(want.tag, want.words) for want in wanted], [(block.tag, block.words) for block in found]
        same = []
        for kind, a0, a1, b0, b1 in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
            if kind == "equal":
                pairs = zip(wanted[a0:a1], found[b0:b1], strict=True)
                same += [(want, block) for want, block in pairs if block.tag == "Figure"]
                continue
            for step in range(max(a1 - a0, b1 - b0)):
                want = wanted[a0 + step] if a0 + step < a1 else None
                block = found[b0 + step] if b0 + step < b1 else None
                if want and block and _is_same(want, block):
                    continue
                if want:
                    moved = keys[a0 + step] in others and (block is None or others[b0 + step] in keys)
                    self._tell_want(want, block, moved=moved)
                elif block and others[b0 + step] not in keys:
                    self._tell("spoken-words", f"多读了“{block.words[:SHOWN]}”，版面上没有这一段。", block.page)
        return same

    def _tell_want(self, want: Wanted, block: Block | None, *, moved: bool) -> None:
        said, place = want.words[:SHOWN], self._place(want)
        if moved:
            self._tell("spoken-order", f"的“{said}”没有按文章的次序读。", want.page, want.owner, place)
        elif block and block.words == want.words:
            what = f"的“{said}”标成了 {block.tag or '别的'}，应是 {want.tag}。"
            self._tell("spoken-kind", what, want.page, want.owner, place)
        elif want.tag == "Figure":
            what = "有图片没有标签，或者替代文字不是它的图片说明。"
            self._tell("figure-alt", what, want.page, want.owner, place, subject=said)
        else:
            heard = f"读作“{block.words[:SHOWN]}”" if block and block.words else "读不到"
            self._tell("spoken-words", f"的“{said}”，读屏软件{heard}。", want.page, want.owner, place)

    def _check_picture(self, want: Wanted, block: Block) -> None:
        """Whether a figure's photo is drawn where the plan has it."""
        sheet, item = self.sheets[want.page], want.item
        left, top = sheet.trim[0] + item.x, sheet.trim[3] - item.y
        box = (left, top - item.height, left + item.width, top)
        place = self._place(want)
        if len(block.pictures) != 1 or not _is_near(block.pictures[0].box, box):
            self._tell("figure-drawn", "有照片没有画出来，或者不在它的位置上。", want.page, want.owner, place)
            return
        known = self.photos.get(Need(item.photo, item.width, item.height))
        block.data = sound_data(block.pictures[0].object)
        if block.data is not None and known is not None and block.data != known.read_bytes():
            self._tell("photo-other", "的位置上是另一张照片。", want.page, want.owner, place)

    def _check_figures(self, blocks: Sequence[Block]) -> None:
        """Whether each figure draws something, says where, and nothing else draws pictures."""
        for block in blocks:
            place = self.sheets[block.page].place(block.pictures[0].box) if block.pictures else None
            if block.title and not alike(block.words, block.title):
                self._tell("spoken-words", f"的标题“{block.words[:SHOWN]}”另写作“{block.title[:SHOWN]}”。", block.page)
            if block.tag != "Figure":
                if block.pictures:
                    self._tell("picture-untagged", "有照片不在图片的标签里，读屏软件读不到。", block.page, box=place)
            elif block.data is None and block.pictures and sound_data(block.pictures[0].object) is None:
                self._tell("photo-broken", "有照片在 PDF 里读不出来。", block.page, box=place, subject=block.words)
            elif not block.pictures:
                self._tell("figure-drawn", "有图片的标签，却没有画出照片。", block.page, subject=block.words)
            elif block.box is not None and not _is_near(block.box, block.pictures[0].box):
                self._tell("figure-box", "有图片写明的位置不是照片的位置。", block.page, box=place, subject=block.words)

    def _check_articles(self, found: list[Section], wanted: list[Wanted]) -> None:
        """The manifest's own paragraphs, in their order within each article."""
        articles = [article for column in self.manifest["columns"] for article in column["articles"]]
        if len(articles) != len(found):
            return  # told by the sections
        for article, section in zip(articles, found, strict=True):
            said = "".join(block.words for block in section.blocks if block.tag != "Figure")
            if lost := _first_lost(article, said):
                first = self.plan.page_map.get(str(article["id"]), (0, 0))[0]
                place = next((self._place(want) for want in wanted if want.owner == section.title), None)
                what = f"的“{lost[:SHOWN]}”，读屏软件读不到，或者没有按文章的次序读。"
                self._tell("spoken-article", what, first, article["title"], place)

    def _place(self, want: Wanted) -> list[float]:
        return on_page(*place_of(want.item, self.plan), self.plan.width, self.plan.height)


def _is_same(want: Wanted, block: Block) -> bool:
    return want.tag == block.tag and alike(block.words, want.words)


def _is_near(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _first_lost(article: dict, said: str) -> str:
    """The first paragraph of an article that is not read after the one before it; nothing where all are."""
    plain = LETTERS.sub("", said)
    at = 0
    for words in _paragraphs(article):
        letters = LETTERS.sub("", words)
        found = plain.find(letters, at)
        if found >= 0:
            at = found + len(letters)
        elif not _is_in(words, said):
            return words
    return ""


def _is_in(words: str, said: str) -> bool:
    """The same with signs in their usual forms, and without those that no font has."""
    folded, heard = (LETTERS.sub("", unicodedata.normalize("NFKC", text)) for text in (words, said))
    if GETA in said:
        lacking = set(folded) - set(heard)
        folded = "".join(sign for sign in folded if sign not in lacking)
    return folded in heard


def _paragraphs(article: dict) -> Iterator[str]:
    """The text of an article, piece by piece as it is written; not its tables and photos."""
    for block in article["blocks"]:
        if block["kind"] not in ("table", "figure"):
            for spans in (block.get("spans", ()), *block.get("paragraphs", ()), *block.get("items", ())):
                yield "".join(span["text"] for span in spans)
