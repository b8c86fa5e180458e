"""The covers' share of composing: which design, and headlines broken by sense for the column they stand in."""

from __future__ import annotations

from typesetting.composition import marks
from typesetting.composition.design import TRIM_WIDTH
from typesetting.composition.junctions import EM
from typesetting.composition.pages import Issue
from typesetting.composition.plan import Cover
from typesetting.composition.titles import break_title
from typesetting.composition.typesetter import Typesetter
from typesetting.making.cover import HEADLINE_SIZES, MOST_HEADLINES, design_of, headline_width, headlines_of

HEADLINE_STYLE = "title-26"  # for its face: the design has sizes of its own
TITLE_LINES = 4  # a headline of more lines is broken like a paragraph


def front_cover(setter: Typesetter, issue: Issue, manifest: dict) -> Cover:
    """The front cover, and in the issue's notes what it could not do as asked."""
    cover = manifest["issue"].get("cover") or {}
    design = design_of(cover, manifest["photos"])
    asked = cover.get("design") or ""
    if asked in ("full", "band") and design == "type":
        issue.note("封面没有照片，已排成纯文字的封面。请给封面选一张照片，或改用“纯文字”版式。")
    elif not cover.get("photo") and not asked:
        issue.note("本期没有封面照片，封面只排了刊名和要目。")
    given = [line for line in cover.get("headlines") or [] if line.strip()]
    if len(given) > MOST_HEADLINES:
        issue.note(f"封面要目写了{len(given)}条，只排得下{MOST_HEADLINES}条，后面的没有上封面。请删减。")
    room = headline_width(design, TRIM_WIDTH)
    broken = [break_headline(setter, line, HEADLINE_SIZES[design], room) for line in headlines_of(cover)]
    return Cover("front", broken)


def break_headline(setter: Typesetter, text: str, size: float, width: float) -> list[str]:
    """A headline's lines where sense allows, none wider than `width` points at `size`."""
    room = int(width * EM / size)
    shaped = setter.shape(marks.tidy(text).replace("\n", " ").strip(), HEADLINE_STYLE, room)
    lines = break_title(shaped, room, TITLE_LINES, setter.cohesion) or break_title(
        shaped, room, len(text), setter.cohesion
    )
    return [shaped.text[line.start : line.end].strip() for line in lines or []] or [text]
