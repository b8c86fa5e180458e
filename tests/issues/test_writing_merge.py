"""Two texts of one article put together: every difference is chosen, and what is on neither side is not invented."""

from __future__ import annotations

import itertools
import re

import pytest
from django.test import Client
from django.urls import reverse

from issues.actions import working_copies, writing
from issues.actions.working_copies import Typed
from issues.forms.article import fields_of
from issues.merging import BOTH, SAVED, TYPED, Merge, NotAllChosen
from issues.models import Article
from issues.typed import beginning_of
from issues.workflow import State
from manuscripts.html import clean_html
from tests.factories import Office, make_article

OLD = "<p>开头的一段话没有变。</p><p>第二段写的是车间里的事情。</p><h2>一、起步</h2><p>职工书屋新添了三百册图书。</p><p>结尾的话仍然一样。</p>"
NEW = "<p>开头的一段话没有变。</p><p>第二段写的是车间外的事情。</p><h2>一、起步</h2><p>结尾的话仍然一样。</p><p>工会还办了一场篮球赛。</p>"


def form(body: str, **lines: str) -> dict[str, list[str]]:
    return {"body": [body], **{name: [value] for name, value in lines.items()}}


def choose(side: str, merge: Merge) -> dict[str, list[str]]:
    merge.choices |= {item.name: side for item in merge.all()}
    return merge.merged()


