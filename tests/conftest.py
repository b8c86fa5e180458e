"""What every test lives under: the network is shut, and what needs a database runs on the database of this run."""

from __future__ import annotations

import os
import socket
from collections.abc import Generator, Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.apps import apps
from django.core.signals import request_finished
from django.db import close_old_connections, models
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

ROOT = Path(__file__).resolve().parent.parent
FIRST_ROWS: dict[type[models.Model], list[models.Model]] = {}

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
COUNTING_FIXTURES = {"django_assert_num_queries", "django_assert_max_num_queries"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, run what touches the database or the services; the rest ran once already, on SQLite.

    What counts a page's queries is left out as well: Django asks both databases the same, and such a test fills a page
    with thirty or three hundred of everything only to count.
    """
    if "TEST_DATABASE_URL" not in os.environ:
        return
    config.hook.pytest_deselected(items=[item for item in items if not _needs_services(item)])
    wanted = [item for item in items if _needs_services(item)]
    # What waits for real workers comes first, so that no worker of this run is left with it when the others are done.
    items[:] = sorted(wanted, key=lambda item: not _has_services_of_its_own(item))


def _has_services_of_its_own(item: pytest.Item) -> bool:
    return item.get_closest_marker("services") is not None and item.get_closest_marker("django_db") is None


def _needs_services(item: pytest.Item) -> bool:
    if item.get_closest_marker("services") is not None:
        return True
    fixtures = set(getattr(item, "fixturenames", ()))
    touches = item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)
    return touches and COUNTING_FIXTURES.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The rows that come with the migrations are remembered."""
    with django_db_blocker.unblock():
        known = [model for app in apps.get_app_configs() if (ROOT / app.label).is_dir() for model in app.get_models()]
        FIRST_ROWS.update({model: rows for model in known if (rows := list(model._base_manager.all()))})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """A test with transactions of its own leaves the tables empty: the migrations' rows come back, whatever test is next."""
    try:
        return (yield)
    finally:
        marker = item.get_closest_marker("django_db")
        if marker is not None and marker.kwargs.get("transaction"):
            with item.config.stash[blocking_manager_key].unblock():
                for model, rows in FIRST_ROWS.items():
                    if not model._base_manager.exists():  # some come back by themselves
                        model._base_manager.bulk_create(deepcopy(rows))


@pytest.fixture(autouse=True)
def shut_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may reach beyond this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(sock: socket.socket, address: object) -> None:
        if sock.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address[0]}: the network is shut.")

    def guarded_connect(sock: socket.socket, address: object) -> None:
        check(sock, address)
        return connect(sock, address)

    def guarded_connect_ex(sock: socket.socket, address: object) -> int:
        check(sock, address)
        return connect_ex(sock, address)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)


@pytest.fixture(autouse=True)
def closed_downloads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file that a test asked for and did not read to its end is closed with the test, not whenever memory is cleared."""
    downloads = []
    ask = Client.request

    def remember(client: Client, **request: object) -> object:
        response = ask(client, **request)
        if response.streaming:
            downloads.append(response)
        return response

    monkeypatch.setattr(Client, "request", remember)
    yield
    request_finished.disconnect(close_old_connections)  # as the test client itself does: the connection is the test's
    try:
        for response in downloads:
            response.close()
    finally:
        request_finished.connect(close_old_connections)
