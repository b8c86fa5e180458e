"""What people write about an article: opinions, remarks, answers. Plain text of several lines."""

from __future__ import annotations

from accounts.refusals import NotAllowed

LONGEST = 2000


def tidied(text: str, name: str) -> str:
    """The text without control characters and empty ends. Raises NotAllowed where it is too long; `name` is what it is."""
    lines = "\n".join(text.splitlines()).expandtabs(2).split("\n")
    found = "\n".join("".join(char for char in line if char.isprintable()).rstrip() for line in lines).strip()
    if len(found) > LONGEST:
        raise NotAllowed(f"{name}有 {len(found)} 个字，最多 {LONGEST} 个字。请写得短些，细处可以写成批注。")
    return found
