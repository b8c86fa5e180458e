"""Whose work the processor did: seconds by part of the site, read from the kernel. Linux only; elsewhere nothing is told."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def seconds_by_part() -> dict[str, float]:
    """Processor seconds so far of each child of this process, with all below it; and `all`, what the cores did for anybody."""
    found: dict[str, float] = {}
    processes = _processes()
    for pid, (parent, ticks) in processes.items():
        eldest = pid
        while parent not in (os.getpid(), 0, 1):
            eldest, parent = parent, processes.get(parent, (0, 0))[0]
        if parent == os.getpid():
            name = _name_of(eldest)
            found[name] = found.get(name, 0.0) + ticks / TICKS
    if processes:
        user, nice, system, _, _, irq, softirq, *_ = map(int, (PROC / "stat").read_text().split("\n")[0].split()[1:])
        found["all"] = (user + nice + system + irq + softirq) / TICKS
    return found


def _processes() -> dict[int, tuple[int, int]]:
    """By process: its parent, and its ticks with those of the children it has buried."""
    found = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        found[int(path.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return found


def _name_of(pid: int) -> str:
    """What a child is, by its command line."""
    try:
        words = (PROC / str(pid) / "cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return "ended"
    line = " ".join(words)
    known = ("senders", "readers", "gunicorn", "worker", "beat", "nginx", "postgres", "valkey")
    return next((name for name in known if name in line), Path(words[0]).name)
