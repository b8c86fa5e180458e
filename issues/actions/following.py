"""What becomes of the unions' reports when something becomes of their article. Parts of other actions."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import User
from issues.models import Adoption, Article, ArticleStretch, Issue, Placement
from issues.workflow import State
from submissions.actions import outcomes
from submissions.likeness import fingerprint
from submissions.models import Report
from submissions.moves import ReportState


def follow_withdrawal(article: Article, by: User) -> None:
    """The reports the article was made of go back to the editors."""
    for report in _reports_of(article):
        outcomes.let_go(report, by)


def follow_restoring(article: Article, by: User) -> None:
    """Reports that wait for another decision since the withdrawal are adopted again."""
    for report in _reports_of(article):
        if report.state == ReportState.UNDER_REVIEW:
            outcomes.adopted(report, by, words="文章恢复了。")


def follow_publishing(articles: Sequence[Article], by: User | None, issue: Issue | None = None) -> None:
    """Readers can read them: keep their fingerprints, tell the reports where. `issue` None: published ahead of it."""
    for article in articles:
        keep_fingerprint(article)
    tell_where(articles, by, issue)


def tell_where(articles: Sequence[Article], by: User | None, issue: Issue | None = None, announce: bool = True) -> None:
    """Note issue and page on the reports of published articles. A constant number of queries where there are none."""
    adoptions = Adoption.objects.filter(
        article__in=articles, article__state=State.PUBLISHED, report__state=ReportState.ADOPTED
    ).select_related("article", "report__sender")
    placements = Placement.objects.filter(issue=issue, article__in=articles) if issue else Placement.objects.none()
    pages = {one.article_id: one.printed_page or one.typeset_first for one in placements}
    for row in adoptions:
        page = pages.get(row.article_id)
        label = f"{issue.label}第{page}页" if issue and page else issue.label if issue else "网络首发"
        outcomes.printed(row.report, label=label, path=row.article.get_absolute_url(), by=by, announce=announce)


def keep_fingerprint(article: Article) -> None:
    article.stretches.all().delete()
    values = fingerprint(article.plain_text)
    ArticleStretch.objects.bulk_create((ArticleStretch(article=article, value=value) for value in values), 500)


def _reports_of(article: Article) -> list[Report]:
    rows = Report.objects.select_for_update(of=("self",)).select_related("sender", "union")
    return list(rows.filter(adoptions__article=article).order_by("pk"))
