"""What the pages themselves say: whose article a place belongs to, and whether a mark was carried out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from django.core.files.storage import default_storage

from manuscripts.blocks import block_texts, from_json
from typesetting.models import Mark, Outcome, Proof
from typesetting.paper.passages import Passage, bare, says
from typesetting.paper.pictures import Line, Place

NEAR = 12  # lines around a place that tell whose article it stands in
ENOUGH = 4  # characters of a line that tell one article from another


@lru_cache(maxsize=4)
def _texts(manifest: str) -> dict[str, str]:
    """All that each article of a manifest says, as one bare text by the article's key."""
    with default_storage.open(manifest, "rb") as handle:
        found = json.load(handle)
    return {
        str(article["id"]): bare(
            "".join(
                [
                    *(article.get(name) or "" for name in ("kicker", "title", "subtitle", "source", "contributor")),
                    *(part for byline in article["bylines"] for part in (byline["name"], byline["post"])),
                    *_said(article.get("editors_note") or []),
                    *_said(article["blocks"]),
                ]
            )
        )
        for column in found["columns"]
        for article in column["articles"]
    }


def _said(blocks: list[dict]) -> list[str]:
    return list(chain.from_iterable(block_texts(block) for block in from_json(blocks)))


def article_at(
    proof: Proof, page: int, lines: Sequence[Line], place: Place | None, passage: Passage | None
) -> int | None:
    """The article a place of a page belongs to: the only one there, else the one that says what stands nearest.

    None on the cover and the contents, and where nothing tells.
    """
    here = [key for key, (first, last) in proof.run.page_map.items() if first <= page <= last]
    if len(here) < 2:
        return int(here[0]) if here else None
    texts = _texts(proof.run.manifest.name)
    if passage is not None:
        exact = [key for key in here if says([texts.get(key, "")], passage.before, passage.text, passage.after)]
        if len(exact) == 1:
            return int(exact[0])
    if place is None:
        return None
    for line in sorted(lines, key=lambda line: _distance(line, place))[:NEAR]:
        words = bare(line.text)
        found = [key for key in here if len(words) >= ENOUGH and words in texts.get(key, "")]
        if len(found) == 1:
            return int(found[0])
    return None


def _distance(line: Line, place: Place) -> float:
    """How far a line is from a place; one of the other column is further than any of its own."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    aside = max(line.edges[0] - x, x - line.edges[-1], 0.0)
    return aside * 4 + abs((line.top + line.bottom) / 2 - y)


def seen_outcome(mark: Mark, texts: Sequence[str]) -> str:
    """What the pages' bare texts show of a mark: an Outcome, or an empty string where a person must look."""
    if not (mark.before or mark.after) or not (mark.wrong or mark.right):
        return ""
    if says(texts, mark.before, mark.wrong, mark.after) and mark.wrong:
        return Outcome.NOT_YET
    if says(texts, mark.before, mark.right, mark.after):
        return Outcome.DONE
    return ""
