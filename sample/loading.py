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
from issues.actions import planning, publishing, reviewing, writing
from issues.models import Article, Issue, Periodical
from issues.words import LINES
from photos.actions.ingesting import ingest
from photos.models import Photo
from sample.clock import standing_at
from sample.reader import SampleArticle, SampleFigure, SampleIssue


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
    cover = {
        sample.cover.photo: SampleFigure(
            sample.cover.photo, sample.cover.caption, sample.cover.caption, sample.cover.credit
        )
    }
    photos = take_in(sample.articles, pictures, people["bianji"], cover)
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
        )
        planning.set_board_and_imprint(
            issue=issue,
            by=people["bianji"],
            board=[(post.post, list(post.names)) for post in sample.board],
            imprint=[(line.label, line.value) for line in sample.imprint],
        )
        layouts = {column.name: column.layout for column in sample.columns}
        for found in sample.articles:
            article = _through_three_reviews(periodical, found, photos, people)
            column = planning.column_named(periodical, found.column, layouts[found.column])
            planning.place(issue=issue, column=column, article=article, by=people["bianji"])
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
    periodical: Periodical, found: SampleArticle, photos: Mapping[str, Photo], people: Mapping[str, User]
) -> Article:
    article = write_article(periodical, found, photos, people["bianji"])
    article = reviewing.submit(article=article, by=people["bianji"])
    article = reviewing.pass_on(article=article, by=people["bianji2"], opinion="事实清楚，文字可用。")
    article = reviewing.pass_on(article=article, by=people["fuzhubian"], opinion="同意。")
    return reviewing.approve(article=article, by=people["zhubian"], opinion="同意刊发。")


def write_article(periodical: Periodical, found: SampleArticle, photos: Mapping[str, Photo], by: User) -> Article:
    """The article as a draft of `by`."""
    return writing.write(
        periodical=periodical,
        by=by,
        union=Union.objects.named(found.union),
        bylines=[(byline.name, byline.post) for byline in found.bylines],
        tags=found.tags,
        editors_note=found.editors_note,
        body=found.html_with(lambda name: photos[name].get_absolute_url()),
        **{name: getattr(found, name) for name in LINES},
    )
