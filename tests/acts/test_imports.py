"""Registers and plan items from spreadsheets: all rows or none, every fault in one run."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jxinspect.acts import imports, plan
from jxinspect.analysis.sheet import read_table
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import CheckMode, InspectionForm, Role, UnitType
from jxinspect.model.plan import Staff, Unit
from jxinspect.model.year import PlanItem
from jxinspect.store.records import own_agency

Act = Callable[..., Any]
UNIT_HEAD = ["单位全称", "信用代码", "单位类型", "区划代码", "地址", "法定代表人", "是否涉企"]
STAFF_HEAD = ["姓名", "角色", "部门", "职务", "执法证号", "有效期起", "有效期止"]
ITEM_HEAD = ["单位", "险种", "组织形式", "期间起", "期间止", "季度", "频次", "重点"]


def book(path: Path, head: list[str], *rows: list[Any], sheet: str = "名单") -> Path:
    """A workbook with a title line above its head."""
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.title = sheet
    page.append(["样本县名册"])
    page.append(head)
    for row in rows:
        page.append(row)
    workbook.save(path)
    return path


def test_units_are_registered_with_synonyms_in_the_head_and_labels_in_the_cells(office: Act, tmp_path: Path) -> None:
    file = book(
        tmp_path / "单位.xlsx",
        UNIT_HEAD,
        ["样本县测试医院", "", "社会保险服务机构", "360100", "路1号", "甲　某", "否"],
        ["样本县测试商贸公司", "91360100MA3500001B", "用人单位", "360100", "路2号", "乙某", ""],
        ["样本县国有某某公司", "", "用人单位", "360100", "路3号", "丙某", "否"],
    )
    with office("plan.unit.import") as case:
        made = imports.import_units(case, file).records
    assert [(u.name, u.type, u.head, u.is_enterprise) for u in made] == [
        ("样本县测试医院", UnitType.SERVICE_ORG, "甲某", False),
        ("样本县测试商贸公司", UnitType.EMPLOYER, "乙某", True),
        ("样本县国有某某公司", UnitType.EMPLOYER, "丙某", False),
    ]


def test_every_fault_of_a_file_of_units_is_named_with_its_place_and_nothing_is_imported(
    office: Act, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "单位.xlsx",
        UNIT_HEAD,
        ["江西样品制造有限公司", "91360100MA3500001X", "用人单位", "360100", "路", "甲", "是"],
        ["新单位", "", "不知道", "36", "路", "乙", "也许"],
        ["新单位", "", "用人单位", "360100", "", "丙", "是"],
        ["好单位", "", "用人单位", "360100", "路", "丁", "是"],
    )
    with pytest.raises(Incomplete) as fault, office("plan.unit.import") as case:
        imports.import_units(case, file)
    places = [item.split("：")[0] for item in fault.value.items]
    assert places == [
        "工作表 名单 第 3 行 B 列（统一社会信用代码）",
        "工作表 名单 第 3 行 A 列（单位名称）",
        "工作表 名单 第 4 行 C 列（单位类型）",
        "工作表 名单 第 4 行 D 列（行政区划代码）",
        "工作表 名单 第 4 行 G 列（是否涉企）",
        "工作表 名单 第 5 行 E 列（地址）",
        "工作表 名单 第 5 行 A 列（单位名称）",
    ]
    assert "单位名册中已有" in fault.value.items[1]
    assert "与本文件前面的单位重复" in fault.value.items[-1]
    with office("look") as case:
        assert not case.all(Unit, name="好单位")


def test_a_unit_without_region_lies_in_that_of_the_own_agency(office: Act, tmp_path: Path) -> None:
    head = [title for title in UNIT_HEAD if title != "区划代码"]
    row = ["样本县新样公司", "", "用人单位", "路", "甲某", "是"]
    with office("plan.unit.import") as case:
        made = imports.import_units(case, book(tmp_path / "a.xlsx", head, row)).records
        assert made[0].region_code == own_agency(case).region_code
        mixed = book(tmp_path / "b.xlsx", UNIT_HEAD, ["样本县另样公司", "", "用人单位", "360200", "路", "乙某", "是"])
        assert imports.import_units(case, mixed).records[0].region_code == "360200"


def test_a_subtype_is_named_as_in_the_regulation_and_one_that_the_type_lacks_is_a_fault(
    office: Act, tmp_path: Path
) -> None:
    head = [*UNIT_HEAD, "机构类别"]
    bank = ["样本县某某银行", "", "社会保险服务机构", "360100", "路1号", "甲某", "", "银行"]
    factory = ["样本县某某厂", "", "用人单位", "360100", "路2号", "乙某", "", "民营企业"]
    wrong = ["样本县某某鉴定办", "", "与基金收支管理直接相关单位", "360100", "路3号", "丙某", "", "合作银行"]
    with office("plan.unit.import") as case:
        made = imports.import_units(case, book(tmp_path / "好.xlsx", head, bank, factory)).records
    assert [(one.subtype, one.is_enterprise) for one in made] == [("合作银行", True), ("民营企业", True)]

    with pytest.raises(Incomplete) as fault, office("plan.unit.import") as case:
        imports.import_units(case, book(tmp_path / "坏.xlsx", head, wrong))
    (told,) = fault.value.items
    assert told.startswith("工作表 名单 第 3 行 H 列（细分类型）")
    assert "劳动能力鉴定" in told


def test_people_come_with_certificates_and_faulty_ones_are_named(office: Act, tmp_path: Path) -> None:
    good = ["测五", "监督工作人员", "基金监督科", "科员", "36012300009", "2024-01-01", "2028-12-31"]
    with office("plan.staff.import") as case:
        made = imports.import_staff(case, book(tmp_path / "a.xlsx", STAFF_HEAD, good)).records
    assert (made[0].role, str(made[0].certificate_to)) == (Role.INSPECTOR, "2028-12-31")
    bad = book(
        tmp_path / "b.xlsx",
        STAFF_HEAD,
        ["测一鸣", "监督工作人员", "科", "员", "36012300003", "2024-01-01", "2028-12-31"],
        ["测六", "监督工作人员", "科", "员", "36012300010", "2028-01-01", "2024-12-31"],
        ["测七", "第三方协助人员", "科", "员", "", "", ""],
        ["测八", "监督工作人员", "科", "员", "36012300011", "", ""],
    )
    with pytest.raises(Incomplete) as fault, office("plan.staff.import") as case:
        imports.import_staff(case, bad)
    told = "\n".join(fault.value.items)
    assert len(fault.value.items) == 5
    for words in ("第 3 行 A 列（姓名）", "与样二航的证号相同", "第 4 行 G 列（有效期止）", "所属机构", "没有写有效期"):
        assert words in told, words
    with office("look") as case:
        assert not case.all(Staff, name="测六")


@pytest.mark.parametrize(("written", "role"), [("局领导", Role.APPROVER), ("检查员", Role.INSPECTOR)])
def test_a_role_is_understood_in_the_words_of_offices(office: Act, tmp_path: Path, written: str, role: Role) -> None:
    row = ["测五", written, "基金监督科", "科员", "36012300009", "2024-01-01", "2028-12-31"]
    with office("plan.staff.import") as case:
        (made,) = imports.import_staff(case, book(tmp_path / "a.xlsx", STAFF_HEAD, row)).records
    assert made.role == role


def test_plan_items_are_added_and_faulty_ones_are_named(office: Act, tmp_path: Path) -> None:
    with office("plan.year.new") as case:
        plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="审核")
    unit = "样本县社会保险服务中心"
    good = ["工伤、失业", "专项检查", "2025-01-01", "2025.12.31", 2, "", "待遇审核"]
    with office("plan.year.import") as case:
        made = imports.import_items(case, 2026, book(tmp_path / "a.xlsx", ITEM_HEAD, [unit, *good])).records
        assert (made[0].form, made[0].mode, made[0].times) == (InspectionForm.SPECIAL, CheckMode.ON_SITE, 1)
        assert made[0].funds == ["injury", "unemployment"]
    bad = book(
        tmp_path / "b.xlsx",
        ITEM_HEAD,
        ["社会保险服务中心", *good],
        [unit, "基本医疗保险基金", "专项检查", "2025-12-31", "2025-01-01", 5, 0, "委托投资"],
    )
    with pytest.raises(Incomplete) as fault, office("plan.year.import") as case:
        imports.import_items(case, 2026, bad)
    told = "\n".join(fault.value.items)
    for words in (
        "第 3 行 A 列（被监督单位）：单位名册中没有“社会保险服务中心”，是不是“样本县社会保险服务中心”",
        "第 4 行 B 列（险种）：“基本医疗保险基金”不属于监督范围",
        "E 列（检查期间止）",
        "F 列（拟实施季度）",
        "G 列（频次）",
        "H 列（重点）",
    ):
        assert words in told, words
    with office("look") as case:
        assert len(case.all(PlanItem)) == 1


def test_lines_that_repeat_the_plan_or_each_other_are_named_by_row(office: Act, tmp_path: Path) -> None:
    line = ["样本县社会保险服务中心", "工伤", "专项检查", "2025-01-01", "2025-12-31", 2, 1, ""]
    with office("plan.year.new") as case:
        plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="审核")
    with pytest.raises(Incomplete) as fault, office("plan.year.import") as case:
        imports.import_items(case, 2026, book(tmp_path / "a.xlsx", ITEM_HEAD, line, line))
    assert fault.value.items[0].startswith("工作表 名单 第 4 行：计划第1项已经是")


def test_lines_are_not_imported_into_an_approved_plan(office: Act, tmp_path: Path) -> None:
    line = ["样本县社会保险服务中心", "工伤", "专项检查", "2025-01-01", "2025-12-31", 2, 1, ""]
    file = book(tmp_path / "a.xlsx", ITEM_HEAD, line)
    with office("plan.year.import") as case:
        plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="审核")
        imports.import_items(case, 2026, file)
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with pytest.raises(Refused, match="审批"), office("plan.year.import") as case:
        imports.import_items(case, 2026, file)


@pytest.mark.parametrize("kind", list(imports.KINDS))
def test_the_empty_workbook_has_every_title_and_can_be_read_once_filled(kind: str, tmp_path: Path) -> None:
    workbook = load_workbook(io.BytesIO(imports.template(kind)))
    sheet = workbook.worksheets[0]
    titles = [str(cell.value).strip("*") for cell in sheet[1] if cell.value]
    assert titles == [field.title for field in imports.KINDS[kind].fields]
    assert sheet.data_validations.dataValidation
    path = tmp_path / "空白.xlsx"
    workbook.save(path)
    with pytest.raises(Incomplete) as empty:
        read_table(path, imports.KINDS[kind].fields)
    assert "没有数据" in empty.value.items[0]


def test_a_csv_in_gb18030_is_read_as_well(office: Act, tmp_path: Path) -> None:
    file = tmp_path / "单位.csv"
    text = ",".join(UNIT_HEAD) + "\n样本县某某驾校,,社会保险服务机构,360100,路1号,甲某,是\n"
    file.write_bytes(text.encode("gb18030"))
    with office("plan.unit.import") as case:
        assert imports.import_units(case, file).records[0].is_enterprise
