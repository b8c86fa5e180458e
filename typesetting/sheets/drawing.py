"""Drawing review sheets: the facts go to `sheets.typ` as JSON, in the journal's own fonts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typesetting.composition.metrics import standard_fonts
from typesetting.making.missing import MissingSorts
from typesetting.office_papers import draw_paper, drawable, named

PROGRAMME = Path(__file__).with_name("sheets.typ")
# Bold text is set in these alone.
BOLD_FACES = ("song-bold", "hei-bold")


@dataclass(frozen=True)
class Drawn:
    """A finished PDF. `missing`: the characters no font has, in the order met; each stands as 〓 and is named on the last page."""

    pdf: bytes
    missing: tuple[str, ...]


def draw_sheets(facts: dict, *, timestamp: int) -> Drawn:
    """The PDF of review sheets. The same facts and the same `timestamp` (seconds) give the same bytes.

    `facts`, plain JSON: `title` of the document; `masthead` and `label` of its running head; `made`, who made it and when;
    `table`, None or {`summary`, `rows`: [{`number`, `column`, `title`, `chars`, `state`, `levels`: three of [who, when]}]};
    `sheets`: [{`title`, `kicker`, `subtitle`, `authors`, `facts`: [[label, value]], `levels`: [{`name`, `who`, `decision`, `at`,
    `opinion`: [paragraph], `digest`}], `parts`: [{`name`, `columns`: [[heading, width in em or 0]], `rows`: [[cell]]}]}]; a
    cell is a string or a list of paragraphs. Of a sign-off sheet also `kind`, its name, and `proofs`: {`verdict`, `facts`,
    `files`: [[name, lines of a digest]], `stages`: [{`name`, `who`, `at`, `marks`, `opinion`, `digest`}], `parts`}.

    Raises PressError (FontError where a font cannot be read) with a sentence for the desk.
    """
    sorts = MissingSorts()
    shown = {"kind": "三审单", **facts}
    shown |= {name: drawable(facts.get(name), sorts, 0) for name in ("table", "proofs")}
    shown["sheets"] = [drawable(sheet, sorts, number) for number, sheet in enumerate(facts["sheets"], 1)]
    for key in ("title", "masthead", "label", "made"):
        shown[key] = drawable(facts[key], sorts, 0)
    for sheet in shown["sheets"]:
        sheet["bold"] = _is_bold(sheet["title"])
    missing = tuple(dict.fromkeys(char for _, char in sorts.found))
    shown["missing"] = [_named(char, sheets) for char, sheets in _where(sorts).items()]
    pdf = draw_paper(PROGRAMME, shown, timestamp=timestamp, what="三审单")
    return Drawn(pdf, missing)


def _is_bold(text: str) -> bool:
    """Whether the bold faces have every character of the text."""
    fonts = standard_fonts()
    return all(any(fonts[face].has(char) for face in BOLD_FACES) for char in text)


def _where(sorts: MissingSorts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for sheet, char in sorts.found:
        found.setdefault(char, []).append(sheet)
    return found


def _named(char: str, sheets: list[int]) -> str:
    """A missing character by its number and name, and the sheets it occurs on (0 is the table)."""
    where = "、".join(f"第 {sheet} 张" for sheet in sheets if sheet)
    return named(char) + (f"：{where}" if where else "")
