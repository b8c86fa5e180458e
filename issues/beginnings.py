"""What a form was begun from, as digests: enough to tell which of two texts changed something, carried by the page itself.

Two people may begin from the same text and both change it. Whoever saves later is shown both; of each line and block the
digests say whether it stood in the text both began from. They decide nothing but what is proposed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from manuscripts.blocks import Block
from manuscripts.parsing import to_html

SIZE = 12  # hexadecimal digits of a digest
LONGEST = 200_000  # characters; a longer one is none of ours


def line_digest(name: str, value: str) -> str:
    """The digest of a field of one line, whatever its spacing."""
    return _digest(name, " ".join(value.split()))


def block_digest(name: str, block: Block) -> str:
    return _digest(name, to_html([block]))


def _digest(name: str, text: str) -> str:
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "replace")).hexdigest()[:SIZE]


@dataclass(frozen=True)
class Beginning:
    """The text a form was begun from: the digests of its lines and blocks, in order. Empty where it is not known."""

    digests: tuple[str, ...] = ()

    @classmethod
    def read(cls, carried: str) -> Beginning:
        """From what a page carries; empty for what is not of that form."""
        digests = carried.split() if len(carried) <= LONGEST else []
        return cls(tuple(digests) if all(len(one) == SIZE and one.isalnum() for one in digests) else ())

    def __str__(self) -> str:
        return " ".join(self.digests)

    def has(self, digest: str) -> bool:
        return digest in self.digests

    def adds(self, digest: str, text: Sequence[str]) -> bool:
        """Whether `text`, as digests, holds something more often than the text it was begun from."""
        return text.count(digest) > self.digests.count(digest)

    def moves(self, text: Sequence[str]) -> bool:
        """Whether blocks that stand once in each are in another order in `text`."""
        once, before = _once(text), _once(self.digests)
        return [one for one in text if one in once & before] != [one for one in self.digests if one in once & before]


def _once(digests: Sequence[str]) -> set[str]:
    return {digest for digest, count in Counter(digests).items() if count == 1}
