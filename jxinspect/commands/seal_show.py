"""`seal list` and `seal show`: sealings with their lines and strips."""

from jxinspect.commands.options import Format, InspectionOpt, Limit, ListFile, ListFormat, Offset, RecordId
from jxinspect.commands.session import of_inspection, reading
from jxinspect.errors import NotFound
from jxinspect.law.loss import Loss
from jxinspect.law.terms import SealState
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows
from jxinspect.ui.values import Column, columns, plain

SEALS = columns(
    ("code", "封存编号"),
    ("inspection", "检查"),
    ("unit", "被监督单位"),
    Column("state", "状态", terms=SealState),
    Column("urgent", "紧急", "flag"),
    ("starts_on", "开始"),
    ("ends_on", "到期"),
    Column("items", "资料项数", "number"),
    Column("held", "仍封存", "number"),
    Column("strips", "封条", "number"),
    ("papers", "文书"),
)
ONE_SEAL = (
    *SEALS,
    *columns(("facts", "事实"), ("place", "地点"), ("keeper", "保管人"), ("custody_mode", "保管方式")),
    Column("acted_at", "实施时间", "moment"),
)
LINES = columns(
    ("seq", "序号"),
    ("name", "资料名称"),
    ("quantity", "数量"),
    ("period", "所属期间"),
    ("strip", "封条"),
    ("kept_at", "存放位置"),
    ("released_on", "退还日期"),
    Column("loss", "缺损", terms=Loss),
    ("loss_note", "缺损的情况"),
)
STRIPS = columns(
    ("number", "封条编号"),
    ("place", "位置"),
    Column("intact", "启封时完好", "flag"),
    ("replaces", "换下的封条"),
    ("resealed_on", "重新加封"),
)


def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出封存：状态、到期日、还有几项没有退还。"""
    found = of_inspection("seals", inspection)
    show_rows(found, SEALS, format.value, limit=limit, offset=offset, out=out)


def show(code: RecordId) -> None:
    """显示一次封存：清单和封条。"""
    with reading() as query:
        found = query("SELECT * FROM seals WHERE code = ?", [code])
        lines = query("SELECT * FROM seal_lines WHERE code = ?", [code])
        strips = query("SELECT * FROM seal_strips WHERE code = ?", [code])
    if not found:
        raise NotFound(f"没有封存 {code}", why="封存编号有误", todo="用 jxinspect seal list 查看编号")
    if mode().json:
        show_json({**plain(found[0]), "lines": lines, "strips": strips})
        return
    show_record(found[0], ONE_SEAL)
    show_rows(lines, LINES)
    show_rows(strips, STRIPS)
