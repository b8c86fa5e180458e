"""The two editions of one drawing: each is finished and checked by itself and in parts, so that two hands can work side by
side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from typesetting.composition.plan import Plan
from typesetting.making.drawing import Drawing, Need
from typesetting.making.finish import finish_print, finish_screen
from typesetting.making.renditions import Rendition, inks_of, measured_of
from typesetting.preflight.contents import check_contents
from typesetting.preflight.expected import Facts, facts_of
from typesetting.preflight.findings import Findings
from typesetting.preflight.inking import Placed
from typesetting.preflight.printed import check_file
from typesetting.preflight.shown import preflight_screen
from typesetting.printing.how import Printing


@dataclass
class PrintEdition:
    """All that the print edition is made of, but the drawing. Light enough to be handed to another process."""

    target: Path
    plan: Plan  # its pages without what stands on them
    manifest: dict
    photos: list[Path]
    printing: Printing
    placed: list[Placed]
    inks: dict[str, float]
    missing: list[tuple[int, str]]
    facts: list[Facts]

    @classmethod
    def of(
        cls,
        target: Path,
        plan: Plan,
        manifest: dict,
        drawing: Drawing,
        photos: dict[Need, Rendition],
        printing: Printing,
    ) -> PrintEdition:
        return cls(
            target=target,
            plan=replace(plan, pages=[replace(page, items=[]) for page in plan.pages]),
            manifest=manifest,
            photos=[photos[need].print_file for need in drawing.photos],
            printing=printing,
            placed=[
                Placed(page, need, photos[need].lost, measured_of(photos[need])[0])
                for need in drawing.photos
                for page in drawing.pages[need]
            ],
            inks=inks_of(photos.values()),
            missing=drawing.missing,
            facts=facts_of(plan),
        )

    def write(self, sheets: bytes) -> None:
        """Raises OSError when it cannot be written."""
        finish_print(sheets, self.plan, self.photos, self.target, self.printing.profile)

    def check_file(self) -> Findings:
        """How it is made: boxes, fonts, colours, photos."""
        return check_file(
            self.target,
            self.plan,
            self.manifest,
            self.printing,
            placed=self.placed,
            inks=self.inks,
            missing=self.missing,
            facts=self.facts,
        )

    def check_words(self) -> Findings:
        """What its pages say."""
        findings = Findings()
        check_contents(self.target, self.plan, self.manifest, findings, self.facts)
        return findings


def screen_edition(
    sheets: bytes, plan: Plan, printing: PrintEdition, drawing: Drawing, photos: dict[Need, Rendition], target: Path
) -> Findings:
    """Write and check the screen edition beside the print one. Raises OSError when it cannot be written."""
    files = {need: photos[need].screen_file for need in drawing.photos}
    finish_screen(sheets, plan, list(files.values()), target)
    return preflight_screen(target, plan, printing.manifest, photos=files, facts=printing.facts)
