"""`calendar`: working days by year, and how a deadline is counted."""

from calendar import monthcalendar
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.acts.agenda import agenda
from jxinspect.commands.calendar_local import closings, facts_of, lines_of, local, of_year
from jxinspect.commands.clock import clock, today
from jxinspect.commands.due import machine, open_lines, show_due, working_days
from jxinspect.commands.folders import tables_folder
from jxinspect.commands.given import given
from jxinspect.commands.options import date_option, moment_option, plain
from jxinspect.commands.session import reading
from jxinspect.commands.tree import App
from jxinspect.errors import Incomplete, Usage
from jxinspect.law.calendar import YearTable, parse_year_table
from jxinspect.law.calendar_folder import keep_table
from jxinspect.law.deadlines import UNITS, deadline, due, earliest_entry
from jxinspect.law.disclosure import hidden
from jxinspect.store import incoming
from jxinspect.store.reasons import answered
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_text

app = App(
    "工作日：放假和调休上班日，期限怎样计算，导入新一年的表。",
    example=[
        "jxinspect calendar show 2026 --month 2",
        "jxinspect calendar due T02 --from 2026-02-12",
        "jxinspect calendar import 2027年.csv",
    ],
)

app.add_typer(local, name="local")
WEEK = "  一     二     三     四     五     六     日"
LARGEST = 1 << 20


@app.command(example=["jxinspect calendar show 2026", "jxinspect calendar show 2026 --month 2"])
def show(
    year: Annotated[int | None, typer.Argument(help="年份，默认今年", metavar="年份")] = None,
    month: Annotated[int | None, typer.Option("--month", "-m", min=1, max=12, help="只看这个月", metavar="月")] = None,
) -> None:
    """显示月历：休＝放假，班＝调休上班，闭＝本机关不办公（不影响期限）。"""
    table = working_days().table(year or today().year)
    local = of_year(table.year)
    months = [month] if month else list(range(1, 13))
    if mode().json:
        show_json(_facts(table, months) | {"local": facts_of(local)})
        return
    closed = closings(local)
    parts = [_month(table, one, closed) for one in months]
    source = f"{table.title}（{table.number}）" if table.title else "本机关导入"
    total = f"全年 {table.working_days()} 个工作日；休＝放假，班＝调休上班。依据：{source}"
    show_text("\n\n".join([*parts, "\n".join([total, *lines_of(local)])]))


def _facts(table: YearTable, months: list[int]) -> dict[str, Any]:
    return {
        "year": table.year,
        "working_days": table.working_days(),
        "holidays": [day.isoformat() for day in sorted(table.holidays) if day.month in months],
        "makeup": [day.isoformat() for day in sorted(table.makeup) if day.month in months],
        "title": table.title,
        "number": table.number,
        "digest": table.digest(),
    }


def _month(table: YearTable, month: int, closed: frozenset[date]) -> str:
    lines = [f"{table.year}年{month}月", WEEK]
    for week in monthcalendar(table.year, month):
        days = [_cell(table, date(table.year, month, day), closed) if day else " " * 5 for day in week]
        lines.append("  ".join(days).rstrip())
    return "\n".join(lines)


def _cell(table: YearTable, day: date, closed: frozenset[date]) -> str:
    mark = table.mark(day) or ("闭" if day in closed else "")
    return f"{day.day:3d}{mark or '  '}"


@app.command(
    "due",
    example=[
        "jxinspect calendar due",
        "jxinspect calendar due --ics 期限.ics",
        "jxinspect calendar due T02 --from 2026-02-12",
        "jxinspect calendar due T07 --from 2026-09-02 --length 30",
        "jxinspect calendar due T08 --time '2026-11-23 9:30'",
    ],
)
def due_(
    id: Annotated[  # noqa: A002
        str | None, typer.Argument(help="期限编号，见 law list deadlines；不写则列出案卷库里的期限", metavar="[期限]")
    ] = None,
    start: Annotated[date | None, date_option("--from", help="起算的日期，如送达日；默认今天")] = None,
    time: Annotated[datetime | None, moment_option("--time", help="起算的时间，用于按小时的期限")] = None,
    length: Annotated[int | None, typer.Option("--length", min=1, help="改用这个长度", metavar="数")] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="写成日历文件，导入手机或者办公软件的日历", metavar="文件")
    ] = None,
) -> None:
    """列出案卷库里没有办完的期限；写了期限编号，则计算它的最后一日并写明怎样算出。"""
    if id is None:
        _open(start or time or length, ics)
        return
    if ics is not None:
        raise Usage("--ics 用于案卷库里的期限", why="这里只计算一个期限", todo="去掉期限编号，或者去掉 --ics")
    word = plain(id)
    one = deadline(word[:1].upper() + word[1:].lower())
    found = due(one.id, time or start or today(), working_days(), length=length)
    entry_a = earliest_entry(found.start, working_days(), "A") if one.id == "T01" else None
    facts = {
        "id": one.id,
        "title": one.title,
        "start": found.start.isoformat(),
        "last_day": found.last_day.isoformat(),
        "last_moment": found.last_moment.isoformat() if found.last_moment else None,
        "opens": found.opens.isoformat() if found.opens else None,
        "opens_reading_a": entry_a.isoformat() if entry_a else None,
        "alarms": [day.isoformat() for day in found.alarms],
        "rules": list(found.rules),
        "basis": list(one.basis),
        "on_expiry": one.on_expiry,
    }
    if mode().json:
        show_json(facts)
    else:
        show_text(_told(facts, one.note, one.kind, _length(length or one.length, one.unit)))


