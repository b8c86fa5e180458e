"""What one correspondent does, from signing in to looking at their own reports, as the pages' scripts would do it."""

from __future__ import annotations

import base64
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.crowd.browser import Broken, Browser

PIECE = 256 * 1024  # bytes, as static/js/letters/photos.js sends them
AGAIN = (409, 423, 460)  # and all from 500 on: the piece is sent again, from where the server says
LOOKS = (0.5, 1.5, 3, 6, 12, 20, 30)  # seconds until the page asks again whether a photo is taken in
TUS = {"Tus-Resumable": "1.0.0"}
NUMBERS = "零一二三四五六七八九"
TRIES = 12


@dataclass
class Told:
    """What a sender knows at the end."""

    name: str
    title: str = ""
    photos: list[dict] = field(default_factory=list)
    began: float = 0.0  # seconds of the machine's clock
    ended: float = 0.0
    sent: bool = False
    seen: int = 0  # times the title stands among “my reports”
    breaks: int = 0
    lost_answers: int = 0
    refusals: list[str] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)  # seconds from the last byte sent to the answer


@dataclass(frozen=True)
class Mishaps:
    """What goes wrong on the way: bytes of a photo after which the link breaks, and steps whose first answer never comes."""

    breaks_after: tuple[int, ...] = ()
    lost: frozenset[str] = frozenset()


