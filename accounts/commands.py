"""Commands that refuse in sentences."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from accounts.refusals import NotAllowed


class SentenceCommand(BaseCommand):
    """A command whose refusals are printed as the sentence they are, with exit status 1.

    `refusals` names the exceptions whose message is such a sentence.
    """

    refusals: tuple[type[Exception], ...] = (NotAllowed,)

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except self.refusals as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(1) from refusal
