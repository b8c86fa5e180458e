"""Finding a browser: the machine's own Chromium or Chrome, else one that Playwright has fetched or can fetch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FETCHED_WITHIN = 300  # seconds
# No sandbox: tests visit our own pages only, and a container or root has none to offer. The rest keeps it off the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find(playwright: Playwright) -> str | None:
    """The path of a browser's program; None where there is none and none can be fetched. CHROMIUM names one outright."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    for name in NAMES:
        if shutil.which(name):
            return shutil.which(name)
    fetched = playwright.chromium.executable_path
    for path in (*ELSEWHERE, fetched):
        if Path(path).exists():
            return path
    return fetched if fetch() and Path(fetched).exists() else None


def fetch() -> bool:
    """Let Playwright fetch its Chromium. False where it cannot, as without a network."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        return subprocess.run(command, capture_output=True, timeout=FETCHED_WITHIN, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False
