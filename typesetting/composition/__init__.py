"""The compositor: a frozen manifest in, a page plan out. Pure Python; knows fonts by their metrics, no Django, no Typst."""

from typesetting.composition.compositor import compose

__all__ = ["compose"]
