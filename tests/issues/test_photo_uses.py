"""A photo that the desk uses anywhere is not swept with those that were taken out of drafts."""

from __future__ import annotations

import pytest

from issues.models import Article, Issue, Version, WorkingCopy
from issues.workflow import State
from photos.uses import is_used
from tests.factories import Office, make_article, make_issue, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def figure(photo) -> str:
    return f'<p>班组里。</p><figure><img src="{photo.get_absolute_url()}" alt=""></figure>'


def test_a_photo_that_stands_nowhere_is_not_used(office: Office):
    make_article(office)
    assert not is_used(make_photo(office.editor))


@pytest.mark.parametrize("field", ["body", "editors_note"])
def test_what_an_article_shows_is_used(office: Office, field):
    photo, article = make_photo(office.editor), make_article(office, State.DRAFT)
    Article.objects.filter(pk=article.pk).update(**{field: figure(photo)})
    assert is_used(photo)


@pytest.mark.parametrize("field", ["cover_photo", "back_photo"])
def test_what_is_on_a_cover_is_used(office: Office, field):
    photo, issue = make_photo(office.editor), make_issue(office, articles=1)
    Issue.objects.filter(pk=issue.pk).update(**{field: photo})
    assert is_used(photo)


def test_what_a_version_or_a_working_copy_shows_is_used(office: Office):
    old, typed = make_photo(office.editor), make_photo(office.editor)
    article = make_article(office)
    version = Version.objects.filter(article=article).first()
    Version.objects.filter(pk=version.pk).update(words=version.words | {"body": figure(old)})
    WorkingCopy.objects.create(article=article, person=office.editor, fields={"body": figure(typed)}, base=1)
    assert is_used(old) and is_used(typed)
