"""`compose`: a frozen manifest → the plan of every page."""

from __future__ import annotations

from collections.abc import Callable

from typesetting.composition.cohesion import Cohesion, issue_texts
from typesetting.composition.contents import Contents
from typesetting.composition.design import BLEED, TRIM_HEIGHT, TRIM_WIDTH
from typesetting.composition.furniture import Furniture
from typesetting.composition.layouts import Layouts
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.pages import Issue
from typesetting.composition.plan import OutlineEntry, Page, Plan, Table, Text
from typesetting.composition.styles import StyleBook
from typesetting.composition.typesetter import Typesetter
from typesetting.making.tokens import chosen, titles, unknown

Progress = Callable[[str, int, int], None]


def compose(manifest: dict, *, progress: Progress | None = None) -> Plan:
    """Lay out an issue: every line broken, every object placed, every page number known.

    `manifest` is that of `typesetting.manifest`; `progress(stage, pages, 0)` is called after each column: how many pages
    there will be nobody knows yet. The same manifest gives the same plan. Raises MissingFont where a font file is not there.
    """
    look = manifest["periodical"].get("look")
    styles = StyleBook(titles()[chosen(look).title].face)
    setter = Typesetter(standard_fonts(), styles, Cohesion(issue_texts(manifest)))
    issue = Issue()
    for odd in unknown(look):
        issue.note(f"刊物的版面选择{odd}不认识，已按通常的样子排。请在刊物设置里重新选。")
    furniture = Furniture(setter, issue, manifest)
    furniture.cover("front")
    contents = Contents(setter, issue, manifest)
    contents.reserve()
    layouts = Layouts(setter, issue, manifest["photos"])
    for column in manifest["columns"]:
        layouts.column(column)
        if progress:
            progress("排版", len(issue.sheets), 0)
    furniture.fillers()
    contents.fill(issue.spans)
    furniture.dress()
    furniture.cover("back")
    return _plan(manifest, issue, styles)


def _plan(manifest: dict, issue: Issue, styles: StyleBook) -> Plan:
    _register(styles, issue)
    articles = [article["id"] for column in manifest["columns"] for article in column["articles"]]
    return Plan(
        width=round(TRIM_WIDTH, 2),
        height=round(TRIM_HEIGHT, 2),
        bleed=round(BLEED, 2),
        styles=styles.table(),
        pages=[Page(sheet.number, str(sheet.number) if sheet.furniture else "", sheet.items) for sheet in issue.sheets],
        page_map={article: issue.spans[article] for article in articles},
        folios={article: str(issue.spans[article][0]) for article in articles},
        outline=_outline(manifest),
        notes=issue.notes,
        title=f"{manifest['periodical']['title']} {manifest['issue']['label']}",
    )


def _register(styles: StyleBook, issue: Issue) -> None:
    """Enter every style that an item names, set or not, into the plan's table."""
    for sheet in issue.sheets:
        for item in sheet.items:
            if isinstance(item, Text):
                styles[item.style]
            elif isinstance(item, Table):
                for row in item.rows:
                    for cell in row.cells:
                        styles[cell.style]


def _outline(manifest: dict) -> list[OutlineEntry]:
    """Bookmarks: the contents, then each column with its articles."""
    found = [OutlineEntry("目录", "contents", 1)]
    for column in manifest["columns"]:
        for index, article in enumerate(column["articles"]):
            if index == 0:
                found.append(OutlineEntry(column["name"], f"c-{article['id']}", 1))
            found.append(OutlineEntry(article["title"].strip() or "（无题）", f"a-{article['id']}", 2))
    return found
