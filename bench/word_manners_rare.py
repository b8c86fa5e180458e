"""What else is found in Word files: changes, notes, boxes, formulas, hidden text, numbering by Word, other alphabets."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bench.word_manners import NUMERALS, body, head_words, section, sign, spaced, text, trailing
from bench.word_paper import Paper
from bench.word_texts import Pool


def _centred_head(paper: Paper, pool: Pool, **parts) -> None:
    kicker, title, subtitle = head_words(paper, pool, **parts)
    if kicker:
        paper.put(kicker, align="center", size=14)
    paper.put(title, align="center", size=20, bold=True)
    if subtitle:
        paper.put(subtitle, align="center", size=14)


def tracked(paper: Paper, pool: Pool) -> None:
    """Changes still marked, and comments beside the text."""
    _centred_head(paper, pool)
    paper.put(sign(paper, pool), align="center")
    for _ in range(2):
        before, gone, new, after = pool.sentence(), "这一句应当删去。", pool.sentence(), pool.sentence()
        paragraph = paper.put(before, first=21)
        paper.deleted(paragraph, gone)
        paper.inserted(paragraph, new)
        paper.run(paragraph, after)
        paper.truth.text.append(before + new + after)
        paper.truth.absent.append(gone)
    section(paper, pool, 0)
    words = pool.paragraph()
    paragraph = paper.put(words)
    paper.truth.text.append(words)
    paper.document.add_comment(paragraph.runs, text="数字请再核实一下", author="科长", initials="K")
    paper.truth.absent.append("数字请再核实一下")
    paper.truth.named += ["数字请再核实一下", "修订"]
    joined, rest = pool.sentence(), pool.sentence()
    first = paper.put(joined)
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:del"))
    first._p.get_or_add_pPr().append(mark)
    paper.put(rest)
    paper.truth.text.append(joined + rest)


def footnoted(paper: Paper, pool: Pool) -> None:
    """Footnotes, endnotes and links."""
    _centred_head(paper, pool, kicker=False)
    paper.put(sign(paper, pool), align="center")
    for number in range(2):
        start, end = pool.sentence(), pool.sentence()
        paragraph = paper.put("　　" + start)
        note = f"数据由{pool.union()}提供。"
        paper.note(paragraph, note, pool.pick("footnotes", "endnotes"))
        paper.run(paragraph, end)
        paper.truth.named.append("注")
        paper.truth.text += [f"{start}[{number + 1}]{end}", f"[{number + 1}] {note}"]
    words = pool.sentence()
    paragraph = paper.put("　　" + words)
    paper.link(paragraph, "详情请见工会网站", "https://gonghui.example/news?id=3&x=1")
    paper.truth.text.append(words + "详情请见工会网站")
    section(paper, pool, 0)
    words = pool.sentence()
    paragraph = paper.put("　　" + words)
    paper.link(paragraph, "内部文件", "file:///D:/内部/文件.doc")
    paper.truth.text.append(words + "内部文件")
    paper.truth.absent.append("file:")


def full_width(paper: Paper, pool: Pool) -> None:
    """Digits and letters at full width, spaces inside the text, and blank lines."""
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    _, title, subtitle = head_words(paper, pool, kicker=False)
    paper.put(title.translate(wide), align="center", size=18)
    if subtitle:
        paper.put(subtitle, align="center")
    paper.put(f"{pool.pick('作者：', '撰稿：')}{spaced(_author(paper, pool))}", align="center")
    for _ in range(2):
        words = pool.paragraph()
        paper.put("　　" + words.translate(wide).replace("，", "， ").replace("“", " “"))
        paper.truth.text.append(words)
    words = f"1.{pool.heading()}"
    section(paper, pool, 0)
    paper.put("　　" + words.translate(wide).replace(".", "．"))
    paper.truth.headings.append((3, words))
    paper.put("　 　")
    words = f"增长12.5%，{pool.sentence()}"
    paper.put("　　" + words.translate(wide))
    paper.truth.text.append(words)


def _author(paper: Paper, pool: Pool) -> str:
    name = pool.name()
    paper.truth.authors = [(name, "")]
    return name


def title_in_box(paper: Paper, pool: Pool) -> None:
    """The title stands in a text box, kept twice in the file."""
    kicker, title, subtitle = head_words(paper, pool, subtitle=pool.chance())
    if kicker:
        paper.put(kicker, align="center", size=14)
    paper.text_box([title])
    if subtitle:
        paper.put(subtitle, align="center", size=14)
    paper.put(sign(paper, pool), align="center", size=12)
    body(paper, pool, 2, indent="　　")
    section(paper, pool, 0)
    words = pool.paragraph()
    paragraph = paper.put(words)
    aside = "小资料：工会驿站是为户外劳动者提供歇脚、饮水、充电等服务的场所。"
    paper.text_box([aside], into=paragraph, size=9, bold=False)
    paper.truth.text += [words, aside]
    paper.truth.named.append("文本框")


def tibetan(paper: Paper, pool: Pool) -> None:
    """Tibetan and English words and names."""
    paper.truth.title = pool.pick(
        "草原上的工会主席才让卓玛", "从牧羊女到“大国工匠”的多杰措", "Hello！骑手驿站开进了大学城"
    )
    paper.put(paper.truth.title, align="center", size=20)
    first, second = pool.pick(("才让卓玛", "李雪莲"), ("古丽娜尔·买买提", "张秉文"), ("更登多杰", "Tom Smith"))
    union = pool.union()
    paper.truth.unit = union
    if second == "Tom Smith":
        paper.truth.authors = [(first, "")]
        paper.put(f"{union} {first}", align="center")
    else:
        paper.truth.authors = [(first, ""), (second, "")]
        paper.put(f"{union} {first} {second}", align="center")
    text(paper, f"她用藏语问候大家：“བཀྲ་ཤིས་བདེ་ལེགས།”{pool.sentence()}", first=21)
    text(paper, f"来自 Tashi Group 的 David Miller 说：“This is a home for workers.”{pool.sentence()}", first=21)
    section(paper, pool, 0)
    text(paper, f"课程用 PPT、MOOC 和 5G 直播三种形式，{pool.sentence()}", first=21)
    caption, name = f"图为{pool.caption()}", pool.pick("尕藏", "仁青卓玛", "阿依夏木")
    paper.photo((f"{caption}。", name))
    paper.put(f"{caption}。 {name} 摄", align="center")


def word_numbering(paper: Paper, pool: Pool) -> None:
    """Numbers by Word itself: 一、 and （一） as headings, bullets and numbers as lists."""
    _centred_head(paper, pool, kicker=False)
    paper.put(sign(paper, pool), align="center")
    kind = pool.pick("chineseCountingThousand", "chineseCounting", "japaneseCounting")
    paper.numbered(71, [(kind, "%1、"), (kind, "（%2）"), ("decimal", "%3.")])
    paper.numbered(72, [("bullet", "●")])
    for number in range(2):
        words = pool.heading()
        paper.number(paper.put(words), 71)
        paper.truth.headings.append((1, f"{NUMERALS[number]}、{words}"))
        for inner in range(2):
            words = pool.heading()
            paper.number(paper.put(words), 71, 1)
            paper.truth.headings.append((2, f"（{NUMERALS[inner]}）{words}"))
            body(paper, pool, 1, indent="　　")
    for _ in range(3):
        words = pool.sentence()
        paper.number(paper.put(words), 72)
        paper.truth.text.append(words)
    body(paper, pool, 1)


def vml_wps(paper: Paper, pool: Pool) -> None:
    """A file of WPS: pictures in VML, extensions of its own, styles with Chinese names and numbers for ids."""
    styles = paper.document.styles
    for name, number in (("heading 1", "2"), ("heading 2", "3")):
        style = styles[name.title()]
        style.element.set(qn("w:styleId"), number)
    kicker, title, _ = head_words(paper, pool, subtitle=False)
    if kicker:
        paper.put(kicker, align="center", size=16)
    paper.put(title, align="center", size=22, font="方正小标宋_GBK")
    paper.put(sign(paper, pool), align="center", size=16)
    body(paper, pool, 1, size=16)
    words = f"一、{pool.heading()}"
    paper.put(words, style="heading 1")
    paper.truth.headings.append((1, words))
    body(paper, pool, 1, size=16)
    for _ in range(2):
        caption, name = pool.caption(), pool.name()
        paper.vml_photo((caption, name))
        paper.put(f"{caption}    {name}/摄", align="center", size=12)
    body(paper, pool, 1, size=16)


def floating(paper: Paper, pool: Pool) -> None:
    """Pictures anchored in the text, their captions in boxes or in the next line."""
    _centred_head(paper, pool)
    paper.put(sign(paper, pool), align="center")
    words = pool.paragraph()
    paragraph = paper.put(words)
    paper.truth.text.append(words)
    caption = f"图为{pool.caption()}"
    paper.floating_photo((caption, ""), paragraph)
    paper.text_box([caption], into=paragraph, size=9, bold=False)
    section(paper, pool, 0)
    words = pool.paragraph()
    paragraph = paper.put(words)
    paper.truth.text.append(words)
    caption = f"图为{pool.caption()}"
    paper.floating_photo((caption, ""), paragraph)
    paper.put(caption, align="center", size=9)
    body(paper, pool, 1)


def formulas(paper: Paper, pool: Pool) -> None:
    """Equations, and a cropped picture."""
    _centred_head(paper, pool, kicker=False)
    paper.put(sign(paper, pool, author=False), align="center")
    body(paper, pool, 1)
    section(paper, pool, 0)
    paragraph = paper.put("入会率按下式计算：")
    paper.raw(
        paragraph,
        "<m:oMath><m:r><m:t>p=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
    )
    paper.truth.text.append("入会率按下式计算：p=a/b")
    paper.truth.named += ["公式", "裁"]
    paragraph = paper.put([("面积为120m", {}), ("2", {"sup": True}), ("，", {}), (pool.sentence(), {})])
    paper.truth.text.append(paragraph.text)
    caption = f"图1 {pool.caption()}"
    paper.crop(paper.photo((caption, "")))
    paper.put(caption, align="center")
    body(paper, pool, 1)


def headers_hidden(paper: Paper, pool: Pool) -> None:
    """Headers and footers, hidden words, page breaks, a table of contents' leftovers."""
    page = paper.document.sections[0]
    page.header.paragraphs[0].text = "某某县总工会宣传资料"
    page.footer.paragraphs[0].text = "第 1 页"
    paper.truth.absent += ["某某县总工会宣传资料", "第 1 页", "此处为模板提示文字"]
    _centred_head(paper, pool)
    paper.put(sign(paper, pool, unit=False), align="center")
    words = pool.paragraph()
    paper.put([("　　" + words, {}), ("此处为模板提示文字", {"hidden": True})])
    paper.truth.text.append(words)
    paper.truth.named.append("隐藏")
    paper.page_break()
    section(paper, pool, 0)
    body(paper, pool, 1)
    paper.put("此处为模板提示文字").runs[0].font.hidden = True
    paper.page_break()
    section(paper, pool, 1)
    paper.put(trailing(paper, pool, pool.paragraph()))


