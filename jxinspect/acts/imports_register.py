"""What the registers of units and people may say in a spreadsheet, column by column and row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jxinspect.acts.register import certificate_faults
from jxinspect.analysis.fields import Field
from jxinspect.errors import Incomplete
from jxinspect.law.identity import credit_code_fault
from jxinspect.law.region import region_fault
from jxinspect.law.subtype import subtype
from jxinspect.law.terms import Role, UnitType

#: What offices write above telephone numbers.
PHONES = ("电话", "电话号码", "联系方式", "手机", "手机号", "手机号码")
UNIT_FIELDS = (
    Field(
        "name",
        "单位名称",
        ("名称", "单位全称", "被监督单位", "被检查单位", "机构名称", "企业名称"),
        required=True,
        note="全称，与公章一致",
    ),
    Field(
        "credit_code",
        "统一社会信用代码",
        ("信用代码", "社会信用代码", "统一信用代码", "组织机构代码"),
        kind="id",
        check=credit_code_fault,
    ),
    Field("type", "单位类型", ("类型", "类别", "单位类别", "单位性质", "性质"), choices=UnitType, required=True),
    Field("subtype", "细分类型", ("机构类别", "小类"), note="服务机构、直接相关单位填写，如 合作银行"),
    Field(
        "region_code",
        "行政区划代码",
        ("区划代码", "区划编码", "行政区划编码", "区划"),
        kind="id",
        check=region_fault,
        note="不填的同本机关",
    ),
    Field(
        "address", "地址", ("单位地址", "住所", "住址", "注册地址", "办公地址", "通讯地址", "通信地址"), required=True
    ),
    Field(
        "head",
        "法定代表人或者主要负责人",
        ("法定代表人", "负责人", "主要负责人", "单位负责人", "负责人姓名", "法人", "法人代表"),
        kind="name",
        required=True,
    ),
    Field("head_post", "负责人职务", ("职务",)),
    Field("contact", "联系人", ("经办人", "联系人姓名", "单位联系人"), kind="name"),
    Field("phone", "联系电话", (*PHONES, "联系人电话"), kind="id"),
    Field("is_enterprise", "是否涉企", ("涉企", "是否企业", "企业"), kind="flag", note="不填的按类型和名称推定"),
)
STAFF_FIELDS = (
    Field("name", "姓名", ("人员姓名",), kind="name", required=True),
    Field(
        "role",
        "角色",
        ("人员类别", "人员类型", "岗位类型", "类别", "身份", "职责"),
        choices=Role,
        also=(("局领导", Role.APPROVER), ("检查员", Role.INSPECTOR)),
        required=True,
    ),
    Field("department", "内设机构", ("部门", "科室", "处室", "所在科室", "所属科室", "所在部门"), required=True),
    Field("post", "职务", ("职级", "岗位"), required=True),
    Field("phone", "联系电话", PHONES, kind="id"),
    Field("organisation", "所属机构", ("工作单位", "所在单位"), note="第三方人员必填"),
    Field(
        "certificate",
        "行政执法证号",
        ("执法证号", "执法证编号", "执法证号码", "行政执法证编号", "证件号码", "证件编号", "证号"),
        kind="id",
    ),
    Field("certificate_issuer", "发证机关", ("颁发机关", "发证单位")),
    Field(
        "certificate_from",
        "有效期起",
        ("发证日期", "发证时间", "领证日期", "起始日期", "有效期自", "有效期起始", "证件有效期起", "证件有效期自"),
        kind="date",
    ),
    Field(
        "certificate_to",
        "有效期止",
        ("有效期至", "截止日期", "到期日期", "到期时间", "有效期截止", "证件有效期止", "证件有效期至"),
        kind="date",
    ),
)


def certificate(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A certificate has number and both dates, or none of them."""
    faults = certificate_faults(row["certificate"], row["certificate_from"], row["certificate_to"])
    yield from (("certificate_to" if "晚于" in fault else "certificate", fault) for fault in faults)


def subtype_known(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The subtype is one that the regulation knows for this type of unit (办法 12, 13, 40)."""
    try:
        subtype(row["type"] or "", row["subtype"] or "")
    except Incomplete as fault:
        yield "subtype", f"{fault.what}；{fault.todo}"


def firm(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Somebody of a third party names his firm (办法 27)."""
    if row["role"] == Role.THIRD_PARTY and not row["organisation"]:
        yield "organisation", "第三方人员应当写明所属机构（办法 27）"
