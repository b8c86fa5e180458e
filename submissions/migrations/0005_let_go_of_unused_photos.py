"""Photos that correspondents handed in and no report holds: the sweep looks at them, too, and keeps what is used elsewhere."""

from django.db import migrations
from django.utils import timezone


def let_go(apps, schema_editor) -> None:
    Photo = apps.get_model("photos", "Photo")
    Report, ReportPhoto = apps.get_model("submissions", "Report"), apps.get_model("submissions", "ReportPhoto")
    loose = Photo.objects.filter(uploaded_by__in=Report.objects.values("sender"))
    for field in ("photo", "preview"):
        loose = loose.exclude(pk__in=ReportPhoto.objects.exclude(**{field: None}).values(field))
    loose.update(loose_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("photos", "0002_photo_loose_at"),
        ("submissions", "0004_arrivals_places_calls"),
    ]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
