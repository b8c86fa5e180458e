"""Five proofs of an issue, by four people with the real worker behind the site; then the issue comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Visitor
from tests.journeys.proofs_story import EDITOR, SCREENS, ProofsStory
from tools.setup import ROOT


def test_five_proofs_are_read_marked_settled_checked_and_signed_and_the_issue_comes_out(
    chromium: Browser, site_at_work: str, accounts: dict[str, str], visitors: dict[str, Visitor], tmp_path: Path
):
    subprocess.run([sys.executable, "-m", "tests.journeys.proof_state"], cwd=ROOT, check=True)

    def open_page(name: str) -> Page:
        width, height = SCREENS[name]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(20_000)
        visitor = visitors[name] = Visitor(context.new_page(), site_at_work, tmp_path)
        visitor.watch()
        return visitor.page

    def look(page: Page, name: str) -> None:
        next(visitor for visitor in visitors.values() if visitor.page is page).sees(name)

    ProofsStory(site_at_work, accounts[EDITOR], open_page, look, b"").told()
