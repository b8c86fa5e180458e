"""From the first word to the issue that is out, by the keyboard alone. Whatever is reached shows that it is, and lets go."""

from __future__ import annotations

import re

from playwright.sync_api import ElementHandle, Locator, Page, expect

from tests.journeys.at_the_desk import COLLEAGUE, EDITOR, TEXT, ready

TITLE = "只用键盘写的稿"
YEAR, NUMBER = 2019, 81  # older than every issue of the sample: what is newest stays as others find it
MOST_STOPS = 150
# What has the focus: its name, whether all of it or most is to be seen, and whether anything shows that it has the focus.
FOCUSED = """(target) => {
    const found = document.activeElement;
    if (!found || found === document.body) return null;
    const box = found.getBoundingClientRect();
    const shows = (element) => {
        const style = getComputedStyle(element);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const middle = document.elementFromPoint(
        Math.min(Math.max(box.left + Math.min(box.width / 2, 60), 0), innerWidth - 1),
        Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1),
    );
    const label = found.labels?.[0];
    return {
        reached: found === target,
        name: (found.getAttribute("aria-label") || label?.innerText || found.innerText || found.name || found.id || "").trim().slice(0, 40),
        tag: found.tagName.toLowerCase(),
        seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered: !(middle && (found.contains(middle) || middle.contains(found) || label?.contains(middle))),
        rings: shows(found) || (label !== undefined && shows(label)) || found.isContentEditable || found.type === "date",  // the caret shows, the part of the date
    };
}"""


class Keyboard:
    """Someone without a mouse at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def look(self, wanted: ElementHandle) -> dict | None:
        """What has the focus now. Fails where it cannot be seen."""
        found = self.page.evaluate(FOCUSED, wanted)
        if found:
            trouble = [
                fault
                for fault, is_so in (
                    ("not on the screen", not found["seen"]),
                    ("covered", found["covered"]),
                    ("without a ring", not found["rings"]),
                )
                if is_so
            ]
            assert not trouble, (
                f"{found['tag']} “{found['name']}” at {self.page.url} has the focus and is {', '.join(trouble)}"
            )
        return found

    def to(self, target: Locator, key: str = "Tab") -> None:
        """Go on until `target` has the focus."""
        stops = []
        wanted = target.first.element_handle()
        for _ in range(MOST_STOPS):
            # Where one begins is not judged: it had the focus before.
            found = self.look(wanted) if stops else self.page.evaluate(FOCUSED, wanted)
            if found and found["reached"]:
                return
            stops.append((found or {}).get("name", "—"))
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} was not reached at {self.page.url}: {stops}")

    def fill(self, label: str, text: str, *, exact: bool = True) -> None:
        self.to(self.page.get_by_label(label, exact=exact))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def press(self, name: str | re.Pattern, role: str = "button") -> None:
        self.to(self.page.get_by_role(role, name=name, exact=isinstance(name, str)))
        self.page.keyboard.press("Enter")

    def follow(self, name: str | re.Pattern) -> None:
        self.press(name, "link")


def write(keys: Keyboard, title: str) -> str:
    """Begun, written, saved and sent to review; gives the address of the article's page at the desk."""
    page = keys.page
    keys.fill("标题", title)
    keys.press("开始写")
    ready(page)
    keys.fill("副题", "副题也是打上去的")
    keys.to(page.locator("#body-editor"))
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Enter")
    page.keyboard.insert_text("一、把安全放在前面")
    page.keyboard.press("Alt+F10")  # to the editor's toolbar, as its help says
    assert page.evaluate("() => document.getElementById('toolbar').contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")  # puts the button's tip away
    page.keyboard.press("Escape")  # and back to the text
    expect(page.locator("#body-editor")).to_be_focused()
    keys.to(page.get_by_label("第 1 位作者的姓名"))  # the text lets go
    page.keyboard.insert_text("马青山")
    keys.to(page.locator("#body-editor"), "Shift+Tab")
    page.keyboard.press("Control+s")
    page.get_by_text("已保存。").wait_for()
    ready(page)
    assert page.locator("#body-editor").inner_text().startswith(TEXT)
    keys.follow("稿件页")
    page.wait_for_url(re.compile(r"/desk/articles/\d+/$"))
    address = page.url
    keys.follow("送审")
    keys.press("送审")
    page.wait_for_url(address)
    return address


def decide(keys: Keyboard, address: str, way: str, button: str) -> None:
    keys.page.goto(address)
    keys.follow(way)
    keys.fill("意见（可以不写）", "同意。")
    keys.press(button)
    keys.page.wait_for_url(address)


def remark_and_settle(keys: Keyboard, address: str) -> None:
    """A remark on a paragraph; it warns at the door, and is settled."""
    page = keys.page
    page.goto(address)
    keys.to(page.locator("#remark-new summary"))
    page.keyboard.press("Enter")
    keys.to(page.get_by_label("批在哪里"))
    page.keyboard.press("ArrowDown")
    keys.to(page.get_by_role("textbox", name="批注", exact=True))
    page.keyboard.insert_text("37 人请与车间核对。")
    keys.to(page.locator("#remark-form button[type=submit]"))
    page.keyboard.press("Enter")
    expect(page.locator("#threads")).to_contain_text("37 人请与车间核对。")
    keys.follow("通过")
    expect(page.get_by_text("1 条批注")).to_be_visible()
    keys.follow("先看批注")
    keys.press(re.compile("^了结"))
    page.get_by_text("批注都了结了").wait_for()


def test_an_article_is_written_reviewed_planned_and_released_by_the_keyboard_alone(sit_down):
    editor = Keyboard(sit_down(EDITOR, reduced_motion="reduce").page)
    address = write(editor, TITLE)
    second, deputy, chief = (
        Keyboard(sit_down(name, reduced_motion="reduce").page) for name in (COLLEAGUE, "fuzhubian", "zhubian")
    )
    remark_and_settle(second, address)
    decide(second, address, "通过", "初审通过")
    decide(deputy, address, "通过", "复审通过")
    decide(chief, address, "定稿", "定稿")

    page = editor.page
    page.goto(f"{address}../../issues/new/")
    editor.fill("年", str(YEAR))
    editor.fill("期", str(NUMBER))
    for label in ("定稿截止", "出刊日期"):
        editor.to(page.get_by_label(label))
        for _ in range(3):
            page.keyboard.press("Delete")
            page.keyboard.press("ArrowRight")
    editor.press("新建这一期")
    page.wait_for_url("**/plan/")
    plan = page.url
    editor.follow("往“新视点”加文章")
    editor.to(page.get_by_label(TITLE))
    page.keyboard.press("Space")
    editor.press("编入本期")
    page.wait_for_url(plan)
    place = page.locator(".plan-column").filter(has=page.locator(".plan-row")).locator(".plan-column__name")
    expect(place).to_have_text("新视点")
    editor.press(f"下移《{TITLE}》")
    expect(place).not_to_have_text("新视点")
    expect(page.get_by_role("button", name=f"下移《{TITLE}》")).to_be_focused()  # where one was
    editor.follow(f"把《{TITLE}》移到别的栏目")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")  # a dialog lets go, and gives the focus back
    expect(page.get_by_role("link", name=f"把《{TITLE}》移到别的栏目")).to_be_focused()

    page = chief.page
    page.goto(plan)
    chief.follow("出刊")
    chief.press("出刊")
    page.get_by_text("会员可以读到").wait_for()
    chief.to(page.get_by_role("link", name="看读者看到的样子"))
