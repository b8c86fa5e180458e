"""manage.py workflow_diagram: docs/workflow.md printed from the table of moves."""

from __future__ import annotations

from accounts.tables_of_moves import TableCommand, names
from issues.workflow import REVIEWERS, TABLE, TURN, Rule, State, role_names


class Command(TableCommand):
    help = "按流转表印出 docs/workflow.md；--check 只核对是否一致。"
    page, table, source = "workflow.md", "流转表", "issues/workflow.py"

    def document(self) -> str:
        """Diagram, table of moves, whose turn it is."""
        return self.printed(
            "一篇文章的一生",
            State,
            ((one, other, rule.move.label) for rule in TABLE for one in rule.sources for other in rule.targets),
            ((names(rule.sources), rule.move.label, names(rule.targets), _who(rule), rule.note) for rule in TABLE),
            [
                "三审的任何两级不能由同一人承担，撰稿人不能审自己的稿件；数据库的约束与程序的检查各守一遍。",
                "",
                "## 轮到谁",
                "",
                "| 状态 | 等谁 |",
                "|---|---|",
                *(f"| {state.label} | {role_names(TURN[state]) or '—'} |" for state in State),
            ],
        )


def _who(rule: Rule) -> str:
    roles = role_names(rule.roles) if rule.roles is not None else "该级审稿人"
    if rule.own:
        roles += "（限责任编辑本人或主编）"
    if rule.review:
        roles += "（不是撰稿人，未审过另一级）"
    if rule.roles is None:
        levels = "；".join(f"{state.label}：{role_names(who)}" for state, who in REVIEWERS.items())
        roles = f"{roles}（{levels}）"
    return roles
