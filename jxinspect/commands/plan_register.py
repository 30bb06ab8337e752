"""`plan agency`, `plan staff`: the own office and its roster (办法 4, 6, 26)."""

from datetime import date
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
    date_option,
    id_option,
    term_option,
)
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.terms import Level, Role
from jxinspect.ui.show import done, show_record, show_rows
from jxinspect.ui.values import Column, columns

agency = App(
    "本机关：文书的署名、文号和救济途径取自这里。",
    example=["jxinspect plan agency show", "jxinspect plan agency set --phone 0791-00000001"],
)
staff = App("人员名册：角色、行政执法证、利害关系。", example="jxinspect plan staff list")

AGENCY = columns(
    ("name", "机关名称"),
    ("code", "机关代字"),
    Column("level", "级别", terms=Level),
    ("region_code", "行政区划代码"),
    ("region_name", "行政区划"),
    ("department", "承办机构"),
    ("address", "地址"),
    ("phone", "电话"),
    ("complaint_phone", "监督举报电话"),
    ("government", "本级人民政府"),
    ("court", "人民法院"),
)
STAFF = columns(
    ("name", "姓名"),
    Column("role", "角色", terms=Role),
    ("department", "内设机构"),
    ("post", "职务"),
    ("certificate", "行政执法证号"),
    ("certificate_from", "有效期起", "date"),
    ("certificate_to", "有效期止", "date"),
    ("phone", "电话"),
    ("organisation", "所属机构"),
)
Name = Annotated[str, typer.Argument(help="姓名", metavar="姓名")]


@agency.command(
    "set",
    example=[
        (
            "jxinspect plan agency set --name 样本县人力资源和社会保障局 --code 样人社 --level county "
            "--region-code 360100 --region 样本县 --department 基金监督科 --address 样本县示范路1号 "
            "--phone 0791-00000001 --complaint-phone 0791-00000002 --government 样本县人民政府 --court 样本县人民法院"
        ),
        "jxinspect plan agency set --phone 0791-00000009",
    ],
)
def set_agency(
    *,
    name: Annotated[str | None, typer.Option("--name", help="机关全称", metavar="名称")] = None,
    code: Annotated[str | None, typer.Option("--code", help="机关代字，如 赣人社", metavar="代字")] = None,
    level: Annotated[Level | None, term_option(Level, "--level", help="级别")] = None,
    region_code: Annotated[str | None, id_option("--region-code", help="行政区划代码，六位", metavar="代码")] = None,
    region_name: Annotated[str | None, typer.Option("--region", help="行政区划名称", metavar="名称")] = None,
    department: Annotated[
        str | None, typer.Option("--department", help="承办机构，如 基金监督科", metavar="机构")
    ] = None,
    address: Annotated[str | None, typer.Option("--address", help="地址", metavar="地址")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="电话", metavar="电话")] = None,
    complaint_phone: Annotated[
        str | None, typer.Option("--complaint-phone", help="监督举报电话", metavar="电话")
    ] = None,
    government: Annotated[
        str | None, typer.Option("--government", help="本级人民政府（行政复议机关）", metavar="名称")
    ] = None,
    court: Annotated[str | None, typer.Option("--court", help="有管辖权的人民法院", metavar="名称")] = None,
) -> None:
    """登记或者更正本机关的信息；第一次要写全，以后只写要改的。"""
    from jxinspect.acts import plan

    given = {k: v for k, v in locals().items() if k != "plan"}
    with act("plan.agency.set") as case:
        one = plan.set_agency(case, **given)
        facts = [("name", "机关", one.name), ("code", "代字", one.code), ("government", "复议机关", one.government)]
    done("本机关信息已登记", facts, ["jxinspect plan staff import 人员.xlsx", "jxinspect plan unit import 单位.xlsx"])


@agency.command("show", example="jxinspect plan agency show")
def show_agency() -> None:
    """显示本机关的信息。"""
    found = rows("agency_own")
    if not found:
        raise NotFound("还没有登记本机关", why="案卷库是新的", todo="用 jxinspect plan agency set 登记")
    show_record(found[0], AGENCY)


# ---- staff ---------------------------------------------------------------------------------------------------

Department = Annotated[str | None, typer.Option("--department", help="内设机构，如 基金监督科", metavar="机构")]
Post = Annotated[str | None, typer.Option("--post", help="职务或者职级", metavar="职务")]
Phone = Annotated[str | None, typer.Option("--phone", help="电话", metavar="电话")]
Firm = Annotated[str | None, typer.Option("--organisation", help="第三方人员的所属机构", metavar="机构")]
Certificate = Annotated[str | None, id_option("--certificate", help="行政执法证号", metavar="证号")]
Issuer = Annotated[str | None, typer.Option("--issuer", help="发证机关", metavar="机关")]
ValidFrom = Annotated[date | None, date_option("--valid-from", help="执法证有效期起")]
ValidTo = Annotated[date | None, date_option("--valid-to", help="执法证有效期止")]


