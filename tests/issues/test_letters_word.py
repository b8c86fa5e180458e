"""An article begun with a Word file at the desk: the same import as of reports, the file kept, what was read told."""

from __future__ import annotations

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import STAFF_ROLES, Role
from issues.models import Article, WordFile
from manuscripts.blocks import Figure
from manuscripts.parsing import parse_html
from photos.models import Photo
from tests.factories import make_periodical, make_person
from tests.manuscripts.word.papers import TITLE
from tests.submissions.test_form import page
from tests.submissions.test_form_files import bomb
from tests.submissions.test_placing import PARAGRAPHS, word_file

pytestmark = pytest.mark.django_db
PLACE = "/desk/articles/word/"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def at_desk(client):
    client.force_login(make_person(Role.EDITOR))
    return client


def choose(client, data: bytes, name: str = "送水.docx", **fields):
    sent = {"document": SimpleUploadedFile(name, data), "periodical": make_periodical().pk, **fields}
    return client.post(PLACE, sent, follow=True)


def test_strangers_are_asked_to_sign_in(client, db):
    for place in (PLACE, reverse("issues:word", args=[1]), reverse("issues:word-file", args=[1])):
        assert "next=" in client.get(place)["Location"]
    assert "next=" in client.post(PLACE)["Location"]


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
def test_only_the_desk_imports(client, role):
    client.force_login(make_person(role))
    assert client.get(PLACE).status_code == 403
    assert choose(client, word_file()).status_code == 403
    assert not Article.objects.exists()


def test_a_word_file_becomes_a_draft_with_its_pictures_at_their_places(at_desk):
    data = word_file()
    shown = page(choose(at_desk, data))
    article = Article.objects.get()
    assert article.title == TITLE and article.writer is None
    blocks = parse_html(article.body)
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Paragraph", "Figure", "Paragraph"]
    assert [block.caption[0].text for block in blocks if isinstance(block, Figure)] == [
        "图为慰问组搬运饮用水。",
        "图为律师讲劳动合同。",
    ]
    assert Photo.objects.get(key=blocks[1].photo).credit == "张海"
    assert PARAGRAPHS[0] in shown and "认出了什么" in shown and "送水.docx" in shown
    kept = at_desk.get(reverse("issues:word-file", args=[article.pk]))
    assert b"".join(kept.streaming_content) == data
    assert "attachment" in kept["Content-Disposition"]
    assert "导入时的 Word 原文件" in page(at_desk.get(reverse("issues:article", args=[article.pk])))


def test_the_same_file_sent_twice_is_one_draft(at_desk):
    data = word_file()
    choose(at_desk, data)
    choose(at_desk, data)
    assert Article.objects.count() == WordFile.objects.count() == 1


def test_the_way_to_it_is_on_the_page_of_new_articles(at_desk):
    assert PLACE in page(at_desk.get(reverse("issues:article-new")))
    assert "从 Word 文件开始" in page(at_desk.get(PLACE))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (bomb(), "稿.docx", "没有打开"),
        (b"MZ" + bytes(900), "稿.docx", "程序文件"),
        (b"PK\x03\x04 cut", "稿.docx", "损坏"),
        (b"", "稿.docx", "空的"),
        (OLD, "稿.doc", "另存为"),
        (OLD, "稿.wps", "另存为"),
    ],
    ids=["zip bomb", "renamed exe", "damaged", "empty", ".doc", ".wps"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do_and_leaves_nothing(at_desk, monkeypatch, data, name, says):
    monkeypatch.setenv("PATH", "")  # no LibreOffice
    answer = choose(at_desk, data, name)
    assert answer.status_code == 400 and says in page(answer)
    assert not Article.objects.exists() and not WordFile.objects.exists()


def test_an_old_file_is_converted_where_libreoffice_is(at_desk, monkeypatch, tmp_path):
    made, program = tmp_path / "made.docx", tmp_path / "soffice"
    made.write_bytes(word_file())
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp {made} "$2/in.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    choose(at_desk, OLD, "送水.doc")
    assert Article.objects.get().title == TITLE
    assert WordFile.objects.get().file.name.endswith(".doc")
