"""Paragraphs told apart by their wording, and how the page sets them."""

from __future__ import annotations

import pytest

from tests.typesetting.composition.samples import article, figure, manifest, paragraph
from tests.typesetting.composition.test_compose import line_text
from typesetting.composition import compose
from typesetting.composition.design import BODY_SIZE, COLUMN
from typesetting.composition.plan import Run, Text
from typesetting.composition.typesetter import spans_text
from typesetting.composition.wordings import read

SAID = "各级工会干部走进车间班组，把政策讲到职工身边，面对面听取意见建议。"
NAMES = ("马建国", "李英", "扎西卓玛", "王永福", "赵兰", "周成林", "韩志强", "陈秀英")


def kinds(*texts: str) -> list[str]:
    return [block["kind"] for block in read([paragraph(text) for text in texts])]


def strong(block: dict) -> str:
    return "".join(span["text"] for span in block["spans"] if "strong" in span.get("marks", ()))


def texts_of(blocks: list[dict], layout: str = "feature", style: str = "body") -> list[Text]:
    plan = compose(manifest([("学习", layout, [article(1, blocks)])]))
    return [
        item
        for page in plan.pages
        for item in page.items
        if isinstance(item, Text) and item.id.startswith("1.") and (item.style == style or not style)
    ]


def begins_at(text: Text, line: int = 0) -> float:
    """How far from the left edge of its column a line's first character stands, in ems."""
    first = text.lines[line][0]
    return round(
        (text.x - 56.13) % (COLUMN + 2 * BODY_SIZE) / BODY_SIZE + (first if isinstance(first, float) else 0), 2
    )


@pytest.mark.parametrize(
    "text",
    [
        "同志们：",
        "编辑同志：",
        "各市州总工会、省级产业工会：",
        "尊敬的各位代表、同志们：",
        "亲爱的工友们！",
        "各位来宾：",
        "妈妈，您好！",
    ],
)
def test_whom_a_text_addresses_is_its_salutation(text):
    assert kinds(text, SAID)[0] == "salutation"


@pytest.mark.parametrize(
    "text",
    ["现将有关事项通知各工会如下：", "会议要求各单位：", SAID, "他说：", "时间过得真快！", "提高认识。各单位："],
)
def test_a_sentence_that_ends_in_a_colon_addresses_nobody(text):
    assert kinds(text, SAID)[0] == "paragraph"


def test_names_and_a_date_at_the_end_are_its_signature():
    assert kinds(SAID, "青海省总工会办公室", "2026年10月20日") == ["paragraph", "signature", "signature"]
    assert kinds(SAID, "此致", "敬礼！", "马建国", "二〇二六年十月") == [
        "paragraph", "paragraph", "salutation", "signature", "signature",
    ]  # fmt: skip
    assert kinds(SAID, "青海省总工会办公室") == ["paragraph", "paragraph"]
    assert kinds(SAID, SAID, "2026年10月20日") == ["paragraph", "paragraph", "signature"]


def test_a_photo_under_a_signature_does_not_hide_it():
    blocks = [paragraph(SAID), paragraph("青海省总工会"), paragraph("2026年10月20日"), figure("p")]
    assert [block["kind"] for block in read(blocks)] == ["paragraph", "signature", "signature", "figure"]


def test_an_answer_is_known_by_its_blank_also_where_a_colon_follows_soon():
    said = ("问　来了多久？", "答　一共三年：住过两处。", "问　苦不苦？", "答　不苦。")
    assert [strong(block) for block in read([paragraph(text) for text in said])] == ["问　", "答　", "问　", "答　"]


def test_speakers_stand_out_and_questions_are_told_from_answers():
    told = read([paragraph(text) for text in ("引子。", "问：来了多久？", "答：" + SAID, "问：苦不苦？", "答：不苦。")])
    assert [block["kind"] for block in told] == ["paragraph", "question", "paragraph", "question", "paragraph"]
    assert [strong(block) for block in told] == ["", "问：", "答：", "问：", "答："]
    told = read(
        [paragraph(text) for text in ("记者：来了多久？", "马建国：十年。", "记者：苦不苦？", "马建国：不苦。")]
    )
    assert [strong(block) for block in told] == ["记者：", "马建国："] * 2


def test_a_text_that_names_times_and_places_is_no_conversation():
    texts = ("时间：十月二十日", "地点：西宁", "主办：省总工会", "承办：市总工会", SAID)
    assert all(not strong(block) for block in read([paragraph(text) for text in texts]))


