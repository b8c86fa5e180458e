"""The site's own settings, with a server that kills itself where a test asks it to. Nothing of it is in the product.

The file named by DEATH_NOTE says when, as JSON: {"path": end of the request's path, "table": a table that is written,
"point": "before" or "after"}. A server that finds it at a POST to that path dies by SIGKILL, master and workers at once,
just before or just after the commit of the transaction that wrote to that table. It takes the note with it, so that the
next server lives.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from journal.settings import *  # noqa: F403
from journal.settings import MIDDLEWARE
from tests.dying import dies

NOTE = Path(os.environ["DEATH_NOTE"])
MIDDLEWARE = [f"{__name__}.Dying", *MIDDLEWARE]


class Dying:
    """Carries out what the note says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note = json.loads(NOTE.read_text()) if NOTE.exists() else None
        if note is None or request.method != "POST" or not request.path.endswith(note["path"]):
            return self.get_response(request)
        with dies(note["table"], note["point"], by=kill_the_server):
            return self.get_response(request)


def kill_the_server() -> None:
    NOTE.unlink()
    os.killpg(os.getpgrp(), signal.SIGKILL)
