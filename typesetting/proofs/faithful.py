"""Whether an issue would be printed today with the words that a run printed.

`wording` tells it in three queries from what the desk changes, and is asked on every page. Here the issue is frozen again: an
author's or a union's new name, a photo's credit, the masthead or a photo itself change what is printed, and no article.
"""

from __future__ import annotations

import json

from django.core.files.storage import default_storage

from accounts.refusals import NotAllowed
from typesetting.freeze import freeze
from typesetting.models import Proof

CHANGED = "出样以后，{}改过，与{}样印的不一样了。请重新排版，重出付印样，由主编签字。"
PARTS = {
    "periodical": "刊名、主办单位、准印证号或封面上的声明",
    "issue": "期号、日期、封面、编委会或版权信息",
    "columns": "文章、署名、栏目或单位的名称",
    "photos": "照片或照片的作者、说明",
}
MASTHEAD = ("title", "sponsor", "permit", "statement", "internal")


def check_same_words(proof: Proof) -> None:
    """Raise NotAllowed where the issue would now be printed with other words or photos than the proof shows."""
    try:
        with default_storage.open(proof.run.manifest.name, "rb") as handle:
            printed = _said(json.load(handle))
    except (OSError, ValueError) as error:
        raise NotAllowed(f"{proof}样的排版稿读不出来。请重新排版，重出付印样。") from error
    now = _said(json.loads(json.dumps(freeze(proof.issue))))
    changed = [words for name, words in PARTS.items() if now[name] != printed[name]]
    if changed:
        raise NotAllowed(CHANGED.format("；".join(changed), proof))


def _said(manifest: dict) -> dict:
    """The words and photos of a manifest, by its parts; how they are set is left out."""
    return {
        "periodical": {name: manifest["periodical"].get(name) for name in MASTHEAD},
        "issue": manifest["issue"],
        "columns": [
            [column["name"], [_without(article, "layout") for article in column["articles"]]]
            for column in manifest["columns"]
        ],
        "photos": {
            key: [photo["sha256"], photo["credit"], photo["caption"]] for key, photo in manifest["photos"].items()
        },
    }


def _without(article: dict, name: str) -> dict:
    return {key: value for key, value in article.items() if key != name}
