"""What lies on the two laptops with which docs/cookbook-sync.zh-CN.md begins: lists, scans, passphrases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from openpyxl import Workbook

from tests.cli.pages.cookbook import LISTS

CLOCK = "2026-03-02 08:30"
OFFICE, LAPTOP, STICK = "机关", "二组", "U盘"
ASKED = "问：你负责什么工作？\n答：失业保险金的审核。\n问：审核时是否比对就业登记信息？\n答：2025年没有比对。\n"


def write_files(folder: Path) -> None:
    """The office has its lists, the second laptop what is found on site; each has a passphrase of its own."""
    for name in (OFFICE, LAPTOP, STICK):
        (folder / name).mkdir()
    for name in (OFFICE, LAPTOP):
        _give_key(folder / name / ".jxinspect", name)
    for kind in ("staff", "units"):
        _write_list(folder / OFFICE, *LISTS[kind])
    (folder / OFFICE / "口令.txt").write_text("机关样本口令 2026\n", encoding="utf-8")
    (folder / LAPTOP / "口令.txt").write_text("二组样本口令 2026\n", encoding="utf-8")
    (folder / LAPTOP / "笔录.txt").write_text(ASKED, encoding="utf-8")
    (folder / LAPTOP / "支付明细.csv").write_bytes("姓名,月份,金额\n某甲,202503,1380\n".encode("gb18030"))


def _write_list(folder: Path, name: str, lines: Sequence[Mapping[str, object]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    titles = list(dict.fromkeys(title for line in lines for title in line))
    sheet.append(titles)
    for line in lines:
        sheet.append([line.get(title) for title in titles])
    book.save(folder / name)


def _give_key(home: Path, name: str) -> None:
    """A device key known beforehand, so that the page can show the fingerprints that people read to each other."""
    home.mkdir(mode=0o700)
    key = {"ed25519": sha256(f"cookbook {name}".encode()).hexdigest()}
    (home / "device.json").write_text(json.dumps(key), encoding="utf-8")


@contextmanager
def playing() -> Iterator[None]:
    """Days go by, and nobody types the passphrase of every morning."""
    with patch("jxinspect.store.keys.WORK_DAY", timedelta(days=365)):
        yield
