"""`inspect data use`, `inspect data purge`: rows after the inspection was closed (办法 23 II, 38)."""

from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.ui import ask
from jxinspect.ui.show import done
from jxinspect.ui.values import Column, columns

USE_EXAMPLE = (
    "jxinspect inspect data use 2026-003 --purpose 答复复议 --override G54 --because 复议 --approved-by 钱主任"
)
PURGE_EXAMPLE = [
    "jxinspect inspect data purge 2026-003 --witness 样二航",
    "jxinspect inspect data purge 2026-003 --witness 样二航 --out 文书 --dry-run",
]
PURGES = columns(
    ("inspection", "检查"),
    ("number", "编号"),
    Column("at", "销毁时间", "moment"),
    ("datasets", "数据"),
    ("rows", "行数", "number"),
    ("objects", "文件数", "number"),
    ("method", "方式"),
    ("reason", "理由"),
    ("actor", "经办人"),
    ("witness", "监销人"),
    ("document", "销毁记录"),
)


def use(
    inspection: Inspection,
    *,
    purpose: Annotated[str, typer.Option("--purpose", help="用途：为了什么再看这些数据", metavar="用途")],
) -> None:
    """办结后另有用途的：登记用途，经机关负责人批准（G54），当天可以查看装入的数据。"""
    from jxinspect.acts import data_purge

    with act("inspect.data.use") as case:
        row = data_purge.use(case, inspection, purpose=purpose)
    done("已登记数据的用途", [("purpose", "用途", row.purpose), ("at", "时间", row.at)])


def purge(
    inspection: Inspection,
    *,
    witness: Annotated[str, typer.Option("--witness", help="监销人：名册中的另一个人", metavar="姓名")],
    reason: Annotated[
        str,
        typer.Option("--reason", help="销毁的理由，默认目的已经实现；转出的现场检查没有办结的须写明", metavar="理由"),
    ] = "",
    method: Annotated[str, typer.Option("--method", help="销毁的方式，有默认文字", metavar="方式")] = "",
    confirm: Annotated[
        str, typer.Option("--confirm", help="照抄检查编号，表示确认；不写的当面询问", metavar="检查编号")
    ] = "",
    out: OutFolder = None,
) -> None:
    """办结后销毁装入的数据行，作成数据销毁记录（D75）：不能恢复；校验值、行数保留，作为证据的原始文件随卷保管。"""
    from jxinspect.acts import data_purge
    from jxinspect.acts.copies import write_copies

    typed = confirm or ask.text(f"数据行销毁后不能恢复。照抄检查编号 {inspection} 确认", flag=f"--confirm {inspection}")
    if typed.strip() != inspection:
        raise Usage(
            "没有确认销毁", why=f"写的是“{typed}”，不是 {inspection}", todo=f"确实要销毁的，写 --confirm {inspection}"
        )
    with act("inspect.data.purge") as case:
        row, papers = data_purge.purge(case, inspection, witness=witness, reason=reason, method=method)
        copies = write_copies(case, out, papers)
    made(
        f"检查 {inspection} 的数据已销毁",
        papers,
        copies,
        [
            ("number", "编号", row.number),
            ("rows", "行数", row.rows),
            ("objects", "文件数", len(row.objects)),
            ("method", "方式", row.method),
        ],
        ["jxinspect inspect data list --purged", "jxinspect verify"],
    )
