"""Where reports of the unions became articles, and what finds articles that say the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from issues.models.articles import Article
from submissions.models import Report


class Adoption(models.Model):
    """A report that became an article, or a part of one. `main`: the article's title and words begin with it."""

    report = models.ForeignKey(Report, models.PROTECT, verbose_name="来稿", related_name="adoptions")
    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="adoptions")
    main = models.BooleanField("主稿", default=True)
    order = models.PositiveIntegerField("次序", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁采用", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "采用"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "article"], name="adoption_once")]

    def __str__(self) -> str:
        return f"{self.report} → {self.article}"


class ArticleStretch(models.Model):
    """One sampled stretch of a published article's text (`submissions.likeness`)."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="stretches")
    value = models.BigIntegerField("指纹", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "相似指纹"

    def __str__(self) -> str:
        return f"{self.article}：{self.value:x}"
