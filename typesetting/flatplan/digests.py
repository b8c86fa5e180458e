"""What the picture of a page hangs on, as a digest: a page with the same digest has the same picture."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache

from typesetting.composition.plan import Cover, Link, Page, Plan
from typesetting.making.colours import print_palette
from typesetting.making.engine import SOURCES

# To be raised when what `thumbnails` makes of a page changes.
RECIPE = 1
STYLE = re.compile(r"style='([^']+)'")
PHOTO = re.compile(r"photo='([^']+)'")
LENGTH = 40  # hexadecimal digits


def picture_digests(plan: Plan, manifest: dict) -> list[str]:
    """The digest of each page's picture, in order."""
    common = [RECIPE, _programme(), print_palette(manifest["periodical"].get("look"))]
    return [_digest([common, *_of_page(page, plan, manifest)]) for page in plan.pages]


def _of_page(page: Page, plan: Plan, manifest: dict) -> list:
    """All that is drawn on a page: its items as they stand, what their styles and photos are, a cover's own strings.

    The plan's items are plain dataclasses, so that what they look like in words says all of them. Links cannot be seen.
    """
    items = repr([item for item in page.items if not isinstance(item, Link)])
    covers = [item.side for item in page.items if isinstance(item, Cover)]
    sources = [manifest["periodical"], manifest["issue"]] if covers else []
    keys = set(PHOTO.findall(items))
    if covers:
        keys |= {part.get("photo") for part in (manifest["issue"].get("cover"), manifest["issue"].get("back")) if part}
    photos = {key: manifest["photos"][key]["sha256"] for key in sorted(filter(None, keys)) if key in manifest["photos"]}
    styles = {name: repr(plan.styles[name]) for name in sorted(set(STYLE.findall(items))) if name in plan.styles}
    return [items, styles, photos, sources]


@lru_cache(maxsize=1)
def _programme() -> str:
    """The drawing programme's digest."""
    return _digest([source.read_text(encoding="utf-8") for source in sorted(SOURCES.glob("*.typ"))])


def setting_digest(manifest: dict) -> str:
    """What a whole setting hangs on: the manifest, and the programme that draws it."""
    return _digest([manifest["digest"], RECIPE, _programme()])


def _digest(value: list) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:LENGTH]
