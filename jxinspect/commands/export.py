"""`export`: lists and documents as files, read back and compared with the case file before they are handed over."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands import manifest
from jxinspect.commands.export_open import EXAMPLE, open_
from jxinspect.commands.export_options import STATES, Coded, DocState, Encoding, FileKind, Folder, Kind, Words
from jxinspect.commands.given import given
from jxinspect.commands.leaving import hand_out, keep, lock_asked
from jxinspect.commands.lists import list_commands, split, whole
from jxinspect.commands.options import InspectionOpt, date_option, plain
from jxinspect.commands.session import act, case_path, own_staff, reading, unlocked
from jxinspect.commands.tree import App
from jxinspect.errors import Damaged, Incomplete, JxinspectError, NotFound, Partial, Unwritable, Usage
from jxinspect.ui import terminal
from jxinspect.ui.catch import Caught
from jxinspect.ui.files import BOM, difference, written
from jxinspect.ui.messages import note
from jxinspect.ui.mode import mode
from jxinspect.ui.private import Leaving, covered
from jxinspect.ui.private import whole as unhidden
from jxinspect.ui.progress import track
from jxinspect.ui.show import done, say_hidden, show_rows
from jxinspect.ui.target import STDOUT, agree_to_replace
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.acts.document import Export

app = App(
    "导出清单和文书：写出后读回，与案卷库核对一致才交出，最后给出条数和校验值。",
    example=[
        "jxinspect export rows plan unit list --out 单位.csv",
        "jxinspect export docs --kind D05 --since 2026-01-01 --out 文书",
        "jxinspect export all --out 导出",
    ],
)

app.command("open", example=EXAMPLE)(open_)

LISTS = columns(("name", "清单"), ("help", "内容"), ("filters", "筛选"))
#: Rows that a sheet of XLSX can hold below its heading.
SHEET = 1_048_575


PASS_ON = {"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}


@app.command("list", example="jxinspect export list")
def list_() -> None:
    """列出能导出的清单和各自的筛选选项。"""
    rows = [
        {"name": name, "help": (command.help or "").split("\n")[0].strip(), "filters": _filters(command)}
        for name, command in sorted(list_commands().items())
    ]
    show_rows(rows, LISTS)


def _filters(command: Any) -> str:
    own = {"--format", "--limit", "--offset", "--out", "--help"}
    names = [p.opts[0] if p.param_type_name == "option" else p.human_readable_name for p in command.own_parameters()]
    return " ".join(name for name in names if name not in own)


@app.command(
    context_settings=PASS_ON,
    example=[
        "jxinspect export rows plan unit list --out 单位.csv",
        "jxinspect export rows doc list --kind D05 --valid --out 通知书.xlsx",
        "jxinspect export rows journal list --by 张三 --format jsonl > 日志.jsonl",
    ],
)
def rows(
    context: typer.Context,
    words: Words,
    *,
    format: Kind = None,  # noqa: A002
    encoding: Coded = Encoding.UTF8,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写入文件；不写或者写 - 则到标准输出", metavar="文件")
    ] = None,
) -> None:
    """导出一个清单的全部记录，不分页。"""
    _by_own_staff()
    name, filters = split(words)
    found = whole(context.find_root().command, name, filters)
    kind = _kind(format, out)
    data, hidden = _proven(name, found, kind, encoding)
    numbers = unhidden(found.rows, found.columns)
    if out in (None, STDOUT):
        if kind is FileKind.XLSX and terminal.is_terminal():
            raise Usage("xlsx 不能显示在屏幕上", why="它是一个文件", todo="写 --out 文件.xlsx")
        keep(Leaving(len(found.rows), data, unmasked=mode().unmasked, whole=numbers), name)
        terminal.raw(data)
        say_hidden(hidden)
        note(f"{name}：{len(found.rows)} 条，与案卷库核对一致；SHA-256 {sha256(data).hexdigest()}")
        return
    assert out is not None
    target = out / f"{_file_name(name)}.{kind}" if out.is_dir() else out
    agree_to_replace(target)
    target, digest = _handed_over(Leaving(len(found.rows), data, target, mode().unmasked, numbers), name)
    facts = [("list", "清单", name), ("rows", "条数", len(found.rows)), ("total", "案卷库中", found.total)]
    done("清单已导出，与案卷库核对一致", [*facts, ("file", "文件", str(target)), ("sha256", "SHA-256", digest)])
    say_hidden(hidden)


def _by_own_staff() -> None:
    path = case_path()
    with unlocked(path):
        own_staff(path)


def _kind(chosen: FileKind | None, out: Path | None) -> FileKind:
    suffix = out.suffix.lstrip(".").lower() if out else ""
    return chosen or (FileKind(suffix) if suffix in list(FileKind) else FileKind.CSV)


def _file_name(name: str) -> str:
    return name.removesuffix(" list").replace(" ", "-")


def _proven(name: str, found: Caught, kind: FileKind, encoding: Encoding) -> tuple[bytes, int]:
    """The bytes of the file, read back and compared with the rows, and in how many cells a number is hidden."""
    if kind is FileKind.XLSX and len(found.rows) > SHEET:
        why = f"一张表最多 {SHEET} 条，这里有 {len(found.rows)} 条"
        raise Incomplete(f"清单 {name} 放不进 xlsx", why=why, todo="用 --format csv，或者用筛选选项分几次导出")
    codec = BOM if encoding is Encoding.UTF8 else encoding.value
    rows, hidden = covered(found.rows, found.columns)
    data = written(rows, found.columns, kind.value, codec)
    fault = difference(data, rows, found.columns, kind.value, codec)
    if fault:
        raise Damaged(f"清单 {name} 导出后与案卷库不一致", why=fault, todo="没有交出文件；请把这条信息交给维护人员")
    return data, hidden


def _handed_over(leaving: Leaving, name: str) -> tuple[Path, str]:
    """Journal what leaves, put the file in its place and read it back from there; where it is, and its digest."""
    assert leaving.target is not None
    if given().dry_run:
        return leaving.target, sha256(leaving.data).hexdigest()
    from jxinspect.store import durable

    left = keep(leaving, name)
    target, digest = left.target or leaving.target, sha256(left.data).hexdigest()
    with durable.writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    durable.write(target, left.data)
    if manifest.digest_of(target) != digest:
        raise Unwritable(f"写出的文件与内容不一致：{target}", why="读回的校验值不同", todo="检查磁盘后重新导出")
    return target, digest


@app.command(
    example=[
        "jxinspect export docs --kind D05 --since 2026-01-01 --out 文书",
        "jxinspect export docs --unit 某县社会保险服务中心 --state unserved --out 待送达",
    ]
)
def docs(
    *,
    kind: Annotated[list[str] | None, typer.Option("--kind", "-k", help="文书种类，可多次", metavar="种类")] = None,
    group: Annotated[
        str,
        typer.Option("--group", "-g", help="文书所属的组：plan、notify、inspect、seal、report、rectify", metavar="组"),
    ] = "",
    inspection: InspectionOpt = None,
    unit: Annotated[str, typer.Option("--unit", help="被监督单位", metavar="单位")] = "",
    since: Annotated[date | None, date_option("--since", help="成文日期从这一天起")] = None,
    until: Annotated[date | None, date_option("--until", help="成文日期到这一天止")] = None,
    state: Annotated[
        DocState, typer.Option("--state", help="有效、作废、已送达、未送达、已签名或者全部")
    ] = DocState.VALID,
    out: Folder,
) -> None:
    """导出符合条件的全部文书；中断后照原样再执行，已写好的不再写。"""
    conditions = {
        "d.kind IN (SELECT value FROM json_each(?))": _kinds(kind or [], group),
        "d.inspection = ?": inspection,
        "i.unit = ?": plain(unit) or None,
        "d.dated >= ?": since.isoformat() if since else None,
        "d.dated <= ?": until.isoformat() if until else None,
    }
    wanted = {condition: value for condition, value in conditions.items() if value is not None}
    where = " AND ".join([STATES[state], *wanted])
    sql = "SELECT d.number FROM documents d LEFT JOIN show_inspection i ON i.number = d.inspection WHERE "
    with reading() as query:
        numbers = [row["number"] for row in query(sql + where, list(wanted.values()))]
    if not numbers:
        raise NotFound("没有符合条件的文书", why="还没有制发，或者条件太窄", todo="用 jxinspect doc list 查看")
    handed, failed = _documents(numbers, out)
    _report(f"已导出 {len(handed.documents)} 份文书，与案卷库核对一致", handed.paths, failed, out)


def _kinds(kinds: Iterable[str], group: str) -> str | None:
    """The kinds as JSON; None when neither kind nor group is given. NotFound for what is no kind or group."""
    import json

    from jxinspect.documents.catalogue import CATALOGUE

    known = {kind.upper(): kind for kind in CATALOGUE}
    chosen = [known.get(plain(kind).upper(), plain(kind)) for kind in kinds]
    groups = sorted({spec.group for spec in CATALOGUE.values()})
    unknown = [kind for kind in chosen if kind not in CATALOGUE] + ([group] if group and group not in groups else [])
    if unknown:
        why = f"组有 {'、'.join(groups)}；种类是 D 加数字"
        raise NotFound(f"没有这种文书：{'、'.join(unknown)}", why=why, todo="种类见 jxinspect doc template list")
    if group:
        chosen += [spec.id for spec in CATALOGUE.values() if spec.group == group and spec.id not in chosen]
    return json.dumps(chosen) if chosen else None


def _documents(numbers: list[str], folder: Path) -> tuple["Export", list[str]]:
    from jxinspect.acts.document_export import export_each, in_full

    with act("export.docs") as case:
        handed, failed = export_each(
            case, numbers, folder, lambda them: track(them, "核对", len(numbers)), lock_asked()
        )
        if shown := in_full(case, handed.documents):
            hand_out(case, folder, what="export docs", count=len(shown), sha256=handed.digest)
    handed.compare()
    return handed, failed


@app.command("all", example=["jxinspect export all --out 导出", "jxinspect export all --out 导出 --format xlsx"])
def all_(
    context: typer.Context,
    *,
    format: Kind = None,  # noqa: A002
    encoding: Coded = Encoding.UTF8,
    out: Folder,
) -> None:
    """导出全部清单和全部有效的文书；中断后照原样再执行。"""
    _by_own_staff()
    root, kind = context.find_root().command, format or FileKind.CSV
    names = [name for name, command in sorted(list_commands().items()) if not any(p.required for p in command.params)]
    files, failed, counts = list[Path](), list[str](), 0
    hidden = 0
    with reading() as query:
        numbers = [row["number"] for row in query("SELECT number FROM documents WHERE NOT void")]
    papers, told = list[Path](), ""
    if numbers:  # first, since a rule may refuse them (G50): then nothing has been written
        handed, unwhole = _documents(numbers, out / "文书")
        papers, failed = handed.paths, [*failed, *unwhole]
        told = f"、{len(handed.documents)} 份文书"
    for name in track(names, "清单", len(names)):
        try:
            found = whole(root, name, [])
            target = out / "清单" / f"{_file_name(name)}.{kind}"
            data, more = _proven(name, found, kind, encoding)
            shown = unhidden(found.rows, found.columns)
            target, _ = _handed_over(Leaving(len(found.rows), data, target, mode().unmasked, shown), name)
        except JxinspectError as fault:
            failed.append(f"{name}：{fault.what}；{fault.why}")
        else:
            files.append(target)
            counts, hidden = counts + len(found.rows), hidden + more
    say_hidden(hidden)
    text = f"已导出 {len(files)} 个清单共 {counts} 条{told}"
    _report(f"{text}，与案卷库核对一致", [*files, *papers], failed, out)


def _report(text: str, files: list[Path], failed: list[str], out: Path) -> None:
    """Counts and digest of what was handed over, then what was not (exit 10)."""
    wrote = bool(files) and not given().dry_run
    noted = manifest.write(out.expanduser(), [file for file in files if file.is_file()]) if wrote else None
    facts: list[tuple[str, str, object]] = [("count", "文件", len(files)), ("folder", "文件夹", str(out))]
    if noted:
        facts += [("manifest", "清册", str(noted)), ("digest", "清册的 SHA-256", manifest.digest_of(noted))]
    done(text, facts)
    if failed:
        raise Partial(
            f"{len(failed)} 项没有导出",
            why="其余各项已经导出，并与案卷库核对一致",
            todo="按各项所说的原因处理，再执行同一命令",
            items=failed,
        )
