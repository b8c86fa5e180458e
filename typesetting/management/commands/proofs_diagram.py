"""manage.py proofs_diagram: docs/proofs.md printed from the table of a proof's moves."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.tables_of_moves import Move, TableCommand, names
from issues.workflow import role_names
from typesetting.proofs.rounds import SIGNERS, TABLE, THREE, ProofState, Rule, Stage


class Command(TableCommand):
    help = "按校样流转表印出 docs/proofs.md；--check 只核对是否一致。"
    page, table, source = "proofs.md", "校样流转表", "typesetting/proofs/rounds.py"

    def document(self) -> str:
        """Diagram, table of moves, who signs which stage."""
        return self.printed(
            "一份校样的一生",
            ProofState,
            _moves(),
            map(_row, TABLE),
            [
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
            ],
        )


def _moves() -> Iterator[Move]:
    """Those that change a proof's state."""
    for rule in TABLE:
        for source in rule.sources:
            if (target := _target(rule, source)) != source:
                yield source, target, rule.move.label


def _target(rule: Rule, source: ProofState | None) -> ProofState:
    """Where a move leads: those that do not change a proof's state lead back to it."""
    stays = source is not None and rule.target == ProofState.OPEN
    return source if stays else rule.target


def _row(rule: Rule) -> tuple[str, ...]:
    targets = names(_target(rule, source) for source in rule.sources)
    roles = role_names(rule.roles) if rule.roles is not None else "该校的签字人（派了人的限本人）"
    return names(rule.sources), rule.move.label, targets, roles, rule.note
