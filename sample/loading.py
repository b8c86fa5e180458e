"""Loading a sample issue along the road every issue takes: photos in, draft, three reviews by three people, plan, release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from accounts.models import Union, User
from issues.actions import planning, publishing, reviewing, writing
from issues.models import Article, Issue, Periodical
from issues.words import LINES
from photos.actions.ingesting import ingest
from photos.models import Photo
from sample.reader import SampleArticle, SampleFigure, SampleIssue


def load_issue(
    *, periodical: Periodical, sample: SampleIssue, pictures: Mapping[str, Path], people: Mapping[str, User]
) -> Issue:
    """The sample issue in the database, released. One that is there already is left as it is."""
    known = periodical.issues.filter(year=sample.year, number=sample.number).first()
    if known:
        return known
    photos = _take_in_photos(sample, pictures, people["bianji"])
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


def _take_in_photos(sample: SampleIssue, pictures: Mapping[str, Path], by: User) -> dict[str, Photo]:
    figures: dict[str, SampleFigure] = {
        figure.photo: figure for article in sample.articles for figure in article.figures()
    }
    photos = {}
    for name in sample.photo_names():
        figure = figures.get(name)
        with pictures[name].open("rb") as handle:
            photos[name] = ingest(
                handle=handle,
                name=pictures[name].name,
                by=by,
                caption=figure.caption if figure else sample.cover.caption,
                credit=figure.credit if figure else sample.cover.credit,
                alt=figure.alt if figure else sample.cover.caption,
            )
    return photos


def _through_three_reviews(
    periodical: Periodical, found: SampleArticle, photos: Mapping[str, Photo], people: Mapping[str, User]
) -> Article:
    article = writing.write(
        periodical=periodical,
        by=people["bianji"],
        union=Union.objects.named(found.union),
        bylines=[(byline.name, byline.post) for byline in found.bylines],
        tags=found.tags,
        editors_note=found.editors_note,
        body=found.html_with(lambda name: photos[name].get_absolute_url()),
        **{name: getattr(found, name) for name in LINES},
    )
    article = reviewing.submit(article=article, by=people["bianji"])
    article = reviewing.pass_on(article=article, by=people["bianji2"], opinion="事实清楚，文字可用。")
    article = reviewing.pass_on(article=article, by=people["fuzhubian"], opinion="同意。")
    return reviewing.approve(article=article, by=people["zhubian"], opinion="同意刊发。")
