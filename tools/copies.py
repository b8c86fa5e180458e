"""A second copy of everything the program wrote, for a site that may be played with."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

# The database is copied by its own means; what waits in the queue and the letters written belong to the first site.
LEFT = ("*.sqlite3*", "broker", "mail")


def copy_var(source: Path, target: Path) -> None:
    """Copy the folder of a site, which may be running, to `target`, which must not exist."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT))
    for path in source.glob("*.sqlite3"):
        with sqlite3.connect(path) as ours, sqlite3.connect(target / path.name) as copy:
            ours.backup(copy)
