"""A correspondent hands in a report: on a phone, over a weak link that breaks, without scripts, and with nothing lost."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.journeys.conftest import Visitor

SENDER = "tongxunyuan"
PHONE = (360, 740)
TITLE = "把清凉送到检修现场"
TEXT = (
    "八月的柴达木，日头毒得很。州总工会的同志带着清凉物资，把“夏送清凉”送到了光伏电站的检修现场。\n"
    "检修班长马成林说：“水送到了，心也热了。”"
)
LINK = {"latency": 2000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}  # 50 kbit/s, 2 s
MEGABIT = 1_000_000 / 8
WITHIN = 120  # seconds: two minutes for a report with a photo
LIGHT = 60_000  # bytes before photos


@pytest.fixture(scope="module")
def session(chromium: Browser, site: str, accounts: dict[str, str]) -> dict:
    """The cookies of the correspondent, who signs in once for all journeys here."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site}/sign-in/?next=/submit/")
    page.get_by_label("用户名").fill(SENDER)
    page.get_by_label("密码").fill(accounts[SENDER])
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我的来稿").wait_for()
    found = context.storage_state()
    context.close()
    return found


@pytest.fixture
def sit_down(chromium: Browser, site: str, session: dict, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """The correspondent at a browser. A page that breaks the CSP, leaves the site or has a fault in a script fails."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def sit(size: tuple[int, int] = PHONE, **options: object) -> Visitor:
        context = chromium.new_context(
            storage_state=session,
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        found = Visitor(context.new_page(), site, tmp_path)
        found.watch()
        found.page.on("dialog", lambda dialog: dialog.accept())
        visitors.append(found)
        return found

    yield sit
    for context in contexts:
        context.close()
    for found in visitors:
        assert [one for one in found.troubles if re.search("Content Security|outside:|script:", one)] == []


def picture(path: Path, megabytes: float, seed: int = 0) -> Path:
    """A photo of about so many megabytes: grain, which no compression takes away."""
    width, height = 4000, 3000
    image = Image.effect_noise((width, height), 70 + seed).convert("RGB")
    out = io.BytesIO()
    for quality in (60, 70, 80, 88, 94, 97):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        if out.tell() >= megabytes * 1024 * 1024:
            break
    path.write_bytes(out.getvalue())
    return path


def fill_in(page: Page, title: str = TITLE) -> None:
    """The fields of every part, as they are shown one after the other on a phone."""
    page.get_by_label("标题须填").fill(title)
    page.get_by_label("正文须填").fill(TEXT)


def fill_in_contact(page: Page) -> None:
    page.get_by_label("审核领导须填").fill("李海青")
    page.get_by_label("审核领导电话须填").fill("0977-8221234")
    page.get_by_label("您的联系电话须填").fill("13900001111")


def slow(page: Page, link: dict) -> CDPSession:
    tap = page.context.new_cdp_session(page)
    tap.send("Network.enable")
    tap.send("Network.emulateNetworkConditions", {"offline": False, **link})
    return tap


def test_a_report_with_a_photo_goes_in_two_minutes_over_fifty_kilobits(sit_down, site, tmp_path):
    photo = picture(tmp_path / "现场.jpg", 3)
    visitor = sit_down()
    page = visitor.page
    tap = slow(page, LINK)
    weights: list[float] = []
    tap.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    began = time.monotonic()
    page.goto(f"{site}/submit/new/")
    expect(page.locator("#step-next")).to_be_visible()
    shown = time.monotonic() - began
    page.wait_for_load_state("networkidle")
    weight = sum(weights)
    assert 10_000 < weight < LIGHT, weights
    fill_in(page)
    page.get_by_role("button", name="下一步").click()
    page.locator("#id_photos").set_input_files(photo)
    page.get_by_label("图片说明").fill("图为送清凉现场。")
    page.get_by_role("button", name="下一步").click()
    fill_in_contact(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    whole = time.monotonic() - began
    print(f"{weight:.0f} bytes; shown after {shown:.0f} s, handed in after {whole:.0f} s")
    assert whole < WITHIN
    expect(page.get_by_text("1 张原图在传")).to_be_visible()  # the original travels on
    visitor.sees("sent-original-travelling")


def test_a_photo_of_twelve_megabytes_survives_three_breaks_of_the_link(sit_down, site, tmp_path):
    photo = picture(tmp_path / "大图.jpg", 12, seed=9)
    size = photo.stat().st_size
    assert size > 12 * 1024 * 1024
    visitor = sit_down((1280, 900))
    page = visitor.page
    pieces: list[tuple[int, int]] = []  # (offset, bytes) of each piece that was sent

    def note(request) -> None:
        if request.method == "PATCH":
            pieces.append((int(request.headers["upload-offset"]), int(len(request.post_data_buffer or b""))))

    page.on("request", note)
    page.goto(f"{site}/submit/new/")
    fill_in(page, "三次断线的照片")
    slow(page, {"latency": 20, "downloadThroughput": 40 * MEGABIT, "uploadThroughput": 24 * MEGABIT})
    page.locator("#id_photos").set_input_files(photo)
    bar = page.locator("progress")
    for part in (15, 40):
        page.wait_for_function("part => document.querySelector('progress')?.value > part", arg=part)
        page.context.set_offline(True)
        page.wait_for_timeout(1500)
        expect(page.get_by_text("会从断开处接着传").last).to_be_visible()
        page.context.set_offline(False)
    page.wait_for_function("() => document.querySelector('progress')?.value > 65")
    expect(bar).to_be_visible()
    address = page.url
    page.goto("about:blank")  # the third break: the page itself is left
    page.goto(address)
    expect(page.get_by_text(re.compile("原图传到 6\\d%|原图传到 7\\d%"))).to_be_visible()
    page.locator("#id_photos").set_input_files(photo)
    expect(page.get_by_text("原图已传到，正在处理")).to_be_visible()
    assert page.locator("li.photo").count() == 1
    offsets = [offset for offset, _ in pieces]
    assert offsets.count(0) == 1, "it began again from nothing"
    assert max(offsets) > size - 300_000
    assert len(pieces) <= size / (256 * 1024) + 8  # each break costs a piece or two, no more


def test_what_was_typed_is_there_again_after_leaving(sit_down, site):
    visitor = sit_down()
    page = visitor.page
    page.goto(f"{site}/submit/new/")
    page.context.set_offline(True)
    fill_in(page, "没有网时写的稿")
    expect(page.locator("#status")).to_contain_text("已存在这台设备上")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"{site}/submit/")
    page.get_by_role("link", name="接着写《没有网时写的稿》").click()
    expect(page.get_by_label("标题须填")).to_have_value("没有网时写的稿")
    expect(page.locator("#status")).to_contain_text("草稿已存")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_label("正文须填")).to_have_value(TEXT)


def test_a_session_that_ends_while_writing_loses_nothing(sit_down, site):
    visitor = sit_down()
    page = visitor.page
    page.goto(f"{site}/submit/new/")
    kept = page.context.cookies()
    page.context.clear_cookies()
    fill_in(page, "登录过期时写的稿")
    link = page.get_by_role("link", name="在新窗口登录")
    expect(link).to_be_visible()
    page.context.add_cookies(kept)  # as after signing in in the other window
    expect(page.locator("#status")).to_contain_text(re.compile("草稿已存|已登录"), timeout=20_000)


def test_the_form_works_without_scripts(sit_down, site, tmp_path):
    photo = picture(tmp_path / "无脚本.jpg", 1, seed=20)
    visitor = sit_down(java_script_enabled=False)
    page = visitor.page
    page.goto(f"{site}/submit/new/")
    fill_in(page, "没有脚本的一篇")
    page.locator("button[value=step-2]").click()
    page.locator("#id_photos").set_input_files(photo)
    page.get_by_role("button", name="上传").click()
    page.get_by_label("图片说明").fill("图为现场。")
    page.get_by_role("button", name="下一步").click()
    fill_in_contact(page)
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_text("日头毒得很")).to_be_visible()
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    page.get_by_role("link", name="回到我的来稿").click()
    expect(page.get_by_role("link", name="没有脚本的一篇")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, (1280, 900)], ids=["phone", "desk"])
def test_every_page_is_fit_to_be_used(sit_down, site, tmp_path, size):
    visitor = sit_down(size)
    page = visitor.page
    page.goto(f"{site}/submit/")
    visitor.sees("reports")
    page.goto(f"{site}/submit/new/")
    visitor.sees("new")
    page.locator("#id_photos").set_input_files(picture(tmp_path / f"图{size[0]}.jpg", 1, seed=size[0] % 50))
    page.locator("li.photo").wait_for(state="attached")
    if size == PHONE:
        for name in ("photos", "contact", "look"):
            page.get_by_role("button", name="下一步").click()
            visitor.sees(name)
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_text("标题还没有写")).to_be_visible()
    visitor.sees("lacking")
    page.get_by_role("link", name="标题还没有写").click()
    expect(page.get_by_label("标题须填")).to_be_focused()
