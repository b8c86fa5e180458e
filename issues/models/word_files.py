"""The Word file an article was begun with, and what was read of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from issues.models.articles import Article


class WordFile(models.Model):
    """The file as it came, always kept. `understood` and `not_understood`: sentences of the import."""

    article = models.OneToOneField(Article, models.CASCADE, verbose_name="文章", related_name="word_file")
    file = models.FileField("文件", upload_to="articles/originals", max_length=200)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("指纹", max_length=64)
    understood = models.JSONField("认出了什么", default=list)
    not_understood = models.JSONField("没有认出的", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "Word 原文件"

    def __str__(self) -> str:
        return self.name
