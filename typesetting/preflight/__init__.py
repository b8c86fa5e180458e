"""The preflight: what is wrong with the finished PDFs, told before the printer finds it.

An error blocks 付印, a warning is accepted by name. `files` reads the PDFs themselves, `contents` compares them with plan and
manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from typesetting.composition.plan import Plan
from typesetting.drawing import Need
from typesetting.preflight.contents import check_contents, report_missing
from typesetting.preflight.files import check_print, check_screen
from typesetting.preflight.findings import Findings

__all__ = ["preflight"]


def preflight(
    print_pdf: Path,
    screen_pdf: Path,
    plan: Plan,
    manifest: dict,
    *,
    ppi: dict[Need, float],
    pages: dict[Need, int],
    missing: Sequence[tuple[int, str]] = (),
) -> dict[str, list[dict]]:
    """Check both PDFs. `ppi` and `pages` give each placed photo's resolution in print and its page, `missing` the
    characters no font has with their pages.

    Returns {"errors": […], "warnings": […]} of {"code", "message", "page"}; page is None where no single page is meant.
    """
    findings = Findings()
    report_missing(missing, findings)
    with pikepdf.open(print_pdf) as document:
        check_print(document, plan, findings)
    with pikepdf.open(screen_pdf) as document:
        check_screen(document, plan, findings)
    check_contents(print_pdf, plan, manifest, findings, ppi=ppi, pages=pages)
    return findings.as_json()
