"""`inspect flag show`: a flag with the person, the rows of the data, and what was decided and found out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jxinspect.commands.inspect_flag_confirm import FlagNumber
from jxinspect.commands.options import Inspection
from jxinspect.commands.session import act
from jxinspect.law.flag import BESIDE, FlagState, Strength, Verdict
from jxinspect.ui.mode import mode
from jxinspect.ui.show import say_hidden, show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.flag_show import Rows, Shown

SHOW = [
    "jxinspect inspect flag show 2026-003 R01-0007",
    "jxinspect inspect flag show 2026-003 R01-0007 --unmasked 与死亡证明核对",
]
ONE = columns(
    ("number", "编号"),
    ("title", "规则"),
    ("klass", "类别"),
    ("strength", "强度"),
    ("subject", "代号"),
    ("name", "对象"),
    ("id_no", "证件号码"),
    ("person_no", "个人（单位）编号"),
    Column("amount", "金额", "amount"),
    ("months", "月数"),
    ("period", "期间"),
    ("detail", "说明"),
    Column("state", "状态", terms=FlagState),
    ("decision", "筛查"),
    ("run", "比对"),
    ("place", "原始数据"),
)
SAID = columns(
    ("who", "谁"),
    Column("verdict", "结果", terms=Verdict),
    ("how", "核查方式"),
    Column("facts", "事实", width=40),
    ("overpaid", "多发", "amount"),
    ("recovered", "已追回", "amount"),
    ("outstanding", "未追回", "amount"),
    ("checked", "日期"),
)
#: Rows of a table that are shown at most.
MOST = 50


def show(inspection: Inspection, number: FlagNumber) -> None:
    """一个疑点的全部情况：对象、原始数据的行、筛查、反馈、核实；姓名和号码已遮盖，查看记入日志。"""
    from jxinspect.acts import flag_show

    with act("inspect.flag.show") as case:
        found = flag_show.show(case, inspection, number, unmasked=mode().unmasked)
    told = _told(found)
    if mode().json:
        show_json({**told, "tables": [_machine(table) for table in found.tables], "said": _said(found)})
        return
    show_record(told, ONE)
    for table in found.tables:
        show_text(f"\n{table.title}（{len(table.rows)}行）")
        show_rows([_row(row) for row in table.rows], _columns(table), limit=MOST)
    if said := _said(found):
        show_text("\n核查")
        show_rows(said, SAID)
    if not mode().unmasked:
        say_hidden(1 + sum(len(table.rows) for table in found.tables))


def _told(found: Shown) -> dict[str, Any]:
    flag, person = found.flag, found.person
    decision = found.decision
    return {
        "number": flag.number,
        "title": f"{flag.rule} {found.title}",
        "klass": BESIDE.get(flag.klass, "疑点"),
        "strength": Strength(flag.strength).label if flag.strength else "",
        "subject": flag.subject,
        **person._asdict(),
        "amount": flag.amount,
        "months": flag.months or "",
        "period": f"{flag.first_ym}至{flag.last_ym}" if flag.first_ym else "",
        "detail": found.detail,
        "state": flag.state.value,
        "decision": "，".join(filter(None, (decision.kind.label, decision.ground_text))) if decision else "",
        "run": found.run,
        "place": f"在数据库（{found.elsewhere}）中，没有装入" if found.elsewhere else "",
    }


def _columns(table: Rows) -> tuple[Column, ...]:
    from jxinspect.law.data_tables import known_tables

    money = {column.name for column in known_tables()[table.table].columns if column.type == "amount"}
    own = [Column(name, title, "amount" if name in money else "text") for name, title in table.columns]
    return (*own, Column("place", "出处", width=30))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    sheet = f" {row['_sheet']}" if row["_sheet"] else ""
    return row | {"place": f"{row['_file']}{sheet} 第{row['_line']}行"}


def _machine(table: Rows) -> dict[str, Any]:
    return {"table": table.table, "rows": [dict(row) for row in table.rows]}


def _said(found: Shown) -> list[dict[str, Any]]:
    unit = [
        {**row.model_dump(), "who": f"被监督单位（{row.checker}）", "checked": str(row.checked_on)}
        for row in found.answers
    ]
    own = [
        {**row.model_dump(), "who": f"检查组（{row.actor}）", "outstanding": None, "checked": f"{row.at:%Y-%m-%d}"}
        for row in found.verifications
    ]
    wanted = [column.key for column in SAID]
    return [{key: row[key] for key in wanted} for row in (*unit, *own)]
