"""The list a preflight fills."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

ERROR, WARNING = "error", "warning"
ID_LENGTH = 16
Box = Sequence[float]


@dataclass
class Findings:
    """Errors and warnings in the order found, each sentence once."""

    errors: list[dict] = field(default_factory=list)
    warnings: list[dict] = field(default_factory=list)

    def error(self, code: str, message: str, page: int | None = None, *, box: Box | None = None, subject="") -> None:
        """Note what must be mended before 付印. `code` is stable, `message` a sentence for the desk.

        `box` is the place on the page (see `on_page`). `subject` tells two findings of one code on one page apart, where
        the message has figures in it that may change while the finding stays the same.
        """
        self._add(ERROR, code, message, page, box, subject)

    def warn(self, code: str, message: str, page: int | None = None, *, box: Box | None = None, subject="") -> None:
        """Note what somebody must look at and accept."""
        self._add(WARNING, code, message, page, box, subject)

    def _add(self, level: str, code: str, message: str, page: int | None, box: Box | None, subject: str) -> None:
        self._take(
            {
                "id": finding_id(code, page, subject or message),
                "code": code,
                "level": level,
                "message": message,
                "page": page,
                "box": None if box is None else list(box),
            }
        )

    def _take(self, entry: dict) -> None:
        found = self.errors if entry["level"] == ERROR else self.warnings
        if all(entry["id"] != other["id"] for other in found):
            found.append(entry)

    def report(self, *others: Findings) -> dict[str, list[dict]]:
        """These findings and the others': {"errors": […], "warnings": […]} of {"id", "code", "level", "message", "page",
        "box"}; page is None where no single page is meant, box where no single place is.
        """
        whole = Findings()
        for found in (self, *others):
            for entry in (*found.errors, *found.warnings):
                whole._take(entry)
        return {"errors": whole.errors, "warnings": whole.warnings}


def finding_id(code: str, page: int | None, subject: str) -> str:
    """The name of a finding: the same in every run that finds the same thing in the same place."""
    return hashlib.sha256(f"{code}\n{page}\n{subject}".encode()).hexdigest()[:ID_LENGTH]


def on_page(left: float, top: float, right: float, bottom: float, width: float, height: float) -> list[float]:
    """A place as left, top, right and bottom in fractions of the trimmed page, from its top left; cut off where it runs over.

    Given in points from the same corner, with the page's size.
    """
    across = [round(min(1.0, max(0.0, value / width)), 4) for value in (left, right)]
    down = [round(min(1.0, max(0.0, value / height)), 4) for value in (top, bottom)]
    return [across[0], down[0], across[1], down[1]]
