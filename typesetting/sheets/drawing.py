"""Drawing review sheets: the facts go to `sheets.typ` as JSON, in the journal's own fonts."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import typst

from typesetting.composition.metrics import standard_fonts
from typesetting.engine import forget, load_fonts
from typesetting.errors import PressError
from typesetting.missing import MissingSorts

PROGRAMME = Path(__file__).with_name("sheets.typ")
# Text may be set in any of these, one standing in for another; bold text in the bold ones alone.
FACES = ("song", "hei", "kai", "fang")
BOLD_FACES = ("song-bold", "hei-bold")
STANDARDS = ["a-2a", "ua-1"]  # the sheets are put on file for good


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
    cell is a string or a list of paragraphs.

    Raises PressError (FontError where a font cannot be read) with a sentence for the desk.
    """
    fonts = load_fonts()
    sorts = MissingSorts()
    shown = {**facts, "table": _shown(facts["table"], sorts, 0)}
    shown["sheets"] = [_shown(sheet, sorts, number) for number, sheet in enumerate(facts["sheets"], 1)]
    for key in ("title", "masthead", "label", "made"):
        shown[key] = _shown(facts[key], sorts, 0)
    for sheet in shown["sheets"]:
        sheet["bold"] = _is_bold(sheet["title"])
    missing = tuple(dict.fromkeys(char for _, char in sorts.found))
    shown["missing"] = [_named(char, sheets) for char, sheets in _where(sorts).items()]
    compiler = typst.Compiler(
        input=PROGRAMME.read_bytes(), font_paths=fonts, sys_inputs={"facts": json.dumps(shown, ensure_ascii=False)}
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
    except typst.TypstError as error:
        raise PressError(f"三审单没有画成：{error.message}。请把这句话告诉管理员。") from error
    finally:
        forget(fonts)  # a web process that draws sheets all day does not grow
    if not isinstance(pdf, bytes):
        raise PressError("三审单没有产生 PDF。请把这句话告诉管理员。")
    return Drawn(pdf, missing)


def _shown(value, sorts: MissingSorts, sheet: int):
    """The value with every string as it can be drawn."""
    if isinstance(value, str):
        return sorts.shown(value, sheet, *FACES)
    if isinstance(value, dict):
        return {key: _shown(part, sorts, sheet) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(part, sorts, sheet) for part in value]
    return value


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
    name = unicodedata.name(char, "无名")
    where = "、".join(f"第 {sheet} 张" for sheet in sheets if sheet)
    return f"U+{ord(char):04X}（{name}）" + (f"：{where}" if where else "")
