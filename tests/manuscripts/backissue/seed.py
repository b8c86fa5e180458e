"""The printed issue kept beside the repository for trials: found when it is there, and what is known of it as numbers.

Its sentences are not ours to keep here, so the ends of each body are held as digests.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from pathlib import Path

import pytest

from manuscripts.backissue import BackIssue, FoundArticle
from manuscripts.backissue.keys import HAN_CHARACTER

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
JOURNAL = SEEDS / "journal-2023-01.md"
CONTENTS_END = 143  # the line of the journal behind its contents page

needs_journal = pytest.mark.skipif(not JOURNAL.exists(), reason="the trial issue journal-2023-01.md is not here")


def journal() -> str:
    return JOURNAL.read_text(encoding="utf-8")


def expected() -> dict:
    return json.loads((SEEDS / "journal-2023-01.contents.json").read_text(encoding="utf-8"))


def articles(issue: BackIssue) -> list[FoundArticle]:
    return [article for column in issue.columns for article in column.articles]


def body(article: FoundArticle) -> str:
    """The Han characters of a body, the mark before captions left out."""
    text = html.unescape(re.sub("<[^>]+>", "", article.html)).replace("〔图片说明〕", "")
    return han(text)


def han(text: str) -> str:
    return "".join(HAN_CHARACTER.findall(text))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
