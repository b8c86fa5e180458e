"""The words of a notice as an office would write them, from the figures. A proposal: whoever signs changes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from accounts.models import UnionKind
from submissions.figures.counting import Missed
from submissions.figures.periods import in_words
from submissions.figures.tables import NO_COLUMN, Figures, Measure, Row
from submissions.models import Call

NUMERALS = "一二三四五六七八九十"
ADDRESSEE = "各市（州）总工会，各县（市、区）总工会，各产业工会，省总工会各直属单位"
NAMED, COLUMNS_NAMED = 3, 5


def title_for(figures: Figures) -> str:
    """Short enough for one line of a notice."""
    return f"关于{figures.question.period.label}工会稿件采用情况的通报"


def propose(figures: Figures, calls: Iterable[Call], today: date) -> str:
    """The text: a line for each paragraph, 一、 before the headings."""
    parts = [
        ("总体情况", _overall(figures)),
        ("排名情况", _ranking(figures)),
        ("零报送单位", _silence(figures)),
        ("约稿未交情况", _missed(figures.missed)),
        ("下一步报送重点", _next(calls)),
    ]
    lines = [_opening(figures, today)]
    for number, (name, said) in enumerate(((name, said) for name, said in parts if said)):
        lines += [f"{NUMERALS[number]}、{name}", *said]
    return "\n".join(lines)


def _opening(figures: Figures, today: date) -> str:
    period, total = figures.question.period, figures.total
    until = f"（截至{in_words(today)}）" if period.last >= today else ""
    if not total.sent:
        return f"{period.label}{until}，编辑部没有收到{_whose(figures)}报送的{_which(figures)}。现将有关情况通报如下。"
    return (
        f"{period.label}{until}，{_whose(figures)}共向编辑部报送{_which(figures)}{total.sent}篇，采用{total.adopted}篇，"
        f"采用率{total.rate}。现将有关情况通报如下。"
    )


def _whose(figures: Figures) -> str:
    """The unions in question; nothing is said of others than were asked for."""
    return "、".join(kind.label for kind in UnionKind if kind in figures.question.kinds) or "各级工会"


def _which(figures: Figures) -> str:
    return f"“{figures.question.column}”栏目稿件" if figures.question.column else "稿件"


def _overall(figures: Figures) -> list[str]:
    standing = [row for row in figures.unions if row.tally.sent]
    if not standing:
        return []
    kinds = "；".join(_counted(row) for row in figures.kinds if row.tally.sent)
    said = [f"报送稿件的单位共{len(standing)}个。按工会类别统计，{kinds}。"]
    adopted = sorted(
        (row for row in figures.columns if row.tally.adopted and row.name != NO_COLUMN),
        key=lambda row: row.tally.adopted,
        reverse=True,
    )
    if adopted and not figures.question.column:
        names = "、".join(f"“{row.name}”{row.tally.adopted}篇" for row in adopted[:COLUMNS_NAMED])
        said.append(f"从采用的栏目看，{names}。")
    return said


def _counted(row: Row) -> str:
    return f"{row.name}报送{row.tally.sent}篇、采用{row.tally.adopted}篇"


def _ranking(figures: Figures) -> list[str]:
    said = []
    for kind in UnionKind:
        rows = [row for row in figures.of_kind(kind) if row.rank <= NAMED]
        if rows:
            names = "，".join(f"{_place(row)}{row.name}（{_value(row, figures.measure)}）" for row in rows)
            said.append(f"{kind.label}居前的是：{names}。")
    together = [row for row in figures.prefectures if row.rank is not None and row.rank <= NAMED]
    if together and any(row.below_counts for row in figures.prefectures):
        names = "，".join(f"{_place(row)}{row.name}（{_value(row, figures.measure)}）" for row in together)
        said.append(f"{UnionKind.PREFECTURE.label}连同所属县区工会一并统计，居前的是：{names}。")
    return [f"按{figures.measure.label}排名，各类工会情况如下，完整名次见附表。", *said] if said else []


def _place(row: Row) -> str:
    return f"{'并列' if row.tied else ''}第{row.rank}名"


def _value(row: Row, measure: Measure) -> str:
    return f"{row.tally.points_text}分" if measure == Measure.POINTS else f"{getattr(row.tally, measure)}篇"


def _silence(figures: Figures) -> list[str]:
    if not figures.silent:
        return []
    said = [f"没有报送{_which(figures)}的单位共{len(figures.silent)}个："]
    for kind in UnionKind:
        names = [_silent(row) for row in figures.silent if row.kind == kind]
        if names:
            said.append(f"{kind.label}（{len(names)}个）：{'、'.join(names)}。")
    return [*said, "请以上单位重视信息报送工作，明确专人负责，按时报送稿件。"]


def _silent(row: Row) -> str:
    return f"{row.name}（所属县区报送{row.below}篇）" if row.below else row.name


def _missed(missed: Iterable[Missed]) -> list[str]:
    said = []
    for _, calls in groupby(missed, key=lambda call: call.union):
        calls = list(calls)
        said.append(f"{calls[0].name}{'、'.join(f'“{call.topic}”' for call in calls)}")
    return [f"以下单位没有按约供稿：{'；'.join(said)}。"] if said else []


def _next(calls: Iterable[Call]) -> list[str]:
    topics = [
        f"{at}.{call.topic}（{call.deadline.month}月{call.deadline.day}日前报送）。" for at, call in enumerate(calls, 1)
    ]
    begin = ["请各单位围绕以下题目组织稿件："] if topics else []
    rest = "请各单位围绕工会重点工作，多报送反映一线职工和班组的稿件。稿件须经本单位领导审核，并附高清照片两张以上。"
    return [*begin, *topics, rest]
