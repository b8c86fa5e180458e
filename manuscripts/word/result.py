"""What reading a Word file gives: the parts of an article, its pictures, and what was and was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field


class WordError(ValueError):
    """The file cannot be taken. The message is a sentence in Chinese: what is wrong, and what to do."""


@dataclass
class WordPicture:
    """A picture at the full size it has in the file.

    `number` is the N of its `<img src="word:N">`. `caption` and `alt` are plain text, `credit` the photographers.
    `where` is the paragraph it stands in, counted from 1 without blank ones. `cropped` says that Word shows a part of it.
    """

    number: int
    data: bytes
    name: str
    content_type: str
    where: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    cropped: bool = False


@dataclass
class WordReport:
    """A report as it was read. `bylines` are (name, post); the texts are plain, `html` holds the body alone.

    `html` is of the stored vocabulary, but for pictures: `<img src="word:N" alt="">` stands for picture N until it has
    been taken into the photo library. `particulars` are the lines for the office, (label, words): 审核, 联系电话, 日期.
    `understood` and `not_understood` are sentences in Chinese; the latter say where (第3段).
    """

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    bylines: list[tuple[str, str]] = field(default_factory=list)
    contributor: str = ""
    contributor_trails: bool = False  # it stood in brackets after the text, as the journal prints it
    source: str = ""
    editors_note: str = ""
    particulars: list[tuple[str, str]] = field(default_factory=list)
    html: str = ""
    pictures: list[WordPicture] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    characters: int = 0
