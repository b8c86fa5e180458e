"""How firmly two neighbouring characters hold together, learnt from the issue's own text.

No dictionary: two Han that nearly always stand side by side (形 and 成, 工 and 会) are taken for one word, so that a title
is not broken inside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from operator import add

FEWEST = 2  # a pair seen less often tells nothing


class Cohesion:
    """Counts characters and pairs of the texts given."""

    def __init__(self, texts: Iterable[str] = ()):
        text = "\n".join(texts)
        self._single = Counter(text)
        self._pairs = Counter(map(add, text, text[1:]))

    def between(self, left: str, right: str) -> float:
        """From 0 (strangers) to 1 (never seen apart)."""
        together = self._pairs.get(left + right, 0)
        if together < FEWEST:
            return 0.0
        return together / sqrt(self._single[left] * self._single[right])


def issue_texts(manifest: dict) -> Iterator[str]:
    """The titles and running text of a manifest."""
    for column in manifest["columns"]:
        for article in column["articles"]:
            yield article["title"]
            for block in article["blocks"]:
                for spans in (block.get("spans", ()), *block.get("paragraphs", ()), *block.get("items", ())):
                    yield "".join(span["text"] for span in spans)
