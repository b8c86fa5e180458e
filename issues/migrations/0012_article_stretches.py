"""Fingerprints of the articles that are published already."""

from django.db import migrations

from submissions.likeness import fingerprint


def put_stretches(apps, schema_editor):
    alias = schema_editor.connection.alias
    article, stretch = (apps.get_model("issues", name) for name in ("Article", "ArticleStretch"))
    published = article.objects.using(alias).filter(state="published").values_list("pk", "plain_text")
    for pk, text in published.iterator():
        stretch.objects.using(alias).bulk_create(
            (stretch(article_id=pk, value=value) for value in fingerprint(text)), batch_size=500
        )


class Migration(migrations.Migration):
    dependencies = [("issues", "0011_adoptions")]

    operations = [migrations.RunPython(put_stretches, migrations.RunPython.noop)]
