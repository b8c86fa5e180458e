"""Django's `flush`, where the audit record refuses to be deleted row by row, as SQLite does it."""

from __future__ import annotations

from contextlib import nullcontext

from django.core.management.commands import flush
from django.db import transaction

from accounts.guard import guard_the_record, lift_the_guard


class Command(flush.Command):
    def handle(self, **options) -> None:
        """As Django's. The guard is lifted for as long as it takes, whatever becomes of it.

        In one transaction, so that a process that dies leaves the guard standing; but for one that first waits for a person.
        """
        using = options["database"]
        with nullcontext() if options["interactive"] else transaction.atomic(using=using):
            lift_the_guard(using)
            try:
                super().handle(**options)
            finally:
                guard_the_record(using)
