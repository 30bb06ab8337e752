"""The own agency, those above, below and beside it, and how the own one writes its numbers (办法 4; GB/T 9704)."""

from __future__ import annotations

import re
from typing import Any

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.region import region_fault, standing
from jxinspect.law.terms import Level, Standing
from jxinspect.model.document import Document, Numbering
from jxinspect.model.plan import Agency
from jxinspect.model.register import SeriesCode
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import own_agency
from jxinspect.store.series import first_number, fresh_number

#: What must be known of the own agency: column → words for the user.
AGENCY_FIELDS = {
    "name": "机关全称（--name）",
    "code": "机关代字（--code），如 赣人社",
    "level": "级别（--level）",
    "region_code": "行政区划代码（--region-code）",
    "region_name": "行政区划名称（--region）",
    "department": "承办机构（--department）",
    "address": "地址（--address）",
    "phone": "电话（--phone）",
    "complaint_phone": "监督举报电话（--complaint-phone）",
    "government": "本级人民政府（--government）",
    "court": "有管辖权的人民法院（--court）",
}
#: What must be known of another one.
OTHER_FIELDS = ("name", "level", "region_code", "region_name")
#: Why that is needed: of the own agency, of another one.
_TAKEN = {
    True: "文书的署名、文号和救济途径都取自本机关信息（行政复议法 24）",
    False: "管辖按级别和行政区划确定（办法 4）",
}
_LETTERS = re.compile(r"[^\W\d_]+")


def set_agency(case: CaseFile, which: str | None = None, /, **fields: Any) -> Agency:
    """Register the own agency, or correct what is registered of it or of another. None leaves a field as it is."""
    given = {key: value for key, value in fields.items() if value is not None}
    if which is None and not case.all(Agency, own=True):
        return _registered(case, tuple(AGENCY_FIELDS), given, own=True)
    one = own_agency(case) if which is None else agency(case, which)
    needed = AGENCY_FIELDS if one.own else OTHER_FIELDS
    for key, value in given.items():
        if key in needed and not str(value).strip():
            raise Incomplete(f"{AGENCY_FIELDS[key].partition('，')[0]}不能为空", why=_TAKEN[one.own], todo="写明后再改")
        setattr(one, key, value)
    _require(case, one)
    return one


def add_agency(case: CaseFile, **fields: Any) -> Agency:
    """Register another agency: a superior one that orders inspections, a lower one whose matters are looked into."""
    own_agency(case)
    given = {key: value for key, value in fields.items() if value is not None}
    return _registered(case, OTHER_FIELDS, given, own=False)


def _registered(case: CaseFile, wanted: tuple[str, ...], given: dict[str, Any], *, own: bool) -> Agency:
    missing = [AGENCY_FIELDS[key] for key in wanted if not str(given.get(key, "")).strip()]
    if missing:
        raise Incomplete(
            "本机关信息不全" if own else "机关信息不全",
            why=_TAKEN[own],
            todo="一次写全上列各项",
            items=missing,
        )
    one = Agency(**{**dict.fromkeys(AGENCY_FIELDS, ""), **given}, own=own)
    _require(case, one)
    case.add(one)
    return one


def _require(case: CaseFile, one: Agency) -> None:
    fault = region_fault(one.region_code, one.level)
    if fault:
        whose = "本机关" if one.own else one.name
        raise Incomplete(f"{whose}的行政区划代码有误：{one.region_code}", why=fault, todo="核对级别和代码后改正")
    if one.region_name.isdigit():
        raise Incomplete(
            f"行政区划名称“{one.region_name}”是数字",
            why="方案和管辖的说明写的是名称",
            todo="--region 写名称，如 样本县；代码写 --region-code",
        )
    if one.code and not _LETTERS.fullmatch(one.code):
        raise Incomplete(
            f"机关代字“{one.code}”不能用", why="代字只由文字组成，如 赣人社（GB/T 9704）", todo="去掉数字、括号和空格"
        )
    for other in case.all(Agency):
        if other.id != one.id and (other.name == one.name or (one.code and other.code == one.code)):
            same = "名称" if other.name == one.name else "代字"
            raise Refused(
                f"机关名册中已有同一{same}的机关：{other.name}",
                why="同一机关只登记一次，两个机关的代字相同则文号混淆（G57）",
                todo=f"更正已登记的用 jxinspect plan agency set {other.name} …",
            )


