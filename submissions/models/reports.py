"""Reports: what a union hands in, its photos, and what happened to it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Union
from photos.models import Photo
from submissions.models.calls import Call
from submissions.models.uploads import Upload
from submissions.moves import ReportState


def new_key() -> str:
    """A key for a new report: 16 hexadecimal digits that cannot be guessed."""
    return secrets.token_hex(8)


class ReportQuerySet(models.QuerySet):
    def handed_in(self) -> ReportQuerySet:
        """The reports the editors have got: sent, and neither back with their senders nor with the union above."""
        return self.exclude(
            state__in=[
                ReportState.DRAFT,
                ReportState.COUNTERSIGNING,
                ReportState.RETURNED,
                ReportState.WITHDRAWN,
            ]
        )

    def blank(self) -> ReportQuerySet:
        """Drafts in which nothing is written: begun for a file that was refused then, or left at once."""
        empty = dict.fromkeys(("kicker", "title", "subtitle", "plain_text", "note", "original"), "")
        return self.filter(state=ReportState.DRAFT, photos=None, bylines=[], **empty)


class Report(models.Model):
    """A 来稿. `body` is HTML of the small vocabulary, cleaned on every save; `original` the Word file as it came."""

    key = models.CharField("编号", max_length=16, unique=True, default=new_key, editable=False)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="供稿人", related_name="reports")
    union = models.ForeignKey(Union, models.PROTECT, verbose_name="供稿单位", related_name="reports")
    call = models.ForeignKey(Call, models.SET_NULL, verbose_name="应约", null=True, blank=True, related_name="reports")
    column = models.CharField("栏目", max_length=40, blank=True)
    kicker = models.CharField("引题", max_length=200, blank=True)
    title = models.CharField("标题", max_length=200, blank=True)
    subtitle = models.CharField("副题", max_length=200, blank=True)
    bylines = models.JSONField("署名", default=list, blank=True)
    contributor = models.CharField("署名单位", max_length=80, blank=True)
    body = models.TextField("正文", blank=True)
    plain_text = models.TextField("纯文本", blank=True, editable=False)
    char_count = models.PositiveIntegerField("字数", default=0, editable=False)
    approver = models.CharField("审核领导", max_length=30, blank=True)
    approver_phone = models.CharField("审核领导电话", max_length=20, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    note = models.TextField("给编辑的话", max_length=1000, blank=True)
    original = models.FileField("原文件", upload_to="reports/originals", max_length=200, blank=True)
    original_name = models.CharField("原文件名", max_length=200, blank=True)
    import_report = models.JSONField("识别记录", default=dict, blank=True, editable=False)
    serial = models.PositiveBigIntegerField("存次", default=0, editable=False)
    state = models.CharField(
        "状态",
        max_length=16,
        choices=ReportState.choices,
        default=ReportState.DRAFT,
        db_index=True,
        editable=False,
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="经手编辑",
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    sent_at = models.DateTimeField("报送时间", null=True, blank=True, editable=False, db_index=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True, editable=False)
    untold = models.BooleanField(
        "编辑部还没有收到消息", default=False, editable=False, help_text="到了编辑部，下一次汇总时告诉编辑。"
    )
    printed_label = models.CharField("刊登", max_length=60, blank=True, editable=False)
    printed_path = models.CharField("刊登地址", max_length=200, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来稿"
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[ReportState.DRAFT, ReportState.WITHDRAWN]) | Q(sent_at__isnull=False),
                name="report_sent_dated",
            ),
        ]
        indexes = [models.Index(fields=["union"], name="report_untold", condition=Q(untold=True))]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("submissions:report", args=[self.key])

    @property
    def label(self) -> str:
        return self.title or "（还没有标题）"


class ReportPhoto(models.Model):
    """A photo of a report: a reduced copy comes first (`preview`), the original when it has travelled (`photo`).

    `number` is what the text calls it by (【照片2】) and never changes; `order` is its place in the list.
    """

    report = models.ForeignKey(Report, models.CASCADE, verbose_name="来稿", related_name="photos")
    number = models.PositiveIntegerField("号", default=0, editable=False)
    order = models.PositiveIntegerField("次序", default=0)
    name = models.CharField("文件名", max_length=200, blank=True)
    caption = models.CharField("图片说明", max_length=300, blank=True)
    credit = models.CharField("摄影者", max_length=60, blank=True)
    preview = models.ForeignKey(Photo, models.SET_NULL, verbose_name="小图", null=True, blank=True, related_name="+")
    photo = models.ForeignKey(
        Photo, models.PROTECT, verbose_name="原图", null=True, blank=True, related_name="report_photos"
    )
    upload = models.OneToOneField(
        Upload, models.SET_NULL, verbose_name="上传", null=True, blank=True, related_name="report_photo"
    )

    class Meta:
        verbose_name = verbose_name_plural = "来稿照片"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.caption or self.name or "照片"


class ReportEvent(models.Model):
    """One thing that happened to a report, in the words its sender reads."""

    report = models.ForeignKey(Report, models.CASCADE, verbose_name="来稿", related_name="events")
    verb = models.CharField("什么", max_length=20)
    text = models.TextField("留言", max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "来稿经过"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.verb}：{self.report}"
