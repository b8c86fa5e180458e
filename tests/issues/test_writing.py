"""The writing page: who comes in, what is saved, what is refused and in which words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Union
from accounts.roles import Role
from issues.actions import working_copies, writing
from issues.actions.locking import StaleWords
from issues.actions.reviewing import send_back, submit
from issues.actions.working_copies import Typed
from issues.actions.writing import Particulars
from issues.forms.article import fields_of, typed_html
from issues.models import Article, VersionName, WorkingCopy
from issues.typed import beginning_of
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def editor(office: Office, client: Client) -> Client:
    client.force_login(office.editor)
    return client


def sent(article: Article, **changes: object) -> dict:
    """The form of an article as its page sends it, with changes."""
    article = Article.objects.get(pk=article.pk)
    return {**fields_of(article), "as": "write", "revision": article.revision, "tab": "one", **changes}


def page_of(article: Article) -> str:
    return reverse("issues:article-edit", args=[article.pk])


# --- the two shut doors ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["new", "edit", "typed"])
def test_strangers_are_sent_to_sign_in(client, office, name):
    article = make_article(office, State.DRAFT)
    address = reverse(f"issues:article-{name}", args=[] if name == "new" else [article.pk])
    assert client.get(address).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("name", ["new", "edit", "typed"])
@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT])
def test_those_without_a_desk_are_refused(client, office, name, role):
    article = make_article(office, State.DRAFT)
    client.force_login(make_person(role))
    address = reverse(f"issues:article-{name}", args=[] if name == "new" else [article.pk])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    "name", ["edit", "autosave", "discard", "merge", "presence", "take-over", "leave", "headings", "typed"]
)
def test_a_forged_post_of_a_member_changes_nothing(client, office, name):
    article = make_article(office, State.DRAFT)
    client.force_login(make_person())
    answer = client.post(reverse(f"issues:article-{name}", args=[article.pk]), sent(article, title="伪造"))
    assert answer.status_code == 403
    article.refresh_from_db()
    assert article.title != "伪造"


def test_a_post_without_the_token_is_refused(office):
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.editor)
    article = make_article(office, State.DRAFT)
    assert client.post(page_of(article), sent(article, title="伪造")).status_code == 403


# --- a new article -----------------------------------------------------------------------------------------------------
def test_a_new_article_begins_with_a_title_and_goes_on_to_its_page(editor, office):
    answer = editor.post(
        reverse("issues:article-new"), {"title": "雪山下的焊花", "periodical": make_periodical().pk, "mine": "me"}
    )
    article = Article.objects.get(title="雪山下的焊花")
    assert answer.headers["Location"] == page_of(article)
    assert (article.writer, article.editor, article.state) == (office.editor, office.editor, State.DRAFT)


def test_it_can_be_planned_at_once(editor, office):
    issue = make_issue(office, articles=1)
    column = issue.placements.get().column
    data = {"title": "补一篇", "periodical": issue.periodical_id, "issue": issue.pk, "column": column.pk}
    editor.post(reverse("issues:article-new"), data)
    assert [one.article.title for one in issue.placements.order_by("order")][-1] == "补一篇"


def test_a_double_click_begins_one_article(editor, office):
    data = {"title": "点了两下", "periodical": make_periodical().pk}
    first, second = (editor.post(reverse("issues:article-new"), data).headers["Location"] for _ in range(2))
    assert first == second
    assert Article.objects.filter(title="点了两下").count() == 1


@pytest.mark.parametrize(
    ("title", "says"), [("", "先写一个标题"), ("长" * 2000, "最多 200 个字"), ("\x01\x02", "还没有标题")]
)
def test_a_title_that_will_not_do_is_refused_in_words_and_kept(editor, office, title, says):
    answer = editor.post(reverse("issues:article-new"), {"title": title, "periodical": make_periodical().pk})
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert title.strip("\x01\x02") in answer.content.decode()
    assert not Article.objects.exists()


# --- saving ------------------------------------------------------------------------------------------------------------
def test_every_field_is_saved_as_it_was_typed(editor, office):
    article = make_article(office, State.DRAFT)
    union = Union.objects.filter(active=True).first()
    fields = {
        "kicker": "深化产改",
        "title": "把班组建在高原上",
        "subtitle": "——来自三江源头的报告",
        "running_title": "高原班组",
        "union_name": union.short_name,
        "contributor": f"{union.short_name}供稿",
        "source": "《工人日报》2026年3月1日第1版",
        "editors_note": "<p>编者的话。</p>",
        "body": '<p>第一段。</p><h2>一、起步</h2><table><tr><td colspan="2">合并</td></tr><tr><td>甲</td><td>乙</td></tr></table>',
        "byline_post": ["工会主席", "", "记者"],
        "byline_name": ["马青山", "", "李雪莲"],
        "writer": str(office.second_editor.pk),
        "tags": "班组，产改、安全",
    }
    assert editor.post(page_of(article), sent(article, **fields)).headers["Location"] == page_of(article)
    saved = Article.objects.get(pk=article.pk)
    for name in ("kicker", "title", "subtitle", "running_title", "contributor", "source", "editors_note"):
        assert getattr(saved, name) == fields[name]
    assert 'colspan="2"' in saved.body
    assert "<h2>一、起步</h2>" in saved.body
    assert (saved.union, saved.writer) == (union, office.second_editor)
    assert [(one.author.name, one.post) for one in saved.bylines.all()] == [("马青山", "工会主席"), ("李雪莲", "记者")]
    assert set(saved.tags.names()) == {"班组", "产改", "安全"}
    assert saved.revision == article.revision + 1
    assert AuditEntry.objects.get(verb="修改文字").changes["fields"] == sorted(
        {"body", "bylines", "kicker", "title", "subtitle", "running_title", "contributor", "source", "editors_note"}
        | {"tags", "union", "writer"}
    )


def test_without_scripts_a_text_typed_plain_becomes_paragraphs(editor, office):
    article = make_article(office, State.DRAFT)
    editor.post(page_of(article), sent(article, body="第一段，1<2。\r\n\r\n　　第二段。\n"))
    article.refresh_from_db()
    assert article.body == "<p>第一段，1&lt;2。</p><p>第二段。</p>"


def test_html_is_left_to_the_cleaner():
    assert typed_html("<p>已是段落</p>\n<p>两段</p>") == "<p>已是段落</p>\n<p>两段</p>"


def test_script_in_pasted_html_is_gone_and_said(editor, office):
    article = make_article(office, State.DRAFT)
    body = '<p onclick="steal()">正文</p><script>alert(1)</script><img src=x onerror=alert(1)>'
    answer = editor.post(page_of(article), sent(article, body=body), follow=True)
    article.refresh_from_db()
    assert article.body == "<p>正文</p>"
    assert "处脚本" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "长" * 2000, "标题有 2000 个字，最多 200 个字"),
        ("title", "", "还没有标题"),
        ("byline_name", ["名" * 61], "姓名有 61 个字"),
        ("byline_post", ["职" * 121], "职务有 121 个字"),
        ("union_name", "没有这个工会", "名单里没有"),
        ("tags", "标" * 31, "太长，最多 30 个字"),
        ("body", "<p>" + "青" * 1_700_000 + "</p>", "最多 100 万个"),
    ],
)
def test_what_cannot_be_saved_is_refused_in_words_and_all_is_kept(editor, office, field, value, says):
    article = make_article(office, State.DRAFT)
    typed = {"subtitle": "别的都在", "byline_name": ["马青山"], "byline_post": ["主席"], field: value}
    answer = editor.post(page_of(article), sent(article, **typed))
    text = answer.content.decode()
    assert answer.status_code == 400
    assert says in text
    assert "别的都在" in text
    assert (value[0] if isinstance(value, list) else value).removeprefix("<p>").removesuffix("</p>") in text
    article.refresh_from_db()
    assert article.subtitle == ""


def test_control_characters_are_cleaned_away(editor, office):
    article = make_article(office, State.DRAFT)
    editor.post(page_of(article), sent(article, title="高\x00原\x07上\n的\u200b班组", body="<p>正\x00文\x08在</p>"))
    article.refresh_from_db()
    assert "\x00" not in article.title + article.body
    assert article.title.replace(" ", "") == "高原上的班组"
    assert article.body == "<p>正文在</p>"


def test_a_save_that_changes_nothing_writes_nothing(editor, office):
    article = make_article(office, State.DRAFT)
    before = AuditEntry.objects.count()
    editor.post(page_of(article), sent(article))
    assert Article.objects.get(pk=article.pk).revision == article.revision
    assert AuditEntry.objects.count() == before


def test_a_save_sent_twice_is_done_once_and_is_not_stale(editor, office):
    article = make_article(office, State.DRAFT)
    data = sent(article, title="按了两下保存")
    answers = [editor.post(page_of(article), data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Article.objects.get(pk=article.pk).revision == article.revision + 1


def test_a_version_is_kept_on_purpose_and_only_once(editor, office):
    article = make_article(office, State.DRAFT)
    for _ in range(2):
        editor.post(page_of(article), sent(article, title="留存这一稿", keep="1"))
    assert [one.name for one in article.versions.all()] == [VersionName.KEPT]


def test_text_under_review_is_not_changed(editor, office):
    article = make_article(office, State.FIRST_REVIEW)
    assert "正在审稿" in editor.get(page_of(article)).content.decode()
    answer = editor.post(page_of(article), sent(article, title="趁人不备", body="<p>我打的字。</p>"))
    assert answer.status_code == 409
    assert "我打的字。" in answer.content.decode()  # refused, but not lost
    article.refresh_from_db()
    assert article.title != "趁人不备"


def test_what_cannot_be_saved_any_more_is_given_back_whole(editor, office):
    article = make_article(office, State.FIRST_REVIEW)
    data = sent(
        article, subtitle="我的副题", editors_note="<p>我的编者按。</p>", byline_name=["马青山"], byline_post=["主席"]
    )
    page = editor.post(page_of(article), data).content.decode()
    for words in ("我的副题", "我的编者按。", "主席 马青山"):
        assert words in page


def test_whoever_is_signed_out_meanwhile_gets_their_text_back(client, office):
    article = make_article(office, State.DRAFT, title="别人看不到的题目")
    form = sent(article, title="我的题", body="<p>打了半天的字。</p>", byline_post=["主席"], byline_name=["马青山"])
    answer = client.post(page_of(article), form, headers={"Origin": "http://testserver", "Accept": "text/html"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "打了半天的字。" in page
    assert "主席 马青山" in page  # as the form names it, not field by field
    assert "别人看不到的题目" not in page
    article.refresh_from_db()
    assert article.title == "别人看不到的题目"


def test_what_cannot_be_saved_is_kept_as_a_working_copy_and_offered_when_it_can(editor, office):
    article = make_article(office, State.DRAFT)
    form = sent(article, body="<p>送审以后才保存的字。</p>", tab="")
    submit(article=article, by=office.editor)
    page = editor.post(page_of(article), form).content.decode()
    assert "也没有丢" in page
    copy = WorkingCopy.objects.get(article=article, person=office.editor)
    assert copy.fields["body"] == ["<p>送审以后才保存的字。</p>"]
    send_back(article=Article.objects.get(pk=article.pk), by=office.second_editor, opinion="请再改。")
    assert "您有一份没有保存的文字" in editor.get(page_of(article)).content.decode()
    assert "送审以后才保存的字。" in editor.get(f"{page_of(article)}?copy=1").content.decode()


def test_another_windows_text_is_not_written_over_by_what_cannot_be_saved(editor, office):
    article = make_article(office, State.DRAFT)
    working_copies.put_by(
        article=article, by=office.editor, typed=Typed(fields={"body": ["另一个窗口"]}, base=1, serial=5, tab="two")
    )
    form = sent(article, body="<p>这个窗口。</p>")
    submit(article=article, by=office.editor)
    page = editor.post(page_of(article), form).content.decode()
    assert "这个窗口。" in page
    assert "请先复制下来" in page
    assert WorkingCopy.objects.get().fields["body"] == ["另一个窗口"]


# --- a script that saves -----------------------------------------------------------------------------------------------
SCRIPT = {"Accept": "application/json"}


def test_a_script_that_saves_is_told_where_to_go_and_what_is_saved_now(editor, office):
    article = make_article(office, State.DRAFT)
    answer = editor.post(page_of(article), sent(article, title="新题"), headers=SCRIPT).json()
    saved = Article.objects.get(pk=article.pk)
    assert answer == {
        "go": page_of(article),
        "revision": saved.revision,
        "begun": str(beginning_of(fields_of(saved))),
    }
    assert saved.title == "新题"
    assert "已保存。" in editor.get(answer["go"]).content.decode()


def test_a_script_that_asks_again_because_no_answer_came_changes_nothing_more(editor, office):
    article = make_article(office, State.DRAFT)
    form = sent(article, title="新题", keep="1")
    first, second = (editor.post(page_of(article), form, headers=SCRIPT).json() for _ in range(2))
    assert first == second
    assert Article.objects.get(pk=article.pk).revision == article.revision + 1
    assert article.versions.filter(name=VersionName.KEPT).count() == 1
    assert AuditEntry.objects.filter(verb="修改文字").count() == 1


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        (State.DRAFT, {"title": ""}),
        (State.DRAFT, {"revision": 0, "title": "旧的"}),
        (State.FIRST_REVIEW, {"title": "审稿中"}),
        (State.APPROVED, {"as": "", "title": "没有选"}),
        (State.APPROVED, {"as": "edit", "title": "没有确认"}),
    ],
)
def test_what_a_person_has_to_see_is_shown_to_them_by_the_form_itself(editor, office, state, changes):
    article = make_article(office, state)
    answer = editor.post(page_of(article), sent(article, **changes), headers=SCRIPT)
    assert (answer.status_code, answer.json()) == (200, {"show": True})
    assert Article.objects.get(pk=article.pk).revision == article.revision


def test_particulars_the_page_did_not_ask_for_stay(editor, office):
    article = make_article(office, State.DRAFT, writer=office.second_editor, tags=["班组"])
    data = sent(article, title="校改页上打的")
    for name in ("union_name", "writer", "tags"):
        del data[name]
    editor.post(page_of(article), data)
    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.writer) == ("校改页上打的", office.second_editor)
    assert set(article.tags.names()) == {"班组"}


# --- stale saves -------------------------------------------------------------------------------------------------------
def test_a_stale_save_is_refused_whoever_it_is(office):
    article = make_article(office, State.DRAFT)
    begun = article.revision
    writing.rewrite(article=article, by=office.editor, revision=begun, title="先存的")
    with pytest.raises(StaleWords) as refusal:
        writing.rewrite(article=article, by=office.editor, revision=begun, title="后存的")
    assert refusal.value.newer.title == "先存的"
    assert Article.objects.get(pk=article.pk).title == "先存的"


@pytest.mark.parametrize("revision", ["", "x", "9" * 20])
def test_a_save_that_does_not_say_what_it_was_begun_from_overwrites_nothing(editor, office, revision):
    article = make_article(office, State.DRAFT, title="原题")
    assert editor.post(page_of(article), sent(article, title="我的题", revision=revision)).status_code == 409
    assert Article.objects.get(pk=article.pk).title == "原题"


def test_particulars_alone_make_a_save_stale_too(office):
    article = make_article(office, State.DRAFT)
    writing.rewrite(article=article, by=office.editor, particulars=Particulars(tags=("甲",)))
    with pytest.raises(StaleWords):
        writing.rewrite(article=article, by=office.editor, revision=article.revision, title="后存的")


def test_the_page_of_a_stale_save_shows_both_and_saves_nothing(editor, office):
    article = make_article(office, State.DRAFT, title="原题", body="<p>共同的一段。</p><p>要改的一段。</p>")
    data = sent(article, title="我的题", body="<p>共同的一段。</p><p>我改的一段。</p><p>我加的一段。</p>")
    writing.rewrite(
        article=article,
        by=office.second_editor,
        title="同事的题",
        body="<p>同事加的一段。</p><p>共同的一段。</p><p>同事改的一段。</p>",
    )
    answer = editor.post(page_of(article), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("同事的题", "我的题", "我加的一段。", "同事加的一段。", "1 段相同"):
        assert words in _plain(text)
    article.refresh_from_db()
    assert article.title == "同事的题"


def _plain(html: str) -> str:
    for tag in ("<mark>", "</mark>"):
        html = html.replace(tag, "")
    return html


def test_the_page_asks_few_questions_however_much_there_is(editor, office, django_assert_max_num_queries):
    for number in (1, 30):
        article = make_article(
            office,
            State.DRAFT,
            body="<p>一段正文。</p>" * number,
            bylines=[(f"作者{index}", "工人") for index in range(number)],
            tags=[f"标签{index}" for index in range(number)],
        )
        editor.get(page_of(article))  # sitting down
        with django_assert_max_num_queries(12):
            assert editor.get(page_of(article)).status_code == 200


def test_the_page_of_a_slip_asks_as_few(editor, office, django_assert_max_num_queries):
    article = make_issue(office, articles=1).placements.get().article
    slip = f"{page_of(article)}?as=slip"
    editor.get(slip)  # sitting down
    with django_assert_max_num_queries(12):
        assert editor.get(slip).status_code == 200


# --- typed headings ----------------------------------------------------------------------------------------------------
def test_typed_headings_get_their_levels(editor, office):
    article = make_article(office, State.DRAFT)
    lines = ["一、把安全放在前面", "（一）先检查", "1. 查电源", "这是正文，很长的一句话。", ""]
    answer = editor.post(
        reverse("issues:article-headings", args=[article.pk]), {"lines": lines}, content_type="application/json"
    )
    assert answer.json() == {"levels": [1, 2, 3, None, None]}


@pytest.mark.parametrize(
    "data", ["[]", "{", '{"lines": "一、"}', '{"lines": ' + str([""] * 5001).replace("'", '"') + "}"]
)
def test_other_than_lines_is_refused_in_words(editor, office, data):
    article = make_article(office, State.DRAFT)
    answer = editor.post(reverse("issues:article-headings", args=[article.pk]), data, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["refused"].endswith("。")
