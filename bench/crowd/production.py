"""The site as `docker-compose.yml` runs it, on this machine: the same commands, settings and shares, without containers."""

from __future__ import annotations

import math
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from tests import services
from tools import serve
from tools.setup import ROOT

CORES = 2
SHARES = 1024  # of the processor, where a service names none
HOST = serve.HOST
NO_NGINX = "这台机器没有 nginx，量不了：正式运行时，慢的上传都由它接。请先装上（Debian：apt-get install nginx-light）。"


class NotThisMachine(RuntimeError):
    """Something the site stands on in production is missing here; the message says what to do."""


@contextmanager
def production(folder: Path) -> Iterator[str]:
    """The site, with the sample in it, on a database and in a folder of its own. Yields its address."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None:
        raise NotThisMachine(NO_NGINX)
    stay_on_two_cores()
    port, inner = serve.free_port(), serve.free_port()
    address, var = f"http://{HOST}:{port}", folder / "var"
    with ExitStack() as stack:
        database = stack.enter_context(services.postgres(durable=True))
        redis = stack.enter_context(services.valkey())
        os.environ |= {
            "DATABASE_URL": database,
            "REDIS_URL": f"{redis}/0",
            "JOURNAL_VAR": str(var),
            "SITE_URL": address,
            "TRUST_PROXY": "1",
            "ACCEL": "1",
            "SECOND_FACTOR": "0",
            "LOG_LEVEL": "INFO",
            "WEB_WORKERS": str(workers_on(CORES)),
            "DJANGO_SETTINGS_MODULE": "journal.settings",
        }
        if not serve.prepare_site():
            raise NotThisMachine("样刊没有装好。请看上面的出错信息。")
        commands = {
            "nginx": [nginx, "-c", str(_nginx_conf(folder, var, port, inner)), "-g", "daemon off;"],
            "web": [*_program(_command_of("web")), "--bind", f"{HOST}:{inner}"],
            "worker": [*_program(_command_of("worker")), "--without-mingle"],
            "beat": [*_program(_command_of("beat")), "--schedule", str(folder / "schedule")],
        }
        children = stack.enter_context(_running(commands, folder))
        serve.wait_until_it_answers(address, children)
        yield address


def stay_on_two_cores() -> None:
    """Hold this process, and all it starts, to two of the machine's cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def workers_on(cores: int) -> int:
    """The number of web processes that docker/gunicorn.py chooses on a machine of so many cores."""
    source = (ROOT / "docker" / "gunicorn.py").read_text(encoding="utf-8")
    known, kept = multiprocessing.cpu_count, os.environ.pop("WEB_WORKERS", None)
    multiprocessing.cpu_count = lambda: cores
    try:
        found: dict = {}
        exec(compile(source, "docker/gunicorn.py", "exec"), found)  # noqa: S102 - our own configuration
        return found["workers"]
    finally:
        multiprocessing.cpu_count = known
        if kept is not None:
            os.environ["WEB_WORKERS"] = kept


def _command_of(name: str) -> list[str]:
    """What a service runs: `nice` before it where it has a smaller share of the processor than the others."""
    service = _services()[name]
    command = service.get("command") or _image_command()
    nice = nice_of(service.get("cpu_shares", SHARES))
    return ["nice", "-n", str(nice), *command] if nice else command


def _services() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def _image_command() -> list[str]:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("CMD ")]
    return yaml.safe_load(line.removeprefix("CMD "))


def nice_of(shares: int) -> int:
    """The niceness that weighs about as much as a container's share: each step is a factor of 1.25 to Linux."""
    return round(math.log(SHARES / shares, 1.25))


def _program(command: list[str]) -> list[str]:
    """A command of the image with the programs of this environment."""
    return [str(Path(sys.executable).with_name(word)) if word in {"gunicorn", "celery"} else word for word in command]


def _nginx_conf(folder: Path, var: Path, port: int, inner: int) -> Path:
    """docker/nginx.conf with this machine's ports and folders; its logs go to files."""
    text = (ROOT / "docker" / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "/tmp/": f"{folder}/",  # the first, for the folder itself may lie there
        "server web:8000;": f"server {HOST}:{inner};",
        "listen 8080 default_server;": f"listen {HOST}:{port} default_server;",
        "include /etc/nginx/tls/*.conf;": f"include {folder}/tls/*.conf;",
        "root /srv;": f"root {var};",
        "alias /data/media/;": f"alias {var}/media/;",
        "/dev/stderr": f"{folder}/nginx.log",
        "/dev/stdout": f"{folder}/access.log",
    }
    for old, new in changes.items():
        if old not in text:
            raise NotThisMachine(f"docker/nginx.conf 里没有“{old}”了，请照新的写法改 bench/crowd/production.py。")
        text = text.replace(old, new)
    if os.geteuid() == 0:  # the folder is its owner's alone
        text = f"user root;\n{text}"
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def _running(commands: dict[str, list[str]], folder: Path) -> Iterator[dict[str, subprocess.Popen]]:
    """The services, each writing a log of its own."""
    children: dict[str, subprocess.Popen] = {}
    try:
        for name, command in commands.items():
            with (folder / f"{name}.out").open("wb") as log:
                children[name] = subprocess.Popen(
                    command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
        yield children
    finally:
        serve.stop(children.values())
