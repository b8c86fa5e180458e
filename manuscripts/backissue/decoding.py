"""The bytes of a file as text: UTF-8, UTF-16 or GB18030, and a plain sentence where a file is no text at all."""

from __future__ import annotations

import codecs
import hashlib
import re

from manuscripts.backissue.result import UnreadableIssue

SIZE_LIMIT = 20 * 1024 * 1024  # bytes; a year of the journal is under 3 MB

_BINARY = (
    (b"%PDF", "PDF 文件", "请先把它识别成文字（Markdown 或纯文本）再导入"),
    (b"PK\x03\x04", "Word 文档或压缩包", "请解开压缩，或在 Word 里另存为纯文本后再导入"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文档", "请在 Word 里另存为纯文本后再导入"),
    (b"\x89PNG", "PNG 图片", "请先做文字识别再导入"),
    (b"\xff\xd8\xff", "JPEG 图片", "请先做文字识别再导入"),
    (b"GIF8", "GIF 图片", "请先做文字识别再导入"),
    (b"II*\x00", "TIFF 图片", "请先做文字识别再导入"),
    (b"MM\x00*", "TIFF 图片", "请先做文字识别再导入"),
    (b"Rar!", "压缩包", "请解开后导入其中的文本"),
    (b"7z\xbc\xaf", "压缩包", "请解开后导入其中的文本"),
    (b"\x1f\x8b", "压缩包", "请解开后导入其中的文本"),
    (b"{\\rtf", "RTF 文档", "请在 Word 里另存为纯文本后再导入"),
)
LOST = "\ufffd"
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x0B, 0x7F])  # no text holds them, no database keeps NUL
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_WIDE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


def too_large(name: str, size: int) -> str:
    """The sentence for a file over SIZE_LIMIT; `size` in bytes."""
    return (
        f"“{name}”有 {size / 1024 / 1024:.0f} MB，超过 {SIZE_LIMIT // 1024 // 1024} MB 的上限。"
        "请只上传一期的文字，图片不要放在里面。"
    )


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file, its byte order mark gone and its line ends "\\n".

    The file is UTF-8 unless `encoding` says otherwise: two of the Chinese encodings can read the same bytes, and a wrong
    guess would fill the archive with false characters, so another encoding is named and not silently taken.
    `name` is the file's name, used in the sentences only. Raises UnreadableIssue, with a Chinese sentence, for files
    that are empty, over SIZE_LIMIT bytes, of a known binary kind, not in the encoding, or of none that gives text.
    """
    if len(data) > SIZE_LIMIT:
        raise UnreadableIssue(too_large(name, len(data)))
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableIssue(f"“{name}”是空文件。请检查识别结果是否已经保存，再重新上传。")
    _refuse_binary(data, name)
    text = _as_told(data, name, encoding) if encoding else _as_utf8(data, name)
    text = (
        text.translate(_CONTROLS)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\x0c", "\n")
    )
    if not text.strip("\ufeff\u200b \t\n\u3000"):
        raise UnreadableIssue(f"“{name}”里只有空白，没有文字。请检查识别结果是否完整，再重新上传。")
    return text


def digest(text: str) -> str:
    """SHA-256 of what `decode` gave: the same for one text whatever its encoding, its line ends and its byte order mark."""
    return hashlib.sha256(text.removeprefix("\ufeff").encode()).hexdigest()


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind, advice in _BINARY:
        if data.startswith(magic):
            raise UnreadableIssue(f"“{name}”看来是{kind}，不是文本。{advice}。")
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise UnreadableIssue(f"“{name}”看来是图片或视频，不是文本。请先做文字识别再导入。")


def _as_utf8(data: bytes, name: str) -> str:
    text = _attempt(data.removeprefix(b"\xef\xbb\xbf"), "utf-8")
    if text is not None:
        return text
    encoding = recognise(data)
    if encoding:
        raise UnreadableIssue(
            f"“{name}”从第一个字节起就是 {encoding.upper()} 编码，不是 UTF-8，没有导入。"
            f"请用记事本另存为 UTF-8；或者确认无误后加上 --encoding {encoding} 再导入一次。"
        )
    text = _damaged_utf8(data)
    if text is None:
        raise UnreadableIssue(f"“{name}”的文字编码无法辨认。请用记事本打开，另存为 UTF-8 编码后再导入。")
    return text


def _as_told(data: bytes, name: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise UnreadableIssue(f"没有“{encoding}”这种编码。可以写 utf-8、gb18030、utf-16。") from error
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableIssue(
            f"“{name}”按 {encoding.upper()} 读不通，第 {error.start + 1} 个字节起就不对。请换一种编码，或另存为 UTF-8。"
        ) from error


def recognise(data: bytes) -> str | None:
    """The encoding other than UTF-8 the bytes seem to be in: gb18030, utf-16, utf-16-le, utf-16-be; None for none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16" if _attempt(data, "utf-16") else None
    candidates = {encoding: _attempt(data, encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be")}
    found = {encoding: _plausibility(text) for encoding, text in candidates.items() if text is not None}
    return max(found, key=found.__getitem__) if found else None


def _attempt(data: bytes, encoding: str) -> str | None:
    """The text in this encoding, or None where it is not of it or reads like none."""
    if encoding.startswith("utf-16") and len(data) % 2:
        data = data[:-1]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _plausibility(text) > 0.5 else None


def _plausibility(text: str) -> float:
    """From 0 to 1: how much of the text's start is what Chinese texts hold and how little of it is debris."""
    sample = text[:20000].replace("\n", "").replace("\r", "").replace("\t", "")
    if not sample:
        return 1.0
    odd = len(_ODD.findall(sample))
    if odd > len(sample) * 0.02:
        return 0.0
    usual = len(_WIDE.findall(sample)) + sum(character.isascii() or character in "“”‘’—…·×℃" for character in sample)
    common = len(re.findall("[的一是了和工会在年国有人大中为]", sample))
    return (usual / len(sample)) * (1.0 - odd / len(sample)) + min(0.2, common / len(sample))


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as copying by hand leaves it; None where more than 1 % is broken."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return text if broken * 100 <= len(text) and _HAN.search(text) else None


def damaged_lines(text: str) -> list[str]:
    """A sentence for each line with characters that could not be read."""
    return [
        f"第 {number} 行：有 {line.count(LOST)} 个字节读不出来，印作“{LOST}”，请对照原刊补上。"
        for number, line in enumerate(text.split("\n"), 1)
        if LOST in line
    ]
