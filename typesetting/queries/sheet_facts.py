"""What the review sheets say, gathered from the rows: for one article, or for an issue in the same number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from issues.models import (
    Article,
    Byline,
    Correction,
    Decision,
    Issue,
    LeaderLink,
    Level,
    Periodical,
    Placement,
    Review,
    Slip,
    Version,
    VersionName,
)
from issues.workflow import State

DIGEST_GROUPS = 4
GROUP_LENGTH = 4
SETTLED = (State.APPROVED, State.PUBLISHED)
LONG_TEXTS = ("body", "plain_text", "editors_note")


def article_sheet(article: Article, *, by: User, at: datetime) -> dict:
    """The facts of one article's sheet, as `sheets.drawing.draw_sheets` takes them."""
    found = _with_history(Article.objects.filter(pk=article.pk)).get()
    placements = list(
        Placement.objects.filter(article=found)
        .select_related("issue__periodical", "column")
        .order_by("-issue__year", "-issue__number", "-pk")
    )
    placement = placements[0] if placements else None
    label = placement.issue.label if placement else ""
    return {
        **_head(found.periodical, label, by, at),
        "title": f"三审单 {found.title}",
        "table": None,
        "sheets": [_sheet(found, placement)],
    }


def issue_sheet(issue: Issue, *, by: User, at: datetime, only_table: bool = False) -> dict:
    """The facts of an issue's sheets: the table of all its articles, then, unless `only_table`, the sheet of each."""
    placements = list(
        Placement.objects.filter(issue=issue)
        .exclude(article__state=State.WITHDRAWN)
        .select_related("issue", "column")
        .order_by("column_order", "column_id", "order", "id")
    )
    articles = _with_history(
        Article.objects.filter(pk__in=[placement.article_id for placement in placements])
    ).in_bulk()
    rows = [
        _row(number, articles[placement.article_id], placement.column.name, issue.year)
        for number, placement in enumerate(placements, 1)
    ]
    chars = sum(row["chars"] for row in rows)
    settled = sum(articles[placement.article_id].state in SETTLED for placement in placements)
    return {
        **_head(issue.periodical, issue.label, by, at),
        "title": f"三审单 {issue}",
        "table": {"summary": f"{len(rows)} 篇　{chars} 字　{settled} 篇完成三审", "rows": rows},
        "sheets": [] if only_table else [_sheet(articles[placement.article_id], placement) for placement in placements],
    }


