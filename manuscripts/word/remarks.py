"""What could not be taken as it stood, collected while reading, and said in sentences with their places."""

from __future__ import annotations

from dataclasses import dataclass, field

_LONGEST = 40  # characters of the text quoted in a sentence
_MOST_PLACES = 12  # numbers of paragraphs named in one sentence

# Said in this order, once for each kind: {where} 第3、5段, {count} how often.
_BY_KIND = {
    "revision": "{where}有修订标记（{count} 处）：插入的文字已采用，删除的文字已去掉。请对照原文件核对。",
    "box": "{where}的文本框：框里的文字已取出，放在它所在的位置附近。请核对顺序。",
    "vector": "{where}的图片是 EMF/WMF 格式（{count} 张），没有导入。请在 Word 里另存为图片（PNG），再上传。",
    "format": "{where}的图片是 GIF、BMP、TIFF 等格式，或已损坏（{count} 张），没有导入。请把原图另存为 JPEG 或 PNG 后再上传。",
    "chart": "{where}的图表或 SmartArt（{count} 个）没有导入。请截图存成 PNG 上传，或改成表格。",
    "object": "{where}嵌入了其他文件（{count} 个，如 Excel 表格、公式），没有导入。请把内容直接放进正文。",
    "linked": "{where}的图片只是网址或本机路径（{count} 张），没有存进文件，也没有去下载。请把原图单独上传。",
    "missing": "{where}的图片在文件里找不到（{count} 张）。请把原图单独上传。",
    "ornament": "{where}有很小的装饰图（{count} 个），没有导入。",
    "inner_table": "{where}有套在表格里的表格，已改成文字。请核对。",
    "table_picture": "{where}的表格里有图片，已移到表格后面。请核对。",
    "contents": "{where}是自动目录，没有导入。",
    "prompt": "{where}有模板的提示文字，没有导入。",
    "symbol": "{where}有 {count} 个特殊符号字体的字符读不出来，已略去。请对照原文件补上。",
}


@dataclass
class Remarks:
    """Places by kind, and sentences that are said one by one."""

    _places: dict[str, list[int]] = field(default_factory=dict)
    _single: list[tuple[int, str]] = field(default_factory=list)

    def add(self, kind: str, where: int) -> None:
        """Something of a known kind, in the paragraph of that number (0: nowhere in particular)."""
        self._places.setdefault(kind, []).append(where)

    def say(self, where: int, sentence: str) -> None:
        """A sentence of its own; {where} in it is replaced."""
        self._single.append((where, sentence.replace("{where}", place([where]))))

    def sentences(self) -> list[str]:
        grouped = [
            sentence.format(where=place(self._places[kind]), count=len(self._places[kind]))
            for kind, sentence in _BY_KIND.items()
            if kind in self._places
        ]
        return grouped + [sentence for _, sentence in sorted(self._single, key=lambda one: one[0])]


def place(numbers: list[int]) -> str:
    """第3、5段; 文中 where no number is known."""
    known = sorted({number for number in numbers if number})
    if not known:
        return "文中"
    named = "、".join(map(str, known[:_MOST_PLACES]))
    return f"第{named}段" + ("等处" if len(known) > _MOST_PLACES else "")


def quoted(text: str) -> str:
    """A text as it is quoted in a sentence: in quotation marks, at most a line of it."""
    text = " ".join(text.split()).replace("“", "‘").replace("”", "’")
    return f"“{text[:_LONGEST]}{'……' if len(text) > _LONGEST else ''}”"
