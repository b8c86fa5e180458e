"""Calls for contributions (约稿)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.models import Union


class Call(models.Model):
    """The editors ask chosen unions for a text on a topic by a day. Reports that answer it name it."""

    topic = models.CharField("题目", max_length=80)
    text = models.TextField("要求", max_length=2000, blank=True)
    column = models.CharField("栏目", max_length=40, blank=True)
    characters = models.PositiveIntegerField("字数", null=True, blank=True, help_text="大约多少字。")
    deadline = models.DateField("截止")
    unions = models.ManyToManyField(Union, verbose_name="约稿单位", related_name="calls")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁约稿", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, help_text="撤回的约稿不算没有交。")

    class Meta:
        verbose_name = verbose_name_plural = "约稿"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(closed_at__isnull=False),
                name="call_withdrawn_is_closed",
            )
        ]

    def __str__(self) -> str:
        return self.topic
