"""The press's second hand: it makes a run faster, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typesetting.composition.samples import article, heading, manifest, paragraph, sentence_text
from typesetting import render as press
from typesetting.composition import ahead
from typesetting.composition.compositor import compose
from typesetting.composition.faces import MissingFont
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.remembering import SetBefore
from typesetting.errors import PhotoError, storage_error
from typesetting.making.second_hand import ROOT, HandLost, SecondHand


@pytest.fixture
def hand() -> Iterator[SecondHand]:
    found = SecondHand()
    yield found
    found.dismiss()


@pytest.fixture
def nothing_set_before(monkeypatch) -> SetBefore:
    """The memory of set paragraphs, empty for the test."""
    empty = SetBefore()
    monkeypatch.setattr(standard_fonts(), "set_before", empty)
    return empty


def issue(articles: int = 4, length: int = 3000) -> dict:
    rng = random.Random(3)
    made = [
        article(number, [heading("一个小标题"), *(paragraph(sentence_text(rng, 250)) for _ in range(length // 250))])
        for number in range(articles)
    ]
    return manifest([("工作研究", "feature", made[:-1]), ("市州动态", "news", made[-1:])])


# What the second hand is asked for in these tests: found by it under this module's name.


def doubled(numbers: list[int]) -> Iterator[int]:
    for number in numbers:
        yield 2 * number


def refused(what: str) -> None:
    raise PhotoError(f"{what}读不出来。")


def full_disk() -> None:
    raise OSError(28, "No space left on device", "print.pdf")


def talkative() -> str:
    print("words nobody asked for")
    return "done"


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_is_yielded_is_taken_as_it_comes_and_orders_are_done_in_turn(hand):
    taken: list[int] = []
    first, second = hand.do(doubled, [1, 2, 3], take=taken.append), hand.do(sum, [1, 2])
    assert (second.result(), first.result()) == (3, None)
    assert taken == [2, 4, 6]


def test_its_errors_come_back_as_what_they_are(hand):
    with pytest.raises(PhotoError, match="照片“合影”读不出来"):
        hand.do(refused, "照片“合影”").result()
    with pytest.raises(OSError) as met:
        hand.do(full_disk).result()
    assert "磁盘空间不足" in str(storage_error(met.value))
    assert hand.do(sum, [1]).result() == 1


def test_what_it_prints_is_not_printed_by_the_first_hand():
    code = (
        "from tests.typesetting.test_second_hand import *\n"
        "hand = SecondHand(); print(hand.do(talkative).result()); hand.dismiss()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, "words nobody asked for" in done.stderr) == ("done\n", True)


def test_one_that_is_killed_is_told_as_lost(hand):
    with pytest.raises(HandLost):
        hand.do(killed).result()
    with pytest.raises(HandLost):
        hand.do(sum, [1]).result()


def test_it_ends_when_the_first_hand_is_killed():
    code = (
        "from tests.typesetting.test_second_hand import *\n"
        "hand = SecondHand(); print(hand.do(os.getpid).result(), flush=True); time.sleep(60)"
    )
    first = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    second = int(first.stdout.readline())
    first.kill()
    first.communicate()
    until = time.monotonic() + 20
    while Path(f"/proc/{second}").exists() and _running(second) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _running(second)


def _running(pid: int) -> bool:
    """Whether the process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_plan_is_the_same_whoever_set_its_paragraphs(nothing_set_before):
    whole = issue()
    alone = compose(whole).as_json()
    again = compose(whole).as_json()
    standard_fonts().set_before = SetBefore()
    for part in ahead.set_ahead(ahead.to_set_ahead(whole), {}):
        standard_fonts().set_before.take_over(part)
    assert len(standard_fonts().set_before) > 5
    assert alone == again == compose(whole).as_json()


def test_the_last_articles_are_set_ahead_and_none_that_was_set_before(nothing_set_before):
    whole = issue()
    last = [entry["id"] for entry in ahead.to_set_ahead(whole)]
    assert last == ["3"]
    compose(whole)
    assert ahead.to_set_ahead(whole) == []


def test_what_is_set_ahead_is_what_the_pages_ask_for(nothing_set_before, monkeypatch):
    whole = issue()
    given = ahead.to_set_ahead(whole)
    for part in ahead.set_ahead(given, {}):
        nothing_set_before.take_over(part)
    texts = nothing_set_before.texts()
    kept: list[str] = []
    monkeypatch.setattr(nothing_set_before, "keep", lambda name, made: kept.append(name[0]))
    compose(whole)
    of_given = {
        block["spans"][0]["text"] for entry in given for block in entry["blocks"] if block["kind"] == "paragraph"
    }
    assert of_given <= texts
    assert len(of_given & set(kept)) < len(of_given) / 2  # only those that were also set a line tighter or looser


def test_no_more_is_remembered_than_was_agreed_and_what_is_used_stays():
    memory = SetBefore(most_characters=1000)
    made = {("字" * 100, number): object() for number in range(50)}
    names = list(made)
    for name in names:
        memory.keep(name, made[name])
        memory.find(names[0])
    assert len(memory) <= 11
    assert memory.find(names[0]) is made[names[0]]
    assert memory.find(names[1]) is None
    assert memory.find(names[-1]) is made[names[-1]]


def run(whole: dict, folder: Path) -> tuple[bytes, bytes]:
    (folder / "photos").mkdir(parents=True)
    made = press.render(whole, photo_root=folder / "photos", out_dir=folder / "out")
    assert not list(folder.glob(".press-*"))
    return made.print_pdf.read_bytes(), made.screen_pdf.read_bytes()


def test_with_a_second_hand_or_without_the_bytes_are_the_same(tmp_path, monkeypatch, nothing_set_before):
    whole = issue()
    with_two = run(whole, tmp_path / "two")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    standard_fonts().set_before = SetBefore()
    assert with_two == run(whole, tmp_path / "one")


def test_a_second_hand_that_is_killed_costs_nothing_but_time(tmp_path, monkeypatch, caplog, nothing_set_before):
    whole = issue()
    good = run(whole, tmp_path / "good")
    begin = SecondHand.__init__

    def begin_and_die(self) -> None:
        begin(self)
        self._process.kill()

    monkeypatch.setattr(SecondHand, "__init__", begin_and_die)
    standard_fonts().set_before = SetBefore()
    assert run(whole, tmp_path / "bad") == good
    assert "made by the first hand" in caplog.text


def test_no_second_hand_outlives_a_run(tmp_path, monkeypatch):
    begun: list[SecondHand] = []
    begin = SecondHand.__init__

    def remember(self) -> None:
        begin(self)
        begun.append(self)

    monkeypatch.setattr(SecondHand, "__init__", remember)
    run(issue(), tmp_path / "well")

    def broken(*args, **kwargs):
        raise MissingFont("找不到字体文件。")

    monkeypatch.setattr(press, "compose", broken)
    with pytest.raises(press.PressError, match="找不到字体文件"):
        run(issue(), tmp_path / "ill")
    assert [hand._process.returncode for hand in begun] == [-signal.SIGKILL] * 2
    assert not [thread for thread in threading.enumerate() if "ThreadPool" in thread.name and thread.is_alive()]
