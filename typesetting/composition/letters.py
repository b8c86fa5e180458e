"""A letter: one page, one column in a larger size."""

from __future__ import annotations

from typesetting.composition.body import INDENT
from typesetting.composition.design import LEFT, ROWS, TEXT_WIDTH, row_y
from typesetting.composition.heads import HeadBuilder
from typesetting.composition.pages import Issue, Sheet
from typesetting.composition.plan import Text
from typesetting.composition.typesetter import SetText, Typesetter, plain, spans_text
from typesetting.composition.wordings import read

# Style and measure, the roomier first; a letter too long for all is set like any other article.
SIZES = (("letter", 36), ("letter-close", 36), ("body", 38))
SIGNATURE_INDENT_EMS = 2
SIGNED_WITHIN = 3  # paragraphs from the end
PLAIN_KINDS = {"paragraph", "quote", "heading"}


class Letter:
    """One article set as a letter."""

    def __init__(self, setter: Typesetter, issue: Issue, heads: HeadBuilder, article: dict, opener: str):
        self.setter, self.issue, self.heads = setter, issue, heads
        self.article, self.opener = article, opener

    def place(self, column: str) -> Sheet | None:
        """Put the letter on a page of its own; None where it does not fit one or holds more than text."""
        if any(block["kind"] not in PLAIN_KINDS for block in self.article["blocks"]):
            return None
        head = self.heads.letter(self.article, self.opener)
        if head.overflow:
            return None
        for style, ems in SIZES:
            width = ems * self.setter.styles[style].size
            made = self._set(style, width)
            step = self.setter.styles[style].leading
            height = sum(len(text.lines) for text, _ in made) * step
            if row_y(head.rows) + height <= row_y(ROWS):
                sheet = self.issue.new_sheet(column)
                head.draw(sheet, row_y(0))
                self._draw(sheet, made, style, width, row_y(head.rows))
                return sheet
        return None

    def _set(self, style: str, width: float) -> list[tuple[SetText, str]]:
        """All paragraphs and the signature, each with its role."""
        found = []
        room = width - SIGNATURE_INDENT_EMS * self.setter.styles[style].size
        for block in read(self.article["blocks"], rolls=False):
            role = "heading" if block["kind"] == "heading" else "paragraph"
            for spans in block.get("paragraphs") or [block.get("spans", [])]:
                if block["kind"] == "signature":
                    made = self.setter.set(spans, style, room, align="right")
                elif block["kind"] == "verse":
                    made = self.setter.set(spans, style, width, indent=INDENT, hang=INDENT, align="left")
                else:
                    made = self.setter.set(spans, style, width, indent=0 if block["kind"] == "salutation" else INDENT)
                found.append((made, role))
        for signer in self._signers():
            found.append((self.setter.set(plain(signer), style, room, align="right"), "paragraph"))
        return [entry for entry in found if entry[0].lines]

    def _signers(self) -> list[str]:
        """Who signs under the letter, with the post: those whose names do not close its text already; and where it is from."""
        close = "".join(spans_text(block.get("spans", [])) for block in self.article["blocks"][-SIGNED_WITHIN:])
        signers = [name for name in [self.article.get("contributor", "")] if name and name not in close]
        for entry in self.article["bylines"]:
            post = entry.get("post", "")
            if entry["name"] not in close:
                signers.append(f"{post} {entry['name']}".strip())
            elif post and post not in close:
                signers.append(f"（作者系{post}）")
        source = self.article.get("source", "")
        return [*signers, f"（来源：{source}）"] if source else signers

    def _draw(self, sheet: Sheet, made: list[tuple[SetText, str]], style: str, width: float, y: float) -> None:
        x = LEFT + (TEXT_WIDTH - width) / 2
        for number, (text, role) in enumerate(made, 1):
            name = f"{self.article['id']}.{number}"
            level = 2 if role == "heading" else 0
            sheet.add(Text(x, y, width, style, text.lines, role, level, name))
            y += len(text.lines) * self.setter.styles[style].leading
        self.issue.touch(self.article["id"], sheet)
