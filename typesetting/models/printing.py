"""How a periodical is printed, and the files that are made of a run's print PDF when somebody asks for them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from issues.models import Periodical
from typesetting.models.runs import TypesetRun
from typesetting.printing.how import INK_LIMIT, LEAST_PPI, MOST_PPI
from typesetting.printing.profile import home_profile

# The least and the most of each number.
BOUNDS = {"ink_limit": (220, 400), "least_ppi": (100, 300), "most_ppi": (250, MOST_PPI)}


def _between(name: str) -> list:
    low, high = BOUNDS[name]
    return [MinValueValidator(low), MaxValueValidator(high)]


class Printing(models.Model):
    """What the printing house of a periodical asks for. One without a row is printed in the usual way."""

    periodical = models.OneToOneField(Periodical, models.CASCADE, verbose_name="刊物", related_name="printing")
    profile = models.FileField("特性文件", upload_to="profiles", blank=True, max_length=200)
    profile_name = models.CharField("特性文件名称", max_length=80, blank=True)
    profile_sha256 = models.CharField("特性文件指纹", max_length=64, blank=True)
    ink_limit = models.PositiveSmallIntegerField(
        "总墨量（%）",
        default=INK_LIMIT,
        validators=_between("ink_limit"),
        help_text="四色网点相加最多多少。铜版纸一般 300，轻型纸、胶版纸一般 260 到 280，请问印刷厂。",
    )
    least_ppi = models.PositiveSmallIntegerField(
        "照片最低分辨率（ppi）",
        default=LEAST_PPI,
        validators=_between("least_ppi"),
        help_text="照片印出来低于这个数，印前检查会提醒。一般 250。",
    )
    most_ppi = models.PositiveSmallIntegerField(
        "照片最高分辨率（ppi）",
        default=MOST_PPI,
        validators=_between("most_ppi"),
        help_text="照片再大也缩到这个数，再多印不出来，只让文件变大。一般 350。",
    )
    cover_apart = models.BooleanField(
        "封面单独交厂",
        default=False,
        help_text="封面用纸与正文不同时，印刷厂常要封面、正文两个文件。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "印刷要求"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(least_ppi__lte=models.F("most_ppi")), name="printing_ppi_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periodical}的印刷要求"

    def as_manifest(self) -> dict:
        """What a manifest says of it: see `printing.how`."""
        own = bool(self.profile)
        home = home_profile()
        return {
            "profile": {
                "file": self.profile.name if own else "",
                "sha256": self.profile_sha256 if own else home.sha256,
                "name": self.profile_name if own else home.name,
            },
            "ink_limit": self.ink_limit,
            "least_ppi": self.least_ppi,
            "most_ppi": self.most_ppi,
        }


def printing_for(periodical: Periodical) -> Printing:
    """The periodical's row, or a new one that is not saved and says the usual."""
    return Printing.objects.filter(periodical=periodical).first() or Printing(periodical=periodical)


class FileKind(models.TextChoices):
    """What can be made of a print PDF."""

    MARKED = "marked", "带裁切线和套准线"
    COVER = "cover", "封面（四页）"
    BODY = "body", "正文（不含封面）"
    SPREADS = "spreads", "对开页"
    BOOKLET_A3 = "booklet-a3", "骑马订样书（A3 纸，原大）"
    BOOKLET_A4 = "booklet-a4", "骑马订样书（A4 纸，缩小）"


class PrintFile(models.Model):
    """A file made of a run's print PDF: never composed again, so it has the very pages that were checked."""

    run = models.ForeignKey(TypesetRun, models.CASCADE, verbose_name="排版", related_name="files")
    kind = models.CharField("种类", max_length=12, choices=FileKind.choices)
    file = models.FileField("文件", upload_to="press-files", max_length=200)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("校验值", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="谁", null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField("制作时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "交厂文件"
        ordering = ["run_id", "id"]
        constraints = [models.UniqueConstraint(fields=["run", "kind"], name="print_file_once")]

    def __str__(self) -> str:
        return f"{self.run}：{self.get_kind_display()}"
