"""How much two texts have in common, whatever was moved, joined or put around it.

A text's fingerprint is a sample of its stretches of eight characters, chosen by their digests, so that two texts that share
a passage share what is sampled of it. Fingerprints lie in an indexed table and find the few candidates among thousands; the
share that people read is then counted exactly, on the texts themselves.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db import connection, models

STRETCH = 8  # characters; shorter ones are the common phrases of any report
ONE_IN = 8
MOST_SAMPLED = 600
LEAST_IN_COMMON = 3
LIKELY_SHARE = 0.25  # of the sample, from which texts are looked at
WORTH_TELLING = 0.2  # of the text's characters
MOST_CANDIDATES = 6


def letters_of(text: str) -> str:
    """What counts: letters and figures of one width; spaces and punctuation differ between programs."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def fingerprint(text: str) -> list[int]:
    """The sampled stretches of a text as numbers of 63 bits, in order; at most 600, none of a text under 8 letters."""
    letters = letters_of(text)
    digests = (_digest(letters[at : at + STRETCH]) for at in range(len(letters) - STRETCH + 1))
    return sorted({digest for digest in digests if digest % ONE_IN == 0})[:MOST_SAMPLED]


def _digest(stretch: str) -> int:
    return int.from_bytes(blake2b(stretch.encode(), digest_size=8).digest(), "big") >> 1


def share_in_common(text: str, other: str) -> float:
    """Which part of `text` (0…1 of its letters) stands in `other`, too, in stretches of eight letters or more."""
    letters, others = letters_of(text), letters_of(other)
    if len(letters) < STRETCH:
        return 0.0
    known = {others[at : at + STRETCH] for at in range(len(others) - STRETCH + 1)}
    found = end = 0
    for at in range(len(letters) - STRETCH + 1):
        if letters[at : at + STRETCH] in known:
            found += at + STRETCH - max(at, end)
            end = at + STRETCH
    return found / len(letters)


@dataclass(frozen=True)
class Table:
    """Where the fingerprints of one kind of text lie: the model, and its relation to the text."""

    model: type[models.Model]
    owner: str

    @property
    def name(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def column(self) -> str:
        return connection.ops.quote_name(self.model._meta.get_field(self.owner).column)


def candidates(mine: Table, keys: Iterable[int], *others: Table) -> list[dict[int, dict[int, int]]]:
    """For each of `others`, by key of `mine`: its keys with as many sampled stretches in common as near-duplicates have.

    One query for all of them.
    """
    keys = list(keys)
    found: list[dict[int, dict[int, int]]] = [defaultdict(dict) for _ in others]
    if keys:
        sql = " UNION ALL ".join(_in_common(mine, len(keys), table, number) for number, table in enumerate(others))
        with connection.cursor() as cursor:
            cursor.execute(sql, keys * len(others))
            for number, key, other, common, sampled in cursor.fetchall():
                if common >= LIKELY_SHARE * sampled:
                    found[number][key][other] = common
    return [dict(one) for one in found]


def _in_common(mine: Table, count: int, others: Table, number: int) -> str:
    """The query for one table of others, its rows marked with `number`, for so many keys."""
    places = ", ".join(["%s"] * count)
    itself = f"AND a.{mine.column} <> b.{others.column}" if mine == others else ""
    # Names of tables and columns are the models' own; the keys are parameters.
    return f"""
        SELECT {number}, a.{mine.column}, b.{others.column}, COUNT(*),
               (SELECT COUNT(*) FROM {mine.name} c WHERE c.{mine.column} = a.{mine.column})
        FROM {mine.name} a JOIN {others.name} b ON a.value = b.value {itself}
        WHERE a.{mine.column} IN ({places})
        GROUP BY a.{mine.column}, b.{others.column} HAVING COUNT(*) >= {LEAST_IN_COMMON}
    """


def nearest(found: dict[int, int]) -> list[int]:
    """The likeliest of one text's candidates, the likeliest first."""
    return sorted(found, key=lambda key: (-found[key], -key))[:MOST_CANDIDATES]
