"""How long the press takes, against Typst alone setting the same text, at one, two and four times an issue's size.

Every run is a process of its own, timed from start to end, imports included. The runs of one size take turns, so that a
busy moment of the machine falls on all of them; the table shows medians.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.issue import make_issue

ROOT = Path(__file__).resolve().parent.parent
# The real issue: 47 articles, 100,000 characters, 40 photos.
ARTICLES, CHARACTERS, PHOTOS = 47, 100_000, 40
HEAD = "size      articles  characters  photos  pages  bare s  cold s  warm s  cold/bare  warm/bare  ms/page  peak MB"


@dataclass
class Size:
    """One row of the table: seconds of each run of each kind."""

    name: str
    times: int
    photos: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"bare": [], "cold": [], "warm": []})
    pages: int = 0
    megabytes: float = 0.0

    def row(self) -> str:
        bare, cold, warm = (median(self.seconds[kind]) for kind in ("bare", "cold", "warm"))
        return (
            f"{self.name:<9} {ARTICLES * self.times:>8}  {CHARACTERS * self.times:>10,}  {self.photos:>6}  {self.pages:>5}"
            f"  {bare:>6.2f}  {cold:>6.2f}  {warm:>6.2f}  {cold / bare:>9.2f}  {warm / bare:>9.2f}"
            f"  {1000 * warm / self.pages:>7.1f}  {self.megabytes:>7.0f}"
        )


def measure(size: Size, folder: Path, repeats: int) -> None:
    """Run bare, cold and warm in turn. Cold finds no rendition of any photo, warm finds all; both are new processes."""
    photos = folder / "photos"
    photos.mkdir(parents=True)
    manifest = folder / "manifest.json"
    issue = make_issue(photos, articles=ARTICLES * size.times, characters=CHARACTERS * size.times, photos=size.photos)
    manifest.write_text(json.dumps(issue, ensure_ascii=False), encoding="utf-8")
    for _ in range(repeats):
        size.seconds["bare"].append(_run("bare", manifest, folder)[0])
        shutil.rmtree(folder / "cache", ignore_errors=True)
        for kind in ("cold", "warm"):
            seconds, result = _run("press", manifest, folder)
            size.seconds[kind].append(seconds)
            size.pages = result["pages"]
            size.megabytes = max(size.megabytes, result["megabytes"])


def _run(kind: str, manifest: Path, folder: Path) -> tuple[float, dict]:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bench.child", kind, str(manifest), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"bench.child {kind} failed:\n{done.stderr}")
    return seconds, json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each kind (default 3)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4], help="multiples of an issue (default 1 2 4)")
    options = parser.parse_args()
    sizes = [Size(f"{times}x text", times, 0) for times in options.sizes]
    sizes += [Size(f"{times}x photos", times, PHOTOS * times) for times in options.sizes]
    print(HEAD, flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="press-bench-") as folder:
            measure(size, Path(folder) / "run", options.repeats)
        print(size.row(), flush=True)
    print(
        "bare: Typst alone, plain columns, one PDF. cold, warm: the press, both PDFs, without and with photos prepared."
    )


if __name__ == "__main__":
    main()
