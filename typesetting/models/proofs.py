"""Proofs (校样) of an issue: frozen runs of the press that people read, mark and sign."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from issues.models import Article, Issue
from issues.opinions import LONGEST
from typesetting.models.runs import TypesetRun
from typesetting.proofs.rounds import THREE, ProofState, Stage


def _person(label: str, **options) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **options)


class ProofQuerySet(models.QuerySet):
    def standing(self) -> ProofQuerySet:
        """Those that no newer one of their stage took the place of."""
        return self.exclude(state=ProofState.REPLACED)

    def released(self) -> ProofQuerySet:
        """The proofs signed for print."""
        return self.filter(stage=Stage.PRESS, state=ProofState.SIGNED)


class Proof(models.Model):
    """A proof of one stage. What it shows is a done run that no longer changes: `seal` is the digest of all of it.

    `after` is the signed proof of the stage before, `last` the proof it is compared with. `reader` is whom it falls to.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, verbose_name="期", related_name="proofs")
    stage = models.PositiveSmallIntegerField("校次", choices=Stage.choices)
    number = models.PositiveSmallIntegerField("第几份", default=1, help_text="同一校次里。")
    state = models.CharField("状态", max_length=8, choices=ProofState.choices, default=ProofState.OPEN, editable=False)
    run = models.ForeignKey(TypesetRun, models.PROTECT, verbose_name="排版", related_name="proofs")
    after = models.ForeignKey("self", models.PROTECT, verbose_name="前一校", null=True, blank=True, related_name="+")
    last = models.ForeignKey("self", models.PROTECT, verbose_name="上一份", null=True, blank=True, related_name="+")
    seal = models.CharField("校样的指纹", max_length=64, editable=False)
    print_sha256 = models.CharField("印刷 PDF 的摘要", max_length=64, editable=False)
    screen_sha256 = models.CharField("阅读 PDF 的摘要", max_length=64, editable=False)
    reader = _person("由谁校", null=True, blank=True)
    made_by = _person("谁出的")
    made_at = models.DateTimeField("出样时间", default=timezone.now)
    signed_by = _person("谁签的", null=True, blank=True)
    signed_at = models.DateTimeField("签字时间", null=True, blank=True)
    opinion = models.TextField("意见", max_length=LONGEST, blank=True)
    issued_at = models.DateTimeField(
        "照此出刊", null=True, blank=True, editable=False, help_text="会员得到的就是这一份。"
    )
    prepared_at = models.DateTimeField("比较完成", null=True, blank=True, editable=False)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校样"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "stage", "number"], name="proof_numbered"),
            models.UniqueConstraint(
                fields=["issue", "stage"], condition=~Q(state=ProofState.REPLACED), name="proof_one_standing_a_stage"
            ),
            models.UniqueConstraint(
                fields=["issue", "signed_by"],
                condition=Q(state=ProofState.SIGNED, stage__in=[stage.value for stage in THREE]),
                name="proof_three_by_three_people",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.FIRST, after=None) | Q(stage__gt=Stage.FIRST, after__isnull=False),
                name="proof_stages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, opinion="")
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="proof_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProofState.SIGNED) | Q(signed_by__isnull=False), name="proof_signed_says_by_whom"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProofState.OPEN) | Q(signed_by=None), name="proof_open_is_not_signed"
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None) | Q(state=ProofState.SIGNED, stage=Stage.PRESS),
                name="proof_issued_is_signed_for_print",
            ),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(issued_at__isnull=False), name="proof_one_issued_an_issue"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="proof_of_a_known_stage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue.label}{self.label}"

    @property
    def label(self) -> str:
        """一校, and of a stage that was made again 一校（第 2 份）."""
        return self.get_stage_display() + (f"（第 {self.number} 份）" if self.number > 1 else "")

    @property
    def is_open(self) -> bool:
        return self.state == ProofState.OPEN

    @property
    def is_released(self) -> bool:
        return self.state == ProofState.SIGNED and self.stage == Stage.PRESS

    def get_absolute_url(self) -> str:
        return reverse("typesetting:proof", args=[self.pk])


class ProofPage(models.Model):
    """A page of a proof as the comparison found it.

    `lines`: `pictures.Line.as_json` of each; `was`: the page of the last proof it was, None for a new one; `changes`:
    `comparing.Difference.as_json` of each.
    """

    proof = models.ForeignKey(Proof, models.CASCADE, verbose_name="校样", related_name="pages")
    number = models.PositiveSmallIntegerField("页")
    was = models.PositiveSmallIntegerField("上一份的页", null=True, blank=True)
    lines = models.JSONField("文字", default=list)
    changes = models.JSONField("改动", default=list)
    changed = models.BooleanField("有改动", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "校样的页"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["proof", "number"], name="proof_page_once")]

    def __str__(self) -> str:
        return f"{self.proof}第{self.number}页"


