"""What a device, a file or a stream answered, in the words of people instead of those of the operating system."""

from __future__ import annotations

import errno

#: errno → why the device refuses.
DEVICE = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额用完",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "设备读写出错",
    errno.ENODEV: "设备已拔出",
    errno.ENXIO: "设备已拔出",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "文件名太长",
}


def unread(fault: OSError | ValueError) -> str:
    """Why a file of text could not be read."""
    if isinstance(fault, UnicodeDecodeError):
        return "不是 UTF-8 编码的文本"
    if isinstance(fault, FileNotFoundError):
        return "没有这个文件"
    return answered(fault) if isinstance(fault, OSError) else str(fault)


def answered(fault: OSError) -> str:
    """What the device said; in its own words when there are no better ones."""
    return DEVICE.get(fault.errno or 0) or fault.strerror or str(fault)
