"""Photos and Word files that come with the form of a report itself, and what must not come in with them."""

from __future__ import annotations

import io
import os
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from photos.models import Photo
from submissions.models import Report, ReportPhoto
from tests.factories import picture_bytes
from tests.submissions.test_form import PLACE, WHOLE, fill, page

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ photos in the form itself


def photo_file(name: str = "现场.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture_bytes(1200, 800), "image/jpeg")


def test_photos_come_with_the_form_and_get_their_words(signed_in):
    fill(signed_in, "photos", photos=[photo_file(), photo_file("另一张.jpg", picture_bytes(2400, 1600))])
    one, other = Report.objects.get().photos.all()
    shown = page(signed_in.get(PLACE))
    assert "按 300 ppi 最宽可印 101 毫米" in shown
    assert "可以印满整页宽" in shown
    signed_in.post(
        PLACE,
        {
            "do": "save",
            "photo": [other.pk, one.pk],
            f"caption-{one.pk}": "图为送清凉现场。",
            f"credit-{one.pk}": "祁连山",
        },
    )
    rows = list(Report.objects.get().photos.all())
    assert rows == [other, one]
    assert (rows[1].caption, rows[1].credit) == ("图为送清凉现场。", "祁连山")
    assert signed_in.post(PLACE, {"do": f"up-{one.pk}"})["Location"] == f"{PLACE}#photos"
    assert list(Report.objects.get().photos.all()) == [one, other]
    signed_in.post(PLACE, {"do": f"remove-{one.pk}"})
    assert list(Report.objects.get().photos.all()) == [other]
    signed_in.post(PLACE, {"do": f"remove-{one.pk}"})  # pressed twice


def test_a_photo_too_small_for_print_is_said_so(signed_in):
    fill(signed_in, "photos", photos=[photo_file(data=picture_bytes(500, 400))])
    assert "会发虚" in page(signed_in.get(PLACE))


def test_the_same_photo_twice_is_one_and_an_earlier_report_is_named(signed_in):
    data = picture_bytes(1200, 800)
    fill(signed_in, "photos", photos=[photo_file(data=data), photo_file("副本.jpg", data)])
    assert Report.objects.get().photos.count() == 1
    fill(signed_in, "photos", key="f" * 16, photos=[photo_file(data=data)])
    assert f"草稿《{WHOLE['title']}》里也有这张照片" in page(signed_in.get(f"/submit/{'f' * 16}/"))
    fill(signed_in, "send")
    assert f"以前随《{WHOLE['title']}》报送过" in page(signed_in.get(f"/submit/{'f' * 16}/"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"MZ" + bytes(900), "不是图片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "不是图片"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_and_the_words_are_kept(signed_in, data, says):
    answer = signed_in.post(PLACE, WHOLE | {"do": "photos", "photos": photo_file("照片.jpg", data)}, follow=True)
    assert says in page(answer)
    assert Report.objects.get().title == WHOLE["title"]
    assert not Photo.objects.exists()


def test_the_form_asks_the_database_no_more_for_thirty_photos(signed_in, django_assert_max_num_queries):
    def count() -> int:
        with django_assert_max_num_queries(100) as asked:
            signed_in.get(PLACE)
        return len(asked)

    fill(signed_in, "photos", photos=[photo_file()])
    one = count()
    report = Report.objects.get()
    photo = report.photos.get().photo
    ReportPhoto.objects.bulk_create(ReportPhoto(report=report, photo=photo, order=place) for place in range(29))
    assert count() == one


# ------------------------------------------------------------------ Word files


def docx(*paragraphs: str, table: bool = False) -> bytes:
    """A small Word file."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>" for words in ("班组", "人数"))
    grid = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>" if table else ""
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    text = "".join(
        f"<w:p>{centred if place == 0 else ''}<w:r><w:t>{words}</w:t></w:r></w:p>"
        for place, words in enumerate(paragraphs)
    )
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", kinds)
        file.writestr("word/document.xml", f"<w:document {space}><w:body>{text}{grid}</w:body></w:document>")
    return out.getvalue()


REPORT = docx(
    "工会送来及时雨",
    "一、走进班组",
    "九月初，州总工会的同志走进检修班组，给三十七名职工送去了慰问品，还带来了法律顾问。",
    "二、解开心结",
    "职工们围着律师问了两个多小时，问的多是加班和工伤。",
    table=True,
)


def import_word(client: Client, data: bytes = REPORT, name: str = "稿件.docx", **fields):
    file = SimpleUploadedFile(name, data, "application/octet-stream")
    return client.post(PLACE, {"do": "word", "document": file} | fields, follow=True)


def test_a_word_file_fills_the_form_and_is_kept(signed_in):
    shown = page(import_word(signed_in))
    report = Report.objects.get()
    assert report.title == "工会送来及时雨"
    assert "<table>" in report.body and "<h2>一、走进班组</h2>" in report.body
    assert "【表格1】" in shown and "稿件.docx" in shown and "认出了" in shown
    kept = signed_in.get(f"{PLACE}original/")
    assert b"".join(kept.streaming_content) == REPORT
    assert "attachment" in kept["Content-Disposition"]
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_a_save_after_the_import_loses_no_heading_and_no_table(signed_in):
    import_word(signed_in)
    before = Report.objects.get().body
    text = re.search(r'<textarea id="id_body"[^>]*>(.*?)</textarea>', page(signed_in.get(PLACE)), re.DOTALL).group(1)
    signed_in.post(PLACE, {"do": "save", "body": text.replace("\n", "\r\n") + "\r\n又写了一段。"})
    after = Report.objects.get().body
    assert after == before + "<p>又写了一段。</p>"


def test_what_was_typed_is_not_overwritten_by_an_import(signed_in):
    fill(signed_in)
    shown = page(import_word(signed_in))
    report = Report.objects.get()
    assert report.title == WHOLE["title"]
    assert "柴达木" in report.body and "走进班组" in report.body
    assert "导入的接在后面" in shown
    import_word(signed_in)


def test_the_same_file_again_is_imported_once(signed_in):
    import_word(signed_in)
    before = Report.objects.get().body
    import_word(signed_in)
    assert Report.objects.get().body == before


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [(bomb(), "没有打开"), (b"MZ" + bytes(900), "程序文件"), (b"PK\x03\x04 cut", "损坏"), (b"", "")],
    ids=["zip bomb", "renamed exe", "damaged", "empty"],
)
def test_a_file_that_cannot_be_read_is_refused_and_changes_nothing(signed_in, data, says):
    fill(signed_in)
    shown = page(import_word(signed_in, data))
    assert says in shown
    report = Report.objects.get()
    assert not report.original
    assert report.import_report == {}
    assert "柴达木" in report.body


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize("name", ["稿件.doc", "稿件.wps", "稿件.docx"])
def test_an_old_file_without_libreoffice_says_how_to_save_it(signed_in, monkeypatch, name):
    monkeypatch.setenv("PATH", "")
    shown = page(import_word(signed_in, OLD, name))
    assert "旧格式" in shown and "另存为" in shown and ".docx" in shown
    assert not Report.objects.get().original


def test_an_old_file_is_converted_where_libreoffice_is_and_kept_as_it_came(signed_in, monkeypatch, tmp_path):
    made, program = tmp_path / "made.docx", tmp_path / "soffice"
    made.write_bytes(REPORT)
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp {made} "$2/in.docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    import_word(signed_in, OLD, "稿件.doc")
    assert Report.objects.get().title == "工会送来及时雨"
    assert b"".join(signed_in.get(f"{PLACE}original/").streaming_content) == OLD


def test_the_sender_reads_what_was_understood_beside_the_original_also_after_sending(signed_in):
    import_word(signed_in)
    fill(signed_in, "send")
    shown = page(signed_in.get(PLACE))
    assert "下载原文件" in shown and "导入时认出了什么" in shown and "标题：工会送来及时雨" in shown