class MarkKind(models.TextChoices):
    """What is wrong at a place."""

    WRONG = "wrong", "错字"
    MISSING = "missing", "漏字"
    EXTRA = "extra", "多字"
    PUNCTUATION = "punctuation", "标点"
    FACT = "fact", "事实、数字、姓名"
    PHOTO = "photo", "照片"
    LAYOUT = "layout", "版式"
    OTHER = "other", "其他"


class Verdict(models.TextChoices):
    """What became of a mark."""

    CHANGED = "changed", "改了"
    KEPT = "kept", "不改"
    WITHDRAWN = "withdrawn", "撤回"


class Outcome(models.TextChoices):
    """What the next proof shows of a mark that was to be changed."""

    DONE = "done", "已照改"
    NOT_YET = "not_yet", "没有改"


class MarkQuerySet(models.QuerySet):
    def unsettled(self) -> MarkQuerySet:
        return self.filter(verdict="")


class Mark(models.Model):
    """A mark on a page of a proof. The place is in fractions of the page; a mark without one is on the whole page.

    `before` and `after` are the characters around `wrong`, to know the place again on a later page.
    """

    proof = models.ForeignKey(Proof, models.PROTECT, verbose_name="校样", related_name="marks")
    number = models.PositiveIntegerField("号", help_text="在一份校样里。")
    page = models.PositiveSmallIntegerField("页")
    x0 = models.FloatField("左", null=True, blank=True)
    y0 = models.FloatField("上", null=True, blank=True)
    x1 = models.FloatField("右", null=True, blank=True)
    y1 = models.FloatField("下", null=True, blank=True)
    kind = models.CharField("类别", max_length=12, choices=MarkKind.choices, default=MarkKind.WRONG)
    wrong = models.TextField("原文", max_length=LONGEST, blank=True)
    right = models.TextField("改成", max_length=LONGEST, blank=True)
    remark = models.TextField("说明", max_length=LONGEST, blank=True)
    before = models.CharField("前文", max_length=20, blank=True)
    after = models.CharField("后文", max_length=20, blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, verbose_name="文章", null=True, blank=True, related_name="proof_marks"
    )
    by = _person("谁标的")
    at = models.DateTimeField("时间", default=timezone.now)
    verdict = models.CharField("处理", max_length=10, choices=Verdict.choices, blank=True)
    reason = models.TextField("理由", max_length=LONGEST, blank=True)
    settled_by = _person("谁处理", null=True, blank=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)
    outcome = models.CharField("核红", max_length=8, choices=Outcome.choices, blank=True)
    checked_on = models.ForeignKey(
        Proof, models.PROTECT, verbose_name="在哪份校样上核", null=True, blank=True, related_name="checked_marks"
    )
    checked_by = _person("谁核", null=True, blank=True)
    checked_at = models.DateTimeField("核红时间", null=True, blank=True)
    again = models.OneToOneField(
        "self", models.PROTECT, verbose_name="再标的", null=True, blank=True, related_name="marked_again"
    )

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校样标记"
        ordering = ["page", "y0", "x0", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proof", "number"], name="mark_numbered"),
            models.CheckConstraint(
                condition=Q(x0=None, y0=None, x1=None, y1=None)
                | Q(
                    *(Q((f"{edge}__isnull", False)) for edge in ("x0", "y0", "x1", "y1")),  # an unknown passes a check
                    x0__gte=0,
                    y0__gte=0,
                    x1__lte=1,
                    y1__lte=1,
                    x1__gte=F("x0"),
                    y1__gte=F("y0"),
                ),
                name="mark_on_the_page",
            ),
            models.CheckConstraint(
                condition=Q(wrong__gt="") | Q(right__gt="") | Q(remark__gt=""), name="mark_says_something"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", settled_by=None, settled_at=None)
                | Q(verdict__gt="", settled_by__isnull=False, settled_at__isnull=False),
                name="mark_settled_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.KEPT) | Q(reason__gt=""), name="mark_kept_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", checked_on=None, checked_by=None, checked_at=None)
                | Q(
                    outcome__gt="",
                    verdict=Verdict.CHANGED,
                    checked_on__isnull=False,
                    checked_by__isnull=False,
                    checked_at__isnull=False,
                ),
                name="mark_checked_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proof}第{self.page}页{self.number}号标记"

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        return None if self.x0 is None else (self.x0, self.y0, self.x1, self.y1)

    @property
    def is_settled(self) -> bool:
        return bool(self.verdict)

    def get_absolute_url(self) -> str:
        return reverse("typesetting:mark", args=[self.pk])


class Acceptance(models.Model):
    """A warning of the preflight that somebody accepted, by name and with a reason."""

    proof = models.ForeignKey(Proof, models.PROTECT, verbose_name="校样", related_name="acceptances")
    finding = models.CharField("提示", max_length=64, help_text="typesetting.proofs.accepting。")
    message = models.TextField("原话")
    reason = models.TextField("理由", max_length=LONGEST)
    by = _person("谁")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "接受的提示"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proof", "finding"], name="acceptance_once"),
            models.CheckConstraint(condition=Q(reason__gt=""), name="acceptance_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.message
