"""Loading a sample issue along the road every issue takes: photos in, draft, three reviews by three people, plan, release.

It is history: it was made when the issue came out, and nobody is sent a message about it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.actions.messaging import quietly
from accounts.models import Union, User
from issues.actions import adopting, choosing, planning, publishing, reviewing, writing
from issues.models import Article, Issue, Periodical
from issues.words import LINES
from photos.actions.ingesting import ingest
from photos.models import Photo
from sample.clock import standing_at
from sample.posting import Letters
from sample.reader import SampleArticle, SampleFigure, SampleIssue
from submissions.models import Report

WRITTEN_BEFORE = datetime.timedelta(days=9)  # from writing an article to the issue's coming out


def load_issue(
    *,
    periodical: Periodical,
    sample: SampleIssue,
    pictures: Mapping[str, Path],
    people: Mapping[str, User],
    before: datetime.datetime,
) -> Issue:
    """The sample issue in the database, released on its date or `before`. One that is there already is left as it is."""
    known = periodical.issues.filter(year=sample.year, number=sample.number).first()
    if known:
        return known
    came_out = timezone.make_aware(datetime.datetime.combine(sample.date, datetime.time(9)))
    with standing_at(min(came_out, before)), quietly():
        return _take_in_issue(periodical, sample, pictures, people)


def _take_in_issue(
    periodical: Periodical, sample: SampleIssue, pictures: Mapping[str, Path], people: Mapping[str, User]
) -> Issue:
    covers = {
        one.photo: SampleFigure(one.photo, one.caption, one.caption, one.credit)
        for one in (sample.cover, sample.back)
        if one
    }
    letters = Letters(people, pictures)
    written_here = [article for article in sample.articles if letters.sender_of(article) is None]
    photos = take_in(written_here, pictures, people["bianji"], covers)
    with transaction.atomic():
        issue = planning.make_issue(
            periodical=periodical,
            year=sample.year,
            number=sample.number,
            by=people["bianji"],
            serial=sample.serial,
            date=sample.date,
        )
        planning.set_cover(
            issue=issue,
            by=people["bianji"],
            photo=photos[sample.cover.photo],
            caption=sample.cover.caption,
            credit=sample.cover.credit,
            headlines=sample.cover.headlines,
            design=sample.cover.design,
        )
        if sample.back:
            planning.set_back_cover(
                issue=issue,
                by=people["bianji"],
                photo=photos[sample.back.photo],
                caption=sample.back.caption,
                credit=sample.back.credit,
            )
        planning.set_board_and_imprint(
            issue=issue,
            by=people["bianji"],
            board=[(post.post, list(post.names)) for post in sample.board],
            imprint=[(line.label, line.value) for line in sample.imprint],
        )
        layouts = {column.name: column.layout for column in sample.columns}
        for found in sample.articles:
            article = _through_three_reviews(periodical, found, photos, people, letters)
            column = planning.column_named(periodical, found.column, layouts[found.column])
            planning.place(issue=issue, column=column, article=article, by=people["bianji"])
            if found.layout:
                issue.refresh_from_db()
                choosing.choose_layout(
                    issue=issue, article=article, by=people["bianji"], version=issue.plan_version, **found.layout
                )
        return publishing.release(issue=issue, by=people["zhubian"])


def take_in(
    articles: Iterable[SampleArticle],
    pictures: Mapping[str, Path],
    by: User,
    more: Mapping[str, SampleFigure] | None = None,
) -> dict[str, Photo]:
    """The photos of the articles, and `more`, by name. `pictures` gives their files."""
    figures = dict(more or {}) | {figure.photo: figure for article in articles for figure in article.figures()}
    photos = {}
    for name, figure in figures.items():
        with pictures[name].open("rb") as handle:
            photos[name] = ingest(
                handle=handle,
                name=pictures[name].name,
                by=by,
                caption=figure.caption,
                credit=figure.credit,
                alt=figure.alt,
            )
    return photos


def _through_three_reviews(
    periodical: Periodical,
    found: SampleArticle,
    photos: Mapping[str, Photo],
    people: Mapping[str, User],
    letters: Letters,
) -> Article:
    came = timezone.now() - WRITTEN_BEFORE
    with standing_at(came):
        # Spread over a month.
        report = letters.posted(found, days=3 + sum(found.slug.encode()) % 28)
        article = write_article(periodical, found, photos, people["bianji"], letters, report)
    article = reviewing.submit(article=article, by=people["bianji"])
    article = reviewing.pass_on(article=article, by=people["bianji2"], opinion="事实清楚，文字可用。")
    article = reviewing.pass_on(article=article, by=people["fuzhubian"], opinion="同意。")
    return reviewing.approve(article=article, by=people["zhubian"], opinion="同意刊发。")


def write_article(
    periodical: Periodical,
    found: SampleArticle,
    photos: Mapping[str, Photo],
    by: User,
    letters: Letters,
    report: Report | None,
) -> Article:
    """The article as a draft of `by`; made of `report` where it came as one, and edited until it says what it says."""
    union, bylines = Union.objects.named(found.union), [(byline.name, byline.post) for byline in found.bylines]
    lines = {name: getattr(found, name) for name in LINES} | {"editors_note": found.editors_note}
    if report is None:
        body = found.html_with(lambda name: photos[name].get_absolute_url())
        return writing.write(
            periodical=periodical, by=by, union=union, bylines=bylines, tags=found.tags, body=body, **lines
        )
    sent = letters.photos_of(report, found)
    return writing.rewrite(
        article=adopting.adopt(reports=[report], periodical=periodical, by=by),
        by=by,
        bylines=bylines,
        particulars=writing.Particulars(union, None, found.tags),
        body=found.html_with(lambda name: sent[name].get_absolute_url()),
        **lines,
    )
