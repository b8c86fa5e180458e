import pytest

from accounts.refusals import NotAllowed
from issues.actions import changing, reviewing
from issues.models import Correction, VersionName
from issues.words import digest_of, words_of
from issues.workflow import State
from tests.factories import Office, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def test_an_approved_article_that_is_changed_goes_back_to_the_first_review(office):
    article = changing.edit_approved(article=make_article(office), by=office.editor, body="<p>改过的正文。</p>")
    assert article.state == State.FIRST_REVIEW
    assert not article.reviews.filter(stands=True).exists()
    assert article.reviews.count() == 3  # what was decided is kept
    assert article.versions.first().name == VersionName.SUBMITTED


def test_it_can_be_approved_again_by_the_same_people(office):
    article = changing.edit_approved(article=make_article(office), by=office.editor, title="另一个标题")
    article = reviewing.pass_on(article=article, by=office.second_editor)
    article = reviewing.pass_on(article=article, by=office.deputy)
    assert reviewing.approve(article=article, by=office.chief).state == State.APPROVED


def test_words_the_first_reviewer_read_already_go_back_to_the_level_that_did_not(office):
    article = make_article(office, title="原来的标题")
    read = digest_of(words_of(article) | {"title": "后来的标题"})
    article.reviews.filter(level=1).update(digest=read)
    changed = changing.edit_approved(article=article, by=office.editor, title="后来的标题")
    assert changed.state == State.SECOND_REVIEW
    assert changed.reviews.filter(stands=True, level=1).exists()


def test_saving_without_a_change_is_refused_and_nothing_moves(office):
    article = make_article(office)
    with pytest.raises(NotAllowed, match="没有改动"):
        changing.edit_approved(article=article, by=office.editor, title=article.title)
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_only_its_editor_or_the_chief_changes_an_approved_article(office):
    article = make_article(office)
    with pytest.raises(NotAllowed, match=office.editor.name):
        changing.edit_approved(article=article, by=office.second_editor, title="别人改的")


def test_a_correction_is_dated_told_and_keeps_the_old_words(office):
    article = make_article(office, State.PUBLISHED, title="三十年的路灯")
    correction = changing.correct(article=article, by=office.chief, note="“三十年”应为“二十年”。", title="二十年的路灯")
    article.refresh_from_db()
    assert (article.state, article.title) == (State.PUBLISHED, "二十年的路灯")
    assert correction.at is not None
    assert article.versions.first().name == VersionName.CORRECTED
    assert article.versions.get(name=VersionName.FINAL).words["title"] == "三十年的路灯"


@pytest.mark.parametrize(("note", "says"), [("  ", "写明改了什么"), ("长" * 301, "300")])
def test_a_correction_needs_a_note_of_a_length_to_print(office, note, says):
    article = make_article(office, State.PUBLISHED)
    with pytest.raises(NotAllowed, match=says):
        changing.correct(article=article, by=office.chief, note=note, title="改了")
    assert not Correction.objects.exists()


def test_only_the_chief_corrects(office):
    with pytest.raises(NotAllowed, match="主编"):
        changing.correct(article=make_article(office, State.PUBLISHED), by=office.deputy, note="错字。", title="改了")
