"""How most correspondents write: each function writes one report onto a paper, in its manner."""

from __future__ import annotations

from bench.word_paper import Paper
from bench.word_texts import Pool

NUMERALS = "一二三四五六七八"


def spaced(name: str) -> str:
    """A name as it is set to the width of three: 李　丽."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name


def head_words(paper: Paper, pool: Pool, *, kicker=None, subtitle=None) -> tuple[str, str, str]:
    """Draw the words of a head and note those that will be printed."""
    words = pool.head()
    kicker = pool.chance() if kicker is None else kicker
    subtitle = pool.chance() if subtitle is None else subtitle
    found = (words[0] if kicker else "", words[1], words[2] if subtitle else "")
    paper.truth.kicker, paper.truth.title, paper.truth.subtitle = found
    return found


def sign(paper: Paper, pool: Pool, *, unit=True, author=True) -> str:
    """A unit and an author as one line under the title; the truth notes both."""
    paper.truth.unit = pool.union() if unit else ""
    if not author:
        return paper.truth.unit
    name = pool.name()
    paper.truth.authors = [(name, "")]
    return f"{paper.truth.unit} {spaced(name)}".strip()


def text(paper: Paper, words: str, **look) -> None:
    paper.put(words, **look)
    paper.truth.text.append(words.strip())


def body(paper: Paper, pool: Pool, count: int = 2, *, indent="", **look) -> None:
    """So many paragraphs; `indent` is typed before each."""
    for _ in range(count):
        words = pool.paragraph()
        paper.put(indent + words, **look)
        paper.truth.text.append(words)


def section(paper: Paper, pool: Pool, number: int, *, indent="", **look) -> None:
    words = f"{NUMERALS[number]}、{pool.heading()}"
    paper.put(indent + words, **look)
    paper.truth.headings.append((1, words))


def trailing(paper: Paper, pool: Pool, words: str, *, author=False) -> str:
    """The text with the unit in brackets after it; the truth notes the unit, and the text without it."""
    unit = pool.union()
    inside = unit
    if author:
        name = pool.name()
        paper.truth.authors = [(name, "")]
        inside = f"{unit} {name}"
    paper.truth.unit, paper.truth.trailing = unit, True
    paper.truth.text.append(words)
    return f"{words}（{inside}）"


def word_styles(paper: Paper, pool: Pool) -> None:
    """Word with its own styles: Title, Subtitle, headings, Caption."""
    kicker, title, subtitle = head_words(paper, pool)
    if kicker:
        paper.put(kicker, align="center", size=15)
    paper.put(title, style="Title", align="center")
    if subtitle:
        paper.put(subtitle, style="Subtitle", align="center")
    body(paper, pool, 1, indent=pool.pick("", "　　"))
    for number in range(3):
        words = f"{NUMERALS[number]}、{pool.heading()}" if pool.chance(0.6) else pool.heading()
        paper.put(words, style="Heading 1")
        paper.truth.headings.append((1, words))
        if number == 1:
            inner = f"（一）{pool.heading()}"
            paper.put(inner, style="Heading 2")
            paper.truth.headings.append((2, inner))
        body(paper, pool, 1)
        if number < 2:
            words = f"图为{pool.caption()}。"
            name = pool.name()
            paper.photo((words, name))
            paper.put(f"{words}{pool.pick('', ' ')}{name} 摄", style="Caption")
    paper.put(trailing(paper, pool, pool.paragraph(), author=pool.chance()))


def wps_plain(paper: Paper, pool: Pool) -> None:
    """WPS without styles: big Song title, Fangsong text, Hei and Kai headings, signature under the title."""
    kicker, title, subtitle = head_words(paper, pool)
    if kicker:
        paper.put(kicker, align="center", size=16, font="楷体_GB2312")
    paper.put(title, align="center", size=22, font="方正小标宋简体")
    if subtitle:
        paper.put(subtitle, align="center", size=16, font="楷体_GB2312")
    paper.put(sign(paper, pool), align="center", size=16, font="楷体_GB2312")
    paper.put()
    look = {"size": 16, "font": "仿宋_GB2312", "first": 32}
    body(paper, pool, 1, **look)
    for number in range(2):
        section(paper, pool, number, size=16, font="黑体")
        for inner in range(2):
            words = f"（{NUMERALS[inner]}）{pool.heading()}"
            if pool.chance():
                paper.put(words, **look | {"font": "楷体_GB2312"})
                paper.truth.headings.append((2, words))
                body(paper, pool, 1, **look)
            else:
                rest = pool.paragraph()
                paper.put([(f"{words}。", {"bold": True}), (rest, {})], **look)
                paper.truth.text.append(f"{words}。{rest}")
        caption = f"{pool.caption()}"
        paper.photo((caption, ""))
        paper.put(caption, align="center", size=12, font="楷体_GB2312")
    body(paper, pool, 1, **look)


def old_word(paper: Paper, pool: Pool) -> None:
    """Converted from .doc: centred by spaces, typed indents, line breaks and blank paragraphs, tabs."""
    _, title, subtitle = head_words(paper, pool, kicker=False)
    paper.put(" " * 12 + title, size=pool.pick(0, 18), bold=True)
    if subtitle:
        paper.put(" " * 22 + subtitle)
    paper.put("\u3000" * 9 + sign(paper, pool).replace(" ", "  "))
    paper.put()
    paper.put()
    body(paper, pool, 2, indent="　　")
    section(paper, pool, 0, indent="　　")
    first, second = pool.paragraph(), pool.paragraph()
    paper.put(f"    {first}\n    {second}")
    paper.truth.text += [first, second]
    section(paper, pool, 1, indent="\t", bold=pool.chance())
    body(paper, pool, 1, indent="\u00a0\u00a0\u00a0\u00a0")
    paper.put("   ")
    caption = f"图为{pool.caption()}"
    paper.photo((caption, ""), align="left")
    paper.put("　　" + caption)
    body(paper, pool, 1, indent="　　")
    paper.put()


def wechat(paper: Paper, pool: Pool) -> None:
    """Pasted from an official account: grey captions with ▲, short bold headings, source lines at the end."""
    _, title, _ = head_words(paper, pool, kicker=False, subtitle=False)
    paper.put(title, bold=True, size=17, align=pool.pick("", "left"))
    paper.put()
    body(paper, pool, 2, size=11.5, colour="3F3F3F", align="both")
    for _ in range(2):
        words = pool.heading()
        paper.put([(words, {"bold": True})], align="center", size=13, colour="C00000")
        paper.truth.headings.append((1, words))
        paper.put("\u00a0")
        body(paper, pool, 1, size=11.5)
        caption = pool.caption()
        paper.photo((caption, ""), width=14)
        paper.put(f"▲{caption}", align="center", size=9, colour="888888")
        paper.put()
    body(paper, pool, 1)
    source = pool.pick("海西工会微信公众号", "《青海日报》", "工人日报客户端")
    paper.put(f"来源：{source}", align="right", size=9)
    paper.truth.source = source


def photo_table(paper: Paper, pool: Pool) -> None:
    """Photos in a table without borders: captions in the cell, or in the row below."""
    kicker, title, subtitle = head_words(paper, pool)
    if kicker:
        paper.put(kicker, align="center", size=14)
    paper.put(title, align="center", size=20, bold=True)
    if subtitle:
        paper.put(subtitle, align="center", size=14)
    body(paper, pool, 2, indent="　　")
    same_cell = pool.chance()
    table = paper.document.add_table(1 if same_cell else 2, 2)
    for column in range(2):
        caption, name = f"{pool.pick('图为', '')}{pool.caption()}", pool.name()
        credited = pool.chance()
        cell = table.cell(0, column)
        paper.photo((caption, name if credited else ""), into=cell.paragraphs[0], width=6)
        written = f"{caption}（{name} 摄）" if credited else caption
        if same_cell:
            cell.add_paragraph(written)
        else:
            table.cell(1, column).text = written
    section(paper, pool, 0)
    body(paper, pool, 1, indent="　　")
    paper.put("　　" + trailing(paper, pool, pool.paragraph()))


def red_head(paper: Paper, pool: Pool) -> None:
    """An official document: red letterhead, number, addressees, all four levels, signature and date on the right."""
    union = pool.union()
    paper.put(f"{union}文件", align="center", size=36, colour="FF0000", bold=True)
    paper.put("工发〔2026〕12号", align="center", size=16)
    title = f"关于开展2026年职工{pool.pick('技能竞赛', '书屋建设', '健康体检')}工作的通知"
    paper.put(title, align="center", size=22)
    paper.put("各乡镇工会、县直各基层工会：", size=16)
    paper.truth.title, paper.truth.unit = title, union
    paper.truth.text.append("各乡镇工会、县直各基层工会：")
    look = {"size": 16, "first": 32}
    body(paper, pool, 1, **look)
    for number in range(2):
        section(paper, pool, number, **look)
        words = f"（一）{pool.heading()}"
        paper.put(words, **look)
        paper.truth.headings.append((2, words))
        words = f"{pool.pick('1.', '1．', '1、')}{pool.heading()}"
        paper.put(words, **look)
        paper.truth.headings.append((3, words))
        text(paper, f"（1）{pool.sentence()}", **look)
        text(paper, f"（2）{pool.sentence()}", **look)
    paper.put()
    paper.put(union, align="right", size=16)
    paper.put("2026年4月8日", align="right", size=16)
    paper.truth.absent += [f"{union}文件", "工发〔2026〕12号"]


def interview(paper: Paper, pool: Pool) -> None:
    """Questions and answers after an editor's note; the reporter signs under the subtitle."""
    guest = pool.name()
    paper.truth.title = pool.pick("把实事办到职工心坎上", "让每一份付出都被看见", "做职工信赖的“娘家人”")
    paper.truth.subtitle = f"——访{pool.union()}主席{guest}"
    name = pool.name()
    paper.truth.authors = [(name, "本刊记者")]
    paper.put(paper.truth.title, align="center", size=20, bold=True)
    paper.put(paper.truth.subtitle, align="center", size=14)
    paper.put(pool.pick(f"本刊记者  {name}", f"□ 本刊记者 {name}", f"（本刊记者 {name}）"), align="center", size=12)
    paper.put([("编者按：", {"bold": True}), (pool.sentence(), {})], font="楷体")
    for _ in range(3):
        question, answer = f"记者：{pool.sentence()}", f"{guest}：{pool.paragraph()}"
        paper.put([(question[:3], {"bold": True}), (question[3:], {"bold": True})], first=21)
        paper.put([(answer[: len(guest) + 1], {"bold": True}), (answer[len(guest) + 1 :], {})], first=21)
        paper.truth.text += [question, answer]
    caption = f"{guest}（左二）在企业调研"
    paper.photo((caption, "受访者"))
    paper.put(f"{caption}（受访者供图）", align="center")


