"""Gaining and losing lines: an article set some lines longer or shorter, where an eye forgives it most.

Every paragraph is offered a line more or less by the line breaker, which never squeezes or stretches beyond its limits; taken
are those that cost least. So an editor can have a page close without touching a word.
"""

from __future__ import annotations

from typesetting.composition.material import Material, Paragraph


def change_lines(stream: list[Material], by: int) -> int:
    """Set the stream's paragraphs `by` lines longer (below zero: shorter) together; by how many it could be done.

    Only paragraphs not yet cut or set otherwise are asked, each for one line at most.
    """
    step = 1 if by > 0 else -1
    done = 0
    for piece in sorted(
        (piece for piece in stream if isinstance(piece, Paragraph)), key=lambda piece: _price(piece, step)
    ):
        if done == by:
            break
        if piece.can_give(step):
            piece.adopt(step)
            done += step
    return done


def _price(piece: Paragraph, step: int) -> float:
    """How hard it is to set a paragraph so, against the others: the room to be found or filled, shared by its lines."""
    room = piece.last_width if step < 0 else piece.width - piece.last_width
    return room / max(len(piece.lines), 1)
