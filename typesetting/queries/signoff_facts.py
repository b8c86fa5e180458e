"""What the sign-off sheet (三审三校单) says: who signed which proof, what was accepted, which files were released, and the
table of the three reviews."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from accounts.models import User
from typesetting.models import Proof, Verdict
from typesetting.proofs.rounds import ProofState, Stage
from typesetting.queries.sheet_facts import digest_shown, issue_sheet, paragraphs, time_shown

KIND = "三审三校单"
PART = 16  # characters of a SHA-256 in one group: four groups, two lines


def signoff_sheet(proof: Proof, *, by: User, at: datetime) -> dict:
    """The facts of the sheet as `sheets.drawing.draw_sheets` takes them: the proofs up to this one, then all reviews."""
    facts = issue_sheet(proof.issue, by=by, at=at, only_table=True)
    return facts | {"title": f"{KIND} {proof.issue}", "kind": KIND, "proofs": _proofs(proof)}


def _proofs(proof: Proof) -> dict:
    counts = {
        "marked": Count("marks", filter=~Q(marks__verdict=Verdict.WITHDRAWN)),
        "changed": Count("marks", filter=Q(marks__verdict=Verdict.CHANGED)),
        "kept": Count("marks", filter=Q(marks__verdict=Verdict.KEPT)),
    }
    rows = Proof.objects.filter(issue=proof.issue, pk__lte=proof.pk).select_related("signed_by", "run", "made_by")
    made = list(rows.defer("run__page_map", "run__preflight").annotate(**counts).order_by("id"))
    standing = {each.stage: each for each in made if each.state != ProofState.REPLACED or each == proof}
    released = proof.is_released
    return {
        "verdict": "同意付印" if released else "尚未付印",
        "facts": [
            ["刊　期", proof.issue.label + (f"（总第{proof.issue.serial}期）" if proof.issue.serial else "")],
            ["页　数", f"{proof.run.pages} 页"],
            ["付印签字", f"{proof.signed_by}　{time_shown(proof.signed_at)}" if released else "—"],
            ["所据排版", f"第 {proof.run_id} 次　{time_shown(proof.run.started_at or proof.made_at)}"],
        ],
        "files": [["印刷 PDF", _groups(proof.print_sha256)], ["阅读 PDF", _groups(proof.screen_sha256)]],
        "stages": [_stage(stage, standing.get(stage)) for stage in Stage],
        "parts": [part for part in (_accepted(proof), _made(made)) if part["rows"]],
    }


def _groups(sha256: str) -> list[str]:
    """A digest whole, in two lines of two groups."""
    groups = [sha256[start : start + PART] for start in range(0, len(sha256), PART)]
    return [" ".join(groups[:2]), " ".join(groups[2:])]


def _stage(stage: Stage, proof: Proof | None) -> dict:
    if proof is None or proof.signed_by is None:
        return {"name": stage.label, "who": "", "at": "", "marks": "", "opinion": [], "digest": ""}
    marks = f"标 {proof.marked} 处，改 {proof.changed} 处，不改 {proof.kept} 处" if proof.marked else "没有标记"
    return {
        "name": stage.label,
        "who": proof.signed_by.name,
        "at": time_shown(proof.signed_at),
        "marks": marks,
        "opinion": paragraphs(proof.opinion),
        "digest": digest_shown(proof.seal),
    }


def _accepted(proof: Proof) -> dict:
    rows = [
        [paragraphs(row.message), paragraphs(row.reason), row.by.name, time_shown(row.at)]
        for row in proof.acceptances.select_related("by")
    ]
    columns = [["印前检查的提示", 0], ["接受的理由", 16], ["谁", 5], ["时间", 12.5]]
    return {"name": "接受的提示", "columns": columns, "rows": rows}


def _made(made: list[Proof]) -> dict:
    rows = [
        [
            each.label,
            time_shown(each.made_at),
            each.made_by.name,
            f"第 {each.run_id} 次",
            each.get_state_display(),
            digest_shown(each.seal),
        ]
        for each in made
    ]
    columns = [["校样", 0], ["出样时间", 12.5], ["谁出的", 5], ["排版", 5], ["现状", 5], ["指纹", 11]]
    return {"name": "历次校样", "columns": columns, "rows": rows}
