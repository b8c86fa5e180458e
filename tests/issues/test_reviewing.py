import pytest

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from issues.actions import publishing, reviewing, writing
from issues.models import Article, Review, VersionName
from issues.words import digest_of, words_of
from issues.workflow import State
from tests.factories import Office, make_article, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def test_every_step_to_approval_keeps_a_named_version_and_an_audit_row(office):
    article = make_article(office, State.APPROVED)
    names = list(article.versions.order_by("number").values_list("name", flat=True))
    assert names == [VersionName.SUBMITTED, VersionName.FIRST, VersionName.SECOND, VersionName.FINAL]
    verbs = list(
        AuditEntry.objects.filter(target_kind="issues.article", target_id=str(article.pk))
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert verbs == ["新建", "送审", "初审通过", "复审通过", "终审定稿"]


def test_a_review_is_bound_to_the_words_that_were_read(office):
    article = make_article(office, State.SECOND_REVIEW)
    assert article.reviews.get().digest == digest_of(words_of(article))


def test_a_return_needs_an_opinion_and_changes_nothing_without_one(office):
    article = make_article(office, State.FIRST_REVIEW)
    with pytest.raises(NotAllowed, match="写明意见"):
        reviewing.send_back(article=article, by=office.second_editor, opinion="  ")
    article.refresh_from_db()
    assert article.state == State.FIRST_REVIEW
    assert not Review.objects.exists()


def test_after_a_return_the_next_round_begins_anew(office):
    article = make_article(office, State.FINAL_REVIEW)
    article = reviewing.send_back(article=article, by=office.chief, opinion="数据请核实。")
    article = reviewing.submit(article=article, by=office.editor)
    assert not article.reviews.filter(stands=True).exists()
    article = reviewing.pass_on(article=article, by=office.deputy)  # may now hold another level than before
    assert article.state == State.SECOND_REVIEW


def test_a_second_click_on_pass_is_refused_and_counts_once(office):
    article = make_article(office, State.FIRST_REVIEW)
    stale = Article.objects.get(pk=article.pk)
    reviewing.pass_on(article=article, by=office.second_editor)
    with pytest.raises(NotAllowed):
        reviewing.pass_on(article=stale, by=office.second_editor)
    assert article.reviews.count() == 1


def test_the_words_of_an_article_under_review_are_not_changed_in_place(office):
    article = make_article(office, State.FIRST_REVIEW)
    with pytest.raises(NotAllowed, match="退回"):
        writing.rewrite(article=article, by=office.editor, title="另一个标题")


def test_an_empty_article_is_not_submitted(office):
    article = make_article(office, State.DRAFT, body="")
    with pytest.raises(NotAllowed, match="正文"):
        reviewing.submit(article=article, by=office.editor)


@pytest.mark.parametrize(
    ("words", "says"),
    [({"title": ""}, "标题"), ({"title": "　 "}, "标题"), ({"title": "长" * 2000}, "最多 200 个字")],
    ids=["none", "blank", "2,000 characters"],
)
def test_an_article_needs_a_title_of_a_length_that_can_be_printed(office, words, says):
    with pytest.raises(NotAllowed, match=says):
        make_article(office, State.DRAFT, **words)
    assert not Article.objects.exists()


def test_script_and_control_characters_do_not_enter(office):
    article = make_article(
        office, State.DRAFT, title="安全\x00生产\x07月", body='<p onclick="x()">正文<script>alert(1)</script>\x0b完</p>'
    )
    assert article.title == "安全 生产 月"
    assert article.body == "<p>正文 完</p>"
    assert article.char_count == 3


def test_an_issue_is_released_only_with_every_article_approved(office):
    issue = make_issue(office, articles=1)
    waiting = make_article(office, State.SECOND_REVIEW)
    column = issue.placements.get().column
    issue.placements.create(column=column, article=waiting, order=9)
    with pytest.raises(NotAllowed, match=waiting.title):
        publishing.release(issue=issue, by=office.chief)
    reviewing.approve(article=reviewing.pass_on(article=waiting, by=office.deputy), by=office.chief)
    publishing.release(issue=issue, by=office.chief)
    assert set(Article.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_an_empty_issue_is_not_released(office):
    with pytest.raises(NotAllowed, match="还没有文章"):
        publishing.release(issue=make_issue(office, articles=0), by=office.chief)


def test_only_the_chief_releases(office):
    issue = make_issue(office)
    with pytest.raises(NotAllowed, match="主编"):
        publishing.release(issue=issue, by=office.deputy)


def test_a_withdrawn_article_comes_back_as_a_draft_and_is_reviewed_again(office):
    article = publishing.withdraw(article=make_article(office, State.APPROVED), by=office.editor)
    assert not article.reviews.filter(stands=True).exists()
    assert publishing.restore(article=article, by=office.editor).state == State.DRAFT
