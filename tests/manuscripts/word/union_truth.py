"""What a reader would say a report is, and the sentences that the reports are made of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Truth:
    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    unit: str = ""
    authors: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)


ONE = "三月以来，湟水河畔的几家企业陆续复工，工会干部走进车间，把用工信息、维权手册和体检预约单送到每一个班组。"
TWO = "“以前有事不知道找谁，现在墙上贴着二维码，一扫就能找到工会。”在流水线旁，装配工祁生兰说。"
THREE = "据介绍，今年以来全市共走访企业四十六家，收集职工意见一百二十余条，已经办结九成以上，其余的列入清单逐项跟踪。"
FOUR = "下一步，工会将把服务站点建到项目工地和快递网点，让更多的劳动者就近歇脚、喝水、充电和看书。"
BIG, SONG, KAI, FANG, HEI = "方正小标宋简体", "宋体", "楷体_GB2312", "仿宋_GB2312", "黑体"