@staff.command(
    "add",
    example="jxinspect plan staff add 测一鸣 --role inspector --department 基金监督科 --post 一级科员 "
    "--certificate 36012300002 --issuer 江西省司法厅 --valid-from 2023-01-01 --valid-to 2027-12-31",
)
def add_staff(
    name: Name,
    *,
    role: Annotated[Role, term_option(Role, "--role", help="角色")],
    department: Annotated[str, typer.Option("--department", help="内设机构，如 基金监督科", metavar="机构")],
    post: Annotated[str, typer.Option("--post", help="职务或者职级", metavar="职务")],
    phone: Phone = None,
    organisation: Firm = None,
    certificate: Certificate = None,
    issuer: Issuer = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
) -> None:
    """在人员名册中登记一人；检查人员要有有效的行政执法证。"""
    from jxinspect.acts import plan

    with act("plan.staff.add") as case:
        person = plan.add_staff(
            case,
            name=name,
            role=role,
            department=department,
            post=post,
            phone=phone or "",
            organisation=organisation or "",
            certificate=certificate,
            certificate_issuer=issuer or "",
            certificate_from=valid_from,
            certificate_to=valid_to,
        )
        facts = [("name", "姓名", person.name), ("role", "角色", person.role), ("certificate", "证号", certificate)]
    done("人员已登记", facts, ["jxinspect plan staff list"])


@staff.command("set", example="jxinspect plan staff set 测一鸣 --certificate 36012300099 --valid-to 2031-12-31")
def set_staff(
    name: Name,
    *,
    role: Annotated[Role | None, term_option(Role, "--role", help="角色")] = None,
    department: Department = None,
    post: Post = None,
    phone: Phone = None,
    organisation: Firm = None,
    certificate: Certificate = None,
    issuer: Issuer = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
) -> None:
    """更正名册或者登记换发的证件；只写要改的。"""
    from jxinspect.acts import plan

    with act("plan.staff.set") as case:
        person = plan.set_staff(
            case,
            name,
            role=role,
            department=department,
            post=post,
            phone=phone,
            organisation=organisation,
            certificate=certificate,
            certificate_issuer=issuer,
            certificate_from=valid_from,
            certificate_to=valid_to,
        )
        facts = [
            ("name", "姓名", person.name),
            ("certificate", "证号", person.certificate),
            ("valid_to", "有效期止", person.certificate_to),
        ]
    done("人员信息已更正", facts)


@staff.command("list", example="jxinspect plan staff list")
def list_staff(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出人员名册。"""
    show_rows(rows("staff_list"), STAFF, format.value, limit=limit, offset=offset, out=out)


@staff.command(
    "import", example=["jxinspect plan staff import 人员.xlsx --template", "jxinspect plan staff import 人员.xlsx"]
)
def import_staff(file: InputFile, template: TemplateFlag = False) -> None:
    """从表格导入人员和证件；有一处不能用就全部不导入。加 --template 把空白模板写到这个文件。"""
    if template:
        write_template("staff", file, "jxinspect plan staff import")
        return
    from jxinspect.acts import imports

    imported(
        "plan.staff.import", "人员", file, lambda case: imports.import_staff(case, file), ["jxinspect plan staff list"]
    )


@staff.command(
    "interest",
    example="jxinspect plan staff interest 例三川 --unit 样本县社会保险服务中心 --kind relative --text 配偶在该单位",
)
def interest(
    name: Name,
    *,
    unit: Annotated[str, typer.Option("--unit", help="单位", metavar="单位")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="relative 近亲属，former_job 曾任职，economic 经济利益，other 其他", metavar="类别"
        ),
    ],
    text: Annotated[str, typer.Option("--text", help="关系的具体情况", metavar="文字")],
    until: Annotated[date | None, date_option("--until", help="曾任职的截止日期")] = None,
    detected: Annotated[bool, typer.Option("--detected", help="比对发现的，不是本人申报的")] = False,
) -> None:
    """登记人员与单位的利害关系（办法 26）；申报的须回避，发现的须核实。"""
    from jxinspect.acts import plan
    from jxinspect.acts.register import TIES

    if kind not in TIES:
        why = "可以是：" + "、".join(f"{value} {label}" for value, label in TIES.items())
        raise Usage(f"--kind 不能是 {kind}", why=why, todo="换一个类别")
    with act("plan.staff.interest") as case:
        plan.declare_interest(case, name, unit, kind=kind, text=text, until=until, declared=not detected)
    facts = [("staff", "人员", name), ("unit", "单位", unit), ("kind", "关系", TIES[kind]), ("text", "情况", text)]
    done("利害关系已登记", facts, ["jxinspect plan team set 检查编号 --leader 姓名 --member 姓名"])
