"""An equation of Word (OMML) as one line of text: a fraction is a/b, a power x^2, a root √(x)."""

from __future__ import annotations

import re

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 40
_PLAIN = re.compile(r"^[\w.%]*$")


def linear(equation: etree._Element, depth: int = 0) -> str:
    """The equation in one line; parts it does not know come out as their text."""
    if depth > _DEEPEST:
        return "".join(equation.itertext())
    name = etree.QName(equation).localname

    def part(child: str) -> str:
        found = equation.find(f"{M}{child}")
        return linear(found, depth + 1) if found is not None else ""

    match name:
        case "f":
            return f"{_held(part('num'))}/{_held(part('den'))}"
        case "sSup":
            return f"{part('e')}^{_held(part('sup'))}"
        case "sSub":
            return f"{part('e')}_{_held(part('sub'))}"
        case "sSubSup":
            return f"{part('e')}_{_held(part('sub'))}^{_held(part('sup'))}"
        case "rad":
            return f"{part('deg')}√({part('e')})"
        case "nary":
            sign = equation.find(f"{M}naryPr/{M}chr")
            limits = (f"_{_held(part('sub'))}" if part("sub") else "") + (
                f"^{_held(part('sup'))}" if part("sup") else ""
            )
            return f"{sign.get(f'{M}val', '∫') if sign is not None else '∫'}{limits} {part('e')}"
        case "d":
            return f"({','.join(linear(child, depth + 1) for child in equation.iterchildren(f'{M}e'))})"
        case "t":
            return equation.text or ""
        case _ if name.endswith("Pr"):
            return ""
    return "".join(linear(child, depth + 1) for child in equation if isinstance(child.tag, str))


def _held(text: str) -> str:
    return text if _PLAIN.match(text) else f"({text})"
