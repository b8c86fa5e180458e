"""The labels unions write before what they name (供稿单位：, 作  者：, 联系电话：), and the lines parted by them."""

from __future__ import annotations

import re

UNIT_LABELS = (
    "报送单位 供稿单位 来稿单位 投稿单位 作者单位 选送单位 推荐单位 拟稿单位 撰稿单位 撰写单位 上报单位 填报单位 单位名称 工作单位 所在单位 单位 供稿 来稿"
).split()
AUTHOR_LABELS = (
    "作者 作者姓名 姓名 撰稿 撰稿人 撰写人 撰文 执笔 执笔人 供稿人 投稿人 报送人 填报人 拟稿 拟稿人 通讯员 记者 署名 文字 文"
).split()
CREDIT_LABELS = "摄影 摄影者 摄影人 拍摄 拍摄者 图片 照片 供图 图".split()
SOURCE_LABELS = "来源 稿源 信息来源 稿件来源 文章来源".split()
_OTHER_LABELS = (
    "审核 审核人 审核领导 审稿 审稿人 审签 审签人 签发 签发人 初审 复审 终审 一审 二审 三审 审校 校对 编辑 责任编辑 责编 编审 监制 值班编辑 "
    "联系人 联系电话 联系方式 电话 手机 手机号 手机号码 邮箱 电子邮箱 电子邮件 投稿邮箱 传真 地址 通讯地址 邮编 邮政编码 微信 微信号 开户行 "
    "日期 报送日期 报送时间 发稿日期 发稿时间 投稿日期 投稿时间 供稿日期 供稿时间 上报时间 填报时间 填表日期 字数 栏目 拟投栏目 投稿栏目 建议栏目 "
    "主题词 签发日期 调研组成员 课题组成员 调研组组长 课题组组长 组长 成员 指导 职务 稿件类型 稿件类别"
).split()
_ALL = (*UNIT_LABELS, *AUTHOR_LABELS, *CREDIT_LABELS, *SOURCE_LABELS, *_OTHER_LABELS)
# Two characters are spread over the width of four: 作  者.
_LABEL = "|".join(" ?".join(label) for label in sorted(_ALL, key=len, reverse=True))
_SEAL = r"(?: ?[（(](?:盖章|公章|签章|签字|签名)[）)])?"
_FIELD = re.compile(rf"(?:^|(?<=[\s（(，,;；、]))({_LABEL}){_SEAL} ?[:：|｜]\s*")
_ISSUE_NUMBER = re.compile(
    r"^\S{0,16}[〔\[（(［]\s*20\d\d\s*[〕\]）)］]\s*\d{1,4}\s*号$"
    r"|^[（(]?(?:20\d\d年)?\s*第\s*[\d一二三四五六七八九十百]{1,5}\s*期\s*(?:[（(]?总第?\s*\d{1,5}\s*期[）)]?)?\s*[）)]?$"
)
# What officials write on a form of approval: labels of their own wording.
_OPINION = re.compile(r"^\S{2,12}(?:意见|签字|签名|签章|盖章|批示|审批)$")
_SENT_TO = re.compile(r"^(主送|抄送|抄报|分送|印送|发送|报|送|发)\s*[:：]\s*(\S.*)$")
_COPIES = re.compile(r"^[（(]?\s*共\s*印\s*[0-9０-９]+\s*份\s*[）)]?$")
_ATTACHED = re.compile(r"^附\s*件\s*[0-9一二三]?\s*[:：]\s*(\S.{0,60})$")


def is_issue_number(line: str) -> bool:
    """Whether a line numbers a paper or a bulletin: 青工发〔2026〕3号, （第15期）, 第3期（总第118期）."""
    return bool(_ISSUE_NUMBER.match(line))


def fields(line: str) -> list[tuple[str, str]] | None:
    """(label, words) of each field of a line that begins with a label: [("审核", "赵六"), ("电话", "…")]; None where none."""
    starts = list(_FIELD.finditer(line))
    if not starts or starts[0].start():
        return None
    ends = [match.start() for match in starts[1:]] + [len(line)]
    return [
        (match[1].replace(" ", ""), line[match.end() : end].strip(" ，,、;；。）)"))
        for match, end in zip(starts, ends, strict=True)
    ]


def labelled_end(line: str) -> tuple[str, str] | None:
    """A line that ends in fields parted where the first begins: 文/张三 and 单位：海南州总工会; None where none does."""
    first = _FIELD.search(line)
    return (line[: first.start()].rstrip(" ，,；;、"), line[first.start() :]) if first and first.start() else None


def is_label(words: str) -> bool:
    """Whether these words are a label by themselves: 供稿单位, 联系电话."""
    return words in _ALL


def is_opinion(label: str) -> bool:
    """Whether a cell of a form names what an official writes beside it: 分管领导意见, 负责人签字."""
    return bool(_OPINION.match(label))


def distribution(text: str) -> tuple[str, str] | None:
    """What a document says below its text of copies and attachments: 抄送：…, 报：…, （共印20份）, 附件：1.照片3张."""
    if match := _SENT_TO.match(text):
        return match[1], match[2]
    if match := _ATTACHED.match(text):
        return "附件", match[1]
    return ("印发", text.strip("（()） ")) if _COPIES.match(text) else None
