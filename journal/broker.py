"""The broker of one machine: kombu's folder of messages, where a message is seen only when it is whole.

kombu opens a message's file under its own name and then writes it, so a worker that looks in between takes an empty file, and
ends. Here it is written under another name first. The same goes for the file of an exchange, the first time.
"""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path
from time import monotonic

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"  # of its address in CELERY_BROKER_URL


class Channel(filesystem.Channel):
    """Reads as kombu's does."""

    def _put(self, queue: str, payload: dict, **kwargs) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        target = Path(self.data_folder_out, name)
        try:
            unfinished = _written(target, dumps(payload))
            unfinished.replace(target)
        except OSError as error:
            raise ChannelError(f"Cannot add file {name!r} to directory") from error

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        file = self._exchange_file(exchange)
        if not file.exists():
            self.control_folder.mkdir(exist_ok=True)
            empty = _written(file, dumps([]))
            with suppress(OSError):  # another process has just made it; or a disk without links, where kombu makes it
                os.link(empty, file)
            empty.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel


def _written(target: Path, text: str) -> Path:
    """A file beside `target` with the text in it, of a name that no queue has."""
    unfinished = target.with_name(f".{uuid.uuid4().hex}")
    unfinished.write_text(text, encoding="utf-8")
    return unfinished


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
