"""`inspect evidence add|set`: files, paper and carriers taken in, and what is told of them later (办法 15)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.given import given
from jxinspect.commands.inspect_options import Inspectors, Place, chosen, of_code
from jxinspect.commands.options import InspectionOpt, plain, term_option
from jxinspect.commands.session import act
from jxinspect.law.terms import EvidenceForm, EvidenceKind
from jxinspect.ui import ask, messages
from jxinspect.ui.progress import reading
from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.acts.evidence import Taken

#: So many new items, doubts and files left aside are named one by one.
NAMED = 10
_NUMBER = re.compile(r"\d{4}-\d{3,}")

Kind = Annotated[Any, term_option(EvidenceKind, "--kind", help="证据种类；默认按文件类型")]
Source = Annotated[str, typer.Option("--source", help="来源、提供人；一批只问一次", metavar="来源")]
Proves = Annotated[str, typer.Option("--proves", help="证明对象和内容；一批只问一次", metavar="内容")]
Kept = Annotated[str, typer.Option("--kept-at", help="存放处", metavar="地点")]
Pages = Annotated[int | None, typer.Option("--pages", help="页数", min=0, metavar="页数")]
Pieces = Annotated[int | None, typer.Option("--pieces", help="件数", min=0, metavar="件数")]
Copies = Annotated[int | None, typer.Option("--copies", help="份数", min=1, metavar="份数")]
Method = Annotated[str, typer.Option("--method", help="制作方法，如 复印、拍照、导出", metavar="方法")]
OriginalAt = Annotated[str, typer.Option("--original-at", help="原件所在的地点、卷号", metavar="地点")]
ComparedBy = Annotated[str, typer.Option("--compared-by", help="谁确认经核对与原件一致", metavar="姓名")]
Carrier = Annotated[str, typer.Option("--carrier", help="载体，如 移动硬盘、执法记录仪存储卡", metavar="载体")]
Serial = Annotated[str, typer.Option("--serial", help="载体的序列号", metavar="号码")]
Seal = Annotated[str, typer.Option("--seal", help="载体封签的编号", metavar="编号")]
Ahead = Annotated[
    int | None,
    typer.Option("--clock-ahead", help="设备时钟比标准时间快几秒；慢的写负数，准的写 0", metavar="秒数"),
]


def add(
    files: Annotated[
        list[Path] | None, typer.Argument(help="文件或者文件夹，可以多个；任何类型和大小", metavar="文件...")
    ] = None,
    *,
    inspection: InspectionOpt = None,
    title: Annotated[str, typer.Option("--title", help="名称；默认文件名。没有文件的证据必须写", metavar="名称")] = "",
    kind: Kind = None,
    form: Annotated[Any, term_option(EvidenceForm, "--form", help="原件还是复制件")] = EvidenceForm.COPY,
    source: Source = "",
    place: Place = None,
    proves: Proves = "",
    inspector: Inspectors = None,
    pages: Pages = None,
    pieces: Pieces = None,
    copies: Copies = None,
    kept_at: Kept = "",
    method: Method = "",
    original_at: OriginalAt = "",
    compared_by: ComparedBy = "",
    carrier: Carrier = "",
    serial: Serial = "",
    seal: Seal = "",
    clock_ahead: Ahead = None,
    to_return: Annotated[bool, typer.Option("--to-return", help="是借来的原件，用完须归还")] = False,
    sm3: Annotated[bool | None, typer.Option("--sm3/--no-sm3", help="一并计算 SM3；默认按设置 evidence.sm3")] = None,
    note: Annotated[str, typer.Option("--note", help="备注", metavar="备注")] = "",
) -> None:
    """取入证据：文件原样保存并计算 SHA-256，照片读出自身的时间和地点。要么全部取入，要么一项也不取。"""
    from jxinspect.acts import evidence as acts

    paths, named = inspection_first(files or [], inspection)
    number = chosen(named)
    source = source or _asked("来源、提供人", "--source")
    proves = proves or _asked("证明对象和内容", "--proves")
    with act("inspect.evidence.add") as case, reading("取入") as watch:
        taken = acts.add(
            case,
            number,
            paths=paths,
            names=inspector or [],
            kind=kind,
            form=form,
            title=title,
            to_return=to_return,
            place=place,
            sm3=sm3,
            watch=watch,
            source=source,
            proves=proves,
            pages=pages,
            pieces=pieces,
            copies=copies,
            kept_at=kept_at,
            method=method,
            original_at=original_at,
            compared_by=compared_by,
            carrier=carrier,
            carrier_serial=serial,
            carrier_seal=seal,
            clock_ahead=clock_ahead,
            note=note,
        )
        told = tell_of(taken)
    done(f"已登记证据{len(taken.items)}项" + _size(taken), told, _following(number))


def _asked(question: str, flag: str) -> str:
    """The answer for the whole batch, where somebody can give one and has not said that he does without."""
    return ask.text(question, flag=flag) if ask.possible() and "G17" not in given().ack else ""


def _size(taken: "Taken") -> str:
    size = sum(item.size or 0 for item in taken.items)
    return f"，{size:,}字节" if size else ""


def tell_of(taken: "Taken") -> list[Fact]:
    """The new items, the first of them one by one; warns of what was the same, doubtful or left aside."""
    from jxinspect.acts.evidence import told

    _warn(taken)
    named: list[Fact] = [(item.code.replace("-", "_"), item.code, told(item)) for item in taken.items[:NAMED]]
    more = len(taken.items) - len(named)
    last: list[Fact] = [("more", "其余", f"{more}项，到 {taken.items[-1].code}")] if more else []
    return [*named, *last]


def _following(number: str) -> list[str]:
    return [
        f"jxinspect inspect evidence list -i {number}",
        "jxinspect inspect evidence sheet -h（一事一单，制作取证记录单）",
    ]


def _warn(taken: "Taken") -> None:
    """What was the same, doubtful or left aside."""
    _each(taken.same, lambda pair: f"{pair[0].code} 与 {pair[1].code} 的内容完全相同（SHA-256 相同）", messages.warn)
    _each(taken.doubts, lambda pair: f"{pair[0].code}：{pair[1]}", messages.warn)
    _each(taken.left, lambda left: f"没有取入 {left.path}：{left.why}", messages.note)
    if taken.left:
        messages.note("确需取入的，单独写明它的路径")


def _each(found: list[Any], tell: Callable[[Any], str], say: Callable[[str], None]) -> None:
    for one in found[:NAMED]:
        say(tell(one))
    if len(found) > NAMED:
        say(f"还有{len(found) - NAMED}项同样情况")


def inspection_first(files: list[Path], inspection: str | None) -> tuple[list[Path], str | None]:
    """The number of the inspection may also stand before the files, as it does in the other commands."""
    if inspection is None and files and _NUMBER.fullmatch(plain(str(files[0]))) and not files[0].exists():
        return files[1:], plain(str(files[0]))
    return files, inspection


def set_(
    codes: Annotated[list[str], typer.Argument(help="证据编号，可以多个", metavar="编号...")],
    *,
    inspection: InspectionOpt = None,
    title: Annotated[str, typer.Option("--title", help="名称", metavar="名称")] = "",
    kind: Kind = None,
    form: Annotated[Any, term_option(EvidenceForm, "--form", help="原件还是复制件")] = None,
    source: Source = "",
    place: Place = None,
    proves: Proves = "",
    inspector: Inspectors = None,
    pages: Pages = None,
    pieces: Pieces = None,
    copies: Copies = None,
    kept_at: Kept = "",
    method: Method = "",
    original_at: OriginalAt = "",
    compared_by: ComparedBy = "",
    carrier: Carrier = "",
    serial: Serial = "",
    seal: Seal = "",
    clock_ahead: Ahead = None,
    reason: Annotated[str, typer.Option("--reason", help="更正已经登记的内容的理由", metavar="理由")] = "",
) -> None:
    """补充证据的来源、证明对象等；更正须写理由，文件本身不变。"""
    from jxinspect.acts import evidence as acts

    number = of_code(codes[0], inspection)
    with act("inspect.evidence.set") as case:
        items = acts.describe(
            case,
            number,
            [plain(code) for code in codes],
            names=inspector or [],
            because=reason,
            name=title,
            kind=kind,
            form=form,
            source=source,
            place=place,
            proves=proves,
            pages=pages,
            pieces=pieces,
            copies=copies,
            kept_at=kept_at,
            method=method,
            original_at=original_at,
            compared_by=compared_by,
            carrier=carrier,
            carrier_serial=serial,
            carrier_seal=seal,
            clock_ahead=clock_ahead,
        )
    done(f"已补充证据{len(items)}项", [("codes", "编号", [item.code for item in items])])
