from decimal import Decimal

from django.db import migrations

# Union information offices pay ten points for an item used and five for a short one, and take points for a call missed.
FIRST = [
    ("sent", "", "1"),
    ("adopted", "", "10"),
    ("adopted", "市州动态", "5"),
    ("adopted", "产业风采", "5"),
    ("adopted", "基层活动", "5"),
    ("call_missed", "", "-5"),
]


def put_first_points(apps, schema_editor):
    rules = apps.get_model("submissions", "PointsRule").objects.using(schema_editor.connection.alias)
    if rules.exists():
        return
    for deed, column, points in FIRST:
        rules.create(deed=deed, column=column, kind="", points=Decimal(points))


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_handling")]

    operations = [migrations.RunPython(put_first_points, migrations.RunPython.noop)]