def agency(case: CaseFile, name: str) -> Agency:
    """A registered agency by its full name, its code, or a part of the name that only it has."""
    wanted, all_ = name.strip(), case.all(Agency)
    found = [a for a in all_ if wanted in (a.name, a.code)] or [a for a in all_ if wanted and wanted in a.name]
    if len(found) == 1:
        return found[0]
    known = "、".join(a.name for a in found or all_) or "无"
    raise NotFound(
        f"“{name}”对应多个机关" if found else f"没有登记机关 {name}",
        why=f"{'名称相近的' if found else '名册中'}有：{known}",
        todo="写明机关全称，或者先用 jxinspect plan agency add 登记",
    )


def make_own(case: CaseFile, name: str) -> Agency:
    """Make another agency the own one, as long as nothing was issued in the name of the old one."""
    new = agency(case, name)
    others = [one for one in case.all(Agency, own=True) if one.id != new.id]
    if new.own and not others:
        return new
    if case.all(Document) and not new.own:
        raise Refused(
            f"不能把本机关由{others[0].name}改为{new.name}",
            why="案卷库里已有以原机关名义制发的文书，署名和文号不得改写（G55）",
            todo=f"为{new.name}另建案卷库：jxinspect init",
            guards=("G55",),
        )
    for old in others:
        old.own = False
    new.own = True
    missing = [words for key, words in AGENCY_FIELDS.items() if not str(getattr(new, key)).strip()]
    if missing:
        raise Incomplete(
            f"{new.name}的信息不全，不能作为本机关",
            why="文书的署名、文号和救济途径都取自本机关信息（行政复议法 24）",
            todo=f"先用 jxinspect plan agency set {new.name} 补齐",
            items=missing,
        )
    return new


def relation(own: Agency, other: Agency) -> Standing:
    """How another agency stands to the own one: superior, lower, or neither."""
    if own.id == other.id:
        return Standing.OWN
    there = standing(own.level, own.region_code, other.region_code)
    if there is Standing.LOWER:
        return there
    levels = list(Level)
    above = levels.index(other.level) < levels.index(own.level)
    covers = standing(other.level, other.region_code, own.region_code) is not Standing.OUTSIDE
    return Standing.UPPER if above and covers else Standing.OUTSIDE


# ---- numbers -------------------------------------------------------------------------------------------------


def series_titles() -> dict[str, list[str]]:
    """Series of the catalogue → titles of the documents that are numbered in it."""
    found: dict[str, list[str]] = {}
    for spec in CATALOGUE.values():
        if spec.series:
            found.setdefault(spec.series, []).append(spec.title)
    return found


def heads(case: CaseFile) -> dict[str, str]:
    """Series of the catalogue → 发文代字 as the own agency writes it, by which numbers are counted."""
    office = own_agency(case)
    written = {row.series: row.code for row in case.all(SeriesCode, agency_id=office.id)}
    return {series: office.code + written.get(series, series) for series in series_titles()}


def set_series(
    case: CaseFile, series: str, *, code: str | None = None, year: int | None = None, first: int | None = None
) -> str:
    """Write another code for a series, or begin a year at another number; returns the 发文代字 that counts now.

    A series that shares its code with others is counted together with them.
    """
    known = series_titles()
    if series not in known:
        raise NotFound(f"没有文号系列“{series}”", why="系列有：" + "、".join(known), todo="从中选一个")
    office = own_agency(case)
    row = next(iter(case.all(SeriesCode, agency_id=office.id, series=series)), None)
    if code is not None:
        row = _coded(case, row, office, series, code.strip())
    head = office.code + (row.code if row else series)
    if first is not None:
        assert year is not None
        _begin(case, head, year, first)
    return head


def _coded(case: CaseFile, row: SeriesCode | None, office: Agency, series: str, code: str) -> SeriesCode:
    if not _LETTERS.fullmatch(code):
        raise Incomplete(
            f"文号系列的代字“{code}”不能用", why="代字只由文字组成（GB/T 9704）", todo="去掉数字、括号和空格"
        )
    if row is None:
        row = SeriesCode(agency_id=office.id, series=series, code=code)
        case.add(row)
    row.code = code
    return row


def _begin(case: CaseFile, head: str, year: int, first: int) -> None:
    given = fresh_number(case, head, year) - 1
    if given >= first_number(case, head, year):
        raise Refused(
            f"{head}〔{year}〕已经编到{given}号",
            why="文号连续，不跳号（G57）；已经编号的年度不能改起始号",
            todo="起始号在本年度第一份文书之前登记；作废的文号用 jxinspect doc void 写明理由",
            guards=("G57",),
        )
    kept = next(iter(case.all(Numbering, series=head, year=year)), None)
    if kept is None:
        case.add(Numbering(series=head, year=year, first=first))
    else:
        kept.first = first
