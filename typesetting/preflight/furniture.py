"""What an issue must carry and may not say: imprint and board, number and date, and what the rules ask of an internal publication.

《内部资料性出版物管理办法》 art. 13–15 (permit, statement, imprint, self-names, price); number and date agree wherever they stand.
"""

from __future__ import annotations

import datetime
import re

from typesetting.composition.plan import Plan
from typesetting.preflight.findings import Findings
from typesetting.preflight.reading import Reader, bare

# What the law asks for in the imprint, with the words journals use for each.
IMPRINT = {
    "编印单位": ("编印", "编辑出版", "主办", "编辑"),
    "发送对象": ("发送", "赠阅", "发行"),
    "印刷单位": ("印刷单位", "承印", "印刷厂", "印制"),
    "印刷日期": ("印刷日期", "印刷时间", "出版日期", "印制日期"),
    "印数": ("印数", "印刷数量", "印量"),
}
# An internal publication is none of these and may not call itself so (art. 14).
SELF_NAMES = ("本刊", "本报", "杂志社", "期刊社", "报社", "刊号")
TITLES = ("报", "刊", "杂志")
NOT_IN_IMPRINT = ("定价", "售价", "价格", "广告", "刊号", "ISSN", "CN")
MOST_PLACES = 12  # of one word; more are summed up
LABEL = re.compile(r"(\d{4})年第(\d+)")
DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?|(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
FAR_DAYS = 45  # between the issue's date and the day it is printed


def check_internal(reader: Reader, plan: Plan, manifest: dict, findings: Findings) -> None:
    """What an internal publication must carry, and what it may not call itself."""
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
    for entry in imprint:
        if any(word in entry["label"] for word in NOT_IN_IMPRINT) and entry.get("value", "").strip():
            findings.warn("imprint-forbidden", f"内部资料的版权信息里不能有“{entry['label']}”。请删去这一行。")
    if periodical["title"].endswith(TITLES):
        findings.warn(
            "self-name", f"内部资料的名称不能叫“{periodical['title']}”这样的报、刊、杂志。请核对准印证上的名称。", 1
        )
    _check_self_names(reader, plan, findings)


def _check_self_names(reader: Reader, plan: Plan, findings: Findings) -> None:
    told = dict.fromkeys(SELF_NAMES, 0)
    for page in plan.pages:
        text = reader.text(page.number)
        for word in SELF_NAMES:
            if word not in text:
                continue
            for number, box in enumerate(reader.places(page.number, word) or [None], 1):
                told[word] += 1
                if told[word] <= MOST_PLACES:
                    findings.warn(
                        "self-name",
                        f"第{page.number}页写着“{word}”：内部资料不能这样自称。若是指别的报刊，可以接受；若指自己，请改掉。",
                        page.number,
                        box=box,
                        subject=f"{word} {number}",
                    )
    for word, count in told.items():
        if count > MOST_PLACES:
            findings.warn(
                "self-name", f"全期共有{count}处“{word}”，这里只列了前{MOST_PLACES}处。", subject=f"{word} more"
            )


def check_imprint(contents: str, manifest: dict, findings: Findings) -> None:
    """Every name of the board and every line of the imprint stands beside the contents."""
    issue = manifest["issue"]
    for entry in issue.get("board") or []:
        for name in entry["names"]:
            if bare(name) not in contents:
                findings.error("board", f"目录页的编委会里找不到{entry['post']}“{name}”。请重新排版。", subject=name)
    for entry in issue.get("imprint") or []:
        if entry.get("value", "").strip() and bare(entry["value"]) not in contents:
            findings.error(
                "imprint-lost", f"目录页的版权信息里找不到“{entry['label']}”。请重新排版。", subject=entry["label"]
            )


def check_number(reader: Reader, manifest: dict, findings: Findings) -> None:
    """Year, number and date: the same on the cover, in the label, in the imprint."""
    issue = manifest["issue"]
    if not str(issue.get("number") or "").strip():
        findings.warn("imprint", "本期没有期号。请在本期设置里补上。")
        return
    label = LABEL.search(issue.get("label") or "")
    if label and (int(label[1]), int(label[2])) != (issue["year"], issue["number"]):
        findings.error(
            "issue-label",
            f"书眉和目录印“{issue['label']}”，封面却是{issue['year']}年第{issue['number']}期。请在本期设置里改成一致。",
        )
    cover = reader.text(1)
    if str(issue["year"]) not in cover or f"第{issue['number']}期" not in cover:
        findings.error("cover-number", f"封面上找不到“{issue['year']}”和“第{issue['number']}期”。请重新排版。", 1)
    for entry in issue.get("imprint") or []:
        _check_printed(entry, issue, findings)


def _check_printed(entry: dict, issue: dict, findings: Findings) -> None:
    """An imprint line that names the number or the day must name the issue's."""
    label = LABEL.search(entry["value"])
    if label and (int(label[1]), int(label[2])) != (issue["year"], issue["number"]):
        findings.error(
            "imprint-number", f"版权信息的“{entry['label']}”写的是{label[0]}期，本期是{issue['label']}。请改成一致。"
        )
    found = DATE.search(entry["value"])
    if not found or not issue.get("date") or not any(word in entry["label"] for word in IMPRINT["印刷日期"]):
        return
    year, month, day = (int(part or 0) for part in (found[1] or found[4], found[2] or found[5], found[3] or found[6]))
    published = datetime.date.fromisoformat(issue["date"])
    try:
        printed = datetime.date(year, month, day or published.day)
    except ValueError:
        findings.warn("imprint-date", f"版权信息的“{entry['label']}”写的“{entry['value']}”不是一个日子。请改正。")
        return
    if abs((printed - published).days) > FAR_DAYS:
        findings.warn(
            "imprint-date",
            f"版权信息的“{entry['label']}”是{entry['value']}，与本期日期{published.year}年{published.month}月{published.day}日相差太远。请核对。",
        )
