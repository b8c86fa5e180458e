"""Several people acting at the same moment, each on a connection of their own. For tests on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

from accounts.refusals import NotAllowed


def at_once(*acts: Callable[[], object]) -> list[NotAllowed | None]:
    """Begin all acts at the same moment, each on a connection of its own; what each was refused with."""
    gate = threading.Barrier(len(acts))
    refused: list[NotAllowed | None] = [None] * len(acts)
    faults: list[BaseException] = []

    def run(number: int) -> None:
        try:
            gate.wait(timeout=10)
            acts[number]()
        except NotAllowed as refusal:
            refused[number] = refusal
        except BaseException as fault:  # told to the test below
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    if faults:
        raise faults[0]
    return refused
