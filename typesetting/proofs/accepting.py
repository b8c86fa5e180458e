"""The preflight of a proof as the desk reads it: errors, and warnings that somebody accepts by name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from typesetting.models import Acceptance, Proof
from typesetting.proofs.rounds import Stage


@dataclass(frozen=True)
class Finding:
    """One thing the preflight found. `box` is its place on the page in fractions, None where there is no single place."""

    id: str
    message: str
    page: int | None
    box: tuple[float, ...] | None
    accepted: Acceptance | None = None


def finding_of(entry: dict, accepted: dict[str, Acceptance]) -> Finding:
    """An entry of a run's preflight; those of older runs have no name of their own yet."""
    name = (
        entry.get("id")
        or hashlib.sha256(f"{entry['code']} {entry.get('page')} {entry['message']}".encode()).hexdigest()
    )
    box = entry.get("box")
    return Finding(name, entry["message"], entry.get("page"), tuple(box) if box else None, accepted.get(name))


@dataclass(frozen=True)
class Preflight:
    """What the preflight found on a proof's pages."""

    errors: list[Finding]
    warnings: list[Finding]

    @property
    def waiting(self) -> list[Finding]:
        """The warnings nobody accepted yet."""
        return [finding for finding in self.warnings if finding.accepted is None]

    def on_page(self, number: int) -> list[Finding]:
        return [finding for finding in (*self.errors, *self.warnings) if finding.page == number]


def preflight_of(proof: Proof) -> Preflight:
    """The proof's preflight with what was accepted of it. One query, and none before 付印, where nothing is accepted."""
    rows = proof.acceptances.select_related("by") if proof.stage == Stage.PRESS else ()
    accepted = {row.finding: row for row in rows}
    errors, warnings = (
        [finding_of(entry, accepted) for entry in proof.run.preflight.get(level, ())]
        for level in ("errors", "warnings")
    )
    return Preflight(errors, warnings)
