"""Remarks at the desk: anchored to a passage, found again after edits, answered, resolved, opened again."""

import re

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import commenting, reviewing, writing
from issues.grounds import Ground, Grounds, part_named
from issues.models import Comment, Level
from issues.queries.reviewing import threads_of
from issues.words import digest_of, words_of
from issues.workflow import Move, State
from tests.factories import Office, make_article, make_person, make_photo

pytestmark = pytest.mark.django_db
BODY = (
    "<p>清晨六点，班组长已经在车间门口等着大家。</p><p>全厂共有<strong>职工320</strong>人。</p><p>班组长已经到岗。</p>"
)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def article(office):
    return make_article(office, State.FIRST_REVIEW, body=BODY)


def page(article):
    return reverse("issues:article", args=[article.pk])


def addresses(article):
    remark = Comment.objects.filter(article=article, parent=None).first()
    return [
        reverse("issues:comment", args=[article.pk]),
        *(reverse(f"issues:comment-{deed}", args=[remark.pk]) for deed in ("answer", "resolve", "reopen")),
    ]


def test_strangers_and_those_of_other_posts_are_refused(client, office, article):
    commenting.comment(article=article, by=office.editor, text="先有一条")
    for address in addresses(article):
        assert client.post(address, {"text": "甲"})["Location"].startswith("/sign-in/")
    for role in (Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR):
        client.force_login(make_person(role))
        for address in addresses(article):
            assert client.post(address, {"text": "甲"}).status_code == 403
    assert Comment.objects.count() == 1


def test_the_actions_themselves_refuse_who_does_not_work_at_the_desk(article):
    with pytest.raises(NotAllowed, match="没有这个角色"):
        commenting.comment(article=article, by=make_person(Role.MEMBER), text="甲")


def test_a_selected_passage_is_marked_in_the_text_and_named_at_its_remark(client, office, article):
    client.force_login(office.second_editor)
    sent = {"text": "请核对", "quote": "职工320", "before": "全厂共有", "after": "人。"}
    response = client.post(reverse("issues:comment", args=[article.pk]), sent)
    remark = Comment.objects.get()
    assert response["Location"] == f"{page(article)}#comment-{remark.pk}"
    assert (remark.level, remark.by) == (Level.FIRST, office.second_editor)
    text = client.get(page(article)).text
    marked = f'<mark class="passage" data-remarks="{remark.pk}"><strong>职工320</strong></mark>'
    assert f'<span id="passage-{remark.pk}"></span>{marked}人。' in text
    assert f'href="#passage-{remark.pk}">职工320</a>' in text


def test_of_a_word_that_stands_twice_the_selected_one_is_marked(client, office, article):
    commenting.comment(article=article, by=office.editor, text="这个", quote="班组长已经", after="到岗。")
    client.force_login(office.editor)
    text = client.get(page(article)).text
    assert text.index("passage-") > text.index("职工320")


def test_without_script_a_paragraph_is_chosen_from_a_list(client, office, article):
    client.force_login(office.editor)
    assert '<option value="1">第 2 段：全厂共有职工320人。' in client.get(page(article)).text
    client.post(reverse("issues:comment", args=[article.pk]), {"text": "核对", "part": "1"})
    assert Comment.objects.get().quote == "全厂共有职工320人。"


