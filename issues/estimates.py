"""How many pages articles will take before they are typeset: guesses, always shown with 约.

Fitted to issues of the press: a page holds 2 columns of 40 lines of 22 characters; a title, photos and tables take the
room given here. The whole issue came out within a page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import groupby

from issues.models import Layout

FRONT_AND_BACK = 4  # 封面, two pages of contents, 封底
SHEET = 4  # pages are printed four at a time

PAGE = 1760  # characters
FEATURE_PAGE = 1600
FEATURE_HEAD, FEATURE_PHOTO, TABLE_ROW = 0.25, 0.17, 0.02
NEWS_HEAD, NEWS_PHOTO = 0.06, 0.22
PROFILE, PROFILE_PAGE = 0.5, 1200


def article_pages(layout: str, characters: int, photos: int, table_rows: int = 0) -> float:
    """The pages one article will take; a part of a page where its layout lets articles share one."""
    if layout == Layout.LETTER:
        return max(1.0, math.ceil(characters / PAGE))
    if layout == Layout.FEATURE:
        rough = FEATURE_HEAD + characters / FEATURE_PAGE + FEATURE_PHOTO * photos + TABLE_ROW * table_rows
        return float(math.ceil(rough))
    if layout == Layout.PROFILES:
        return max(PROFILE, characters / PROFILE_PAGE)
    return NEWS_HEAD + characters / PAGE + NEWS_PHOTO * photos + TABLE_ROW * table_rows


def issue_pages(columns: Iterable[tuple[str, float]]) -> int:
    """The pages of an issue, with covers and contents, from (layout, pages) of its columns in order.

    A column begins a page, but for columns of news, which run on after one another.
    """
    body = 0
    for is_news, group in groupby(columns, key=lambda column: column[0] == Layout.NEWS):
        pages = [amount for _, amount in group]
        body += math.ceil(round(sum(pages), 2)) if is_news else sum(math.ceil(round(amount, 2)) for amount in pages)
    return FRONT_AND_BACK + body


def whole_sheets(pages: int) -> int:
    """`pages` with what must be added for a multiple of four."""
    return math.ceil(pages / SHEET) * SHEET
