"""The real site, once for all journeys: the sample loaded, served by gunicorn, visited in a real browser."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Response, sync_playwright

from tests.journeys import browser
from tests.journeys.at_the_desk import IMPATIENT, Server, sign_in, without_proofs
from tools import sample, serve
from tools.copies import copy_var

PREPARED = os.environ.get("TEST_SITE")  # the folder of a site that is loaded and typeset
NO_BROWSER = "这台机器没有 Chromium 或 Chrome，也取不到"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line where journeys were skipped."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"！！！{NO_BROWSER}：跳过了 {len(skipped)} 项浏览器测试。", red=True, bold=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = browser.find(playwright)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"{NO_BROWSER}；在 CI 里必须有。")
        pytest.skip(NO_BROWSER)
    found = playwright.chromium.launch(executable_path=path, args=list(browser.FLAGS))
    yield found
    found.close()


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site: a copy of the one TEST_SITE names, where `tools.run_tests` prepared one, else made here.

    It asks for `chromium` first: without a browser nothing is prepared.
    """
    port = serve.free_port()
    address = f"http://{serve.HOST}:{port}"
    with pytest.MonkeyPatch.context() as environment:
        for name in ("DATABASE_URL", "REDIS_URL"):
            environment.delenv(name, raising=False)
        folder = tmp_path_factory.mktemp("site") / "var"
        environment.setenv("JOURNAL_VAR", str(folder))
        environment.setenv("SITE_URL", address)
        environment.setenv("DJANGO_SETTINGS_MODULE", "journal.settings")
        if PREPARED:
            copy_var(Path(PREPARED), folder)
        else:
            assert serve.prepare_site(), "the sample could not be loaded"
        without_proofs()
        with serve.running({"site": serve.site(port)}) as children:
            serve.wait_until_it_answers(address, children)
            yield address


@pytest.fixture(scope="session")
def typeset_site(site: str) -> str:
    """The site with the sample's PDFs, for the journeys that read one: typesetting takes longer than all else."""
    if not PREPARED:
        sample.typeset()
    return site


@pytest.fixture(scope="session")
def accounts(site: str) -> dict[str, str]:
    """The sample's passwords by user name."""
    from sample.people import PASSWORD, PEOPLE

    return {person.username: PASSWORD for person in PEOPLE}


@dataclass
class Visitor:
    """Someone at a browser. What goes wrong on the way is noted, and fails the journey at its end."""

    page: Page
    site: str
    pictures: Path
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self._console(message.type, message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, kind: str, text: str) -> None:
        """Errors and warnings; a violation of the Content-Security-Policy is one of them."""
        if kind in {"error", "warning"}:
            self.troubles.append(f"console: {text}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and not request.url.startswith(self.site):
            self.troubles.append(f"outside: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"{response.status}: {response.url}")

    def sees(self, name: str, but: str | None = None) -> None:
        """Keep a picture of the page, and hold it against the accessibility rules, one of them left out, and the width."""
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        results = Axe().run(self.page, options={"rules": {but: {"enabled": False}}} if but else None)
        assert results.violations_count == 0, results.generate_report()
        wide, screen = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= screen, f"{name}: the page is {wide} px wide on a screen of {screen} px"


@pytest.fixture
def visitor(chromium: Browser, site: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A visitor with a screen of `request.param` (width, height) CSS pixels."""
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(20_000)
    found = Visitor(context.new_page(), site, tmp_path)
    found.watch()
    yield found
    context.close()
    assert found.troubles == []


@pytest.fixture
def site_at_work(site: str, tmp_path: Path) -> Iterator[str]:
    """A copy of the site, so that no other journey meets what is released here, with a worker."""
    folder = tmp_path / "var"
    copy_var(Path(os.environ["JOURNAL_VAR"]), folder)
    port = serve.free_port()
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


@pytest.fixture(scope="module")
def server(site: str) -> Iterator[Server]:
    port = serve.free_port()
    found = Server(port)
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, server: Server, accounts: dict[str, str]) -> Callable[[str], dict]:
    """The cookies of someone of the office, who signs in once for all journeys here."""
    known: dict[str, dict] = {}

    def cookies(name: str) -> dict:
        if name not in known:
            context = chromium.new_context()
            sign_in(context.new_page(), server.address, name, accounts[name])
            known[name] = context.storage_state()
            context.close()
        return known[name]

    return cookies


@pytest.fixture
def sit_down(
    chromium: Browser, server: Server, signed_in: Callable[[str], dict], tmp_path: Path
) -> Iterator[Callable[..., Visitor]]:
    """Someone of the office at a browser of their own, signed in. A page that breaks the CSP or leaves the site fails."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def sit(name: str, width: int = 1280, height: int = 900, *, patient: bool = False, **options: object) -> Visitor:
        context = chromium.new_context(
            storage_state=signed_in(name),
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(20_000)
        if not patient:
            context.add_init_script(IMPATIENT)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        visitor = Visitor(context.new_page(), server.address, tmp_path)
        visitor.watch()
        visitors.append(visitor)
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        visitor.page.goto(f"{server.address}/desk/articles/new/")
        return visitor

    yield sit
    for context in contexts:
        context.close()
    for visitor in visitors:
        policy = [trouble for trouble in visitor.troubles if re.search("Content Security|outside:|script:", trouble)]
        assert policy == []
