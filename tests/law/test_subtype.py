"""Subtypes of units are those of the regulation, however a roster writes them (办法 12, 13, 40)."""

from __future__ import annotations

import pytest

from jxinspect.errors import Incomplete
from jxinspect.law.articles import article
from jxinspect.law.subtype import subtype, subtypes


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("service_org", "工伤保险协议医疗机构", "工伤保险协议医疗机构"),
        ("service_org", "医院", "工伤保险协议医疗机构"),
        ("service_org", "银 行", "合作银行"),
        ("service_org", "商业保险公司", "承办社会保险经办业务的商业保险机构"),
        ("service_org", "其他", "其他服务机构"),
        ("related_org", "工伤认定", "工伤认定（职业伤害确认）"),
        ("related_org", "工伤认定(职业伤害确认)", "工伤认定（职业伤害确认）"),
        ("related_org", "其他", "其他相关单位"),
    ],
)
def test_a_usual_word_means_the_name_of_the_regulation(kind: str, written: str, meant: str) -> None:
    found = subtype(kind, written)

    assert found is not None
    assert found.name == meant


@pytest.mark.parametrize(
    ("kind", "written"), [("service_org", "机构"), ("service_org", "劳动能力鉴定"), ("related_org", "银行")]
)
def test_a_word_that_the_type_does_not_have_or_that_means_several_is_refused_with_all_that_may_be_written(
    kind: str, written: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        subtype(kind, written)

    assert all(one.name in refused.value.todo for one in subtypes(kind))


def test_a_type_that_the_regulation_does_not_divide_has_none() -> None:
    assert subtype("employer", "民营企业") is None
    assert subtype("service_org", "") is None


def test_the_service_organisations_are_those_that_the_regulation_names() -> None:
    text = str(article(40))

    assert [one.name for one in subtypes("service_org") if one.name not in text] == ["其他服务机构"]
