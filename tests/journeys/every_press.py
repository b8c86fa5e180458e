"""The press in every state it knows: runs, the flat plan, proofs. A part of `every_state`."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from issues.actions import changing, choosing
from issues.models import Issue
from typesetting.actions import cancelling, marking, previewing, proofing, running, signing
from typesetting.models import MarkKind, Outcome, Preview, Proof, RunState, TypesetRun, Verdict
from typesetting.proofs.accepting import preflight_of
from typesetting.proofs.rounds import Stage

UNIT = "青海省海西蒙古族藏族自治州柴达木循环经济试验区职工服务中心"
LONG = (f"{UNIT}关于深入开展新时代产业工人队伍建设改革试点工作的若干做法、体会与下一步打算" * 5)[:200]
UNBROKEN = "https://" + "Qinghai-Workers-Journal-" * 7
OPINION = "第三段的数字请与盐湖集团工会核对；“二十年”前后不一致，请统一。人物可信，语言朴实，小标题可以再凝练一些。" * 4


class Press:
    """Knows of its other half `office`, `periodical`, `paths`, and how an article is made."""

    def press(self) -> None:
        """Runs of the press: waiting for a worker, under way, failed, done."""
        runs = {}
        for name, number in (("failed", 4), ("running", 5), ("queued", 6), ("done", 7)):
            issue = Issue.objects.get(year=2027, number=number)
            runs[name] = running.ask(issue=issue, by=self.office.editor)
        now = timezone.now()
        # As the press leaves its row while it works, and where it fails; the first is too slow to be caught, the second rare.
        TypesetRun.objects.filter(pk=runs["running"].pk).update(
            state=RunState.RUNNING,
            stage="排版",
            done=12,
            total=80,
            attempts=1,
            started_at=now,
            heard_at=now + timedelta(minutes=30),
        )
        TypesetRun.objects.filter(pk=runs["failed"].pk).update(
            state=RunState.FAILED, error=f"《{LONG}》里有一张照片读不出来。请换一张再排。", finished_at=now
        )
        running.carry_out(run=runs["done"])
        waiting = running.ask(issue=Issue.objects.get(year=2027, number=8), by=self.office.editor)
        cancelling.cancel(run=waiting, by=self.office.editor)
        self.paths["run"], self.paths["run-failed"] = (f"/press/{runs[name].pk}/" for name in ("done", "failed"))
        self.paths["look"] = f"/press/{self.periodical.slug}/look/"
        self.paths["printing"] = f"/press/{self.periodical.slug}/printing/"

    def pages(self) -> None:
        """The flat plan: pages that moved, with something to do about them; and a setting that failed."""
        self.paths["press-flat"] = self.paths["press-crowded"]
        crowded, failed = (Issue.objects.get(year=2027, number=number) for number in (3, 4))
        previewing.watch(crowded)
        previewing.make(crowded.pk)
        first = crowded.placements.first().article
        crowded.refresh_from_db()
        choosing.choose_layout(
            issue=crowded, article=first, by=self.office.editor, version=crowded.plan_version, own_page=True
        )
        previewing.ask(crowded.pk)
        previewing.make(crowded.pk)
        previewing.watch(failed)
        Preview.objects.filter(issue=failed).update(made=1, error="版面预览做了 3 次，每次都没有做完就中断了。")

    def proofs(self) -> None:
        """One issue in its second proof, with marks of every kind; one that is signed for print."""
        office = self.office
        issue = Issue.objects.get(year=2027, number=7)
        first = self.proof(issue, Stage.FIRST)
        for number in range(6):
            marking.mark(
                proof=first,
                by=office.deputy,
                page=2 + number % 3,
                place=(0.1, 0.1 + number / 10, 0.4, 0.13 + number / 10),
                wrong=LONG if number == 4 else "工地",
                right="公地",
                remark=OPINION if number == 3 else "",
            )
        marks = list(first.marks.order_by("number"))
        for mark in marks[1:]:
            marking.settle(mark=mark, by=office.editor, verdict=Verdict.CHANGED)
        self.paths["mark-settled"] = marks[1].get_absolute_url()
        marking.settle(mark=marks[0], by=office.editor, verdict=Verdict.KEPT, reason=OPINION)
        signing.sign(proof=first, by=office.editor, opinion=OPINION)
        article = issue.placements.get().article
        changing.correct_slip(article=article, by=office.editor, note="改字", body=article.body.replace("清晨", "清早"))
        running.carry_out(run=running.ask(issue=issue, by=office.editor))
        second = self.proof(issue, Stage.SECOND)
        marking.check(marks=marks[1:2], proof=second, by=office.deputy, outcome=Outcome.NOT_YET)
        marking.mark(proof=second, by=office.editor, page=1, remark=UNBROKEN, kind=MarkKind.LAYOUT)
        signed = Issue.objects.get(year=2027, number=2)
        running.carry_out(run=running.ask(issue=signed, by=office.editor))
        for stage, by in zip(
            Stage, (office.editor, office.deputy, office.chief, office.editor, office.chief), strict=True
        ):
            proof = self.proof(signed, stage)
            if stage == Stage.PRESS:
                warnings = preflight_of(proof).warnings
                signing.accept(proof=proof, reasons={one.id: OPINION for one in warnings}, by=by)
            signing.sign(proof=proof, by=by, opinion="同意。")
        self.paths |= {
            "proofs": f"/press/{self.periodical.slug}/2027-7/proofs/",
            "proofs-none": f"/press/{self.periodical.slug}/2026-6/proofs/",
            "proofs-signed": f"/press/{self.periodical.slug}/2027-2/proofs/",
            "proof-old": first.get_absolute_url(),
            "proof": second.get_absolute_url(),
            "proof-signed": proof.get_absolute_url(),
            "mark": second.marks.order_by("number").first().get_absolute_url(),
        }

    def proof(self, issue: Issue, stage: Stage) -> Proof:
        made = proofing.make(issue=issue, stage=stage, by=self.office.editor)
        proofing.prepare(proof=made)
        return made
