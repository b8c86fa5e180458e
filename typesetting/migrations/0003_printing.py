"""How a periodical is printed, and the files that are made of a run's print PDF."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("issues", "0014_press_choices"),
        ("typesetting", "0002_attempts_and_wording"),
    ]

    operations = [
        migrations.CreateModel(
            name="Printing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "periodical",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printing",
                        to="issues.periodical",
                        verbose_name="刊物",
                    ),
                ),
                (
                    "profile",
                    models.FileField(blank=True, max_length=200, upload_to="profiles", verbose_name="特性文件"),
                ),
                ("profile_name", models.CharField(blank=True, max_length=80, verbose_name="特性文件名称")),
                ("profile_sha256", models.CharField(blank=True, max_length=64, verbose_name="特性文件指纹")),
                (
                    "ink_limit",
                    models.PositiveSmallIntegerField(
                        default=300,
                        help_text="四色网点相加最多多少。铜版纸一般 300，轻型纸、胶版纸一般 260 到 280，请问印刷厂。",
                        validators=[
                            django.core.validators.MinValueValidator(220),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="总墨量（%）",
                    ),
                ),
                (
                    "least_ppi",
                    models.PositiveSmallIntegerField(
                        default=250,
                        help_text="照片印出来低于这个数，印前检查会提醒。一般 250。",
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(300),
                        ],
                        verbose_name="照片最低分辨率（ppi）",
                    ),
                ),
                (
                    "most_ppi",
                    models.PositiveSmallIntegerField(
                        default=350,
                        help_text="照片再大也缩到这个数，再多印不出来，只让文件变大。一般 350。",
                        validators=[
                            django.core.validators.MinValueValidator(250),
                            django.core.validators.MaxValueValidator(350),
                        ],
                        verbose_name="照片最高分辨率（ppi）",
                    ),
                ),
                (
                    "cover_apart",
                    models.BooleanField(
                        default=False,
                        help_text="封面用纸与正文不同时，印刷厂常要封面、正文两个文件。",
                        verbose_name="封面单独交厂",
                    ),
                ),
            ],
            options={
                "verbose_name": "印刷要求",
                "verbose_name_plural": "印刷要求",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("least_ppi__lte", models.F("most_ppi"))), name="printing_ppi_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="typesetting.typesetrun",
                        verbose_name="排版",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("marked", "带裁切线和套准线"),
                            ("cover", "封面（四页）"),
                            ("body", "正文（不含封面）"),
                            ("spreads", "对开页"),
                            ("booklet-a3", "骑马订样书（A3 纸，原大）"),
                            ("booklet-a4", "骑马订样书（A4 纸，缩小）"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="press-files", verbose_name="文件")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="制作时间")),
            ],
            options={
                "verbose_name": "交厂文件",
                "verbose_name_plural": "交厂文件",
                "ordering": ["run_id", "id"],
                "constraints": [models.UniqueConstraint(fields=("run", "kind"), name="print_file_once")],
            },
        ),
    ]
