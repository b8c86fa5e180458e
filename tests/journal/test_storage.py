"""Scripts import one another; when one changes, everything that leads to it has a new address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.settings import BASE_DIR
from journal.storage import HashedStorage

IMPORTED = re.compile(r'from "\./(\w+)\.([0-9a-f]{12})\.js";')


@pytest.fixture
def collect(settings, tmp_path: Path):
    """Collect a folder of scripts into a new one; gives the storage they went to."""
    settings.DEBUG = False

    def collected(scripts: dict[str, str], number: int) -> HashedStorage:
        storage = HashedStorage(location=tmp_path / str(number))
        for name, text in scripts.items():
            path = Path(storage.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        outcomes = list(storage.post_process({name: (storage, name) for name in scripts}))
        assert not [one for _, _, one in outcomes if isinstance(one, Exception)]
        return storage

    return collected


def test_a_changed_module_gives_new_addresses_to_all_that_import_it(collect):
    scripts = {
        "js/main.js": 'import { one } from "./one.js";\none();\n',
        "js/one.js": 'import { two } from "./two.js";\nexport const one = () => two();\n',
        "js/two.js": "export const two = () => 2;\n",
        "js/other.js": "export const other = 1;\n",
    }
    before = collect(scripts, 1)
    after = collect(scripts | {"js/two.js": "export const two = () => 3;\n"}, 2)
    for name, is_new in (("main", True), ("one", True), ("two", True), ("other", False)):
        assert (before.url(f"js/{name}.js") != after.url(f"js/{name}.js")) is is_new


def test_every_module_of_the_pages_is_imported_by_its_hashed_address(collect):
    folder = BASE_DIR / "static"
    scripts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in (folder / "js").rglob("*.js")
    }
    storage = collect(scripts, 1)
    main = Path(storage.path(storage.stored_name("js/editor/main.js"))).read_text(encoding="utf-8")
    assert len(IMPORTED.findall(main)) == main.count("\nimport ") >= 5
