"""Articles, who they are by, and where they stand in an issue."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from taggit.managers import TaggableManager

from accounts.models import Union
from issues.models.numbers import Issue
from issues.models.periodicals import Column, Periodical
from issues.workflow import LIVE, REVIEWS, State

MOST_COLUMNS = 3
MOST_LINES = 2  # lines an article may be made longer or shorter by, within what the eye forgives


class Author(models.Model):
    """A person or body that articles are by."""

    name = models.CharField("姓名", max_length=60, db_index=True)
    is_body = models.BooleanField("是单位或集体", default=False)
    sort_key = models.CharField("拼音", max_length=120, db_index=True, editable=False)
    note = models.CharField("备注", max_length=100, blank=True, help_text="同名的两位作者用备注区分。")

    class Meta:
        verbose_name = verbose_name_plural = "作者"
        ordering = ["sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["name", "note"], name="author_once")]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet):
    def published(self) -> ArticleQuerySet:
        """The articles members may read."""
        return self.filter(state=State.PUBLISHED)

    def live(self) -> ArticleQuerySet:
        """The articles still on their way."""
        return self.filter(state__in=LIVE)


class Article(models.Model):
    """A 文章. `body` and `editors_note` are HTML of the small vocabulary, cleaned on every save."""

    periodical = models.ForeignKey(Periodical, models.PROTECT, verbose_name="刊物", related_name="articles")
    kicker = models.CharField("引题", max_length=200, blank=True)
    title = models.CharField("标题", max_length=200)
    subtitle = models.CharField("副题", max_length=200, blank=True)
    running_title = models.CharField("书眉标题", max_length=60, blank=True)
    union = models.ForeignKey(
        Union,
        models.PROTECT,
        verbose_name="供稿单位",
        null=True,
        blank=True,
        related_name="articles",
    )
    contributor = models.CharField("供稿单位署名", max_length=80, blank=True, help_text="文末括号里印的名称。")
    source = models.CharField("来源", max_length=120, blank=True)
    editors_note = models.TextField("编者按", blank=True)
    body = models.TextField("正文", blank=True)
    plain_text = models.TextField("纯文本", blank=True, editable=False)
    char_count = models.PositiveIntegerField("字数", default=0, editable=False)
    state = models.CharField(
        "状态",
        max_length=16,
        choices=State.choices,
        default=State.DRAFT,
        db_index=True,
        editable=False,
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="撰稿人",
        null=True,
        blank=True,
        related_name="written_articles",
        help_text="编辑部以外的来稿留空。撰稿人不能审自己的稿件。",
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="责任编辑",
        null=True,
        blank=True,
        related_name="edited_articles",
    )
    revision = models.PositiveIntegerField(
        "修订", default=0, editable=False, help_text="文字每保存一次加一；据此拒绝过时的保存。"
    )
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)

    tags = TaggableManager("标签", blank=True, help_text="用逗号隔开。")
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文章"
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False),
                name="article_published_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:article", args=[self.pk])

    @property
    def waits_for_review(self) -> bool:
        return self.state in REVIEWS


class Byline(models.Model):
    """Who an article is by, in order, with the post held at the time."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, verbose_name="作者", related_name="bylines")
    post = models.CharField("职务", max_length=120, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "署名"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="byline_once")]

    def __str__(self) -> str:
        return f"{self.post} {self.author}".strip()


class PhotoSize(models.TextChoices):
    """How wide an article's photos stand."""

    COLUMN = "column", "一栏宽"
    WIDE = "wide", "通栏宽"
    PAGE = "page", "整页"


class PhotoPlace(models.TextChoices):
    """Where an article's photos stand."""

    TOP = "top", "篇首"
    FOOT = "foot", "页脚"
    END = "end", "文末"


class Placement(models.Model):
    """An article's place in an issue: column and order, and how it is set there where the column's layout is not to decide."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="placements")
    column = models.ForeignKey(Column, models.PROTECT, verbose_name="栏目", related_name="placements")
    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="placements")
    column_order = models.PositiveIntegerField("栏目次序", default=0, help_text="本期栏目的先后。")
    order = models.PositiveIntegerField("篇次", default=0)
    printed_page = models.PositiveIntegerField("印出页码", null=True, blank=True)
    typeset_first = models.PositiveSmallIntegerField("排出首页", null=True, blank=True, editable=False)
    typeset_last = models.PositiveSmallIntegerField("排出末页", null=True, blank=True, editable=False)
    typeset_digest = models.CharField(
        "所排文字的指纹", max_length=64, blank=True, editable=False, help_text="issues.printed；空的不知是否还一样。"
    )
    own_page = models.BooleanField("另起一页", default=False)
    text_columns = models.PositiveSmallIntegerField("栏数", default=0, help_text="0 按栏目的版式。")
    photo_size = models.CharField(
        "照片大小", max_length=8, choices=PhotoSize.choices, blank=True, help_text="空的按版式。"
    )
    photo_place = models.CharField(
        "照片位置", max_length=8, choices=PhotoPlace.choices, blank=True, help_text="空的随文。"
    )
    keep_together = models.BooleanField("不跨页", default=False)
    line_change = models.SmallIntegerField("加减行", default=0, help_text="正数加行，负数缩行。")
    qr_code = models.BooleanField("印二维码", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "编排"
        ordering = ["column_order", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "article"], name="placement_once"),
            models.CheckConstraint(condition=Q(text_columns__lte=MOST_COLUMNS), name="placement_columns"),
            models.CheckConstraint(
                condition=Q(line_change__gte=-MOST_LINES, line_change__lte=MOST_LINES), name="placement_lines"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue.label}·{self.column}·{self.article}"
