"""`inspect data withdraw`: data that were loaded by mistake, or that the unit handed over anew (办法 23(二))."""

from typing import Annotated

import typer

from jxinspect.commands.session import act
from jxinspect.ui.show import done

WITHDRAW = [
    "jxinspect inspect data withdraw 2026-003-SJ-01 --instead 2026-003-SJ-04 --reason 单位按补报通知重新报送",
    "jxinspect inspect data withdraw 2026-003-SJ-02 --reason 装错了文件",
]


def withdraw(
    dataset: Annotated[str, typer.Argument(help="数据编号，见 inspect data list", metavar="数据编号")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="撤回的理由", metavar="理由")],
    instead: Annotated[
        str, typer.Option("--instead", help="代替它的数据：同一张表另外装入的", metavar="数据编号")
    ] = "",
) -> None:
    """撤回装错或者单位重新报送的数据：以后的比对不再用它；数据行、校验值和原始文件仍在案卷库，已有的比对仍能重做。"""
    from jxinspect.acts import data_withdraw
    from jxinspect.law.data_tables import known_tables

    with act("inspect.data.withdraw") as case:
        inspection, gone, row = data_withdraw.withdraw(case, dataset, reason=reason, instead=instead)
    done(
        f"已撤回数据 {gone.number}",
        [
            ("table", "表", known_tables()[gone.table].title),
            ("rows", "行数", gone.rows_kept),
            ("reason", "理由", row.reason),
        ],
        [f"jxinspect inspect data review {inspection.number}", f"jxinspect inspect data run {inspection.number}"],
    )
