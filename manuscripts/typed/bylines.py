"""Bylines: □ 省总工会党组成员、副主席 吴建军, 本刊记者 张三, 文/李四, and the signatures at a paragraph's end."""

from __future__ import annotations

import re

from manuscripts.typed.brackets import trailing_bracket
from manuscripts.typed.names import is_body, is_person, is_post, join_spaced, listed_persons, split_post

BYLINE_LIMIT = 80  # characters; three authors with their posts fill two lines
_LONGEST = 4 * BYLINE_LIMIT  # as typed, spaces included

_AUTHOR_MARKS = "□☐▢◻⬜◎"  # the journal's own, and what scans make of it
_BULLETS = "■▪◆◇●○◼⬛"  # marks that also begin an item of a list
_MARKED = re.compile(rf"^(?:[{_AUTHOR_MARKS}]|口(?=\s))[\s:：]*")
_BULLETED = re.compile(rf"^[{_BULLETS}][\s:：]*")
_LABELLED = re.compile(
    r"^(?:作\s*者|撰\s*文|撰\s*稿|执\s*笔|供\s*稿|署\s*名|文\s*[图字]?|图\s*文)"
    r"\s*(?:[:：/／|｜]|(?<=文)\s)\s*"
)
_TRAILING_LABEL = re.compile(r"\s*[/／|｜]\s*(?:文[图]?|图文)$")
_PICTURE_PART = re.compile(r"\s*(?:图片?|摄影?|照片|供图|绘图)\s*[/／:：|｜].*$")
_PICTURE_CREDIT = re.compile(r"(?:摄影?|供图|绘图|制图|摄影报道|图片)\s*(?:[/／]\s*[文图])?$|^(?:摄影?|供图)")
_REPORTER = re.compile(
    r"^(?:本刊|本报|新华社|人民网|特约|实习|见习|全媒体|首席|融媒体){0,3}"
    r"(?:记者|通讯员|评论员|编辑部|编辑|观察员|撰稿人)"
)
_REPORTERS_IN_ROW = re.compile(r"[\s、]+(?=(?:本刊|本报|特约|实习|见习|全媒体)*(?:记者|通讯员))")
_SPACED_LABEL = re.compile(r"^(本刊|本报|特约|实习|见习)\s+(?=记者|通讯员)")
_SENTENCE = re.compile(r"[。！？!?；;]|[，,].*[，,]|[：:]")
_ROLES = frozenset("口述 整理 执笔 采写 撰文 撰稿 供稿 编译".split())  # what the author before did
_NAME_WITH_POST = re.compile(r"^(\S{2,12})\s*[（(]([^（()）]{2,40})[）)]$")

Byline = list[tuple[str, str]]


def byline(text: str) -> Byline:
    """The (post, name) pairs of a line that is a byline, in order; [] where it is none.

    A line is a byline when it begins with □ or ◎ (or another mark, before names only), with 作者：, 文/ and the
    like, or names reporters: 本刊记者 张三 通讯员 李四. Names with inner spaces come out whole (马 吉 孝 is 马吉孝).
    Authors who stand together share the post before them; a body has no post. A picture's credit is no byline.
    """
    if len(text) > _LONGEST:
        return []
    line = _inside_brackets(" ".join(text.split()))
    if not line or len(line) > BYLINE_LIMIT or _PICTURE_CREDIT.search(line):
        return []
    if match := _MARKED.match(line):
        return _authors(_TRAILING_LABEL.sub("", _strip_label(line[match.end() :])), strict=False)
    if match := _BULLETED.match(line):
        return _persons_only(_strip_label(line[match.end() :]))
    if match := _LABELLED.match(line):
        return _authors(_PICTURE_PART.sub("", line[match.end() :]), strict=False)
    if match := _TRAILING_LABEL.search(line):
        return _persons_only(line[: match.start()])
    line = _SPACED_LABEL.sub(r"\1", line)
    return _reporters(line) if _REPORTER.match(line) else []


