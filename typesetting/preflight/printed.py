"""The preflight of the print edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from typesetting.composition.plan import Plan
from typesetting.drawing import Need
from typesetting.preflight.contents import check_contents, report_missing
from typesetting.preflight.files import check_print
from typesetting.preflight.findings import Findings


def preflight_print(
    pdf: Path,
    plan: Plan,
    manifest: dict,
    *,
    ppi: dict[Need, float],
    pages: dict[Need, int],
    missing: Sequence[tuple[int, str]] = (),
) -> Findings:
    """Check the print PDF and what its pages say. `ppi` and `pages` give each placed photo's resolution in print and its
    page, `missing` the characters no font has with their pages.
    """
    findings = Findings()
    report_missing(missing, findings)
    with pikepdf.open(pdf) as document:
        check_print(document, plan, findings)
    check_contents(pdf, plan, manifest, findings, ppi=ppi, pages=pages)
    return findings