def model_worker(paper: Paper, pool: Pool) -> None:
    """A portrait of a model worker: label, title, 文/图 line, a portrait, bold lead-ins, quotations."""
    kicker, title, subtitle = head_words(paper, pool, kicker=True)
    paper.put(kicker, align="center", size=14, font="黑体")
    paper.put(title, align="center", size=22, font="黑体")
    if subtitle:
        paper.put(subtitle, align="center", size=14, font="楷体")
    name = pool.name()
    paper.truth.authors = [(name, "")]
    both = pool.chance()
    second = "" if both else pool.name()
    line = pool.pick(f"文图/{name}", f"图文/{name}") if both else f"文/{name}  图/{second}"
    paper.put(line, align="center", size=12)
    caption = pool.caption()
    paper.photo((caption, name if both else second))
    paper.put(pool.pick(f"图：{caption}", f"▲{caption}", f"（图为{caption}）"), align="center", size=10)
    written = paper.document.paragraphs[-1].text
    if written.startswith("（图为"):
        paper.truth.captions[-1] = (f"图为{caption}", paper.truth.captions[-1][1])
    body(paper, pool, 1, indent="　　")
    for lead in ("勤学苦练的“老黄牛”。", "攻坚克难的“排头兵”。"):
        rest = pool.paragraph()
        paper.put([("　　" + lead, {"bold": True}), (rest, {})])
        paper.truth.text.append(lead + rest)
    paper.put("　　" + trailing(paper, pool, pool.paragraph()))


