"""The figures as they are printed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from bench.crowd.office import Found

ASKED = 4.0  # how many times the idle site's 95th percentile the pages may have
PAGES = ("home", "article", "shelf", "search", "inbox", "desk")
PHASE = "{:<22} {:>8}  {:>9}  {:>7}  {:>7}  {:>7}  {:>9}  {:>6}"
STEP = "{:<22} {:>8}  {:>9}  {:>7}  {:>7}"

Page = tuple[str, float, float, int]  # name, when it was due, seconds it took, status


@dataclass(frozen=True)
class Span:
    """A stretch of the machine's clock, in seconds."""

    name: str
    began: float
    ended: float

    def pages(self, pages: Iterable[Page], only: str = "") -> list[Page]:
        return [page for page in pages if self.began <= page[1] < self.ended and only in {"", page[0]}]


def percentile(seconds: list[float], share: float) -> float:
    """The time that `share` of them do not exceed; not a number where there are none."""
    if not seconds:
        return math.nan
    return sorted(seconds)[max(0, math.ceil(share * len(seconds)) - 1)]


def ratio(pages: list[Page], idle: Span, loaded: Span) -> float:
    """The 95th percentile under load over that of the idle site."""
    return _p95(loaded.pages(pages)) / _p95(idle.pages(pages))


def _p95(pages: list[Page]) -> float:
    return percentile([seconds for _, _, seconds, _ in pages], 0.95)


def phases(pages: list[Page], spans: list[Span]) -> list[str]:
    """A row for each phase; then, for each page, the first phase and the last. Milliseconds."""
    rows = [PHASE.format("pages", "requests", "median ms", "p95", "p99", "most", "p95/idle", "failed")]
    rows += [_phase(span.name, span.pages(pages), spans[0].pages(pages)) for span in spans]
    for name in PAGES:
        base = spans[0].pages(pages, name)
        rows += [_phase(f"  {name}, {span.name.split(',')[0]}", span.pages(pages, name), base) for span in spans[:2]]
    return rows


def _phase(name: str, pages: list[Page], base: list[Page]) -> str:
    taken = [seconds for _, _, seconds, _ in pages]
    failed = sum(status != 200 for *_, status in pages)
    figures = [f"{1000 * percentile(taken, share):.0f}" for share in (0.5, 0.95, 0.99, 1)]
    return PHASE.format(name, len(pages), *figures, f"{_p95(pages) / _p95(base):.2f}", failed)


def steps(told: list[dict]) -> list[str]:
    """What the senders waited for, from their last byte to the answer."""
    taken: dict[str, list[float]] = {}
    for sender in told:
        for name, seconds in sender["steps"]:
            taken.setdefault(name, []).append(seconds)
    rows = [STEP.format("senders", "requests", "median ms", "p95", "most")]
    for name, found in taken.items():
        figures = [f"{1000 * percentile(found, share):.0f}" for share in (0.5, 0.95, 1)]
        rows.append(STEP.format(f"  {name}", len(found), *figures))
    return rows


def outcome(told: list[dict], found: Found, settled: float) -> list[str]:
    """What became of what was sent."""
    sent, photos = sum(one["sent"] for one in told), sum(len(one["photos"]) for one in told)
    size = sum(photo["bytes"] for one in told for photo in one["photos"]) / 1e6
    minutes = sorted((one["ended"] - one["began"]) / 60 for one in told)
    refusals = [f"{one['name']}: {refusal}" for one in told for refusal in one["refusals"]]
    lines = [
        f"reports   {sent} sent, {found.reports} found, {len(found.lost)} lost, {len(found.doubled)} doubled",
        f"photos    {photos} sent ({size:.0f} MB), {found.photos} found, {found.whole} whole",
        f"links     {sum(one['breaks'] for one in told)} broken and resumed, "
        f"{sum(one['lost_answers'] for one in told)} answers lost and asked for again, {len(refusals)} refusals",
        f"a sender  {median(minutes):.1f} minutes in the middle, {minutes[-1]:.1f} at most; "
        f"the last photo was taken in {settled:.0f} s after the last sender's end",
    ]
    return lines + [f"  ! {fault}" for fault in (*found.lost, *found.doubled, *found.spoilt, *refusals)]


def processor(before: dict[str, float], after: dict[str, float], seconds: float) -> str:
    """Which part kept the cores busy while people were sending: hundredths of one core."""
    if not after:
        return ""
    used = {name: after[name] - before.get(name, 0.0) for name in after}
    everybody = used.pop("all")
    others = max(0.0, everybody - sum(used.values()))
    parts = [f"{name} {100 * value / seconds:.0f}" for name, value in sorted(used.items(), key=lambda one: -one[1])]
    return f"busy      per cent of one core: {', '.join(parts)}; everything else on this machine {100 * others / seconds:.0f}"
