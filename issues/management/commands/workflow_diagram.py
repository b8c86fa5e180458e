"""manage.py workflow_diagram: docs/workflow.md printed from the table of moves."""

from __future__ import annotations

from django.conf import settings

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed
from issues.workflow import REVIEWERS, TABLE, TURN, Rule, State, role_names

TARGET = settings.BASE_DIR / "docs" / "workflow.md"


class Command(SentenceCommand):
    help = "按流转表印出 docs/workflow.md；--check 只核对是否一致。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="不改文件；不一致就以状态 1 结束")

    def handle(self, *args, **options) -> None:
        text = document()
        if not options["check"]:
            TARGET.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写入 {TARGET.relative_to(settings.BASE_DIR)}。")
        elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            raise NotAllowed("docs/workflow.md 与流转表不一致。请运行 manage.py workflow_diagram 重新印出。")


def document() -> str:
    """The whole page: diagram, table of moves, whose turn it is."""
    return "\n".join(
        [
            "# 一篇文章的一生",
            "",
            "本页由 `manage.py workflow_diagram` 从 `issues/workflow.py` 印出，请勿手改。",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f'    state "{state.label}" as {state.value}' for state in State),
            *_arrows(),
            "```",
            "",
            "| 从 | 做什么 | 到 | 谁 | 说明 |",
            "|---|---|---|---|---|",
            *(_row(rule) for rule in TABLE),
            "",
            "三审的任何两级不能由同一人承担，撰稿人不能审自己的稿件；数据库的约束与程序的检查各守一遍。",
            "",
            "## 轮到谁",
            "",
            "| 状态 | 等谁 |",
            "|---|---|",
            *(f"| {state.label} | {role_names(TURN[state]) or '—'} |" for state in State),
            "",
        ]
    )


def _arrows() -> list[str]:
    found = []
    for rule in TABLE:
        for source in rule.sources:
            for target in rule.targets:
                found.append(f"    {source.value if source else '[*]'} --> {target.value}: {rule.move.label}")
    return found


def _row(rule: Rule) -> str:
    sources = "、".join(source.label if source else "—" for source in rule.sources)
    targets = "、".join(target.label for target in rule.targets)
    roles = role_names(rule.roles) if rule.roles is not None else "该级审稿人"
    if rule.own:
        roles += "（限责任编辑本人或主编）"
    if rule.review:
        roles += "（不是撰稿人，未审过另一级）"
    if rule.roles is None:
        levels = "；".join(f"{state.label}：{role_names(who)}" for state, who in REVIEWERS.items())
        roles = f"{roles}（{levels}）"
    return f"| {sources} | {rule.move.label} | {targets} | {roles} | {rule.note} |"
