"""What the office sets for the letterbox: columns offered, who countersigns, how many points a contribution earns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import Union, UnionKind


class SuggestedColumn(models.Model):
    """A 栏目 the form offers. The journal's own columns are a later room's; it tells their names here."""

    name = models.CharField("栏目", max_length=40, unique=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "可投栏目"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class Countersigning(models.Model):
    """A union whose own correspondents see, and countersign, what the unions below it hand in."""

    union = models.OneToOneField(Union, models.CASCADE, verbose_name="工会", related_name="countersigning")
    required = models.BooleanField("须会签才送编辑部", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "会签"

    def __str__(self) -> str:
        return f"{self.union}会签"


class PointsRule(models.Model):
    """Points for a report sent or adopted; the most particular rule that fits counts (column, kind of union, neither)."""

    class Deed(models.TextChoices):
        SENT = "sent", "报送"
        ADOPTED = "adopted", "采用"
        CALL_MISSED = "call_missed", "约稿未交"

    deed = models.CharField("事项", max_length=12, choices=Deed.choices)
    column = models.CharField("栏目", max_length=40, blank=True, help_text="空着：任何栏目。")
    kind = models.CharField("工会类别", max_length=12, choices=UnionKind.choices, blank=True)
    points = models.DecimalField("分", max_digits=6, decimal_places=1)

    class Meta:
        verbose_name = verbose_name_plural = "积分办法"
        ordering = ["deed", "column", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["deed", "column", "kind"], name="points_once"),
            models.CheckConstraint(condition=Q(points__gte=-100, points__lte=100), name="points_within_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()}{self.column}{self.get_kind_display()}：{self.points}分"
