"""Photo: one picture as the journal keeps it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from accounts.models import Union

MM_PER_INCH = 25.4


def new_key() -> str:
    """A key for a new photo: 16 hexadecimal digits that cannot be guessed."""
    return secrets.token_hex(8)


class Photo(models.Model):
    """A picture, upright and without location or device data. `/photos/<key>/` names it in the text of articles."""

    key = models.CharField(
        "编号",
        max_length=16,
        unique=True,
        default=new_key,
        editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{16}$")],
    )
    file = models.FileField("文件", upload_to="photos/originals", max_length=200)
    sha256 = models.CharField("指纹", max_length=64, db_index=True, editable=False)
    format = models.CharField("格式", max_length=8, editable=False)
    width = models.PositiveIntegerField("宽（像素）", editable=False)
    height = models.PositiveIntegerField("高（像素）", editable=False)
    caption = models.CharField("图片说明", max_length=300, blank=True)
    credit = models.CharField("摄影者", max_length=60, blank=True)
    alt = models.CharField(
        "替代文字",
        max_length=200,
        blank=True,
        help_text="给看不见图片的读者：画面上有什么。",
    )
    union = models.ForeignKey(Union, models.PROTECT, verbose_name="供图单位", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="上传人",
        null=True,
        blank=True,
        related_name="photos",
    )
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    loose_at = models.DateTimeField(
        "松开时间",
        null=True,
        blank=True,
        editable=False,
        db_index=True,
        help_text="从投稿里拿掉的时间；过了期限还没有用处，就清理。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "图片"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.caption or f"图片 {self.key}"

    def get_absolute_url(self) -> str:
        return reverse("photos:photo", args=[self.key])

    def printed_width_mm(self, ppi: int = 300) -> float:
        """How wide the photo prints at `ppi`, in millimetres."""
        return self.width / ppi * MM_PER_INCH
