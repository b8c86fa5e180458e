"""The list a preflight fills."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Findings:
    """Errors and warnings in the order found, each sentence once."""

    errors: list[dict] = field(default_factory=list)
    warnings: list[dict] = field(default_factory=list)

    def error(self, code: str, message: str, page: int | None = None) -> None:
        """Note what must be mended before 付印. `code` is stable, `message` a sentence for the desk."""
        self._add(self.errors, code, message, page)

    def warn(self, code: str, message: str, page: int | None = None) -> None:
        """Note what somebody must look at and accept."""
        self._add(self.warnings, code, message, page)

    @staticmethod
    def _add(found: list[dict], code: str, message: str, page: int | None) -> None:
        entry = {"code": code, "message": message, "page": page}
        if entry not in found:
            found.append(entry)

    def report(self, *others: Findings) -> dict[str, list[dict]]:
        """These findings and the others': {"errors": […], "warnings": […]} of {"code", "message", "page"}; page is None
        where no single page is meant.
        """
        whole = Findings()
        for found in (self, *others):
            for entry in found.errors:
                whole.error(**entry)
            for entry in found.warnings:
                whole.warn(**entry)
        return {"errors": whole.errors, "warnings": whole.warnings}


def page_list(numbers: list[int]) -> str:
    """Page numbers in words: 第2、3、7页."""
    return f"第{'、'.join(map(str, numbers))}页"
