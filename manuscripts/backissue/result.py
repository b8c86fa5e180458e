"""What reading a back issue gives: columns of articles, board, imprint, and all that found no place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class FoundByline:
    """A person or body as printed: "□ 省总工会党组成员、副主席 吴建军" gives post and name."""

    name: str
    post: str = ""


@dataclass
class FoundArticle:
    """One article of the issue. `html` is its body in the allowed vocabulary; `contents_title` what the contents say."""

    title: str
    kicker: str = ""
    subtitle: str = ""
    bylines: list[FoundByline] = field(default_factory=list)
    contributor: str = ""  # the unit printed in brackets at the end, or above the title: 海西州总工会, 宣教部
    source: str = ""
    printed_page: int | None = None
    html: str = ""
    characters: int = 0
    contents_title: str = ""

    @property
    def union(self) -> str:
        """The contributor where it is a union (…工会), else an empty string: a department of the office is no union."""
        return (
            self.contributor
            if self.contributor.endswith(("工会", "工会委员会", "工会联合会", "工会工作委员会"))
            else ""
        )


@dataclass
class FoundColumn:
    name: str
    articles: list[FoundArticle] = field(default_factory=list)


@dataclass
class Leftover:
    """Text that belongs to no article: kept, with the line it stood on."""

    line: int
    text: str


@dataclass
class BackIssue:
    year: int | None = None
    number: int | None = None
    periodical: str = ""
    columns: list[FoundColumn] = field(default_factory=list)
    board: dict[str, list[str]] = field(default_factory=dict)
    imprint: dict[str, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)  # titles of the contents not found in the running text
    leftovers: list[Leftover] = field(default_factory=list)
    leftover_characters: int = 0
    warnings: list[str] = field(default_factory=list)  # sentences in Chinese, each naming the line it is about
    doubts: list[str] = field(default_factory=list)  # sentences: titles at two places that nothing tells apart
    flagged: bool = False  # True where there was no contents page and the articles are a guess


class UnreadableIssue(ValueError):
    """The file cannot be read as an issue. The message is a sentence in Chinese that says what is wrong and where."""
