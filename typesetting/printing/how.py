"""How a manifest is to be printed: the press's profile, how much ink the paper takes, how fine photos are.

The manifest's `printing` (absent in older ones, which then are printed in the usual way):

    profile     {file (path under the photo root, empty for the press's own profile), sha256, name}
    ink_limit   per cent of all four inks together
    least_ppi   pixels per inch below which a photo is warned of
    most_ppi    and what a photo is reduced to
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from typesetting.printing.profile import Profile, digest, home_profile

INK_LIMIT = 300
LEAST_PPI = 250
MOST_PPI = 350
KEY_LENGTH = 10


@dataclass(frozen=True)
class Printing:
    """How one issue is printed. `broken` is the sentence to tell where the printer's own profile could not be used."""

    profile: Profile
    ink_limit: int = INK_LIMIT
    least_ppi: int = LEAST_PPI
    most_ppi: int = MOST_PPI
    broken: str = ""

    @property
    def key(self) -> str:
        """Names all that a photo's rendition hangs on but the photo and its box."""
        said = f"{self.profile.sha256} {self.ink_limit} {self.most_ppi}"
        return hashlib.sha256(said.encode()).hexdigest()[:KEY_LENGTH]


def usual() -> Printing:
    """The way of a manifest that says nothing of it."""
    return Printing(home_profile())


def printing_of(manifest: dict, root: Path) -> Printing:
    """How the manifest is printed; files are read under `root`. A profile that is gone or altered gives way to the usual one."""
    said = manifest.get("printing") or {}
    profile, broken = _profile(said.get("profile") or {}, Path(root))
    return Printing(
        profile,
        ink_limit=said.get("ink_limit", INK_LIMIT),
        least_ppi=said.get("least_ppi", LEAST_PPI),
        most_ppi=said.get("most_ppi", MOST_PPI),
        broken=broken,
    )


def _profile(said: dict, root: Path) -> tuple[Profile, str]:
    """The profile asked for, or the usual one with the reason. What is unaltered was checked when it was uploaded."""
    home = home_profile()
    if not said.get("file"):
        return home, ""
    name, path = said.get("name", ""), root / said["file"]
    try:
        found = digest(path.read_bytes())
    except OSError:
        found = ""
    if found == said["sha256"]:
        return Profile(path, found, name), ""
    fault = "改动过或已损坏" if found else "读不出来"
    return home, (
        f"印刷厂的特性文件“{name}”{fault}，这次改用 {home.name} 换算颜色。请在刊物的印刷设置里重新上传特性文件，再排版。"
    )
