"""The journal's own things: periodical, issue, column, article, author, byline, review, version."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from taggit.managers import TaggableManager

from accounts.models import Union
from issues.workflow import LIVE, REVIEWS, IssueState, State
from photos.models import Photo


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

    def get_absolute_url(self) -> str:
        return reverse("reading:issue", args=[self.periodical.slug, self.year, self.number])


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


class Placement(models.Model):
    """An article's place in an issue: column and order."""

    issue = models.ForeignKey(Issue, models.CASCADE, verbose_name="期", related_name="placements")
    column = models.ForeignKey(Column, models.PROTECT, verbose_name="栏目", related_name="placements")
    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="placements")
    column_order = models.PositiveIntegerField("栏目次序", default=0, help_text="本期栏目的先后。")
    order = models.PositiveIntegerField("篇次", default=0)
    printed_page = models.PositiveIntegerField("印出页码", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "编排"
        ordering = ["column_order", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["issue", "article"], name="placement_once")]

    def __str__(self) -> str:
        return f"{self.issue.label}·{self.column}·{self.article}"


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
