"""manage.py typeset_issue YEAR-NUMBER: an issue becomes a print PDF and a screen PDF, here and now."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed
from issues.models import Issue, Periodical
from typesetting.actions import running
from typesetting.models import RunState, TypesetRun

CODE = re.compile(r"(\d{4})-(\d{1,3})")


class Command(SentenceCommand):
    help = "排一期刊物：印刷用 PDF 和阅读用 PDF 各一份，并做印前检查。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("issue", metavar="YEAR-NUMBER", help="年份-期号，例如 2026-5")
        parser.add_argument("--periodical", metavar="SLUG", help="刊物代号；只有一种刊物时可以不写")
        parser.add_argument("--out", type=Path, metavar="DIR", help="把两份 PDF 也复制到这个文件夹")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args, **options) -> None:
        issue = _issue(options["issue"], options["periodical"])
        run = running.carry_out(run=running.ask(issue=issue, by=None))
        if run.state != RunState.DONE:
            raise NotAllowed(run.error or _under_way(run))
        paths = _copies(run, options["out"]) if options["out"] else (run.print_pdf.path, run.screen_pdf.path)
        if options["json"]:
            self.stdout.write(json.dumps(_report(run, *paths), ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{issue}：{run.pages} 页，用时 {run.seconds:.1f} 秒。")
        self.stdout.write(f"印刷 PDF：{paths[0]}\n阅读 PDF：{paths[1]}")
        for kind, name in (("errors", "错误"), ("warnings", "提醒")):
            for finding in run.preflight.get(kind, []):
                self.stdout.write(f"{name}：{finding['message']}")


def _under_way(run: TypesetRun) -> str:
    minutes = int(running.LOST_AFTER.total_seconds() // 60)
    return (
        f"{run.issue}正在别处排版（{run.stage or '刚开始'}），请等它排完。"
        f"如果那边已经中断，{minutes} 分钟没有动静之后再运行一次，就会接着重排。"
    )


def _issue(code: str, slug: str | None) -> Issue:
    match = CODE.fullmatch(code)
    if not match:
        raise NotAllowed(f"“{code}”不是期号。请写成“年份-期号”，例如 2026-5。")
    found = Issue.objects.select_related("periodical").filter(year=int(match[1]), number=int(match[2]))
    if slug:
        if not Periodical.objects.filter(slug=slug).exists():
            known = "、".join(Periodical.objects.values_list("slug", flat=True))
            raise NotAllowed(f"没有代号为“{slug}”的刊物。现有：{known}。")
        found = found.filter(periodical__slug=slug)
    issues = list(found[:2])
    if not issues:
        raise NotAllowed(f"没有{match[1]}年第{int(match[2])}期。请先建立或导入这一期。")
    if len(issues) > 1:
        raise NotAllowed("有几种刊物都有这一期，请用 --periodical 写明是哪一种。")
    return issues[0]


def _copies(run: TypesetRun, folder: Path) -> tuple[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{run.issue.periodical.slug}-{run.issue.code}"
    paths = []
    for field, kind in ((run.print_pdf, "print"), (run.screen_pdf, "screen")):
        target = folder / f"{stem}-{kind}.pdf"
        draft = target.with_suffix(".part")
        with field.open("rb") as source, draft.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        draft.replace(target)  # never half a PDF under the good one's name
        paths.append(str(target))
    return paths[0], paths[1]


def _report(run: TypesetRun, print_pdf: str, screen_pdf: str) -> dict:
    return {
        "pages": run.pages,
        "seconds": run.seconds,
        "print_pdf": print_pdf,
        "screen_pdf": screen_pdf,
        "manifest_sha256": run.manifest_sha256,
        "page_map": run.page_map,
        "preflight": run.preflight,
    }
