"""The people who read: `python -m bench.crowd.readers PLAN`, until its standard input is closed. Prints a line of JSON.

PLAN is JSON: {address, password, seed, members: [names], editors: [names]}. Each opens a page a second on the average,
whether or not the one before has come; a page takes from when it was due until it is there whole. Told of each page: what it
is, when it was due (seconds of the machine's clock), how long it took, its status.
"""

from __future__ import annotations

import json
import random
import re
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.crowd.browser import Browser

EVERY = 1.0  # seconds from one page to the next, for each reader, on the average
MOST_WAITING = 32  # pages one reader waits for at once
WORDS = ("工会", "职工", "劳模", "青海湖", "安全生产", "技能竞赛")
_ARTICLE = re.compile(r'href="(/articles/\d+/)"')


@dataclass
class Reader:
    """Someone at a page a second."""

    browser: Browser
    chance: random.Random
    desk: bool
    articles: list[str] = field(default_factory=list)
    pages: list[tuple[str, float, float, int]] = field(default_factory=list)

    def settle(self, name: str, password: str) -> None:
        self.browser.sign_in(name, password, "/")
        self.articles = sorted(set(_ARTICLE.findall(self.browser.page)))

    def choose(self) -> tuple[str, str]:
        """What is opened next: its name and its address."""
        if self.desk:
            return self.chance.choice([("inbox", "/desk/letters/"), ("desk", "/desk/")])
        place = self.chance.choice(["home", "article", "article", "shelf", "search"])
        if place == "article":
            return place, self.chance.choice(self.articles)
        return place, {"home": "/", "shelf": "/shelf/", "search": f"/search/?q={self.chance.choice(WORDS)}"}[place]

    def read(self, over: threading.Event) -> None:
        due = time.monotonic() + self.chance.uniform(0, EVERY)
        with ThreadPoolExecutor(MOST_WAITING) as waiting:
            while not over.wait(max(0.0, due - time.monotonic())):
                waiting.submit(self._open, *self.choose(), due)
                due += self.chance.uniform(0.5, 1.5) * EVERY

    def _open(self, name: str, address: str, due: float) -> None:
        try:
            status = self.browser.client.get(address).status_code
        except httpx.TransportError:
            status = 0
        self.pages.append((name, due, time.monotonic() - due, status))


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    names = [(name, False) for name in plan["members"]] + [(name, True) for name in plan["editors"]]
    readers = [
        Reader(Browser(plan["address"]), random.Random(plan["seed"] + number), desk)
        for number, (_, desk) in enumerate(names)
    ]
    for reader, (name, _) in zip(readers, names, strict=True):
        reader.settle(name, plan["password"])
    over = threading.Event()
    threads = [threading.Thread(target=reader.read, args=(over,)) for reader in readers]
    for thread in threads:
        thread.start()
    print("reading", flush=True)
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    print(json.dumps([page for reader in readers for page in reader.pages]))


if __name__ == "__main__":
    main()