def contact_lines(paper: Paper, pool: Pool) -> None:
    """Lines for the office around the text: who checked it, telephone, date of sending."""
    _centred_head(paper, pool, kicker=False)
    body(paper, pool, 2, indent="　　")
    section(paper, pool, 0)
    words = pool.paragraph()
    paper.put("　　" + words)
    paper.truth.text.append(words)
    unit, name = pool.union(), pool.name()
    paper.truth.unit, paper.truth.authors = unit, [(name, "")]
    paper.put(f"供稿单位：{unit}")
    paper.put(f"撰稿人：{name}")
    paper.put(f"审核：{pool.name()}")
    paper.put("联系电话：0974-8500000")
    paper.truth.absent += ["0974-8500000", "供稿单位", "撰稿人"]


def speech(paper: Paper, pool: Pool) -> None:
    """A speech: occasion as title, date and speaker centred under it, the address."""
    union, name = pool.union(), pool.name()
    paper.truth.title = f"在{union}全委（扩大）会议上的讲话"
    paper.truth.authors = [(name, "")]
    paper.put(paper.truth.title, align="center", size=22)
    paper.put("（2026年3月10日）", align="center", size=16)
    paper.put(spaced(name), align="center", size=16)
    text(paper, "同志们：", size=16)
    body(paper, pool, 2, indent="　　", size=16)
    for number in range(2):
        section(paper, pool, number, indent="　　", size=16, font="黑体")
        words = pool.paragraph()
        lead = pool.pick("要提高认识。", "要抓住关键。", "要形成合力。")
        paper.put([("　　" + lead, {"bold": True}), (words, {})], size=16)
        paper.truth.text.append(lead + words)
    text(paper, "谢谢大家！", size=16)


def photo_story(paper: Paper, pool: Pool) -> None:
    """Many photos, little text; two of them share one caption line, credits after a slash."""
    _centred_head(paper, pool, subtitle=False)
    paper.put(f"文/{_author(paper, pool)}", align="center")
    body(paper, pool, 1, indent="　　")
    for _ in range(3):
        caption, name = pool.caption(), pool.name()
        paper.photo((f"{caption}。", name))
        paper.put(pool.pick(f"{caption}。{name}/摄", f"{caption}。 摄影/{name}", f"▲{caption}。（摄影：{name}）"))
        body(paper, pool, 1, indent="　　")
