"""The form of a report: what it is sent with, and what it shows. Words are judged by the actions, whose sentences the page says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from submissions.actions.drafting import PhotoWords
from submissions.bodies import tables_of, text_of
from submissions.models import Report
from submissions.placing import numbers_of
from submissions.words import LINES

FIELDS = (*LINES, "union", "call", "authors", "body", "note")
STEPS = ("标题和正文", "照片", "审核和联系", "看一遍再报送")
STEP_OF = {"title": 1, "body": 1, "photos": 2, "approver": 3, "approver_phone": 3, "phone": 3}

Values = dict[str, str]


def values_of(report: Report) -> Values:
    """A report as its form shows it."""
    found = {name: getattr(report, name) for name in (*LINES, "note")}
    return found | {
        "union": str(report.union_id),
        "call": str(report.call_id or ""),
        "authors": "、".join(name for name, _ in report.bylines),
        "body": text_of(report.body, numbers_of(report), tables_of(report)),
    }


def values_sent(data: Mapping[str, str]) -> Values:
    """The fields a form was sent with; a step sends its own alone."""
    return {name: str(data[name]) for name in FIELDS if name in data}


def photos_sent(data: QueryDict) -> tuple[PhotoWords, ...]:
    """What the form says of its photos, in its order."""
    numbers = (value for value in data.getlist("photo") if value.isdecimal() and len(value) < 16)
    return tuple(
        PhotoWords(int(number), data.get(f"caption-{number}", ""), data.get(f"credit-{number}", ""))
        for number in numbers
    )


def photos_told(rows: Iterable[Mapping]) -> tuple[PhotoWords, ...]:
    """The same from JSON. Raises KeyError, TypeError or ValueError where it is not of that form."""
    return tuple(PhotoWords(int(row["pk"]), str(row["caption"]), str(row["credit"])) for row in rows)


def number(value: object) -> int | None:
    """A number a form carries; None where it carries none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
