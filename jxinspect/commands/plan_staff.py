"""`plan staff`: the roster (办法 6, 26)."""

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
from jxinspect.commands.plan_interest import interest
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.terms import Role
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

staff = App("人员名册：角色、行政执法证、利害关系。", example="jxinspect plan staff list")

staff.add_typer(interest, name="interest")

STAFF = columns(
    ("name", "姓名"),
    Column("role", "角色", terms=Role),
    ("department", "内设机构"),
    ("post", "职务"),
    ("certificate", "行政执法证号"),
    ("certificate_from", "有效期起", "date"),
    ("certificate_to", "有效期止", "date"),
    ("phone", "电话", "phone"),
    ("organisation", "所属机构"),
)
Name = Annotated[str, typer.Argument(help="姓名", metavar="姓名")]


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
    head_from: Annotated[
        date | None, date_option("--head-from", help="从哪天起任正职负责人或者主持工作（移送规定 5）")
    ] = None,
    head_to: Annotated[date | None, date_option("--head-to", help="任正职或者主持工作的最后一天")] = None,
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
            head_from=head_from,
            head_to=head_to,
        )
        facts = [
            ("name", "姓名", person.name),
            ("certificate", "证号", person.certificate),
            ("valid_to", "有效期止", person.certificate_to),
            ("head_from", "任正职", person.head_from),
            ("head_to", "任正职至", person.head_to),
        ]
    done("人员信息已更正", [fact for fact in facts if fact[2] is not None or fact[0] not in ("head_from", "head_to")])


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
