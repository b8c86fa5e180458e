"""Proofs, their pages, marks and accepted warnings."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0016_comment_ground"),
        ("typesetting", "0007_flat_plan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "一校"), (2, "二校"), (3, "三校"), (4, "通读"), (5, "付印")], verbose_name="校次"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(default=1, help_text="同一校次里。", verbose_name="第几份"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "在校"), ("signed", "已签字"), ("replaced", "已重出")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("seal", models.CharField(editable=False, max_length=64, verbose_name="校样的指纹")),
                ("print_sha256", models.CharField(editable=False, max_length=64, verbose_name="印刷 PDF 的摘要")),
                ("screen_sha256", models.CharField(editable=False, max_length=64, verbose_name="阅读 PDF 的摘要")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="出样时间")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="签字时间")),
                ("opinion", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                ("prepared_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="比较完成")),
                (
                    "after",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="typesetting.proof",
                        verbose_name="前一校",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="issues.issue",
                        verbose_name="期",
                    ),
                ),
                (
                    "last",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="typesetting.proof",
                        verbose_name="上一份",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁出的",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="由谁校",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="typesetting.typesetrun",
                        verbose_name="排版",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁签的",
                    ),
                ),
            ],
            options={
                "verbose_name": "校样",
                "verbose_name_plural": "校样",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(help_text="在一份校样里。", verbose_name="号")),
                ("page", models.PositiveSmallIntegerField(verbose_name="页")),
                ("x0", models.FloatField(blank=True, null=True, verbose_name="左")),
                ("y0", models.FloatField(blank=True, null=True, verbose_name="上")),
                ("x1", models.FloatField(blank=True, null=True, verbose_name="右")),
                ("y1", models.FloatField(blank=True, null=True, verbose_name="下")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wrong", "错字"),
                            ("missing", "漏字"),
                            ("extra", "多字"),
                            ("punctuation", "标点"),
                            ("fact", "事实、数字、姓名"),
                            ("photo", "照片"),
                            ("layout", "版式"),
                            ("other", "其他"),
                        ],
                        default="wrong",
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("wrong", models.TextField(blank=True, max_length=2000, verbose_name="原文")),
                ("right", models.TextField(blank=True, max_length=2000, verbose_name="改成")),
                ("remark", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                ("before", models.CharField(blank=True, max_length=20, verbose_name="前文")),
                ("after", models.CharField(blank=True, max_length=20, verbose_name="后文")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("changed", "改了"), ("kept", "不改"), ("withdrawn", "撤回")],
                        max_length=10,
                        verbose_name="处理",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="理由")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "已照改"), ("not_yet", "没有改")],
                        max_length=8,
                        verbose_name="核红",
                    ),
                ),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="核红时间")),
                (
                    "again",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marked_again",
                        to="typesetting.mark",
                        verbose_name="再标的",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proof_marks",
                        to="issues.article",
                        verbose_name="文章",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁标的",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁核",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁处理",
                    ),
                ),
                (
                    "checked_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked_marks",
                        to="typesetting.proof",
                        verbose_name="在哪份校样上核",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="typesetting.proof",
                        verbose_name="校样",
                    ),
                ),
            ],
            options={
                "verbose_name": "校样标记",
                "verbose_name_plural": "校样标记",
                "ordering": ["page", "y0", "x0", "id"],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "finding",
                    models.CharField(help_text="typesetting.proofs.accepting。", max_length=64, verbose_name="提示"),
                ),
                ("message", models.TextField(verbose_name="原话")),
                ("reason", models.TextField(max_length=2000, verbose_name="理由")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="typesetting.proof",
                        verbose_name="校样",
                    ),
                ),
            ],
            options={
                "verbose_name": "接受的提示",
                "verbose_name_plural": "接受的提示",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ProofPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="页")),
                ("was", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="上一份的页")),
                ("lines", models.JSONField(default=list, verbose_name="文字")),
                ("changes", models.JSONField(default=list, verbose_name="改动")),
                ("changed", models.BooleanField(default=False, verbose_name="有改动")),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="typesetting.proof",
                        verbose_name="校样",
                    ),
                ),
            ],
            options={
                "verbose_name": "校样的页",
                "verbose_name_plural": "校样的页",
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(fields=("issue", "stage", "number"), name="proof_numbered"),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "replaced"), _negated=True),
                fields=("issue", "stage"),
                name="proof_one_standing_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stage__in", [1, 2, 3]), ("state", "signed")),
                fields=("issue", "signed_by"),
                name="proof_three_by_three_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after", None), ("stage", 1)),
                    models.Q(("after__isnull", False), ("stage__gt", 1)),
                    _connector="OR",
                ),
                name="proof_stages_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opinion", ""), ("signed_at", None), ("signed_by", None)),
                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                    _connector="OR",
                ),
                name="proof_signed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "signed"), _negated=True), ("signed_by__isnull", False), _connector="OR"
                ),
                name="proof_signed_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "open"), _negated=True), ("signed_by", None), _connector="OR"),
                name="proof_open_is_not_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", [1, 2, 3, 4, 5])), name="proof_of_a_known_stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(fields=("proof", "number"), name="mark_numbered"),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("x0", None), ("x1", None), ("y0", None), ("y1", None)),
                    models.Q(
                        models.Q(("x0__isnull", False)),
                        models.Q(("y0__isnull", False)),
                        models.Q(("x1__isnull", False)),
                        models.Q(("y1__isnull", False)),
                        ("x0__gte", 0),
                        ("x1__gte", models.F("x0")),
                        ("x1__lte", 1),
                        ("y0__gte", 0),
                        ("y1__gte", models.F("y0")),
                        ("y1__lte", 1),
                    ),
                    _connector="OR",
                ),
                name="mark_on_the_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("wrong__gt", ""), ("right__gt", ""), ("remark__gt", ""), _connector="OR"),
                name="mark_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None), ("verdict", "")),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False), ("verdict__gt", "")),
                    _connector="OR",
                ),
                name="mark_settled_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("verdict", "kept"), _negated=True), ("reason__gt", ""), _connector="OR"),
                name="mark_kept_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_at", None), ("checked_by", None), ("checked_on", None), ("outcome", "")),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("checked_by__isnull", False),
                        ("checked_on__isnull", False),
                        ("outcome__gt", ""),
                        ("verdict", "changed"),
                    ),
                    _connector="OR",
                ),
                name="mark_checked_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(fields=("proof", "finding"), name="acceptance_once"),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.CheckConstraint(condition=models.Q(("reason__gt", "")), name="acceptance_with_a_reason"),
        ),
        migrations.AddConstraint(
            model_name="proofpage",
            constraint=models.UniqueConstraint(fields=("proof", "number"), name="proof_page_once"),
        ),
    ]
