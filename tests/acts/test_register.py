"""Own agency, roster, units: what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jxinspect.acts import plan
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import Role, UnitType

Act = Callable[..., Any]


def test_an_agency_without_government_and_court_is_incomplete_and_names_the_options(act: Act) -> None:
    with pytest.raises(Incomplete) as fault, act("plan.agency.set") as case:
        plan.set_agency(case, name="样本县人力资源和社会保障局", code="样人社")
    assert any("--government" in item for item in fault.value.items)
    assert any("--court" in item for item in fault.value.items)
    assert not any("--name" in item for item in fault.value.items)


def test_setting_the_agency_again_changes_only_what_is_given(office: Act) -> None:
    with office("plan.agency.set") as case:
        agency = plan.set_agency(case, phone="0791-99999999", name=None)
    assert (agency.phone, agency.name) == ("0791-99999999", "样本县人力资源和社会保障局")


def test_the_name_of_a_region_is_no_code(office: Act) -> None:
    with office("plan.agency.set") as case, pytest.raises(Incomplete) as caught:
        plan.set_agency(case, region_name="360100")
    assert "--region-code" in caught.value.todo


def test_a_region_code_of_five_digits_is_refused(office: Act) -> None:
    with pytest.raises(Incomplete, match="行政区划代码"), office("plan.agency.set") as case:
        plan.set_agency(case, region_code="36010")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"certificate": "36012399999"}, "有效期"),
        ({"certificate_from": date(2026, 1, 1)}, "执法证号"),
        (
            {
                "certificate": "1",
                "certificate_from": date(2026, 2, 1),
                "certificate_to": date(2026, 1, 1),
            },
            "晚于",
        ),
        ({"role": Role.THIRD_PARTY}, "所属机构"),
    ],
)
def test_a_faulty_certificate_or_a_third_party_without_firm_is_incomplete(
    office: Act, fields: dict[str, Any], fault: str
) -> None:
    with pytest.raises(Incomplete) as refused, office("plan.staff.add") as case:
        plan.add_staff(case, **{"name": "测五", "role": Role.INSPECTOR, "department": "科", "post": "员", **fields})
    assert any(fault in item for item in refused.value.items)


@pytest.mark.parametrize(("column", "option"), [("address", "--address"), ("head", "--head"), ("name", "单位名称")])
def test_a_correction_leaves_no_unit_without_what_its_documents_name(office: Act, column: str, option: str) -> None:
    with pytest.raises(Incomplete, match=option), office("plan.unit.set") as case:
        plan.set_unit(case, "样本县社会保险服务中心", **{column: " "})


def test_a_correction_leaves_nobody_of_the_roster_without_a_post(office: Act) -> None:
    with pytest.raises(Incomplete, match="--post"), office("plan.staff.set") as case:
        plan.set_staff(case, "测一鸣", post="")


def test_a_certificate_belongs_to_one_person_also_when_it_is_corrected(office: Act) -> None:
    card = {"certificate": "36012300002", "certificate_from": date(2023, 1, 1), "certificate_to": date(2027, 12, 31)}
    entry = {"role": Role.INSPECTOR, "department": "科", "post": "员"}
    with office("plan.staff.add") as case:
        plan.add_staff(case, name="测五", **entry, **card | {"certificate": "36012399999"})
    with pytest.raises(Incomplete) as again, office("plan.staff.add") as case:
        plan.add_staff(case, name="测六", **entry, **card | {"certificate": "36012399999"})
    assert again.value.items == ("执法证号36012399999已登记在测五名下",)
    with pytest.raises(Incomplete) as changed, office("plan.staff.set") as case:
        plan.set_staff(case, "测五", certificate="36012300002")
    assert changed.value.items == ("执法证号36012300002已登记在测一鸣名下",)
    with office("plan.staff.set") as case:
        assert plan.set_staff(case, "测五", post="主任科员").certificate == "36012399999"


def test_a_name_stands_once_in_each_register(office: Act) -> None:
    with pytest.raises(Refused, match="人员名册中已有"), office("plan.staff.add") as case:
        plan.add_staff(case, name="测一鸣", role=Role.INSPECTOR, department="科", post="员")
    with pytest.raises(Refused, match="单位名册中已有"), office("plan.unit.add") as case:
        plan.add_unit(
            case, name="江西样品制造有限公司", type=UnitType.EMPLOYER, region_code="360100", address="路", head="甲"
        )


def test_a_credit_code_with_a_wrong_check_digit_or_of_another_unit_is_incomplete(office: Act) -> None:
    with pytest.raises(Incomplete, match="统一社会信用代码") as wrong, office("plan.unit.set") as case:
        plan.set_unit(case, "江西样品制造有限公司", credit_code="91360100MA00000000")
    assert "校验码" in wrong.value.why
    with office("plan.unit.set") as case:
        plan.set_unit(case, "江西样品制造有限公司", credit_code="91360100MA3500001B")
    with pytest.raises(Incomplete) as doubled, office("plan.unit.set") as case:
        plan.set_unit(case, "样本县示例职业培训学校", credit_code="91360100MA3500001B")
    assert "代码相同" in doubled.value.why


@pytest.mark.parametrize(
    ("kind", "name", "enterprise"),
    [
        (UnitType.EMPLOYER, "江西某某实业公司", True),
        (UnitType.SERVICE_ORG, "样本银行样本支行", True),
        (UnitType.SERVICE_ORG, "样本县人民医院", False),
        (UnitType.EMPLOYER, "样本县教育局", False),
        (UnitType.HANDLING_AGENCY, "样本县社会保险公司", False),
    ],
)
def test_an_enterprise_is_guessed_by_kind_and_name(office: Act, kind: UnitType, name: str, enterprise: bool) -> None:
    with office("plan.unit.add") as case:
        one = plan.add_unit(case, name=name, type=kind, region_code="360100", address="路1号", head="甲")
    assert one.is_enterprise is enterprise
