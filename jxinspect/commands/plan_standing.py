"""`plan staff training`, `plan unit agreement`: trainings and service agreements (办法 6, 12)."""

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
    plain,
)
from jxinspect.commands.plan_staff import staff
from jxinspect.commands.plan_unit import unit
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import columns

__all__ = ["staff", "unit"]

training = App(
    "培训：监督人员参加的培训（办法 6）。",
    example=[
        "jxinspect plan staff training list",
        "jxinspect plan staff training add 测一鸣 --topic 实务 --organiser 样本省厅 --from 2026-03-02 --to 2026-03-04",
    ],
)
agreement = App(
    "服务协议：经办机构与服务机构订立的协议及其变更、解除（办法 12）。",
    example="jxinspect plan unit agreement list",
)
staff.add_typer(training, name="training")
unit.add_typer(agreement, name="agreement")

TRAININGS = columns(
    ("staff", "姓名"),
    ("topic", "培训内容"),
    ("organiser", "举办单位"),
    ("starts_on", "起", "date"),
    ("ends_on", "止", "date"),
    ("hours", "学时", "number"),
    ("result", "结果"),
)
AGREEMENTS = columns(
    ("number", "协议编号"),
    ("unit", "乙方（服务机构）"),
    ("agency_party", "甲方（经办机构）"),
    ("subject", "服务内容"),
    ("starts_on", "起", "date"),
    ("ends_on", "止", "date"),
    ("ended_on", "解除", "date"),
    ("end_reason", "解除理由"),
    ("changes", "变更"),
)
Number = Annotated[str, typer.Argument(help="协议编号", metavar="协议编号", parser=plain)]
From = Annotated[date, date_option("--from", help="开始日期")]
To = Annotated[date, date_option("--to", help="结束日期")]


@training.command(
    "add",
    example="jxinspect plan staff training add 测一鸣 --topic 基金监督实务 --organiser 样本省厅 --from 2026-03-02 "
    "--to 2026-03-04 --hours 24",
)
def add_training(
    name: Annotated[str, typer.Argument(help="姓名", metavar="姓名")],
    *,
    topic: Annotated[str, typer.Option("--topic", help="培训内容", metavar="文字")],
    organiser: Annotated[str, typer.Option("--organiser", help="举办单位", metavar="名称")],
    starts: From,
    ends: To,
    hours: Annotated[int, typer.Option("--hours", help="学时", min=0, metavar="学时")] = 0,
    result: Annotated[str, typer.Option("--result", help="考核结果", metavar="文字")] = "",
) -> None:
    """登记一次已经参加的培训。"""
    from jxinspect.acts import standing

    with act("plan.staff.training") as case:
        standing.add_training(
            case, name, topic=topic, organiser=organiser, starts=starts, ends=ends, hours=hours, result=result
        )
    done("培训已登记", [("staff", "姓名", name), ("topic", "内容", topic)], ["jxinspect plan staff training list"])


@training.command("list", example="jxinspect plan staff training list")
def list_trainings(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出培训记录。"""
    show_rows(rows("training_list"), TRAININGS, format.value, limit=limit, offset=offset, out=out)


@training.command(
    "import",
    example=[
        "jxinspect plan staff training import 培训.xlsx --template",
        "jxinspect plan staff training import 培训.xlsx",
    ],
)
def import_trainings(file: InputFile, template: TemplateFlag = False) -> None:
    """从表格导入培训记录；有一处不能用就全部不导入。加 --template 把空白模板写到这个文件。"""
    if template:
        write_template("trainings", file, "jxinspect plan staff training import")
        return
    from jxinspect.acts.imports import import_trainings as read

    following = ["jxinspect plan staff training list"]
    imported("plan.staff.training.import", "培训记录", file, lambda case: read(case, file), following)


@agreement.command(
    "add",
    example="jxinspect plan unit agreement add 样协2026-01 --unit 样本县示例职业培训学校 "
    "--agency 样本县社会保险服务中心 "
    "--from 2026-01-01 --to 2026-12-31",
)
def add_agreement(
    number: Number,
    *,
    of: Annotated[str, typer.Option("--unit", help="服务机构（乙方）", metavar="单位")],
    agency: Annotated[str, typer.Option("--agency", help="经办机构（甲方）", metavar="名称")],
    starts: From,
    ends: To,
    subject: Annotated[str, typer.Option("--subject", help="服务内容", metavar="文字")] = "",
) -> None:
    """登记服务机构的服务协议。"""
    from jxinspect.acts import standing

    with act("plan.unit.agreement") as case:
        standing.add_agreement(case, of, number=number, agency=agency, starts=starts, ends=ends, subject=subject)
    done("服务协议已登记", [("number", "协议编号", number), ("ends_on", "有效期止", ends)])


@agreement.command(
    "change", example="jxinspect plan unit agreement change 样协2026-01 --on 2026-06-01 --text 增加培训工种"
)
def change_agreement(
    number: Number,
    *,
    on: Annotated[date, date_option("--on", help="变更日期")],
    text: Annotated[str, typer.Option("--text", help="变更内容", metavar="文字")],
    reason: Annotated[str, typer.Option("--reason", help="理由", metavar="文字")] = "",
    ends: Annotated[date | None, date_option("--to", help="新的有效期止")] = None,
) -> None:
    """登记服务协议的变更。"""
    from jxinspect.acts import standing

    with act("plan.unit.agreement") as case:
        standing.change_agreement(case, number, on=on, text=text, reason=reason, ends=ends)
    done("协议变更已登记", [("number", "协议编号", number), ("text", "变更", text)])


@agreement.command("end", example="jxinspect plan unit agreement end 样协2026-01 --on 2026-08-01 --reason 虚报培训人数")
def end_agreement(
    number: Number,
    *,
    on: Annotated[date, date_option("--on", help="解除日期")],
    reason: Annotated[str, typer.Option("--reason", help="解除的理由", metavar="文字")],
) -> None:
    """登记服务协议的解除、终止。"""
    from jxinspect.acts import standing

    with act("plan.unit.agreement") as case:
        standing.end_agreement(case, number, on=on, reason=reason)
    done("协议解除已登记", [("number", "协议编号", number), ("ended_on", "解除", on)])


@agreement.command("list", example="jxinspect plan unit agreement list")
def list_agreements(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出服务协议。"""
    show_rows(rows("agreement_list"), AGREEMENTS, format.value, limit=limit, offset=offset, out=out)


@agreement.command(
    "import",
    example=[
        "jxinspect plan unit agreement import 协议.xlsx --template",
        "jxinspect plan unit agreement import 协议.xlsx",
    ],
)
def import_agreements(file: InputFile, template: TemplateFlag = False) -> None:
    """从表格导入服务协议；有一处不能用就全部不导入。加 --template 把空白模板写到这个文件。"""
    if template:
        write_template("agreements", file, "jxinspect plan unit agreement import")
        return
    from jxinspect.acts.imports import import_agreements as read

    following = ["jxinspect plan unit agreement list"]
    imported("plan.unit.agreement.import", "服务协议", file, lambda case: read(case, file), following)
