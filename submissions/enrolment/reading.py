"""An .xlsx file from outside, read as plain rows. Nothing in it is carried out, and nothing it names is fetched."""

from __future__ import annotations

import datetime
import io
import logging
import warnings
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook

from accounts.lines import on_one_line
from accounts.refusals import NotAllowed
from manuscripts.archives import Fault, Unsafe, checked_sizes

logger = logging.getLogger(__name__)

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 300
MOST_ROWS = 5000
MOST_COLUMNS = 20
HEAD_WITHIN = 5  # rows in which the headings are looked for
LONGEST_VALUE = 300
UNIONS, PEOPLE = "工会", "通讯员"
COLUMNS = {
    UNIONS: ("全称", "简称", "类别", "上级工会", "在用"),
    PEOPLE: ("姓名", "所在工会", "手机", "邮箱"),
}
NEEDED = {UNIONS: ("全称", "类别"), PEOPLE: ("姓名", "所在工会")}
ACTIVE_PARTS = ("vbaproject", "macrosheets/", "externallinks/", "embeddings/", "activex/", "customui/")
UNSAFE = {
    Fault.TOO_LARGE: "解开以后太大，没有读。请把名单复制到新下载的模板里再导入。",
    Fault.LOCKED: "设有打开密码。请在 Excel 或 WPS 里取消密码，保存后再导入。",
    Fault.UNKNOWN: "不是 .xlsx 表格。请用 Excel 或 WPS 另存为 .xlsx 再导入。",
}


@dataclass(frozen=True)
class TypedRow:
    """A row of a sheet as typed: its number as Excel counts, a value for each of the sheet's COLUMNS, and their letters."""

    number: int
    values: tuple[str, ...]
    letters: tuple[str, ...]


Tables = dict[str, list[TypedRow]]


def read_tables(data: bytes, name: str) -> Tables:
    """The rows of both sheets, blank ones left out. Raises NotAllowed, with what to do, where the file cannot be taken."""
    _check_package(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that are not read
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            found = {sheet: _rows(book[sheet], sheet) for sheet in COLUMNS if sheet in book.sheetnames}
            book.close()
    except NotAllowed:
        raise
    except Exception as error:  # a damaged file fails in the parser's own many ways
        logger.warning("a table of unions could not be read", exc_info=error)
        raise NotAllowed(f"“{name}”读不出来，可能已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。") from error
    if not any(found.values()):
        raise NotAllowed(f"“{name}”里没有要导入的行。请下载模板，填在“{UNIONS}”和“{PEOPLE}”两个表里。")
    return found


def _check_package(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        raise NotAllowed(f"“{name}”超过 {MOST_BYTES // 1024 // 1024} MB。名单用不了这么大，请删去图片等内容再导入。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_parts(package, name)
    except Unsafe as unsafe:
        raise NotAllowed(f"“{name}”{UNSAFE[unsafe.fault]}") from unsafe
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise NotAllowed(f"“{name}”不是 .xlsx 表格。请用 Excel 或 WPS 另存为 .xlsx 再导入。") from error


def _check_parts(package: zipfile.ZipFile, name: str) -> None:
    for part in checked_sizes(package, most_parts=MOST_PARTS, largest_whole=MOST_UNPACKED):
        if any(sign in part.lower() for sign in ACTIVE_PARTS):
            raise NotAllowed(f"“{name}”带有宏、外部链接或嵌入的文件，没有读。请把名单复制到新下载的模板里再导入。")
        if part.endswith((".xml", ".rels")):
            text = package.read(part)
            if b"\0" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"macroEnabled" in text:
                raise NotAllowed(f"“{name}”里有不该有的内容，没有读。请把名单复制到新下载的模板里再导入。")


def _rows(sheet, name: str) -> list[TypedRow]:
    wanted = COLUMNS[name]
    places: dict[str, int] | None = None
    found: list[TypedRow] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        values = [_text(value) for value in cells]
        if places is None:
            places = {head: values.index(head) for head in wanted if head in values}
            if not all(head in places for head in NEEDED[name]):
                places = None
                if number >= HEAD_WITHIN:
                    break
            continue
        row = tuple(values[places[head]] if head in places and places[head] < len(values) else "" for head in wanted)
        if any(row):
            letters = tuple(chr(ord("A") + places[head]) if head in places else "" for head in wanted)
            found.append(TypedRow(number, row, letters))
        if len(found) > MOST_ROWS:
            raise NotAllowed(f"“{name}”表超过 {MOST_ROWS} 行。请分几次导入。")
        if number > 10 * MOST_ROWS:
            break
    if places is None:
        heads = "、".join(NEEDED[name])
        raise NotAllowed(f"“{name}”表的前 {HEAD_WITHIN} 行里没有找到表头（{heads}）。请下载模板，照着表头填。")
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a telephone number that the program took for a quantity
    if not isinstance(value, str | int | float | datetime.date | datetime.time):
        return "=…"  # a formula over several cells
    text = on_one_line(str(value))[:LONGEST_VALUE]
    return text[1:] if text.startswith("'") else text  # what keeps a cell from being read as a formula
