"""The press's own rows: its runs, its proofs, how a periodical is printed."""

from typesetting.models.runs import RunQuerySet, RunState, TypesetRun

__all__ = ["RunQuerySet", "RunState", "TypesetRun"]
