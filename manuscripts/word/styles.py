"""What a paragraph and a run look like once styles, their bases and the defaults are taken together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from manuscripts.word.package import W
from manuscripts.word.values import value, whole_number

_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_ROLES = (
    ("title", re.compile(r"^(?:title|标题|文章标题|大标题)$", re.IGNORECASE)),
    ("subtitle", re.compile(r"^(?:subtitle|副标题|副题)$", re.IGNORECASE)),
    ("caption", re.compile(r"^(?:caption|题注|图注|图题)$", re.IGNORECASE)),
    ("contents", re.compile(r"^(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)),
)
_DEFAULT_SIZE = 10.5  # points: 五号
_DEEPEST = 20  # styles one above another; more is a circle


@dataclass(frozen=True)
class RunLook:
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: str = ""  # superscript or subscript
    hidden: bool = False
    size: float = _DEFAULT_SIZE
    font: str = ""
    red: bool = False


@dataclass(frozen=True)
class ParagraphLook:
    align: str = ""  # left, center, right, both
    level: int = 0  # of Word's outline, 1 and deeper; 0 is text
    role: str = ""  # title, subtitle, caption, contents: what its style says it is
    numbering: tuple[str, int] | None = None  # numId and level
    indented: bool = False  # its first line


class Styles:
    """The styles of a document by their ids. `root` may be None: then there are only the formats set in place."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._run_defaults: etree._Element | None = None
        self._chains: dict[str, list[etree._Element]] = {}
        self._cached: dict[bytes, RunLook] = {}
        if root is None:
            return
        self._run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, properties: etree._Element | None) -> ParagraphLook:
        """The look of a paragraph with these w:pPr."""
        sources = [style.find(f"{W}pPr") for style in self._chain(value(properties, "pStyle") or self._default)]
        sources.append(properties)
        align, level, indented, numbering = "", 0, False, {}
        for source in sources:
            align = value(source, "jc") or align
            outline = value(source, "outlineLvl")
            if (depth := whole_number(outline)) is not None:
                level = depth + 1 if 0 <= depth < 9 else 0
            indented = _indents(source, indented)
            numbered = source.find(f"{W}numPr") if source is not None else None
            for part in numbered if numbered is not None else ():
                numbering[etree.QName(part).localname] = part.get(f"{W}val", "")
        role, named_level = self._role(value(properties, "pStyle"))
        listed = numbering.get("numId", "0")
        return ParagraphLook(
            {"start": "left", "end": "right", "distribute": "both"}.get(align, align),
            named_level or level,
            role,
            (listed, whole_number(numbering.get("ilvl")) or 0) if listed not in ("", "0") else None,
            indented,
        )

    def run(self, properties: etree._Element | None, paragraph_style: str) -> RunLook:
        """The look of a run with these w:rPr in a paragraph of that style."""
        key = paragraph_style.encode() + b"|" + (etree.tostring(properties) if properties is not None else b"")
        if key not in self._cached:
            self._cached[key] = self._run(properties, paragraph_style)
        return self._cached[key]

    def _run(self, properties: etree._Element | None, paragraph_style: str) -> RunLook:
        sources = [self._run_defaults]
        sources += [style.find(f"{W}rPr") for style in self._chain(paragraph_style or self._default)]
        sources += [style.find(f"{W}rPr") for style in self._chain(value(properties, "rStyle"))]
        sources.append(properties)
        found: dict = {}
        for source in sources:
            if source is not None:
                _read_run(source, found)
        return RunLook(**found)

    def style_of(self, properties: etree._Element | None) -> str:
        return value(properties, "pStyle")

    def _chain(self, name: str) -> list[etree._Element]:
        """A style and those it is based on, the farthest first."""
        if name not in self._chains:
            found: list[etree._Element] = []
            current = name
            while current in self._styles and len(found) < _DEEPEST:
                found.insert(0, self._styles[current])
                current = value(self._styles[current], "basedOn")
            self._chains[name] = found
        return self._chains[name]

    def _role(self, name: str) -> tuple[str, int]:
        """What a style, or one it is based on, says its paragraphs are; and its level where it is a heading."""
        chain = self._chain(name) if name else []
        names = [value(style, "name").strip() for style in reversed(chain)] or [name]
        for one in names:
            if match := _HEADING.match(one):
                return "", int(match[1])
            for role, pattern in _ROLES:
                if pattern.match(one):
                    return role, 0
        return "", 0


def _indents(properties: etree._Element | None, otherwise: bool) -> bool:
    """Whether these w:pPr indent the first line; `otherwise` where they do not say."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    found = [indent.get(f"{W}{name}") for name in ("firstLineChars", "firstLine")] if indent is not None else []
    given = [one for one in found if one is not None]
    return any((whole_number(one) or 0) > 50 for one in given) if given else otherwise


def _read_run(source: etree._Element, found: dict) -> None:
    for child in source:
        name, given = etree.QName(child).localname, child.get(f"{W}val", "")
        match name:
            case "b":
                found["bold"] = given not in _OFF
            case "i":
                found["italic"] = given not in _OFF
            case "vanish":
                found["hidden"] = given not in _OFF
            case "u":
                found["underline"] = given not in _OFF
            case "vertAlign":
                found["raised"] = given if given in ("superscript", "subscript") else ""
            case "sz" if 0 < (whole_number(given) or 0) < 1000:
                found["size"] = int(given) / 2
            case "rFonts":
                font = child.get(f"{W}eastAsia") or child.get(f"{W}ascii") or ""
                found["font"] = font or found.get("font", "")
            case "color":
                found["red"] = _is_red(given)


def _is_red(value: str) -> bool:
    if not re.fullmatch("[0-9a-fA-F]{6}", value):
        return False
    red, green, blue = (int(value[index : index + 2], 16) for index in (0, 2, 4))
    return red > 180 and green < 60 and blue < 60
