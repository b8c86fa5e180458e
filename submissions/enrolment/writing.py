"""The template to fill in, and the list of links to hand out, as .xlsx files."""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.models import Union, UnionKind, User
from accounts.roles import Role
from accounts.workbooks import add_sheet, harmless
from submissions.actions.enrolling import Invited
from submissions.enrolment.reading import COLUMNS, MOST_ROWS, PEOPLE, UNIONS

WIDTHS = {UNIONS: (32, 22, 12, 32, 8), PEOPLE: (14, 32, 18, 26)}
NOTES = (
    ("怎么填", ""),
    ("", "在“工会”和“通讯员”两个表里一行填一个，从第 2 行起；表头不要改。只填一个表也可以。"),
    ("", "上传以后先看预览：哪些是新的、哪些会改、哪些不变、哪些有错；点了“导入”才写进去。有错的行不会写。"),
    ("", "空着的格子表示不改。单元格里不要用公式；手机号写成文字或数字都可以。"),
    ("工会", ""),
    ("全称", "必填，认的就是它。已经有的按全称核对，没有的新建。例：青海省某某县总工会"),
    ("简称", "刊物上印的名称；不填就用全称。例：某某县总工会"),
    ("类别", f"必填，从这些里选：{'、'.join(kind.label for kind in UnionKind)}。"),
    ("上级工会", "上级的全称；可以是同一张表里新填的。"),
    ("在用", "是 或 否；不填就是“是”。"),
    ("通讯员", ""),
    ("姓名", "必填。例：张某某"),
    ("所在工会", "必填，全称或简称，可以是同一次新填的。"),
    ("手机", "建议填，同名的人靠它分清。例：13900000000"),
    ("邮箱", "可以不填。"),
    ("", "新的通讯员会得到一个邀请链接，导入后下载一次，七天内有效，由您转交本人。"),
    (
        "",
        "链接过期了、丢了：把这些人再导入一次（不用改什么），在预览里勾上“换新链接”，会得到一张新的链接表；旧链接随即作废。",
    ),
)


def template(filled: bool) -> bytes:
    """The workbook to fill in; `filled` with the unions and correspondents there are."""
    book = Workbook()
    book.remove(book.active)
    for name in COLUMNS:
        sheet = add_sheet(book, name, dict(zip(COLUMNS[name], WIDTHS[name], strict=True)))
        if name == UNIONS:
            kinds = ",".join(kind.label for kind in UnionKind)
            for formula, cells in ((f'"{kinds}"', f"C2:C{MOST_ROWS}"), ('"是,否"', f"E2:E{MOST_ROWS}")):
                choice = DataValidation(type="list", formula1=formula, allow_blank=True)
                choice.add(cells)
                sheet.add_data_validation(choice)
        for row in _present(name) if filled else ():
            sheet.append([harmless(value) for value in row])
    sheet = add_sheet(book, "填写说明", {"项目": 14, "说明": 90})
    for row in NOTES:
        sheet.append(row)
    return _saved(book)


def links(invited: Iterable[Invited]) -> bytes:
    """Who is invited, with the link of each. It cannot be made a second time."""
    book = Workbook()
    book.remove(book.active)
    sheet = add_sheet(book, "邀请链接", {"姓名": 14, "所在工会": 32, "手机": 18, "邀请链接": 80, "有效到": 20})
    for one in invited:
        row = one.invitation
        link = settings.SITE_URL + reverse("accounts:invitation", args=[one.token])
        until = timezone.localtime(row.expires_at).strftime("%Y-%m-%d %H:%M")
        sheet.append([*(harmless(text) for text in (row.name, row.union.name, row.phone)), link, until])
    return _saved(book)


def _present(name: str) -> Iterable[tuple[str, ...]]:
    if name == UNIONS:
        for union in Union.objects.select_related("parent"):
            parent = union.parent.name if union.parent else ""
            yield union.name, union.short_name, union.get_kind_display(), parent, "是" if union.active else "否"
    else:
        people = User.objects.filter(groups__name=Role.CORRESPONDENT.value, is_active=True, union__isnull=False)
        for person in people.select_related("union").order_by("union__order", "name"):
            yield person.name, person.union.name, person.phone, person.email


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
