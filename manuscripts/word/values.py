"""Reading single values out of Word's XML, whatever stands there."""

from __future__ import annotations

import re

from lxml import etree

from manuscripts.word.package import W

_NUMBER = re.compile(r"-?[0-9]{1,12}")


def value(parent: etree._Element | None, name: str) -> str:
    """The w:val of a child of that name; "" where there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def whole_number(text: str | None) -> int | None:
    """A text as a whole number; None where it is none, or is beyond all sense."""
    return int(text) if text and _NUMBER.fullmatch(text) else None
