"""More reports with photos, from Word, WPS, WeChat and DingTalk."""

from __future__ import annotations

from tests.manuscripts.word.office_xml import File, p, r, t, table
from tests.manuscripts.word.union_truth import BIG, HEI, KAI, ONE, THREE, TWO, Truth


def with_styles_of_word(f: File, x: Truth) -> None:
    f.styles(
        ("a", "Normal", "<w:rPr><w:sz w:val='21'/></w:rPr>"),
        ("Title", "Title", "<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"),
        ("Sub", "Subtitle", "<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"),
        ("h1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:b/><w:sz w:val='44'/></w:rPr>"),
        ("cap", "caption", "<w:rPr><w:sz w:val='20'/></w:rPr>"),
    )
    x.title, x.subtitle, x.unit = (
        "省直机关工会干部能力提升班开班",
        "一百二十名学员走进课堂",
        "青海省直属机关工会工作委员会",
    )
    x.headings = [(1, "课程设置贴近基层"), (1, "学用结合重在落实")]
    x.captions = [("图1 开班仪式现场", "")]
    seq = '<w:fldSimple w:instr=" SEQ 图 \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    f.put(
        p(x.title, style="Title"),
        p(x.subtitle, style="Sub"),
        p("青海省直属机关工会工作委员会", jc="center"),
        p(ONE, style="a"),
        p("课程设置贴近基层", style="h1"),
        p(TWO, style="a"),
        p(f.drawing(), style="a", jc="center"),
        p(r("图") + seq + r(" 开班仪式现场"), style="cap"),
        p("学用结合重在落实", style="h1"),
        p(THREE, style="a"),
    )


def photos_at_the_end(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "泽库县总工会慰问一线医护人员", "泽库县总工会", ["仁青"]
    x.captions = [("慰问组来到县人民医院。", "王海宁"), ("为医护人员送上慰问品。", "王海宁")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        t(ONE),
        t(TWO),
        t(THREE),
        p("（供稿：泽库县总工会 仁青）", jc="right", pt=14),
        p("附照片：", pt=14),
        f.photo(),
        p("照片1：慰问组来到县人民医院。（王海宁 摄）", jc="center", pt=12),
        f.photo(),
        p("照片2：为医护人员送上慰问品。（王海宁 摄）", jc="center", pt=12),
    )


def lead_ins_and_pictures_with_text(f: File, x: Truth) -> None:
    x.title, x.unit, x.authors = "治多县：三个“到位” 护航新就业群体", "玉树州治多县总工会", ["尕玛"]
    x.captions = [("为外卖骑手检查头盔", "尕玛")]
    f.put(
        p("治多县：三个“到位”\n护航新就业群体", jc="center", pt=22, font=BIG),
        p("□ 玉树州治多县总工会 尕玛", jc="center", pt=14, font=KAI),
        p(r("组织覆盖到位。", pt=16, font=HEI, b=True) + r(ONE, pt=16), first=2),
        p(r("服务保障到位。", pt=16, font=HEI, b=True) + r(TWO, pt=16), first=2),
        p(f.drawing() + r("\n为外卖骑手检查头盔（摄影：尕玛）", pt=10), jc="center"),
        p(r("权益维护到位。", pt=16, font=HEI, b=True) + r(THREE, pt=16), first=2),
    )


def sender_at_the_end(f, x):
    x.title, x.unit, x.authors = "循化县总工会为撒拉族绣娘开办夜校", "循化县总工会", ["韩梅"]
    x.captions = [("图①：绣娘们在上课。", ""), ("图②：老师示范针法。", ""), ("图③：学员展示作品。", "")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        t(ONE),
        t(TWO),
        f.photo(),
        p("图①：绣娘们在上课。", jc="center", pt=10),
        f.photo(),
        p("图②：老师示范针法。", jc="center", pt=10),
        f.photo(),
        p("图③：学员展示作品。", jc="center", pt=10),
        t(THREE),
        p("供稿单位：循化县总工会", pt=14),
        p("供稿人：韩梅", pt=14),
        p("审核人：马主席  联系电话：0972-8810000", pt=14),
    )


def body_in_one_cell(f, x):
    x.title, x.unit, x.authors = "称多县总工会建起流动服务站", "称多县总工会", ["尼玛"]
    x.present = [ONE, TWO]
    x.captions = [("图为流动服务站开到牧场。", "尼玛")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("称多县总工会 尼玛", jc="center", pt=15),
        table([t(ONE) + f.photo() + p("图为流动服务站开到牧场。（尼玛摄）", jc="center", pt=10) + t(TWO)]),
    )


def photo_beside_words(f, x):
    x.title, x.unit, x.authors = "劳动者港湾亮起一盏灯", "中国农业银行青海省分行工会", ["郭静"]
    x.captions = [("港湾里，快递员正在吃午饭。", "郭静")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("中国农业银行青海省分行工会  郭静", jc="center", pt=15),
        t(ONE),
        table([f.photo(), p("港湾里，快递员正在吃午饭。郭静/摄")]),
        t(TWO),
        t(THREE),
    )


def credit_for_all(f, x):
    x.title, x.authors = "盐湖卤水里“捞”出的新工艺", ["祁芳"]
    x.captions = [("蒸发池旁的技改小组", "祁芳"), ("小组成员在化验室", "祁芳")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("通讯员 祁芳 摄影报道", jc="center", pt=15),
        t(ONE),
        f.photo(),
        p("蒸发池旁的技改小组", jc="center", pt=10),
        t(TWO),
        f.photo(),
        p("小组成员在化验室", jc="center", pt=10),
        t(THREE),
    )


def boxes_and_old_pictures(f, x):
    x.title, x.unit, x.authors = "茫崖：风沙里的暖心食堂", "茫崖市总工会", ["宋玉兰"]
    x.captions = [("食堂师傅在准备夜宵。", "宋玉兰")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("茫崖市总工会\t宋玉兰", jc="center", pt=15),
        t(ONE),
        f.old_photo(),
        p(f.box(p("食堂师傅在准备夜宵。摄影：宋玉兰", pt=10))),
        t(TWO),
        t(THREE),
    )


def captions_told_in_a_row(f, x):
    x.title, x.unit, x.authors = "祁连山下的植树行动", "祁连县总工会", ["妥建国"]
    x.captions = [("职工在栽种青海云杉。", "妥建国"), ("青年志愿者浇水。", "妥建国")]
    f.put(
        p(x.title, jc="center", pt=22, font=BIG),
        p("文图/祁连县总工会 妥建国", jc="center", pt=15),
        t(ONE),
        p(f.drawing() + f.drawing(), jc="center"),
        p("上图：职工在栽种青海云杉。", jc="center", pt=10),
        p("下图：青年志愿者浇水。", jc="center", pt=10),
        t(TWO),
        t(THREE),
    )


MAKERS = (
    with_styles_of_word,
    photos_at_the_end,
    lead_ins_and_pictures_with_text,
    sender_at_the_end,
    body_in_one_cell,
    photo_beside_words,
    credit_for_all,
    boxes_and_old_pictures,
    captions_told_in_a_row,
)
