"""How much of the corpus of Word files is read right: by field, for the documents looked at and for those held out.

`python -m bench.word` prints the table; `python -m bench.word --wrong` lists besides what was read wrong in the documents
that are not held out, and `--wrong-held-out` in those that are: only for when the tuning is over.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.word_corpus import Sample, corpus
from manuscripts.blocks import Figure, Heading, Table, block_texts, spans_text
from manuscripts.parsing import parse_html
from manuscripts.word import WordReport, read_docx

FIELDS = (
    "title",
    "kicker",
    "subtitle",
    "unit",
    "trailing unit",
    "author",
    "source",
    "heading",
    "caption",
    "table",
    "photos",
    "text",
    "left out",
    "named",
)
NEEDED = 0.95
_DASHES = re.compile(r"^[—–-]+")
_NUMBERED = "{:016x}"  # pictures get the form of keys, so that the stored vocabulary's reader takes them


@dataclass
class Score:
    right: Counter = field(default_factory=Counter)
    asked: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str = "") -> float:
        asked = self.asked[name] if name else self.asked.total()
        return (self.right[name] if name else self.right.total()) / asked if asked else 1.0


def reports() -> Iterator[tuple[Sample, WordReport]]:
    """Every document of the corpus with what is read from it."""
    return ((sample, read_docx(sample.data)) for sample in corpus())


def measure_reports(read: Iterable[tuple[Sample, WordReport]]) -> tuple[Score, Score]:
    """The scores of the documents looked at and of those held out."""
    open_, held = Score(), Score()
    for sample, report in read:
        score = held if sample.held_out else open_
        for name, right, wanted, found in answers(sample, report):
            score.asked[name] += 1
            score.right[name] += right
            if not right:
                score.wrong.append(f"{sample.name} {name}: {wanted!r} / {found!r}")
    return open_, held


def answers(sample: Sample, report: WordReport) -> Iterator[tuple[str, bool, object, object]]:
    """(field, whether it is right, what it should be, what was read) for all that can be asked of one document."""
    truth = sample.truth
    for name, wanted, found in (
        ("title", truth.title, report.title),
        ("kicker", truth.kicker, report.kicker),
        ("subtitle", _DASHES.sub("", truth.subtitle), report.subtitle),
        ("unit", truth.unit, report.contributor),
        ("source", truth.source, report.source),
        ("author", sorted(truth.authors), sorted(report.bylines)),
    ):
        if wanted or found or name in ("title", "kicker"):
            yield name, _same(wanted) == _same(found), wanted, found
    if truth.trailing:
        yield (
            "trailing unit",
            report.contributor_trails and report.contributor == truth.unit,
            truth.unit,
            report.contributor,
        )
    yield from _body(truth, report)
    said = "".join(report.not_understood)
    for word in truth.named:
        yield "named", word in said, word, said


def _body(truth, report: WordReport) -> Iterator[tuple[str, bool, object, object]]:
    html = re.sub(r"word:(\d+)", lambda match: f"/photos/{_NUMBERED.format(int(match[1]))}/", report.html)
    blocks = parse_html(html)
    headings = [(block.level, spans_text(block.spans)) for block in blocks if isinstance(block, Heading)]
    yield from _each("heading", truth.headings, headings)
    pictures = {picture.number: (picture.caption, picture.credit) for picture in report.pictures}
    shown = [int(block.photo, 16) for block in blocks if isinstance(block, Figure)]
    yield "photos", len(shown) == len(truth.captions), len(truth.captions), len(shown)
    captions = [pictures[number] for number in shown]
    for place, wanted in enumerate(truth.captions):
        found = captions[place] if place < len(captions) else None
        yield "caption", found is not None and _same(found) == _same(wanted), wanted, found
    tables = [block for block in blocks if isinstance(block, Table)]
    for place, wanted in enumerate(zip(truth.tables, truth.table_captions, strict=True)):
        found = _table(tables[place]) if place < len(tables) else None
        yield "table", found == wanted, wanted, found
    if len(tables) > len(truth.tables):
        yield "table", False, "none", [_table(one) for one in tables[len(truth.tables) :]]
    texts = [text.replace("\n", "") for block in blocks for text in block_texts(block)]
    for wanted in truth.text:
        yield "text", wanted in texts, wanted, [text for text in texts if text[:6] in wanted or wanted[:6] in text]
    for word in truth.absent:
        yield "left out", not any(word in text for text in (*texts, html)), word, "still there"


def _each(name: str, wanted: list, found: list) -> Iterator[tuple[str, bool, object, object]]:
    """One answer for each thing wanted, one more wrong for each that was found besides."""
    left = Counter(map(_same, found))
    for one in wanted:
        right = left[_same(one)] > 0
        left[_same(one)] -= right
        yield name, right, one, found
    for one, count in left.items():
        for _ in range(count):
            yield name, False, "none", one


def _table(table: Table) -> tuple:
    rows = [
        [(spans_text(cell.spans), cell.colspan, cell.rowspan) for cell in row] for row in (*table.head, *table.body)
    ]
    return rows, spans_text(table.caption)


def _same(value):
    """Values as they are compared: spaces say nothing, but in a title they do."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple):
        return tuple(_same(one) for one in value)
    return value


def main() -> None:
    """Measure and print the table."""
    open_, held = measure_reports(reports())
    print("Word import: share of each field read right")
    print(f"{'field':<14} {'looked at':>18} {'held out':>18}")
    for name in FIELDS:
        cells = (f"{one.right[name]:>5}/{one.asked[name]:<4} {one.share(name):>7.1%}" for one in (open_, held))
        print(f"{name:<14} {'  '.join(cells)}")
    print(
        f"{'all':<14} {'  '.join(f'{one.right.total():>5}/{one.asked.total():<4} {one.share():>7.1%}' for one in (open_, held))}"
    )
    for option, score in (("--wrong", open_), ("--wrong-held-out", held)):
        if option in sys.argv:
            print("\n".join(score.wrong))


if __name__ == "__main__":
    main()
