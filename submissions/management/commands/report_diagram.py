"""manage.py report_diagram: docs/reports.md printed from the table of moves of a report."""

from __future__ import annotations

from django.conf import settings

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed
from submissions.moves import TABLE, ReportRule, ReportState

TARGET = settings.BASE_DIR / "docs" / "reports.md"


class Command(SentenceCommand):
    help = "按来稿流转表印出 docs/reports.md；--check 只核对是否一致。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="不改文件；不一致就以状态 1 结束")

    def handle(self, *args, **options) -> None:
        text = document()
        if not options["check"]:
            TARGET.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写入 {TARGET.relative_to(settings.BASE_DIR)}。")
        elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            raise NotAllowed("docs/reports.md 与来稿流转表不一致。请运行 manage.py report_diagram 重新印出。")


def document() -> str:
    """The whole page: diagram, table of moves, what follows from an article."""
    return "\n".join(
        [
            "# 一篇来稿的一生",
            "",
            "本页由 `manage.py report_diagram` 从 `submissions/moves.py` 印出，请勿手改。",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f'    state "{state.label}" as {state.value}' for state in ReportState),
            *_arrows(),
            "```",
            "",
            "| 从 | 做什么 | 到 | 谁 | 说明 |",
            "|---|---|---|---|---|",
            *(_row(rule) for rule in TABLE),
            "",
            "采用以后，来稿随它的文章走：出刊时写上期和页，撤稿时回到“编辑处理中”，文章恢复时再算采用。",
            "",
        ]
    )


def _arrows() -> list[str]:
    return [
        f"    {source.value if source else '[*]'} --> {target.value}: {rule.move.label}"
        for rule in TABLE
        for source in rule.sources
        for target in rule.targets
    ]


def _row(rule: ReportRule) -> str:
    sources = "、".join(source.label if source else "—" for source in rule.sources)
    targets = "、".join(target.label for target in rule.targets)
    return f"| {sources} | {rule.move.label} | {targets} | {rule.side.value} | {rule.note} |"
