"""manage.py report_diagram: docs/reports.md printed from the table of moves of a report."""

from __future__ import annotations

from accounts.tables_of_moves import TableCommand, names
from submissions.moves import TABLE, ReportState


class Command(TableCommand):
    help = "按来稿流转表印出 docs/reports.md；--check 只核对是否一致。"
    page, table, source = "reports.md", "来稿流转表", "submissions/moves.py"

    def document(self) -> str:
        """Diagram, table of moves, what follows from an article."""
        return self.printed(
            "一篇来稿的一生",
            ReportState,
            ((one, other, rule.move.label) for rule in TABLE for one in rule.sources for other in rule.targets),
            ((names(rule.sources), rule.move.label, names(rule.targets), rule.side.value, rule.note) for rule in TABLE),
            ["采用以后，来稿随它的文章走：出刊时写上期和页，撤稿时回到“编辑处理中”，文章恢复时再算采用。"],
        )
