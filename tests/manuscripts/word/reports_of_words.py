"""Reports without photos as unions send them: briefings, forms, speeches, notes and changes, lists that Word numbers."""

from __future__ import annotations

from tests.manuscripts.word.office_xml import SPACES, File, p, r, t, table
from tests.manuscripts.word.union_truth import BIG, FANG, FOUR, HEI, KAI, ONE, SONG, THREE, TWO, Truth


def briefing_with_red_head(f: File, x: Truth) -> None:
    x.title, x.unit = "城东区总工会三项举措推动集体协商提质增效", "西宁市城东区总工会"
    x.headings = [(1, "一、抓培训，让协商代表会谈"), (1, "二、抓典型，让企业愿意谈")]
    x.absent = ["工会工作简报", "第 12 期"]
    f.put(
        p("工会工作简报", jc="center", pt=48, font=BIG, red=True),
        p("第 12 期", jc="center", pt=16),
        p("西宁市城东区总工会\t\t2026年3月5日", pt=16, font=FANG),
        p(x.title, jc="center", pt=22, font=BIG),
        t(ONE),
        p("一、抓培训，让协商代表会谈", first=2, font=HEI, pt=16),
        t(TWO),
        p("二、抓典型，让企业愿意谈", first=2, font=HEI, pt=16),
        t(THREE),
        p("报：西宁市总工会", pt=14),
        p("送：区委办公室，区政府办公室", pt=14),
        p("（共印30份）", jc="right", pt=14),
    )


