"""manage.py proofs_diagram: docs/proofs.md printed from the table of a proof's moves."""

from __future__ import annotations

from django.conf import settings

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed
from issues.workflow import role_names
from typesetting.rounds import SIGNERS, TABLE, THREE, ProofState, Rule, Stage

TARGET = settings.BASE_DIR / "docs" / "proofs.md"


class Command(SentenceCommand):
    help = "按校样流转表印出 docs/proofs.md；--check 只核对是否一致。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="不改文件；不一致就以状态 1 结束")

    def handle(self, *args, **options) -> None:
        text = document()
        if not options["check"]:
            TARGET.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写入 {TARGET.relative_to(settings.BASE_DIR)}。")
        elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            raise NotAllowed("docs/proofs.md 与校样流转表不一致。请运行 manage.py proofs_diagram 重新印出。")


def document() -> str:
    """The whole page: diagram, table of moves, who signs which stage."""
    return "\n".join(
        [
            "# 一份校样的一生",
            "",
            "本页由 `manage.py proofs_diagram` 从 `typesetting/rounds.py` 印出，请勿手改。",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f'    state "{state.label}" as {state.value}' for state in ProofState),
            *_arrows(),
            "```",
            "",
            "| 从 | 做什么 | 到 | 谁 | 说明 |",
            "|---|---|---|---|---|",
            *(_row(rule) for rule in TABLE),
            "",
            f"校次依次是{'、'.join(stage.label for stage in Stage)}。一期的每一校只有一份校样在用，重出的只供查看。",
            "",
            "## 谁来签",
            "",
            "| 校次 | 谁 |",
            "|---|---|",
            *(f"| {stage.label} | {role_names(SIGNERS[stage])} |" for stage in Stage),
            "",
            f"{'、'.join(stage.label for stage in THREE)}由三个人分别签字；通读和付印可以由其中一人担任，三个人的编辑部也能走完。"
            "数据库的约束与程序的检查各守一遍。",
            "",
        ]
    )


def _arrows() -> list[str]:
    return [
        f"    {source.value if source else '[*]'} --> {target.value}: {rule.move.label}"
        for rule in TABLE
        for source in rule.sources
        for target in [_target(rule, source)]
        if target != source
    ]


def _target(rule: Rule, source: ProofState | None) -> ProofState:
    """Where a move leads: those that do not change a proof's state lead back to it."""
    stays = source is not None and rule.target == ProofState.OPEN
    return source if stays else rule.target


def _row(rule: Rule) -> str:
    sources = "、".join(source.label if source else "—" for source in rule.sources)
    targets = "、".join(dict.fromkeys(_target(rule, source).label for source in rule.sources))
    roles = role_names(rule.roles) if rule.roles is not None else "该校的签字人（派了人的限本人）"
    return f"| {sources} | {rule.move.label} | {targets} | {roles} | {rule.note} |"
