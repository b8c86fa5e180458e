"""Cutting any text into tags and text, in time that grows only with its length.

Browsers' parsers can be made to work for hours by a few kilobytes of nested or broken tags. Here nothing is nested:
tags and text come in the order they stand, and every search that fails is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

TEXT, OPEN, CLOSE = "text", "open", "close"
Token = tuple[str, str, str]

# Elements whose content is never text of an article. The first are read raw: no tag counts in them but their own end.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"))
_TO_THE_END = frozenset(("script", "style"))  # left unclosed, what follows is code, not text
_DROPPED = frozenset(
    ("svg", "math", "object", "applet", "video", "audio", "canvas", "map", "select", "datalist", "template", "head")
    + ("frameset", "xml", "del")
)

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>")
_NAMED = re.compile(r"</?[a-zA-Z]")
_CANDIDATE = re.compile(r"<(?:/?[a-zA-Z]|[!?]|/[^\s<])")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?+""")


def attributes(source: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, character references read. The first of two of one name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def tokens(html: str) -> Iterator[Token]:
    """(TEXT, text, ""), (OPEN, name, attributes as written) and (CLOSE, name, "") of any string, in order.

    Names are lower case, character references in text are read. Comments, declarations and the content of scripts,
    styles, embedded objects and deleted passages are left out; of such an element only the opening tag is given.
    """
    return _Cutter(html).cut()


class _Cutter:
    def __init__(self, html: str) -> None:
        self.html = html
        self.position = 0
        self.quotes_broken = False  # a tag with an unfinished quotation was met: quotes no longer hide a ">"
        self.absent: set[str] = set()  # ends that are known not to come any more

    def cut(self) -> Iterator[Token]:
        html = self.html
        while self.position < len(html):
            found = _CANDIDATE.search(html, self.position)
            if found and html.find(">", found.end()) < 0:
                found = None  # nothing ends any more: the rest is text
            start = found.start() if found else len(html)
            if start > self.position:
                text = html[self.position : start]
                yield TEXT, unescape(text) if "&" in text else text, ""
            self.position = start
            if found:
                yield from self._at_bracket()

    def _at_bracket(self) -> Iterator[Token]:
        match = self._tag()
        if match is None:
            self._pass_declaration()
            return
        self.position = match.end()
        slash, name, written = match.groups()
        name = name.lower()
        if slash:
            yield CLOSE, name, ""
            return
        yield OPEN, name, written
        if (name in _RAW or name in _DROPPED) and not written.endswith("/"):
            self._pass_content(name)

    def _tag(self) -> re.Match | None:
        if not self.quotes_broken:
            match = _TAG.match(self.html, self.position)
            if match or not _NAMED.match(self.html, self.position):
                return match
            self.quotes_broken = True
        return _LOOSE_TAG.match(self.html, self.position)

    def _pass_declaration(self) -> None:
        """Go behind a comment, a declaration or a broken end tag; of an unfinished comment only the sign goes."""
        html, start = self.html, self.position
        if not html.startswith("<!--", start) or html.startswith(("<!-->", "<!--->"), start):
            self.position = html.find(">", start) + 1  # `cut` has seen that there is one
            return
        end = -1 if "-->" in self.absent else html.find("-->", start)
        if end < 0:
            self.absent.add("-->")
        self.position = end + 3 if end >= 0 else start + 4

    def _pass_content(self, name: str) -> None:
        """Go behind the end tag of an element whose content is left out; stay where it has none."""
        if name in self.absent:
            return
        depth = 1
        element = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*+>", re.IGNORECASE)
        for match in element.finditer(self.html, self.position):
            if name in _RAW and not match[1]:
                continue
            depth += -1 if match[1] else 1
            if depth == 0:
                self.position = match.end()
                return
        self.absent.add(name)
        if name in _TO_THE_END:
            self.position = len(self.html)
