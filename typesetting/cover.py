"""The covers' strings and the place of their photo; `typst/cover.typ` is the design.

All lengths are points from the top left of the trimmed page. A photo that runs off the page reaches into the bleed.
"""

from __future__ import annotations

from typing import NamedTuple

# The upper edge of a cover photo: under the masthead, its rule and the sponsor.
PHOTO_TOP = 214.0
# Width to height of the landscape cover photo: that of a camera's picture, so that nothing is cropped.
LANDSCAPE = 1.5
# Without headlines the photo goes further down.
LANDSCAPE_ALONE = 1.18
# Where the upright photo begins: the headlines' column lies left of it.
TALL_LEFT = 208.0
RED_BAND = 196.0
MOST_HEADLINES = 3
DESIGNS = ("wide", "tall", "full", "type")


class Frame(NamedTuple):
    """A photo's box, in points."""

    x: float
    y: float
    width: float
    height: float


def design_of(cover: dict, photos: dict) -> str:
    """The front cover's design: the one asked for, where it can be drawn, else the one that suits the photo."""
    photo = photos.get(cover.get("photo") or "")
    if photo is None:
        return "type"
    asked = cover.get("design") or ""
    if asked in DESIGNS:
        return asked
    return "wide" if photo["width"] >= photo["height"] else "tall"


def photo_frame(design: str, width: float, height: float, bleed: float, headlines: bool = True) -> Frame | None:
    """The photo's box in a design on a page of this size, or None where the design has no photo."""
    if design == "wide":
        across = width + 2 * bleed
        return Frame(-bleed, PHOTO_TOP, across, across / (LANDSCAPE if headlines else LANDSCAPE_ALONE))
    if design == "tall":
        return Frame(TALL_LEFT, PHOTO_TOP, width + bleed - TALL_LEFT, height + bleed - PHOTO_TOP)
    if design == "full":
        return Frame(-bleed, RED_BAND - 1, width + 2 * bleed, height + bleed - RED_BAND + 1)
    return None


def permit_text(permit: str) -> str:
    """The permit in full: with the words 准印证号 before a bare number."""
    permit = permit.strip()
    return permit if not permit or "准印证" in permit else f"准印证号 {permit}"


def sponsor_text(sponsor: str) -> str:
    """The sponsor, told to be one."""
    sponsor = sponsor.strip()
    return sponsor if not sponsor or "主办" in sponsor else f"{sponsor} 主办"


def cover_data(manifest: dict, side: str, design: str) -> dict:
    """What the cover's design is given, without the photo: strings of the manifest, blank where it has none."""
    periodical, issue = manifest["periodical"], manifest["issue"]
    cover = issue.get("cover") or {}
    front = side == "front"
    return {
        "kind": "cover",
        "design": design if front else "back",
        "title": periodical["title"],
        "statement": periodical.get("statement", ""),
        "permit": permit_text(periodical.get("permit", "")),
        "sponsor": sponsor_text(periodical.get("sponsor", "")),
        "label": issue.get("label", ""),
        "year": issue["year"],
        "number": issue["number"],
        "serial": issue.get("serial"),
        "headlines": [line for line in cover.get("headlines") or [] if line.strip()][:MOST_HEADLINES] if front else [],
        "caption": (cover.get("caption") or "") if front else "",
        "credit": (cover.get("credit") or "") if front else "",
        "file": None,
        "box": [0, 0, 0, 0],
        "alt": cover.get("caption") or f"{periodical['title']}{issue.get('label', '')}封面照片",
    }
