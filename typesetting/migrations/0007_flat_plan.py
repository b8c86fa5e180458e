"""The pictures of the pages for the flat plan, and cancelling a run."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0016_comment_ground"),
        ("typesetting", "0003_printing"),
    ]

    operations = [
        migrations.AddField(
            model_name="typesetrun",
            name="cancel_asked",
            field=models.BooleanField(default=False, verbose_name="要求取消"),
        ),
        migrations.AlterField(
            model_name="typesetrun",
            name="error",
            field=models.TextField(blank=True, verbose_name="没有排成的原因"),
        ),
        migrations.AlterField(
            model_name="typesetrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "排队中"),
                    ("running", "排版中"),
                    ("done", "完成"),
                    ("failed", "失败"),
                    ("cancelled", "已取消"),
                ],
                default="queued",
                max_length=9,
                verbose_name="状态",
            ),
        ),
        migrations.CreateModel(
            name="Preview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.PositiveIntegerField(default=0, verbose_name="要求的次数")),
                ("made", models.PositiveIntegerField(default=0, verbose_name="做到第几次")),
                (
                    "turn",
                    models.PositiveIntegerField(
                        default=0, help_text="看得见的东西每变一次加一。", verbose_name="变动次数"
                    ),
                ),
                ("watched_at", models.DateTimeField(blank=True, null=True, verbose_name="最近有人看")),
                ("working", models.CharField(blank=True, max_length=32, verbose_name="在做的后台")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="做了几回")),
                ("heard_at", models.DateTimeField(blank=True, null=True, verbose_name="最近动静")),
                ("stage", models.CharField(blank=True, max_length=20, verbose_name="步骤")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已完成")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共")),
                ("error", models.TextField(blank=True, verbose_name="没有做成的原因")),
                ("manifest_sha256", models.CharField(blank=True, max_length=64, verbose_name="排版稿指纹")),
                ("pages", models.JSONField(blank=True, default=list, verbose_name="各页")),
                ("spans", models.JSONField(blank=True, default=dict, verbose_name="页码表")),
                ("sums", models.JSONField(blank=True, default=dict, verbose_name="页数的账")),
                ("moved", models.JSONField(blank=True, default=dict, verbose_name="动了什么")),
                ("offers", models.JSONField(blank=True, default=list, verbose_name="可以怎么做")),
                ("notes", models.JSONField(blank=True, default=list, verbose_name="排版时的迁就")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="做成时间")),
                ("seconds", models.FloatField(default=0, verbose_name="用时（秒）")),
                (
                    "issue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview",
                        to="issues.issue",
                        verbose_name="期",
                    ),
                ),
            ],
            options={
                "verbose_name": "版面预览",
                "verbose_name_plural": "版面预览",
            },
        ),
    ]
