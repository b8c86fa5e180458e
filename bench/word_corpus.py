"""The corpus of Word files: reports as correspondents of the unions send them, each with the truth about it.

`corpus()` gives 81 documents of 27 manners, always the same. Shares no code with the importer. A third and more of them
is held out: the third document of every manner, and all of the manners in HELD_OUT. They were not looked at while the
importer was tuned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench import word_manners as common
from bench import word_manners_rare as rare
from bench.word_paper import Paper, Truth
from bench.word_texts import Pool

MANNERS = (
    common.word_styles,
    common.wps_plain,
    common.old_word,
    common.wechat,
    common.photo_table,
    common.red_head,
    common.interview,
    common.model_worker,
    common.data_report,
    common.no_styles,
    common.all_bold,
    common.captions_above,
    common.two_line_title,
    common.photos_at_end,
    rare.tracked,
    rare.footnoted,
    rare.full_width,
    rare.title_in_box,
    rare.tibetan,
    rare.word_numbering,
    rare.vml_wps,
    rare.floating,
    rare.formulas,
    rare.headers_hidden,
    rare.contact_lines,
    rare.speech,
    rare.photo_story,
)
HELD_OUT = frozenset(("photos_at_end", "floating", "speech", "contact_lines"))
EACH = 3


@dataclass
class Sample:
    name: str
    manner: str
    held_out: bool
    data: bytes
    truth: Truth


def corpus() -> Iterator[Sample]:
    """All documents, in order of their manners."""
    for place, manner in enumerate(MANNERS):
        for number in range(EACH):
            paper, pool = Paper(), Pool(1000 * place + number)
            manner(paper, pool)
            held_out = number == EACH - 1 or manner.__name__ in HELD_OUT
            yield Sample(f"{manner.__name__}-{number + 1}", manner.__name__, held_out, paper.bytes(), paper.truth)
