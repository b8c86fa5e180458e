"""Commands that refuse in sentences."""

from __future__ import annotations

import errno

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from accounts.refusals import NotAllowed

REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "那里只能读，不能写",
    errno.EEXIST: "同名的文件已经在那里",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.ENOENT: "找不到它",
}


class SentenceCommand(BaseCommand):
    """A command whose refusals are printed as the sentence they are, with exit status 1.

    `refusals` names the exceptions whose message is such a sentence; faults of disk and database are put into one.
    """

    refusals: tuple[type[Exception], ...] = (NotAllowed,)

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except (*self.refusals, ValidationError, DatabaseError, OSError) as fault:
            self.stderr.write(_sentence(fault, self.refusals))
            raise SystemExit(1) from fault


def _sentence(fault: Exception, refusals: tuple[type[Exception], ...]) -> str:
    if isinstance(fault, refusals):
        return str(fault)
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    if isinstance(fault, DatabaseError):
        return f"数据库读写失败（{fault}）。请检查磁盘空间和数据库，然后再做一次；没有做完的都已退回。"
    reason = REASONS.get(fault.errno or 0, fault.strerror or str(fault))
    return f"读写 {fault.filename or '文件'} 失败：{reason}。请处理后再做一次。"
