"""What is registered before any inspection: roster, units, ties (办法 4, 6, 11-13, 26)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.identity import credit_code_fault
from jxinspect.law.region import region_fault
from jxinspect.law.subtype import subtype
from jxinspect.law.terms import Role, UnitType
from jxinspect.model.interest import Interest
from jxinspect.model.plan import Staff, Unit
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff, unit

#: Kinds of ties (办法 26 III): value → words.
TIES = {"relative": "近亲属关系", "former_job": "曾经任职", "economic": "经济利益关系", "other": "其他利害关系"}
#: What an entry of the roster, and one of the units, cannot be without: column → words.
PERSON_FIELDS = {"name": "姓名", "department": "内设机构（--department）", "post": "职务（--post）"}
UNIT_FIELDS = {"name": "单位名称", "address": "地址（--address）", "head": "法定代表人或者主要负责人（--head）"}
#: Names by which a service organisation or employer is most likely an enterprise, or not.
_ENTERPRISE = re.compile(r"公司|银行|企业|集团|工厂|厂$|合作社|商行|酒店|保险")
_PUBLIC = re.compile(r"局$|委员会$|中心$|大学|中学|小学|人民医院|卫生院|办公室$|机关")


# ---- roster --------------------------------------------------------------------------------------------------


def add_staff(case: CaseFile, **fields: Any) -> Staff:
    """Enter somebody in the roster; a name stands there once."""
    _new_name(case, Staff, fields["name"], "人员名册")
    person = Staff(**fields)
    _require_person(case, person)
    case.add(person)
    return person


def set_staff(case: CaseFile, name: str, /, **fields: Any) -> Staff:
    """Correct an entry of the roster or note a new certificate (办法 6 III). None leaves a field as it is."""
    person = staff(case, name)
    for key, value in fields.items():
        if value is not None:
            setattr(person, key, value)
    _require_person(case, person)
    return person


def _require_person(case: CaseFile, person: Staff) -> None:
    _require_said(person, PERSON_FIELDS)
    faults = certificate_faults(person.certificate, person.certificate_from, person.certificate_to)
    # Somebody entered twice would count as the two inspectors of 办法 26.
    cards = case.all(Staff, certificate=person.certificate) if person.certificate else []
    faults += [f"执法证号{person.certificate}已登记在{other.name}名下" for other in cards if other.id != person.id]
    if person.role == Role.THIRD_PARTY and not person.organisation.strip():
        faults.append("第三方人员应当写明所属机构（办法 27）")
    if faults:
        raise Incomplete(
            f"{person.name}的登记有误",
            why="检查人员须持有效的行政执法证件，一人一证（办法 6 III、26 I）",
            todo="核对后改正",
            items=faults,
        )


def certificate_faults(number: str | None, first: date | None, last: date | None) -> list[str]:
    """What is wrong with a certificate: number and both dates belong together."""
    faults = []
    if number and not (first and last):
        faults.append("写了执法证号，没有写有效期的起止日期")
    if (first or last) and not number:
        faults.append("写了执法证有效期，没有写执法证号")
    if first and last and last < first:
        faults.append(f"执法证有效期起始日期{first}晚于截止日期{last}")
    return faults


def declare_interest(
    case: CaseFile, name: str, unit_name: str, *, kind: str, text: str, until: date | None = None, declared: bool = True
) -> Interest:
    """Note a tie between somebody of the roster and a unit (办法 26 III)."""
    tie = Interest(
        at=case.at,
        staff_id=staff(case, name).id,
        unit_id=unit(case, unit_name).id,
        kind=kind,
        text=text,
        until=until,
        declared=declared,
    )
    case.add(tie)
    return tie


# ---- units ---------------------------------------------------------------------------------------------------


def add_unit(case: CaseFile, **fields: Any) -> Unit:
    """Register a supervised unit; its full name stands there once. `is_enterprise` None: by kind and name."""
    _new_name(case, Unit, fields["name"], "单位名册")
    fields["subtype"] = standard_subtype(fields["type"], fields.get("subtype", ""))
    if fields.get("is_enterprise") is None:
        fields["is_enterprise"] = likely_enterprise(fields["type"], fields["name"], fields["subtype"])
    one = Unit(**fields)
    _require_unit(case, one)
    case.add(one)
    return one


def set_unit(case: CaseFile, name: str, /, **fields: Any) -> Unit:
    """Correct what is registered of a unit. None leaves a field as it is; documents issued before do not change."""
    one = unit(case, name)
    new_name = fields.get("name")
    if new_name and new_name != one.name:
        _new_name(case, Unit, new_name, "单位名册")
    if fields.get("type") or fields.get("subtype") is not None:
        named = fields.get("subtype")
        fields["subtype"] = standard_subtype(fields.get("type") or one.type, one.subtype if named is None else named)
    for key, value in fields.items():
        if value is not None:
            setattr(one, key, value)
    _require_unit(case, one)
    return one


def _require_unit(case: CaseFile, one: Unit) -> None:
    _require_said(one, UNIT_FIELDS)
    wrong = region_fault(one.region_code)
    if wrong:
        raise Incomplete(f"{one.name}的行政区划代码有误：{one.region_code}", why=wrong, todo="核对后改正")
    if not one.credit_code:
        return
    fault = credit_code_fault(one.credit_code)
    same = [u.name for u in case.all(Unit, credit_code=one.credit_code) if u.id != one.id]
    if same:
        fault = f"与“{same[0]}”的代码相同"
    if fault:
        raise Incomplete(f"{one.name}的统一社会信用代码有误", why=fault, todo="核对营业执照或者登记证书后改正")


def standard_subtype(kind: UnitType, text: str) -> str:
    """The subtype by its name in the regulation; what somebody calls a unit of an undivided type stays as it is."""
    known = subtype(kind, text)
    return known.name if known else text


def likely_enterprise(kind: UnitType, name: str, subtype_name: str = "") -> bool:
    """Whether a unit is probably an enterprise, for the rules on inspecting enterprises (国办发〔2024〕54号)."""
    known = subtype(kind, subtype_name)
    if known and known.enterprise is not None:
        return known.enterprise
    if kind not in (UnitType.SERVICE_ORG, UnitType.EMPLOYER):
        return False
    if _ENTERPRISE.search(name):
        return True
    return kind == UnitType.EMPLOYER and not _PUBLIC.search(name)


def _require_said(one: Staff | Unit, fields: Mapping[str, str]) -> None:
    empty = [words for column, words in fields.items() if not getattr(one, column).strip()]
    if empty:
        what = f"{one.name.strip() or '登记'}缺少{'、'.join(empty)}"
        raise Incomplete(what, why="文书上要写明", todo="写上内容；只改别的内容的，不写这个选项")


def _new_name(case: CaseFile, cls: type[Staff] | type[Unit], name: str, where: str) -> None:
    if case.all(cls, name=name):
        raise Refused(
            f"{where}中已有“{name}”",
            why="同一名称只登记一次，否则文书会张冠李戴",
            todo="核对名称；要更正已登记的内容用 set",
        )