class Journey:
    def __init__(self, browser: Browser, told: Told, chance: random.Random, mishaps: Mishaps) -> None:
        self.browser, self.told, self.chance = browser, told, chance
        self.breaks, self.to_lose = list(mishaps.breaks_after), set(mishaps.lost)
        self.looking: list[tuple[float, int, str]] = []  # (when, how often before, address of a photo)

    def walk(self, password: str, shots: list[dict]) -> None:
        browser, told = self.browser, self.told
        told.title = f"{told.name}：{self._number()}号车间里的一天"
        self._timed("sign-in page", lambda: browser.open("/sign-in/?next=/submit/"))
        self._think(2, 4)
        self._timed("sign in", lambda: browser.hand_in_password(told.name, password, "/submit/"))
        self._think(1, 2)
        self._timed("form", lambda: browser.open("/submit/new/"))
        browser.fetch_static()
        self.facts = browser.facts
        self._write()
        rows = [self._copy(shot) for shot in shots]
        self._keep(self._words(3), rows)
        self._original(shots[0], rows[0])
        self._send(rows)
        for shot, row in zip(shots[1:], rows[1:], strict=True):
            self._original(shot, row)
        self._look_until_taken_in()
        self._timed("my reports", lambda: browser.open("/submit/"))
        told.seen = browser.page.count(f">{told.title}<")

    def _number(self) -> str:
        return "".join(self.chance.choice(NUMBERS) for _ in range(8))

    def _think(self, least: float, most: float) -> None:
        time.sleep(self.chance.uniform(least, most))

    def _timed(self, step: str, act: Callable[[], httpx.Response | None]) -> httpx.Response | None:
        began = time.monotonic()
        found = act()
        self.told.steps.append((step, time.monotonic() - began))
        return found

    def _insist(self, step: str, method: str, path: str, **content: object) -> httpx.Response:
        """Ask until there is an answer, as the scripts do. What the server refuses is told and raised."""
        for _ in range(TRIES):
            lose = self._loses(step)
            try:
                response = self.browser.ask(method, path, lose_answer=lose, **content)
            except httpx.TransportError as error:
                self._lost(step, error, lose)
                self._think(1, 3)
                continue
            self.told.steps.append((step, time.monotonic() - self.browser.link.sent_at))
            if response.status_code < 500:
                if response.is_error:
                    self.told.refusals.append(f"{step} {response.status_code} {response.text[:80]}")
                return response.raise_for_status()
            self.told.refusals.append(f"{step} {response.status_code}")
            self._think(1, 3)
        raise ConnectionError(f"{step}: {TRIES} times in vain")

    def _loses(self, step: str) -> bool:
        """Whether the answer to this step is the one to be lost."""
        lose = step in self.to_lose
        self.to_lose.discard(step)
        return lose

    def _lost(self, step: str, error: Exception, meant: bool) -> None:
        if meant:
            self.told.lost_answers += 1
        else:
            self.told.refusals.append(f"{step} {type(error).__name__}")

    def _words(self, part: int) -> dict[str, str]:
        """The form after `part` of three pauses."""
        lines = [
            f"{self.told.title}。清晨六点，第{self._number()}班的工友已经到岗，检修、点检、交接，一件一件做得仔细。"
            for _ in range(4 * part)
        ]
        words = {"title": self.told.title, "body": "\n".join(lines)}
        if part == 3:
            words |= {"approver": "李海青", "approver_phone": "0977-8221234", "phone": "13900001111"}
        return words

    def _write(self) -> None:
        self.serial = self.facts["serial"]
        for part in (1, 2):
            self._think(3, 5)
            self._keep(self._words(part), [])

    def _keep(self, words: dict[str, str], rows: list[dict]) -> None:
        self.words = words
        photos = [{"pk": row["pk"], "caption": f"图为现场之{row['pk']}。", "credit": self.told.name} for row in rows]
        told = {"words": words, "photos": photos, "serial": self.serial}
        self.serial = self._insist("autosave", "POST", self.facts["urls"]["keep"], json=told).json()["serial"]

    def _copy(self, shot: dict) -> dict:
        name = Path(shot["path"]).name
        data = Path(shot["copy"]).read_bytes()
        files = {"preview": ("copy.jpg", data, "image/jpeg")}
        place = self.facts["urls"]["photos"]
        row = self._insist("reduced copy", "POST", place, data={"name": name}, files=files).json()
        self.told.photos.append(shot)
        self._timed("its picture", lambda: self.browser.client.get(row["src"]).raise_for_status())
        return row

    def _original(self, shot: dict, row: dict) -> None:
        """Send a photo in pieces, from where the server says after each break."""
        data = Path(shot["path"]).read_bytes()
        about = {"filename": Path(shot["path"]).name, "purpose": "photo", "photo": str(row["pk"])}
        header = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
        headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": header}
        place = self._insist("begin upload", "POST", self.facts["urls"]["uploads"], headers=headers).headers["Location"]
        if self.breaks:
            self.browser.link.breaks_after = self.breaks.pop(0)
        offset = 0
        while offset < len(data):
            offset = self._piece(place, data, offset)
            self._look_where_due()
        self.looking.append((time.monotonic() + LOOKS[0], 0, f"{self.facts['urls']['photos']}{row['pk']}/"))

    def _piece(self, place: str, data: bytes, offset: int) -> int:
        """Send one piece; where the file goes on. After a break or a conflict that is asked of the server."""
        headers = TUS | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        lose = offset > 0 and self._loses("piece")
        try:
            response = self.browser.ask(
                "PATCH", place, lose_answer=lose, headers=headers, content=data[offset : offset + PIECE]
            )
        except Broken:
            self.told.breaks += 1
        except httpx.TransportError as error:
            self._lost("piece", error, lose)
        else:
            self.told.steps.append(("piece", time.monotonic() - self.browser.link.sent_at))
            if response.is_success:
                return int(response.headers["Upload-Offset"])
            self.told.refusals.append(f"piece {response.status_code} {response.text[:80]}")
            if response.status_code < 500 and response.status_code not in AGAIN:
                response.raise_for_status()
        self._think(1, 4)
        return int(self._insist("where it broke", "HEAD", place, headers=TUS).headers["Upload-Offset"])

    def _send(self, rows: list[dict]) -> None:
        words = dict(self.words) | {"serial": str(self.serial), "step": "0", "do": "send"}
        words |= {"photo": [str(row["pk"]) for row in rows]}
        for row in rows:
            words |= {f"caption-{row['pk']}": f"图为现场之{row['pk']}。", f"credit-{row['pk']}": self.told.name}
        self._insist("send", "POST", self.facts["urls"]["report"], data=words)
        self.told.sent = True

    def _look_where_due(self) -> None:
        """Ask whether a photo is taken in, as the page does while the next one travels."""
        now = time.monotonic()
        due, self.looking = (
            [one for one in self.looking if one[0] <= now],
            [one for one in self.looking if one[0] > now],
        )
        for _, often, address in due:
            answer = self._insist("photo's state", "GET", address).json()
            if not answer["arrived"] and not answer["trouble"] and often + 1 < len(LOOKS):
                self.looking.append((time.monotonic() + LOOKS[often + 1], often + 1, address))

    def _look_until_taken_in(self) -> None:
        while self.looking:
            time.sleep(max(0.0, min(when for when, *_ in self.looking) - time.monotonic()))
            self._look_where_due()
