"""Data of the off-site inspection of the demonstration: payments, persons, deaths, and the unit's answer about doubts.

Three people of six died in 2025. One was paid for five months more, one is alive and only of the same number as a wrong
entry in the list of deaths; the payments of the third stopped in time. The disk also holds the
payments of 2024, which are not inspected.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from jxinspect.law.identity import identity_check

#: Number, name, day of birth; invented, of the region that all examples are of.
PEOPLE = (
    ("3601000000101", "测甲一", "19500105"),
    ("3601000000102", "样乙二", "19510216"),
    ("3601000000103", "例丙三", "19480327"),
    ("3601000000104", "虚丁四", "19520408"),
    ("3601000000105", "拟戊五", "19550519"),
    ("3601000000106", "仿己六", "19470630"),
)
#: Number of a person → day of death in the list, and the last month for which was paid.
DEATHS = {
    "3601000000101": ("2025-03-10", 8),
    "3601000000103": ("2025-05-02", 12),
    "3601000000106": ("2025-06-20", 6),
}
MONTHLY = 186
#: What the two offices agreed on by telephone.
SPOKEN = "sample doubts 2026"
#: What the unit answers: how the flag turned out, what was overpaid and came back (yuan).
ANSWERS = {
    "R01-0002": (
        "属实",
        "查档、入户",
        "2025年3月10日死亡，家属没有报告，待遇发放至8月",
        930,
        372,
        558,
        "8月停发，正在追回",
    ),
    "R01-0001": ("不属实", "入户", "本人健在，死亡名单中的证件号码录错一位", None, None, None, "已函告民政部门更正"),
}


def write_doubts(folder: Path) -> dict[str, Path]:
    """Write the files; name in the story → path."""
    made = {
        "off_person": ("虚构镇_参保人员基本信息.csv", _persons()),
        "off_pay": ("虚构镇_待遇发放明细_2025.csv", _payments(2025, DEATHS)),
        "off_pay_before": ("虚构镇_待遇发放明细_2024.csv", _payments(2024, {})),
        "off_deaths": ("民政_死亡人员_2025.csv", _deaths()),
        "doubt_password": ("疑点口令.txt", f"{SPOKEN}\n".encode()),
        "doubt_answer": ("疑点核查反馈表（单位填报）.xlsx", _answer()),
    }
    paths = {}
    for name, (file_name, data) in made.items():
        paths[name] = folder / file_name
        paths[name].write_bytes(data)
    return paths


def identity(number: str, born: str) -> str:
    """An identity number with a right check digit."""
    first = f"360100{born}{number[-3:]}"
    return first + identity_check(first)


def _csv(title: str, rows: list[str], encoding: str) -> bytes:
    return ("\r\n".join([title, *rows]) + "\r\n").encode(encoding)


def _persons() -> bytes:
    rows = [
        f"{number},{name},居民身份证,{identity(number, born)},{'男' if int(number[-1]) % 2 else '女'},"
        f"{born[:4]}-{born[4:6]}-{born[6:]},退休"
        for number, name, born in PEOPLE
    ]
    return _csv("个人编号,姓名,证件类型,证件号码,性别,出生日期,人员状态", rows, "gb18030")


def _payments(year: int, deaths: Mapping[str, tuple[str, int]]) -> bytes:
    """One row for each person and month until the last that was paid for."""
    rows = [
        f"{number},城乡居民养老,基础养老金,{year}{month:02d},{year}-{month:02d}-15,{MONTHLY}.00,"
        f"622200000000{number[-4:]},{name},成功"
        for number, name, _ in PEOPLE
        for month in range(1, deaths.get(number, ("", 12))[1] + 1)
    ]
    return _csv("个人编号,险种,待遇项目,所属期,发放日期,金额,账号,户名,发放状态", rows, "gb18030")


def _deaths() -> bytes:
    rows = [
        f"{identity(number, born)},{name},{DEATHS[number][0]},民政火化"
        for number, name, born in PEOPLE
        if number in DEATHS
    ]
    return _csv("证件号码,姓名,死亡日期,来源", rows, "utf-8")


def _answer() -> bytes:
    """The form as the unit sends it back, under the password that it was given."""
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    titles = (
        "疑点编号",
        "是否属实",
        "核查方式",
        "事实说明",
        "多发金额",
        "已追回",
        "未追回",
        "处理情况",
        "核查人",
        "核查日期",
    )
    sheet.append(titles)
    for number, answer in ANSWERS.items():
        sheet.append([number, *answer, "卫例安", date(2026, 7, 17)])
    plain, target = BytesIO(), BytesIO()
    book.save(plain)
    OOXMLFile(plain).encrypt(SPOKEN, target)
    return target.getvalue()
