"""Reviews, named versions, corrections: what the journal can prove."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from issues.models.articles import Article


class Level(models.IntegerChoices):
    FIRST = 1, "初审"
    SECOND = 2, "复审"
    FINAL = 3, "终审"


class Decision(models.TextChoices):
    PASS = "pass", "通过"
    RETURN = "return", "退回"


class Review(models.Model):
    """One decision on one level, bound to the words that were read.

    `stands`: a pass that counts now; a later round or a change of the text takes it away. `writer` is copied so that the
    database itself can refuse a review of one's own text.
    """

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="reviews")
    level = models.PositiveSmallIntegerField("审级", choices=Level.choices)
    decision = models.CharField("决定", max_length=8, choices=Decision.choices)
    opinion = models.TextField("意见", blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审稿人",
        related_name="reviews",
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="撰稿人",
        null=True,
        related_name="+",
    )
    digest = models.CharField("所读文字的指纹", max_length=64)
    stands = models.BooleanField("有效", default=False)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "审稿"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "reviewer"],
                condition=Q(stands=True),
                name="review_one_level_each",
            ),
            models.UniqueConstraint(
                fields=["article", "level"],
                condition=Q(stands=True),
                name="review_once_a_level",
            ),
            models.CheckConstraint(
                condition=Q(writer__isnull=True) | ~Q(reviewer=F("writer")),
                name="review_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.PASS) | Q(stands=False, opinion__gt=""),
                name="review_return_with_opinion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}{self.get_decision_display()}：{self.reviewer}"


class VersionName(models.TextChoices):
    SUBMITTED = "submitted", "交稿"
    RETURNED = "returned", "退回"
    FIRST = "first", "初审稿"
    SECOND = "second", "复审稿"
    FINAL = "final", "定稿"
    CORRECTED = "corrected", "更正"
    SLIP = "slip", "校改"
    RESTORED = "restored", "恢复稿"
    KEPT = "kept", "留存"
    IMPORTED = "imported", "导入"
    REPLACED = "replaced", "被替换"


class Version(models.Model):
    """A named version of an article's words, kept for good. `words` is what `issues.words.words_of` gives."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="versions")
    number = models.PositiveIntegerField("序号")
    name = models.CharField("版本", max_length=12, choices=VersionName.choices)
    words = models.JSONField("文字")
    digest = models.CharField("指纹", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="谁",
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_numbered")]

    def __str__(self) -> str:
        return f"第 {self.number} 版（{self.get_name_display()}）"


class Correction(models.Model):
    """A dated correction of a published article: what was wrong, told to its readers."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="corrections")
    note = models.CharField("更正说明", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.note


class Slip(models.Model):
    """A typing slip put right in settled words (校改): no new review, but a line of the proof's correction list."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="slips")
    before = models.ForeignKey(Version, models.PROTECT, verbose_name="改前", related_name="+")
    after = models.ForeignKey(Version, models.PROTECT, verbose_name="改后", related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "校改"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.article}的校改"
