"""An issue with runs of the press that were made without it: for what is done with proofs, not how pages are set."""

from __future__ import annotations

import hashlib
import json

import pypdfium2
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from issues.actions import changing
from issues.models import Article, Issue
from tests.factories import Office, make_issue
from typesetting import tasks
from typesetting.actions import marking, signing
from typesetting.freeze import freeze
from typesetting.models import Mark, Proof, RunState, TypesetRun, Verdict
from typesetting.proofs.rounds import Stage
from typesetting.wording import present_wording

WARNING = {
    "id": "w1",
    "code": "photo-ppi",
    "level": "warning",
    "message": "第2页的照片只有 201 ppi。",
    "page": 2,
    "box": None,
}


def blank_pdf(pages: int) -> bytes:
    """A PDF of empty pages, of the journal's size."""
    import io

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 808)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def make_run(issue: Issue, *, pages: int = 4, errors: list | None = None, warnings: list | None = None) -> TypesetRun:
    """A done run of the issue as it stands, its pages empty; articles stand on page 2 and after."""
    data = blank_pdf(pages)
    manifest = json.dumps(freeze(issue), ensure_ascii=False).encode()
    keys = issue.placements.values_list("article_id", flat=True)
    run = TypesetRun(
        issue=issue,
        state=RunState.DONE,
        wording=present_wording(issue),
        pages=pages,
        page_map={str(key): [min(2 + number, pages), min(2 + number, pages)] for number, key in enumerate(keys)},
        preflight={"errors": errors or [], "warnings": warnings or []},
        started_at=timezone.now(),
        finished_at=timezone.now(),
        manifest_sha256=hashlib.sha256(manifest).hexdigest(),
    )
    run.manifest.save("run.json", ContentFile(manifest), save=False)
    run.print_pdf.save("print.pdf", ContentFile(data), save=False)
    run.screen_pdf.save("screen.pdf", ContentFile(data), save=False)
    run.save()
    return run


class ProofDesk:
    """An office with an issue that needs a signed proof, and what its people do one after another."""

    def __init__(self, articles: int = 2, **run) -> None:
        self.office = Office()
        self.issue = make_issue(self.office, articles=articles)
        self.issue.periodical.needs_signed_proof = True
        self.issue.periodical.save()
        self.run = make_run(self.issue, **run)

    def set_again(self, **run) -> TypesetRun:
        self.run = make_run(self.issue, **run)
        return self.run

    def make(self, stage: Stage, reader: User | None = None) -> Proof:
        return tasks.make_proof(issue=self.issue, stage=stage, by=self.office.editor, reader=reader)

    def mark(self, proof: Proof, by: User | None = None, **said) -> Mark:
        said = {"page": 2, "place": (0.1, 0.1, 0.2, 0.12), "wrong": "工地", "right": "公地"} | said
        return marking.mark(proof=proof, by=by or self.office.editor, **said)

    def settle(self, mark: Mark, verdict: Verdict = Verdict.CHANGED, reason: str = "") -> Mark:
        return marking.settle(mark=mark, by=self.office.editor, verdict=verdict, reason=reason)

    def correct(self, article: Article | None = None) -> None:
        """A slip put right in an article of the issue."""
        article = article or self.issue.placements.first().article
        article.refresh_from_db()
        body = article.body.replace("大家", "大伙")
        body = body if body != article.body else article.body.replace("大伙", "大家")
        changing.correct_slip(article=article, by=self.office.editor, note="改字", body=body)

    def signed(self, stage: Stage, by: User) -> Proof:
        """A proof of the stage, made and signed."""
        return signing.sign(proof=self.make(stage), by=by, opinion="可以。")

    def up_to(self, stage: Stage) -> None:
        """All proofs before `stage`, signed by three people."""
        people = {
            Stage.FIRST: self.office.editor,
            Stage.SECOND: self.office.deputy,
            Stage.THIRD: self.office.chief,
            Stage.READ: self.office.editor,
        }
        for each in Stage:
            if each < stage:
                self.signed(each, people[each])

    def to_press(self) -> Proof:
        """The proof for print, signed."""
        self.up_to(Stage.PRESS)
        return self.signed(Stage.PRESS, self.office.chief)
