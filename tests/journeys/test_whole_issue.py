"""One article from the first word to a member's phone, by five people, with the real worker behind the site."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.factories import picture_bytes
from tests.journeys import story
from tests.journeys.conftest import Visitor

# The library of the editor gives a photo's caption the role of a text box, which ARIA does not foresee for it and WCAG
# does not forbid.
OF_THE_EDITOR = {"written": "aria-allowed-role", "photo": "aria-allowed-role"}


def test_an_article_goes_from_the_first_word_to_a_members_phone(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
):
    def open_page(name: str) -> Page:
        width, height = story.SCREENS[name]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        visitor = visitors[name] = Visitor(context.new_page(), site_at_work, tmp_path)
        visitor.watch()
        visitor.page.emulate_media(reduced_motion="reduce")
        return visitor.page

    def look(page: Page, name: str) -> None:
        next(visitor for visitor in visitors.values() if visitor.page is page).sees(name, but=OF_THE_EDITOR.get(name))

    told = story.Story(site_at_work, accounts[story.EDITOR], open_page, look, picture_bytes(2400, 1600))
    told.told()

    one, all_ = (PdfReader(io.BytesIO(data)) for data in told.sheets)
    said = one.pages[0].extract_text()
    assert all(name in said for name in (story.TITLE, "马赟", "陶景行", "杨凌霄", story.OPINION))
    assert len(all_.pages) >= 2

    pdf = PdfReader(told.downloaded(tmp_path))
    assert len(pdf.pages) % 4 == 0
    contents = "\n".join(page.extract_text() for page in pdf.pages[1:3])
    assert "目\u3000录" in contents
    for title in (story.TITLE, story.ANOTHER):
        folio = re.search(rf"{title}[^\n]*?([0-9]+)$", contents, re.MULTILINE)[1]
        assert title in pdf.pages[pdf.page_labels.index(folio)].extract_text()
