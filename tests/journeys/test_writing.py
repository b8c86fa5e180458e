"""Nothing typed is lost: editors at the real site, in real browsers, with links that drop and a server that is killed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from manuscripts.counting import count_blocks
from manuscripts.html import clean_html
from manuscripts.parsing import parse_html
from tests.factories import picture_bytes
from tests.journeys.at_the_desk import (
    EDITOR,
    TEXT,
    begin,
    body,
    paste,
    ready,
    save,
    says,
    sign_in,
    type_text,
)
from tests.manuscripts.test_counting import test_count_follows_the_rule_of_the_trade as counting

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal {mso-style-parent:""; margin:0cm;}</style></head><body><!--StartFragment-->
<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋_GB2312'>　　第一段，从</span><b
style='mso-bidi-font-weight:normal'><span lang=EN-US>Word</span></b><span>来。<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]><span>把班组建强</span></p>
<p class=MsoNormal><span style='font-weight:bold'>加粗的话</span><span style='color:red'>，红色的话。</span></p>
<script>document.title = "被改了"</script><p onclick="alert(1)">带脚本的一段。<img src=x onerror="document.title = '被改了'"></p>
<table><tr><td colspan=2 style='border:solid'>合并的格</td></tr><tr><td>甲</td><td>乙</td></tr></table>
<!--EndFragment--></body></html>"""


# Everything an article's text may hold, as it is stored.
WHOLE = clean_html(
    "<p>甲<strong>乙</strong><em>丙</em><u>丁</u><sup>2</sup><sub>3</sub><a href='https://example.com/'>链接</a><br>下一行</p>"
    "<h2>一、</h2><h3>（一）二</h3><h4>1.三</h4><blockquote><p>引一</p><p>引二</p></blockquote>"
    "<ul><li>一</li><li>二</li></ul><ol><li>一</li></ol><hr>"
    "<figure><img src='/photos/0123456789abcdef/' alt='替'><figcaption>说<strong>明</strong></figcaption></figure>"
    "<figure><table><thead><tr><th colspan='2'>头</th></tr></thead><tbody><tr><td rowspan='2'>甲</td><td>乙<br>丙</td></tr>"
    "<tr><td>丁</td></tr></tbody></table><figcaption>表一</figcaption></figure>"
    "<table><tbody><tr><th>行头</th><td>1</td></tr></tbody></table>"
)


def test_writing_as_the_editors_see_it(sit_down):
    visitor = sit_down(EDITOR)
    page = visitor.page
    visitor.sees("1-new")
    begin(page, "昆仑山下的班组")
    type_text(page, TEXT)
    page.keyboard.press("Enter")
    page.keyboard.insert_text("一、把安全放在前面")
    visitor.sees("2-writing")
    scripts = page.evaluate("() => performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    ours = [path for path in scripts if path.startswith("/static/js/editor/")]
    assert len(ours) > 10
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", path) for path in ours), ours
    page.get_by_role("button", name="识别小标题").click()
    page.get_by_role("dialog").get_by_text("一、把安全放在前面").wait_for()
    page.get_by_role("button", name="按选中的改").click()
    expect(body(page).locator("h2")).to_have_text("一、把安全放在前面")
    page.keyboard.press("Control+z")
    expect(body(page).locator("h2")).to_have_count(0)
    page.keyboard.press("Control+y")
    page.get_by_label("第 1 位作者的职务").fill("工会主席")
    page.get_by_label("第 1 位作者的姓名").fill("马青山")
    page.get_by_label("第 2 位作者的姓名").fill("李雪莲")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert page.get_by_label("第 2 位作者的姓名").input_value() == "李雪莲"
    assert body(page).inner_text().replace("\n", "") == TEXT + "一、把安全放在前面"
    page.set_viewport_size({"width": 360, "height": 740})
    visitor.sees("3-writing-phone")


def test_the_count_beside_the_text_agrees_with_the_servers(sit_down):
    page = sit_down(EDITOR).page
    cases = [case[:2] for case in counting.pytestmark[0].args[1]]
    found = page.evaluate(
        """async texts => {
            const { countCharacters } = await import("/static/js/editor/count.js");
            return texts.map(countCharacters);
        }""",
        [text for text, _ in cases],
    )
    assert found == [count for _, count in cases]


def test_opening_a_text_and_saving_it_changes_nothing(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "一字不动")
    html, count = page.evaluate(
        """async html => {
            const { makeBody, forEditor, textOf } = await import("/static/js/editor/editor.js");
            const { countCharacters } = await import("/static/js/editor/count.js");
            const [element, toolbar] = [document.createElement("div"), document.createElement("div")];
            document.body.append(element, toolbar);
            const editor = await makeBody(element, toolbar, html, { urls: {}, token: () => "" }, () => {});
            return [editor.getData(), countCharacters(textOf(editor))];
        }""",
        WHOLE,
    )
    assert clean_html(html) == WHOLE
    assert count == count_blocks(parse_html(WHOLE))


def test_a_paste_from_word_is_cleaned_and_its_script_does_nothing(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "从 Word 来")
    paste(page, WORD)
    expect(body(page)).to_contain_text("带脚本的一段。")
    shown = body(page)
    assert [one.inner_text() for one in shown.locator("> p").all()][:4] == [
        "第一段，从Word来。",
        "一、把班组建强",
        "加粗的话，红色的话。",
        "带脚本的一段。",
    ]
    assert shown.locator("strong").all_inner_texts() == ["Word", "加粗的话"]
    assert shown.locator("td[colspan='2']").inner_text() == "合并的格"
    assert shown.locator("[style*=color], script, img").count() == 0
    assert "被改了" not in page.title()
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert body(page).locator("td").all_inner_texts() == ["合并的格", "甲", "乙"]


def test_a_photo_is_put_in_named_and_saved(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "一张照片")
    type_text(page, "照片上面的话。")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从计算机上传").or_(
            page.locator("#toolbar .ck-file-dialog-button")
        ).first.click()
    chooser.value.set_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(1600, 900)})
    image = body(page).locator("figure.image img")
    expect(image).to_have_attribute("src", re.compile(r"^/photos/[0-9a-f]{16}/$"))
    caption = body(page).locator("figcaption")
    caption.click()
    expect(caption).to_have_class(re.compile("focused"))
    page.keyboard.insert_text("职工们在训练。")
    expect(caption).to_have_text("职工们在训练。")
    image.click()
    page.get_by_role("button", name="摄影者、替代文字").click()
    page.get_by_label("摄影者", exact=True).fill("李雪莲")
    page.get_by_label("替代文字", exact=True).fill("三名职工在操作台前")
    page.locator("#photo-save").click()
    expect(image).to_have_attribute("alt", "三名职工在操作台前")
    save(page)
    page.get_by_text("已保存。").wait_for()
    ready(page)
    expect(image).to_have_attribute("alt", "三名职工在操作台前")
    assert body(page).locator("figcaption").inner_text() == "职工们在训练。"


