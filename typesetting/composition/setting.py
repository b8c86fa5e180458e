"""A broken line → the pieces of the plan: text, kerns in em, runs in another style."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from typesetting.composition.junctions import EM, Glue
from typesetting.composition.linebreak import EXTRA_STRETCH, MOST_HAN_STRETCH, Line
from typesetting.composition.marks import HAN_CHAR
from typesetting.composition.plan import Piece, Run
from typesetting.composition.shaping import SUB_RISE, SUP_RISE, Look, Shaped

StyleOf = Callable[[Look], str]  # the plan's style name of a look within the paragraph's style


Placed = list[tuple[int, Glue]]  # the glues of a line, each with its place


def _share(amount: int, glues: Placed, room: list[int], kerns: dict[int, int]) -> int:
    """Give `amount` to the glues in proportion to their room (all signs positive); what is given out, exactly."""
    total = sum(room)
    given = min(amount, total)
    done = seen = 0
    for (at, _), most in zip(glues, room, strict=True):
        seen += most
        upto = given * seen // total
        kerns[at] += upto - done
        done = upto
    return given


def _squeeze(over: int, glues: Placed, kerns: dict[int, int]) -> int:
    """Take `over` from the glues in CLREQ's order; what is left for Han."""
    for order in range(6):
        of_class = [(at, glue) for at, glue in glues if glue.shrink_class == order and glue.shrink]
        if over > 0 and of_class:
            taken: dict[int, int] = dict.fromkeys((at for at, _ in of_class), 0)
            over -= _share(over, of_class, [glue.shrink for _, glue in of_class], taken)
            for at, amount in taken.items():
                kerns[at] -= amount
    return over


def _widen(short: int, glues: Placed, kerns: dict[int, int]) -> int:
    """Spread `short` over the glues in order; what is left for Han."""
    for order in range(3):
        of_class = [(at, glue) for at, glue in glues if glue.stretch_class == order and glue.stretch]
        if short > 0 and of_class:
            short -= _share(short, of_class, [glue.stretch for _, glue in of_class], kerns)
    willing = [(at, glue) for at, glue in glues if glue.stretch]
    if short > 0 and willing:
        short -= _share(short, willing, [EXTRA_STRETCH] * len(willing), kerns)
    return short


def _spread_over_han(short: int, line: Line, shaped: Shaped, kerns: dict[int, int]) -> None:
    """Spread the rest (below zero: take it) over the gaps beside Han; leave the line short where that would tear it."""
    text = shaped.text
    spots = [at for at in range(line.start + 1, line.end) if HAN_CHAR.match(text[at]) or HAN_CHAR.match(text[at - 1])]
    if not spots or short > MOST_HAN_STRETCH * len(spots):
        return
    done = 0
    for index, at in enumerate(spots, 1):
        upto = round(short * index / len(spots))
        kerns[at] = kerns.get(at, 0) + upto - done
        done = upto


def line_kerns(shaped: Shaped, line: Line) -> dict[int, int]:
    """Every kern of the line in thousandths of an em by position; those at its start and end stand at `start` and `end`."""
    first, last = shaped.glue_before[line.start + 1], shaped.glue_before[line.end]
    glues = list(zip(shaped.places[first:last], shaped.glues[first:last], strict=True))
    kerns = {at: glue.width for at, glue in glues}
    short = line.room - shaped.natural(line.start, line.end)
    if short < 0:
        over = -short
        for at, blank in ((line.end, shaped.blank_end), (line.start, shaped.blank_start if line.start else {})):
            free = min(over, blank.get(at, 0))
            if free:
                kerns[at] = kerns.get(at, 0) - free
                over -= free
        rest = _squeeze(over, glues, kerns)
        if rest:
            _spread_over_han(-rest, line, shaped, kerns)
    elif short and line.justified:
        rest = _widen(short, glues, kerns)
        if rest:
            _spread_over_han(rest, line, shaped, kerns)
    if line.indent:
        kerns[line.start] = kerns.get(line.start, 0) + line.indent
    return kerns


def pieces(shaped: Shaped, line: Line, style_of: StyleOf) -> list[Piece]:
    """The line as the plan writes it. A space that would end the line is left out."""
    kerns = line_kerns(shaped, line)
    end = line.end - 1 if line.end in shaped.dropped else line.end
    pairs = shaped.pairs and shaped.pairs[bisect_right(shaped.pairs, line.start) : bisect_left(shaped.pairs, end)]
    cuts = {at for at, kern in kerns.items() if kern and line.start <= at <= end}
    cuts.update(pairs)
    looks = shaped.looks
    if len(looks) > 1:
        low, high = bisect_right(looks, line.start, key=_start), bisect_left(looks, end, key=_start)
        cuts.update(at for at, _ in looks[low:high])
    if not cuts and len(looks) == 1 and _plain(looks[0][1], shaped):
        return [shaped.text[line.start : end]]
    return _assemble(shaped, line.start, end, sorted(cuts), pairs, kerns, style_of)


def _start(item: tuple[int, Look]) -> int:
    return item[0]


def _plain(look: Look, shaped: Shaped) -> bool:
    return look.face == shaped.face and not (look.underline or look.href or look.script)


def _assemble(
    shaped: Shaped, start: int, end: int, cuts: list[int], pairs: list[int], kerns: dict[int, int], style_of: StyleOf
) -> list[Piece]:
    found: list[Piece] = []
    at = start
    for cut in (*cuts, None):
        upto = end if cut is None else cut
        if upto > at:
            found.append(_text_piece(shaped, at, upto, style_of))
            at = upto
        kern = kerns.get(cut, 0)
        if kern or cut in pairs:
            found.append(kern / EM)
    return found


def _text_piece(shaped: Shaped, start: int, end: int, style_of: StyleOf) -> Piece:
    text = shaped.text[start:end]
    looks = shaped.looks
    look = looks[0][1] if len(looks) == 1 else looks[bisect_right(looks, start, key=_start) - 1][1]
    if _plain(look, shaped):
        return text
    rise = (0.0, SUP_RISE, SUB_RISE)[look.script]
    return Run(text, style_of(look) if look.face != shaped.face or look.script else "", rise, look.underline, look.href)
