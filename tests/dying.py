"""Processes that die at a named point of a transaction. For tests of what is left when a server is killed."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db import connection


class dies:  # noqa: N801 - used as a verb
    """While this lasts, `by()` is called before or after the first commit of a transaction that wrote to `table`."""

    def __init__(self, table: str, point: str, by: Callable[[], None]) -> None:
        self.table, self.point, self.by = table, point, by
        self.wrote = False
        self.watching = connection.execute_wrapper(self._watch)

    def __enter__(self) -> None:
        self.watching.__enter__()
        self.commit = connection._commit
        connection._commit = self._commit

    def __exit__(self, *fault: object) -> None:
        connection._commit = self.commit
        self.watching.__exit__(*fault)

    def _watch(self, execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        found = execute(sql, params, many, context)
        self.wrote = self.wrote or bool(re.match(rf'(INSERT INTO|UPDATE|DELETE FROM) "{self.table}"', sql))
        return found

    def _commit(self) -> object:
        if self.wrote and self.point == "before":
            self.by()
        found = self.commit()
        if self.wrote:
            self.by()
        return found
