from django.conf import settings
from django.db import migrations, models


def number_photos(apps, schema_editor):
    """Photos that are there are called by their place, report by report."""
    rows = apps.get_model("submissions", "ReportPhoto").objects
    report, number, found = None, 0, []
    for row in rows.order_by("report_id", "order", "id").only("report_id", "number").iterator():
        report, number = row.report_id, number + 1 if row.report_id == report else 1
        row.number = number
        found.append(row)
    rows.bulk_update(found, ["number"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_report_arrived"),
        ("submissions", "0003_first_points"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="withdrawn_at",
            field=models.DateTimeField(
                blank=True, help_text="撤回的约稿不算没有交。", null=True, verbose_name="撤回时间"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="untold",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="到了编辑部，下一次汇总时告诉编辑。",
                verbose_name="编辑部还没有收到消息",
            ),
        ),
        migrations.AddField(
            model_name="reportphoto",
            name="number",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="号"),
        ),
        migrations.RunPython(number_photos, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(condition=models.Q(("untold", True)), fields=["union"], name="report_untold"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("closed_at__isnull", False), _connector="OR"),
                name="call_withdrawn_is_closed",
            ),
        ),
    ]
