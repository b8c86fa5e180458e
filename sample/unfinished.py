"""Reading the issue in progress: its articles, and what was done to each of them, by whom and how many days ago.

A folder holds `desk.toml` and the articles' files, which are those of `sample.reader`. Days are counted back from the day
the sample is loaded; `due`, `deadline` and `date` forward from it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sample.reader import MalformedSample, SampleArticle, SampleColumn, read_article, read_columns

UNFINISHED = Path(__file__).parent / "progress" / "2026-06"
_NAME = "desk.toml"


@dataclass(frozen=True)
class Step:
    """One thing done to an article, `day` days ago. Which of the rest it has depends on `do` (see `sample.walking`)."""

    day: int
    do: str
    by: str
    text: str = ""
    quote: str = ""
    find: str = ""
    put: str = ""
    person: str = ""
    post: str = ""
    answer: str = ""
    level: int = 0
    due: int | None = None


@dataclass(frozen=True)
class Journey:
    """An article and its steps, oldest first. `placed`: it stands in the issue's plan."""

    article: SampleArticle
    placed: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class UnfinishedIssue:
    """The issue in progress. `begun` days ago its planning began by `by`; `deadline` and `date` are days ahead."""

    year: int
    number: int
    serial: int
    target_pages: int
    begun: int
    deadline: int
    date: int
    by: str
    columns: tuple[SampleColumn, ...]
    journeys: tuple[Journey, ...]

    def photo_names(self) -> list[str]:
        """Every picture its articles need, each once."""
        return list(dict.fromkeys(figure.photo for one in self.journeys for figure in one.article.figures()))


def read_unfinished(folder: Path = UNFINISHED) -> UnfinishedIssue:
    """Read the issue in `folder`. Raises MalformedSample, in Chinese, where something is missing or unknown."""
    try:
        data = tomllib.loads((folder / _NAME).read_text(encoding="utf-8"))
        journeys = tuple(_journey(folder, item) for item in data.pop("articles"))
        return UnfinishedIssue(columns=read_columns(data.pop("columns"), _NAME), journeys=journeys, **data)
    except (FileNotFoundError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise MalformedSample(f"{folder.name}/{_NAME} 读不出来：{error}。请照文件开头的说明改正。") from error


def _journey(folder: Path, item: dict) -> Journey:
    article = read_article(folder / f"{item['file']}.html")
    steps = tuple(
        Step(**{"put" if key == "with" else key: value for key, value in step.items()}) for step in item["steps"]
    )
    days = [step.day for step in steps]
    if not steps or steps[0].do != "write" or days != sorted(days, reverse=True):
        raise MalformedSample(f"{item['file']} 的步骤要从 write 写起，按先后排列。请改正。")
    return Journey(article, item["placed"], steps)
