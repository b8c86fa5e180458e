"""Setting an invented issue as the loose Markdown of a scan."""

from __future__ import annotations

import random
import re

from tests.manuscripts.backissue.synthetic import Article, Issue, Layout

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def set_issue(issue: Issue, layout: Layout, seed: int = 0) -> str:
    """The text of the issue in this layout."""
    rng = random.Random(f"{seed}-{layout}")
    parts = [f"青海工运 {issue.year}年第{issue.number}期" if layout.running else ""]
    labels = _labels(issue, layout)
    if layout.labels_place == "before":
        parts += labels
    parts += _contents(issue, layout, labels if layout.labels_place == "middle" else [], rng)
    if layout.labels_place == "after":
        parts += labels
    parts += _text(issue, layout, rng)
    if layout.labels_place == "end":
        parts += labels
    return "\n\n".join(part for part in parts if part)


# --- contents ---------------------------------------------------------------------------------------------------------
def _contents(issue: Issue, layout: Layout, labels: list[str], rng: random.Random) -> list[str]:
    parts = [layout.contents_head]
    column = union = ""
    lines: list[str] = []
    for number, article in enumerate(issue.articles):
        if article.column != column:
            column, union = article.column, ""
            lines.append(_column_line(layout, column))
        if article.union and article.union != union and layout.union_place == "above":
            union = article.union
            lines.append(_union_line(layout, union))
        lines += _entry(article, layout, rng)
        if number == len(issue.articles) // 2:
            lines += labels
    if layout.contents == "several":
        return [*parts, *_several(lines)]
    if layout.contents == "columns":
        return [*parts, *_in_columns(lines)]
    if layout.contents in ("table", "html"):
        return [*parts, *_tabled(lines, layout)]
    return [*parts, *lines]


def _column_line(layout: Layout, name: str) -> str:
    if layout.contents in ("table", "html"):
        return f"| **{name}** | | |"
    return layout.column.format(name)


def _union_line(layout: Layout, name: str) -> str:
    return f"| **{name}** | | |" if layout.contents in ("table", "html") else layout.union.format(name)


def _entry(article: Article, layout: Layout, rng: random.Random) -> list[str]:
    title = _misquoted(article.contents_title, layout.misquote, rng)
    if article.union and layout.union_place == "after":
        title += f"（{article.union}）"
    page, author = str(article.page), article.author
    if layout.digits == "wide":
        page = page.translate(_WIDE)
    page = {"P": f"P{page}", "bracket": f"（{page}）", "dots": f"·{page}·"}.get(layout.digits, page)
    head, tail = ("", title)
    if layout.broken and len(title) > 16:
        cut = len(title) // 2 + 2
        head, tail = title[:cut], title[cut:]
    lines = [head] if head else []
    match layout.contents:
        case "tab":
            lines.append(f"{tail}\t{f'/{author} ' if author else ''}{page}")
        case "leader":
            lines.append(f"{tail}{f' /{author}' if author else ''} ……………… {page}")
        case "dotted":
            lines.append(f"{tail}{f'（{author}）' if author else ''}......{page}")
        case "slash" | "several" | "columns":
            lines.append(f"{tail}{f' / {author}' if author else ''} {page}")
        case "spaced":
            lines.append(f"{tail}{f'    {author}' if author else ''}    {page}")
        case "leaderauthor":
            lines.append(f"{tail}………{f'{author} ' if author else ''}{page}")
        case "first":
            lines = [f"{page} {title}{f' /{author}' if author else ''}"]
        case "ownline":
            lines += [f"{tail}{f' /{author}' if author else ''}", page]
        case "table" | "html":
            lines = [f"| {title} | {author} | {page} |"]
        case other:
            raise ValueError(other)
    return lines


