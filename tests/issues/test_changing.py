import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from issues.actions import changing, reviewing
from issues.actions.locking import StaleWords
from issues.forms.article import fields_of
from issues.models import Correction, Slip, VersionName
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


@pytest.mark.parametrize("change", [changing.edit_approved, changing.correct_slip])
def test_a_change_begun_before_another_is_refused(office, change):
    article = make_article(office, body="<p>班组长在车间们口等着。</p>")
    begun = article.revision
    changing.correct_slip(article=article, by=office.editor, revision=begun, body="<p>班组长在车间门口等着。</p>")
    with pytest.raises(StaleWords):
        change(article=article, by=office.editor, revision=begun, body="<p>班组长在车间们口等看。</p>")


def test_a_slip_put_right_needs_no_new_review_but_is_kept(office):
    article = make_article(office, body="<p>班组长在车间们口等着。</p>")
    slip = changing.correct_slip(article=article, by=office.editor, note="错字。", body="<p>班组长在车间门口等着。</p>")
    article.refresh_from_db()
    assert article.state == State.APPROVED
    assert article.reviews.filter(stands=True).count() == 3
    assert "们口" in slip.before.words["body"]
    assert "门口" in slip.after.words["body"]
    assert (slip.before.name, slip.after.name) == (VersionName.FINAL, VersionName.SLIP)
    assert AuditEntry.objects.filter(verb="校改", target_id=str(article.pk)).count() == 1


SLIP_BODY = "<p>二十名职工领到了 3.5 万元慰问金。</p><p>大家都很高兴。</p><table><tr><td>甲</td></tr></table>"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"body": SLIP_BODY.replace("3.5", "3.8")}, "不能改数字"),
        ({"body": SLIP_BODY.replace("职工领到", "职工昨天下午在会议室里高高兴兴地领到")}, "最多 10 个字"),
        ({"body": SLIP_BODY.replace("<p>大家都很高兴。</p>", "")}, "段落、照片和表格"),
        ({"body": SLIP_BODY.replace("<p>大家", "<h2>大家").replace("高兴。</p>", "高兴。</h2>")}, "小标题"),
        ({"body": SLIP_BODY.replace("<td>甲</td>", "<td>甲</td><td>乙</td>")}, "段落、照片和表格"),
        ({"bylines": [("马青山", "主席")]}, "不能改署名"),
        ({"title": "换了一个完全不同的标题，长得多"}, "最多 10 个字"),
    ],
)
def test_more_than_a_slip_goes_back_to_review(office, changed, says):
    article = make_article(office, title="送温暖", body=SLIP_BODY)
    with pytest.raises(NotAllowed, match=says):
        changing.correct_slip(article=article, by=office.editor, **changed)
    article.refresh_from_db()
    assert article.state == State.APPROVED
    assert not Slip.objects.exists()


def test_only_its_editor_or_the_chief_puts_a_slip_right(office):
    article = make_article(office, body="<p>车间们口。</p>")
    with pytest.raises(NotAllowed, match=office.editor.name):
        changing.correct_slip(article=article, by=office.second_editor, body="<p>车间门口。</p>")
    changing.correct_slip(article=article, by=office.chief, body="<p>车间门口。</p>")


def test_every_change_of_settled_words_is_a_new_revision(office):
    article = make_article(office, body="<p>车间们口。</p>")
    changing.correct_slip(article=article, by=office.editor, body="<p>车间门口。</p>")
    changing.edit_approved(article=article, by=office.editor, body="<p>新的正文。</p>")
    assert type(article).objects.get(pk=article.pk).revision == article.revision + 2


# --- by the page -------------------------------------------------------------------------------------------------------
def sent(article, **changes):
    return {**fields_of(type(article).objects.get(pk=article.pk)), "revision": article.revision, **changes}


def page_of(article):
    return reverse("issues:article-edit", args=[article.pk])


def test_of_an_approved_article_it_is_asked_first_what_is_to_be_changed(client, office):
    article = make_article(office)
    client.force_login(office.editor)
    page = client.get(page_of(article)).content.decode()
    assert 'value="slip"' in page
    assert 'value="edit"' in page


def test_before_it_goes_back_the_level_and_what_is_lost_are_said(client, office):
    article = make_article(office)
    client.force_login(office.editor)
    page = client.post(page_of(article), sent(article, title="改过的标题", **{"as": "edit"})).content.decode()
    assert "退回初审重审" in page
    assert office.deputy.name in page
    article.refresh_from_db()
    assert article.state == State.APPROVED
    client.post(page_of(article), sent(article, title="改过的标题", **{"as": "edit", "confirmed": "1"}))
    article.refresh_from_db()
    assert (article.state, article.title) == (State.FIRST_REVIEW, "改过的标题")


def test_a_slip_that_is_too_much_can_go_on_as_a_change(client, office):
    article = make_article(office, body="<p>车间们口。</p>")
    client.force_login(office.editor)
    data = sent(article, body="<p>车间门口，还有昨天下午会议室里说的那些话。</p>")
    page = client.post(page_of(article), data | {"as": "slip"}).content.decode()
    assert 'name="as" value="edit"' in page
    page = client.post(
        page_of(article), data | {"as": ["slip", "edit"]}
    ).content.decode()  # the form's own, then the button's
    assert "退回初审重审" in page


def test_thinking_better_of_it_keeps_what_was_typed(client, office):
    article = make_article(office)
    client.force_login(office.editor)
    data = sent(article, title="再想想", **{"as": "edit", "confirmed": "1", "again": "1"})
    assert 'value="再想想"' in client.post(page_of(article), data).content.decode()
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_a_slip_and_a_correction_go_through_the_page(client, office):
    article = make_article(office, body="<p>车间们口。</p>")
    client.force_login(office.editor)
    client.post(page_of(article), sent(article, body="<p>车间门口。</p>", **{"as": "slip", "note": "们→门"}))
    assert Slip.objects.get().note == "们→门"
    published = make_article(office, State.PUBLISHED, title="三十年的路灯")
    data = sent(published, title="二十年的路灯", note="“三十年”应为“二十年”。")
    assert client.get(page_of(published)).status_code == 403
    client.force_login(office.chief)
    client.post(page_of(published), data)
    assert Correction.objects.get().note == "“三十年”应为“二十年”。"


@pytest.mark.parametrize(
    ("state", "sends"),
    [
        (State.APPROVED, {"as": "slip", "note": "们→门"}),
        (State.APPROVED, {"as": "edit", "confirmed": "1"}),
        (State.PUBLISHED, {"as": "correct", "note": "“们口”应为“门口”。"}),
    ],
)
def test_a_button_pressed_twice_changes_once_and_says_nothing_of_failure(client, office, state, sends):
    article = make_article(office, state, body="<p>车间们口。</p>")
    client.force_login(office.chief if state == State.PUBLISHED else office.editor)
    data = sent(article, body="<p>车间门口。</p>", **sends)
    for _ in range(2):
        answer = client.post(page_of(article), data)
        assert answer.status_code == 302
        assert answer.headers["Location"] == reverse("issues:article", args=[article.pk])
    assert type(article).objects.get(pk=article.pk).revision == article.revision + 1


def test_a_draft_that_was_approved_meanwhile_is_not_saved_and_not_lost(client, office):
    article = make_article(office)
    client.force_login(office.editor)
    page = client.post(
        page_of(article), sent(article, body="<p>打了半天的字。</p>", **{"as": "write"})
    ).content.decode()
    assert "打了半天的字。" in page
    assert "要改哪一种" in page