def data_report(paper: Paper, pool: Pool) -> None:
    """Numbers in a table with merged cells; its title above it."""
    paper.truth.title = f"2025年全州工会{pool.pick('会员发展', '帮扶救助', '技能培训')}工作情况分析"
    paper.put(paper.truth.title, align="center", size=20, bold=True)
    paper.put(sign(paper, pool, author=pool.chance()), align="center", size=14)
    body(paper, pool, 1, indent="　　")
    section(paper, pool, 0, indent="　　", bold=True)
    body(paper, pool, 1, indent="　　")
    caption = f"表1 {pool.pick('各县工会会员发展情况', '各县工会帮扶情况')}"
    paper.put(caption, align="center", bold=True)
    rows = [["地区", "建会企业", "", "新增会员"], ["", "国有", "非公", ""]]
    counties = pool.dice.sample(["共和县", "贵德县", "兴海县", "贵南县", "同德县"], 3)
    rows += [[county, *(str(pool.dice.randrange(10, 900)) for _ in range(3))] for county in counties]
    rows.append(["合计", str(pool.dice.randrange(1000, 3000)), "", "1.2万"])
    paper.table(rows, merged=[(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (5, 1, 1, 2)], caption=caption)
    section(paper, pool, 1, indent="　　", bold=True)
    body(paper, pool, 1, indent="　　")
    for number in range(2):
        words = f"{number + 1}.{pool.heading()}"
        lead = pool.sentence()
        paper.put([(f"　　{words}。", {"bold": True}), (lead, {})])
        paper.truth.text.append(f"{words}。{lead}")


def no_styles(paper: Paper, pool: Pool) -> None:
    """Nothing but typing: title, signature and text at the left, all alike."""
    _, title, subtitle = head_words(paper, pool, kicker=False)
    paper.put(title)
    if subtitle:
        paper.put(subtitle)
    paper.put(
        pool.pick(
            lambda: sign(paper, pool),
            lambda: f"□ {sign(paper, pool)}",
            lambda: f"（{_correspondent(paper, pool)}）",
            lambda: _correspondent(paper, pool),
        )()
    )
    body(paper, pool, 2, indent=pool.pick("", "　　", "  "))
    section(paper, pool, 0)
    body(paper, pool, 1)
    section(paper, pool, 1)
    body(paper, pool, 1)


def _correspondent(paper: Paper, pool: Pool) -> str:
    name = pool.name()
    paper.truth.authors = [(name, "通讯员")]
    return f"通讯员 {name}"


def all_bold(paper: Paper, pool: Pool) -> None:
    """Everything bold and of one size; the kicker ends in nothing, the title is centred."""
    _, title, subtitle = head_words(paper, pool, kicker=False)
    paper.put(title, align="center", bold=True, size=16)
    if subtitle:
        paper.put(subtitle, align="center", bold=True, size=16)
    body(paper, pool, 2, bold=True, size=16, first=32)
    for number in range(2):
        section(paper, pool, number, bold=True, size=16, indent="　　")
        body(paper, pool, 1, bold=True, size=16, indent="　　")
    paper.put("　　" + trailing(paper, pool, pool.paragraph(), author=pool.chance()), bold=True, size=16)


def captions_above(paper: Paper, pool: Pool) -> None:
    """Captions above their pictures, the photographers in lines of their own."""
    kicker, title, _ = head_words(paper, pool, subtitle=False)
    if kicker:
        paper.put(kicker, align="center", size=12)
    paper.put(title, align="center", size=18, bold=True)
    paper.put(sign(paper, pool, unit=False), align="center")
    body(paper, pool, 1, indent="　　")
    for number in range(2):
        caption, name = f"图{number + 1} {pool.caption()}", pool.name()
        paper.put(caption, align="center")
        paper.photo((caption, name))
        paper.put(pool.pick(f"摄影：{name}", f"（摄影 {name}）", f"（{name} 摄）"), align="center")
        body(paper, pool, 1, indent="　　")


def two_line_title(paper: Paper, pool: Pool) -> None:
    """A title set in two lines, by a line break or as two paragraphs, a smaller kicker over it."""
    kicker, title, _ = head_words(paper, pool, subtitle=False)
    words = pool.pick(
        ("聚焦主责主业　彰显担当作为", "奋力开创新时代工会工作新局面"),
        ("凝聚奋进力量　建功高原热土", "为产业工人成长成才铺路搭桥"),
        ("以赛促学　以学促干", "点燃职工技能提升新引擎"),
    )
    paper.truth.title = " ".join(words)
    if kicker:
        paper.put(kicker, align="center", size=15)
    if pool.chance():
        paper.put("\n".join(words), align="center", size=22)
    else:
        for line in words:
            paper.put(line, align="center", size=22)
    paper.put(sign(paper, pool), align="center", size=15)
    body(paper, pool, 2, indent="　　", size=15)
    section(paper, pool, 0, indent="　　", size=15)
    body(paper, pool, 1, indent="　　", size=15)


def photos_at_end(paper: Paper, pool: Pool) -> None:
    """Text first, then all photos, each with its caption below, and the unit after the text."""
    kicker, title, subtitle = head_words(paper, pool)
    if kicker:
        paper.put(kicker, align="center", size=14)
    paper.put(title, align="center", size=18, bold=True)
    if subtitle:
        paper.put(subtitle, align="center", size=14)
    body(paper, pool, 2, indent="　　")
    paper.put("　　" + trailing(paper, pool, pool.paragraph(), author=pool.chance()))
    for _ in range(3):
        words, name = f"图为{pool.caption()}。", pool.name()
        paper.photo((words, name))
        paper.put(f"{words}（{name} 摄）", align=pool.pick("center", "left"))
