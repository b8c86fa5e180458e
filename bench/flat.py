"""What an editor waits for: from a saved edit to the new pictures of the pages it changed, and for a whole issue with photos.

Both against Typst alone setting the same text in plain columns, in a new process each time: the least any engine takes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.issue import make_issue

ROOT = Path(__file__).resolve().parent.parent
# Eighty pages, and the photos of a full issue.
ARTICLES, CHARACTERS, PHOTOS, MANY_PHOTOS = 36, 72_000, 20, 60
MOST_RATIO, MOST_MEGABYTES = 2.0, 700
LEGEND = f"""
edit      from the save of an article in the middle of {ARTICLES}, its rows and the manifest frozen again, to the new pictures of
          the pages it changed, stored and shown; in a worker that has set the issue before. Again with an edit that moves
          half of the pages.
whole     a run of the same text with {MANY_PHOTOS} photos of 12 megapixels: both PDFs made and checked, renditions found as an
          earlier run prepared them, in a worker that is up.
Asked: both at most {MOST_RATIO:g} × bare, peak under {MOST_MEGABYTES} MB.
"""


def _child(module: str, *arguments: str) -> dict:
    """What a process of its own says in its last line; `wall` is how long it took in all."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "WARNING"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1]) | {"wall": time.perf_counter() - started}


def measure(folder: Path, repeats: int) -> dict[str, list[dict]]:
    """Each kind in turn, so that a busy moment of the machine falls on all of them."""
    found: dict[str, list[dict]] = {"bare": [], "edit": [], "whole": []}
    manifests = {}
    for name, photos in (("edit", PHOTOS), ("whole", MANY_PHOTOS)):
        (folder / name / "photos").mkdir(parents=True)
        issue = make_issue(folder / name / "photos", articles=ARTICLES, characters=CHARACTERS, photos=photos)
        manifests[name] = folder / name / "manifest.json"
        manifests[name].write_text(json.dumps(issue, ensure_ascii=False), encoding="utf-8")
    for number in range(repeats):
        found["bare"].append(_child("bench.child", "bare", str(manifests["edit"]), str(folder / "edit")))
        found["edit"].append(_child("bench.flat_child", str(manifests["edit"]), str(folder / f"desk-{number}")))
        found["whole"].append(_child("bench.child", "worker", str(manifests["whole"]), str(folder / "whole")))
    return found


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3, help="runs of each kind (default 3)")
    options, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="flat-bench-") as folder:
        found = measure(Path(folder), options.repeats)
    bare = median(run["wall"] for run in found["bare"])
    edits, wholes = found["edit"], found["whole"]
    rows = [
        ("edit", median(run["seconds"] for run in edits), edits[0]["changed"], edits),
        ("edit, half moves", median(run["moving"] for run in edits), edits[0]["moved"], edits),
        ("whole, 60 photos", median(run["seconds"] for run in wholes), wholes[0]["pages"], wholes),
    ]
    print(f"{'':<17} {'bare s':>7} {'s':>7} {'ratio':>6} {'pages':>6} {'peak MB':>8}")
    for name, seconds, pages, runs in rows:
        peak = max(run["megabytes"] for run in runs)
        print(f"{name:<17} {bare:>7.2f} {seconds:>7.2f} {seconds / bare:>6.2f} {pages:>6} {peak:>8.0f}")
    print(LEGEND)


if __name__ == "__main__":
    main()
