"""A table of moves printed as a page of docs/, and held against it: the life of an article, of a report, of a proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from django.conf import settings

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed

Move = tuple[Enum | None, Enum, str]  # from, to, what is done; from None: a beginning


class TableCommand(SentenceCommand):
    """manage.py NAME: write docs/`page` from a table; with --check, fail where the two differ."""

    page: str
    table: str  # its name in the sentences
    source: str  # the file that holds it

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="不改文件；不一致就以状态 1 结束")

    def handle(self, *args, **options) -> None:
        text, target = self.document(), settings.BASE_DIR / "docs" / self.page
        if not options["check"]:
            target.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写入 docs/{self.page}。")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            raise NotAllowed(f"docs/{self.page} 与{self.table}不一致。请运行 manage.py {self.name} 重新印出。")

    @property
    def name(self) -> str:
        """What follows `manage.py`."""
        return type(self).__module__.rpartition(".")[2]

    def document(self) -> str:
        """The whole page."""
        raise NotImplementedError

    def printed(
        self, title: str, states: type[Enum], moves: Iterable[Move], rows: Iterable[Sequence[str]], after: Sequence[str]
    ) -> str:
        """A page of a heading, the diagram of the moves, a table of rows (from, move, to, who, note) and what comes after."""
        return "\n".join(
            [
                f"# {title}",
                "",
                f"本页由 `manage.py {self.name}` 从 `{self.source}` 印出，请勿手改。",
                "",
                "```mermaid",
                "stateDiagram-v2",
                *(f'    state "{state.label}" as {state.value}' for state in states),
                *(f"    {one.value if one else '[*]'} --> {other.value}: {done}" for one, other, done in moves),
                "```",
                "",
                "| 从 | 做什么 | 到 | 谁 | 说明 |",
                "|---|---|---|---|---|",
                *(f"| {' | '.join(row)} |" for row in rows),
                "",
                *after,
                "",
            ]
        )


def names(states: Iterable[Enum | None]) -> str:
    """The states' names in a row, each once."""
    return "、".join(dict.fromkeys(state.label if state else "—" for state in states))
