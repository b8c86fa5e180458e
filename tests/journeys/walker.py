"""Whoever looks at every page: a browser for each person, and what is held of each page they see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, Route

from tests.journeys.visits import Sends, Visit

SCREENS = ((360, 740), (1280, 900))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Takes a form from its page, fills it in and sends it; without one to take, only what is sent, with the token of the page.
SEND = """async ([address, which, values]) => {
    const told = await (await fetch(which ? address : "/account/")).text();
    const there = new DOMParser().parseFromString(told, "text/html");
    let form = document.createElement("form");
    if (which) form = document.importNode(there.querySelector(which), true);
    else form.append(document.importNode(there.querySelector("[name=csrfmiddlewaretoken]"), true));
    form.method = "post";
    form.action = new URL(form.getAttribute("action") || address, new URL(address, location));
    for (const [name, value] of Object.entries(values)) {
        for (const old of form.querySelectorAll(`[name="${name}"]`)) old.remove();
        for (const one of [value].flat()) {
            const input = document.createElement("textarea");
            input.name = name;
            input.value = one;
            form.append(input);
        }
    }
    form.querySelectorAll("[type=submit], [name=submit]").forEach((button) => button.remove());
    form.hidden = true;
    document.body.append(form);
    setTimeout(() => form.submit());
}"""

FACTS = """() => ({
    lang: document.documentElement.lang,
    title: document.title.split("·")[0].trim(),
    heads: [...document.querySelectorAll("h1")].filter((one) => one.checkVisibility()).length,
    wide: document.documentElement.scrollWidth,
})"""

# What is folded is looked at too.
UNFOLD = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"

# Contrast, which takes axe longer than all its other rules together, is judged on what was not seen at the widths before.
AXE = """async ([tags, but]) => {
    const rules = but ? { [but]: { enabled: false } } : {};
    const options = { resultTypes: ["violations"], preload: false };
    const contrast = { ...options, runOnly: { type: "rule", values: ["color-contrast"] } };
    const judged = (window.judged ||= new Set());
    const fresh = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility() && !judged.has(one));
    const where = judged.size ? { include: fresh } : document;
    const others = { runOnly: tags, rules: { ...rules, "color-contrast": { enabled: false } } };
    const found = await axe.run(document, { ...options, ...others });
    const also = fresh.length ? await axe.run(where, contrast) : { violations: [] };
    fresh.forEach((one) => judged.add(one));
    return [...found.violations, ...also.violations].map((one) => [
        one.id, one.nodes.map((node) => `${node.target} ${node.failureSummary}`)
    ]);
}"""


class Walker:
    """Visits pages of the site at `address`, as whoever has a session of `sessions`; `paths` are addresses by name."""

    def __init__(self, chromium: Browser, address: str, known: dict, pictures: Path | None = None) -> None:
        self.chromium, self.address, self.pictures = chromium, address, pictures
        self.paths, self.sessions, self.faults = known["paths"], known["sessions"], known["faults"]
        self.contexts: dict[str, BrowserContext] = {}
        self.noises: list[str] = []

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()

    def person(self, name: str) -> BrowserContext:
        """The browser of someone, signed in."""
        if name not in self.contexts:
            context = self.chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
            context.set_default_timeout(20_000)
            if name:
                context.add_cookies([{"name": "journal_session", "value": self.sessions[name], "url": self.address}])
            page = context.new_page()
            page.on("console", self._console)
            page.on("pageerror", lambda error: self.noises.append(f"script: {error}"))
            page.on("request", self._request)
            self.contexts[name] = context
        return self.contexts[name]

    @staticmethod
    def _answers(status: int, html: str) -> Callable[[Route], None]:
        return lambda route: route.fulfill(status=status, content_type="text/html; charset=utf-8", body=html)

    def _console(self, message: ConsoleMessage) -> None:
        """Errors and warnings, a violation of the CSP among them; but not that the page itself was answered with an error."""
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.noises.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.address):
            self.noises.append(f"outside: {request.url}")

    def at(self, path: str) -> str:
        return self.address + self.filled(path)

    def filled(self, text: str) -> str:
        return text.format_map(self.paths)

    def visit(self, visit: Visit) -> list[str]:
        """What is wrong with a page, each a line; an empty list where it is all well."""
        self.noises = []
        page = self.person(visit.who).pages[0]
        page.set_viewport_size(dict(zip(("width", "height"), SCREENS[0], strict=True)))
        answers: list[Response] = []
        listen = lambda answer: answers.append(answer)  # noqa: E731 - taken off again
        page.on("response", listen)
        if visit.before:
            visit.before(self.person, self.at)
        if visit.fault:
            page.route(self.at(visit.path), self._answers(int(visit.fault), self.faults[visit.fault]), times=1)
        if visit.sends:
            self._send(page, visit.sends)
        else:
            page.goto(self.at(visit.path))
        if visit.act:
            visit.act(page)
        page.remove_listener("response", listen)
        wrong = [*self._answered(page, visit, answers), *self._looked_at(page, visit)]
        return [f"{visit.name}: {line}" for line in [*wrong, *self.noises]]

    def _send(self, page: Page, sends: Sends) -> None:
        if not page.url.startswith(self.address):
            page.goto(f"{self.address}/robots.txt")
        with page.expect_navigation():
            values = {name: self.filled(value) for name, value in sends.values.items()}
            page.evaluate(SEND, [self.at(sends.form), sends.which, values])

    def _answered(self, page: Page, visit: Visit, answers: list[Response]) -> list[str]:
        """The page is the one meant, and nothing that belongs to it failed."""
        pages = [one for one in answers if one.request.is_navigation_request() and one.request.redirected_to is None]
        found = [f"answered {pages[-1].status}"] if pages[-1].status != visit.status else []
        if visit.route and self._route(page) != visit.route:
            found.append(f"is {self._route(page)} at {page.url}")
        found += [f"{one.status}: {one.url}" for one in answers if one.status >= 400 and one not in pages]
        return found

    def _route(self, page: Page) -> str:
        try:
            return resolve(page.url.removeprefix(self.address).partition("?")[0].partition("#")[0]).view_name
        except Resolver404:
            return ""

    def _looked_at(self, page: Page, visit: Visit) -> list[str]:
        found = []
        if self.pictures:
            self._pictured(page, visit.name)
        page.evaluate(AXE_SCRIPT)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            facts = page.evaluate(FACTS)
            page.evaluate(UNFOLD)
            unfolded = page.evaluate(FACTS)
            if max(facts["wide"], unfolded["wide"]) > width:
                found.append(f"is {facts['wide']} px wide, unfolded {unfolded['wide']}, on a screen of {width} px")
            for rule, nodes in page.evaluate(AXE, [RULES, visit.but]):
                found.append(f"{rule} at {width} px: {nodes}")
        for wanted, is_so in (
            ("lang is zh-CN", facts["lang"] == "zh-CN"),
            ("a title", bool(facts["title"])),
            ("one h1", facts["heads"] == 1),
        ):
            if not is_so:
                found.append(f"has not {wanted}: {facts}")
        return found

    def _pictured(self, page: Page, name: str) -> None:
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=self.pictures / f"{name}-{width}.png", full_page=True)
