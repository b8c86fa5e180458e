"""The checks that need no test run: `python -m tools.check` (`make check`). All of them run; each fault is a sentence."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import requirements

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
NOT_OURS = {
    ".git",
    ".venv",
    "node_modules",
    "var",
    "__pycache__",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
}
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".yml",
    ".conf",
    ".typ",
    ".sh",
    ".svg",
    "",
}
LONGEST_MODULE = 500
LONGEST_TEMPLATE = 120

SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bsk-[A-Za-z0-9]{32}"
)
# What a page loads, or a list fetches, from someone else's machine. Split, so that this file is not its own fault.
FOREIGN = re.compile(
    "|".join(
        (
            r"(?:cdn|unpkg|mirrors?)\.[a-z]+\.[a-z]{2,3}\b",
            r"jsdel" r"ivr",
            r"fonts\.google" r"apis",
            r"registry\.npm" r"(?:js|mirror)",
            r"files\.python" r"hosted",
            r"--(?:extra-)?index" r"-url",
            r'"resolved": ' r'"http',
        )
    )
)


def main() -> None:
    failed = [name for name, check in CHECKS.items() if not passes(name, check)]
    if failed:
        sys.exit(f"检查没有通过：{'、'.join(failed)}。")
    print(f"检查全部通过：{len(CHECKS)} 项。")


def passes(name: str, check: Callable[[], list[str]]) -> bool:
    """Run one check and print what it finds; one that cannot be carried out has failed."""
    try:
        faults = check()
    except Exception as error:
        faults = [f"{type(error).__name__}：{error}"]
    print(f"{'✗' if faults else '✓'} {name}", flush=True)
    for fault in faults:
        print(f"    {fault}", flush=True)
    return not faults


def program(*command: object, **environment: str) -> Callable[[], list[str]]:
    """A check that is another program: what it says, where it fails."""

    def check() -> list[str]:
        run = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            return []
        said = (run.stdout + run.stderr).strip().splitlines()
        return said or [f"退出码 {run.returncode}"]

    return check


def manage(*command: str) -> Callable[[], list[str]]:
    """A check that is a command of manage.py, on a database of its own."""

    def check() -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            return program(sys.executable, "manage.py", *command, JOURNAL_VAR=folder, LOG_LEVEL="WARNING")()

    return check


def deployment() -> list[str]:
    """Django's own list for production, under settings as production has them."""
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        key.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        command = (sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
        production = {"SITE_URL": "https://gongyun.example.org", "SECRET_KEY_FILE": str(key), "JOURNAL_VAR": folder}
        return program(*command, **production, TRUST_PROXY="1", ACCEL="1", DEBUG="0")()


def templates() -> list[str]:
    """Every template compiles, and none outgrows its budget."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    import django
    from django.template import TemplateSyntaxError, engines

    django.setup()
    found = []
    for path in sorted((ROOT / "templates").rglob("*.*")):
        name = path.relative_to(ROOT / "templates").as_posix()
        try:
            engines["django"].get_template(name)
        except TemplateSyntaxError as error:
            found.append(f"templates/{name}：{error}")
        if line_count(path) > LONGEST_TEMPLATE:
            found.append(f"templates/{name} 有 {line_count(path)} 行，超过 {LONGEST_TEMPLATE} 行。请拆成片段。")
    return found


def lengths() -> list[str]:
    """Modules over the budget."""
    return [
        f"{shown(path)} 有 {line_count(path)} 行，超过 {LONGEST_MODULE} 行。请按职责拆开。"
        for path in files()
        if path.suffix == ".py" and "migrations" not in path.parts and line_count(path) > LONGEST_MODULE
    ]


def foreign_hosts() -> list[str]:
    return [f"{place} 提到别人的服务器：{text}" for place, text in matches(FOREIGN)]


def secrets_kept() -> list[str]:
    return [f"{place} 像是密钥：{text[:12]}…" for place, text in matches(SECRET)]


def matches(pattern: re.Pattern) -> Iterator[tuple[str, str]]:
    """Where `pattern` occurs in the project's text files: `path:line`, and what was found."""
    for path in files():
        if path.suffix in TEXT:
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                found = pattern.search(line)
                if found:
                    yield f"{shown(path)}:{number}", found.group()


def files() -> list[Path]:
    """The project's own files."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - NOT_OURS)
        found += [Path(folder) / name for name in sorted(names)]
    return found


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def line_count(path: Path) -> int:
    return len(path.read_bytes().splitlines())


CHECKS: dict[str, Callable[[], list[str]]] = {
    "代码规则": program(PROGRAMS / "ruff", "check", "--quiet", "--output-format", "concise", "."),
    "代码格式": program(PROGRAMS / "ruff", "format", "--check", "--quiet", "."),
    "各室只向后看": program(PROGRAMS / "lint-imports", "--no-cache", "--no-logo"),
    "没有漏掉的迁移": manage("makemigrations", "--check", "--dry-run"),
    "流程图与流程表一致": manage("workflow_diagram", "--check"),
    "校样图与校样流转表一致": manage("proofs_diagram", "--check"),
    "来稿图与来稿流转表一致": manage("report_diagram", "--check"),
    "上线设置": deployment,
    "模板": templates,
    "依赖清单": requirements.faults,
    "不从别处取文件": foreign_hosts,
    "没有密钥": secrets_kept,
    "模块长短": lengths,
}


if __name__ == "__main__":
    main()
