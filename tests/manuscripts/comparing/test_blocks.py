"""What became of blocks: moved, changed, turned into something else."""

import random

from manuscripts.blocks import Figure, Heading, ListBlock, Paragraph, Quote, Rule, Span
from manuscripts.comparing import compare

LONG = [
    "省总工会召开会议部署全年重点任务，要求各级把维权服务做实。",
    "海东市举办职工技能比武，焊工和电工同台较量到傍晚才见分晓。",
    "牧区流动服务车开进草场，为放牧职工送去体检和法律咨询。",
    "铁路班组的创新工作室攻下道岔融雪难题，冬天不再误点。",
    "户外劳动者驿站添了热水和充电口，快递员说歇脚有了去处。",
]


def p(text: str, *marks: str) -> Paragraph:
    return Paragraph((Span(text, marks),))


def kinds(before, after):
    return [(row.kind, row.before, row.after) for row in compare(before, after).rows]


def test_added_and_removed_paragraphs_stand_at_their_places():
    a, b, c, d, _ = map(p, LONG)
    assert kinds([a, b, c], [a, d, c]) == [("same", 0, 0), ("removed", 1, None), ("added", None, 1), ("same", 2, 2)]


def test_a_moved_paragraph_is_not_deleted_and_inserted():
    a, b, c, d, _ = map(p, LONG)
    found = compare([a, b, c, d], [b, c, d, a])
    assert [row.kind for row in found.rows] == ["same", "same", "same", "moved"]
    assert found.summary() == "移动1段。"


def test_a_paragraph_moved_and_reworded_is_recognised():
    a, b, c, d, _ = map(p, LONG)
    reworded = p(LONG[0].replace("重点", "主要"))
    found = compare([a, b, c, d], [b, c, d, reworded])
    assert found.rows[-1].kind == "moved_and_changed"
    assert found.summary() == "增加2字，删去2字；改动1段，移动1段。"


def test_every_paragraph_of_a_shuffle_is_found_again():
    dice = random.Random(4)
    before = [p("".join(dice.sample(LONG[0] + LONG[1] + LONG[2], 30))) for _ in range(60)]
    after = dice.sample(before, len(before))
    rows = compare(before, after).rows
    assert {row.kind for row in rows} == {"same", "moved"}
    assert all(before[row.before] == after[row.after] for row in rows)


def test_equal_short_paragraphs_do_not_draw_others_out_of_place():
    before = [p(LONG[0]), p("略"), p(LONG[1]), p("略"), p(LONG[2])]
    after = [p(LONG[0].replace("全年", "今年")), p(LONG[1].replace("傍晚", "晚上")), p("略"), p(LONG[2])]
    assert kinds(before, after) == [
        ("changed", 0, 0),
        ("removed", 1, None),
        ("changed", 2, 1),
        ("same", 3, 2),
        ("same", 4, 3),
    ]


def test_formatting_alone_is_a_change_of_its_own():
    before, after = p("开展技能比武"), Paragraph((Span("开展"), Span("技能", ("strong",)), Span("比武")))
    found = compare([before], [after])
    (row,) = found.rows
    assert [(run.op, run.text, run.marks_before, run.marks_after) for run in row.content.runs] == [
        ("equal", "开展", (), ()),
        ("format", "技能", (), ("strong",)),
        ("equal", "比武", (), ()),
    ]
    assert row.content.runs[1].note == "加上加粗"
    assert found.summary() == "1处改了格式。"


def test_a_changed_link_is_shown_and_named():
    before, after = (Paragraph((Span("详见通知", ("u",), href),)) for href in ("/a/", "/b/"))
    (run,) = compare([before], [after]).rows[0].content.runs
    assert (run.op, run.href_before, run.href_after, run.note) == ("format", "/a/", "/b/", "改了链接")


def test_a_run_is_shown_with_the_formatting_of_its_own_side():
    before, after = (
        Paragraph((Span("职工技能"), Span(text, (mark,), href), Span("今天开幕")))
        for text, mark, href in (("比武", "strong", "/a/"), ("竞赛", "em", "/b/"))
    )
    _, gone, come, _ = compare([before], [after]).rows[0].content.runs
    assert (gone.op, gone.marks, gone.href) == ("delete", ("strong",), "/a/")
    assert (come.op, come.marks, come.href) == ("insert", ("em",), "/b/")


def test_the_same_text_in_other_spans_is_the_same():
    assert compare([p("开展比武")], [Paragraph((Span("开展"), Span(""), Span("比武")))]).same


def test_a_paragraph_made_a_heading_keeps_its_words():
    found = compare([p("一、强化思想引领", "strong")], [Heading(1, (Span("一、强化思想引领"),))])
    (row,) = found.rows
    assert (row.kind, row.content.form_before, row.content.form_after) == ("changed", "paragraph", "heading-1")
    assert [run.op for run in row.content.runs] == ["format"]


def test_a_heading_of_another_level_is_a_change_of_form():
    found = compare([Heading(1, (Span("基本情况"),))], [Heading(2, (Span("基本情况"),))])
    assert found.summary() == "1处改了格式。"


def test_items_of_a_list_are_matched_one_by_one():
    before, after = (
        ListBlock(True, tuple((Span(text),) for text in items))
        for items in ([LONG[0], LONG[1], LONG[2]], [LONG[1], "新增的一项内容", LONG[2].replace("体检", "义诊")])
    )
    (row,) = compare([before], [after]).rows
    assert [item.kind for item in row.content.rows] == ["removed", "same", "added", "changed"]


def test_a_paragraph_made_a_quote_keeps_its_words():
    (row,) = compare([p(LONG[0])], [Quote(((Span(LONG[0]),),))]).rows
    assert (row.kind, row.content.form_before, row.content.form_after) == ("changed", "paragraph", "quote")
    assert [part.kind for part in row.content.rows] == ["same"]


def test_another_photo_in_the_same_place_is_a_replaced_photo():
    before, after = ([p(LONG[0]), Figure(key), p(LONG[1])] for key in ("old", "new"))
    found = compare(before, after)
    assert found.rows[1].kind == "changed"
    assert found.rows[1].content.replaced
    assert found.summary() == "换了1张照片。"


def test_a_caption_and_an_alternative_text_are_compared_by_character():
    before = Figure("k", "会场", (Span("比武现场，张三摄。"),))
    after = Figure("k", "赛场", (Span("比武现场，李四摄。"),))
    found = compare([before], [after])
    picture = found.rows[0].content
    assert not picture.replaced
    assert [run.op for run in picture.caption] == ["equal", "delete", "insert", "equal"]
    assert [run.text for run in picture.alt] == ["会", "赛", "场"]
    assert found.summary() == "增加2字，删去2字；1张照片改了说明。"


def test_a_photo_carried_elsewhere_is_a_moved_photo():
    photo = Figure("k", "", (Span("比武现场"),))
    found = compare([photo, *map(p, LONG)], [*map(p, LONG), photo])
    assert found.summary() == "移动1张照片。"


def test_a_rule_put_in_is_counted():
    assert compare([p(LONG[0]), p(LONG[1])], [p(LONG[0]), Rule(), p(LONG[1])]).summary() == "1条分隔线有增减。"


def test_nothing_compared_with_something_is_all_added():
    found = compare([], [p(LONG[0]), Rule()])
    assert [row.kind for row in found.rows] == ["added", "added"]
    assert compare([], []).same
