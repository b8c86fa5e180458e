"""What had to be conceded for an article, told once it has its pages."""

from __future__ import annotations

from typesetting.composition.choices import Choices
from typesetting.composition.pages import Issue


def note_concessions(issue: Issue, article: dict, missing: list[str], lines_given: int) -> None:
    """Note, with page and article, what no font could set and what of the article's choices the page would not allow.

    `missing` are the characters no face has, `lines_given` by how many lines the text was set longer or shorter.
    """
    choices, name = Choices.of(article), article["id"]
    first, last = issue.spans.get(name, (0, 0))
    sheet = issue.sheets[first - 1] if first else None
    if not article["blocks"]:
        issue.note("没有正文，只排了标题。请补上正文，或把这篇从本期拿掉。", sheet, name)
    if missing:
        issue.note(f"字库里没有这些字：{'、'.join(missing)}。请改用别的字，或补上字体。", sheet, name)
    for sentence in issue.conceded.pop(name, ()):
        issue.note(sentence, sheet, name)
    if choices.lines != lines_given:
        asked = f"要求{'增' if choices.lines > 0 else '减'}{abs(choices.lines)}行"
        done = f"只做到{abs(lines_given)}行" if lines_given else "一行也没有做到"
        issue.note(f"{asked}，{done}：再挤再松就看得出来了。请删改几个字，或改别的文章。", sheet, name)
    if choices.keep_together and last > first:
        issue.note(
            f"要求不跨页，但一页排不下，排在第{first}—{last}页。请删减文字、缩小照片，或取消“不跨页”。", sheet, name
        )
