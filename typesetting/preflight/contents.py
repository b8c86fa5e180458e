"""Checks of what the pages say: titles where the contents send the reader, photos' resolution, what the law asks for."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from typesetting.composition.plan import Plan
from typesetting.drawing import Need
from typesetting.preflight.findings import Findings

# PDFium may be called by one thread at a time, whatever the document.
PDFIUM = threading.Lock()
# design.md: photos are warned of below 250 pixels per inch; below 150 the eye sees it at once.
ENOUGH_PPI = 250
POOR_PPI = 150
# As much of a title as is looked for on its page: what follows may stand on another line or be shortened.
TITLE_HEAD = 10
BLANKS = re.compile(r"[\s\u00ad\ufffe\u200b]+")
# 《内部资料性出版物管理办法》 art. 14, with the words journals use for each.
IMPRINT = {
    "编印单位": ("编印", "编辑出版", "主办", "编辑"),
    "发送对象": ("发送", "赠阅", "发行"),
    "印刷单位": ("印刷单位", "承印", "印刷厂", "印制"),
    "印刷日期": ("印刷日期", "印刷时间", "出版日期", "印制日期"),
    "印数": ("印数", "印刷数量", "印量"),
}


def check_contents(
    print_pdf: Path, plan: Plan, manifest: dict, findings: Findings, *, ppi: dict[Need, float], pages: dict[Need, int]
) -> None:
    """Compare the finished pages with plan and manifest."""
    for note in plan.notes:
        findings.warn("composition", note)
    with PDFIUM, _Reader(print_pdf) as reader:
        _check_folios(reader, plan, manifest, findings)
        if manifest["periodical"].get("internal"):
            _check_internal(reader, manifest, findings)
    _check_photos(manifest, ppi, pages, findings)


def report_missing(missing: Sequence[tuple[int, str]], findings: Findings) -> None:
    """An error for each page with characters that stand as 〓."""
    pages: dict[int, list[str]] = {}
    for page, char in missing:
        pages.setdefault(page, []).append(f"“{char}”（U+{ord(char):04X}）")
    for page, named in sorted(pages.items()):
        findings.error(
            "missing-glyph", f"第{page}页的{'、'.join(named)}字库里没有，印成了“〓”。请换一个字，或请管理员补字。", page
        )


class _Reader:
    """The text of the pages, without blanks, each read once when first asked for."""

    def __init__(self, pdf: Path):
        self._document = pypdfium2.PdfDocument(pdf)
        self._texts: dict[int, str] = {}

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *exc) -> None:
        self._document.close()

    def text(self, number: int) -> str:
        if number not in self._texts:
            page = self._document[number - 1]
            words = page.get_textpage()
            self._texts[number] = bare(words.get_text_range())
            words.close()
            page.close()
        return self._texts[number]


def bare(text: str) -> str:
    """A text without blanks of any kind, as titles are compared."""
    return BLANKS.sub("", text)


def articles(manifest: dict) -> Iterator[dict]:
    """All articles in the order of the issue."""
    for column in manifest["columns"]:
        yield from column["articles"]


def _check_folios(reader: _Reader, plan: Plan, manifest: dict, findings: Findings) -> None:
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
        if bare(article["title"])[:TITLE_HEAD] not in reader.text(first):
            findings.error("title-missing", f"第{first}页上找不到标题《{article['title']}》。请重新排版。", first)


def _check_internal(reader: _Reader, manifest: dict, findings: Findings) -> None:
    """What an internal publication must carry."""
    periodical = manifest["periodical"]
    cover = reader.text(1)
    for code, name, words in (
        ("permit", "准印证号", periodical.get("permit", "")),
        ("statement", "“内部资料 免费交流”", periodical.get("statement", "")),
    ):
        if not words.strip():
            findings.error(code, f"刊物没有填{name}，而内部资料的封面必须印上。请在刊物设置里填好后重新排版。", 1)
        elif bare(words) not in cover:
            findings.error(code, f"封面上找不到{name}。请重新排版，仍没有时告诉管理员。", 1)
    imprint = manifest["issue"].get("imprint") or []
    for name, words in IMPRINT.items():
        if not any(entry.get("value", "").strip() and any(w in entry["label"] for w in words) for entry in imprint):
            findings.warn("imprint", f"版权页没有写{name}。请在本期的版权信息里补上。")
    if not str(manifest["issue"].get("number") or "").strip():
        findings.warn("imprint", "本期没有期号。请在本期设置里补上。")


def _check_photos(manifest: dict, ppi: dict[Need, float], pages: dict[Need, int], findings: Findings) -> None:
    owners = _owners(manifest)
    for need, found in sorted(ppi.items(), key=lambda pair: (pages[pair[0]], pair[0])):
        if found >= ENOUGH_PPI:
            continue
        page = pages[need]
        degree = "印出来会明显模糊" if found < POOR_PPI else "印出来可能发虚"
        findings.warn(
            "photo-ppi",
            f"第{page}页{owners.get(need.photo, '')}的照片只有 {found:.0f} ppi（要 {ENOUGH_PPI} 以上），{degree}。"
            "请换一张更大的原图，或把照片排小些。",
            page,
        )


def _owners(manifest: dict) -> dict[str, str]:
    """The article of each photo, in book-title marks."""
    found = {
        block["photo"]: f"《{article['title']}》"
        for article in articles(manifest)
        for block in article["blocks"]
        if block.get("photo")
    }
    cover = (manifest["issue"].get("cover") or {}).get("photo")
    return found | ({cover: "封面"} if cover else {})
