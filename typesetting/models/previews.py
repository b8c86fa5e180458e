"""Preview: the pages of an issue as it stands, in pictures. What the flat plan shows; never what is printed."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from issues.models import Issue

# Pages are set again after each change of an issue whose flat plan somebody opened so lately.
WATCHED_FOR = datetime.timedelta(hours=12)


class PreviewQuerySet(models.QuerySet):
    def watched(self) -> PreviewQuerySet:
        """The previews somebody looked at lately."""
        return self.filter(watched_at__gt=timezone.now() - WATCHED_FOR)

    def wanted(self) -> PreviewQuerySet:
        """The previews that were asked for again since they were made."""
        return self.filter(asked__gt=F("made"))


class Preview(models.Model):
    """The one preview of an issue, made again in place.

    `asked` counts the changes it was asked for after, `made` is the one its pages are from: where they differ, it is being
    made or waits. `working` names the worker that has it, as a fence: another worker may take it only when that one was not
    heard of for long, and the first then writes nothing more.

    `pages`: [{number, folio, picture (digest that names it), kind, articles: [key], used (rows of both columns)}]
    `spans`: {article's key: [first page, last page]}
    `sums`: see `typesetting.flatplan.measuring`
    `moved`: {pages: [number], articles: [{id, title, before: [first, last], after: [first, last]}]}, against the former
    `offers`: see `typesetting.flatplan.offers`
    """

    issue = models.OneToOneField(Issue, models.CASCADE, verbose_name="期", related_name="preview")
    asked = models.PositiveIntegerField("要求的次数", default=0)
    made = models.PositiveIntegerField("做到第几次", default=0)
    turn = models.PositiveIntegerField("变动次数", default=0, help_text="看得见的东西每变一次加一。")
    watched_at = models.DateTimeField("最近有人看", null=True, blank=True)
    working = models.CharField("在做的后台", max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField("做了几回", default=0)
    heard_at = models.DateTimeField("最近动静", null=True, blank=True)
    stage = models.CharField("步骤", max_length=20, blank=True)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("共", default=0)
    error = models.TextField("没有做成的原因", blank=True)
    manifest_sha256 = models.CharField("排版稿指纹", max_length=64, blank=True)
    pages = models.JSONField("各页", default=list, blank=True)
    spans = models.JSONField("页码表", default=dict, blank=True)
    sums = models.JSONField("页数的账", default=dict, blank=True)
    moved = models.JSONField("动了什么", default=dict, blank=True)
    offers = models.JSONField("可以怎么做", default=list, blank=True)
    notes = models.JSONField("排版时的迁就", default=list, blank=True)
    made_at = models.DateTimeField("做成时间", null=True, blank=True)
    seconds = models.FloatField("用时（秒）", default=0)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "版面预览"

    @property
    def is_wanted(self) -> bool:
        """Whether its pages are not, or not yet, those of the issue as it stands."""
        return self.asked > self.made

    def __str__(self) -> str:
        return f"{self.issue}版面预览"
