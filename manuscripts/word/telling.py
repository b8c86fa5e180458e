"""The import report in sentences: what was understood, and what somebody has to look at."""

from __future__ import annotations

from manuscripts.word.bodies import Body
from manuscripts.word.heads import Head
from manuscripts.word.remarks import Remarks, place
from manuscripts.word.result import WordReport


def tell(report: WordReport, body: Body, head: Head, remarks: Remarks, all_bold: bool) -> None:
    """Write the sentences of a report into it."""
    report.understood = list(_understood(report, body, all_bold))
    report.not_understood = [*_missing(report, body, head), *remarks.sentences()]


def _understood(report: WordReport, body: Body, all_bold: bool):
    for label, words in (
        ("引题", report.kicker),
        ("标题", report.title),
        ("副题", report.subtitle),
        ("供稿单位", report.contributor),
        ("作者", "、".join(f"{name}（{post}）" if post else name for name, post in report.bylines)),
        ("来源", report.source),
        ("编者按", report.editors_note),
    ):
        if words:
            yield f"{label}：{words}"
    yield f"正文 {report.characters} 字" + (f"，小标题 {body.headings} 个" if body.headings else "") + "。"
    if body.tables:
        yield f"表格 {body.tables} 个。"
    if report.pictures:
        described = sum(bool(picture.caption) for picture in report.pictures)
        yield f"照片 {len(report.pictures)} 张，其中 {described} 张配上了说明。"
    if report.particulars:
        yield (
            "没有放进正文的联系事项："
            + "；".join(f"{label} {words.rstrip('。')}" for label, words in report.particulars)
            + "。"
        )
    if all_bold:
        yield "全文几乎都是粗体，已改为普通字体。"


def _missing(report: WordReport, body: Body, head: Head):
    if not report.title:
        yield "没有读出标题。请在标题栏里填写。"
    yield from head.doubts
    if head.letterhead:
        yield f"文件头没有导入：{'；'.join(head.letterhead)}。"
    if not report.contributor and not report.bylines:
        yield "没有读出供稿单位和作者。请填写。"
    if body.guessed:
        yield f"{body.guessed} 个小标题没有编号，是按字体认出的。请核对级别。"
    if body.deeper:
        yield f"列表只排一级：{body.deeper} 处下一级的条目并成了同一级，文字都在。要分出层次，请在条目前写明编号。"
    lonely = [picture.where for picture in report.pictures if not picture.caption]
    if lonely:
        yield f"{place(lonely)}的 {len(lonely)} 张照片没有找到说明。请补写图说。"
