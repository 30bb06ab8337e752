"""`notify offsite`, `notify supplement`: data of an off-site inspection, and what is wrong with them (办法 23)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.importing import write_template
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, date_option, term_option
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.law.submission import DataWay, Encoding, FileFormat

Days = Annotated[int | None, typer.Option("--days", help="送达后几个工作日内，默认按设置", min=1, metavar="天数")]
Due = Annotated[date | None, date_option("--due", help="不按工作日计算，写明最后日期")]
Contact = Annotated[str, typer.Option("--contact", help="联系人，默认组长", metavar="姓名")]
Number = Annotated[
    str | None, typer.Option("--number", help="由办公室收发登记给的文号；不写的自动编号", metavar="文号")
]

OFFSITE = [
    "jxinspect notify offsite 2026-003 --out 文书",
    "jxinspect notify offsite 2026-003 --table pay --table person --days 15 --format xlsx --out 文书",
]
SUPPLEMENT = [
    "jxinspect notify supplement 2026-003 --fault 发放.xlsx:待遇发放明细:账号:第8至20行:账号为科学计数法 --out 文书",
    "jxinspect notify supplement 2026-003 --faults-file 不符合项.xlsx --anew --due 2026-04-10",
    "jxinspect notify supplement 2026-003 --faults-file 不符合项.xlsx --template",
]
#: Parts of --fault by how many there are.
PARTS = {2: ("file", "problem"), 3: ("file", "table", "problem"), 5: ("file", "table", "field", "rows", "problem")}


def offsite(
    number: Inspection,
    *,
    table: Annotated[
        list[str] | None,
        typer.Option("--table", help="要求报送的表（代码或者表名），可以多次；默认按险种", metavar="表"),
    ] = None,
    scope: Annotated[str, typer.Option("--scope", help="报送范围的补充说明", metavar="文字")] = "",
    format: Annotated[  # noqa: A002
        list[FileFormat] | None, term_option(FileFormat, "--format", help="文件格式，可以多次；默认都可以")
    ] = None,
    encoding: Annotated[Encoding, term_option(Encoding, "--encoding", help="文本文件的编码")] = Encoding.UTF_8,
    way: Annotated[list[DataWay] | None, term_option(DataWay, "--way", help="报送方式，可以多次；默认都可以")] = None,
    naming: Annotated[str, typer.Option("--naming", help="文件命名规则，有默认文字", metavar="文字")] = "",
    days: Days = None,
    due: Due = None,
    contact: Contact = "",
    external: Number = None,
    out: OutFolder = None,
) -> None:
    """制发非现场检查通知书（D07）和数据报送格式说明（D09）；报送期限从送达起算。"""
    from jxinspect.acts import notify_offsite
    from jxinspect.acts.copies import write_copies

    fields: dict[str, Any] = {"naming": naming, "contact": contact, "external_number": external, **_term(days, due)}
    with act("notify.offsite") as case:
        papers = notify_offsite.offsite(
            case, number, tables=table or [], scope=scope, formats=format or [], encoding=encoding, ways=way or [],
            **fields,
        )  # fmt: skip
        copies = write_copies(case, out, papers)
    made(f"检查 {number} 的非现场检查通知书已制发", papers, copies, [], [serve_line(number, papers[0].number)])


def supplement(
    number: Inspection,
    *,
    fault: Annotated[
        list[str] | None,
        typer.Option("--fault", help="一处不符合项，可以多次", metavar="文件:表:字段:行:问题"),
    ] = None,
    faults_file: Annotated[
        Path | None, typer.Option("--faults-file", help="不符合项清单（xlsx、csv）", metavar="文件")
    ] = None,
    demand: Annotated[str, typer.Option("--demand", help="要求，有默认文字", metavar="文字")] = "",
    anew: Annotated[bool, typer.Option("--anew", help="全部重新报送；默认只补报")] = False,
    days: Days = None,
    due: Due = None,
    contact: Contact = "",
    external: Number = None,
    template: Annotated[bool, typer.Option("--template", help="把空白清单写到 --faults-file")] = False,
    out: OutFolder = None,
) -> None:
    """制发补报（重新报送）通知书（D10）和不符合项清单。"""
    from jxinspect.acts import notify_offsite
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.imports import read_faults

    if template:
        write_template("faults", faults_file or Path("不符合项.xlsx"), "jxinspect notify supplement … --faults-file")
        return
    faults = [_fault(text) for text in fault or []] + (read_faults(faults_file) if faults_file else [])
    fields: dict[str, Any] = {"contact": contact, "external_number": external, **_term(days, due)}
    with act("notify.supplement") as case:
        papers = notify_offsite.supplement(case, number, faults=faults, demand=demand, anew=anew, **fields)
        copies = write_copies(case, out, papers)
    told = [("faults", "不符合项", len(faults))]
    made(f"检查 {number} 的补报通知书已制发", papers, copies, told, [serve_line(number, papers[0].number)])


def _term(days: int | None, due: date | None) -> dict[str, Any]:
    if days is not None and due is not None:
        raise Usage("--days 和 --due 只能写一个", why="报送时限要么按工作日计算，要么写明日期", todo="去掉其中一个")
    return {"days": days, "due_on": due}


def _fault(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.replace("：", ":").split(":")]
    if len(parts) not in PARTS:
        raise Usage(
            f"--fault 的写法不能识别：{text}",
            why="各部分用冒号分开：文件:问题，文件:表:问题，或者 文件:表:字段:行:问题",
            todo="改正后再执行；内容里有冒号的，用 --faults-file 给出表格",
        )
    return dict(zip(PARTS[len(parts)], parts, strict=True))


def serve_line(number: str, paper: str) -> str:
    """The line that serves a paper, with what is to be filled in."""
    who = "--received 时间 --receiver 姓名 --capacity 职务 --server 姓名 --server 姓名"
    return f"jxinspect notify serve {number} --doc {paper} --method direct {who}"
