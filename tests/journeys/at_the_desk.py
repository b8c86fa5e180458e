"""Writing in a browser: a server of its own, and what is done at the writing page again and again."""

from __future__ import annotations

import subprocess
import sys

from playwright.sync_api import Page, expect

from tools import serve
from tools.setup import ROOT

EDITOR, COLLEAGUE = "bianji", "bianji2"
TEXT = "清晨六点，班组长马青山已经在车间门口等着大家。他说：“安全不是挂在墙上的，是挂在心上的。”2026年第1季度，全班 37 人零事故。"
# Journeys do not wait for the seconds between two saves. It is set before the page's scripts run.
IMPATIENT = """document.addEventListener("readystatechange", () => {
    const form = document.getElementById("writing");
    if (form) form.dataset.pause = "300";
});"""


class Server:
    """A second server of the same site."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://{serve.HOST}:{port}"
        self.running = None
        self.children: dict = {}

    def start(self) -> None:
        self.running = serve.running({"site": serve.site(self.port)})
        self.children = self.running.__enter__()
        serve.wait_until_it_answers(self.address, self.children)

    def stop(self) -> None:
        self.running.__exit__(None, None, None)


def sign_in(page: Page, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/sign-in/?next=/desk/articles/new/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="写新文章").wait_for()


def begin(page: Page, title: str) -> str:
    """A new article; gives the address of its writing page."""
    page.get_by_label("标题").fill(title)
    page.get_by_role("button", name="开始写").click()
    ready(page)
    return page.url


def ready(page: Page) -> None:
    page.locator("html[data-writing=ready]").wait_for()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)


def body(page: Page):
    return page.locator("#body-editor")


def type_text(page: Page, text: str) -> None:
    body(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_contain_text(words, timeout=20_000)


def paste(page: Page, html: str) -> None:
    body(page).click()
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "plain");
            const target = document.querySelector("#body-editor");
            target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def without_proofs(*, needed: bool = False) -> None:
    """Let issues of the site that the environment names come out without a signed proof, or no more.

    Five proofs have a journey of their own (`test_proofs`); the others end with an issue that comes out.
    """
    program = "\n".join(
        (
            "import django; django.setup()",
            "from issues.actions.periodicals import set_needs_signed_proof",
            "from issues.models import Periodical",
            f"set_needs_signed_proof(periodical=Periodical.objects.get(), by=None, needed={needed})",
        )
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
