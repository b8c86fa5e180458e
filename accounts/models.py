"""User, Union, Invitation, Message, and the audit record."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.messages import MessageKind
from accounts.roles import STAFF_ROLES, Role

INVITATION_HOLDS = timedelta(days=7)


class UnionKind(models.TextChoices):
    PROVINCE = "province", "省总工会"
    PREFECTURE = "prefecture", "市州工会"
    COUNTY = "county", "县区工会"
    INDUSTRY = "industry", "产业工会"
    DIRECT = "direct", "直属工会"
    GRASSROOTS = "grassroots", "基层工会"


class UnionQuerySet(models.QuerySet):
    def named(self, label: str) -> Union | None:
        """The union printed as `label` (full or short name, spaces ignored), or None where none or several bear it."""
        label = "".join(label.split())
        if not label:
            return None
        found = list(self.filter(models.Q(name=label) | models.Q(short_name=label))[:2])
        return found[0] if len(found) == 1 else None


class Union(models.Model):
    """A union of the province, in one tree: 省总 → 市州 → 县区; industry, direct and grassroots unions beside."""

    name = models.CharField("全称", max_length=80, unique=True)
    short_name = models.CharField("简称", max_length=40, help_text="刊物上印的名称，如“海西州总工会”。")
    kind = models.CharField("类别", max_length=12, choices=UnionKind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="上级工会",
        null=True,
        blank=True,
        related_name="children",
    )
    order = models.PositiveIntegerField("次序", default=0)
    active = models.BooleanField("在用", default=True)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工会"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.short_name


class User(AbstractUser):
    """A person who signs in. `name` is the full name; Chinese names have no first and last."""

    first_name = last_name = None
    name = models.CharField("姓名", max_length=30)
    phone = models.CharField("手机", max_length=20, blank=True)
    union = models.ForeignKey(
        Union,
        models.PROTECT,
        verbose_name="所在工会",
        null=True,
        blank=True,
        related_name="people",
    )
    browsers_forgotten_at = models.DateTimeField(
        "浏览器须重新验证", null=True, blank=True, editable=False, help_text="此前记住的浏览器都不再算数。"
    )

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The person's roles; read once for each request, and not at all where the groups are already at hand."""
        if not self.pk:
            return frozenset()
        known = {role.value for role in Role}
        return frozenset(Role(group.name) for group in self.groups.all() if group.name in known)

    def has_role(self, *roles: Role) -> bool:
        """Whether the person may act and holds one of `roles`."""
        return self.is_active and any(role in self.roles for role in roles)

    @property
    def role_labels(self) -> str:
        return "、".join(role.label for role in Role if role in self.roles)

    @property
    def is_editorial(self) -> bool:
        return self.has_role(*STAFF_ROLES)


def _in_a_week() -> datetime:
    return timezone.now() + INVITATION_HOLDS


class Invitation(models.Model):
    """A link handed to someone who is to have an account. Only the digest of what the link carries is kept."""

    token_digest = models.CharField("链接的摘要", max_length=64, unique=True, editable=False)
    name = models.CharField("姓名", max_length=30)
    union = models.ForeignKey(Union, models.PROTECT, verbose_name="所在工会", null=True, blank=True, related_name="+")
    roles = models.JSONField("角色", default=list)
    email = models.EmailField("邮箱", blank=True)
    phone = models.CharField("手机", max_length=20, blank=True)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="谁邀请", related_name="invitations_made")
    made_at = models.DateTimeField("邀请时间", default=timezone.now)
    expires_at = models.DateTimeField("有效到", default=_in_a_week)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    used_at = models.DateTimeField("接受时间", null=True, blank=True)
    person = models.OneToOneField(
        User, models.PROTECT, verbose_name="建立的账号", null=True, blank=True, related_name="invitation"
    )

    class Meta:
        verbose_name = verbose_name_plural = "邀请"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="invitation_used_by_someone",
                condition=models.Q(used_at=None, person=None) | models.Q(used_at__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_used_or_withdrawn",
                condition=models.Q(used_at=None) | models.Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"给{self.name}的邀请"

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def role_labels(self) -> str:
        return "、".join(Role(role).label for role in self.roles)


class LetterState(models.TextChoices):
    NONE = "none", "不寄"
    WAITING = "waiting", "待寄"
    SENT = "sent", "寄出"
    FAILED = "failed", "没有寄到"


class MessageQuerySet(models.QuerySet):
    def in_inbox_of(self, person: User) -> MessageQuerySet:
        """What `person` finds on the inbox page."""
        return self.filter(to=person, in_inbox=True)

    def unread(self) -> MessageQuerySet:
        return self.filter(read_at=None)


class Message(models.Model):
    """Something that concerns one person, with the page where it is settled. A row carries the letter about it, too."""

    to = models.ForeignKey(User, models.CASCADE, verbose_name="给谁", related_name="messages")
    kind = models.CharField("种类", max_length=20, choices=MessageKind.choices)
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容", blank=True)
    path = models.CharField("网页", max_length=500, help_text="本站的一页，以 / 开头。")
    at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("读过的时间", null=True, blank=True)
    in_inbox = models.BooleanField("放进站内信", default=True)
    letter = models.CharField("邮件", max_length=8, choices=LetterState.choices, default=LetterState.NONE)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站内信"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["to", "-at"], name="message_inbox"),
            models.Index(fields=["to"], name="message_unread", condition=models.Q(read_at=None, in_inbox=True)),
            models.Index(fields=["at"], name="message_letter", condition=models.Q(letter="waiting")),
        ]

    def __str__(self) -> str:
        return self.title


class MessageChoice(models.Model):
    """What one person wants to hear of one kind. Without a row: everything."""

    person = models.ForeignKey(User, models.CASCADE, verbose_name="谁", related_name="message_choices")
    kind = models.CharField("种类", max_length=20, choices=MessageKind.choices)
    inbox = models.BooleanField("站内信", default=True)
    letter = models.BooleanField("邮件", default=True)
    group = models.BooleanField("工作群", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "消息的选择"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="message_choice_once")]

    def __str__(self) -> str:
        return f"{self.person}：{self.get_kind_display()}"


class AuditEntry(models.Model):
    """One thing that was done: who, when, from where, to what, and what changed. Written by actions, never altered."""

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    by = models.ForeignKey(
        User,
        models.PROTECT,
        verbose_name="谁",
        null=True,
        blank=True,
        related_name="audit_entries",
    )
    by_name = models.CharField("姓名", max_length=60, help_text="当时的姓名；系统自己做的事记作“系统”。")
    origin = models.CharField("来自", max_length=60, blank=True)
    verb = models.CharField("做了什么", max_length=40, db_index=True)
    target_kind = models.CharField("对象种类", max_length=40)
    target_id = models.CharField("对象编号", max_length=40)
    target_label = models.CharField("对象", max_length=200)
    changes = models.JSONField("改动", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作记录"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["target_kind", "target_id"], name="audit_target")]

    def __str__(self) -> str:
        return f"{self.by_name}：{self.verb}《{self.target_label}》"
