"""Files of any encoding are read; files that are no text are refused in a sentence that says what to do."""

from __future__ import annotations

import pytest

from manuscripts.backissue import UnreadableIssue, decode

TEXT = "# 目录\n\n工会的同志们在河滩上修好了水渠，大家都很高兴。\n第二行“引号”——破折号……\n"


OTHERS = {
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "gbk": "gb18030",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("times", [1, 500])
def test_utf_8_is_read_with_its_mark_and_without(encoding: str, times: int) -> None:
    assert decode((TEXT * times).encode(encoding), "issue.md") == TEXT * times


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("times", [1, 500])
def test_another_encoding_is_named_and_read_once_it_is_told(encoding: str, times: int) -> None:
    data = (TEXT * times).encode(encoding)
    with pytest.raises(UnreadableIssue, match=f"--encoding {OTHERS[encoding]} ") as refused:
        decode(data, "issue.md")
    assert "issue.md" in str(refused.value)
    assert decode(data, "issue.md", OTHERS[encoding]) == TEXT * times


def test_utf_16_be_with_its_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "issue.txt", "utf-16") == TEXT


def test_rare_characters_of_gb18030_are_read() -> None:
    text = TEXT * 20 + "才让尕玛、𠮷某某"
    assert decode(text.encode("gb18030"), "issue.txt", "gb18030") == text


@pytest.mark.parametrize(("encoding", "says"), [("gb18030", "字节起就不对"), ("klingon", "没有“klingon”")])
def test_an_encoding_that_does_not_fit_or_does_not_exist_is_refused(encoding: str, says: str) -> None:
    with pytest.raises(UnreadableIssue, match=says):
        decode(TEXT.encode() + b"\xff\xff\xff", "issue.md", encoding)


def test_line_ends_of_other_systems_become_one_kind() -> None:
    assert decode("一二三\r\n四五六\r七八九\f十".encode(), "issue.md") == "一二三\n四五六\n七八九\n十"


def test_a_few_broken_bytes_do_not_lose_the_file() -> None:
    data = (TEXT * 50).encode()
    assert "修好了水渠" in decode(data[:1000] + b"\xff" + data[1000:], "issue.md")


REFUSED = {
    "issue.pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "issue.docx": (b"PK\x03\x04" + b"\0" * 40, "Word"),
    "issue.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    "page.png": (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
    "page.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    "empty.md": (b"", "空文件"),
    "zeros.md": (b"\0" * 300, "空文件"),
    "blank.md": ("\ufeff \n　\n".encode(), "空白"),
    "big.md": (b"a" * (50 * 1024 * 1024), "20 MB"),
    "noise.md": (bytes(range(128, 256)) * 40, "编码"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_in_a_sentence(name: str) -> None:
    data, word = REFUSED[name]
    with pytest.raises(UnreadableIssue) as refused:
        decode(data, name)
    assert word in str(refused.value)
    assert name in str(refused.value)
    assert str(refused.value).endswith("。")
