"""Two texts of one article put together: every difference is chosen, and what is on neither side is not invented."""

from __future__ import annotations

import itertools

import pytest
from django.test import Client
from django.urls import reverse

from issues.actions import writing
from issues.forms.article import fields_of
from issues.merging import BOTH, SAVED, TYPED, Merge, NotAllChosen
from issues.models import Article
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
    assert "同事又改的题" in answer.content.decode().replace("<del>", "").replace("</del>", "")
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