def form_of_a_table(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "乌兰县总工会举办新就业形态劳动者交通安全培训", "海西州乌兰县总工会", ["李积梅"]
    x.present = [ONE, TWO, THREE]
    f.put(
        p("信息报送表", jc="center", pt=22, font=BIG),
        table(
            [p("报送单位"), p("海西州乌兰县总工会")],
            [p("作者"), p("李积梅")],
            [p("标题"), p(x.title)],
            [p("审核人"), p("王建军")],
            [p("联系电话"), p("13900001111")],
            [p("正文"), t(ONE) + t(TWO) + t(THREE)],
        ),
    )


def numbered_by_word(f: File, x: Truth) -> None:
    f.numbering(("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
    x.title, x.unit = "贵德县总工会做实困难职工帮扶", "贵德县总工会"
    x.headings = [(1, "一、摸底建档"), (2, "（一）上门入户"), (2, "（二）动态调整"), (1, "二、分类帮扶")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        t(ONE),
        p("摸底建档", num=(1, 0), pt=16, font=HEI),
        p("上门入户", num=(1, 1), pt=16, font=KAI),
        t(TWO),
        p("动态调整", num=(1, 1), pt=16, font=KAI),
        t(THREE),
        p("分类帮扶", num=(1, 0), pt=16, font=HEI),
        t(FOUR),
        p("（贵德县总工会供稿）", jc="right", pt=16),
    )


def changed_and_noted(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "海晏县总工会开展安全生产隐患随手拍", "海晏县总工会", ["王海宁"]
    f.part(
        "endnotes.xml",
        "endnotes",
        f'<w:endnotes {SPACES}><w:endnote w:id="1">{p("数据来自县应急管理局。")}</w:endnote></w:endnotes>',
    )
    f.part(
        "comments.xml",
        "comments",
        f'<w:comments {SPACES}><w:comment w:id="1" w:author="主席">{p("这里再核一下数字")}</w:comment></w:comments>',
    )
    f.part("header1.xml", "header", f"<w:hdr {SPACES}>{p('海晏县总工会内部资料')}</w:hdr>")
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("海晏县总工会 王海宁", jc="center", pt=16, font=KAI),
        p(
            r("活动开展以来，", pt=16)
            + '<w:del w:id="5" w:author="a"><w:r><w:delText>三十名职工</w:delText></w:r></w:del>'
            + '<w:ins w:id="6" w:author="a">'
            + r("三百名职工", pt=16)
            + "</w:ins>"
            + '<w:commentRangeStart w:id="1"/>'
            + r("上传隐患照片五百余张", pt=16)
            + '<w:commentRangeEnd w:id="1"/>'
            + '<w:r><w:commentReference w:id="1"/></w:r>'
            + r("，整改率达到九成八。", pt=16)
            + '<w:r><w:endnoteReference w:id="1"/></w:r>',
            first=2,
        ),
        t(TWO),
        t(THREE),
    )
    x.present = ["三百名职工上传隐患照片五百余张"]
    x.absent = ["三十名职工", "这里再核", "内部资料"]


def feature_in_two_lines(f: File, x: Truth) -> None:
    x.title, x.subtitle = "一把扳手 三十个春秋", "记青海省五一劳动奖章获得者、检修工马国栋"
    x.authors, x.unit = ["才仁卓嘎"], "格尔木市总工会"
    x.headings = [(1, "“机器也会说话”"), (1, "“带出来的都是好样的”")]
    f.put(
        p("一把扳手\n三十个春秋", jc="center", pt=22, font=BIG),
        p(f"——{x.subtitle}", jc="center", pt=16, font=KAI),
        p("才仁卓嘎", jc="center", pt=16, font=KAI),
        t(ONE),
        p("“机器也会说话”", jc="center", pt=16, font=HEI, b=True),
        t(TWO),
        p("“带出来的都是好样的”", jc="center", pt=16, font=HEI, b=True),
        t(THREE),
        p("（作者单位：格尔木市总工会）", jc="right", pt=14),
    )


def with_the_office_first(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "冷湖石油工会为驻井职工办集体生日", "冷湖石油管理处工会", ["孙立", "周敏"]
    x.headings = [(3, "1.一碗长寿面"), (3, "2.一封家书")]
    f.put(
        p("报送单位：冷湖石油管理处工会    审核：刘主任    电话：0977-3310000", pt=12),
        p("冷湖石油工会\n为驻井职工办集体生日", jc="center", pt=20, b=True),
        p("孙立  周敏", jc="center", pt=14),
        t(ONE),
        p("1.一碗长寿面", first=2, pt=16, b=True),
        t(TWO),
        p("2.一封家书", first=2, pt=16, b=True),
        t(THREE),
    )


def meeting_with_kicker(f: File, x: Truth) -> None:
    x.kicker, x.title = "省总工会召开产业工人队伍建设改革推进会强调", "以实绩实效推动改革走深走实"
    x.unit = ""
    f.put(
        p(x.kicker, jc="center", pt=18, font=KAI),
        p(x.title, jc="center", pt=26, font=BIG),
        t(f"3月18日，{ONE}"),
        t(f"会议指出，{THREE}"),
        t(f"会议强调，{FOUR}"),
        p("省总工会宣传教育部", jc="right", pt=16),
        p("2026年3月19日", jc="right", pt=16),
    )
    x.unit = "省总工会宣传教育部"


def brackets_for_a_subtitle(f, x):
    x.title, x.subtitle, x.unit, x.authors = (
        "雪线上的守路人",
        "记青藏公路养护工队班长格桑",
        "玉树公路总段工会",
        ["多杰才让"],
    )
    f.put(
        p(x.title, jc="center", pt=22, b=True),
        p(f"——{x.subtitle}", jc="center", pt=15),
        p("玉树公路总段工会/多杰才让", jc="center", pt=14),
        t(ONE),
        t(TWO),
        t(THREE),
    )


def centred_by_spaces(f, x):
    x.title, x.unit, x.authors = "关于开展职工心理健康服务月活动的情况报告", "民和县总工会", ["冶成虎"]
    x.headings = [(1, "一、基本情况"), (1, "二、主要做法")]
    f.put(
        p("        关于开展职工心理健康服务月活动的情况报告", pt=12),
        p("              民和县总工会 冶成虎", pt=12),
        p("    " + ONE, pt=12),
        p("    一、基本情况", pt=12),
        p("    " + TWO, pt=12),
        p("    二、主要做法", pt=12),
        p("    " + THREE, pt=12),
    )


def run_in_headings(f, x):
    x.title, x.unit = "刚察县总工会打好送温暖组合拳", "刚察县总工会"
    x.headings = [(1, "一、摸清底数"), (1, "二、精准施策")]
    x.present = [f"（一）强化领导。{TWO}"]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("（刚察县总工会）", jc="center", pt=15),
        t(ONE),
        p("一、摸清底数", first=2, pt=16, font=HEI),
        p(r("（一）强化领导。", pt=16, font=KAI, b=True) + r(TWO, pt=16), first=2),
        p("二、精准施策", first=2, pt=16, font=HEI),
        t(FOUR),
    )


def styles_of_wps(f, x):
    f.styles(
        ("a", "正文", "<w:rPr><w:sz w:val='21'/></w:rPr>"),
        ("b", "标题 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:b/><w:sz w:val='44'/></w:rPr>"),
        ("c", "标题 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"),
    )
    x.title, x.unit, x.authors = "都兰枸杞园里的“田间工会”", "都兰县总工会", ["蔡生福", "王娟"]
    x.headings = [(1, "建在地头"), (1, "暖在心头")]
    f.put(
        p(x.title, style="b"),
        p("作者单位：都兰县总工会", style="a"),
        p("作者：蔡生福、王娟", style="a"),
        p(ONE, style="a"),
        p("建在地头", style="c"),
        p(TWO, style="a"),
        p("暖在心头", style="c"),
        p(THREE, style="a"),
    )


def a_speech(f, x):
    x.title, x.unit = "在全县职工技能大赛开幕式上的讲话", ""
    x.authors = ["马成福"]
    x.headings = [(1, "一、认清形势，增强紧迫感"), (1, "二、赛出风格，练就真本领")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("县总工会主席 马成福", jc="center", pt=15),
        p("（2026年3月18日）", jc="center", pt=15),
        p("同志们：", pt=16),
        t(ONE),
        p("一、认清形势，增强紧迫感", first=2, pt=16, font=HEI),
        t(TWO),
        p("二、赛出风格，练就真本领", first=2, pt=16, font=HEI),
        t(THREE),
    )


def three_lines_of_title(f, x):
    x.kicker, x.title, x.subtitle = "产改进行时", "从“工地课堂”到“云端学堂”", "西部矿业集团工会培育技能人才的路子"
    x.unit, x.authors = "西部矿业集团工会", ["苏文秀"]
    f.put(
        p("·产改进行时·", jc="center", pt=14),
        p(x.title, jc="center", pt=24, b=True, font=SONG),
        p("西部矿业集团工会培育技能人才的路子", jc="center", pt=16),
        p(),
        p("西部矿业集团工会  苏文秀", jc="center", pt=14, font=KAI),
        t(ONE),
        t(TWO),
        t(THREE),
    )


MAKERS = (
    briefing_with_red_head,
    form_of_a_table,
    numbered_by_word,
    changed_and_noted,
    feature_in_two_lines,
    with_the_office_first,
    meeting_with_kicker,
    brackets_for_a_subtitle,
    centred_by_spaces,
    run_in_headings,
    styles_of_wps,
    a_speech,
    three_lines_of_title,
)
