"""The journal: its periodicals and their columns."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class Layout(models.TextChoices):
    """How the articles of a column are set."""

    FEATURE = "feature", "专文（每篇另起一页）"
    NEWS = "news", "消息（短篇接排）"
    PROFILES = "profiles", "人物（照片配文）"
    LETTER = "letter", "卷首（一页一栏）"


class Periodical(models.Model):
    """A publication: 青海工运. An internal one is read by signed-in members alone."""

    slug = models.SlugField("代号", unique=True)
    title = models.CharField("刊名", max_length=40)
    sponsor = models.CharField("主办", max_length=80, blank=True)
    permit = models.CharField("准印证号", max_length=40, blank=True)
    statement = models.CharField("声明", max_length=60, default="内部资料 免费交流", blank=True)
    internal = models.BooleanField(
        "内部资料",
        default=True,
        help_text="内部资料只供登录的会员阅读，不让搜索引擎收录。",
    )
    target_pages = models.PositiveSmallIntegerField(
        "每期页数",
        default=80,
        validators=[MinValueValidator(4), MaxValueValidator(400)],
        help_text="通常一期排多少页。",
    )
    needs_signed_proof = models.BooleanField(
        "付印后才能出刊",
        default=True,
        help_text="要有主编签字付印、文字与之完全相同的校样，才能出刊。",
    )
    look = models.JSONField(
        "版式用色用字",
        default=dict,
        blank=True,
        help_text="typesetting/typst/tokens.typ 里各项的选择；空的用本刊通常的。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "刊物"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class Column(models.Model):
    """A 栏目. One-off columns are columns like any other, no longer in use afterwards."""

    periodical = models.ForeignKey(Periodical, models.CASCADE, verbose_name="刊物", related_name="columns")
    name = models.CharField("栏目", max_length=40)
    layout = models.CharField("版式", max_length=10, choices=Layout.choices, default=Layout.NEWS)
    order = models.PositiveIntegerField("次序", default=0)
    active = models.BooleanField("常设", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["periodical", "name"], name="column_once")]

    def __str__(self) -> str:
        return self.name
