"""The people who send: `python -m bench.crowd.senders PLAN`, a process each. Prints a line of JSON: what each of them knows.

PLAN is JSON: {address, password, seed, people: [{name, shots}]}. The pace is that of people with weak links: each begins
within ten seconds of the first, reads and types for some seconds between two steps, and has 1 to 2 Mbit/s upwards with a
delay of 60 ms. Every third link breaks in the middle of two photos; of the others, some answers never arrive, and what was
asked is asked again.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
import time
import traceback
from dataclasses import asdict
from multiprocessing.queues import Queue
from pathlib import Path

import httpx

from bench.crowd.browser import Browser, Link
from bench.crowd.journey import Journey, Mishaps, Told

NICE = 10
WITHIN = 10  # seconds from the first to the last who begins
SLOWEST, FASTEST = 1_000_000, 2_000_000  # bits a second, upwards
DELAY = 0.06  # seconds
# Whose answers are lost, by the remainder of their number: the steps that are asked again.
LOST = {1: frozenset({"send", "piece"}), 2: frozenset({"reduced copy", "autosave"})}


def mishaps_of(number: int, chance: random.Random, sizes: list[int]) -> Mishaps:
    """Every third link breaks, twice; the others lose answers."""
    if number % 3 == 0:
        return Mishaps(breaks_after=tuple(int(size * chance.uniform(0.1, 0.9)) for size in sizes[:2]))
    return Mishaps(lost=LOST[number % 3])


def send(plan: dict, number: int, results: Queue) -> None:
    """One person, from beginning to end, whatever happens."""
    person = plan["people"][number]
    chance = random.Random(plan["seed"] + number)
    time.sleep(chance.uniform(0, WITHIN) if number else 0)
    told = Told(person["name"], began=time.monotonic())
    browser = Browser(plan["address"], Link(chance.uniform(SLOWEST, FASTEST), DELAY))
    mishaps = mishaps_of(number, chance, [shot["bytes"] for shot in person["shots"]])
    try:
        Journey(browser, told, chance, mishaps).walk(plan["password"], person["shots"])
    except (httpx.HTTPError, ConnectionError) as error:
        told.refusals.append(f"gave up: {error}")
    except Exception:  # told with the rest, and counted
        told.refusals.append(f"gave up: {traceback.format_exc()}")
    told.ended = time.monotonic()
    results.put(asdict(told))


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    os.nice(NICE)
    context = multiprocessing.get_context("fork")
    results: Queue = context.Queue()
    people = [context.Process(target=send, args=(plan, number, results)) for number in range(len(plan["people"]))]
    for person in people:
        person.start()
    told = [results.get() for _ in people]
    for person in people:
        person.join()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
