"""An office whose Celery workers are killed again and again while they typeset.

`python -m tests.typesetting.killing KILLS SEED` makes its tables, asks for runs and previews of a few issues, and kills the
worker by SIGKILL at random moments of them: the whole of it as when the power goes, or only the process that works as when
memory runs out. Prints what became of every run as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from accounts.models import AuditEntry  # noqa: E402
from issues.actions import planning  # noqa: E402
from issues.models import Issue, Layout  # noqa: E402
from journal.celery import app  # noqa: E402
from tests.factories import Office, make_issue, make_photo  # noqa: E402
from typesetting import flat_store, tasks  # noqa: E402
from typesetting.actions import previewing, pruning, running  # noqa: E402
from typesetting.composition.metrics import standard_fonts  # noqa: E402
from typesetting.models import Preview, RunState, TypesetRun  # noqa: E402

WORKER = ("worker", "--concurrency=1", "--loglevel=CRITICAL", "--without-gossip", "--without-mingle")
ISSUES = 2
LONGEST_KILL = 30  # seconds for one kill, on the slowest machine
TICK = 2  # seconds between two looks for what was lost
PATIENCE = 90  # seconds for what is left to end
BODY = "".join(f"<p>{'清晨六点，班组长已经在车间门口等着大家。' * 6}</p>" for _ in range(6))


class Workers:
    """Forks workers from a process that has loaded the site but has no connection open: they are up at once."""

    def __init__(self) -> None:
        ask, self.ask = os.pipe()
        self.told, tell = os.pipe()
        if os.fork() == 0:
            os.close(self.ask)
            os.close(self.told)
            os.dup2(2, 1)
            _serve(ask, tell)
        os.close(ask)
        os.close(tell)
        self.pid = 0

    def start(self) -> None:
        """A worker, the leader of a process group of its own."""
        os.write(self.ask, b".")
        self.pid = int(os.read(self.told, 20))

    def kill(self, whole: bool) -> bool:
        """Kill the worker with all it started, or only the process that works; False where none did."""
        if whole:
            os.killpg(self.pid, signal.SIGKILL)
            self.start()
            return True
        working = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for pid in working:
            os.kill(int(pid), signal.SIGKILL)
        return bool(working)


def _serve(ask: int, tell: int) -> None:
    """Fork a worker for each byte; when there are no more, end the last one."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    last = 0
    while os.read(ask, 1):
        last = os.fork()
        if last == 0:
            os.setpgid(0, 0)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            app.worker_main(WORKER)
            os._exit(0)
        with suppress(OSError):  # the child has done it itself
            os.setpgid(last, last)
        os.write(tell, b"%20d" % last)
    if last:
        with suppress(ProcessLookupError):
            os.killpg(last, signal.SIGKILL)
    os._exit(0)


def make_issues(office: Office) -> list[Issue]:
    issues = []
    for number in range(1, ISSUES + 1):
        issue = make_issue(office, articles=2, number=number, layout=Layout.FEATURE, column="工作研究", body=BODY)
        planning.set_cover(issue=issue, by=office.editor, photo=make_photo(office.editor, width=900, height=600))
        issues.append(issue)
    previewing.watch(issues[0])
    return issues


def right_pdfs(issues: list[Issue]) -> tuple[dict[int, list[bytes]], float]:
    """What the press makes of each issue when nobody is killed, and how many seconds the slowest took."""
    found, slowest = {}, 0.0
    for issue in issues:
        run = running.carry_out(run=running.ask(issue=issue, by=None))
        if run.state != RunState.DONE:
            raise SystemExit(run.error)
        found[issue.pk], slowest = _pdfs(run), max(slowest, run.seconds)
    return found, slowest


def _pdfs(run: TypesetRun) -> list[bytes]:
    return [Path(field.path).read_bytes() for field in (run.print_pdf, run.screen_pdf)]


def kill_often(workers: Workers, issues: list[Issue], kills: int, within: float, dice: random.Random) -> Counter:
    """Kill workers at random moments of runs, so many seconds after they began at most; at which stages."""
    stages: Counter = Counter()
    begun: set[tuple[int, int]] = set()  # the tries that were met with: a dead one still says that it is at work

    def at_work() -> TypesetRun | None:
        runs = TypesetRun.objects.filter(state=RunState.RUNNING)
        return next((run for run in runs if (run.pk, run.attempts) not in begun), None)

    until = time.monotonic() + kills * LONGEST_KILL
    while sum(stages.values()) < kills and time.monotonic() < until:
        ask_for_all(issues)
        if not _wait(at_work, TICK):
            tick()
            continue
        run = at_work()
        begun.add((run.pk, run.attempts))
        time.sleep(dice.uniform(0, within))
        run.refresh_from_db()
        if run.state == RunState.RUNNING and workers.kill(whole=dice.random() < 0.7):
            stages[run.stage] += 1
    return stages


def tick() -> None:
    """As beat does, but only where it is of use: a queue full of ticks would hide what is looked for."""
    if running.lost_runs() or previewing.lost_previews():
        tasks.sweep.apply_async(expires=TICK)


def ask_for_all(issues: list[Issue]) -> None:
    """A run of every issue that has none under way, and a preview of the first."""
    for issue in issues:
        if not TypesetRun.objects.unfinished().filter(issue=issue).exists():
            tasks.start(issue=issue, by=None)
    if not Preview.objects.wanted().filter(issue=issues[0]).exists():
        tasks.preview_again(issues[0].pk)


def _wait(over, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not over():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def let_all_end() -> None:
    """The clock ticks, as beat has it, until nothing waits any more."""
    until = time.monotonic() + PATIENCE
    while TypesetRun.objects.unfinished().exists() or Preview.objects.wanted().exists():
        if time.monotonic() > until:
            return
        tick()
        time.sleep(TICK)


def leavings() -> list[str]:
    """The files that are left when the night's tidying is over, and that no row names."""
    pruning.UNNAMED_FOR = flat_store.UNNAMED_FOR = running.datetime.timedelta(seconds=-60)
    tasks.prune()
    named = {name for run in TypesetRun.objects.all() for name in pruning._names(run)}
    named |= {flat_store.picture_name(page["picture"]) for one in Preview.objects.all() for page in one.pages}
    root = Path(settings.MEDIA_ROOT)
    files = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(file for file in files if file.startswith(("press/", "flat/")) and file not in named)


def main(kills: int, seed: int) -> None:
    standard_fonts()  # read once, for all workers
    workers = Workers()  # before anything is open that a child would share
    call_command("migrate", run_syncdb=True, verbosity=0)
    issues = make_issues(Office())
    right, slowest = right_pdfs(issues)
    began = TypesetRun.objects.count()
    previewing.LOST_AFTER = running.LOST_AFTER
    workers.start()
    stages = kill_often(workers, issues, kills, slowest, random.Random(seed))
    let_all_end()
    runs = list(TypesetRun.objects.order_by("pk")[began:])
    report = {
        "kills": sum(stages.values()),
        "stages": stages,
        "states": Counter(run.state for run in runs),
        "attempts": max(run.attempts for run in runs),
        "wrong": [run.pk for run in runs if run.state == RunState.DONE and _pdfs(run) != right[run.issue_id]],
        "unexplained": [run.pk for run in runs if run.state == RunState.FAILED and "次" not in run.error],
        "errors": sorted({run.error for run in runs if run.error}),
        "told": AuditEntry.objects.filter(verb="记下页码").count() - began,
        "previews": [[one.error, one.working, one.is_wanted] for one in Preview.objects.all()],
        "leavings": leavings(),
    }
    connections.close_all()
    os.close(workers.ask)
    print(json.dumps(report, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
