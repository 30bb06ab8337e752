"""Evidence files of the demonstration: made on the spot, invented, no two alike."""

from __future__ import annotations

import io
import math
import os
import wave
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

from jxinspect.law.civil import beijing

#: Payments after death that the demonstration finds: number, name, died, months, fen for each month.
OVERPAID = (
    ("36010000000001", "甲样本", "2025-02-11", 7, 216_350),
    ("36010000000002", "乙样本", "2025-03-29", 5, 198_420),
    ("36010000000003", "丙样本", "2025-05-06", 4, 231_075),
    ("36010000000004", "丁样本", "2025-08-17", 3, 187_660),
)
#: What the four cases add up to, in fen.
OVERPAID_TOTAL = sum(months * fen for *_, months, fen in OVERPAID)


def write_all(folder: Path, taken: datetime) -> dict[str, Path]:
    """Write every file into `folder`; name in the story → path. Photographs carry time and place of `taken`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for n, (name, file_name, make, after) in enumerate(FILES):
        paths[name] = folder / file_name
        paths[name].write_bytes(make(taken.replace(minute=n)))
        changed = (taken + after).timestamp()
        os.utime(paths[name], (changed, changed))
    return paths


def _photograph(shade: tuple[int, int, int], lines: int) -> Callable[[datetime], bytes]:
    """A picture like one of shelves of files, with the camera's own time and place."""

    def make(taken: datetime) -> bytes:
        image = Image.new("RGB", (960, 720), shade)
        draw = ImageDraw.Draw(image)
        for row in range(3):
            for column in range(lines):
                left, top = 40 + column * (880 // lines), 60 + row * 210
                colour = tuple(min(255, part + 40 + 9 * ((row * 7 + column * 3) % 8)) for part in shade)
                draw.rectangle((left, top, left + 880 // lines - 12, top + 170), fill=colour, outline=(30, 30, 30))
        exif = image.getexif()
        exif[Base.Make], exif[Base.Model] = "DemoCam", "D-1"
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = beijing(taken).strftime("%Y:%m:%d %H:%M:%S")
        exif.get_ifd(IFD.Exif)[Base.OffsetTimeOriginal] = "+08:00"
        place = exif.get_ifd(IFD.GPSInfo)
        place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (28.0, 40.0, 30.0)
        place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (115.0, 54.0, 12.0)
        return _saved(image, "JPEG", exif=exif)

    return make


def _saved(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def _scan(pages: int) -> Callable[[datetime], bytes]:
    """A scanned paper as PDF."""

    def make(taken: datetime) -> bytes:
        sheets = []
        for page in range(pages):
            sheet = Image.new("L", (620, 877), 250)
            draw = ImageDraw.Draw(sheet)
            for line in range(30):
                draw.line((60, 80 + line * 25, 560 - (line * 37 + page * 50) % 190, 80 + line * 25), fill=70, width=3)
            sheets.append(sheet)
        return _saved(
            sheets[0],
            "PDF",
            save_all=True,
            append_images=sheets[1:],
            creationDate=taken.timetuple(),
            modDate=taken.timetuple(),
        )

    return make


def _payments(_: datetime) -> bytes:
    """The extract of payments as a workbook: one line a month, sums that add up."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "待遇发放明细"
    sheet.append(["个人编号", "姓名", "死亡日期", "所属期", "金额（元）"])
    for number, name, died, months, fen in OVERPAID:
        year, month = int(died[:4]), int(died[5:7])
        for step in range(1, months + 1):
            later = month - 1 + step
            sheet.append([number, name, died, f"{year + later // 12}{later % 12 + 1:02d}", fen / 100])
    sheet.append(["合计", "", "", "", OVERPAID_TOTAL / 100])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _deaths(_: datetime) -> bytes:
    """The list of deaths as another office exports it: CSV in GB18030."""
    lines = ["个人编号,姓名,死亡日期,数据来源"]
    lines += [f"{number},{name},{died},民政殡葬信息" for number, name, died, *_ in OVERPAID]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _log(_: datetime) -> bytes:
    lines = [f"2025-{n:02d}-15 19:{n + 10}:00\tUSER07\t待遇复核\t业务号{n:06d}" for n in range(1, 13)]
    return ("操作时间\t用户\t操作\t业务\n" + "\n".join(lines) + "\n").encode()


def _roles(_: datetime) -> bytes:
    image = Image.new("RGB", (800, 420), (245, 247, 250))
    draw = ImageDraw.Draw(image)
    for row in range(7):
        draw.rectangle((30, 40 + row * 50, 770, 80 + row * 50), outline=(90, 110, 140))
        for column in range(4):
            draw.text(
                (50 + column * 180, 52 + row * 50),
                f"USER{row:02d}" if column == 0 else "ROLE_" + "ABCDEFG"[row],
                fill=(40, 40, 60),
            )
    return _saved(image, "PNG")


def _minutes(_: datetime) -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("关于基金对账工作的会议纪要（样本）", 1)
    document.add_paragraph("会议研究了与财政、银行按月对账的安排。会议认为2025年3月至8月未按月对账，应当补做。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sound(pitch: int) -> Callable[[datetime], bytes]:
    """What a recorder holds: two seconds of one tone."""

    def make(_: datetime) -> bytes:
        out = io.BytesIO()
        with wave.open(out, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(1)
            sound.setframerate(8_000)
            sound.writeframes(bytes(128 + round(40 * math.sin(n * pitch * math.tau / 8_000)) for n in range(16_000)))
        return out.getvalue()

    return make


#: Name in the story, name of the file, what makes it, and how long after the photographs it was last changed.
FILES: tuple[tuple[str, str, Callable[[datetime], bytes], timedelta], ...] = (
    ("shelves", "IMG_档案室全景.jpg", _photograph((92, 78, 60), 9), timedelta()),
    ("cabinet", "IMG_凭证柜.jpg", _photograph((70, 84, 96), 6), timedelta(minutes=1)),
    ("counter", "IMG_对账资料.jpg", _photograph((104, 96, 84), 12), timedelta(minutes=2)),
    ("payments", "2025年待遇发放明细（提取）.xlsx", _payments, timedelta(hours=-42)),
    ("deaths", "死亡人员名单.csv", _deaths, timedelta(hours=-42)),
    ("voucher", "记账凭证2025-08-0137.pdf", _scan(2), timedelta(minutes=70)),
    ("minutes", "会议纪要.docx", _minutes, timedelta(minutes=72)),
    ("log", "系统操作日志.txt", _log, timedelta(minutes=50)),
    ("roles", "用户权限截图.png", _roles, timedelta(minutes=52)),
    ("sealing", "执法记录仪_封存.wav", _sound(440), timedelta(hours=7, minutes=15)),
    ("urgent", "执法记录仪_紧急封存.wav", _sound(550), timedelta(days=7, hours=1, minutes=15)),
    ("arrival", "执法记录仪_进点和留置送达.wav", _sound(330), timedelta(days=90, minutes=-35)),
)
#: A page that came back signed.
SIGNED_SCAN = _scan(1)
