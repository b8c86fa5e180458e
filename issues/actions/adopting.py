"""Reports of the unions become articles: one, several in one, or into an article that is there. The link is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions import writing
from issues.models import Adoption, Article, Column, Issue, Periodical
from manuscripts.parsing import to_html
from photos.actions.describing import set_credit
from submissions.actions import outcomes
from submissions.models import Report
from submissions.moves import ReportState
from submissions.placing import placed

CONTRIBUTOR_LENGTH = Article._meta.get_field("contributor").max_length


@transaction.atomic
def adopt(
    *,
    reports: Sequence[Report],
    periodical: Periodical,
    by: User,
    issue: Issue | None = None,
    column: Column | None = None,
) -> Article:
    """A draft made of reports; the first gives title and unit, the texts follow in the order given, each with its photos.

    With `issue` and `column` it is also planned into that issue. Adopted twice by the same person it is adopted once: the
    article that is there comes back. Raises NotAllowed where one of the reports cannot be adopted; then none is.
    """
    if not reports:
        raise NotAllowed("没有选来稿。请至少选一篇。")
    held = _held(reports)
    known = _adopted_already(held, by)
    if known is not None:
        return known
    main = held[0]
    article = writing.write(
        periodical=periodical,
        by=by,
        writer=None,
        union=main.union,
        bylines=_bylines(held),
        issue=issue,
        column=column,
        kicker=main.kicker,
        title=main.title,
        subtitle=main.subtitle,
        contributor=_contributors(held),
        body=_bodies(held, by),
    )
    _link(held, article, by, main=main)
    return article


@transaction.atomic
def add_to(*, article: Article, reports: Sequence[Report], by: User) -> Article:
    """Put reports at the end of an article whose words may be changed; its title and unit stay as they are."""
    if not reports:
        raise NotAllowed("没有选来稿。请至少选一篇。")
    held = _held(reports)
    if all(report.adoptions.filter(article=article).exists() for report in held):
        return article
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    before = [(byline.author.name, byline.post) for byline in article.bylines.select_related("author")]
    article = writing.rewrite(
        article=article, by=by, bylines=[*before, *_bylines(held)], body=article.body + _bodies(held, by)
    )
    _link(held, article, by, main=None)
    return article


def _held(reports: Sequence[Report]) -> list[Report]:
    """The rows, held in one order of everybody's, given back in the order asked for."""
    keys = list(dict.fromkeys(report.pk for report in reports))
    rows = Report.objects.select_for_update(of=("self",)).select_related("union", "sender").order_by("pk")
    found = {report.pk: report for report in rows.filter(pk__in=keys)}
    return [found[key] for key in keys]


def _adopted_already(held: list[Report], by: User) -> Article | None:
    if any(report.state != ReportState.ADOPTED for report in held):
        return None
    rows = Adoption.objects.filter(report__in=held, by=by).order_by("-at", "-pk")
    return next((row.article for row in rows.select_related("article") if row.report_id == held[0].pk), None)


def _link(held: list[Report], article: Article, by: User, main: Report | None) -> None:
    first = article.adoptions.count()
    for order, report in enumerate(held, first):
        # An article that was withdrawn and taken up anew knows its reports already.
        Adoption.objects.update_or_create(
            report=report, article=article, defaults={"main": report is main, "order": order, "by": by}
        )
        outcomes.adopted(report, by, words="" if report is main else f"与别的来稿合编为《{article.title}》。")
    audit.record(by=by, verb="采用来稿", target=article, reports=[report.key for report in held])


def _bylines(held: list[Report]) -> list[tuple[str, str]]:
    return [(name, post) for report in held for name, post in report.bylines]


def _contributors(held: list[Report]) -> str:
    """The units as they are printed after the text, as many as the line takes."""
    line = ""
    for name in dict.fromkeys(report.contributor or report.union.short_name for report in held):
        longer = f"{line}、{name}" if line else name
        if len(longer) <= CONTRIBUTOR_LENGTH:
            line = longer
    return line


def _bodies(held: list[Report], by: User) -> str:
    """The texts one after the other, each with its photos where they belong in it."""
    found = ""
    for report in held:
        text = placed(report)
        for photo, credit in text.credits:
            if photo.credit != credit:
                set_credit(photo=photo, by=by, credit=credit)
        found += to_html(text.blocks)
    return found
