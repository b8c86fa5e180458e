"""The preflight of the screen edition."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from typesetting.composition.plan import Plan
from typesetting.making.drawing import Need
from typesetting.preflight.findings import Findings
from typesetting.preflight.tags import check_screen


def preflight_screen(pdf: Path, plan: Plan, manifest: dict, photos: dict[Need, Path] | None = None) -> Findings:
    """Check the screen PDF, its `photos` against the files that were put in where these are known."""
    findings = Findings()
    with pikepdf.open(pdf) as document:
        check_screen(document, plan, manifest, findings, photos)
    return findings
