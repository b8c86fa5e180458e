"""The demonstration: `python -m tools.serve` (`make demo`). The sample, then the site and one worker until Ctrl-C.

Two children: gunicorn on 127.0.0.1:PORT, and a Celery worker (with the clock of the timed jobs in it) on the files under
JOURNAL_VAR. Where one of them ends, the other is ended too, and a sentence says so.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import sample
from tools.setup import ROOT, copy_vendored, say, var_folder

HOST = "127.0.0.1"
ANSWERS_WITHIN = 60  # seconds
ENDS_WITHIN = 10
LOOKS_EVERY = 0.3


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def main() -> None:
    port = chosen_port()
    address = f"http://{HOST}:{port}"
    os.environ.setdefault("SITE_URL", address)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        accounts = prepare()
        with running({"网站": site(port), "后台任务": worker()}) as children:
            wait_until_it_answers(address, children)
            print(welcome(address, accounts, sample.pdf_folder()), flush=True)
            watch(children)
    except KeyboardInterrupt:
        print("\n已停止。", flush=True)


def chosen_port() -> int:
    """PORT, free to be used. Ends the program with a sentence where it is not."""
    name = os.environ.get("PORT") or "8000"
    if not name.isdecimal() or not 0 < int(name) < 65536:
        sys.exit(f"PORT 是“{name}”，应是 1 到 65535 之间的端口号，例如 make demo PORT=8001。")
    port = int(name)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            sys.exit(f"端口 {port} 要管理员权限才能用。请换一个 1024 以上的，例如 make demo PORT=8001。")
        except OSError:
            sys.exit(
                f"端口 {port} 已被别的程序占用。请停掉那个程序，或者换一个端口：make demo PORT={port % 65535 + 1}。"
            )
    return port


def prepare() -> list[str]:
    """Database, sample, static files and PDFs; the sample's accounts."""
    accounts = prepare_site()
    if accounts:
        sample.typeset()
        sample.typeset_unfinished()
    else:
        say("照已有的数据打开网站")
    return accounts


def prepare_site() -> list[str]:
    """What `prepare` does, without the PDFs."""
    copy_vendored(var_folder() / "vendor")
    sample.migrate()
    accounts = sample.load()
    say("收集网页的样式文件")
    if not sample.manage("collectstatic", "--no-input", "--verbosity=0"):
        sys.exit("样式文件没有收集好。请看上面的出错信息。")
    return accounts


def site(port: int) -> list[str]:
    """The command of the web processes."""
    options = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "journal.wsgi:application", *options]


def worker() -> list[str]:
    """The command of one Celery worker with the clock (`-B`) inside."""
    options = ["--concurrency", "1", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    clock = ["-B", "-s", str(var_folder() / "broker" / "schedule")]
    return [sys.executable, "-W", "ignore", "-m", "celery", "-A", "journal", "--quiet", "worker", *clock, *options]


@contextmanager
def running(commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen]]:
    """The children, each in a process group of its own, so that Ctrl-C reaches them through us and in order."""
    children: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(command, cwd=ROOT, env=sample.quiet(), start_new_session=True)
        yield children
    finally:
        stop(children.values())


def stop(children: Iterator[subprocess.Popen]) -> None:
    """Ask each child to end, wait, and end what has not."""
    alive = [child for child in children if child.poll() is None]
    for child in alive:
        child.terminate()
    until = time.monotonic() + ENDS_WITHIN
    for child in alive:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def wait_until_it_answers(address: str, children: dict[str, subprocess.Popen]) -> None:
    until = time.monotonic() + ANSWERS_WITHIN
    while not answers(address):
        check_alive(children)
        if time.monotonic() > until:
            sys.exit(f"网站 {ANSWERS_WITHIN} 秒还没有应答。请看上面的出错信息。")
        time.sleep(LOOKS_EVERY)


def answers(address: str) -> bool:
    """Whether the site says that it is ready."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/health/", timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def watch(children: dict[str, subprocess.Popen]) -> None:
    """Return never: until Ctrl-C, or until a child ends."""
    while True:
        check_alive(children)
        time.sleep(LOOKS_EVERY)


def check_alive(children: dict[str, subprocess.Popen]) -> None:
    """End the program, and so the other child, where one has ended."""
    for name, child in children.items():
        if child.poll() is not None:
            sys.exit(
                f"{name}意外停止（退出码 {child.returncode}），其余的也已停止。请看上面的出错信息，再运行 make demo。"
            )


def welcome(address: str, accounts: list[str], pdfs: Path) -> str:
    """What the person who typed `make demo` needs to know."""
    lines = ["", f"网站：{address}/", f"后台：{address}/operate/（管理员）", *accounts]
    lines += [f"PDF ：{path}" for path in sorted(pdfs.glob("*.pdf"))]
    return "\n".join([*lines, "按 Ctrl-C 停止。"])


if __name__ == "__main__":
    main()
