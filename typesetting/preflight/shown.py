"""The preflight of the screen edition."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from typesetting.composition.plan import Plan
from typesetting.preflight.findings import Findings
from typesetting.preflight.tags import check_screen


def preflight_screen(pdf: Path, plan: Plan, manifest: dict, **known) -> Findings:
    """Check the screen PDF. What is `known` of it goes to `check_screen`."""
    findings = Findings()
    with pikepdf.open(pdf) as document:
        check_screen(document, plan, manifest, findings, **known)
    return findings
