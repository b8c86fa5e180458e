"""Where a finding is: page, article and place, as far as the plan tells them, so that it is shown beside the page at the place.

A check that reads a place from the file has given it already; what only knows a page, an article or a word is placed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from typesetting.composition.plan import Image, Item, Plan, Table, Text
from typesetting.making.drawing import MARGIN, NO_WORDS, words_for
from typesetting.making.reading_order import ARTICLE, all_sections, place_of, sections_of, words_in
from typesetting.preflight.findings import on_page
from typesetting.preflight.reading import bare

WHOLE = [0.0, 0.0, 1.0, 1.0]
NAMED, QUOTED, SIGN = re.compile("《(.+?)》"), re.compile("“(.+?)”"), re.compile(r"“(.)”（U\+")
# What is said of running heads and folios, of the pages of the contents, of the cover and of photos nobody described.
HEADS, FEET = {"running-head"}, {"folio", "folio-missing"}
CONTENTS = {"contents-title", "contents-folio", "board", "issue-label"}
IMPRINT = "imprint"
BESIDE = "版权信息"  # stands over the imprint
COVER = "封面"
PICTURES = {"no-alt", "rgb-photo", "photo-missing"}
Place = list[float]


def with_places(report: dict[str, list[dict]], plan: Plan, manifest: dict) -> dict[str, list[dict]]:
    """The report with "page", "box" and "article" (its title, or "") of each finding that can have them. A finding of a page
    as a whole has all of it for its place; one of the file as a whole keeps none.
    """
    if not any(report.values()):
        return report
    whereabouts = _Whereabouts(plan, manifest)
    return {level: [whereabouts.of(entry) for entry in entries] for level, entries in report.items()}


class _Whereabouts:
    def __init__(self, plan: Plan, manifest: dict):
        self.plan, self.manifest = plan, manifest
        self.pages = {page.number: page for page in plan.pages}
        found = [article for column in manifest["columns"] for article in column["articles"]]
        self.articles = {article["title"]: str(article["id"]) for article in found if article["title"]}
        self.owners = {
            id(item): section.title
            for section in all_sections(sections_of(plan))
            if section.kind == ARTICLE
            for part in section.parts
            for _, _, item in part.items
        }

    def of(self, entry: dict) -> dict:
        title = self._named(entry["message"])
        page, box = entry["page"], entry["box"]
        if box is None:
            page, box = self._look(entry, page, title)
        if not title and page and box not in (None, WHOLE):
            title = self._standing_at(page, box)
        message = entry["message"]
        if title and f"《{title[:8]}" not in message:
            message = re.sub(rf"^(?:印刷 PDF |阅读 PDF )?第{page}页", lambda found: f"{found[0]}《{title}》", message)
        return entry | {"message": message, "page": page, "box": box, "article": title}

    def _named(self, message: str) -> str:
        """The title of the article that a message names, which may be cut short there."""
        for name in NAMED.findall(message):
            for title in self.articles:
                if title == name or (name.endswith("…") and title.startswith(name[:-1])):
                    return title
        return ""

    def _look(self, entry: dict, page: int | None, title: str) -> tuple[int | None, Place | None]:
        """The page and place of a finding that has no place."""
        code, message = entry["code"], entry["message"]
        if code in CONTENTS or code.startswith(IMPRINT):
            words = NAMED.findall(message) if code.startswith("contents") else QUOTED.findall(message)
            return self._in_contents(words) or self._in_contents([BESIDE]) or (page, page and WHOLE)
        if page is None:
            page = self._first_page(title) or (1 if COVER in message else None)
        if page not in self.pages:
            return page, None
        if line := self._line_with(SIGN.findall(message), page):
            return page, line
        items = list(self._kind_of_finding(code, page))
        if not items and title:
            owned = [item for item in self.pages[page].items if self.owners.get(id(item)) == title]
            items = [item for item in owned if isinstance(item, Text) and item.role == "title"] or owned
        return page, self._around(items) if items else WHOLE

    def _first_page(self, title: str) -> int | None:
        return self.plan.page_map.get(self.articles.get(title, ""), (None,))[0]

    def _line_with(self, signs: list[str], page: int) -> Place | None:
        """The first line of a page, or the first table, that has one of the signs."""
        for item in self.pages[page].items if signs else ():
            if not any(sign in _words(item) for sign in signs):
                continue
            if not isinstance(item, Text):
                return self._around([item])
            lines = [replace(item, lines=[line]) for line in item.lines]
            at = next(at for at, line in enumerate(lines) if any(sign in _words(line) for sign in signs))
            return self._around([replace(lines[at], y=item.y + at * self.plan.styles[item.style].leading)])
        return None

    def _kind_of_finding(self, code: str, page: int) -> Iterator[Item]:
        """The first item on a page that a finding of this code can mean."""
        items = self.pages[page].items
        if code in HEADS | FEET:
            furniture = [item for item in items if isinstance(item, Text) and item.role == "artifact"]
            yield from [item for item in furniture if (item.y < MARGIN) == (code in HEADS)][:1]
        elif code == "table-head":
            yield from [item for item in items if isinstance(item, Table) and not item.head_rows][:1]
        elif code in PICTURES:
            photos = self.manifest["photos"]
            pictures = [item for item in items if isinstance(item, Image)]
            yield from [item for item in pictures if code != "no-alt" or words_for(item, photos) == NO_WORDS]

    def _in_contents(self, words: list[str]) -> tuple[int, Place] | None:
        """The page and place of a word in the contents or beside them."""
        for page in self.plan.pages[1:]:
            if page.folio:
                return None
            for item in page.items:
                if any(bare(word)[:6] in bare(_words(item)) for word in words if bare(word)):
                    return page.number, self._around([item])
        return None

    def _standing_at(self, page: int, box: Place) -> str:
        """The article of the item that shares most with a place."""
        shared = [(_common(self._around([item]), box), number) for number, item in enumerate(self.pages[page].items)
                  if id(item) in self.owners]  # fmt: skip
        most, number = max(shared, default=(0.0, 0))
        return self.owners[id(self.pages[page].items[number])] if most else ""

    def _around(self, items: list[Item]) -> Place:
        sides = [place_of(item, self.plan) for item in items]
        left, top, right, bottom = zip(*sides, strict=True)
        return on_page(min(left), min(top), max(right), max(bottom), self.plan.width, self.plan.height)


def _words(item: Item) -> str:
    return "".join(words_in(item))


def _common(one: Place, other: Place) -> float:
    """The surface that two places share; of one without a surface next to nothing."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 1e-6) * max(down, 1e-6) if across >= 0 and down >= 0 else 0.0
