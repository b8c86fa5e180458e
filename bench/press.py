"""How long the press takes, against Typst alone setting the same text, at one, two and four times an issue's size.

Every run is a process of its own, timed from start to end, imports included. The runs of one size take turns, so that a
busy moment of the machine falls on all of them; the table shows medians.
"""

from __future__ import annotations

import argparse
import json
import os
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
HEAD = (
    "size      articles  characters  photos  pages  bare s  first s  press s  worker s"
    "  press/bare  worker/bare  cpu/cpu  ms/page  peak MB"
)
LEGEND = f"""
bare      Typst alone sets the same text in plain columns: one PDF, no photos, no checks. A new process.
first     the whole press in a new process, libraries loaded, where no photo of the issue has been prepared yet: pages
          composed, photos made ready for print and screen, both PDFs written and checked.
press     the same with the photos found as an earlier run prepared them, which is done once for a photo in a box.
worker    the second of two runs in one process: a worker that is up already.
cpu/cpu   processor seconds of press over those of bare: what is left of the ratio when others use the machine too.
ms/page   milliseconds of press for each page; peak MB the most memory the two processes of a run took together.
Asked of the press at {ARTICLES} articles, {CHARACTERS:,} characters, with {PHOTOS} photos and with none: press/bare at most 3,
peak at most 500 MB; ms/page may not grow with the size.
"""


@dataclass
class Run:
    """One finished process: seconds on the clock, seconds of the processor, and what it said."""

    seconds: float
    processor: float
    said: dict


@dataclass
class Size:
    """One row of the table: the runs of each kind."""

    name: str
    times: int
    photos: int
    runs: dict[str, list[Run]] = field(default_factory=lambda: {"bare": [], "first": [], "press": [], "worker": []})

    def row(self) -> str:
        bare, first, press = (self._median(kind) for kind in ("bare", "first", "press"))
        worker = median(run.said["seconds"] for run in self.runs["worker"])
        cpu = median(run.processor for run in self.runs["press"]) / median(run.processor for run in self.runs["bare"])
        pages = self.runs["press"][0].said["pages"]
        peak = max(run.said["megabytes"] for kind in ("first", "press", "worker") for run in self.runs[kind])
        return (
            f"{self.name:<9} {ARTICLES * self.times:>8}  {CHARACTERS * self.times:>10,}  {self.photos:>6}  {pages:>5}"
            f"  {bare:>6.2f}  {f'{first:.2f}' if first else '':>7}  {press:>7.2f}  {worker:>8.2f}"
            f"  {press / bare:>10.2f}  {worker / bare:>11.2f}  {cpu:>7.2f}  {1000 * press / pages:>7.1f}  {peak:>7.0f}"
        )

    def _median(self, kind: str) -> float | None:
        return median(run.seconds for run in self.runs[kind]) if self.runs[kind] else None


def measure(size: Size, folder: Path, repeats: int) -> None:
    """Run each kind in turn. The first run of a round finds no photo prepared, the others find all."""
    photos = folder / "photos"
    photos.mkdir(parents=True)
    manifest = folder / "manifest.json"
    issue = make_issue(photos, articles=ARTICLES * size.times, characters=CHARACTERS * size.times, photos=size.photos)
    manifest.write_text(json.dumps(issue, ensure_ascii=False), encoding="utf-8")
    for _ in range(repeats):
        for kind in ("bare", "first", "press", "worker"):
            if kind == "first":
                if not size.photos:
                    continue
                shutil.rmtree(folder / "cache", ignore_errors=True)
            size.runs[kind].append(_run("press" if kind == "first" else kind, manifest, folder))


def _run(kind: str, manifest: Path, folder: Path) -> Run:
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bench.child", kind, str(manifest), str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    after = os.times()
    if done.returncode:
        raise SystemExit(f"bench.child {kind} failed:\n{done.stderr}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, processor, json.loads(done.stdout.splitlines()[-1]))


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
    print(LEGEND)


if __name__ == "__main__":
    main()
