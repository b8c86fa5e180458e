"""Who took a photo, as writers put it at a caption's end: （王生华 摄）, or after a wide blank."""

from __future__ import annotations

import re

CREDIT = re.compile(r"（[^（）]{1,16}(?:摄|图)）$|\u3000[^\u3000，。]{1,14}\u3000?(?:摄|图)$")


def names_photographer(caption: str, credit: str = "") -> bool:
    """Whether a caption says who took its photo: `credit`, or whomever its writer names at its end."""
    return bool(credit and credit in caption) or bool(CREDIT.search(caption.rstrip()))