def trailing_byline(text: str) -> tuple[str, Byline] | None:
    """The text before a bracket that signs it, and the (post, name) pairs in that bracket; None where none does.

    "……落到实处。（海西州总工会 王丽）" gives [("海西州总工会", "王丽")]; so do （作者：…） and （记者 …）.
    """
    found = trailing_bracket(text)
    if found is None:
        return None
    rest, inside = found
    pairs = byline(inside)
    if not pairs and " " in inside and not _PICTURE_CREDIT.search(inside) and not _SENTENCE.search(inside):
        named = _authors(inside, strict=True)
        if named and all(post and (is_body(post) or is_post(post)) for post, _ in named):
            pairs = named
    return (rest, pairs) if pairs else None


def _inside_brackets(line: str) -> str:
    if line[:1] in "（(【[" and (found := trailing_bracket(line, BYLINE_LIMIT)) and not found[0]:
        return found[1]
    return line


def _strip_label(line: str) -> str:
    return _LABELLED.sub("", line)


def _persons_only(line: str) -> Byline:
    """Authors of a line whose mark does not prove it a byline: each must be a person with a known surname."""
    found = _authors(line, strict=True)
    if found and all(is_person(name, strict=True) for _, name in found):
        return found
    return []


def _reporters(line: str) -> Byline:
    """The authors of a line that begins with 记者 and the like; [] where it goes on as a sentence."""
    label = _REPORTER.match(line)[0]
    if label == line:
        return [("", line)] if len(line) > 2 and line not in ("通讯员", "评论员", "编辑部", "观察员", "撰稿人") else []
    parts = [part.replace("：", " ").replace(":", " ").strip() for part in _REPORTERS_IN_ROW.split(line)]
    found: Byline = []
    for part in parts:
        authors = _authors(part, strict=True)
        if not authors or not all(is_person(name, strict=True) and is_post(post) for post, name in authors):
            return []
        found += authors
    return found


def _authors(line: str, *, strict: bool) -> Byline:
    """(post, name) of each author of a line without its mark; [] where the line reads as a sentence."""
    line = line.strip().rstrip("，,、")
    if not line or _SENTENCE.search(_without_brackets(line)):
        return []
    found: Byline = []
    pending: list[str] = []
    post = ""
    for token in join_spaced(_tokens(line)):
        if found and token in _ROLES:
            continue
        if (match := _NAME_WITH_POST.match(token)) and is_person(match[1], strict=strict):
            found.append((match[2], match[1]))
            pending = []
            continue
        names = listed_persons(token, strict=strict)
        split = None if names else split_post(token)
        if names or split:
            if split:
                pending.append(split[0])
                names = [split[1]]
            post = " ".join(pending) if pending else post
            pending = []
            found += [(post, name) for name in names]
        else:
            pending.append(token)
    return _with_remainder(found, pending)


def _with_remainder(found: Byline, pending: list[str]) -> Byline:
    """Add what follows the last name: a post printed after its holder, or a body."""
    if not pending:
        return found
    left = " ".join(pending)
    before = found[-1][0] if found else ""
    if found and is_post(left) and (not before or is_body(before)):  # 王玉霞 教授, 青海民族大学 王玉霞 教授
        return [*found[:-1], (f"{before} {left}".strip(), found[-1][1])]
    if found:
        return [*found, ("", left)] if is_body(left) else []
    return [("", name) for name in _bodies(pending)] if is_body(pending[-1]) or is_post(left) else []


def _bodies(tokens: list[str]) -> list[str]:
    """The bodies of a line: a department after its union is part of the name, a second union is another author."""
    bodies: list[str] = []
    for token in tokens:
        parts = [part for part in re.split("[、，,]", token) if part]
        if len(parts) > 1 and all(is_body(part) for part in parts):
            bodies += parts
        elif bodies and not token.endswith(("工会", "公司", "委员会")):
            bodies[-1] += token
        else:
            bodies.append(token)
    return bodies


def _without_brackets(line: str) -> str:
    return re.sub(r"[（(][^（()）]*[）)]", "", line)


def _tokens(line: str) -> list[str]:
    """Words of the line; a bracket stays with the word before it."""
    return re.sub(r"\s+(?=[（(])", "", line).split()