def _open(counting: object, ics: Path | None) -> None:
    if counting is not None:
        why = "--from、--time、--length 用于计算一个期限"
        raise Usage("没有写计算哪个期限", why=why, todo="写明期限编号，如 T02；编号见 jxinspect law list deadlines")
    with reading() as query:
        lines = open_lines(query)
    if ics is not None:
        counted = [line._replace(what=hidden(line.what)) for line in lines if line.due_on]
        _write(ics, agenda(counted, clock()))
        done("日历文件已写成", [("out", "文件", str(ics)), ("deadlines", "期限", len(counted))])
    elif mode().json:
        show_json(machine(lines))
    else:
        show_due(lines)


def _write(file: Path, text: str) -> None:
    if given().dry_run:
        return
    from jxinspect.store import durable
    from jxinspect.ui.target import spare_case_files

    spare_case_files(file)
    if file.exists() and not file.is_file():  # a pipe or a device, which no new file may take the place of
        with durable.writing(file):
            file.write_text(text, encoding="utf-8", newline="")
    else:
        durable.write(file, text.encode())


def _length(number: int | None, unit: str) -> str:
    return f"{number}{UNITS[unit]}" if number else ""


def _told(facts: dict[str, Any], note: str, kind: str, length: str) -> str:
    end = facts["last_moment"] or facts["last_day"]
    lines = [f"{facts['id']} {facts['title']}（{'，'.join(filter(None, [length, '；'.join(facts['basis'])]))}）"]
    if kind == "wait":
        lines.append(f"最早：{facts['opens']}")
        lines += [f"按宽松算法（A）最早：{facts['opens_reading_a']}"] if facts["opens_reading_a"] else []
    else:
        lines.append(f"最后一日：{end}")
        lines += [f"次日起：{facts['opens']}　{facts['on_expiry']}"] if facts["opens"] else []
    lines += ["怎样计算：", *(f"  {rule}" for rule in facts["rules"])]
    lines += ["提醒：" + "、".join(facts["alarms"])] if facts["alarms"] else []
    return "\n".join([*lines, *([f"说明：{note}"] if note else [])])


@app.command(
    "import", example=["jxinspect calendar import 2027年.csv", "jxinspect calendar import 2027.toml --replace"]
)
def import_(
    file: Annotated[Path, typer.Argument(help="CSV（每行“日期,休”或者“日期,班”）或者 TOML", metavar="文件")],
    replace: Annotated[bool, typer.Option("--replace", help="换掉已有的不同的表")] = False,
) -> None:
    """导入一年的放假调休表。"""
    table = parse_year_table(_text(file))
    wrote = False if given().dry_run else keep_table(tables_folder(), table, replace=replace)
    text = f"{table.year} 年的工作日表已导入" if wrote or given().dry_run else f"{table.year} 年已有同样的工作日表"
    facts = [
        ("year", "年份", table.year),
        ("holidays", "放假天数", len(table.holidays)),
        ("makeup", "调休上班天数", len(table.makeup)),
        ("working_days", "全年工作日", table.working_days()),
        ("digest", "摘要", table.digest()),
    ]
    done(text, facts, [f"jxinspect calendar show {table.year}"])


def _text(file: Path) -> str:
    try:
        if file != incoming.STDIN and incoming.existing(file).stat().st_size > LARGEST:
            raise Incomplete(f"{file} 不是工作日表", why="文件超过 1 MB", todo="选对文件")
        data = incoming.content(file)
    except OSError as fault:
        raise Usage(f"不能读取 {file}", why=answered(fault), todo="核对文件名和路径") from fault
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Incomplete(f"{file} 不是文本", why="既不是 UTF-8 也不是 GB18030", todo="另存为 CSV 后再导入")
