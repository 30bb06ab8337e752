"""`plan unit`: supervised units (办法 11-13, 32, 40)."""

from typing import Annotated

import typer

from jxinspect.commands.importing import imported, write_template
from jxinspect.commands.options import (
    Format,
    InputFile,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    TemplateFlag,
    id_option,
    term_option,
)
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.terms import UnitType
from jxinspect.ui import ask
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

unit = App("单位名册：被监督单位。", example="jxinspect plan unit list")

UNITS = columns(
    ("name", "单位名称"),
    Column("type", "类型", terms=UnitType),
    ("is_enterprise", "涉企", "flag"),
    ("head", "负责人"),
    ("phone", "电话", "phone"),
    ("credit_code", "统一社会信用代码"),
    ("address", "地址"),
    ("inspections", "检查次数", "number"),
)
UnitName = Annotated[str, typer.Argument(help="单位全称；set 时也可以写信用代码或者名称的一部分", metavar="单位")]
Phone = Annotated[str | None, typer.Option("--phone", help="电话", metavar="电话")]
#: Kinds of units that may be enterprises or not.
MAYBE_ENTERPRISES = (UnitType.SERVICE_ORG, UnitType.RELATED_ORG, UnitType.EMPLOYER)
Subtype = Annotated[str | None, typer.Option("--subtype", help="细分类型，如 工伤保险协议医疗机构", metavar="文字")]
CreditCode = Annotated[str | None, id_option("--credit-code", help="统一社会信用代码", metavar="代码")]
RegionCode = Annotated[str | None, id_option("--region-code", help="行政区划代码，默认同本机关", metavar="代码")]
Address = Annotated[str | None, typer.Option("--address", help="地址", metavar="地址")]
Head = Annotated[str | None, typer.Option("--head", help="法定代表人或者主要负责人", metavar="姓名")]
HeadPost = Annotated[str | None, typer.Option("--head-post", help="负责人职务", metavar="职务")]
Contact = Annotated[str | None, typer.Option("--contact", help="联系人", metavar="姓名")]
Enterprise = Annotated[
    bool | None, typer.Option("--enterprise/--no-enterprise", help="是否企业（涉企检查要求）；不写的按类型和名称推定")
]


@unit.command(
    "add",
    example="jxinspect plan unit add 江西样品制造有限公司 --type employer --address 样本县示范路2号 --head 赵样本 "
    "--head-post 经理 --phone 0791-00000003",
)
def add_unit(
    name: UnitName,
    *,
    type: Annotated[UnitType, term_option(UnitType, "--type", help="单位类型")],  # noqa: A002
    address: Annotated[str, typer.Option("--address", help="地址", metavar="地址")],
    head: Annotated[str, typer.Option("--head", help="法定代表人或者主要负责人", metavar="姓名")],
    head_post: HeadPost = None,
    subtype: Subtype = None,
    credit_code: CreditCode = None,
    region_code: RegionCode = None,
    contact: Contact = None,
    phone: Phone = None,
    enterprise: Enterprise = None,
) -> None:
    """在单位名册中登记一个被监督单位。"""
    from jxinspect.acts import plan
    from jxinspect.acts.register import likely_enterprise
    from jxinspect.store.records import own_agency

    if enterprise is None and type in MAYBE_ENTERPRISES and ask.possible():
        enterprise = _asked_enterprise(likely_enterprise(type, name, subtype or ""))
    with act("plan.unit.add") as case:
        one = plan.add_unit(
            case,
            name=name,
            type=type,
            address=address,
            head=head,
            head_post=head_post or "",
            subtype=subtype or "",
            credit_code=credit_code or "",
            region_code=region_code or own_agency(case).region_code,
            contact=contact or "",
            phone=phone or "",
            is_enterprise=enterprise,
        )
        guessed = "" if enterprise is not None else "（推定，不对的用 plan unit set 更正）"
        told = ("是" if one.is_enterprise else "否") + guessed
        facts = [("name", "单位", one.name), ("type", "类型", one.type), ("is_enterprise", "涉企", told)]
    done("单位已登记", facts, ["jxinspect plan unit list"])


def _asked_enterprise(likely: bool) -> bool:
    """Whether the rules on inspecting enterprises apply, which nobody should have to guess (国办发〔2024〕54号)."""
    answers = {"yes": "是，适用涉企检查的要求", "no": "否"}
    order = answers if likely else dict(reversed(answers.items()))
    return ask.choose("该单位是否企业", order, flag="--enterprise 或者 --no-enterprise") == "yes"


@unit.command("set", example="jxinspect plan unit set 江西样品制造有限公司 --no-enterprise --phone 0791-00000004")
def set_unit(
    unit: UnitName,
    *,
    name: Annotated[str | None, typer.Option("--name", help="新的单位全称", metavar="名称")] = None,
    type: Annotated[UnitType | None, term_option(UnitType, "--type", help="单位类型")] = None,  # noqa: A002
    subtype: Subtype = None,
    credit_code: CreditCode = None,
    region_code: RegionCode = None,
    address: Address = None,
    head: Head = None,
    head_post: HeadPost = None,
    contact: Contact = None,
    phone: Phone = None,
    is_enterprise: Enterprise = None,
) -> None:
    """更正单位的信息；只写要改的。已制发的文书不变。"""
    from jxinspect.acts import plan

    given = {k: v for k, v in locals().items() if k not in {"plan", "unit"}}
    with act("plan.unit.set") as case:
        one = plan.set_unit(case, unit, **given)
        facts = [("name", "单位", one.name), ("head", "负责人", one.head), ("is_enterprise", "涉企", one.is_enterprise)]
    done("单位信息已更正", facts)


@unit.command("list", example="jxinspect plan unit list --format xlsx --out 单位.xlsx")
def list_units(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出单位名册。"""
    show_rows(rows("unit_list"), UNITS, format.value, limit=limit, offset=offset, out=out)


@unit.command(
    "import", example=["jxinspect plan unit import 单位.xlsx --template", "jxinspect plan unit import 单位.xlsx"]
)
def import_units(file: InputFile, template: TemplateFlag = False) -> None:
    """从表格导入单位；有一处不能用就全部不导入。加 --template 把空白模板写到这个文件。"""
    if template:
        write_template("units", file, "jxinspect plan unit import")
        return
    from jxinspect.acts import hints, imports
    from jxinspect.law.civil import day

    imported(
        "plan.unit.import",
        "单位",
        file,
        lambda case: imports.import_units(case, file),
        ["jxinspect plan unit list"],
        hints=lambda case, units: hints.of_agreements(case, units, day(case.at)),
    )
