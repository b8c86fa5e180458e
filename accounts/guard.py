"""The audit record guards itself: the database refuses to alter or delete its rows, whoever asks.

Made anew after every migration, because SQLite drops a table's triggers when it remakes the table. See docs/decisions/0009.
"""

from __future__ import annotations

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import connections

REFUSAL = "操作记录只能新增，不能修改或删除。"

SQLITE = [
    """
    CREATE TRIGGER IF NOT EXISTS audit_is_never_altered BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_is_never_deleted BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{refusal}'); END
    """,
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION audit_is_never_altered() RETURNS trigger LANGUAGE plpgsql AS
    $body$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $body$
    """,
    """
    CREATE OR REPLACE TRIGGER audit_is_never_altered BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_is_never_altered()
    """,
]
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


LIFTED = ["DROP TRIGGER IF EXISTS audit_is_never_deleted"]  # SQLite empties a table row by row; PostgreSQL truncates


def guard_the_record(using: str, apps: Apps = installed, **kwargs) -> None:
    """After migrating: the triggers, where the table is there."""
    _carry_out(using, STATEMENTS[connections[using].vendor])


def lift_the_guard(using: str) -> None:
    """For `flush`, which empties the whole database: its end, being a migration's, puts the triggers back."""
    if connections[using].vendor == "sqlite":
        _carry_out(using, LIFTED)


def _carry_out(using: str, statements: list[str]) -> None:
    connection = connections[using]
    table = installed.get_model("accounts", "AuditEntry")._meta.db_table
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            for statement in statements:
                cursor.execute(statement.format(table=connection.ops.quote_name(table), refusal=REFUSAL))
