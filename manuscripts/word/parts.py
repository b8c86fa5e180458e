"""What Word keeps beside the document: footnotes, endnotes, comments; and equations as text."""

from __future__ import annotations

from manuscripts.word.formulas import M, linear
from manuscripts.word.package import Package, W

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def formula(equation) -> str:
    """An equation, or a paragraph of several, as a line of text."""
    inner = [equation] if equation.tag == f"{M}oMath" else list(equation.iter(f"{M}oMath"))
    return "，".join(filter(None, (linear(one).strip() for one in inner)))


def notes(package: Package) -> dict[tuple[str, str], str]:
    """The words of each footnote and endnote, by the tag of its reference and its id."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.related(f"{kind}s")
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            words = _words(note)
            if note.get(f"{W}type") not in _SEPARATORS and words:
                found[f"{W}{kind}Reference", note.get(f"{W}id", "")] = words
    return found


def comments(package: Package) -> dict[str, tuple[str, str]]:
    """(author, words) of each comment by its id."""
    root = package.related("comments")
    if root is None:
        return {}
    return {one.get(f"{W}id", ""): (one.get(f"{W}author", ""), _words(one)) for one in root.iter(f"{W}comment")}


def _words(holder) -> str:
    """The text of a note or comment as one line; deleted text is w:delText and not among it."""
    lines = ("".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in holder.iter(f"{W}p"))
    return " ".join(" ".join(lines).split())
