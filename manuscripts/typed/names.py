"""Telling persons, posts and bodies apart by how they are written.

A rule of thumb, not a register: 马吉孝 is a person, 宣教部 and 省总调研组 are bodies, 副主席 is a post.
"""

from __future__ import annotations

import re

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_DOT = r"[·•・‧∙⋅．]"

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷"
    "施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪"
    "靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴车冉房边辜吉饶刁瞿戚丘古米池滕"
    "晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽"
    "井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺拉尕才扎多索仁旦娘更昂洛次贡切斗"
    "久萨韓馬張劉陳楊趙黃吳孫羅鄭謝許蘇葉範鍾龍錢湯賀湛羊双淡鱼晁寇冶妥绽喇炳星铁乜者逯逄祖侍鄂权剧"
)
_DOUBLE_RUN = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳"
    "公冶申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘令狐呼延轩辕百里东郭南门西门"
)
_DOUBLE_SURNAMES = frozenset(_DOUBLE_RUN[index : index + 2] for index in range(0, len(_DOUBLE_RUN), 2))

# A name may end in 会, 校 or 文 (李建会), never in these.
_BODY_ALWAYS = re.compile(
    r"(?:工会|总工会|协会|学会|研究会|联合会|委员会|党委会|常委会|组委会|筹委会|商会|妇联|文联|工商联|残联|科协|作协|党委|党组|纪委|省委|市委|州委|县委|区委|"
    r"团委|工委|党工委|政府|人大|政协|支部|总支|办公室|办|部|室|处|局|厅|厂|矿|组|站|所|院|馆|宫|中心|公司|集团|银行|分行|支行|学校|大学|中学|小学|"
    r"车间|班组|经审委|女职委|女工委|经审会|工区|林场|农场|牧场|支队|大队|中队|总队|乡|镇|街道|社区|机关|法院|检察院|杂志社|报社|通讯社|新华社|合作社|事务所|学院|医院|电视台|广播|网|报|刊|客户端|"
    r"记协|总会|分会|代表团|代表队|慰问团|文工团|艺术团|讲师团|联盟|基地|园区|编辑部|课题组|调研组|评论员|考察组|工作组|宣讲团)$"
)
_BODY_UNLESS_NAMED = re.compile(r"(?:会|社|科|校|队|段|台|团)$")
POST = (
    r"(?:主席团成员|党组成员|党委委员|常务委员|副?主席|副?书记|副?主任|副?会长|副?部长|副?处长|副?局长|副?厅长|副?科长|副?院长|副?校长|副?省长|副?市长|副?州长|"
    r"副?县长|副?区长|副?镇长|副?乡长|副?司长|副?社长|副?站长|副?所长|副?馆长|副?队长|副?组长|副?厂长|副?段长|副?矿长|副?班长|副?行长|副?台长|副?总编辑?|副?主编|"
    r"副?秘书长|副?委员长|副?理事长|副?董事长|副?总经理|副?经理|副?主管|副?教授|副?研究员|委员|成员|代表|调研员|巡视员|主任科员|科员|干事|顾问|编辑|记者|通讯员|评论员|"
    r"干部|职工|员工|工人|教师|讲师|工程师|技师|高级技师|医师|护士长|护士|会计师|律师|法官|检察官|司机|驾驶员|投递员|快递员|劳动模范|劳模|工匠|先进工作者|"
    r"标兵|能手|党员|村长|村主任|学员|博士|硕士|研究生|学者|专家|作家|诗人|监察员|指导员|协理员|联络员|志愿者|负责人|同志|部员|总会计师|总工程师|督导员|常委|总理|主任委员)"
)
_ENDS_AS_POST = re.compile(rf"{POST}$")
_POST_THEN_NAME = re.compile(rf"^(.*{POST})([{HAN}]{{2,4}})$")
_HAN_NAME = re.compile(rf"^[{HAN}]{{2,4}}$")
_DOTTED_NAME = re.compile(rf"^[{HAN}]{{1,9}}(?:{_DOT}[{HAN}]{{1,9}})+$")
_LISTED = re.compile(r"[、，,；;/／]")


def begins_with_surname(text: str) -> bool:
    """Whether the text begins with a surname common in China, or a first syllable common in Qinghai's names."""
    return text[:1] in _SURNAMES or text[:2] in _DOUBLE_SURNAMES


def is_post(text: str) -> bool:
    """Whether the text ends as posts do: 省总工会副主席, 本刊记者, 全国劳动模范."""
    return bool(_ENDS_AS_POST.search(text))


def is_body(text: str) -> bool:
    """Whether the text ends as bodies do: 省总调研组, 宣教部, 海西州总工会, 中共中华全国总工会党组."""
    if _DOTTED_NAME.match(text):
        return False
    if _BODY_ALWAYS.search(text):
        return True
    named = len(text) <= 3 and begins_with_surname(text)
    return bool(_BODY_UNLESS_NAMED.search(text)) and not named


def is_person(text: str, *, strict: bool = False) -> bool:
    """Whether the text, without spaces, is written as a person's name is: 2–4 Han characters, or names with ·.

    `strict` asks besides for a surname (or a first syllable of Qinghai's names): for text whose place does not
    already say that names follow.
    """
    if _DOTTED_NAME.match(text):
        return True
    if not _HAN_NAME.match(text) or is_body(text) or is_post(text):
        return False
    if not strict:
        return True
    return begins_with_surname(text) and (
        len(text) < 4 or text[:2] in _DOUBLE_SURNAMES or text[0] in "扎才卓多索仁旦尕桑"
    )


def split_post(text: str, *, strict: bool = True) -> tuple[str, str] | None:
    """Post and name of a text that holds both without a space: 本刊记者张三, or None where it does not."""
    match = _POST_THEN_NAME.match(text)
    if match and is_person(match[2], strict=strict):
        return match[1], match[2]
    return None


def listed_persons(text: str, *, strict: bool = False) -> list[str]:
    """The names of a list such as 张三、李四, or [] unless every part is a person's name."""
    parts = [part for part in _LISTED.split(text) if part]
    return parts if parts and all(is_person(part, strict=strict) for part in parts) else []


def join_spaced(tokens: list[str]) -> list[str]:
    """Join names set with spaces between their characters: ["马", "吉", "孝"] gives ["马吉孝"].

    A longer run of single characters is cut into names of two and three by the surnames it holds.
    """
    joined: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and re.match(f"[{HAN}]", token):
            run.append(token)
            continue
        joined.extend(_cut_run(run))
        run = []
        if token:
            joined.append(token)
    return joined


def _cut_run(run: list[str]) -> list[str]:
    if len(run) <= 3:
        return ["".join(run)] if run else []
    best: dict[int, tuple[int, list[str]]] = {0: (0, [])}
    for end in range(2, len(run) + 1):
        for size in (2, 3):
            if end - size in best:
                score, names = best[end - size]
                name = "".join(run[end - size : end])
                candidate = (score + (2 if begins_with_surname(name) else -3) + (size == 3), [*names, name])
                if end not in best or candidate[0] > best[end][0]:
                    best[end] = candidate
    return best[len(run)][1]
