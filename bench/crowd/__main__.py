"""`python -m bench.crowd`: the site idle, then with thirty people sending; prints the tables. Exits with 1 where it falls short."""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.crowd import office, pictures, processor, table
from bench.crowd.production import NotThisMachine, production
from bench.crowd.table import Span
from tools.setup import ROOT, say

SENDERS, PHOTOS = 30, 3
MEMBERS, EDITORS = 6, 2
WARM, IDLE = 20, 60  # seconds
SETTLES_WITHIN = 300  # seconds for the photos still to be taken in when the last sender has ended
SEED = 2026
LEGEND = """
{senders} correspondents sign in, write, send {photos} photos of 12 megapixels each and look at their reports: each a process on a link of its
own of 1 to 2 Mbit/s, all begun within 10 s. {members} members and {editors} editors open a page a second each, before and meanwhile.
idle       nobody sends
sending    from the first sender's beginning until the last photo is taken in
all at it  that part of it in which all of them were at it
"""
ASKED = f"Asked: none lost, none doubled, every photo whole, p95 under load at most {table.ASKED:g} times that of the idle site."


@dataclass
class Run:
    """What was measured. Processor seconds are of the time in which people were sending."""

    pages: list[table.Page]
    told: list[dict]
    found: office.Found
    idle: Span
    sending: Span
    settled: float
    busy: str

    @property
    def all_at_it(self) -> Span:
        return Span(
            f"all {len(self.told)} at it",
            max(one["began"] for one in self.told),
            min(one["ended"] for one in self.told),
        )

    @property
    def good(self) -> bool:
        failed = any(page[3] != 200 for span in (self.idle, self.sending) for page in span.pages(self.pages))
        sent = all(one["sent"] for one in self.told)
        slow = table.ratio(self.pages, self.idle, self.sending) > table.ASKED
        return sent and self.found.nothing_wrong and not failed and not slow

    def lines(self) -> list[str]:
        spans = [self.idle, self.sending, self.all_at_it]
        return [
            *table.phases(self.pages, spans),
            "",
            *table.steps(self.told),
            "",
            *table.outcome(self.told, self.found, self.settled),
            self.busy,
        ]


def measure(folder: Path, senders: int = SENDERS, photos: int = PHOTOS, idle: float = IDLE, warm: float = WARM) -> Run:
    """The whole load test, in a folder of its own."""
    say("画照片")
    shots = [shot.told() for shot in pictures.take(folder, senders * photos)]
    with production(folder) as address:
        office.open_office()
        plan = {"address": address, "password": office.PASSWORD, "seed": SEED}
        names = office.make_senders(senders)
        people = [{"name": name, "shots": shots[at * photos : (at + 1) * photos]} for at, name in enumerate(names)]
        readers = {"members": office.make_members(MEMBERS), "editors": office.make_editors(EDITORS)}
        with reading(_write(folder, "readers", plan | readers)) as read:
            time.sleep(warm)
            say(f"空闲时 {idle:.0f} 秒")
            quiet = Span("idle", time.monotonic(), time.monotonic() + idle)
            time.sleep(idle)
            say(f"{senders} 人报送")
            before = processor.seconds_by_part()
            began = time.monotonic()
            told, after = _send(_write(folder, "senders", plan | {"people": people}))
            ended = time.monotonic()
            _settle()
            busy = Span("sending", began, time.monotonic())
        found = office.look(told)
    share = table.processor(before, after, ended - began)
    return Run(read, told, found, quiet, busy, busy.ended - ended, share)


def _write(folder: Path, name: str, plan: dict) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


@contextmanager
def reading(plan: Path) -> Iterator[list[table.Page]]:
    """People who read until the end of the block; their pages are in the list then."""
    pages: list[table.Page] = []
    command = [sys.executable, "-m", "bench.crowd.readers", plan]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as readers:
        try:
            if readers.stdout.readline().strip() != "reading":
                raise RuntimeError("the readers could not sign in")
            yield pages
        finally:
            readers.stdin.close()
            last = readers.stdout.read()
        pages += [tuple(page) for page in json.loads(last)]


def _send(plan: Path) -> tuple[list[dict], dict[str, float]]:
    """Have the senders do their work; what they know, and the processor's seconds at their end."""
    command = [sys.executable, "-m", "bench.crowd.senders", plan]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as senders:
        line = senders.stdout.readline()
        after = processor.seconds_by_part()
    return json.loads(line), after


def _settle() -> None:
    """Wait until the photos that have come are taken in."""
    until = time.monotonic() + SETTLES_WITHIN
    while office.waiting() and time.monotonic() < until:
        time.sleep(0.5)


def main(arguments: list[str] | None = None) -> bool:
    """Print the tables. Whether the site did what is asked."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the servers are stopped, however this ends
    parser = argparse.ArgumentParser(prog="python -m bench.crowd", description="三十人同时报送时的网站。")
    parser.add_argument("--senders", type=int, default=SENDERS)
    parser.add_argument("--photos", type=int, default=PHOTOS, help="每人几张")
    parser.add_argument("--idle", type=float, default=IDLE, help="空闲时量多少秒")
    parser.add_argument("--keep", type=Path, help="日志和照片留在这个文件夹里")
    chosen = parser.parse_args([] if arguments is None else arguments)
    try:
        run = _measured(chosen)
    except NotThisMachine as reason:
        print(reason)
        return False
    legend = LEGEND.format(senders=chosen.senders, photos=chosen.photos, members=MEMBERS, editors=EDITORS)
    print("\n".join([*run.lines(), legend, ASKED, "It does." if run.good else "IT DOES NOT."]), flush=True)
    return run.good


def _measured(chosen: argparse.Namespace) -> Run:
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        return measure(chosen.keep.absolute(), chosen.senders, chosen.photos, chosen.idle)
    with tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        return measure(Path(folder), chosen.senders, chosen.photos, chosen.idle)


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
