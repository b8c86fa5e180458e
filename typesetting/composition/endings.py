"""What stands under an article: its source, who sent it in, the code of its page."""

from __future__ import annotations

from typesetting.composition.body import BodyBuilder
from typesetting.composition.choices import Choices
from typesetting.composition.codes import address_code
from typesetting.composition.material import Gap, Paragraph
from typesetting.composition.pages import Issue
from typesetting.composition.typesetter import Typesetter, plain

CONTRIBUTOR_AIR = 16.0  # points between a last line and the contributor beside it


def add_endings(setter: Typesetter, issue: Issue, builder: BodyBuilder, article: dict) -> Paragraph | None:
    """Put source, contributor and code under the text; gives the last paragraph, at which the end mark stands."""
    if article.get("source"):
        source = article["source"]
        text = source if source.startswith(("来源", "（")) else f"来源：{source}"
        text = text if text.startswith("（") else f"（{text}）"
        builder.paragraph(plain(text), "kai", indent=0, align="right")
    if article.get("contributor"):
        _contributor(setter, builder, article["contributor"])
    stream = builder.body.stream
    last = next((piece for piece in reversed(stream) if isinstance(piece, Paragraph)), None)
    address = Choices.of(article).address
    if address:
        code = address_code(setter, address, article["id"], builder.width)
        if code is not None:
            stream += [Gap(1), code]
        else:
            issue.concede(article["id"], ["网址太长，做不成二维码，文末没有排。"])
    return last


def _contributor(setter: Typesetter, builder: BodyBuilder, name: str) -> None:
    """（海南州总工会） at the right of the last line where there is room, else on a line of its own; before photos after it."""
    text = f"（{name}）"
    stream = builder.body.stream
    at = next((at for at in range(len(stream), 0, -1) if not stream[at - 1].movable), len(stream))
    last = stream[at - 1] if stream else None
    room = builder.width - setter.width(text, "kai") - CONTRIBUTOR_AIR
    if isinstance(last, Paragraph) and last.role == "paragraph" and last.last_width <= room:
        last.tail = setter.set(plain(text), "kai", builder.width, align="right").lines[0]
        last.remake = None
    elif builder.paragraph(plain(text), "kai", indent=0, align="right"):
        stream.insert(at, stream.pop())
