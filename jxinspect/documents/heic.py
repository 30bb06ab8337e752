"""Photographs in the HEIC format, as telephones take them: Pillow reads them with the help of pi-heif."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath

#: What such files are called, and what they are.
SUFFIXES = frozenset({".heic", ".heif", ".hif"})
MEDIA = "image/heic"
UNREAD = "HEIC照片的时间、地点在这台机器上读不出，也没有缩略图（没有装部件 pi-heif）；原件已经照存"


def is_heic(name: str) -> bool:
    """Whether the file is called like one."""
    return PurePath(name).suffix.lower() in SUFFIXES


@cache
def readable() -> bool:
    """Whether Pillow can read HEIC in this process; asked when the first such photograph comes."""
    try:
        from pi_heif import register_heif_opener
    except (ImportError, OSError):  # a platform without a wheel, or without the libraries that it needs
        return False
    register_heif_opener()
    return True


def prepare(data: bytes) -> None:
    """Let Pillow read it if it begins like a HEIC."""
    if data[4:8] == b"ftyp":
        readable()
