"""The broker of one machine: nobody ever takes a message, or reads an exchange, that is not whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection, Exchange, Queue
from kombu.transport import filesystem

from journal import broker

FOLDERS = ("data_folder_in", "data_folder_out", "processed_folder", "control_folder")


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[broker.Channel]:
    options = {name: str(tmp_path / name.removesuffix("_in").removesuffix("_out")) for name in FOLDERS}
    for folder in options.values():
        Path(folder).mkdir(exist_ok=True)
    with Connection(f"{broker.SCHEME}://localhost", transport_options=options) as connection:
        found = connection.channel()
        assert isinstance(found, broker.Channel)
        yield found


class Looks:
    """Looks at the folder at the moment it is written down."""

    def __init__(self, folder: Path, pattern: str) -> None:
        self.folder, self.pattern, self.seen = folder, pattern, None

    def __json__(self) -> str:
        self.seen = list(self.folder.glob(self.pattern))
        return "there"


def test_a_message_is_not_there_before_it_is_whole(channel, tmp_path):
    payload = Looks(tmp_path / "data_folder", "*.msg")
    channel._put("celery", {"body": payload})
    assert payload.seen == []
    assert channel._size("celery") == 1
    assert channel._get("celery") == {"body": "there"}
    assert list((tmp_path / "data_folder").iterdir()) == []


def test_with_kombu_alone_it_is_seen_before(channel, tmp_path):
    """What the channel is for: when this fails, kombu does so itself, and `journal.broker` may go."""
    payload = Looks(tmp_path / "data_folder", "*.msg")
    filesystem.Channel._put(channel, "celery", {"body": payload})
    assert len(payload.seen) == 1


def test_what_was_never_finished_is_no_message(channel, tmp_path):
    (tmp_path / "data_folder" / ".5f3a").write_text("{")
    assert channel._size("celery") == 0
    assert channel._purge("celery") == 0


def test_an_exchange_is_whole_from_the_first(channel, tmp_path, monkeypatch):
    seen = []
    bind = filesystem.Channel._queue_bind

    def looks_first(self, exchange, *rest):
        seen.append(self._exchange_file(exchange).read_text())
        bind(self, exchange, *rest)

    monkeypatch.setattr(filesystem.Channel, "_queue_bind", looks_first)
    queue = Queue("celery", Exchange("celery", type="direct"), routing_key="celery")
    queue(channel).declare()
    assert seen == ["[]"]
    assert [found.queue for found in channel.get_table("celery")] == ["celery"]
    assert [path.name for path in (tmp_path / "control_folder").iterdir()] == ["celery.exchange"]
