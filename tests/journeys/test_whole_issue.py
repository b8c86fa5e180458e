"""One article from the first word to a member's phone, by five people, with the real worker behind the site."""

from __future__ import annotations

import io
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.factories import picture_bytes
from tests.journeys import story
from tests.journeys.conftest import Visitor
from tools import serve
from tools.copies import copy_var

# The library of the editor gives a photo's caption the role of a text box, which ARIA does not foresee for it and WCAG
# does not forbid.
OF_THE_EDITOR = {"written": "aria-allowed-role", "photo": "aria-allowed-role"}


@pytest.fixture
def site_at_work(site: str, tmp_path: Path) -> Iterator[str]:
    """A copy of the site, so that no other journey meets what is released here, with a worker."""
    folder = tmp_path / "var"
    copy_var(Path(os.environ["JOURNAL_VAR"]), folder)
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    address = f"http://{serve.HOST}:{port}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JOURNAL_VAR", str(folder))
        environment.setenv("SITE_URL", address)
        with serve.running({"site": serve.site(port), "worker": serve.worker()}) as children:
            serve.wait_until_it_answers(address, children)
            yield address
            serve.check_alive(children)


@pytest.fixture
def visitors(chromium: Browser, site_at_work: str, tmp_path: Path) -> Iterator[dict[str, Visitor]]:
    """Filled by `open_page`. What went wrong on anyone's way fails the journey."""
    found: dict[str, Visitor] = {}
    yield found
    for visitor in found.values():
        visitor.page.context.close()
    assert {name: visitor.troubles for name, visitor in found.items() if visitor.troubles} == {}


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
    contents = next(page.extract_text() for page in pdf.pages if "目\u3000录" in page.extract_text())
    for title in (story.TITLE, story.ANOTHER):
        folio = re.search(rf"{title}[^\n]*?([0-9]+)$", contents, re.MULTILINE)[1]
        assert title in pdf.pages[pdf.page_labels.index(folio)].extract_text()
