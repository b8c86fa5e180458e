"""Files that are no Word files, or want to do harm: a sentence for each, and nothing of them is carried out."""

import copy
import io
import random
import re
import zipfile

import pytest
from lxml import etree

from bench.word_paper import Paper
from manuscripts.word import WordError, read_docx
from manuscripts.word.package import LARGEST_WHOLE, Package
from manuscripts.word.taming import MOST_PIECES
from tests.manuscripts.word.office_xml import File, p, t

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT = "县总工会的干部冒雪走访了二十户困难职工，送去米面油和慰问金，并逐户登记了新一年的帮扶需求。"


def report_bytes(*lines: str) -> bytes:
    paper = Paper()
    for line in lines or ("工会走访困难职工", TEXT):
        paper.put(line)
    return paper.bytes()


def with_parts(parts: dict[str, str | bytes], *, without: tuple[str, ...] = (), data: bytes | None = None) -> bytes:
    """A good file with some parts put in the place of its own, or added."""
    found = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or report_bytes())) as old,
        zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename not in parts and info.filename not in without:
                new.writestr(info.filename, old.read(info.filename))
        for name, content in parts.items():
            new.writestr(name, content)
    return found.getvalue()


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(report_bytes())) as archive:
        return archive.read(name).decode()


def zipped(**files: str) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return found.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (OLE + b"\0" * 600, "另存为"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"MZ\x90\x00" + b"\0" * 100, "程序文件"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1\\ansi", "另存为"),
        (b"\xff\xd8\xff\xe0", "照片"),
        (b"<html><body>x</body></html>", "网页格式"),
        (b"MIME-Version: 1.0\r\n", "网页格式"),
        ("正文".encode(), "不是 Word"),
        (b"PK\x03\x04 nothing more", "损坏"),
        (zipped(**{"a.txt": "x"}), "压缩包"),
        (zipped(**{"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "Excel"),
        (zipped(**{"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (zipped(**{"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
        (zipped(**{"[Content_Types].xml": "<a/>"}), "损坏"),
    ],
)
def test_what_is_no_docx_is_refused_with_a_sentence_that_says_what_it_is(data, words):
    with pytest.raises(WordError, match=words):
        read_docx(data)


def test_a_file_cut_off_anywhere_is_refused_or_read_but_breaks_nothing():
    whole = report_bytes()
    for end in range(0, len(whole), len(whole) // 60):
        with pytest.raises(WordError):
            read_docx(whole[:end])


def test_bytes_changed_at_random_break_nothing():
    whole, dice = report_bytes(), random.Random(4)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        try:
            assert read_docx(bytes(damaged)).html is not None
        except WordError as error:
            assert str(error)[-1] == "。"


def test_elements_lost_doubled_or_given_senseless_values_break_nothing():
    paper, dice = Paper(), random.Random(9)
    paper.numbered(71, [("chineseCounting", "%1、")])
    paper.put("工会走访困难职工", align="center", size=18)
    paper.number(paper.put(TEXT, style="Heading 1"), 71)
    paper.photo()
    paper.table([["甲", "乙"], ["1", "2"]], merged=[(0, 0, 1, 2)])
    whole = paper.bytes()
    for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            xml = archive.read(name)
        for _ in range(30):
            root = etree.fromstring(xml)
            for element in dice.sample(list(root.iter())[1:], 6):
                if element.attrib and dice.random() < 0.5:
                    element.set(dice.choice(list(element.attrib)), dice.choice(["", "-1", "99999999999", "²", "甲"]))
                elif element.getparent() is not None and dice.random() < 0.5:
                    element.addnext(copy.deepcopy(element))
                elif element.getparent() is not None:
                    element.getparent().remove(element)
            try:
                assert read_docx(with_parts({name: etree.tostring(root)}, data=whole)).understood
            except WordError as error:
                assert str(error)[-1] == "。"


def test_an_entry_that_inflates_out_of_proportion_is_refused_before_it_is_inflated(monkeypatch):
    data = with_parts({"word/media/bomb.bin": b"\0" * (30 * 2**20)})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("inflated"))
    with pytest.raises(WordError, match="压缩炸弹"):
        Package(data)


def test_sizes_that_add_up_to_too_much_are_refused():
    data = bytearray(with_parts({"word/media/a.bin": random.Random(1).randbytes(2**21)}))
    place = data.rindex(b"word/media/a.bin") - 46  # the entry of the central directory
    data[place + 24 : place + 28] = (LARGEST_WHOLE + 1).to_bytes(4, "little")
    with pytest.raises(WordError, match="过大"):
        read_docx(bytes(data))


def test_a_part_that_lies_about_its_size_is_never_inflated_beyond_it():
    data = bytearray(with_parts({"word/document.xml": b"<a>" + b" " * 2**19 + b"</a>"}))
    place = data.rindex(b"word/document.xml") - 46
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(WordError, match="损坏"):
        read_docx(bytes(data))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_entities_are_never_expanded(name, declaration):
    xml = re.sub(r"^<\?xml[^>]*\?>", "", part(name)).replace(
        "<w:body>", "<w:body>&x;" if "x " in declaration else "<w:body>"
    )
    with pytest.raises(WordError):
        read_docx(with_parts({name: declaration + xml}))


def test_macros_are_refused():
    with pytest.raises(WordError, match="宏"):
        read_docx(with_parts({"word/vbaProject.bin": b"x"}))
    types = part("[Content_Types].xml").replace("document.main+xml", "document.macroEnabled.main+xml")
    types = types.replace(
        "openxmlformats-officedocument.wordprocessingml.document.macroEnabled", "ms-word.document.macroEnabled"
    )
    with pytest.raises(WordError, match="宏"):
        read_docx(with_parts({"[Content_Types].xml": types}))


def test_pictures_elsewhere_are_named_and_not_fetched(tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG\r\n\x1a\n")
    paper = Paper()
    paper.put("工会走访困难职工")
    paper.put(TEXT)
    paper.photo()
    with zipfile.ZipFile(io.BytesIO(paper.bytes())) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    for target in (secret.as_uri(), "http://127.0.0.1:9/pixel.png", "\\\\server\\share\\a.png"):
        changed = re.sub(
            r'Target="media/[^"]+"', f'Target="{target}" TargetMode="External"'.replace("\\", r"\\"), relations
        )
        report = read_docx(with_parts({"word/_rels/document.xml.rels": changed}, data=paper.bytes()))
        assert report.pictures == [] and "img" not in report.html
        assert any("没有存进文件" in sentence for sentence in report.not_understood)


def test_a_target_that_climbs_out_of_the_package_finds_nothing():
    paper = Paper()
    paper.put("工会走访困难职工")
    paper.put(TEXT)
    paper.photo()
    with zipfile.ZipFile(io.BytesIO(paper.bytes())) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    changed = re.sub(r'Target="media/[^"]+"', 'Target="../../../../etc/passwd"', relations)
    report = read_docx(with_parts({"word/_rels/document.xml.rels": changed}, data=paper.bytes()))
    assert report.pictures == []
    assert any("在文件里找不到" in sentence for sentence in report.not_understood)


def test_a_document_without_text_is_refused():
    with pytest.raises(WordError, match="没有文字"):
        read_docx(report_bytes("", "　　", "\u200b"))


def test_tables_in_tables_a_hundred_deep_do_not_exhaust_the_stack():
    inner = "<w:p><w:r><w:t>最里面</w:t></w:r></w:p>"
    for depth in (12, 70, 400):
        nested = "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>" * depth
        xml = part("word/document.xml").replace("<w:body>", f"<w:body>{nested}")
        try:
            assert "最里面" in read_docx(with_parts({"word/document.xml": xml})).html
        except WordError:
            assert depth == 400  # deeper than any reader of XML goes


def test_five_thousand_paragraphs_are_read_whole():
    paragraph = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>要点</w:t></w:r><w:r><w:t>：职工反映的问题逐项登记。</w:t></w:r></w:p>"
    )
    xml = part("word/document.xml").replace("<w:sectPr", paragraph * 5000 + "<w:sectPr")
    assert read_docx(with_parts({"word/document.xml": xml})).html.count("<p>") >= 5000


def test_a_strict_document_is_read_as_any_other():
    xml = part("word/document.xml").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(with_parts({"word/document.xml": xml})).title == "工会走访困难职工"


def test_script_in_the_text_stays_text():
    report = read_docx(report_bytes("工会走访困难职工", f"<script>alert(1)</script>{TEXT}"))
    assert "<script" not in report.html and "&lt;script&gt;" in report.html


def test_a_file_of_more_pieces_than_any_report_has_is_refused_before_it_is_worked_through():
    paragraphs = "".join(f"<w:p><w:r><w:t>第 {at} 行</w:t></w:r></w:p>" for at in range(MOST_PIECES // 2 + 1))
    body = part("word/document.xml").split("<w:body>")
    data = with_parts({"word/document.xml": f"{body[0]}<w:body>{paragraphs}{body[1]}"})
    with pytest.raises(WordError, match="太长，不像一篇稿件"):
        read_docx(data)


def test_a_number_whose_pattern_is_as_long_as_a_book_stays_short():
    file = File()
    file.numbering(("decimal", "%1" * 5000))
    file.put(*[p("走访困难职工", num=(1, 0))] * 50, t(TEXT))
    assert len(read_docx(file.bytes()).html) < 50 * 200
