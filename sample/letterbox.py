"""Reading the letterbox of the sample: calls, points, and what became of each report, by whom and how many days ago.

`letters/` holds `letterbox.toml` and a file for each report, in the form of `sample.reader`. Days are counted back from the
day the sample is loaded; `due` forward from it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sample.reader import MalformedSample, SampleArticle, read_article

LETTERS = Path(__file__).parent / "letters"
_NAME = "letterbox.toml"


@dataclass(frozen=True)
class SampleCall:
    """A call, made `day` days ago; closed `closed` days ago, or open. `name` is what reports call it by."""

    name: str
    day: int
    due: int
    by: str
    topic: str
    text: str
    column: str
    characters: int
    unions: list[str]
    closed: int | None = None


@dataclass(frozen=True)
class SamplePoints:
    """One line of the table of points."""

    deed: str
    points: str
    column: str = ""
    kind: str = ""


@dataclass(frozen=True)
class PostStep:
    """One thing done with a report, `day` days ago (see `sample.posting`). No `by`: its sender did it.

    `after`: the reports whose texts come before it in the article it is adopted into.
    """

    day: int
    do: str
    by: str = ""
    text: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class SampleReport:
    """A report of `by`. `word`: it comes as a Word file. Of its last `travelling` photos only reduced copies have come."""

    text: SampleArticle
    by: str
    steps: tuple[PostStep, ...]
    call: str = ""
    note: str = ""
    word: bool = False
    travelling: int = 0


@dataclass(frozen=True)
class SampleLetterbox:
    """`countersigns`: the unions that countersign what the unions below them hand in."""

    countersigns: tuple[str, ...]
    points: tuple[SamplePoints, ...]
    calls: tuple[SampleCall, ...]
    reports: tuple[SampleReport, ...]

    def photo_names(self) -> list[str]:
        """Every picture its reports need, each once."""
        return list(dict.fromkeys(figure.photo for one in self.reports for figure in one.text.figures()))


def read_letterbox(folder: Path = LETTERS) -> SampleLetterbox:
    """Read the letterbox in `folder`. Raises MalformedSample, in Chinese, where something is missing or unknown."""
    try:
        data = tomllib.loads((folder / _NAME).read_text(encoding="utf-8"))
        return SampleLetterbox(
            countersigns=tuple(data["countersigns"]),
            points=tuple(SamplePoints(**item) for item in data["points"]),
            calls=tuple(SampleCall(**item) for item in data["calls"]),
            reports=tuple(_report(folder, item) for item in data["reports"]),
        )
    except (FileNotFoundError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise MalformedSample(f"{folder.name}/{_NAME} 读不出来：{error}。请照文件开头的说明改正。") from error


def _report(folder: Path, item: dict) -> SampleReport:
    name = item.pop("file")
    steps = tuple(PostStep(**step | {"after": tuple(step.get("after", ()))}) for step in item.pop("steps"))
    days = [step.day for step in steps]
    if not steps or steps[0].do != "write" or days != sorted(days, reverse=True):
        raise MalformedSample(f"{name} 的步骤要从 write 写起，按先后排列。请改正。")
    return SampleReport(text=read_article(folder / f"{name}.html"), steps=steps, **item)
