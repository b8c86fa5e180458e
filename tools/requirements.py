"""requirements*.txt from requirements*.in: `python -m tools.requirements` (`make requirements`).

One list for every platform, with hashes and no address of a registry in it. Its first line holds the digest of what it was
made from, so that `make check` sees a stale list without the network. `--upgrade` takes newer releases within the bounds.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = {"requirements.txt": ("requirements.in",), "requirements-dev.txt": ("requirements-dev.in", "requirements.in")}
UV = Path(sys.executable).with_name("uv")
OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--python-version", "3.11", "--quiet")


def main() -> None:
    for name, sources in LISTS.items():
        # The second list keeps to the first: one version of each package on every machine.
        bound = () if name == "requirements.txt" else ("--constraint", "requirements.txt")
        command = [UV, "pip", "compile", *OPTIONS, *bound, *sys.argv[1:], sources[0], "--output-file", name]
        subprocess.run(command, cwd=ROOT, check=True)
        path = ROOT / name
        path.write_text(first_line(name) + without_first_line(path), encoding="utf-8")


def first_line(name: str) -> str:
    """What a list begins with: what it was made from."""
    return f"# {' '.join(LISTS[name])} sha256:{digest(LISTS[name])}\n"


def digest(sources: tuple[str, ...]) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in sources)).hexdigest()


def without_first_line(path: Path) -> str:
    return re.sub(r"\A# requirements.*\n", "", path.read_text(encoding="utf-8"))


def faults() -> list[str]:
    """Sentences: lists that do not belong to their sources, and packages whose version differs between the lists."""
    found = [
        f"{name} 不是由现在的 {LISTS[name][0]} 生成的。请运行 make requirements。"
        for name in LISTS
        if not (ROOT / name).read_text(encoding="utf-8").startswith(first_line(name))
    ]
    runtime, dev = (pins(ROOT / name) for name in LISTS)
    differ = [name for name, version in runtime.items() if dev.get(name) != version]
    return found + [f"{name} 在两份清单里版本不同。请运行 make requirements。" for name in differ]


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


if __name__ == "__main__":
    main()