PAIRS = [
    (OLD, NEW),
    ("", NEW),
    (OLD, ""),
    (
        "<p>甲段，说的是安全生产。</p><p>乙段，说的是技能比武。</p>",
        "<p>乙段，说的是技能比武。</p><p>甲段，说的是安全生产。</p>",
    ),
    (
        "<ul><li>一</li><li>二</li></ul><table><tr><td>甲</td></tr></table>",
        "<ul><li>一</li><li>三</li></ul><hr><table><tr><td>乙</td></tr></table>",
    ),
    (
        '<figure><img src="/photos/0123456789abcdef/" alt="甲"><figcaption>旧说明</figcaption></figure><p>正文。</p>',
        '<p>正文。</p><figure><img src="/photos/fedcba9876543210/" alt="乙"></figure>',
    ),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_choosing_one_side_throughout_gives_that_side(old, new):
    assert choose(SAVED, Merge(form(old), form(new)))["body"][0] == clean_html(old)
    assert choose(TYPED, Merge(form(old), form(new)))["body"][0] == clean_html(new)


def test_every_single_choice_is_followed():
    merge = Merge(form(OLD), form(NEW))
    items = merge.all()
    assert len(items) == 3
    for sides in itertools.product((SAVED, TYPED), repeat=3):
        merge.choices = {item.name: side for item, side in zip(items, sides, strict=True)}
        body = merge.merged()["body"][0]
        texts = ("车间里", "车间外"), ("职工书屋", ""), ("", "篮球赛")
        for side, (saved, typed) in zip(sides, texts, strict=True):
            kept, left = (saved, typed) if side == SAVED else (typed, saved)
            assert kept in body
            assert not left or left not in body


def test_both_can_be_kept():
    merge = Merge(form("<p>第二段写的是车间里的事情。</p>"), form("<p>第二段写的是车间外的事情。</p>"))
    (item,) = merge.all()
    assert item.may_keep_both
    merge.choices = {item.name: BOTH}
    assert "车间里" in merge.merged()["body"][0]
    assert "车间外" in merge.merged()["body"][0]


def test_what_stands_on_one_side_alone_stays_unless_it_is_left_out():
    merge = Merge(form("<p>甲。</p>"), form("<p>甲。</p><p>只有我写了这一段话。</p>"))
    assert "只有我写了" in merge.merged()["body"][0]


def test_a_change_without_a_choice_is_not_decided_for_anyone():
    with pytest.raises(NotAllChosen, match="还有 1 处"):
        Merge(form(OLD, title="甲"), form(OLD, title="乙")).merged()


def test_a_line_and_bylines_are_chosen_as_a_whole():
    saved = form("", title="甲") | {"byline_name": ["马青山"], "byline_post": ["主席"]}
    typed = form("", title="乙") | {"byline_name": ["李雪莲", ""], "byline_post": ["", ""]}
    merge = Merge(saved, typed)
    merge.choices = {"pick-title": TYPED, "pick-bylines": SAVED}
    found = merge.merged()
    assert (found["title"], found["byline_name"], found["byline_post"]) == (["乙"], ["马青山"], ["主席"])


# --- what both began from ----------------------------------------------------------------------------------------------
BEGUN_FROM = form(
    "<p>甲段说的是安全。</p><p>乙段说的是比武。</p><p>丙段说的是书屋。</p>", title="原题", subtitle="副题"
)


def begun(typed: dict, base: dict = BEGUN_FROM) -> dict:
    return base | typed | {"begun": [str(beginning_of(base))]}


def changed(old: str, new: str) -> dict[str, list[str]]:
    return {"body": [BEGUN_FROM["body"][0].replace(old, new)]}


@pytest.mark.parametrize(
    ("saved", "typed", "expected"),
    [
        (changed("安全", "生产"), changed("比武", "竞赛"), {SAVED, TYPED}),  # each changed a paragraph of its own
        (changed("安全", "生产"), changed("安全", "消防"), {""}),  # both changed the same one
        ({}, changed("<p>乙段说的是比武。</p>", ""), {TYPED}),  # left out by one
        (changed("<p>乙段说的是比武。</p>", ""), {}, {SAVED}),
        ({}, changed("</p><p>丙", "</p><p>我加的一段。</p><p>丙"), {TYPED}),  # put in by one
        (changed("</p><p>丙", "</p><p>同事加的一段。</p><p>丙"), {}, {SAVED}),
        ({"title": ["同事的题"]}, {"subtitle": ["我的副题"]}, {SAVED, TYPED}),
        ({"title": ["同事的题"]}, {"title": ["我的题"]}, {""}),
        ({"byline_name": ["马青山"], "byline_post": [""]}, {"title": ["我的题"]}, {SAVED, TYPED}),
        (
            {"body": ["<p>乙段说的是比武。</p><p>丙段说的是书屋。</p><p>甲段说的是安全。</p>"]},
            {},
            {SAVED},
        ),  # moved by one
        ({}, {"body": ["<p>乙段说的是比武。</p><p>丙段说的是书屋。</p><p>甲段说的是安全。</p>"]}, {TYPED}),
        ({"body": [BEGUN_FROM["body"][0] + "<p>甲段说的是安全。</p>"]}, {}, {SAVED}),  # a second time the same words
    ],
)
def test_what_one_of_two_changed_is_proposed_and_what_both_changed_is_not(saved, typed, expected):
    merge = Merge(BEGUN_FROM | saved, begun(typed))
    items = merge.all()
    assert {item.chosen for item in items} == expected
    assert all(item.who for item in items)


def test_what_is_proposed_throughout_holds_what_each_of_the_two_did():
    saved = BEGUN_FROM | changed("安全", "生产") | {"title": ["同事的题"]}
    typed = begun(changed("<p>丙段说的是书屋。</p>", "<p>我加的一段。</p>"))
    found = Merge(saved, typed).merged()
    assert found["title"] == ["同事的题"]
    assert found["body"] == ["<p>甲段说的是生产。</p><p>乙段说的是比武。</p><p>我加的一段。</p>"]


@pytest.mark.parametrize("carried", ["", "junk", "a" * 300_000, "zz\x00 yy"])
def test_without_knowing_what_both_began_from_nothing_is_proposed(carried):
    (item,) = Merge(BEGUN_FROM, form(BEGUN_FROM["body"][0], title="我的题") | {"begun": [carried]}).all()
    assert (item.chosen, item.who) == ("", "")


# --- by the page -------------------------------------------------------------------------------------------------------
@pytest.fixture
def office(db) -> Office:
    return Office()


@pytest.fixture
def editor(office: Office, client: Client) -> Client:
    client.force_login(office.editor)
    return client


@pytest.fixture
def article(office: Office) -> Article:
    return make_article(office, State.DRAFT, title="原题", body=OLD)


def merging(article: Article, newer: int, **choices: str) -> dict:
    typed = fields_of(Article.objects.get(pk=article.pk)) | {"title": "我的题", "body": NEW}
    return {f"typed-{name}": value for name, value in typed.items()} | {"as": "write", "newer": newer} | choices


def test_the_merge_is_saved_against_the_newer_text(editor, office, article):
    newer = writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    data = merging(article, newer.revision, **{"pick-title": SAVED, "pick-body-1": TYPED, "pick-body-3": SAVED})
    answer = editor.post(reverse("issues:article-merge", args=[article.pk]), data)
    assert answer.status_code == 302, answer.content.decode()
    article.refresh_from_db()
    assert article.title == "同事的题"
    for words in ("车间外", "职工书屋", "篮球赛"):
        assert words in article.body


def test_missing_choices_are_asked_for_and_those_made_are_kept(editor, office, article):
    newer = writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    answer = editor.post(
        reverse("issues:article-merge", args=[article.pk]),
        merging(article, newer.revision, **{"pick-title": SAVED}),
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "还有 1 处没有选定" in page
    assert 'name="pick-title" value="saved" required checked' in page


def test_a_third_save_meanwhile_shows_both_texts_again(editor, office, article):
    newer = writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    writing.rewrite(article=article, by=office.second_editor, title="同事又改的题")
    data = merging(article, newer.revision, **{"all-typed": "1"})
    answer = editor.post(reverse("issues:article-merge", args=[article.pk]), data)
    assert answer.status_code == 409
    assert "同事又改的题" in answer.content.decode().replace("<mark>", "").replace("</mark>", "")
    article.refresh_from_db()
    assert article.title == "同事又改的题"


def test_all_of_one_side_in_one_click(editor, office, article):
    newer = writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    editor.post(
        reverse("issues:article-merge", args=[article.pk]), merging(article, newer.revision, **{"all-typed": "1"})
    )
    article.refresh_from_db()
    assert (article.title, article.body) == ("我的题", NEW)


def test_going_on_with_the_merged_text_saves_nothing_yet(editor, office, article):
    newer = writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    data = merging(article, newer.revision, **{"all-typed": "1", "edit": "1"})
    page = editor.post(reverse("issues:article-merge", args=[article.pk]), data).content.decode()
    assert 'value="我的题"' in page
    assert f'name="revision" value="{newer.revision}"' in page
    article.refresh_from_db()
    assert article.title == "同事的题"


def test_the_page_proposes_what_only_one_of_two_changed(editor, office, article):
    page = editor.get(reverse("issues:article-edit", args=[article.pk])).content.decode()
    carried = re.search(r'name="begun" value="([0-9a-f ]+)"', page).group(1)
    mine = fields_of(article) | {
        "body": OLD.replace("车间里", "车间外"),
        "revision": "1",
        "begun": carried,
        "as": "write",
    }
    writing.rewrite(article=article, by=office.second_editor, title="同事的题")
    answer = editor.post(reverse("issues:article-edit", args=[article.pk]), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'name="pick-title" value="saved" required checked' in page
    assert 'name="pick-body-1" value="typed" required checked' in page
    assert page.count("只有我改了") == page.count("只有已保存的一方改了") == 1
    article.refresh_from_db()
    assert (article.title, article.body) == ("同事的题", OLD)  # proposed, not saved


def test_a_working_copy_remembers_what_it_was_begun_from(editor, office, article):
    typed = Typed(
        {"title": ["我的题"], "body": [OLD]}, article.revision, 5, "one", begun=str(beginning_of(fields_of(article)))
    )
    working_copies.put_by(article=article, by=office.editor, typed=typed)
    page = editor.get(reverse("issues:article-edit", args=[article.pk]), {"copy": "1"}).content.decode()
    assert f'name="begun" value="{typed.begun}"' in page
