"""What stands where in an issue, as plain values: columns in order, each with its articles in order.

Knows no database. `issues.actions.arranging` changes it by these functions, `plan_rows` reads it from rows and writes it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Slot:
    """A column of the plan by its key, with the keys of its articles."""

    column: int
    articles: list[int] = field(default_factory=list)


class Arrangement:
    """The slots of an issue. Every method leaves each article in it where it was, but for the one it is about."""

    def __init__(self, slots: list[Slot]) -> None:
        self.slots = slots

    @classmethod
    def from_json(cls, value: list) -> Arrangement:
        return cls([Slot(column, list(articles)) for column, articles in value])

    def as_json(self) -> list:
        return [[slot.column, list(slot.articles)] for slot in self.slots]

    def copy(self) -> Arrangement:
        return Arrangement.from_json(self.as_json())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Arrangement) and self.slots == other.slots

    __hash__ = None

    def articles(self) -> Iterator[int]:
        for slot in self.slots:
            yield from slot.articles

    def slot(self, column: int) -> Slot | None:
        return next((slot for slot in self.slots if slot.column == column), None)

    def slot_of(self, article: int) -> Slot | None:
        return next((slot for slot in self.slots if article in slot.articles), None)

    def take_out(self, article: int) -> None:
        self.slot_of(article).articles.remove(article)

    def put(self, article: int, column: int, position: int | None = None) -> None:
        """Put an article at `position` of a column, counted from 0 without the article itself; None is the end."""
        if self.slot_of(article):
            self.take_out(article)
        articles = self.slot(column).articles
        articles.insert(len(articles) if position is None else max(0, position), article)

    def shift(self, article: int, step: int) -> None:
        """One place up (-1) or down (1); from the edge of a column into its neighbour. Stays at the ends of the issue."""
        slot = self.slot_of(article)
        position = slot.articles.index(article) + step
        if 0 <= position < len(slot.articles):
            self.put(article, slot.column, position)
            return
        neighbour = self.slots.index(slot) + step
        if 0 <= neighbour < len(self.slots):
            self.put(article, self.slots[neighbour].column, 0 if step > 0 else None)

    def put_column(self, column: int, position: int) -> None:
        """Put a column, with all in it, at `position`, counted from 0 without the column itself."""
        slot = self.slot(column)
        self.slots.remove(slot)
        self.slots.insert(max(0, position), slot)

    def shift_column(self, column: int, step: int) -> None:
        self.put_column(column, self.slots.index(self.slot(column)) + step)
