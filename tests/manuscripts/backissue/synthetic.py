"""Invented issues with known articles, set as loose Markdown in many ways, for the splitter to take apart again.

Every sentence is made up here. `make_issue` draws the articles, `set_issue` sets them in a `Layout`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PLACES = "北坡 河滩 东渠 盐湖边 老城口 山口 草场 隧道口 二号井 变电站 检修库 候车厅 装卸场 育苗棚 冷库 铁桥头".split()
TEAMS = "检修班 运输队 电焊组 调度室 装配线 护路队 炊事班 巡线组 质检组 青年突击队 女职工小组 技术攻关组 安全小组 送水站".split()
ACTS = "清点了备用零件 重画了作业图 修好了漏风的门窗 试跑了新编的班次 给老工友量了血压 换下了磨薄的轴瓦 登记了外来务工者的诉求 把图书搬进了休息间".split()
ENDS = "工友们说心里踏实 当天就见了成效 台账记得一清二楚 没有耽误一个班次 大家商量着往下办 比上月省了两成工时 来人都夸做得细".split()
HEADS = "把底数摸清 让制度管用 靠手艺说话 为一线解难 把课堂搬到现场 用数据看进度 请职工来打分".split()
NAMES = "赵立山 韩春生 多杰才让 宋梅 祁连秀 李守田 阿卜都·热西提 魏国梁 马青云 冶文兰 段志远 文秀英".split()
POSTS = "省总工会法律部部长 河源县总工会主席 铝业集团工会副主席 全国劳动模范、高级技师 省工人文化宫主任".split()
UNIONS = "河源州总工会 雪岭州总工会 湖东州总工会 南滩州总工会 石门县总工会 龙泉区总工会 省水电产业工会".split()
DEPARTMENTS = "办公室 宣教部 权益保障部 经济技术部 组织部".split()
SOURCES = "《高原工人报》2024年3月2日第1版 西海新闻网 《职工天地》2024/05".split()
COLUMNS = "学习强会 航向标 工作研究 学习全总某次执委会议 劳模先进风采 市州动态 产业风采 基层活动".split()
TITLES = (
    "把服务送到最远的牧场|河谷里的夜班灯|一封来信换来一条路|技能比武照亮青春|冬季送暖走进千家|让新来的快递员有个家|"
    "集体协商谈出满意账|一座小站的二十年|安全课开在井口边|职工书屋飘书香|女职工权益有人管|劳模工作室带出好徒弟|"
    "从学徒到首席的路|数字工会跑出加速度|高原列车上的守望者|工资支付有了新办法|医疗互助解了燃眉之急|"
    "春日里的健步行|一线建言直通会场|产业工人评上了职称|法律服务进工地|乡镇工会补齐了短板|班组日记里的变化|"
    "老厂房变成了新课堂|送教上门的工匠|三江源头植树忙|户外驿站全天开门|青年职工联谊谱新曲|"
    "提案落地见真章|协商民主进车间|困难家庭有了主心骨|食堂里的满意度|驻村干部的账本|比武场上的老将新兵"
).split("|")


@dataclass
class Article:
    """What the splitter must find. `pieces` are ("p" | "h", text) or ("caption", text) in reading order."""

    column: str
    title: list[str]  # the title's own lines
    page: int
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    post: str = ""
    union: str = ""
    unit: str = ""
    source: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)

    @property
    def contents_title(self) -> str:
        """As the contents print it: kicker, title, ——subtitle."""
        whole = " ".join([*([self.kicker] if self.kicker else []), *self.title])
        return f"{whole}——{self.subtitle}" if self.subtitle else whole


@dataclass
class Issue:
    year: int
    number: int
    articles: list[Article]
    board: dict[str, list[str]]
    imprint: dict[str, str]


@dataclass
class Layout:
    """How an issue is set. Each name says a habit of one scan or one year of the journal."""

    contents: str = "tab"
    contents_head: str = "# 目录"
    column: str = "## {}"
    union: str = "**{}**"
    union_place: str = "above"  # or "after": in brackets behind the title
    broken: bool = False  # long entries over two lines
    labels: str = "colon"
    labels_place: str = "middle"  # of the contents, "before", "after" or "end" of the file
    title: str = "mixed"  # level of titles in the text
    split_title: bool = False  # titles over two lines
    byline: str = "□ {post} {name}"
    running: str = ""  # "head", "folio", "column", "both"
    columns_in_text: bool = True
    cuts: float = 0.3
    pictures: bool = True
    interleaved: bool = False
    misquote: int = 0
    digits: str = "arabic"
    table: str = ""  # "markdown" or "html"


def sentence(rng: random.Random) -> str:
    """One invented sentence, never twice the same but by chance."""
    number = rng.randint(2, 980)
    return (
        f"{rng.choice(PLACES)}的{rng.choice(TEAMS)}用{number}个小时{rng.choice(ACTS)}，"
        f"{rng.choice(PLACES)}的{rng.choice(TEAMS)}随后{rng.choice(ACTS)}，{rng.choice(ENDS)}。"
    )


def make_issue(seed: int, size: int = 22, columns: list[str] | None = None) -> Issue:
    """An issue of `size` articles in order of pages."""
    rng = random.Random(seed)
    titles = rng.sample(TITLES, size)
    names = columns or COLUMNS
    articles: list[Article] = []
    page = 3
    for number, title in enumerate(titles):
        column = names[min(number * len(names) // size, len(names) - 1)]
        article = Article(column, [title], page)
        _dress(article, rng, number)
        articles.append(article)
        page += rng.choice((0, 1, 1, 2))
    board = {
        "主任": ["宋怀山"],
        "副主任": ["李守田", "赵青"],
        "委员": ["魏国梁", "韩春生", "马兰"],
        "责任编辑": ["段志远"],
    }
    imprint = {
        "主办": "青海省总工会",
        "准印证号": "青(6300077)",
        "编印部门": "省总工会研究室",
        "发送对象": "全省各级工会",
        "地址": "西宁市某路1号",
        "邮箱": "someone@example.com",
        "电话(传真)": "(0971)1234567",
        "邮编": "810000",
        "印刷日期": "2024年6月20日",
        "印刷数量": "1700册",
        "印刷单位": "西宁某某印务有限公司",
        "statement": "内部资料 免费交流",
    }
    return Issue(2024, 1 + seed % 6, articles, board, imprint)


def _dress(article: Article, rng: random.Random, number: int) -> None:
    """Give an article a byline, unit or source, a kicker or subtitle, and its text."""
    kind = article.column
    if kind in ("市州动态", "产业风采"):
        article.union = rng.choice(UNIONS)
        article.unit = article.union
    elif kind in ("工作研究", "学习强会") or number % 7 == 3:
        article.author = rng.choice(NAMES)
        article.post = rng.choice([*POSTS, ""])
    elif rng.random() < 0.6:
        article.unit = rng.choice(DEPARTMENTS)
    if not article.unit and rng.random() < 0.5:
        article.source = rng.choice(SOURCES)
    if number % 5 == 1:
        article.title.append(rng.choice(HEADS) + "办实事")
    if number % 6 == 2:
        article.kicker = f"{rng.choice(POSTS[:3])}{rng.choice(NAMES)}调研时强调"
    if number % 4 == 0:
        article.subtitle = (
            f"{rng.choice(UNIONS)}{rng.choice(('侧记', '工作纪实', '帮扶工作见闻'))}之{'甲乙丙丁戊己庚辛'[number // 4]}"
        )
    sections = rng.choice((0, 0, 2, 3)) if article.author else 0
    numbered = rng.random() < 0.5
    for section in range(max(1, sections)):
        if sections:
            head = rng.choice(HEADS)
            article.pieces.append(("h", f"{'一二三四'[section]}、{head}" if numbered else f"{head}{section + 1}件事"))
        for _ in range(rng.randint(2, 4)):
            article.pieces.append(("p", "".join(sentence(rng) for _ in range(rng.randint(2, 5)))))
    if number % 6 == 5:
        article.pieces.append(("caption", f"图为{rng.choice(TEAMS)}在{rng.choice(PLACES)}作业"))
        article.pieces.append(("p", "".join(sentence(rng) for _ in range(3))))


def expected_body(article: Article) -> str:
    """The body's text as the splitter must give it, captions behind the paragraph they interrupt."""
    return "".join(text for _, text in article.pieces)
