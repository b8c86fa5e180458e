"""Servers of the site that are up at once: this process has loaded it, and forks a server for each line it reads.

`python -m tests.journeys.mortal_site PORT`. For each line of its input it says the process id of a new server, and then,
when that has ended, how: the number of the signal that killed it. A server is a gunicorn with one worker, the leader of a
process group of its own, as `tools.serve` starts it.
"""

from __future__ import annotations

import os
import sys

from gunicorn.app.base import BaseApplication

from journal.wsgi import application
from tools.serve import HOST


class Site(BaseApplication):
    """gunicorn, without a command line."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        settings = {"bind": f"{HOST}:{self.port}", "workers": 1, "worker_class": "gthread", "threads": 4}
        for name, value in {**settings, "loglevel": "warning"}.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return application


def main(port: int) -> None:
    warm_up()
    for _ in sys.stdin:
        server = os.fork()
        if server == 0:
            os.setsid()
            Site(port).run()
            os._exit(0)
        print(server, flush=True)
        _, status = os.waitpid(server, 0)
        print(-os.waitstatus_to_exitcode(status), flush=True)


def warm_up() -> None:
    """Load what the first request would load, and leave no connection open that a child would share."""
    from django.db import connections
    from django.test import Client

    Client().get("/sign-in/", headers={"Host": HOST})
    connections.close_all()


if __name__ == "__main__":
    main(int(sys.argv[1]))
