"""Reports with photos as unions send them: captions below, above, beside, in boxes, in tables, in the alternative text."""

from __future__ import annotations

from tests.manuscripts.word.office_xml import File, p, r, t, table
from tests.manuscripts.word.union_truth import BIG, FOUR, HEI, KAI, ONE, THREE, TWO, Truth


def word_with_everything(f: File, x: Truth) -> None:
    x.kicker, x.title = "服务送到机器旁", "海东市总工会把“娘家人”请进车间"
    x.subtitle, x.unit, x.authors = "全市工会春季服务行动见闻", "海东市总工会", ["张三"]
    x.headings = [(1, "一、走进去听意见"), (2, "（一）一线班组先走到"), (1, "二、走出来办实事")]
    x.captions = [("图为工会干部在车间发放维权手册。", "李四")]
    f.put(
        p(x.kicker, jc="center", pt=16, font=KAI),
        p(x.title, jc="center", pt=22, font=BIG),
        p(f"——{x.subtitle}", jc="center", pt=16, font=KAI),
        p("海东市总工会 张三", jc="center", pt=16, font=KAI),
        p(),
        t(ONE),
        p("一、走进去听意见", first=2, pt=16, font=HEI),
        p("（一）一线班组先走到", first=2, pt=16, font=KAI),
        t(TWO),
        f.photo(),
        p("图为工会干部在车间发放维权手册。（李四 摄）", jc="center", pt=12, font=KAI),
        p("二、走出来办实事", first=2, pt=16, font=HEI),
        t(THREE),
        t(FOUR),
    )


