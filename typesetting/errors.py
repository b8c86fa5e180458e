"""Why the press could not make an issue: sentences in Chinese that name the thing and say what to do next."""

from __future__ import annotations

import errno


class PressError(Exception):
    """The issue could not be drawn, finished or checked. The text is a sentence for the desk."""


class PhotoError(PressError):
    """A photo cannot be printed: missing, damaged, altered since the freeze, too large, or no photo at all."""


class FontError(PressError):
    """A font file is missing or unreadable."""


class StorageError(PressError):
    """A file could not be written: disk full, no permission."""


def storage_error(error: OSError) -> StorageError:
    """The sentence for a failed write."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError("磁盘空间不足，校样没有写成。原有的校样没有改动；请清理磁盘后重新排版。")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(f"没有写入权限，校样没有写成（{error.filename}）。请管理员检查该目录的权限后重新排版。")
    return StorageError(
        f"校样没有写成：{error.strerror or error}（{error.filename}）。原有的校样没有改动；请重新排版。"
    )
