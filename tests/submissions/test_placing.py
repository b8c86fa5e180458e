"""Where a report's photos stand in its text, from the Word file to the adopted article."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from bench.word_paper import Paper
from manuscripts.blocks import Figure, block_texts
from manuscripts.parsing import parse_html
from submissions.actions import drafting, importing
from submissions.actions.drafting import PhotoWords
from submissions.bodies import html_of, text_of
from submissions.models import Report, ReportPhoto
from submissions.models.reports import new_key
from submissions.placing import number_in, placed
from tests.factories import make_person, picture_bytes
from tests.manuscripts.word.papers import CENTRED, TITLE
from tests.submissions.letters import make_report
from tests.submissions.test_form import PLACE, page

pytestmark = pytest.mark.django_db
PARAGRAPHS = (
    "清晨六点，海拔四千米的工地上，送水的车已经等在路口，慰问组的同志一箱一箱往下搬。",
    "会议室里，律师马文青给三十七名职工讲劳动合同，问的人围了三层。",
    "傍晚，篮球场上的友谊赛开了哨，家属们也来助威，比分咬得很紧。",
)


def word_file(*, pictures: bool = True) -> bytes:
    """A title, three paragraphs; a picture with its caption after the first, another after the second."""
    paper = Paper()
    paper.put(TITLE, **CENTRED)
    paper.put(PARAGRAPHS[0])
    if pictures:
        paper.photo()
        paper.put("图为慰问组搬运饮用水。张海 摄", align="center")
    paper.put(PARAGRAPHS[1])
    if pictures:
        paper.photo()
        paper.put("图为律师讲劳动合同。", align="center")
    paper.put(PARAGRAPHS[2])
    return paper.bytes()


def imported(sender) -> Report:
    report = drafting.start(key=new_key(), by=sender)
    return importing.import_word(report=report, by=sender, data=word_file(), name="送水.docx")


def draft(*lines: str, captions: tuple[str, ...] = ()) -> Report:
    """A report as typed, with a photo for each caption."""
    report = make_report(body="\n".join(lines or PARAGRAPHS), sent=False)
    for at, caption in enumerate(captions):
        add_photo(report, at, caption)
    return report


def add_photo(report: Report, at: int, caption: str, credit: str = "") -> ReportPhoto:
    data = io.BytesIO(picture_bytes(900 + 7 * at, 600))
    row = drafting.add_whole_photo(report=report, by=report.sender, handle=data, name=f"{at}.jpg")
    words = [PhotoWords(one.pk, one.caption, one.credit) for one in report.photos.exclude(pk=row.pk)]
    drafting.save(report=report, by=report.sender, words={}, photos=(*words, PhotoWords(row.pk, caption, credit)))
    return row


def order_of(report: Report) -> list[str]:
    """The text in order: the first letters of paragraphs, the captions of photos."""
    report.refresh_from_db()
    return [
        f"[{''.join(block_texts(block))}]" if isinstance(block, Figure) else "".join(block_texts(block))[:3]
        for block in placed(report).blocks
    ]


# ------------------------------------------------------------------ pictures of a Word file


def test_a_picture_of_a_word_file_stands_where_it_stood(sender):
    report = imported(sender)
    assert order_of(report) == ["清晨六", "[图为慰问组搬运饮用水。]", "会议室", "[图为律师讲劳动合同。]", "傍晚，"]
    assert [(photo.key, credit) for photo, credit in placed(report).credits] == [
        (report.photos.first().photo.key, "张海")
    ]


def test_its_place_is_a_line_of_the_plain_text_that_may_be_moved_or_deleted(signed_in, sender):
    signed_in.post(PLACE, {"do": "word", "document": SimpleUploadedFile("送水.docx", word_file())})
    report = Report.objects.get()
    text = re.search(r'<textarea id="id_body"[^>]*>(.*?)</textarea>', page(signed_in.get(PLACE)), re.DOTALL).group(1)
    first, mark, second, other, third = text.strip().splitlines()
    assert (mark, other) == ("【照片1】", "【照片2】")
    before = report.body
    signed_in.post(PLACE, {"do": "save", "body": text.replace("\n", "\r\n")})
    report.refresh_from_db()
    assert report.body == before
    signed_in.post(PLACE, {"do": "save", "body": "\n".join((first, second, other, mark, third))})
    assert order_of(report) == ["清晨六", "会议室", "[图为律师讲劳动合同。]", "[图为慰问组搬运饮用水。]", "傍晚，"]
    signed_in.post(PLACE, {"do": "save", "body": "\n".join((first, second, other, third))})
    assert order_of(report).index("[图为慰问组搬运饮用水。]") in {1, 4}  # by its caption, never lost
    assert "【照片2】" in page(signed_in.get(f"{PLACE}?step=4"))


def test_a_photo_that_is_taken_out_leaves_the_text(sender):
    report = imported(sender)
    drafting.remove_photo(report=report, by=sender, pk=report.photos.first().pk)
    report.refresh_from_db()
    assert text_of(report.body, {report.photos.get().photo.key: 2}).count("【照片") == 1
    assert order_of(report) == ["清晨六", "会议室", "[图为律师讲劳动合同。]", "傍晚，"]


def test_the_same_file_again_places_each_picture_once(sender):
    report = imported(sender)
    before = report.body
    report = importing.import_word(report=report, by=sender, data=word_file(), name="送水.docx")
    assert report.body == before
    assert report.photos.count() == 2


def test_a_file_imported_under_a_typed_text_keeps_its_pictures_places(sender):
    report = drafting.start(key=new_key(), by=sender)
    report = drafting.save(report=report, by=sender, words={"body": "先写的一段话，说明来由。"})
    report = importing.import_word(report=report, by=sender, data=word_file(), name="送水.docx")
    assert order_of(report)[:3] == ["先写的", "清晨六", "[图为慰问组搬运饮用水。]"]


# ------------------------------------------------------------------ photos that were sent separately


def test_a_photo_stands_where_the_sender_names_it():
    report = draft(captions=("职工在跳绳", ""))
    lines = [PARAGRAPHS[0], "【照片2】", PARAGRAPHS[1], "【 照片１ 】", PARAGRAPHS[2], "【照片9】"]
    drafting.save(report=report, by=report.sender, words={"body": "\n".join(lines)})
    assert order_of(report) == ["清晨六", "[]", "会议室", "[职工在跳绳]", "傍晚，"]


def test_a_photo_follows_the_paragraph_its_caption_speaks_of():
    report = draft(captions=("图为篮球场上的友谊赛", "律师给职工讲劳动合同"))
    assert order_of(report) == ["清晨六", "会议室", "[律师给职工讲劳动合同]", "傍晚，", "[图为篮球场上的友谊赛]"]


def test_photos_that_fit_nowhere_come_at_the_end_in_their_order():
    report = draft(captions=("省运会开幕式", "", "采摘节的早晨"))
    assert order_of(report) == ["清晨六", "会议室", "傍晚，", "[省运会开幕式]", "[]", "[采摘节的早晨]"]


def test_the_lines_that_are_captions_give_way_to_their_photos():
    lines = [PARAGRAPHS[0], "图为搬水现场。（张海 摄）", PARAGRAPHS[1], "图为律师讲课。", PARAGRAPHS[2]]
    report = draft(*lines, captions=("", ""))
    assert order_of(report) == ["清晨六", "[图为搬水现场。]", "会议室", "[图为律师讲课。]", "傍晚，"]
    assert [credit for _, credit in placed(report).credits] == ["张海"]


def test_a_caption_line_takes_the_photo_that_says_the_same_and_no_other():
    lines = [PARAGRAPHS[0], "图为律师讲课。", PARAGRAPHS[1], "图为搬水现场。", PARAGRAPHS[2]]
    report = draft(*lines, captions=("搬水现场",))
    assert order_of(report) == ["清晨六", "图为律", "会议室", "[搬水现场]", "傍晚，"]


def test_caption_lines_and_photos_of_unequal_number_are_not_paired_by_guess():
    report = draft(PARAGRAPHS[0], "图为搬水现场。", PARAGRAPHS[2], captions=("", ""))
    assert order_of(report) == ["清晨六", "图为搬", "傍晚，", "[]", "[]"]


def test_a_photo_without_text_is_all_there_is():
    report = draft(captions=("一张",))
    Report.objects.filter(pk=report.pk).update(body="")
    assert order_of(report) == ["[一张]"]


def test_another_reports_photo_is_never_shown_by_its_key():
    other = draft(captions=("别人的",))
    report = draft(captions=())
    key = other.photos.get().photo.key
    drafting.save(report=report, by=report.sender, words={"body": f'<img src="/photos/{key}/">' + PARAGRAPHS[0]})
    Report.objects.filter(pk=report.pk).update(
        body=f'<p>{PARAGRAPHS[0]}</p><figure><img src="/photos/{key}/" alt=""></figure>'
    )
    assert order_of(report) == ["清晨六"]


def test_lines_that_name_photos_are_read_in_any_width():
    assert [number_in(line) for line in ("【照片3】", "【 照片 １２ 】", "【照片】", "见【照片3】")] == [
        3,
        12,
        None,
        None,
    ]
    html = html_of("【照片1】\n【照片1】\n说明", numbers={"00000000000000aa": 1})
    assert [type(block).__name__ for block in parse_html(html)] == ["Figure", "Paragraph", "Paragraph"]


def test_each_photo_of_a_report_keeps_its_number(sender):
    report = drafting.start(key=new_key(), by=make_person(Role.CORRESPONDENT, union=sender.union))
    rows = [add_photo(report, at, "") for at in range(3)]
    drafting.remove_photo(report=report, by=report.sender, pk=rows[1].pk)
    drafting.move_photo(report=report, by=report.sender, pk=rows[2].pk, up=True)
    assert [row.number for row in report.photos.all()] == [3, 1]
    assert add_photo(report, 5, "").number == 4
