"""One 期 of a periodical: cover, board, imprint."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from issues import gates
from issues.models.periodicals import Column, Periodical
from issues.workflow import IssueState
from photos.models import Photo


class CoverDesign(models.TextChoices):
    """The designs of the front cover."""

    FULL = "full", "满版照片"
    BAND = "band", "照片配色带"
    TYPE = "type", "只用文字"


class IssueQuerySet(models.QuerySet):
    def released(self) -> IssueQuerySet:
        """The issues members may read."""
        return self.filter(state=IssueState.RELEASED)

    def newest_first(self) -> IssueQuerySet:
        return self.order_by("-year", "-number", "-id")


class Issue(models.Model):
    """A 期: year and number of a periodical, its cover, board and imprint."""

    periodical = models.ForeignKey(Periodical, models.PROTECT, verbose_name="刊物", related_name="issues")
    year = models.PositiveSmallIntegerField("年", validators=[MinValueValidator(1949), MaxValueValidator(2200)])
    number = models.PositiveSmallIntegerField("期", validators=[MinValueValidator(1), MaxValueValidator(400)])
    serial = models.PositiveIntegerField("总期号", null=True, blank=True)
    date = models.DateField("出刊日期", null=True, blank=True)
    state = models.CharField(
        "状态",
        max_length=10,
        choices=IssueState.choices,
        default=IssueState.PLANNING,
        editable=False,
    )
    cover_photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        verbose_name="封面图片",
        null=True,
        blank=True,
        related_name="covers",
    )
    cover_caption = models.CharField("封面说明", max_length=200, blank=True)
    cover_credit = models.CharField("封面摄影", max_length=60, blank=True)
    cover_headlines = models.TextField("封面要目", blank=True, help_text="每行一条，最多三条。")
    cover_design = models.CharField(
        "封面样式", max_length=8, choices=CoverDesign.choices, blank=True, help_text="空的按有无照片来定。"
    )
    back_photo = models.ForeignKey(
        Photo, models.PROTECT, verbose_name="封底图片", null=True, blank=True, related_name="back_covers"
    )
    back_caption = models.CharField("封底说明", max_length=200, blank=True)
    back_credit = models.CharField("封底摄影", max_length=60, blank=True)
    deadline = models.DateField("定稿截止", null=True, blank=True)
    target_pages = models.PositiveSmallIntegerField(
        "计划页数", null=True, blank=True, validators=[MinValueValidator(4), MaxValueValidator(400)]
    )
    typeset_pages = models.PositiveSmallIntegerField("已排页数", null=True, blank=True, editable=False)
    typeset_at = models.DateTimeField("排版时间", null=True, blank=True, editable=False)
    typeset_plan = models.CharField(
        "所排编排的指纹",
        max_length=64,
        blank=True,
        editable=False,
        help_text="issues.printed；空的不知是否还一样。",
    )
    plan_version = models.PositiveIntegerField(
        "编排版次", default=0, editable=False, help_text="每编排一步加一；据此拒绝过时的一步。"
    )
    plan_last = models.JSONField(
        "上一步", default=dict, blank=True, editable=False, help_text="做了什么、谁做的、此前的样子。"
    )
    planned_at = models.DateTimeField("编排时间", null=True, blank=True, editable=False)
    released_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    source_sha256 = models.CharField("导入文件的指纹", max_length=64, blank=True, editable=False)
    import_report = models.JSONField("导入记录", default=dict, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期"
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["periodical", "year", "number"], name="issue_once")]

    def __str__(self) -> str:
        return f"{self.periodical.title}{self.label}"

    @property
    def label(self) -> str:
        return f"{self.year}年第{self.number}期"

    @property
    def code(self) -> str:
        """YEAR-NUMBER, as commands and addresses write it."""
        return f"{self.year}-{self.number}"

    @property
    def cautions(self) -> list[str]:
        """What whoever changes something of the issue should know beforehand."""
        return gates.cautions(Issue.objects.filter(pk=self.pk))

    def get_absolute_url(self) -> str:
        return reverse("reading:issue", args=[self.periodical.slug, self.year, self.number])


class IssueColumn(models.Model):
    """A column in the plan of an issue, in its place there, also while nothing stands in it."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="planned_columns")
    column = models.ForeignKey(Column, models.PROTECT, verbose_name="栏目", related_name="+")
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "本期栏目"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["issue", "column"], name="issue_column_once")]

    def __str__(self) -> str:
        return f"{self.issue.label}·{self.column}"


class BoardPost(models.Model):
    """One line of the 编委会: a post and those who hold it, in the order printed."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="board")
    post = models.CharField("职务", max_length=30)
    names = models.CharField("姓名", max_length=300, help_text="多人之间用空格隔开。")
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "编委会成员"
        verbose_name_plural = "编委会"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.post}：{self.names}"

    @property
    def name_list(self) -> list[str]:
        return self.names.split()


class ImprintLine(models.Model):
    """One line of the 版权页: 主办, 准印证号, 印刷单位 …"""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="imprint")
    label = models.CharField("项目", max_length=30)
    value = models.CharField("内容", max_length=300)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "版权项"
        verbose_name_plural = "版权页"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.label}：{self.value}"
