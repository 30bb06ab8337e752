"""`report text`: the free texts of a report in versions; `report objectivity`: evidence for and against (办法 3)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import Format, Inspection, InspectionOpt, Limit, ListFile, ListFormat, Offset
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.law.terms import State
from jxinspect.ui import messages
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.report_version import Difference
    from jxinspect.model.report_version import ReportText

text = App(
    "检查报告中由检查组撰写的文字：基本情况、评价、处理意见和建议；每次改动存为一版。",
    example=[
        "jxinspect report text edit 2026-001",
        "jxinspect report text edit 2026-001 --file 报告.txt --note 按科长意见修改",
        "jxinspect report text diff 2026-001 1 2",
    ],
)
VERSIONS = columns(
    ("inspection", "检查"),
    ("n", "版次", "number"),
    Column("at", "时间", "moment"),
    ("author", "撰写人"),
    ("characters", "字数", "number"),
    ("note", "说明"),
)
TEXT = columns(
    ("n", "版次"),
    Column("at", "时间", "moment"),
    ("author", "撰写人"),
    ("note", "说明"),
    ("background", "被检查单位基本情况"),
    ("work", "检查组织实施情况"),
    ("evaluation", "检查评价"),
    ("opinion", "处理意见"),
    ("suggestions", "整改建议"),
    ("prevention", "预防性建议"),
)
#: How a piece of a comparison begins: what stayed, went and came.
MARKS = {" ": "　　", "-": "－ ", "+": "＋ "}
Version = Annotated[int | None, typer.Argument(help="版次；不写就是最新一版", metavar="[版次]", min=1)]


@text.command(
    example=[
        "jxinspect report text edit 2026-001",
        "jxinspect report text edit 2026-001 --file 报告.txt",
        "jxinspect report text edit 2026-001 --file -",
    ]
)
def edit(
    inspection: Inspection,
    *,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="不打开编辑器，取自文本文件；- 取自标准输入", metavar="文件", allow_dash=True),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="为什么改动", metavar="说明")] = "",
) -> None:
    """在自己的编辑器（VISUAL、EDITOR）里撰写或者修改文字，存为新的一版；以前各版不变。"""
    from jxinspect.acts import report_version
    from jxinspect.acts.report_texts import read_texts, unhinted

    given = read_texts(file) if file else _edited(inspection)
    if given is None:
        messages.note("文字没有改动，没有存新的一版。")
        return
    with act("report.text") as case:
        row, state = report_version.write(case, inspection, unhinted(given), note)
    following = [f"jxinspect report text diff {inspection} {row.n - 1} {row.n}"] if row.n > 1 else []
    done(
        f"文字已存为第{row.n}版",
        [("n", "版次", row.n), ("note", "说明", row.note)],
        [*following, *_use(inspection, state)],
    )


def _use(inspection: str, state: State) -> list[str]:
    """The paper that the texts are for, where it may be made now."""
    if state in (State.FIELD_CLOSED, State.DRAFTED):
        return [f"jxinspect report draft {inspection}　用这一版文字形成征求意见稿"]
    if state == State.RESOLVED:
        return [f"jxinspect report final {inspection} --signed-by 机关负责人　用这一版文字出具检查报告"]
    return []


def _edited(inspection: str) -> dict[str, str] | None:
    from jxinspect.acts import report_version
    from jxinspect.acts.report_texts import outline, parse_texts
    from jxinspect.ui import editor

    with looking("report.text.show") as case:
        now = report_version.current(case, inspection)
    saved = editor.edit(outline(now), flag="--file 文件")
    return None if saved is None else parse_texts(saved)


@text.command("list", example="jxinspect report text list -i 2026-001")
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出各版文字：何时、何人、为什么。"""
    found = of_inspection("report_texts", inspection)
    show_rows(found, VERSIONS, format.value, limit=limit, offset=offset, out=out)


@text.command(example="jxinspect report text show 2026-001 1")
def show(inspection: Inspection, version: Version = None) -> None:
    """一版文字的全部内容。"""
    from jxinspect.acts import report_version
    from jxinspect.store.records import inspection_records

    with looking("report.text.show") as case:
        records = inspection_records(case, inspection)
        row = report_version.version(records, version)
        told = _told(row, records.staff[row.author].name)
    show_record(told, TEXT)


def _told(row: "ReportText", author: str) -> dict[str, Any]:
    return {**{column.key: getattr(row, column.key) for column in TEXT}, "author": author}


@text.command(example=["jxinspect report text diff 2026-001", "jxinspect report text diff 2026-001 1 3"])
def diff(
    inspection: Inspection,
    first: Annotated[int | None, typer.Argument(help="较早的版次；默认上一版", metavar="[版次]", min=1)] = None,
    second: Annotated[int | None, typer.Argument(help="较晚的版次；默认最新一版", metavar="[版次]", min=1)] = None,
) -> None:
    """比较两版文字，逐句列出删去（－）和增加（＋）的内容。"""
    from jxinspect.acts import report_version
    from jxinspect.store.records import inspection_records

    with looking("report.text.show") as case:
        records = inspection_records(case, inspection)
        later = report_version.version(records, second)
        if first is None and later.n == 1:
            raise Usage("只有一版文字，没有可以比较的", why="比较需要两版", todo="修改以后再比较")
        earlier = report_version.version(records, first or later.n - 1)
        found = report_version.compared(earlier, later)
    _show_differences(earlier.n, later.n, found)


def _show_differences(first: int, second: int, found: "list[Difference]") -> None:
    if mode().json:
        told = [{"title": one.title, "pieces": [{"mark": m, "text": t} for m, t in one.pieces]} for one in found]
        show_json({"first": first, "second": second, "sections": told})
        return
    if not found:
        messages.note(f"第{first}版与第{second}版的文字相同。")
        return
    lines = [f"第{first}版 → 第{second}版"]
    for one in found:
        lines += ["", f"【{one.title}】", *(MARKS[mark] + text for mark, text in one.pieces if text)]
    show_text("\n".join(lines))


def objectivity(
    inspection: Inspection,
    *,
    against: Annotated[str, typer.Option("--against", help="证明问题（不利）的证据怎样收集和核对", metavar="情况")],
    favour: Annotated[str, typer.Option("--favour", help="有利的证据；没有的，写明怎样查找过", metavar="情况")],
    heard: Annotated[str, typer.Option("--heard", help="单位的说明和核对结果", metavar="情况")] = "",
    gaps: Annotated[str, typer.Option("--gaps", help="还没有收集到的证据", metavar="情况")] = "",
) -> None:
    """登记有利和不利的证据都已经收集；写入检查报告（办法 3）。"""
    from jxinspect.acts import report_version

    with act("report.objectivity") as case:
        row = report_version.check_objectivity(case, inspection, against=against, favour=favour, heard=heard, gaps=gaps)
    done(
        "客观性核对已登记，证据还没有收集齐全" if row.gaps else "客观性核对已登记：有利和不利的证据都已收集",
        [("against", "不利证据", row.against), ("favour", "有利证据", row.favour), ("gaps", "还缺", row.gaps)],
        [
            f"jxinspect inspect evidence add {inspection} …　补充收集后再核对一次"
            if row.gaps
            else f"jxinspect report draft {inspection}　形成检查报告（征求意见稿）"
        ],
    )
