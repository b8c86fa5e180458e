"""What the desk keeps while an article is worked on: working copies, who sits at it, comments, assignments, leaders' links."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.grounds import Ground
from issues.models.articles import Article
from issues.models.reviews import Level, Version

LINK_HOLDS = timedelta(days=7)


class WorkingCopy(models.Model):
    """What one person typed into one article and has not saved yet: the autosave. Never a version, never shown to readers.

    `fields` is the form as typed, not cleaned. `base` is the article's revision it was begun from; `serial` counts the
    browser's saves, so that one that was long under way cannot put back older text.
    """

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="working_copies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="谁", related_name="working_copies"
    )
    fields = models.JSONField("所填", default=dict)
    base = models.PositiveIntegerField("起于修订")
    serial = models.PositiveBigIntegerField("存次", default=0)
    at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作稿"
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["article", "person"], name="working_copy_one_each")]

    def __str__(self) -> str:
        return f"{self.person}的工作稿：{self.article}"


class EditingHold(models.Model):
    """Who is at work on an article's words now. It lapses by itself when its browser is not heard of for a while."""

    article = models.OneToOneField(Article, models.CASCADE, verbose_name="文章", related_name="hold")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="谁", related_name="+")
    since = models.DateTimeField("开始", default=timezone.now)
    seen_at = models.DateTimeField("最近", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "正在编辑"

    def __str__(self) -> str:
        return f"{self.person}正在编辑{self.article}"


class Comment(models.Model):
    """A remark on an article, anchored to a passage by its words and their neighbours; or an answer to one (`parent`).

    The anchor is words of a `ground`, not places, so that it is found again after the text around it changed. `digest` is of the words
    that were commented on. A remark is open until it is resolved.
    """

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="comments")
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name="答复", null=True, blank=True, related_name="answers"
    )
    ground = models.CharField("批在哪里", max_length=12, choices=Ground.choices, default=Ground.BODY)
    quote = models.CharField("所批文字", max_length=500, blank=True)
    before = models.CharField("前文", max_length=60, blank=True)
    after = models.CharField("后文", max_length=60, blank=True)
    level = models.PositiveSmallIntegerField("审级", choices=Level.choices, null=True, blank=True)
    digest = models.CharField("所读文字的指纹", max_length=64)
    text = models.TextField("批注", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁了结", null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField("了结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "批注"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(quote="", resolved_at=None), name="comment_answers_are_plain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}：{self.text[:30]}"


class Assignment(models.Model):
    """Who is to decide a level of an article, and until when."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="assignments")
    level = models.PositiveSmallIntegerField("审级", choices=Level.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审稿人", related_name="assignments"
    )
    due = models.DateField("截止", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁分派", related_name="+")
    at = models.DateTimeField("时间", auto_now=True)
    reminded_at = models.DateTimeField("催办时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "分派"
        ordering = ["level"]
        constraints = [models.UniqueConstraint(fields=["article", "level"], name="assignment_one_a_level")]

    def __str__(self) -> str:
        return f"{self.article}·{self.get_level_display()}：{self.person}"


class LeaderAnswer(models.TextChoices):
    AGREE = "agree", "同意"
    CHANGE = "change", "修改"
    RETURN = "return", "退回"


def _in_a_week() -> datetime:
    return timezone.now() + LINK_HOLDS


class LeaderLink(models.Model):
    """A link that lets a leader without an account read one version of one article and answer once.

    Only the digest of what the link carries is kept. The answer stands under the name the chief editor gave.
    """

    article = models.ForeignKey(Article, models.CASCADE, verbose_name="文章", related_name="leader_links")
    version = models.ForeignKey(Version, models.PROTECT, verbose_name="所送版本", related_name="+")
    name = models.CharField("领导姓名", max_length=30)
    post = models.CharField("职务", max_length=60, blank=True)
    token_digest = models.CharField("链接的摘要", max_length=64, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁送审", related_name="+")
    made_at = models.DateTimeField("送出时间", default=timezone.now)
    expires_at = models.DateTimeField("有效到", default=_in_a_week)
    opened_at = models.DateTimeField("打开时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answer = models.CharField("答复", max_length=8, choices=LeaderAnswer.choices, blank=True)
    opinion = models.TextField("意见", max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "领导审阅"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False, answer__gt=""),
                name="leader_answer_dated",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="leader_answered_or_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", LeaderAnswer.AGREE]) | Q(opinion__gt=""),
                name="leader_objects_with_opinion",
            ),
        ]

    def __str__(self) -> str:
        return f"请{self.name}审阅：{self.article}"

    @property
    def open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.answered_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
