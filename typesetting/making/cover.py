"""The covers' strings and the place of their photo; `typst/cover.typ` is the design.

All lengths are points from the top left of the trimmed page. A photo that runs off the page reaches into the bleed.
"""

from __future__ import annotations

from typing import NamedTuple

from typesetting.making.tokens import chosen, titles

# The upper edge of a cover photo: under the masthead, its rule and the sponsor.
PHOTO_TOP = 214.0
# Width to height of the landscape cover photo: that of a camera's picture, so that nothing is cropped.
LANDSCAPE = 1.5
# Without headlines the photo goes further down.
LANDSCAPE_ALONE = 1.18
# Where the upright photo begins: the headlines' column lies left of it.
TALL_LEFT = 208.0
EDGE = 48.0
MARK = 16.0  # the square before a headline and the room after it
CARD = 300.0  # width of the card for headlines on a photo over the whole page
CARD_INSET = 20.0
# Of the back cover: room under the photo for its caption, the journal's name and the lines the law asks for.
BACK_FOOT = 168.0
MOST_HEADLINES = 4
# As they are drawn. `wide` and `tall` are the band, which is the one or the other by the photo.
DESIGNS = ("wide", "tall", "full", "type")
HEADLINE_SIZES = {"wide": 17.0, "tall": 15.5, "full": 16.0, "type": 27.0}


class Frame(NamedTuple):
    """A photo's box, in points."""

    x: float
    y: float
    width: float
    height: float


def design_of(cover: dict, photos: dict) -> str:
    """The front cover's design, one of DESIGNS: the one asked for (full, band, type), where it can be drawn."""
    photo = photos.get(cover.get("photo") or "")
    asked = cover.get("design") or ""
    if photo is None or asked == "type":
        return "type"
    if asked == "full":
        return "full"
    return "wide" if photo["width"] >= photo["height"] else "tall"


def photo_frame(design: str, width: float, height: float, bleed: float, headlines: bool = True) -> Frame | None:
    """The photo's box in a design on a page of this size, or None where the design has no photo."""
    if design == "wide":
        across = width + 2 * bleed
        return Frame(-bleed, PHOTO_TOP, across, across / (LANDSCAPE if headlines else LANDSCAPE_ALONE))
    if design == "tall":
        return Frame(TALL_LEFT, PHOTO_TOP, width + bleed - TALL_LEFT, height + bleed - PHOTO_TOP)
    if design == "full":
        return Frame(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    return None


def back_frame(photo: dict, width: float, height: float, bleed: float) -> Frame:
    """The box of the back cover's photo: from edge to edge at the top, as high as its shape asks and the foot leaves."""
    across = width + 2 * bleed
    natural = across * photo["height"] / photo["width"] if photo.get("width") else across
    return Frame(-bleed, -bleed, across, min(natural, height - BACK_FOOT + bleed))


def headline_width(design: str, width: float) -> float:
    """The room a headline has in a design, in points."""
    column = {"tall": TALL_LEFT - EDGE - 18.0, "full": CARD - 2 * CARD_INSET}.get(design, width - 2 * EDGE)
    return column - MARK


def headlines_of(cover: dict) -> list[str]:
    """The headlines that find room on the cover."""
    return [line for line in cover.get("headlines") or [] if line.strip()][:MOST_HEADLINES]


def permit_text(permit: str) -> str:
    """The permit in full: with the words 准印证号 before a bare number."""
    permit = permit.strip()
    return permit if not permit or "准印证" in permit else f"准印证号 {permit}"


def sponsor_text(sponsor: str) -> str:
    """The sponsor, told to be one."""
    sponsor = sponsor.strip()
    return sponsor if not sponsor or "主办" in sponsor else f"{sponsor} 主办"


def cover_data(manifest: dict, side: str, design: str, headlines: list[list[str]] | None = None) -> dict:
    """What the cover's design is given, without the photo: strings of the manifest, blank where it has none.

    `headlines` come broken from the compositor.
    """
    periodical, issue = manifest["periodical"], manifest["issue"]
    front = side == "front"
    said = issue.get("cover" if front else "back") or {}
    words = "".join(part for part in (said.get("caption"), said.get("credit")) if part)
    if front and headlines is None:
        headlines = [[line] for line in headlines_of(said)]
    return {
        "kind": "cover",
        "design": design if front else "back",
        "family": titles()[chosen(periodical.get("look")).title].family,
        "title": periodical["title"],
        "statement": periodical.get("statement", ""),
        "permit": permit_text(periodical.get("permit", "")),
        "sponsor": sponsor_text(periodical.get("sponsor", "")),
        "label": issue.get("label", ""),
        "year": issue["year"],
        "number": issue["number"],
        "serial": issue.get("serial"),
        "headlines": headlines if front else [],
        "size": HEADLINE_SIZES[design] if front else 0,
        "card": [CARD, CARD_INSET],
        "caption": said.get("caption") or "",
        "credit": said.get("credit") or "",
        "file": None,
        "box": [0, 0, 0, 0],
        "alt": words or f"{periodical['title']}{issue.get('label', '')}{'封面' if front else '封底'}照片",
    }
