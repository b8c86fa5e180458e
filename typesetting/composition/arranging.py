"""Other arrangements of a short item's body, to be tried where its columns end at different heights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from typesetting.composition.body import Body
from typesetting.composition.material import Drawing, Paragraph

MOST_PLACES = 8  # paragraphs before which an item's photos are tried
LOWEST = 8  # rows, caption included; a photo is not made lower than that


def with_photos_elsewhere(body: Body) -> Iterator[Body]:
    """The body with its photos before the first paragraph, before the second and so on; nothing where it has none to move."""
    if not any(piece.movable for piece in body.stream):
        return
    rest = [at for at, piece in enumerate(body.stream) if not piece.movable]
    for before, at in enumerate(rest[:MOST_PLACES]):
        if not isinstance(body.stream[at], Paragraph) or (before and body.stream[rest[before - 1]].tied):
            continue
        moved = body.copy()
        photos = [piece for piece in moved.stream if piece.movable]
        others = [piece for piece in moved.stream if not piece.movable]
        moved.stream[:] = [*others[:before], *photos, *others[before:]]
        yield moved


def with_lower_photos(bodies: Iterable[Body], by: int) -> Iterator[Body]:
    """The bodies with the photos in their columns so many rows lower: cropped a little, then narrower than the column."""
    for body in bodies:
        lower = body.copy()
        changed = False
        for at, piece in enumerate(lower.stream):
            if isinstance(piece, Drawing) and piece.movable and piece.lower and piece.rows - by >= LOWEST:
                lower.stream[at] = piece.lower(piece.rows - by)
                changed = True
        if changed:
            yield lower
