"""`inspect request`: data and query rights asked of those who keep them (办法 8, 18)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import Basis, EvidenceCodes
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    date_option,
    id_option,
    plain,
    term_option,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.request import RequestKind
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

request = App(
    "数据请求和查询权限：请求、收到、开通、收回（办法 8、18）。",
    example=[
        "jxinspect inspect request add 2026-001 --to 样本县信息中心 --what 死亡人员名单 --scope 2025年度，姓名、日期",
        "jxinspect inspect request list",
    ],
)

REQUESTS = columns(
    ("number", "编号"),
    Column("kind", "请求", terms=RequestKind),
    ("party", "对方"),
    Column("wanted", "内容", width=24),
    Column("scope", "范围", width=24),
    ("basis", "依据"),
    ("document", "文号"),
    ("due_on", "期限", "date"),
    Column("open", "未了结", "flag"),
    ("giver", "提供人"),
    ("received_at", "收到", "moment"),
    ("evidence", "证据"),
    Column("sha256", "SHA-256", width=16),
)
RIGHTS = columns(
    ("number", "编号"),
    ("account", "账号"),
    ("scope", "范围"),
    ("holder", "使用人"),
    ("granted_by", "开通人"),
    ("at", "开通", "moment"),
    ("until", "到期", "date"),
    ("withdrawn_at", "收回", "moment"),
    ("withdrawn_by", "收回人"),
)
Number = Annotated[str, typer.Argument(help="编号，如 2026-001-QQ-01", metavar="编号", parser=plain)]
Account = Annotated[str, id_option("--account", help="查询账号")]


@request.command(
    example=[
        "jxinspect inspect request add 2026-001 --to 样本县信息中心 --what 死亡人员名单 --scope 2025年度，姓名、日期",
        "jxinspect inspect request add 2026-001 --kind query --to 信息中心 --what 待遇发放查询 --scope 只读，2025年度",
    ]
)
def add(
    inspection: Inspection,
    *,
    to: Annotated[str, typer.Option("--to", help="向谁请求：全称", metavar="名称")],
    what: Annotated[str, typer.Option("--what", help="请求的内容", metavar="内容")],
    scope: Annotated[str, typer.Option("--scope", help="范围：期间、字段；只写必需的", metavar="范围")],
    kind: Annotated[Any, term_option(RequestKind, "--kind", help="请求数据还是查询权限")] = RequestKind.DATA,
    basis: Basis = None,
    document: Annotated[
        str, id_option("--document", help="据以请求的协助函、询问通知书或者资料清单的文号", metavar="文号")
    ] = "",
    due: Annotated[date | None, date_option("--due", help="请对方答复的日期")] = None,
) -> None:
    """登记一次数据请求或者查询权限的请求。"""
    from jxinspect.acts import inspect_request

    with act("inspect.request") as case:
        row = inspect_request.ask(
            case,
            inspection,
            kind=kind,
            party=to,
            wanted=what,
            scope=scope,
            basis=basis or [],
            letter=document,
            due_on=due,
        )
    following = {
        RequestKind.DATA: f"jxinspect inspect request receive {row.number} --from 提供人 --evidence 证据编号",
        RequestKind.QUERY: f"jxinspect inspect request grant {row.number} --account 账号 --holder 使用人 --from 开通人",
    }
    done(
        "请求已登记",
        [("number", "编号", row.number), ("party", "对方", row.party), ("basis", "依据", row.basis)],
        [following[row.kind]],
    )


@request.command(
    example=[
        "jxinspect inspect request receive 2026-001-QQ-01 --from 样本县信息中心虚六合 --evidence 4",
        "jxinspect inspect request receive 2026-001-QQ-01 --from 样本县信息中心 --file 比对结果.csv --part",
        "jxinspect inspect request receive 2026-001-QQ-01 --from 样本县信息中心 --refused --text 称须上级批准",
    ]
)
def receive(
    number: Number,
    *,
    giver: Annotated[str, typer.Option("--from", help="由谁提供", metavar="姓名")],
    text: Annotated[str, typer.Option("--text", help="说明，或者拒绝的理由", metavar="文字")] = "",
    evidence: EvidenceCodes = None,
    file: Annotated[
        list[Path] | None, typer.Option("--file", help="收到的文件：只记名称、大小和校验值", metavar="文件")
    ] = None,
    part: Annotated[bool, typer.Option("--part", help="只收到一部分，请求没有了结")] = False,
    refused: Annotated[bool, typer.Option("--refused", help="对方拒绝提供")] = False,
) -> None:
    """登记收到的数据及其校验值，或者拒绝提供的情况。"""
    from jxinspect.acts import inspect_request

    with act("inspect.request") as case:
        row = inspect_request.receive(
            case,
            number,
            giver=giver,
            text=text,
            evidence=evidence or [],
            files=file or [],
            complete=not part,
            refused=refused,
        )
    digests = [f"{one['name']}（{one['size']}）{one['sha256']}" for one in row.files]
    said = "已登记拒绝提供的情况" if row.refused else "收到的数据已登记"
    done(said, [("number", "编号", number), ("from", "提供人", row.giver), ("files", "文件", digests)])


@request.command(
    example="jxinspect inspect request grant 2026-001-QQ-02 --account jc2026 --holder 测一鸣 --from 信息中心虚六合 "
    "--until 2026-03-20"
)
def grant(
    number: Number,
    *,
    account: Account,
    holder: Annotated[str, typer.Option("--holder", help="使用账号的检查人员", metavar="姓名")],
    granted_by: Annotated[str, typer.Option("--from", help="由谁开通", metavar="姓名")],
    scope: Annotated[str, typer.Option("--scope", help="范围；默认请求的范围", metavar="范围")] = "",
    until: Annotated[date | None, date_option("--until", help="到期日")] = None,
) -> None:
    """登记开通的查询权限。"""
    from jxinspect.acts import inspect_request

    with act("inspect.request") as case:
        row = inspect_request.grant(
            case, number, account=account, holder=holder, granted_by=granted_by, scope=scope, until=until
        )
    done(
        "查询权限已登记",
        [("account", "账号", row.account), ("scope", "范围", row.scope), ("until", "到期", row.until)],
        [f"用完后：jxinspect inspect request withdraw {number} --account {row.account} --by 收回人"],
    )


@request.command(example="jxinspect inspect request withdraw 2026-001-QQ-02 --account jc2026 --by 信息中心虚六合")
def withdraw(
    number: Number,
    *,
    account: Account,
    by: Annotated[str, typer.Option("--by", help="由谁收回", metavar="姓名")],
    note: Annotated[str, typer.Option("--note", help="备注", metavar="备注")] = "",
) -> None:
    """登记查询权限已经收回。"""
    from jxinspect.acts import inspect_request

    with act("inspect.request") as case:
        row = inspect_request.withdraw(case, number, account=account, withdrawn_by=by, note=note)
    done("查询权限已经收回", [("account", "账号", account), ("at", "时间", row.at), ("by", "收回人", by)])


@request.command(
    "list", example=["jxinspect inspect request list", "jxinspect inspect request list -i 2026-001 --rights"]
)
def list_(
    inspection: InspectionOpt = None,
    *,
    rights: Annotated[bool, typer.Option("--rights", help="列出查询权限")] = False,
    pending: Annotated[bool, typer.Option("--open", help="只看没有了结、没有收回的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出请求和收到的数据，或者查询权限。"""
    view, shown = ("query_rights", RIGHTS) if rights else ("request_list", REQUESTS)
    found = [row for row in of_inspection(view, inspection) if row["open"] or not pending]
    show_rows(found, shown, format.value, limit=limit, offset=offset, out=out)
