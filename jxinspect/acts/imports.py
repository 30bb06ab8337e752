"""Units, roster and plan items from a spreadsheet: all rows or none, every fault with its place in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from jxinspect.acts.batch_rows import FIELDS as NOTICE_ROWS
from jxinspect.acts.imports_lists import FAULT_FIELDS, MATERIAL_FIELDS
from jxinspect.acts.imports_register import STAFF_FIELDS, UNIT_FIELDS, certificate, firm, subtype_known
from jxinspect.acts.imports_standing import AGREEMENT_FIELDS, TRAINING_FIELDS, agreements, trainings
from jxinspect.acts.register import add_staff, add_unit
from jxinspect.acts.year import add_item, fund_types, item_faults, open_plan
from jxinspect.analysis.empty_sheet import empty_template
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import RowCheck, Table, read_table
from jxinspect.documents.excel import Column, Sheet, import_template
from jxinspect.documents.year import QUARTERS
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import CheckMode, InspectionForm
from jxinspect.model.guards.plan import foreign_matter
from jxinspect.model.plan import Staff, Unit
from jxinspect.model.register import Agreement, Training
from jxinspect.model.year import PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import own_agency

R = TypeVar("R")

#: Longest note that still fits above a column without making it unwieldy.
WIDE, NARROW = 26, 14


#: Quarters as plans write them.
QUARTER_WORDS = {word: n for form in ("{}", "第{}季度") for n, word in enumerate(map(form.format, QUARTERS), 1)}
ITEM_FIELDS = (
    Field(
        "unit_name",
        "被监督单位",
        ("单位名称", "单位", "检查对象", "被检查单位"),
        required=True,
        note="与单位名册中的全称一致",
    ),
    Field(
        "funds",
        "险种",
        ("基金", "险种类型", "基金种类", "基金类型"),
        many=True,
        required=True,
        note="多个险种用顿号分开，如 工伤、失业",
    ),
    Field("mode", "检查方式", ("方式",), choices=CheckMode),
    Field("form", "组织形式", ("检查形式", "形式"), choices=InspectionForm, also=(("/", None),), note="非现场检查不填"),
    Field(
        "period_from",
        "检查期间起",
        ("所属期间起", "所属期起", "期间起", "检查时段起", "被检查期间起"),
        kind="date",
        required=True,
    ),
    Field(
        "period_to",
        "检查期间止",
        ("所属期间止", "所属期止", "期间止", "检查时段止", "被检查期间止"),
        kind="date",
        required=True,
    ),
    Field(
        "quarter",
        "拟实施季度",
        ("实施季度", "季度"),
        choices=QUARTER_WORDS,
        required=True,
        note="一 至 四，或者 1 至 4",
    ),
    Field("lead", "牵头人", ("负责人", "组长"), kind="name"),
    Field("people", "人数", ("检查人数",), kind="integer"),
    Field("days", "人天", ("工作量",), kind="integer"),
    Field("cost", "经费预算", ("经费", "预算"), kind="amount", note="单位元，可以不填"),
    Field("times", "频次", ("次数", "年度频次"), kind="integer", note="本年度检查几次，默认 1"),
    Field("focus", "重点", ("检查重点", "备注")),
)


@dataclass(frozen=True)
class Kind:
    """One kind of list that can be imported."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Imported(Generic[R]):
    """What an import made, and what of the file it left aside: columns nobody knows, rows of totals."""

    records: list[R]
    left: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "units": Kind("单位名册", UNIT_FIELDS),
    "staff": Kind("人员名册", STAFF_FIELDS),
    "items": Kind("年度计划项目", ITEM_FIELDS),
    "materials": Kind("资料清单", MATERIAL_FIELDS),
    "notices": Kind("通知清单", NOTICE_ROWS),
    "trainings": Kind("培训记录", TRAINING_FIELDS),
    "agreements": Kind("服务协议", AGREEMENT_FIELDS),
    "faults": Kind("不符合项清单", FAULT_FIELDS),
}


def template(kind: str) -> bytes:
    """The empty workbook of a kind, with notes and drop-downs."""
    described = empty_template(KINDS[kind].fields, KINDS[kind].title)
    columns = [
        Column(c.title, WIDE if len(c.title) > 5 or c.choices else NARROW, "text", c.note, c.choices, c.required)  # noqa: PLR2004
        for c in described.columns
    ]
    return import_template(Sheet(described.title, columns))


def import_units(case: CaseFile, path: Path) -> Imported[Unit]:
    """Register the units of a file, in the region of the own agency where it names none.

    Incomplete with every fault; duplicates count against the case file too.
    """
    names = {unit.name: "单位名册中已有" for unit in case.all(Unit)}
    codes = {u.credit_code: f"单位名册中“{u.name}”的代码相同" for u in case.all(Unit) if u.credit_code}
    once = (_once("name", names, "与本文件前面的单位重复"), _once("credit_code", codes, "与本文件前面的代码重复"))
    table = read_table(path, UNIT_FIELDS, _all_of(*once, subtype_known))
    here = {} if all(row.values["region_code"] for row in table) else {"region_code": own_agency(case).region_code}
    return Imported([add_unit(case, **here | _filled(row.values)) for row in table], table.left)