def _misquoted(title: str, count: int, rng: random.Random) -> str:
    places = [index for index, character in enumerate(title) if "\u4e00" <= character <= "\u9fff"]
    for index in rng.sample(places, min(count, len(places) // 6)):
        title = title[:index] + rng.choice("之与也乎") + title[index + 1 :]
    return title


def _several(lines: list[str]) -> list[str]:
    """Two or three entries on one line, headings on lines of their own."""
    found: list[str] = []
    for line in lines:
        paged = re.search(r" \d+$", line)
        if found and paged and re.search(r" \d+$", found[-1]) and found[-1].count("\u2003") < 2:
            found[-1] += "\u2003" + line
        else:
            found.append(line)
    return found


def _in_columns(lines: list[str]) -> list[str]:
    """All titles of a column, then all their pages: what a scan makes of two tab stops."""
    found: list[str] = []
    pages: list[str] = []
    for line in [*lines, "#"]:
        match = re.match(r"^(.*?) (\d+)$", line)
        if match:
            found.append(match[1])
            pages.append(match[2])
            continue
        if len(pages) >= 3:
            found += pages
        else:
            for offset, page in enumerate(pages):
                place = len(found) - len(pages) + offset
                found[place] += f" {page}"
        pages = []
        found.append(line)
    return found[:-1]


def _tabled(lines: list[str], layout: Layout) -> list[str]:
    """Runs of rows as Markdown or HTML tables."""
    found: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            found.append(
                _as_html(rows) if layout.contents == "html" else "\n".join([rows[0], "|---|---|---|", *rows[1:]])
            )
        rows = []
        found.append(line)
    return found


def _as_html(rows: list[str]) -> str:
    cells = [[cell.strip().strip("*") for cell in row.strip("|").split("|")] for row in rows]
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        + "</table>"
    )


# --- labels -----------------------------------------------------------------------------------------------------------
def _labels(issue: Issue, layout: Layout) -> list[str]:
    board = [(label, " ".join(_spread(name) for name in names)) for label, names in issue.board.items()]
    imprint = [(label, value) for label, value in issue.imprint.items() if label != "statement"]
    head = "## 本刊编委会"
    statement = issue.imprint["statement"]
    match layout.labels:
        case "colon":
            return [head, *(f"{_airy(k)}：{v}" for k, v in board), *(f"{_airy(k)}：{v}" for k, v in imprint), statement]
        case "tab":
            return [
                head,
                "\n".join(f"{k}\t{v}" for k, v in board),
                "\n".join(f"{k}\t{v}" for k, v in imprint),
                statement,
            ]
        case "alternate":
            lines = [part for k, v in [*board, *imprint] for part in (_airy(k), v)]
            return [head, *lines, statement]
        case "columns":
            return [
                head,
                *(f"{k}：{v}" for k, v in board),
                *(_airy(k) for k, _ in imprint),
                *(v for _, v in imprint),
                statement,
            ]
        case "paired":
            pairs = [f"{k}：{v}" for k, v in imprint]
            return [
                head,
                "　".join(f"{k}：{v}" for k, v in board),
                *("　　".join(pairs[i : i + 2]) for i in range(0, 12, 2)),
                statement,
            ]
        case "table":
            rows = [f"| {k} | {v} |" for k, v in imprint]
            return [head, *(f"{k} {v}" for k, v in board), "\n".join([*rows[:1], "|---|---|", *rows[1:]]), statement]
        case other:
            raise ValueError(other)


def _airy(label: str) -> str:
    return label[0] + "　" + label[1:] if len(label) == 2 else label


def _spread(name: str) -> str:
    return f"{name[0]} {name[1]}" if len(name) == 2 else name


# --- running text -----------------------------------------------------------------------------------------------------
def _text(issue: Issue, layout: Layout, rng: random.Random) -> list[str]:
    parts: list[str] = []
    column = ""
    for number, article in enumerate(issue.articles):
        if layout.columns_in_text and article.column != column:
            parts.append(rng.choice((f"# {article.column}", article.column, f"**{article.column}**")))
        column = article.column
        head, rest = _head(article, layout, rng, number)
        body = _body(article, layout, rng)
        if rest:
            body[1:1] = rest
        parts += head + _with_running(body, article, layout, issue)
    return parts


def _head(article: Article, layout: Layout, rng: random.Random, number: int) -> tuple[list[str], list[str]]:
    """The head's lines, and those of its second half where it is torn apart."""
    level = {"mixed": rng.choice((1, 2, 2, 3)), "h1": 1, "h2": 2, "deep": rng.choice((3, 4)), "plain": 0, "bold": 7}[
        layout.title
    ]
    lines: list[str] = []
    if article.union and layout.union_place == "above":
        lines.append(_marked(article.union, level if level in (0, 7) else max(1, level - 1)))
    if article.kicker:
        lines.append(article.kicker)
    title = list(article.title)
    if layout.split_title and len(title) == 1 and len(title[0]) > 9:
        title = [title[0][:5], title[0][5:]]
    torn: list[str] = []
    if layout.interleaved and number % 3 == 1 and len(article.title) > 1:
        torn = [_marked(line, level or 2) for line in title[1:]]
        title = title[:1]
    lines += [_marked(line, level) for line in title]
    if article.subtitle:
        lines.append(_marked(f"——{article.subtitle}", level + 1 if 0 < level < 6 else level))
    if article.author:
        named = layout.byline.format(post=article.post, name=article.author).replace("  ", " ")
        lines.append(named if article.post else named.replace("□  ", "□ "))
    return lines, torn


def _marked(text: str, level: int) -> str:
    return text if level == 0 else f"**{text}**" if level == 7 else f"{'#' * level} {text}"


def _body(article: Article, layout: Layout, rng: random.Random) -> list[str]:
    lines: list[str] = []
    last = max(index for index, (kind, _) in enumerate(article.pieces) if kind == "p")
    for index, (kind, text) in enumerate(article.pieces):
        if kind == "h":
            lines.append(rng.choice(("### {}", "**{}**", "#### {}")).format(text) if text[1] != "、" else text)
        elif kind == "caption":
            lines += ["![](images/1.jpg)", text] if layout.pictures else [text]
        else:
            if index == last:
                text += (
                    f"（{article.unit}）" if article.unit else f"（来源：{article.source}）" if article.source else ""
                )
            lines += _cut(text, layout.cuts, rng)
    return lines


def _cut(text: str, share: float, rng: random.Random) -> list[str]:
    """A paragraph, or its two halves, cut anywhere but beside a mark or in its last words."""
    places = [i for i in range(24, len(text) - 40) if text[i - 1].isalpha() and text[i].isalpha()]
    if not places or rng.random() > share:
        return [text]
    cut = rng.choice(places)
    return [text[:cut], text[cut:]]


def _with_running(lines: list[str], article: Article, layout: Layout, issue: Issue) -> list[str]:
    """Running heads and folios where a page ends: in the middle of the article."""
    if not layout.running or len(lines) < 3:
        return lines
    heads = {
        "head": [f"青海工运 {issue.year}年第{issue.number}期"],
        "folio": [f"· {article.page} ·"],
        "column": [article.column, str(article.page)],
        "both": [f"{article.page}　青海工运　{issue.year}年第{issue.number}期", article.column],
    }[layout.running]
    middle = len(lines) // 2
    return [*lines[:middle], *heads, *lines[middle:]]
