"""The letterbox offers the columns the journal has already."""

from django.db import migrations


def offer(apps, schema_editor):
    alias = schema_editor.connection.alias
    column, offered = apps.get_model("issues", "Column"), apps.get_model("submissions", "SuggestedColumn")
    if offered.objects.using(alias).exists():
        return
    usual = column.objects.using(alias).filter(active=True).exclude(layout="letter").order_by("order", "pk")
    names = list(dict.fromkeys(usual.values_list("name", flat=True)))
    offered.objects.using(alias).bulk_create(offered(name=name, order=order) for order, name in enumerate(names))


class Migration(migrations.Migration):
    dependencies = [("issues", "0012_article_stretches")]

    operations = [migrations.RunPython(offer, migrations.RunPython.noop)]
