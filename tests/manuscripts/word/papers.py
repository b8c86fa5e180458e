"""Short Word files for the tests, each line as its writer set it."""

from __future__ import annotations

from bench.word_paper import Paper
from manuscripts.word import WordReport, read_docx

FIRST = "会议传达了上级精神，与会同志结合工作作了交流，大家一致表示要把各项要求落到实处。"
SECOND = "随后，慰问组一行来到施工现场，向坚守岗位的职工送上慰问品，并询问了他们的工作和生活情况。"
TITLE = "共和县总工会开展送清凉活动"
CENTRED = {"align": "center", "size": 18}


def read(*lines, text: tuple[str, ...] = (FIRST, SECOND), title: str = TITLE, after: tuple = ()) -> WordReport:
    """What is read of a file: a centred title, the lines under it, the text, the lines after it.

    A line is a text, or (text, {how it is set}).
    """
    paper = Paper()
    if title:
        paper.put(title, **CENTRED)
    for line in (*lines, *text, *after):
        words, look = line if isinstance(line, tuple) else (line, {})
        paper.put(words, **look)
    return read_docx(paper.bytes())


def opened() -> Paper:
    """A paper with a title and a paragraph, to go on with."""
    paper = Paper()
    paper.put(TITLE, **CENTRED)
    paper.put(FIRST)
    return paper


def finished(paper: Paper, *, with_text: bool = True) -> WordReport:
    if with_text:
        paper.put(SECOND)
    return read_docx(paper.bytes())
