"""The press's own rows: its runs, its proofs, how a periodical is printed."""

from typesetting.models.previews import Preview
from typesetting.models.printing import FileKind, PrintFile, Printing, printing_for
from typesetting.models.proofs import Acceptance, Mark, MarkKind, Outcome, Proof, ProofPage, Verdict
from typesetting.models.runs import RunQuerySet, RunState, TypesetRun

__all__ = [
    "Acceptance",
    "FileKind",
    "Mark",
    "MarkKind",
    "Outcome",
    "Preview",
    "PrintFile",
    "Printing",
    "Proof",
    "ProofPage",
    "RunQuerySet",
    "RunState",
    "TypesetRun",
    "Verdict",
    "printing_for",
]
