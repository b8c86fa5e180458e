"""The letterbox from a correspondent's phone to the operator's list of correspondents, with the real worker behind the site."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Visitor
from tests.journeys.letters_story import SCREENS, SENDER, LettersStory

BROKEN = "net::ERR_INTERNET_DISCONNECTED"  # what the browser says of the link that the story breaks


def original() -> bytes:
    """A photo of some megabytes: grain, which no compression takes away."""
    out = io.BytesIO()
    Image.effect_noise((1800, 1200), 90).convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def test_reports_come_and_what_becomes_of_them_is_read(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
):
    def open_page(name: str) -> Page:
        width, height = SCREENS[name]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        visitor = visitors[name] = Visitor(context.new_page(), site_at_work, tmp_path)
        visitor.watch()
        visitor.page.emulate_media(reduced_motion="reduce")
        return visitor.page

    def look(page: Page, name: str) -> None:
        next(visitor for visitor in visitors.values() if visitor.page is page).sees(name)

    LettersStory(site_at_work, accounts[SENDER], open_page, look, original()).told()
    sender = visitors[SENDER]
    sender.troubles[:] = [said for said in sender.troubles if BROKEN not in said]
