"""`plan third-party`: who is hired to help, the undertaking, approval and authorisation of data (办法 27)."""

from datetime import date
from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, date_option, plain, term_option
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.law.team import DataClass
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import columns

third_party = App(
    "第三方：聘请、保密承诺、数据授权和收回。",
    example=[
        "jxinspect plan third-party list 2026-001",
        "jxinspect plan third-party withdraw 2026-001-SQ-01 --reason 审计工作结束",
    ],
)
LIST = columns(
    ("organisation", "机构"),
    ("contract", "合同编号"),
    ("persons", "人员"),
    ("unsigned", "未签承诺书"),
    ("authorisation", "授权编号"),
    ("classes", "数据类别"),
    ("scope", "范围"),
    ("valid_from", "期限起", "date"),
    ("valid_to", "期限止", "date"),
    ("withdrawn_at", "收回", "moment"),
    ("uses", "查看次数"),
)


@third_party.command(
    example=(
        "jxinspect plan third-party add 2026-001 --organisation 样本会计师事务所 --contract 样合2026-3 "
        "--matter 核对财务收支 --person 例协助=360100199001010015 --out 文书"
    )
)
def add(
    number: Inspection,
    *,
    organisation: Annotated[str, typer.Option("--organisation", help="聘请的机构", metavar="机构")],
    contract: Annotated[str, typer.Option("--contract", help="合同编号", metavar="编号")],
    matter: Annotated[str, typer.Option("--matter", help="协助事项", metavar="文字")],
    person: Annotated[
        list[str], typer.Option("--person", help="派出的人员和身份证号，可多次", metavar="姓名=身份证号")
    ],
    out: OutFolder = None,
) -> None:
    """登记聘请的第三方机构和人员（办法 27），每人一份保密承诺书（D29），由本人签名。"""
    from jxinspect.acts import third_party as acts
    from jxinspect.acts.copies import write_copies

    persons = _persons(person)
    with act("plan.third-party.add") as case:
        _, papers = acts.add(case, number, organisation=organisation, contract=contract, matter=matter, persons=persons)
        copies = write_copies(case, out, papers)
    following = [
        f"jxinspect doc signed {paper.number} --signer {name} --capacity 承诺人"
        for paper, name in zip(papers, persons, strict=True)
    ]
    following.append(f"jxinspect plan third-party authorise {number} {organisation} --class financial …")
    made("第三方已登记", papers, copies, [("organisation", "机构", organisation)], following)


def _persons(texts: list[str]) -> dict[str, str]:
    """姓名=身份证号 → name and number."""
    pairs = [text.replace("＝", "=").partition("=") for text in texts]
    if not all(name.strip() and number.strip() for name, _, number in pairs):
        raise Usage("--person 不能用", why="写成 姓名=身份证号", todo="如 --person 例协助=360100199001010015")
    return {name.strip(): number.strip() for name, _, number in pairs}


@third_party.command(
    example=(
        "jxinspect plan third-party authorise 2026-001 样本会计师事务所 --class financial --scope 2025年度财务收支 "
        "--from 2026-03-02 --to 2026-03-20 --approver 钱主任 --text 同意"
    )
)
def authorise(
    number: Inspection,
    organisation: Annotated[str, typer.Argument(help="聘请的机构", metavar="机构")],
    *,
    kind: Annotated[
        list[DataClass], term_option(DataClass, "--class", help="可以使用的数据类别，可多次；个人明细不能授权")
    ],
    scope: Annotated[str, typer.Option("--scope", help="数据范围", metavar="文字")],
    from_: Annotated[date, date_option("--from", help="期限起")],
    to: Annotated[date, date_option("--to", help="期限止")],
    approver: Annotated[str, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")],
    text: Annotated[str, typer.Option("--text", help="审批意见", metavar="文字")] = "同意",
    manner: Annotated[str, typer.Option("--manner", help="使用方式", metavar="文字")] = "现场查看，不得带离",
    out: OutFolder = None,
) -> None:
    """登记机关负责人对聘请和数据授权的审批，制作审批表和授权单（D30）。"""
    from jxinspect.acts import third_party as acts
    from jxinspect.acts.copies import write_copies

    with act("plan.third-party.authorise") as case:
        one, paper = acts.authorise(
            case,
            number,
            organisation,
            classes=kind,
            scope=scope,
            valid_from=from_,
            valid_to=to,
            manner=manner,
            approver=approver,
            text=text,
        )
        copies = write_copies(case, out, [paper])
        told = [("authorisation", "授权编号", one.number), ("valid_to", "期限止", one.valid_to)]
    following = [f"jxinspect plan team set {number} --leader 姓名 --member 姓名 --assistant 第三方人员"]
    made("数据授权已登记", [paper], copies, told, following)


@third_party.command(example="jxinspect plan third-party withdraw 2026-001-SQ-01 --reason 审计工作结束")
def withdraw(
    authorisation: Annotated[str, typer.Argument(help="授权编号", metavar="授权编号", parser=plain)],
    *,
    reason: Annotated[str, typer.Option("--reason", help="收回的原因", metavar="文字")],
    out: OutFolder = None,
) -> None:
    """收回数据授权，即时生效；授权单（D30）写明收回日期重新制作。"""
    from jxinspect.acts import third_party as acts
    from jxinspect.acts.copies import write_copies

    with act("plan.third-party.withdraw") as case:
        one, paper = acts.withdraw(case, authorisation, reason=reason)
        copies = write_copies(case, out, [paper])
        told = [("authorisation", "授权编号", one.number), ("reason", "收回原因", one.withdrawn_reason)]
    made("数据授权已收回", [paper], copies, told, ["jxinspect plan third-party list"])


@third_party.command("list", example="jxinspect plan third-party list 2026-001")
def list_(
    number: Annotated[
        str | None, typer.Argument(help="检查编号；不写则列出全部", metavar="[检查编号]", parser=plain)
    ] = None,
) -> None:
    """列出聘请的第三方、承诺书和数据授权。"""
    show_rows(of_inspection("third_party_list", number), LIST)