def wps_on_a_phone(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "互助县总工会为环卫工人送“清晨第一杯热茶”", "互助县总工会", ["王有才"]
    x.captions = [("志愿者为环卫工人递上热茶", "")]
    f.put(
        p(x.title, jc="center", b=True, pt=18),
        p("作者：互助县总工会　王有才", jc="center"),
        p(f"\u3000\u3000{ONE}\n\u3000\u3000{TWO}\n\u3000\u3000{THREE}"),
        f.photo(),
        p("志愿者为环卫工人递上热茶", jc="center"),
        p(f"\t{FOUR}"),
    )
    x.present = [ONE, TWO, THREE, FOUR]


def from_wechat(f: File, x: Truth) -> None:
    x.title, x.unit = "玛多：把职工书屋搬进草原帐篷", "果洛州玛多县总工会"
    x.captions = [("图为牧民职工在帐篷书屋看书。", ""), ("图为志愿者给孩子们讲故事。", "")]
    x.absent = ["蓝字", "阅读原文", "玛多工会"]
    f.put(
        p(x.title, b=True, pt=22),
        p("原创 玛多工会 玛多工会 2026-03-01 18:30 青海", pt=11),
        p("点击上方蓝字 关注我们", jc="center", pt=12),
        p(ONE, pt=12),
        p(),
        p(f.drawing(), jc="center"),
        p("▲图为牧民职工在帐篷书屋看书。", jc="center", pt=10),
        p(TWO, pt=12),
        p(f.drawing(), jc="center"),
        p("▲图为志愿者给孩子们讲故事。", jc="center", pt=10),
        p(THREE, pt=12),
        p("供稿：果洛州玛多县总工会", pt=10),
        p("编辑：小工", pt=10),
        p("审核：卓玛", pt=10),
        p("阅读原文", pt=10),
    )


def from_dingtalk(f: File, x: Truth) -> None:
    f.styles(
        ("1", "Normal", "<w:rPr><w:sz w:val='22'/></w:rPr>"),
        ("2", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:b/><w:sz w:val='44'/></w:rPr>"),
        ("3", "heading 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"),
    )
    x.title, x.unit, x.authors = "门源县总工会：一张“点单”办成百件事", "海北州总工会", ["马福祥", "才让卓玛"]
    x.headings = [(1, "职工点单"), (1, "工会派单")]
    x.captions = [("工会干部入户走访", "马福祥")]
    f.put(
        p(x.title, style="2"),
        p("海北州总工会 马福祥 才让卓玛", style="1"),
        p(ONE, style="1"),
        p("职工点单", style="3"),
        p(TWO, style="1"),
        p(f.drawing(), style="1"),
        p("工会干部入户走访 马福祥 摄", style="1", jc="center", pt=9),
        p("工会派单", style="3"),
        p(THREE, style="1"),
        p(FOUR, style="1"),
    )


def photos_in_a_table(f: File, x: Truth) -> None:
    x.title, x.unit = "尖扎县总工会职工运动会圆满落幕", "尖扎县总工会"
    x.captions = [("拔河比赛现场", ""), ("射箭比赛现场", ""), ("开幕式上的锅庄", "多杰"), ("颁奖仪式", "多杰")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("尖扎县总工会", jc="center", pt=16, font=KAI),
        t(ONE),
        table(
            [f.photo(), f.photo()],
            [p("拔河比赛现场", jc="center"), p("射箭比赛现场", jc="center")],
            [f.photo(), f.photo()],
            [p("开幕式上的锅庄（多杰 摄）", jc="center"), p("颁奖仪式（多杰 摄）", jc="center")],
        ),
        t(TWO),
        t(THREE),
    )


def captions_in_boxes(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "德令哈：户外劳动者有了“暖心驿站”", "德令哈市总工会", ["陈晓燕"]
    x.captions = [("图为快递员在驿站给手机充电。", "陈晓燕"), ("图为驿站里的应急药箱。", "陈晓燕")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("德令哈市总工会  陈晓燕", jc="center", pt=16, font=KAI),
        t(ONE),
        p(f.drawing(anchored=True) + f.box(p("图为快递员在驿站给手机充电。陈晓燕 摄", pt=10)) + r(TWO, pt=16)),
        t(THREE),
        p(f.drawing(anchored=True), jc="center"),
        p(f.box(p("图为驿站里的应急药箱。陈晓燕 摄", jc="center", pt=10))),
        t(FOUR),
    )


def captions_above(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "盐湖边的创新工作室", "察尔汗工业园工会", ["赵海明"]
    x.captions = [("劳模创新工作室成员在调试设备。", "赵海明"), ("青年技工在比武现场。", "赵海明")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("文/图：察尔汗工业园工会 赵海明", jc="center", pt=14, font=KAI),
        t(ONE),
        p("下图：劳模创新工作室成员在调试设备。", jc="center", pt=12, font=KAI),
        f.photo(),
        t(TWO),
        p("下图：青年技工在比武现场。", jc="center", pt=12, font=KAI),
        f.photo(),
        t(THREE),
    )


def captions_in_the_alt(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "囊谦县总工会送技能上高原", "囊谦县总工会", ["扎西"]
    x.captions = [("图为缝纫技能培训现场", ""), ("图为学员领取结业证书", "")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("囊谦县总工会 扎西", jc="center", pt=16, font=KAI),
        t(ONE),
        f.photo(alt="图为缝纫技能培训现场"),
        t(TWO),
        f.photo(alt="图为学员领取结业证书"),
        t(THREE),
    )


def photo_report(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "车间里的“小课堂”", "", ["才让", "李娜"]
    x.captions = [("师傅在讲解设备原理。", "才让"), ("学员分组练习。", "才让")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("才让 李娜 摄影报道", jc="center", pt=14, font=KAI),
        t(ONE),
        f.photo(),
        p("师傅在讲解设备原理。才让 摄", jc="center", pt=12),
        f.photo(),
        p("学员分组练习。才让 摄", jc="center", pt=12),
        t(TWO),
    )


def grouped_photos(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "同德县总工会“送文化进牧区”", "同德县总工会", ["拉毛"]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("（同德县总工会 拉毛）", jc="center", pt=16, font=KAI),
        t(ONE),
        p(f.drawing(group=2), jc="center"),
        p("图为文艺轻骑队在演出。拉毛/摄", jc="center", pt=12),
        t(TWO),
        t(THREE),
    )
    x.captions = [("", "拉毛"), ("图为文艺轻骑队在演出。", "拉毛")]


def correspondent_in_the_dateline(f: File, x: Truth) -> None:
    x.title, x.authors = "青海湖畔工会驿站开门迎客", ["马晓东"]
    x.captions = [("工作人员在驿站为游客和环卫工人讲解使用方法。", "马晓东")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        t(f"本刊讯（通讯员 马晓东）3月5日，{ONE}"),
        t(TWO),
        f.old_photo(),
        p("工作人员在驿站为游客和环卫工人讲解使用方法。马晓东摄", jc="center", pt=10),
        t(THREE),
    )


MAKERS = (
    word_with_everything,
    wps_on_a_phone,
    from_wechat,
    from_dingtalk,
    photos_in_a_table,
    captions_in_boxes,
    captions_above,
    captions_in_the_alt,
    photo_report,
    grouped_photos,
    correspondent_in_the_dateline,
)