def test_a_remark_on_the_whole_needs_no_passage(client, office, article):
    client.force_login(office.editor)
    client.post(reverse("issues:comment", args=[article.pk]), {"text": "节奏不错", "part": ""})
    assert Comment.objects.get().quote == ""


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": ""}, "批注还没有写内容"),
        ({"text": "长" * 2001}, "最多 2000 个字"),
        ({"text": "甲", "quote": "稿子里没有的话"}, "在现在的稿子里找不到"),
        ({"text": "甲", "quote": "长" * 501}, "最多 500 个字"),
        ({"text": "甲", "part": "99"}, "已经不在稿子里"),
        ({"text": "空\x00字符"}, "空字符"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_stays_typed(client, office, article, sent, says):
    client.force_login(office.editor)
    response = client.post(reverse("issues:comment", args=[article.pk]), sent)
    assert response.status_code == 400
    assert says in response.text
    if len(sent["text"]) > 1 and "\x00" not in sent["text"]:
        assert sent["text"] in response.text
    assert not Comment.objects.exists()


def test_markup_in_a_remark_is_escaped(client, office, article):
    remark = commenting.comment(article=article, by=office.editor, text="<script>alert(1)</script>")
    commenting.answer(comment=remark, by=office.deputy, text="<img src=x onerror=alert(1)>")
    client.force_login(office.editor)
    text = client.get(page(article)).text
    assert "<script>alert" not in text and "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_second_click_makes_no_second_remark_or_answer(office, article):
    for _ in range(2):
        remark = commenting.comment(article=article, by=office.editor, text="核对", quote="职工320")
        commenting.answer(comment=remark, by=office.deputy, text="好")
    assert Comment.objects.count() == 2
    assert AuditEntry.objects.filter(verb__contains="批注").count() == 2


class TestAfterEdits:
    def remark_then(self, office, article, body, quote="职工320"):
        remark = commenting.comment(article=article, by=office.second_editor, text="核对", quote=quote)
        article = reviewing.send_back(article=article, by=office.second_editor, opinion="改")
        writing.rewrite(article=article, by=office.editor, body=body)
        return remark

    def test_it_is_found_where_its_words_moved_to(self, client, office, article):
        remark = self.remark_then(office, article, "<p>新的开头。</p><ul><li>全厂共有职工320人。</li></ul>")
        client.force_login(office.editor)
        text = client.get(page(article)).text
        assert f'<span id="passage-{remark.pk}"></span><mark class="passage" data-remarks="{remark.pk}">职工320' in text

    def test_it_is_found_where_its_words_were_changed_a_little(self, client, office, article):
        quote = "清晨六点，班组长已经在车间门口等着大家"
        remark = self.remark_then(office, article, BODY.replace("车间门口", "车间大门外"), quote)
        client.force_login(office.editor)
        assert f'id="passage-{remark.pk}"' in client.get(page(article)).text

    def test_it_says_so_where_its_words_are_gone(self, client, office, article):
        remark = self.remark_then(office, article, "<p>完全另写了一篇，与原来无关。</p>")
        client.force_login(office.editor)
        text = client.get(page(article)).text
        assert "原文已改：</strong>职工320" in text
        assert f'id="passage-{remark.pk}"' not in text


class TestResolving:
    def test_anyone_at_the_desk_resolves_and_reopens(self, client, office, article):
        remark = commenting.comment(article=article, by=office.deputy, text="核对", quote="职工320")
        client.force_login(office.editor)
        client.post(reverse("issues:comment-resolve", args=[remark.pk]))
        remark.refresh_from_db()
        assert remark.resolved_by == office.editor
        text = client.get(page(article)).text
        assert "1 条已了结" in text and "data-remarks" not in text
        client.force_login(office.chief)
        client.post(reverse("issues:comment-reopen", args=[remark.pk]))
        remark.refresh_from_db()
        assert (remark.resolved_by, remark.resolved_at) == (None, None)

    def test_doing_it_twice_does_nothing_the_second_time(self, office, article):
        remark = commenting.comment(article=article, by=office.deputy, text="核对")
        for deed in (commenting.resolve, commenting.resolve, commenting.reopen, commenting.reopen):
            deed(comment=remark, by=office.editor)
        assert AuditEntry.objects.filter(verb="了结批注").count() == 1
        assert AuditEntry.objects.filter(verb="重开批注").count() == 1

    def test_an_answer_is_not_resolved_by_itself(self, client, office, article):
        remark = commenting.comment(article=article, by=office.deputy, text="核对")
        answer = commenting.answer(comment=remark, by=office.editor, text="好")
        client.force_login(office.editor)
        assert client.post(reverse("issues:comment-resolve", args=[answer.pk])).status_code == 404

    def test_an_empty_answer_is_refused_at_its_own_remark(self, client, office, article):
        remark = commenting.comment(article=article, by=office.deputy, text="核对")
        client.force_login(office.editor)
        response = client.post(reverse("issues:comment-answer", args=[remark.pk]), {"text": " "})
        assert response.status_code == 400
        assert "答复还没有写内容" in response.text


def test_whoever_takes_part_hears_of_it_and_nobody_of_their_own_words(office, article):
    Message.objects.all().delete()
    remark = commenting.comment(article=article, by=office.second_editor, text="核对", quote="职工320")
    commenting.answer(comment=remark, by=office.editor, text="已核对")
    commenting.answer(comment=remark, by=office.deputy, text="好")
    told = {(message.to, message.kind, message.title.split("《")[0]) for message in Message.objects.all()}
    assert told == {
        (office.editor, "commented", f"{office.second_editor}给"),
        (office.second_editor, "answered", f"{office.editor}答复了"),
        (office.second_editor, "answered", f"{office.deputy}答复了"),
        (office.editor, "answered", f"{office.deputy}答复了"),
    }


class TestEveryGround:
    """The title, the other lines of the head, the bylines, the editor's note, captions: not the body alone."""

    @pytest.fixture
    def full(self, office):
        photo = make_photo(office.editor)
        return make_article(
            office,
            State.FIRST_REVIEW,
            kicker="省总工会送清凉",
            title="高原上的班组",
            subtitle="——记某矿三班",
            editors_note="<p>编者按第一段。</p><p>编者按第二段。</p>",
            bylines=[("卓玛措", "记者"), ("马赟", "")],
            body=f'<p>第一段话。</p><figure><img src="/photos/{photo.key}/" alt=""><figcaption>图为检修现场</figcaption></figure>'
            "<table><tbody><tr><td>年份</td></tr></tbody></table><p>第二段话。</p>",
        )

    PARTS = [
        ("kicker-0", "引题", "省总工会送清凉"),
        ("title-0", "标题", "高原上的班组"),
        ("subtitle-0", "副题", "——记某矿三班"),
        ("bylines-0", "作者", "记者"),
        ("bylines-1", "作者", "卓玛措"),
        ("bylines-2", "作者", "马赟"),
        ("editors_note-0", "编者按", "编者按第一段。"),
        ("editors_note-1", "编者按", "编者按第二段。"),
        ("0", "第 1 段", "第一段话。"),
        ("1", "图片说明", "图为检修现场"),
        ("2", "表格", "年份"),
        ("3", "第 2 段", "第二段话。"),
    ]

    def test_without_scripts_every_text_can_be_chosen_from_the_list(self, client, office, full):
        client.force_login(office.deputy)
        text = client.get(page(full)).text
        for name, kind, words in self.PARTS:
            assert f'<option value="{name}">{kind}：{words}</option>' in text
        for name, _, words in self.PARTS:
            response = client.post(reverse("issues:comment", args=[full.pk]), {"text": f"批{name}", "part": name})
            assert response.status_code == 302
            assert Comment.objects.latest("pk").quote == words
        assert [(one.ground, one.digest) for one in Comment.objects.filter(text="批title-0")] == [
            ("title", digest_of(words_of(full)))
        ]
        text = client.get(page(full)).text
        for remark in Comment.objects.all():
            assert f'<span id="passage-{remark.pk}"></span><mark class="passage"' in text, remark
        assert re.search(
            r"<h1[^>]*><span data-text=\"title-0\"><span id=[^>]*></span><mark[^>]*>高原上的班组</mark>", text
        )
        assert "——<mark" not in text and "————" not in text, "the dash that was typed is the only one"
        marks = [int(number) for number in re.findall(r'id="comment-(\d+)"', text)]
        assert marks == sorted(marks), "beside the text in its order"

    @pytest.mark.parametrize("ground", list(Ground))
    def test_some_words_of_each_are_quoted_as_by_selecting_them(self, client, office, full, ground):
        name, _, words = next(one for one in self.PARTS if part_named(one[0])[0] == ground)
        client.force_login(office.deputy)
        data = {"text": "不妥", "ground": ground.value, "quote": words[1:3]}
        assert client.post(reverse("issues:comment", args=[full.pk]), data).status_code == 302
        assert (Comment.objects.get().ground, Comment.objects.get().quote) == (ground, words[1:3])
        wrong = data | {"quote": "稿子里没有的话"}
        response = client.post(reverse("issues:comment", args=[full.pk]), wrong)
        assert response.status_code == 400 and "找不到" in response.text
        assert f'name="ground" value="{ground.value}"' in response.text, "it stays chosen"

    @pytest.mark.parametrize(
        "part", ["gone-0", "title-", "-1", "title-7", "body-99", "9" * 30, "标题-0", "0-title", "²"]
    )
    def test_a_place_that_is_none_is_refused(self, client, office, full, part):
        client.force_login(office.deputy)
        response = client.post(reverse("issues:comment", args=[full.pk]), {"text": "不妥", "part": part})
        assert response.status_code == 400 and "不妥" in response.text
        assert not Comment.objects.exists()

    def test_a_passage_is_followed_when_its_words_change_or_move(self, client, office, full):
        for name in ("title-0", "bylines-1", "editors_note-0"):
            ground, number = part_named(name)
            commenting.comment(article=full, by=office.second_editor, text=f"批{name}", ground=ground, part=number)
        article = reviewing.send_back(article=full, by=office.second_editor, opinion="改")
        article = writing.rewrite(
            article=article,
            by=office.editor,
            kicker="",
            title="高原上的好班组",
            subtitle="卓玛措",
            bylines=[],
            editors_note="<p>另写。</p>",
        )
        grounds = Grounds(words_of(article))
        found = {one.remark.text: one for one in threads_of(article, grounds)}
        assert (found["批title-0"].ground, found["批title-0"].lost) == (Ground.TITLE, False)
        assert (found["批bylines-1"].ground, found["批bylines-1"].lost) == (Ground.SUBTITLE, False)
        assert found["批editors_note-0"].lost
        client.force_login(office.editor)
        text = client.get(page(article)).text
        assert "编者按：<strong>原文已改：</strong>" in text
        assert "——<span data-text" in text, "a dash that was not typed is shown"

    def test_an_open_one_warns_before_the_level_passes(self, client, office, full):
        commenting.comment(article=full, by=office.second_editor, text="太长", ground=Ground.TITLE, part=0)
        client.force_login(office.second_editor)
        given = {"read": digest_of(words_of(full)), "at": full.state}
        response = client.post(reverse("issues:move", args=[full.pk, Move.PASS_FIRST]), given)
        assert response.status_code == 200 and "1 条批注" in response.text

    def test_markup_in_a_line_of_the_head_is_escaped_where_it_is_marked(self, client, office):
        article = make_article(office, State.FIRST_REVIEW, title='<b>标题</b> & "引号"')
        commenting.comment(article=article, by=office.deputy, text="改", ground=Ground.TITLE, quote="<b>标题")
        client.force_login(office.deputy)
        text = client.get(page(article)).text
        assert "&lt;b&gt;标题</mark>&lt;/b&gt; &amp; &quot;引号&quot;</span></h1>" in text