def test_a_file_that_lies_about_its_kind_is_refused_where_it_was_put(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "不是照片")
    type_text(page, "照片上面的话。")
    with page.expect_file_chooser() as chooser:
        page.locator("#toolbar .ck-file-dialog-button").first.click()
    chooser.value.set_files({"name": "病毒.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" * 500})
    says(page, "“病毒.jpg”不是图片")
    assert body(page).inner_text().strip() == "照片上面的话。"


def test_a_second_photo_does_not_take_the_place_of_the_first(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "两张照片")
    for number in (1, 2):
        with page.expect_file_chooser() as chooser:
            page.locator("#toolbar .ck-file-dialog-button").first.click()
        photo = {"name": "照.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(1600, 900 + number)}
        chooser.value.set_files(photo)
        images = body(page).locator("figure.image img[src^='/photos/']")
        expect(images).to_have_count(number)
        images.last.click()  # chosen, as it is after it was put in


def test_five_megabytes_are_not_pasted_and_the_text_stays(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "贴得太多")
    type_text(page, TEXT)
    paste(page, f"<p>{'青海工会' * 250}</p>" * 1700)
    says(page, "超过 40 万字，没有粘贴")
    assert body(page).inner_text().strip() == TEXT


def test_lists_have_one_level_and_links_lead_to_pages(sit_down):
    page = sit_down(EDITOR).page
    begin(page, "列表和链接")
    paste(
        page,
        "<p>起。</p><ul><li>甲<ol><li>甲一</li></ol></li><li>乙</li></ul>"
        "<p><a href='javascript:alert(1)'>坏</a><a href='data:text/html,x'>坏</a><a href='https://example.com/'>好</a></p>",
    )
    expect(body(page).locator("li")).to_have_count(3)
    assert body(page).locator("li li").count() == 0
    assert body(page).locator("a").all_inner_texts() == ["好"]


def test_without_scripts_the_page_still_writes(chromium, server, accounts):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, server.address, EDITOR, accounts[EDITOR])
    page.get_by_label("标题").fill("没有脚本")
    page.get_by_role("button", name="开始写").click()
    page.get_by_label("正文", exact=True).fill("第一段。\n\n第二段。")
    page.get_by_label("第 1 位作者的姓名").fill("马青山")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已保存。").wait_for()
    assert page.get_by_label("正文", exact=True).input_value() == "<p>第一段。</p><p>第二段。</p>"
    context.close()
