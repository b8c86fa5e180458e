"""The preflight of the print edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from typesetting.composition.plan import Plan
from typesetting.making.colours import print_palette
from typesetting.preflight.contents import check_contents, owners, report_missing
from typesetting.preflight.expected import Facts, facts_of
from typesetting.preflight.files import check_print
from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import Photos, Placed
from typesetting.printing.how import Printing


def preflight_print(pdf: Path, plan: Plan, manifest: dict, printing: Printing, **known) -> Findings:
    """Check the print PDF and what its pages say. What is `known` of it goes to `check_file`."""
    findings = check_file(pdf, plan, manifest, printing, **known)
    check_contents(pdf, plan, manifest, findings, known.get("facts"))
    return findings


def check_file(
    pdf: Path,
    plan: Plan,
    manifest: dict,
    printing: Printing,
    *,
    placed: Sequence[Placed],
    inks: dict[str, float] | None = None,
    missing: Sequence[tuple[int, str]] = (),
    facts: Sequence[Facts] | None = None,
) -> Findings:
    """How it is made. `placed` tells which photo was drawn in which box, `inks` the heaviest ink of pictures by their data's
    SHA-256, `missing` the characters no font has with their pages, `facts` what each page must show where the plan is
    without its items.
    """
    findings = Findings()
    report_missing(missing, findings)
    with pikepdf.open(pdf) as document:
        check_print(
            document,
            plan,
            printing,
            Photos(placed, owners(manifest), printing, findings, inks or {}),
            findings,
            facts=facts_of(plan) if facts is None else facts,
            palette=print_palette(manifest["periodical"].get("look")).values(),
        )
    return findings
