"""Articles strung together by a seeded generator, and the changes an editor makes to them."""

import random

from manuscripts.blocks import Block, Cell, Figure, Heading, ListBlock, Paragraph, Quote, Rule, Span, Spans, Table

HAN = "工会职班组车间培训技能比武劳模工匠服务阵地慰问帮扶维权调解安全生产创新竞赛牧区高原草场矿山电站的了和在是"
PIECES = [
    "，",
    "。",
    "“",
    "”",
    "2026年",
    "12.5%",
    "1,200",
    "App",
    "5G",
    "马吉孝",
    "才让·多杰",
    "\n",
    " ",
    "……",
    "——",
    "e\u0301",
]
MARKS = [(), (), (), ("strong",), ("em", "u"), ("sup",)]


def text(dice: random.Random, length: int) -> str:
    """Characters with marks, numbers and names among them, about `length` of them."""
    return "".join(dice.choice(PIECES) if dice.random() < 0.15 else dice.choice(HAN) for _ in range(length))


def spans(dice: random.Random, longest: int = 60) -> Spans:
    pieces = [text(dice, dice.randint(0, longest)) for _ in range(dice.randint(1, 3))]
    return tuple(Span(piece, dice.choice(MARKS), dice.choice(["", "", "/a/"])) for piece in pieces)


def block(dice: random.Random) -> Block:
    match dice.randrange(10):
        case 0:
            return Heading(dice.randint(1, 3), spans(dice, 12))
        case 1:
            return Quote(tuple(spans(dice) for _ in range(dice.randint(1, 3))))
        case 2:
            return ListBlock(dice.random() < 0.5, tuple(spans(dice, 20) for _ in range(dice.randint(1, 5))))
        case 3:
            return Figure(f"p{dice.randrange(9)}", text(dice, 6), spans(dice, 15))
        case 4:
            return table(dice)
        case 5:
            return Rule()
        case _:
            return Paragraph(spans(dice, 120))


def table(dice: random.Random) -> Table:
    width = dice.randint(1, 4)

    def row(header: bool) -> tuple[Cell, ...]:
        return tuple(Cell(spans(dice, 4), header, dice.choice([1, 1, 2]), dice.choice([1, 1, 2])) for _ in range(width))

    return Table(
        tuple(row(True) for _ in range(dice.randint(0, 1))), tuple(row(False) for _ in range(dice.randint(1, 5)))
    )


def edited(dice: random.Random, blocks: list[Block]) -> list[Block]:
    """The blocks after some of what an editor does: words, marks, order, blocks put in and taken out."""
    found = list(blocks)
    for _ in range(dice.randint(0, 6)):
        at = dice.randrange(len(found) + 1)
        match dice.randrange(4):
            case 0:
                found.insert(at, block(dice))
            case 1 if found:
                found.pop(at % len(found))
            case 2 if found:
                found.insert(at, found.pop(dice.randrange(len(found))))
            case 3 if found:
                found[at % len(found)] = _reworded(dice, found[at % len(found)])
    return found


def _reworded(dice: random.Random, one: Block) -> Block:
    match one:
        case Paragraph(spans=old) | Heading(spans=old):
            new = _respelt(dice, old)
            return Heading(2, new) if dice.random() < 0.2 else Paragraph(new)
        case ListBlock(items=items) | Quote(paragraphs=items):
            return ListBlock(True, tuple(_respelt(dice, item) for item in dice.sample(items, len(items))))
        case Figure(photo=photo, alt=alt, caption=caption):
            return Figure(dice.choice([photo, "other"]), alt + dice.choice(["", "甲"]), _respelt(dice, caption))
        case Table(head=head, body=body):
            rows = [[Cell(_respelt(dice, c.spans), c.header, c.colspan, c.rowspan) for c in row] for row in body]
            if dice.random() < 0.5:
                rows = [[*row[:1], Cell(spans(dice, 3)), *row[1:]] for row in rows]
            return Table(head, tuple(tuple(row) for row in rows))
        case _:
            return one


def _respelt(dice: random.Random, old: Spans) -> Spans:
    found = []
    for span in old:
        at, end = sorted((dice.randint(0, len(span.text)), dice.randint(0, len(span.text))))
        new = dice.choice(["", text(dice, 3), span.text[at:end]])
        marks = span.marks if dice.random() < 0.8 else dice.choice(MARKS)
        found.append(Span(span.text[:at] + new + span.text[end:], marks, span.href))
    return tuple(found)
