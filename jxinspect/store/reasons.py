"""Why a device, a file or a stream would not, in the words of people instead of those of the operating system."""

from __future__ import annotations

import errno
import os

#: errno → why.
REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额用完",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "设备读写出错，可能已拔出",
    errno.ENODEV: "设备已拔出",
    errno.ENXIO: "设备已拔出",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
}
_READING = REASONS | {errno.ENOENT: "没有这个文件"}
_WRITING = REASONS | {
    errno.ENOENT: "路径不存在",
    errno.EACCES: "没有写权限",
    errno.EPERM: "没有写权限",
    errno.EEXIST: "已有同名文件",
    errno.EISDIR: "同名的是一个文件夹",
}


def answered(fault: OSError, *, writing: bool = False) -> str:
    """What the system said; in its own words when there are no better ones."""
    if not writing and isinstance(fault.filename, str) and os.path.isdir(fault.filename):  # noqa: PTH112 — Path.is_dir fails where the parent is closed
        return REASONS[errno.EISDIR]  # Windows says that it may not be read
    return (_WRITING if writing else _READING).get(fault.errno or 0) or fault.strerror or str(fault)


def unread(fault: OSError | ValueError) -> str:
    """Why a file of text could not be read."""
    if isinstance(fault, UnicodeDecodeError):
        return "不是 UTF-8 编码的文本（在记事本中另存，编码选 UTF-8）"
    return answered(fault) if isinstance(fault, OSError) else str(fault)
