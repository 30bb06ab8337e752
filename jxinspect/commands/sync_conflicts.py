"""`sync conflicts` and `sync rule`: what laptops said differently that worked apart, and who decides what stands."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from jxinspect.commands.act_words import act_words
from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset
from jxinspect.commands.session import act, reading
from jxinspect.store.record_words import fields_words, table_words
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import columns

KINDS = {"field": "说法不一", "key": "编号或名称重复", "fork": "设备被复制", "revoked": "停用后写入"}
CONFLICTS = columns(
    ("id", "编号"),
    ("kind", "种类"),
    ("about", "记录"),
    ("field", "项目"),
    ("before", "原值"),
    ("n", "说法", "number"),
    ("value", "内容"),
    ("actor", "登记人"),
    ("at", "时间", "moment"),
    ("act", "操作"),
    ("device", "设备"),
)


def conflicts(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出待裁定的事项：双方各自怎么说，谁、何时、因何登记。"""
    with reading() as query:
        found = [_shown(query, row) for row in query("sync_conflicts")]
    show_rows(found, CONFLICTS, format.value, limit=limit, offset=offset, out=out)


def _shown(query: Any, row: dict[str, Any]) -> dict[str, Any]:
    from jxinspect.store.called import called

    def find(table: str, id_: str) -> dict[str, Any] | None:
        rows = query(f'SELECT * FROM "{table}" WHERE id = ?', [id_])  # noqa: S608 — a table of the journal
        return rows[0] if rows else None

    def name(table: str, id_: str) -> str:
        if table == "chain":
            return id_
        record = find(table, id_) or {}
        return called(table, record, find) or f"{table_words(table)} {record.get('name') or record.get('title') or id_}"

    key = row["kind"] == "key"
    return row | {
        "kind": KINDS[row["kind"]],
        "about": name(row["record_table"], row["record_id"]),
        "field": fields_words(row["record_table"], row["field"]),
        "before": _value(json.loads(row["before"] or "null")),
        "value": name(row["record_table"], row["side"]) if key else _value(row["value"]),
        "act": act_words(row["act"]) if row["act"] else "",
    }


def _value(value: object) -> str:
    return "" if value is None else str(value)


def _stands(value: str) -> str:
    told = json.loads(value)
    if isinstance(told, dict):
        return f"其余改为 {'、'.join(told['renamed'].values())}"
    return "两条都成立" if told == "all" else _value(told)


def rule(
    conflict: Annotated[
        str, typer.Argument(help="待裁定事项的编号，可以只写开头几位；只有一项的不用写", metavar="编号")
    ] = "",
    *,
    take: Annotated[
        str,
        typer.Option(
            "--take", help="第几种说法成立，或者照写它的内容；before 维持原值；all 两条都成立", metavar="说法"
        ),
    ],
    because: Annotated[str, typer.Option("--because", "--reason", help="裁定的理由", metavar="理由")],
    other: Annotated[
        list[str] | None, typer.Option("--other", help="编号或名称重复时，另一条改用什么", metavar="编号")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="裁定人的姓名，默认是办理人", metavar="姓名")] = "",
) -> None:
    """裁定：写明哪一种说法成立及理由，引用双方的日志；由监督机构负责人或者机关负责人作出。"""
    from jxinspect.acts import sync_rule

    with act("sync.rule") as case:
        made = sync_rule.rule(case, conflict, take=take, because=because, other=other or (), by=by)
        left = len(case.conflicts()) - 1
        facts = [
            ("conflict", "事项", made.conflict),
            ("value", "成立的内容", _stands(made.value)),
            ("because", "理由", made.because),
        ]
    more = [f"还有 {left} 项待裁定：jxinspect sync conflicts"] if left > 0 else []
    done("裁定已记入案卷", facts, [*more, "把裁定同步到各台电脑"])
