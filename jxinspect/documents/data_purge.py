"""Context of the record of data that were destroyed after the inspection was closed (D75; 办法 23 II, 38)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jxinspect.documents.inspect_pieces import about, occasion
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.data_tables import known_tables
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.flag import FlagState
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import (
    DataPart,
    DataPurge,
    Dataset,
    DatasetFile,
    Device,
    DeviceRevocation,
    Evidence,
    Flag,
    Handout,
    RuleOutcome,
    RuleRun,
)

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords

BASIS = ("办法 23 II、38", "数据安全法 38、39", "个人信息保护法 47")
#: Papers of the dossier that name the people of flags.
_NAMING = ("D25x", "D26")


def d75(facts: Facts) -> Fields:
    """数据销毁记录: what was destroyed, how, why, by whom before whom; what stays, and what was out of reach."""
    row: DataPurge = facts.subject
    records = facts.inspection
    gone = [one for one in records.of(Dataset) if one.id in row.datasets]
    lines = _lines(records, row.objects)
    return about(facts) | {
        "案由": sentence(occasion(facts)),
        "依据": cite("; ".join(BASIS)),
        "销毁": {
            "编号": row.number,
            "时间": chinese_moment(row.at),
            "经办人": row.actor,
            "监销人": records.staff[row.witness].name,
            "理由": sentence(row.reason),
            "方法": sentence(row.method),
            "合计": f"数据{len(gone)}批，读入{row.rows:,}行；加密文件{len(row.objects):,}个",
        },
        "数据": [_dataset(n, one) for n, one in enumerate(gone, 1)],
        "文件": [{"序号": str(n), **line} for n, line in enumerate(lines, 1)],
        "共用": _shared(row),
        "原始文件": [_raw(item) for item in _raw_files(records, gone)],
        "留存": _kept(records),
        "未及": _unreached(facts),
    }


# ---- what was destroyed --------------------------------------------------------------------------------------


def _dataset(n: int, one: Dataset) -> Fields:
    months = sorted(int(line["ym"]) for line in one.months)
    return {
        "序号": str(n),
        "编号": one.number,
        "表": _title(one.table),
        "提取日期": chinese_date(one.extract_on),
        "期间": f"{months[0]}至{months[-1]}" if months else "无所属期",
        "读入": f"{one.rows_read:,}",
        "保留": f"{one.rows_kept:,}",
        "剔除": f"{one.rows_refused:,}",
        "金额": format_amount(sum(int(line["fen"]) for line in one.sums[:1])) if one.sums else "无金额",
        "摘要": one.digest,
    }


def _title(table: str) -> str:
    return known_tables()[table].title if table in known_tables() else table


def _lines(records: InspectionRecords, objects: Sequence[Mapping[str, Any]]) -> Iterator[Fields]:
    """Every destroyed file: what lay in it, rows, SHA-256."""
    told = dict(_contents(records))
    for one in objects:
        yield {
            "内容": told.get(str(one["sha256"]), "装入的数据"),
            "行数": f"{one['rows']:,}" if one["rows"] else "无",
            "校验值": str(one["sha256"]),
        }


def _contents(records: InspectionRecords) -> Iterator[tuple[str, str]]:
    datasets = {one.id: one for one in records.of(Dataset)}
    runs = {one.id: one.number for one in records.of(RuleRun)}
    for part in records.of(DataPart):
        of = datasets[part.dataset_id]
        yield part.sha256, f"{of.number} {_title(of.table)}，{part.kind.label}第{part.seq}件"
    for run in records.of(RuleRun):
        yield run.key_sha256, f"{run.number} 代号密钥"
    for outcome in records.of(RuleOutcome):
        if outcome.hits_sha256:
            yield outcome.hits_sha256, f"{runs[outcome.run_id]} {outcome.rule}命中的行"


def _shared(row: DataPurge) -> str:
    """Files of the list that another inspection still needs, and which therefore lie there yet; blank for none."""
    kept = [one for one in row.objects if one.get("needed_by")]
    others = "、".join(dict.fromkeys(number for one in kept for number in one["needed_by"]))
    if not kept:
        return ""
    return (
        f"清单中有{len(kept)}个文件与检查{others}的数据内容相同，为同一个加密文件，该检查办结以前仍须使用，"
        "留待该检查办结后一并销毁；本检查不再使用。"
    )


# ---- what stays ----------------------------------------------------------------------------------------------


def _raw_files(records: InspectionRecords, gone: Sequence[Dataset]) -> list[Evidence]:
    ids = {one.id for one in gone}
    files = {file.evidence_id for file in records.of(DatasetFile) if file.dataset_id in ids}
    return [item for item in records.of(Evidence) if item.id in files]


def _raw(item: Evidence) -> Fields:
    return {"编号": item.code, "文件名": item.file_name or item.name, "校验值": item.sha256 or "无"}


def _kept(records: InspectionRecords) -> list[str]:
    """What the case file still knows about the data, and whether it leads to anybody."""
    return [
        "数据的编号、来源、行数、期间、金额合计、质量问题、数据摘要，以及上列加密文件的校验值和行数；其中没有个人信息。",
        _flags(records),
        *_papers(records),
        "操作日志：记录何人何时装入、查看、比对、销毁数据，不记录数据的内容。",
    ]


def _flags(records: InspectionRecords) -> str:
    flags = [one for one in records.of(Flag) if one.state != FlagState.SUPERSEDED]
    if not flags:
        return "没有由这些数据产生的疑点。"
    strong = [one for one in flags if one.strength]
    states = [f"{state.label}{n}个" for state in FlagState if (n := sum(one.state == state for one in strong))]
    counted = f"（{'，'.join(states)}）" if states else ""
    weak = f"，不单独作为疑点的弱匹配、边界月等{n}个" if (n := len(flags) - len(strong)) else ""
    return (
        f"比对记录{len(records.of(RuleRun))}次和疑点{len(strong)}个{counted}{weak}：规则、编号、金额、月数、筛查和核查的结果保留，"
        "对象只以代号记载；代号的密钥和命中的行已经销毁，不能再由代号查到人（疑点清单上写明的除外）。"
    )


def _papers(records: InspectionRecords) -> Iterator[str]:
    """Papers that name people go on lying in the dossier: they are evidence of what was asked and answered."""
    numbers = "、".join(one.number for one in records.documents(*_NAMING))
    if numbers:
        yield (
            f"下发核查的疑点清单和反馈表（{numbers}）及单位的反馈：作为文书和证据随卷保管，其中有当事人的姓名等个人信息，"
            "按卷宗保管期限和权限管理。"
        )


# ---- what the program cannot reach ---------------------------------------------------------------------------


def _unreached(facts: Facts) -> list[str]:
    """Copies outside this case file, which nobody has deleted here (个人信息保护法 47 II): where they may lie."""
    return [
        "本案卷库在本次销毁以前的备份，及其所在的磁盘、移动存储介质。",
        _devices(facts),
        "被监督单位和数据提供单位交付数据所用的介质，以及它们自留的数据。",
        _exports(facts),
        "删除的是加密的文件；存储介质上可能残留的密文，没有案卷库的密钥不能读出，本程序不覆写介质。",
    ]


def _devices(facts: Facts) -> str:
    revoked = {one.device_id for one in facts.look(DeviceRevocation)}
    others = [f"{one.name}{'（已吊销）' if one.id in revoked else ''}" for one in facts.look(Device)]
    if not others:
        return "同步的副本：本案卷库没有登记过同步的设备；用别的办法复制的，本程序不知道。"
    return f"同步的副本：登记的设备有{'、'.join(others)}，这些设备、数据包和同步中心中的文件，须在那里另行删除。"


def _exports(facts: Facts) -> str:
    made = facts.look(Handout)
    if not made:
        return "导出的文件：本案卷库没有含完整个人号码的导出记录；隐去号码的清单导出后由持有人管理。"
    return f"导出的文件：本案卷库登记有{len(made)}次含完整个人号码的导出（不限于本检查），导出的文件由持有人管理。"


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D75",
        title="数据销毁记录",
        group="inspect",
        layout=Layout.FORM,
        basis=BASIS,
        signers=("I", "W"),
        served=Service.INTERNAL,
        series=None,
        archive="XH",
        context=d75,
    ),
)
