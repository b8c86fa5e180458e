"""The second hand: a process beside the press's own that takes work off it for one run, because the machine has two cores.

It is a plain child process that is spoken to over its standard input, and no `multiprocessing.Process`: a Celery worker may
have no children of that kind. It ends with the run, and by itself when whoever asked for the run is gone, because then its
input closes. What it prints goes where errors go.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
STDIN, STDERR = 0, 2
PART, DONE, FAILED = range(3)


class HandLost(Exception):
    """The second hand is gone (killed, out of memory): what it was asked for must be done by the first."""


class SecondHand:
    """The first hand's end of the line. What is asked for is done in that order, one thing after the other."""

    def __init__(self) -> None:
        self._line, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__], stdin=theirs.fileno(), stdout=STDERR, cwd=ROOT
            )
        self._speaker = ThreadPoolExecutor(max_workers=1)

    def do(self, function: Callable, *args, take: Callable | None = None) -> Future:
        """Have `function(*args)` done there. Function, arguments and result travel as pickles.

        Where the function is a generator, what it yields is given to `take`, by another thread, as it comes. The future
        raises what the function raised, or HandLost.
        """
        return self._speaker.submit(self._ask, function, args, take)

    def _ask(self, function: Callable, args: tuple, take: Callable | None) -> object:
        try:
            self._line.send((function, args))
            while True:
                kind, found = self._line.recv()
                if kind == DONE:
                    return found
                if kind == FAILED:
                    break
                take(found)
        except (EOFError, OSError) as error:
            raise HandLost(f"the second hand ended with {self._process.poll()}") from error
        raise found

    def dismiss(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._speaker.shutdown(cancel_futures=True)
        self._line.close()


@contextmanager
def second_hand() -> Iterator[SecondHand | None]:
    """A second hand for a while; None on a machine of one core, where it would be in the way."""
    if os.cpu_count() == 1:
        yield None
        return
    hand = SecondHand()
    try:
        yield hand
    finally:
        hand.dismiss()


def learn(*modules: str) -> None:
    """Load what later work needs, while nobody waits for it."""
    for module in modules:
        import_module(module)


def serve(line: Connection) -> None:
    """Do what comes over the line until it closes."""
    while True:
        try:
            function, args = line.recv()
        except EOFError:
            return
        try:
            found = function(*args)
            if isinstance(found, Iterator):
                for part in found:
                    line.send((PART, part))
                found = None
            line.send((DONE, found))
        except Exception as error:
            line.send((FAILED, error))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first hand, whose end is the end of this one
    sys.stdout.reconfigure(line_buffering=True)  # it is killed when no longer wanted: what it printed is out by then
    gc.disable()  # as the first hand rests its collector: see render.collector_resting
    with suppress(BrokenPipeError):  # nobody is there any more to hear the answer
        serve(Connection(STDIN))
