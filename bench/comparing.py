"""How long comparing two versions takes: by the length of the article, and by how much was changed.

Articles of 1,000 to 30,000 characters in paragraphs of about 200. Read a row to the right and the cost grows with the
changes; read a column downwards and it hardly grows with the length, which only has to be read.
"""

from __future__ import annotations

import random
import time

from bench.issue import sentence
from manuscripts.blocks import Paragraph, Span
from manuscripts.comparing import compare

LENGTHS = (1_000, 3_000, 10_000, 30_000)
EDITS = (0, 1, 5, 20)
PARAGRAPH = 200
REPEATS = 5
HEAD = f"characters  {'  '.join(f'{edits:>2} edits ms' for edits in EDITS)}  every paragraph ms  written anew ms"


def article(characters: int, seed: int) -> list[Paragraph]:
    """Paragraphs of meaningless sentences, `characters` in all or a sentence more."""
    dice = random.Random(seed)
    found: list[Paragraph] = []
    while characters > 0:
        text = ""
        while len(text) < min(PARAGRAPH, characters):
            text += sentence(dice)
        found.append(Paragraph((Span(text),)))
        characters -= len(text)
    return found


def edited(paragraphs: list[Paragraph], edits: int) -> list[Paragraph]:
    """So many edits of a few characters each, over as many paragraphs as there are."""
    dice = random.Random(edits)
    found = list(paragraphs)
    places = dice.sample(range(len(found)), len(found))
    for edit in range(edits):
        at = places[edit % len(places)]
        text = found[at].spans[0].text
        cut = dice.randrange(len(text))
        found[at] = Paragraph((Span(f"{text[:cut]}新的内容{text[cut + 5 :]}"),))
    return found


def milliseconds(before: list[Paragraph], after: list[Paragraph]) -> float:
    """The best of a few runs."""
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        compare(before, after)
        times.append(1000 * (time.perf_counter() - started))
    return min(times)


def main() -> None:
    """Measure and print the table."""
    print(HEAD, flush=True)
    for characters in LENGTHS:
        before = article(characters, 1)
        by_edits = "  ".join(f"{milliseconds(before, edited(before, edits)):>11.1f}" for edits in EDITS)
        every = milliseconds(before, edited(before, len(before)))
        anew = milliseconds(before, article(characters, 2))
        print(f"{characters:>10,} {by_edits}  {every:>18.1f}  {anew:>15.1f}", flush=True)


if __name__ == "__main__":
    main()
