"""What the pages say against what the manifest has: every word there, titles where the contents send the reader, the heads."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from typesetting.composition import marks
from typesetting.composition.plan import Plan
from typesetting.preflight.expected import Facts, check_said, facts_of
from typesetting.preflight.findings import Findings
from typesetting.preflight.furniture import check_imprint, check_internal, check_number
from typesetting.preflight.reading import UNSHOWN, Reader, bare

# As much of a title as is looked for on its page: what follows may stand on another line or be shortened.
TITLE_HEAD = 10
# After an entry's title in the contents: its author, dots, and the page.
FOLIO_AFTER = re.compile(r"\D{0,120}?(\d+)")
PAGE_OF_NOTE = re.compile(r"第(\d+)页")
GETA = "〓"
NO_LETTERS = re.compile(rf"[^\w{GETA}]+|_+")


def check_contents(
    print_pdf: Path, plan: Plan, manifest: dict, findings: Findings, facts: Sequence[Facts] | None = None
) -> None:
    """Compare the finished pages with plan and manifest; with the `facts` of its pages where the plan is without its items."""
    for note in plan.notes:
        page = PAGE_OF_NOTE.match(note)
        findings.warn("composition", note, int(page[1]) if page else None)
    _check_photos(manifest, plan, findings)
    with Reader(print_pdf) as reader:
        _check_folios(reader, plan, manifest, findings)
        _check_words(reader, plan, manifest, findings)
        for number, page in enumerate(facts_of(plan) if facts is None else facts, start=1):
            check_said(reader.text(number), page, number, findings)
        _check_heads(reader, plan, manifest, findings)
        contents = "".join(reader.text(number) for number in contents_pages(plan))
        _check_entries(contents, plan, manifest, findings)
        check_imprint(contents, manifest, findings)
        check_number(reader, manifest, findings)
        if manifest["periodical"].get("internal"):
            check_internal(reader, plan, manifest, findings)


def report_missing(missing: Sequence[tuple[int, str]], findings: Findings) -> None:
    """An error for each page with characters that stand as 〓."""
    pages: dict[int, list[str]] = {}
    for page, char in missing:
        pages.setdefault(page, []).append(f"“{char}”（U+{ord(char):04X}）")
    for page, named in sorted(pages.items()):
        findings.error(
            "missing-glyph", f"第{page}页的{'、'.join(named)}字库里没有，印成了“〓”。请换一个字，或请管理员补字。", page
        )


def articles(manifest: dict) -> Iterator[dict]:
    """All articles in the order of the issue."""
    for column in manifest["columns"]:
        yield from column["articles"]


def contents_pages(plan: Plan) -> list[int]:
    """The pages of the contents: those without a folio between the cover and the first page that has one."""
    found = []
    for page in plan.pages[1:]:
        if page.folio:
            break
        found.append(page.number)
    return found


def _check_folios(reader: Reader, plan: Plan, manifest: dict, findings: Findings) -> None:
    for article in articles(manifest):
        key = str(article["id"])
        if key not in plan.page_map:
            findings.error("article-missing", f"《{article['title']}》没有排进版面。请重新排版。")
            continue
        first = plan.page_map[key][0]
        if plan.folios.get(key, "") not in ("", plan.pages[first - 1].folio):
            findings.error(
                "folio",
                f"目录说《{article['title']}》在第{plan.folios[key]}页，实际在第{plan.pages[first - 1].folio}页。请重新排版。",
                first,
            )
        if not _head_of(article["title"]).search(reader.text(first)):
            findings.error("title-missing", f"第{first}页上找不到标题《{article['title']}》。请重新排版。", first)


def _check_entries(contents: str, plan: Plan, manifest: dict, findings: Findings) -> None:
    """The contents as printed: each title in them, with the page it really begins on."""
    at = 0
    for article in articles(manifest):
        first = plan.page_map.get(str(article["id"]), (0, 0))[0]
        title = bare(article["title"])
        if not first or not title:
            continue
        found = _head_of(title).search(contents, at)
        if not found:
            findings.error("contents-title", f"目录里找不到《{article['title']}》。请重新排版。", subject=title)
            continue
        at = found.end()
        if not contents.startswith(title, found.start()):  # shortened, or with signs the fonts have not
            continue
        at = found.start() + len(title)
        rest, subtitle = contents[at:].lstrip("—"), bare(article.get("subtitle", "")).lstrip("—")
        if not rest.startswith(subtitle):
            continue
        folio = FOLIO_AFTER.match(rest.removeprefix(subtitle))
        if folio and not folio[1].startswith(plan.pages[first - 1].folio):
            findings.error(
                "contents-folio",
                f"目录印着《{article['title']}》在第{folio[1]}页，实际在第{plan.pages[first - 1].folio}页。请重新排版。",
                first,
            )


def _head_of(title: str) -> re.Pattern[str]:
    """How a title begins in print: any of its characters may be one that the fonts have not."""
    return re.compile(
        "".join(f"[{re.escape(char)}{GETA}]" for char in bare(UNSHOWN.sub("", marks.tidy(title)))[:TITLE_HEAD])
    )


def _check_words(reader: Reader, plan: Plan, manifest: dict, findings: Findings) -> None:
    """Overset: every character of an article must stand on its pages as often as the article has it."""
    printed: dict[int, Counter[str]] = {}
    letters = {
        article["id"]
        for column in manifest["columns"]
        if column["layout"] == "letter"
        for article in column["articles"]
    }
    for article in articles(manifest):
        first, last = plan.page_map.get(str(article["id"]), (1, 0))
        there: Counter[str] = Counter()
        for number in range(first, last + 1):
            if number not in printed:
                printed[number] = Counter(_letters(reader.text(number)))
            there.update(printed[number])
        lost = Counter(_letters("".join(words_of(article)))) - there
        lost -= Counter(_letters(_signed_already(article))) if article["id"] in letters else Counter()
        lost -= Counter(_letters(_said_again(article)))
        count = lost.total() - there[GETA]
        if count > 0 and last:
            signs = "".join(char for char, _ in lost.most_common(6))
            pages = f"第{first}页" if first == last else f"第{first}—{last}页"
            findings.error(
                "overset",
                f"{pages}的《{article['title']}》少了{count}个字（如“{signs}”），没有全部排出来。请重新排版，仍少时告诉管理员。",
                first,
                subject=str(article["id"]),
            )


def _said_again(article: dict) -> str:
    """The captions that photos of the article share: they are printed once under a group of them."""
    captions = Counter(
        "".join(span["text"] for span in block["caption"]) for block in article["blocks"] if block["kind"] == "figure"
    )
    return "".join(caption * (count - 1) for caption, count in captions.items())


def _signed_already(article: dict) -> str:
    """Of those who sign a letter, the names its text has: they are not printed under it once more."""
    text = "".join("".join(span["text"] for span in block.get("spans", ())) for block in article["blocks"])
    names = [
        article.get("contributor", ""),
        *(part for entry in article["bylines"] for part in (entry["name"], entry.get("post", ""))),
    ]
    return "".join(name for name in names if name and name in text)


def _letters(text: str) -> str:
    """The Han, letters and figures of a text, as a search takes them: no marks, which lines may lose or double."""
    return NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def words_of(article: dict) -> Iterator[str]:
    """All that an article has to be printed: its lines, bylines, note, text, tables and captions."""
    yield from (article.get(key, "") for key in ("kicker", "title", "subtitle", "label", "source", "contributor"))
    for entry in article["bylines"]:
        yield f"{entry.get('post', '')}{entry['name']}"
    for block in (*article.get("editors_note", ()), *article["blocks"]):
        cells = (cell["spans"] for row in (*block.get("head", ()), *block.get("body", ())) for cell in row)
        parts = (
            block.get("spans", ()),
            block.get("caption", ()),
            *block.get("paragraphs", ()),
            *block.get("items", ()),
        )
        for spans in (*parts, *cells):
            yield "".join(span["text"] for span in spans)


def _check_heads(reader: Reader, plan: Plan, manifest: dict, findings: Findings) -> None:
    """Running heads and folios: on left pages the journal and the issue, on right ones the column of what stands there."""
    left = bare(f"{manifest['periodical']['title']}{manifest['issue']['label']}")
    columns: dict[int, set[str]] = {}
    for column in manifest["columns"]:
        for article in column["articles"]:
            first, last = plan.page_map.get(str(article["id"]), (1, 0))
            for number in range(first, last + 1):
                columns.setdefault(number, set()).add(bare(column["name"]))
    for page in plan.pages:
        if not page.folio:
            continue
        text = reader.text(page.number)
        names = [left] if page.number % 2 == 0 else sorted(columns.get(page.number, ()))
        if names and not any(name in text for name in names):
            findings.error(
                "running-head", f"第{page.number}页的书眉不是“{'”或“'.join(names)}”。请重新排版。", page.number
            )
        if page.folio not in text:
            findings.error("folio-missing", f"第{page.number}页没有印页码。请重新排版。", page.number)


def _check_photos(manifest: dict, plan: Plan, findings: Findings) -> None:
    """Photos that an article shows and the manifest has not: a framed blank stands for each."""
    for article in articles(manifest):
        first = plan.page_map.get(str(article["id"]), (None,))[0]
        for block in article["blocks"]:
            if block["kind"] == "figure" and block["photo"] not in manifest["photos"]:
                findings.error(
                    "photo-lost",
                    f"《{article['title']}》里有一张照片已不在照片库里，版面上留了空框。请重新插入这张照片，或把它删掉。",
                    first,
                    subject=block["photo"],
                )


def owners(manifest: dict) -> dict[str, str]:
    """The article of each photo, in book-title marks."""
    found = {
        block["photo"]: f"《{article['title']}》"
        for article in articles(manifest)
        for block in article["blocks"]
        if block.get("photo")
    }
    cover = (manifest["issue"].get("cover") or {}).get("photo")
    back = (manifest["issue"].get("back") or {}).get("photo")
    return found | ({cover: "封面"} if cover else {}) | ({back: "封底"} if back else {})
