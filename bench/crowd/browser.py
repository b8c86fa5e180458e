"""A browser without a screen: pages, forms and what scripts ask, over a link as slow as is wanted."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FACTS = re.compile(r'<script id="letter-facts" type="application/json">(.*?)</script>', re.DOTALL)
_STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
SLICE = 16 * 1024  # bytes written at a time
PATIENCE = 120  # seconds until an answer counts as lost


class Broken(Exception):  # noqa: N818 - a link that breaks is no error here
    """The link broke before all was sent."""


@dataclass
class Link:
    """Upwards so many bits a second; each exchange waits `delay` seconds besides. `breaks_after`: bytes until it breaks."""

    bits: float
    delay: float
    breaks_after: int | None = None
    sent_at: float = 0  # when the last byte had left

    def carry(self, data: bytes) -> Iterator[bytes]:
        time.sleep(self.delay)
        for at in range(0, len(data), SLICE):
            part = data[at : at + SLICE]
            time.sleep(len(part) * 8 / self.bits)
            if self.breaks_after is not None:
                self.breaks_after -= len(part)
                if self.breaks_after <= 0:
                    self.breaks_after = None
                    raise Broken
            if at + SLICE >= len(data):
                self.sent_at = time.monotonic()
            yield part


class Browser:
    """One person's browser: cookies, the token of the last page, and requests over the link."""

    def __init__(self, address: str, link: Link | None = None) -> None:
        self.client = httpx.Client(base_url=address, timeout=PATIENCE, trust_env=False)
        self.link = link
        self.page = ""
        self.token = ""

    def open(self, path: str) -> httpx.Response:
        """Go to a page. Its token is the one that scripts and forms send from now on."""
        response = self.client.get(path, follow_redirects=True)
        response.raise_for_status()
        self.page = response.text
        if found := _TOKEN.search(self.page):
            self.token = found[1]
        return response

    def sign_in(self, name: str, password: str, onward: str) -> None:
        self.open(f"/sign-in/?next={onward}")
        self.hand_in_password(name, password, onward)

    def hand_in_password(self, name: str, password: str, onward: str) -> None:
        words = {"username": name, "password": password, "next": onward, "csrfmiddlewaretoken": self.token}
        response = self.client.post("/sign-in/", data=words)
        if response.status_code != httpx.codes.FOUND:
            raise httpx.HTTPStatusError(f"{name} 没有登录成", request=response.request, response=response)
        self.open(response.headers["Location"])

    def fetch_static(self) -> None:
        """The styles and scripts the page names, as a browser that sees them for the first time."""
        for path in dict.fromkeys(_STATIC.findall(self.page)):
            self.client.get(path).raise_for_status()

    @property
    def facts(self) -> dict:
        """What the form's page tells its scripts."""
        return json.loads(_FACTS.search(self.page)[1])

    def ask(self, method: str, path: str, *, lose_answer: bool = False, **content: object) -> httpx.Response:
        """Send what a script sends, the body over the link. With `lose_answer` the link goes as the last byte has left."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.token} | content.pop("headers", {})
        whole = self.client.build_request(method, path, headers=headers, **content)
        body = whole.read()
        headers = dict(whole.headers) | {"Content-Length": str(len(body))}
        carried = self.link.carry(body) if self.link and body else body
        patience = httpx.Timeout(PATIENCE, read=0.001) if lose_answer else PATIENCE
        request = self.client.build_request(method, path, headers=headers, content=carried, timeout=patience)
        if self.link and not body:
            self.link.sent_at = time.monotonic()
        return self.client.send(request)
