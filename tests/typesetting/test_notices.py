"""The notice through the press: the same words as the Word file, on pages of official papers."""

from __future__ import annotations

import io
from dataclasses import asdict

import pypdf
import pytest

from accounts.models import Union
from accounts.roles import Role
from tests.factories import make_person
from tests.submissions.letters import make_report
from tests.submissions.test_notice import paper
from typesetting.errors import FontError
from typesetting.notices.drawing import draw_notice
from typesetting.views import notices as notice_views

FORM, PDF = "/submit/figures/notice/", "/press/notice.pdf"


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_every_word_of_the_notice_is_on_its_pages():
    made = paper()
    pdf = draw_notice(asdict(made), timestamp=1_700_000_000)
    words = words_of(pdf)
    for text in (made.title, made.number, made.addressee, made.signer, made.date, *(line.text for line in made.lines)):
        assert "".join(text.split()) in words
    for table in made.tables:
        assert "".join(table.name.split()) in words
        for row in table.rows:
            assert "".join(row) in words
    assert pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)


def test_the_same_notice_gives_the_same_bytes():
    facts = asdict(paper())
    assert draw_notice(facts, timestamp=1_700_000_000) == draw_notice(facts, timestamp=1_700_000_000)


def test_a_character_no_font_has_is_named_and_typst_in_words_stays_words():
    words = words_of(draw_notice(asdict(paper(text="请看🐑。#panic(1) $x$ *粗*")), timestamp=1_700_000_000))
    assert "请看〓。#panic(1)$x$*粗*" in words
    assert "U+1F411" in words


@pytest.mark.django_db
def test_strangers_are_asked_to_sign_in(client):
    assert client.post(PDF)["Location"].startswith("/sign-in/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_who_does_not_work_at_the_desk_is_refused(client, role):
    client.force_login(make_person(role, union=Union.objects.named("玉树州总工会")))
    assert client.post(PDF).status_code == 403


@pytest.mark.django_db
def test_the_form_is_drawn_or_comes_back_with_what_is_wrong(client, monkeypatch):
    make_report("玉树州总工会")
    client.force_login(make_person(Role.EDITOR))
    response = client.get(FORM)
    assert f'formaction="{PDF}"' in response.text
    notice = response.context["notice"]
    fields = {name: notice[name].value() or "" for name in notice.fields}
    drawn = client.post(PDF, fields)
    assert drawn["Content-Type"] == "application/pdf"
    assert "玉树州总工会" in words_of(drawn.content)
    assert "请写标题" in client.post(PDF, fields | {"title": ""}).text
    assert client.get(PDF).status_code == 405

    def fails(*args, **kwargs):
        raise FontError("找不到字体文件。请补上这个文件。")

    monkeypatch.setattr(notice_views, "draw_notice", fails)
    response = client.post(PDF, fields)
    assert response.status_code == 503
    assert "请补上这个文件" in response.text
