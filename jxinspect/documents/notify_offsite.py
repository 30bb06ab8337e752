"""Contexts of the off-site inspection: notice and format description (D07, D09)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from jxinspect.documents.common import common, discipline, rights_and_duties, unit
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.notify import contact, enterprise_rules, matters, yearly_times
from jxinspect.documents.plan import inspection, team
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION
from jxinspect.law.civil import day
from jxinspect.law.data_tables import TYPES, DataColumn, DataTable, chosen_tables
from jxinspect.law.dates import chinese_date
from jxinspect.law.statutes import cite
from jxinspect.law.submission import DataWay, FileFormat, file_name
from jxinspect.model.kinds import OffsiteNotice
from jxinspect.model.plan import Scheme

BASIS = (SUPERVISION, "办法 14、21、23(一)")
DESCRIPTION, COMMITMENT = "数据报送格式说明（电子表格）", "数据、资料真实性、完整性承诺书"
#: Prepared rows of an empty table of the format description.
BLANK_ROWS = 200


def term(days: int, due_on: date | None) -> str:
    """自收到本通知书之日起10个工作日内, or a fixed last day."""
    return f"{chinese_date(due_on)}前" if due_on else f"自收到本通知书之日起{days}个工作日内"


# ---- D07 -----------------------------------------------------------------------------------------------------


def d07(facts: Facts) -> Fields:
    """非现场检查通知书."""
    notice: OffsiteNotice = facts.subject
    records = facts.inspection
    scheme = records.last(Scheme)
    assert scheme is not None
    return {
        **common(facts),
        "依据": cite("; ".join(BASIS)),
        "被监督单位": unit(records.unit),
        "检查": {
            **inspection(records),
            "项目": scheme.items.rstrip("。").removesuffix("情况"),
            "范围": scheme.scope.rstrip("。") + (f"（地域：{scheme.region}）" if scheme.region else ""),
            "开始日期": chinese_date(scheme.starts_on),
            "结束日期": chinese_date(scheme.ends_on),
            "频次": yearly_times(facts),
        },
        "检查事项": matters(scheme, records),
        "报送": _handed_in(facts, notice),
        "报送范围": [
            *(_asked(table) for table in _tables(notice)),
            *([sentence(notice.scope)] if notice.scope else []),
        ],
        "检查组": team(records),
        "权利义务": rights_and_duties(records.agency),
        "检查纪律": discipline(enterprise=enterprise_rules(facts)),
        "联系人": contact(records, notice.contact),
        "附件": [DESCRIPTION, COMMITMENT],
        "承诺书标识": "附件2",
    }


def _tables(notice: OffsiteNotice) -> list[DataTable]:
    return chosen_tables(notice.tables, day(notice.at))


def _asked(table: DataTable) -> str:
    return f"{table.title}（表代码：{table.key}，{len(table.columns)}个字段）。"


def _handed_in(facts: Facts, notice: OffsiteNotice) -> Fields:
    """报送: format, encoding, names, way and term (办法 23(一): 范围、格式、时限)."""
    one, name = facts.inspection.inspection, facts.inspection.unit.name
    period = f"{one.period_from:%Y%m}至{one.period_to:%Y%m}"
    tables = _tables(notice)
    first = tables[0].title if tables else "数据"
    return {
        "格式": "或者".join(FileFormat(word).label for word in notice.formats),
        "编码": notice.encoding.label,
        "命名": notice.naming,
        "命名示例": file_name(name, first, period, FileFormat(notice.formats[0])),
        "方式": _ways(notice),
        "时限": term(notice.days, notice.due_on),
    }


def _ways(notice: OffsiteNotice) -> list[str]:
    return [DataWay(word).label for word in notice.ways]


# ---- D09 -----------------------------------------------------------------------------------------------------


def d09(facts: Facts) -> Fields:
    """数据报送格式说明: every table with its columns, code lists, and the rules of handing in."""
    notice: OffsiteNotice = facts.subject
    records = facts.inspection
    tables = _tables(notice)
    told = _handed_in(facts, notice)
    rules = [
        ("检查编号", records.inspection.number),
        ("报送单位", records.unit.name),
        ("所属期间", str(inspection(records)["所属期间"])),
        ("报送时限", told["时限"]),
        ("文件格式", told["格式"]),
        ("文件编码", f"CSV 文件用 {told['编码']} 编码；XLSX 文件无须指定"),
        ("文件命名", f"{told['命名']}，如 {told['命名示例']}"),
        ("首行", "每张表首行为字段中文名，名称和顺序不得改动；一张表的记录超过 100 万行的分成多个文件"),
        ("数字文本", "证件号码、账号、编号等以文本存放，不得显示为科学计数法，不得丢失首位的 0"),
        ("空值", "没有内容的格子留空，不填“无”、“/”；必填字段不得为空"),
        ("报送方式", "；".join(_ways(notice))),
        ("不得", "不得通过互联网电子邮箱、即时通信工具、公共网盘传送"),
        ("核对", "随数据附报送清单，写明文件名、记录数、金额合计和 SHA-256 校验值"),
    ]
    return {
        **common(facts),
        "文号": facts.number,
        "说明": [{"项目": name, "内容": text} for name, text in rules],
        "字段": [_column(table, place, one) for table in tables for place, one in enumerate(table.columns, 1)],
        "码表": _codes(tables),
        "表": [_blank(table) for table in tables],
    }


def _column(table: DataTable, place: int, one: DataColumn) -> Fields:
    return {
        "表名": table.title,
        "表代码": table.key,
        "序号": str(place),
        "中文名": one.title,
        "英文名": one.name,
        "类型": TYPES[one.type],
        "长度": str(one.length),
        "必填": "是" if one.required else "否",
        "码表": one.title if one.codes else "",
        "示例": one.example,
        "校验规则": one.check,
    }


def _codes(tables: Sequence[DataTable]) -> list[Fields]:
    """Each code list once, by the title of its column."""
    lists = {one.title: one.codes for table in tables for one in table.columns if one.codes}
    return [
        {"码表": name, "序号": str(n), "值": word} for name, words in lists.items() for n, word in enumerate(words, 1)
    ]


def _blank(table: DataTable) -> Fields:
    return {
        "表名": table.title,
        "栏": [
            {"名称": one.title, "说明": _hint(one), "可选": list(one.codes), "必填": one.required}
            for one in table.columns
        ],
    }


def _hint(one: DataColumn) -> str:
    parts = (
        f"{one.name}，{TYPES[one.type]}，不超过{one.length}位",
        "必填" if one.required else "",
        one.check,
        f"如 {one.example}" if one.example else "",
    )
    return "；".join(part for part in parts if part)


_WIDTHS = {
    "表名": 18,
    "表代码": 12,
    "序号": 6,
    "中文名": 18,
    "英文名": 15,
    "类型": 22,
    "长度": 6,
    "必填": 6,
    "码表": 12,
    "示例": 20,
    "校验规则": 32,
}


def d09_sheets(fields: Fields) -> list[Sheet]:
    """The rules, the columns, the code lists, and an empty sheet for each table."""
    told: Any = fields

    def listed(name: str, title: str, heads: Sequence[str], widths: Sequence[float]) -> Sheet:
        columns = [Column(head, width) for head, width in zip(heads, widths, strict=True)]
        rows = [[row[head] for head in heads] for row in told[name]]
        return Sheet(name, columns, rows, title, [f"编号：{told['文号']}"], footer=foot(told), tall=True)

    return [
        listed("说明", "数据报送格式说明", ("项目", "内容"), (16, 90)),
        listed("字段", "字段表", [*_WIDTHS], [*_WIDTHS.values()]),
        listed("码表", "码表", ("码表", "序号", "值"), (24, 8, 48)),
        *(Sheet(table["表名"], [_to_fill_in(one) for one in table["栏"]], blank=BLANK_ROWS) for table in told["表"]),
    ]


def _to_fill_in(one: Any) -> Column:
    width = max(12.0, 2.2 * len(one["名称"]))
    return Column(one["名称"], width, note=one["说明"], choices=tuple(one["可选"]), required=one["必填"])


def foot(told: Any) -> str:
    """What stands at the foot of every sheet."""
    return f"{told['文号']}　校验码：{told['校验码']}"


def annex(
    kind: str, title: str, basis: tuple[str, ...], context: Callable[[Facts], Fields], sheets: Callable[[Fields], Any]
) -> Spec:
    """A workbook that goes with a notice."""
    return Spec(
        id=kind,
        title=title,
        group="notify",
        layout=Layout.WORKBOOK,
        basis=basis,
        signers=(),
        served=Service.ANNEX,
        series=None,
        archive=None,
        context=context,
        sheets=sheets,
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D07",
        title="非现场检查通知书",
        group="notify",
        layout=Layout.OFFICIAL,
        basis=BASIS,
        signers=("L",),
        served=Service.SERVED,
        series="监非通",
        archive=None,
        context=d07,
    ),
    annex("D09", "数据报送格式说明", ("办法 23(一)",), d09, d09_sheets),
)
