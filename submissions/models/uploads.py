"""Uploads under way: files that come in pieces over a weak link (tus 1.0)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

UPLOAD_HOLDS = timedelta(days=3)


def new_key() -> str:
    """A key for a new upload: 32 hexadecimal digits that cannot be guessed."""
    return secrets.token_hex(16)


def _in_three_days() -> datetime:
    return timezone.now() + UPLOAD_HOLDS


class UploadPurpose(models.TextChoices):
    PHOTO = "photo", "照片"
    DOCUMENT = "document", "文稿"


class Upload(models.Model):
    """A file on its way. `offset` bytes of `size` have arrived; what never arrives is swept after `expires_at`."""

    key = models.CharField("编号", max_length=32, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="谁", related_name="uploads")
    purpose = models.CharField("用途", max_length=10, choices=UploadPurpose.choices)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveBigIntegerField("字节数")
    offset = models.PositiveBigIntegerField("已到", default=0)
    sha256 = models.CharField("指纹", max_length=64, blank=True)
    made_at = models.DateTimeField("开始", default=timezone.now)
    expires_at = models.DateTimeField("有效到", default=_in_three_days)
    finished_at = models.DateTimeField("到齐", null=True, blank=True)
    refusal = models.CharField("不能用的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "上传"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(offset__lte=F("size")), name="upload_within_size"),
        ]

    def __str__(self) -> str:
        return self.name
