"""The plan's table of styles, filled as styles are used."""

from __future__ import annotations

from dataclasses import replace

from typesetting.composition.design import STYLES, TITLE_FACE
from typesetting.composition.plan import Style
from typesetting.composition.shaping import SMALL_SCALE, Look


class StyleBook:
    """Styles by name. Only those used get into the plan, so that the plan says nothing it does not need.

    `title_face` is the face of whatever the design sets in TITLE_FACE: titles, names, the heading of the contents.
    """

    def __init__(self, title_face: str = TITLE_FACE) -> None:
        self.title_face = title_face
        self.used: dict[str, Style] = {}
        self._derived: dict[tuple[str, str, bool], str] = {}

    def __getitem__(self, name: str) -> Style:
        found = self.used.get(name)
        if found is None:
            found = STYLES[name]
            if found.face == TITLE_FACE:
                found = replace(found, face=self.title_face)
            self.used[name] = found
        return found

    def run_style(self, base: str, look: Look) -> str:
        """The name of the style in which a look is set within the style `base`."""
        key = (base, look.face, look.script != 0)
        name = self._derived.get(key)
        if name is None:
            name = f"{base}.{look.face}" + (".small" if look.script else "")
            size = self[base].size * (SMALL_SCALE if look.script else 1.0)
            self.used[name] = replace(self[base], face=look.face, size=round(size, 2))
            self._derived[key] = name
        return name

    def table(self) -> dict[str, Style]:
        """All styles used, sorted by name."""
        return dict(sorted(self.used.items()))