def _with_history(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Articles with all their sheets tell; no text of a version is read."""
    versions = Version.objects.defer("words").select_related("by").order_by("number")
    slips = Slip.objects.select_related("by", "before", "after").defer("before__words", "after__words")
    links = LeaderLink.objects.select_related("by", "version").defer("version__words")
    return (
        articles.select_related("periodical", "editor", "writer", "union")
        .defer(*LONG_TEXTS)
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("reviews", Review.objects.select_related("reviewer").order_by("at", "pk")),
            Prefetch("versions", versions),
            Prefetch("slips", slips),
            Prefetch("corrections", Correction.objects.select_related("by")),
            Prefetch("leader_links", links),
        )
    )


def _head(periodical: Periodical, label: str, by: User, at: datetime) -> dict:
    return {"masthead": periodical.title, "label": label, "made": f"{by.name}　{time_shown(at)} 打印"}


def _row(number: int, article: Article, column: str, year: int) -> dict:
    standing = _standing(article)
    return {
        "number": number,
        "column": column,
        "title": article.title,
        "chars": article.char_count,
        "state": "" if article.state in SETTLED else article.get_state_display(),
        "levels": [_who_when(standing.get(level), year) for level in Level.values],
    }


def _who_when(review: Review | None, year: int) -> list[str]:
    """The reviewer and the time, which leaves out the year where it is the issue's."""
    return [review.reviewer.name, time_shown(review.at).removeprefix(f"{year}年")] if review else ["", ""]


def _standing(article: Article) -> dict[int, Review]:
    """The passes that count now, by level."""
    return {review.level: review for review in article.reviews.all() if review.stands}


def _sheet(article: Article, placement: Placement | None) -> dict:
    standing = _standing(article)
    return {
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "authors": _authors(article) or "—",
        "facts": [[name, value or "—"] for name, value in _facts(article, placement)],
        "levels": [_level(level, standing.get(level.value)) for level in Level],
        "parts": [part for part in _parts(article) if part["rows"]],
    }


def _facts(article: Article, placement: Placement | None) -> list[tuple[str, str]]:
    """Pairs of label and value, two a line."""
    return [
        ("供稿单位", article.contributor or (article.union.name if article.union else "")),
        ("来　源", article.source),
        ("刊　期", placement.issue.label if placement else ""),
        ("栏　目", placement.column.name if placement else ""),
        ("字　数", str(article.char_count)),
        ("现　状", article.get_state_display()),
        ("撰稿人", str(article.writer or "来稿")),
        ("责任编辑", str(article.editor or "")),
    ]


def _authors(article: Article) -> str:
    return "　".join(
        f"{byline.author.name}（{byline.post}）" if byline.post else byline.author.name
        for byline in article.bylines.all()
    )


def _level(level: Level, review: Review | None) -> dict:
    if review is None:
        return {"name": level.label, "who": "", "decision": "", "at": "", "opinion": [], "digest": ""}
    return {
        "name": level.label,
        "who": review.reviewer.name,
        "decision": review.get_decision_display(),
        "at": time_shown(review.at),
        "opinion": paragraphs(review.opinion),
        "digest": digest_shown(review.digest),
    }


def _parts(article: Article) -> list[dict]:
    return [
        {
            "name": "审稿经过",
            "columns": [["轮", 2], ["时间、所读文字指纹", 12.5], ["审级", 3], ["审稿人", 5], ["决定", 7], ["意见", 0]],
            "rows": _rounds(article),
        },
        {
            "name": "领导审阅",
            "columns": [["送出", 12.5], ["领导", 10], ["所送版本", 11], ["答复", 12.5], ["意见", 0]],
            "rows": [_leader(link) for link in article.leader_links.all()],
        },
        {
            "name": "校改",
            "columns": [["时间", 12.5], ["谁", 5], ["说明", 0], ["改前", 11], ["改后", 11]],
            "rows": [
                [time_shown(slip.at), slip.by.name, slip.note, digest_shown(slip.before.digest), digest_shown(slip.after.digest)]
                for slip in article.slips.all()
            ],
        },
        {
            "name": "更正",
            "columns": [["时间", 12.5], ["谁", 5], ["说明", 0]],
            "rows": [[time_shown(correction.at), correction.by.name, correction.note] for correction in article.corrections.all()],
        },
        {
            "name": "版本",
            "columns": [["版次", 4], ["名称", 5], ["时间", 12.5], ["谁", 0], ["指纹", 11]],
            "rows": [
                [str(version.number), version.get_name_display(), time_shown(version.at), _name(version.by), digest_shown(version.digest)]
                for version in article.versions.all()
            ],
        },
    ]  # fmt: skip


def _rounds(article: Article) -> list[list]:
    """Every review there was, with the round it belongs to: a round begins where the text is sent to review."""
    begun = [version.at for version in article.versions.all() if version.name == VersionName.SUBMITTED]
    return [
        [
            str(max(1, sum(at <= review.at for at in begun))),
            [time_shown(review.at), digest_shown(review.digest)],
            review.get_level_display(),
            review.reviewer.name,
            _decision(review),
            paragraphs(review.opinion),
        ]
        for review in article.reviews.all()
    ]


def _decision(review: Review) -> str:
    """What was decided; a pass that later changes of the text took away says so."""
    lapsed = review.decision == Decision.PASS and not review.stands
    return f"{review.get_decision_display()}（已失效）" if lapsed else review.get_decision_display()


def _leader(link: LeaderLink) -> list:
    if link.answered_at:
        answer = [link.get_answer_display(), time_shown(link.answered_at)]
    else:
        answer = ["已撤回" if link.withdrawn_at else "没有答复"]
    leader = [part for part in (link.name, link.post) if part]
    version = [f"第 {link.version.number} 版", digest_shown(link.version.digest)]
    return [[time_shown(link.made_at), f"{link.by.name}送"], leader, version, answer, paragraphs(link.opinion)]


def _name(person: User | None) -> str:
    return person.name if person else "系统"


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def time_shown(at: datetime) -> str:
    """A moment as sheets say it: 2026年3月2日 14:05."""
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02}"


def digest_shown(digest: str) -> str:
    """The first sixteen figures in groups, as people can compare them by eye."""
    ends: Iterable[int] = range(0, DIGEST_GROUPS * GROUP_LENGTH, GROUP_LENGTH)
    return " ".join(digest[start : start + GROUP_LENGTH] for start in ends)
