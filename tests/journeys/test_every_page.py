"""Every page of the site, in every state it knows, on a phone and on a desk: rules of accessibility, width, CSP, heads.

What is visited is in `every_page`; how the states come about, in `every_state`; what is held of a page, in `walker`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import every_page
from tests.journeys.every_page import pages
from tests.journeys.routes import NO_PAGES, named_routes
from tests.journeys.visits import Visit
from tests.journeys.walker import Walker
from tools import serve
from tools.copies import copy_var
from tools.setup import ROOT

# About the same work each, for two workers.
PARTS = {
    "desk": (*every_page.DESK, *every_page.WRITING, *every_page.REVIEWING),
    "house": (*every_page.READING, *every_page.ACCOUNTS, *every_page.FAULTS, *every_page.PLANNING),
    "letters": (*every_page.LETTERBOX, *every_page.LETTERS_IN, *every_page.PROOFS),
}


@pytest.fixture(scope="module")
def walker(chromium: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    """A walker on a site of its own, which has every state; a second step of signing in is asked for there."""
    folder = tmp_path_factory.mktemp("every")
    copy_var(Path(os.environ["JOURNAL_VAR"]), folder / "var")
    port = serve.free_port()
    address = f"http://{serve.HOST}:{port}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JOURNAL_VAR", str(folder / "var"))
        environment.setenv("SITE_URL", address)
        environment.setenv("SECOND_FACTOR", "1")
        environment.setenv("LOG_LEVEL", "WARNING")
        known = folder / "known.json"
        command = [sys.executable, "-m", "tests.journeys.every_state", str(known)]
        made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        with serve.running({"site": serve.site(port)}) as children:
            serve.wait_until_it_answers(address, children)
            found = Walker(chromium, address, json.loads(known.read_text()))
            yield found
            found.close()


def test_every_route_is_visited_or_has_a_reason_why_it_is_no_page() -> None:
    visited = {visit.route for visit in pages() if visit.route}
    assert named_routes() - visited - set(NO_PAGES) == set(), (
        "add a visit to every_page, or to routes.NO_PAGES the reason for none"
    )
    assert (visited | set(NO_PAGES)) - named_routes() == set(), "these are no routes any more"
    assert visited & set(NO_PAGES) == set()


def test_no_two_visits_have_one_name_and_each_is_in_one_part() -> None:
    names = [visit.name for visit in pages()]
    assert sorted(names) == sorted({*names})
    assert sorted(visit.name for part in PARTS.values() for visit in part) == sorted(names)


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_calm_on_a_phone_and_on_a_desk(walker: Walker, part: str) -> None:
    wrong = [line for visit in PARTS[part] for line in look(walker, visit)]
    assert wrong == [], "\n".join(wrong)


def look(walker: Walker, visit: Visit) -> list[str]:
    """What is wrong with a page; one that does not come is wrong too, and the rest are still looked at."""
    try:
        return walker.visit(visit)
    except Exception as error:  # noqa: BLE001 - every kind is told, by the name of the page
        return [f"{visit.name}: {error}"]
