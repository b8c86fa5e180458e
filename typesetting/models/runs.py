"""TypesetRun: one run of the press over one issue, from the frozen manifest to two PDFs or a stated failure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q

from issues.models import Issue, Version, VersionName


class RunState(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "排版中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


OVER = (RunState.DONE, RunState.FAILED, RunState.CANCELLED)


class RunQuerySet(models.QuerySet):
    def done(self) -> RunQuerySet:
        """The runs that ended with good PDFs."""
        return self.filter(state=RunState.DONE)

    def unfinished(self) -> RunQuerySet:
        return self.filter(state__in=(RunState.QUEUED, RunState.RUNNING))

    def last_good(self, issue: Issue) -> TypesetRun | None:
        """The newest run of `issue` that ended well: what the desk looks at, and makes the next proof of. See `good`."""
        return self.good(issue).first()

    def offered(self, issue: Issue) -> TypesetRun | None:
        """The run whose PDF members get: that of the proof the issue came out with, else the newest good one. See `good`.

        One whose words were replaced since gives way to any that has the new ones.
        """
        latest = F("issued").desc(nulls_last=True)
        return self.good(issue).order_by("replaced", latest, "-finished_at", "-id").first()

    def good(self, issue: Issue) -> RunQuerySet:
        """The runs of `issue` that ended well, newest first, each with when the issue was `issued` with it, if it was.

        `replaced` says whether the issue was taken in again from another file since: then the PDFs have other words.
        """
        taken_in = Version.objects.filter(
            article__placements__issue=OuterRef("issue"), name=VersionName.IMPORTED, at__gt=OuterRef("started_at")
        )
        good = self.done().filter(issue=issue).annotate(replaced=Exists(taken_in), issued=Max("proofs__issued_at"))
        return good.order_by("-finished_at", "-id")


class TypesetRun(models.Model):
    """A run. Its manifest is frozen when it begins; its PDFs and page map belong to exactly those words.

    `attempts` counts the workers that took it up. It is also the fence: a worker may write on the row only while the count
    is still the one it began with.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="typeset_runs")
    state = models.CharField("状态", max_length=9, choices=RunState.choices, default=RunState.QUEUED)
    stage = models.CharField("步骤", max_length=20, blank=True)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("共", default=0)
    error = models.TextField("没有排成的原因", blank=True)
    cancel_asked = models.BooleanField("要求取消", default=False)
    attempts = models.PositiveSmallIntegerField("第几次", default=0)
    wording = models.CharField("文字指纹", max_length=64, blank=True, help_text="typesetting.wording；空的是从前排的。")
    manifest_sha256 = models.CharField("排版稿指纹", max_length=64, blank=True)
    manifest = models.FileField("排版稿", upload_to="press", max_length=200, blank=True)
    print_pdf = models.FileField("印刷 PDF", upload_to="press", max_length=200, blank=True)
    screen_pdf = models.FileField("阅读 PDF", upload_to="press", max_length=200, blank=True)
    pages = models.PositiveIntegerField("页数", default=0)
    seconds = models.FloatField("用时（秒）", default=0)
    page_map = models.JSONField("页码表", default=dict, blank=True, help_text="文章编号 → [首页, 末页]。")
    preflight = models.JSONField("印前检查", default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="谁",
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField("提出时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    heard_at = models.DateTimeField("最近动静", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "排版"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue"],
                condition=Q(state__in=("queued", "running")),
                name="typeset_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | Q(error__gt=""),
                name="typeset_failure_has_a_reason",
            ),
        ]

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    def __str__(self) -> str:
        return f"{self.issue} {self.get_state_display()}"