def test_the_articles_of_a_law_stand_out_and_its_chapters_are_headings():
    told = read([paragraph(text) for text in ("第一章 总则", f"第一条 {SAID}", f"第二条　{SAID}", f"第三条  {SAID}")])
    assert [block["kind"] for block in told] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert [strong(block) for block in told[1:]] == ["第一条　", "第二条　", "第三条　"]
    assert [spans_text(block["spans"]) for block in told[1:]] == [f"第{n}条　{SAID}" for n in "一二三"]


def test_marks_after_a_label_stay_where_they_are():
    spans = [{"text": "问：来了"}, {"text": "多久", "marks": ["em"]}, {"text": "？"}]
    told = read([{"kind": "paragraph", "spans": spans}, *(paragraph(f"{who}：好。") for who in "答问答")])
    assert told[0]["spans"] == [{"text": "问：", "marks": ["strong"]}, {"text": "来了"}, *spans[1:]]


@pytest.mark.parametrize("blank", [" ", "　", "　　", "\n"])
def test_names_alone_become_a_roll_however_they_were_parted(blank):
    blocks = [paragraph(part) for part in blank.join(NAMES).split("\n")]
    assert read([paragraph(SAID), *blocks, paragraph(SAID)])[1:-1] == [{"kind": "roll", "names": list(NAMES)}]


@pytest.mark.parametrize("other", ["一等奖", "获奖名单", "西宁市总工会", "先进个人", "青海油田"])
def test_what_stands_between_names_is_not_taken_for_one(other):
    told = read([paragraph(text) for text in (*NAMES, other, *NAMES)])
    assert [block["kind"] for block in told] == ["roll", "paragraph", "roll"]


def test_a_few_short_lines_are_no_roll():
    assert kinds("天亮了", "走吧", "风停了", "雪化了", "路还长", "灯还亮", "我们走") == ["paragraph"] * 7


def test_names_stand_under_each_other_in_even_places():
    text = texts_of([paragraph(" ".join(NAMES * 4))])[0]
    shown = [line_text(line).rstrip("　") for line in text.lines]
    assert shown[0] == "马建国　李　英　扎西卓玛　　　　王永福"
    assert all(begins_at(text, line) == 2 for line in range(len(text.lines)))


def test_what_is_said_of_each_name_stands_under_each_other():
    texts = texts_of([paragraph(f"{name}　　青海油田采气一厂班长") for name in NAMES])
    assert [line_text(text.lines[0]).index("青") for text in texts] == [5] * len(NAMES)


def test_a_salutation_stands_at_the_edge_and_a_signature_at_the_right():
    texts = texts_of([paragraph(text) for text in ("同志们：", SAID, "青海省总工会", "2026年10月20日")])
    assert [begins_at(text) for text in texts[:3]] == [0, 2, 14]


def test_a_letter_is_signed_at_the_right_too():
    texts = texts_of([paragraph(text) for text in ("编辑同志：", SAID, "此致", "敬礼！", "马建国")], "letter", "letter")
    firsts = [text.lines[0][0] if isinstance(text.lines[0][0], float) else 0 for text in texts]
    assert firsts == [0, 2, 2, 0, 31]


def test_the_lines_of_a_stanza_begin_at_the_same_distance_from_the_edge():
    texts = texts_of([paragraph("天还没有亮\n炉子上的茶\n已经滚了三遍"), paragraph("风停了\n雪化了\n路还长")])
    assert {begins_at(text, line) for text in texts for line in range(3)} == {2}
    assert texts[1].y - texts[0].y in (0, 4 * 16.8) or texts[1].x != texts[0].x


@pytest.mark.parametrize("ordered", [True, False])
def test_items_stand_in_a_block_on_the_grid_of_characters(ordered):
    items = [[{"text": SAID * 2}] for _ in range(12)]
    texts = [text for text in texts_of([{"kind": "list", "ordered": ordered, "items": items}]) if text.role == "item"]
    assert len(texts) == 12
    for number, text in enumerate(texts, 1):
        assert all(begins_at(text, line) == 2 for line in range(1, len(text.lines)))
        first = text.lines[0]
        if ordered:
            assert first[0] == f"{number}." and begins_at(text) == 2
        else:
            assert isinstance(first[0], Run) and begins_at(text) == 1
