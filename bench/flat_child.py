"""One measured worker that has an issue's flat plan open: `python -m bench.flat_child MANIFEST FOLDER`. Prints one line of JSON.

The issue is the manifest's, as rows of a database of its own in FOLDER, made by the desk's actions.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from bench.child import Memory

EDITED = 0.5  # which article, as a part of the issue
SENTENCE = "会后，大家又到车间里看了一圈。"


def prepare(folder: Path) -> None:
    """The site's settings on a database and a store of its own, with empty tables."""
    os.environ["JOURNAL_VAR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "journal.settings"
    import django
    from django.conf import settings

    settings.MIGRATION_MODULES = {app.split(".apps.")[0].split(".")[-1]: None for app in settings.INSTALLED_APPS}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


def make_rows(manifest: dict, photos: Path):
    """The manifest's issue, planned; and the editor who planned it."""
    from accounts.actions.people import add_person
    from accounts.roles import Role
    from issues.actions import planning, writing
    from issues.actions.periodicals import first_periodical
    from issues.models import Layout
    from manuscripts.blocks import from_json
    from manuscripts.parsing import to_html
    from photos.actions.ingesting import ingest

    editor = add_person(username="bianji", name="甲某", password="gaoyuan-long-enough", roles=[Role.EDITOR], by=None)  # noqa: S106
    periodical = first_periodical()
    issue = planning.make_issue(periodical=periodical, year=2026, number=1, by=editor)
    keys = {}
    for key, photo in manifest["photos"].items():
        with (photos / photo["file"]).open("rb") as handle:
            keys[key] = ingest(handle=handle, name=photo["file"], by=editor, caption=photo["caption"]).key
    for column in manifest["columns"]:
        row = planning.column_named(periodical, column["name"], Layout(column["layout"]))
        for article in column["articles"]:
            blocks = [
                block | {"photo": keys[block["photo"]]} if "photo" in block else block for block in article["blocks"]
            ]
            body = to_html(from_json(blocks))
            made = writing.write(periodical=periodical, by=editor, title=article["title"], body=body)
            planning.place(issue=issue, column=row, article=made, by=editor)
    return issue, editor


def edit(issue, editor, words: str) -> tuple[float, int]:
    """Save an edit of the article in the middle; seconds until its pages are shown, and how many changed."""
    from issues.actions import writing
    from typesetting.actions import previewing
    from typesetting.models import Preview

    placements = list(issue.placements.select_related("article").order_by("column_order", "order"))
    article = placements[int(len(placements) * EDITED)].article
    shown = Preview.objects.get(issue=issue).turn
    offers = previewing.offers_for
    previewing.offers_for = lambda *asked: ()  # the pages are shown by then
    started = time.perf_counter()
    writing.rewrite(article=article, by=editor, body=article.body + words)
    previewing.ask(issue.pk)
    previewing.make(issue.pk)
    seconds = time.perf_counter() - started
    previewing.offers_for = offers
    preview = Preview.objects.get(issue=issue)
    if preview.error or preview.turn == shown:
        raise SystemExit(preview.error or "nothing was shown")
    return seconds, len(preview.moved["pages"])


def main() -> None:
    manifest, folder = Path(sys.argv[1]), Path(sys.argv[2])
    memory = Memory()
    memory.start()
    prepare(folder)
    from typesetting.actions import previewing

    issue, editor = make_rows(json.loads(manifest.read_text(encoding="utf-8")), manifest.parent / "photos")
    previewing.watch(issue)
    previewing.make(issue.pk)
    seconds, changed = edit(issue, editor, f"<p>{SENTENCE}</p>")
    moving, moved = edit(issue, editor, f"<p>{SENTENCE * 12}</p>" * 10)
    memory.over.set()
    print(
        json.dumps({"seconds": seconds, "changed": changed, "moving": moving, "moved": moved, "megabytes": memory.peak})
    )


if __name__ == "__main__":
    main()