def import_staff(case: CaseFile, path: Path) -> Imported[Staff]:
    """Enter the people of a file in the roster, with their certificates."""
    names = {person.name: "人员名册中已有" for person in case.all(Staff)}
    cards = {p.certificate: f"与{p.name}的证号相同" for p in case.all(Staff) if p.certificate}
    once = (_once("name", names, "与本文件前面的姓名重复"), _once("certificate", cards, "与本文件前面的证号重复"))
    table = read_table(path, STAFF_FIELDS, _all_of(*once, certificate, firm))
    return Imported([add_staff(case, **_filled(row.values)) for row in table], table.left)


def import_trainings(case: CaseFile, path: Path) -> Imported[Training]:
    """Note the trainings of a file, of people in the roster."""
    table = read_table(path, TRAINING_FIELDS)
    return Imported(trainings(case, table), table.left)


def import_agreements(case: CaseFile, path: Path) -> Imported[Agreement]:
    """Register the service agreements of a file, of units that are registered."""
    table = read_table(path, AGREEMENT_FIELDS)
    return Imported(agreements(case, table), table.left)


def import_items(case: CaseFile, year: int, path: Path) -> Imported[PlanItem]:
    """Add the lines of a file to the plan of a year."""
    open_plan(case, year)
    units = {unit.name: unit for unit in case.all(Unit)}
    table = read_table(path, ITEM_FIELDS, _all_of(_known(units), _funds, _columns))
    return Imported(_added(case, year, table), table.left)


def read_materials(path: Path) -> list[dict[str, Any]]:
    """The lines of a materials list, for `notify.materials` and the notices."""
    return [_filled(row.values) for row in read_table(path, MATERIAL_FIELDS)]


def read_faults(path: Path) -> list[dict[str, Any]]:
    """The faults of data that were handed in, for `notify.supplement`."""
    return [_filled(row.values) for row in read_table(path, FAULT_FIELDS)]


def _added(case: CaseFile, year: int, table: Table) -> list[PlanItem]:
    """The lines, or Incomplete with each line that repeats another."""
    made, faults = [], []
    for row in table:
        try:
            made.append(add_item(case, year, **_filled(row.values)))
        except Refused as fault:
            faults.append(f"{row.place}：{fault.what}")
    if faults:
        why = "同一年度对同一单位的同一事项不得重复检查（国办发〔2024〕54号）；有一处不能用就全部不导入"
        what = f"有 {len(faults)} 行不能用，一行也没有导入"
        raise Incomplete(what, why=why, todo="删去重复的行，或者改写频次，再导入", items=faults)
    return made


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that say something; the rest take their defaults."""
    given = {name: value for name, value in values.items() if value not in (None, "", ())}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


# ---- tests of rows -------------------------------------------------------------------------------------------


def _all_of(*checks: RowCheck) -> RowCheck:
    return lambda row: [fault for check in checks for fault in check(row)]


def _once(name: str, known: Mapping[Any, str], again: str) -> RowCheck:
    """The value stands once: not in the case file, not before in the same file."""
    seen: dict[Any, str] = dict(known)

    def check(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        value = row[name]
        if value and value in seen:
            yield name, f"“{value}”{seen[value]}"
        elif value:
            seen[value] = again

    return check


def _known(units: Mapping[str, Unit]) -> RowCheck:
    def check(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        name = row["unit_name"]
        if name and name not in units:
            near = [known for known in units if name in known or known in name]
            hint = f"，是不是“{near[0]}”" if len(near) == 1 else "，先用 plan unit add 或 import 登记"
            yield "unit_name", f"单位名册中没有“{name}”{hint}"

    return check


def _funds(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, read in (("funds", _read_funds), ("focus", _read_focus)):
        fault = read(row[name])
        if fault:
            yield name, fault


def _read_funds(texts: tuple[str, ...]) -> str | None:
    try:
        fund_types(texts)
    except (Refused, Incomplete) as fault:
        return f"{fault.what}，{fault.why}"
    return None


def _read_focus(text: str | None) -> str | None:
    return foreign_matter(text or "")


#: Words of a fault of `item_faults` → the column where it is told.
_TOLD: tuple[tuple[str, str], ...] = (
    ("检查期间", "period_to"),
    ("季度", "quarter"),
    ("组织形式", "form"),
    ("频次", "times"),
    ("人数", "people"),
    ("人天", "days"),
)


def _columns(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if None in (row["period_from"], row["period_to"]):
        return  # told already, cell by cell
    for fault in item_faults({**row, "quarter": row["quarter"] or 1}):
        yield next(name for word, name in _TOLD if word in fault), fault
