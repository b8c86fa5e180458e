"""Plans drawn once for all tests of the press."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typesetting.plans import draw_photo, hand_made_plan, manifest_of
from typesetting.render import Rendered, draw_plan


@pytest.fixture(scope="session")
def photo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two good photos, yard.jpg and cover.jpg."""
    root = tmp_path_factory.mktemp("press") / "photos"
    root.mkdir()
    return root


@pytest.fixture(scope="session")
def photos(photo_root: Path) -> dict:
    return {
        "yard": draw_photo(photo_root / "yard.jpg"),
        "cover": draw_photo(photo_root / "cover.jpg", (3000, 2000)),
    }


@pytest.fixture(scope="session")
def drawn(photo_root: Path, photos: dict) -> Rendered:
    """The hand-made plan as both PDFs."""
    return draw_plan(
        hand_made_plan(),
        manifest_of(photos),
        photo_root=photo_root,
        out_dir=photo_root.parent / "drawn",
        cache_dir=photo_root.parent / "cache",
    )
