"""`seal extend` and `seal release`: how a sealing goes on or ends."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import Inspection, OutFolder, date_option, plain, term_option
from jxinspect.commands.seal_options import Code, External, Inspectors, Outcome, Reason, Witness, ends
from jxinspect.commands.seal_options import papers as named
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.law.terms import ReleaseReason, SignOutcome
from jxinspect.ui.show import done

if TYPE_CHECKING:
    from jxinspect.law.loss import Loss


def extend(
    inspection: Inspection,
    *,
    until: Annotated[date, date_option("--until", help="延长到哪一日")],
    reason: Annotated[str, typer.Option("--reason", help="延长的理由，写入决定书", metavar="理由")],
    approver: Annotated[str, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")],
    code: Code = None,
    out: OutFolder = None,
) -> None:
    """延长封存期限：到期之前一次，书面说明理由（D37）。"""
    from jxinspect.acts import seal
    from jxinspect.acts.copies import write_copies

    with act("seal.extend") as case:
        row, paper = seal.extend(case, inspection, code, until=until, reason=reason, approver=approver)
        copies = write_copies(case, out, [paper])
    done(
        "封存期限已延长",
        [("old_end", "原到期日", row.old_end), *ends(row.new_end), *named([paper], copies)],
        [f"jxinspect notify serve {inspection} --doc {paper.number} …"],
    )


def release(
    inspection: Inspection,
    *,
    ground: Annotated[Any, term_option(ReleaseReason, "--ground", help="解除的原因")],
    receiver: Annotated[str, typer.Option("--receiver", help="接收退还资料的人", metavar="姓名")],
    opening: Annotated[str, typer.Option("--opening", help="启封的情况，写入决定书", metavar="情况")],
    code: Code = None,
    receiver_post: Annotated[str, typer.Option("--receiver-post", help="接收人的职务", metavar="职务")] = "",
    line: Annotated[
        list[int] | None, typer.Option("--line", help="只解除清单的第几项；默认全部", metavar="序号")
    ] = None,
    broken: Annotated[list[str] | None, typer.Option("--broken", help="启封时已损坏的封条", metavar="封条编号")] = None,
    missing: Annotated[
        list[str] | None, typer.Option("--missing", help="缺失的是第几项，如 3=档案袋是空的", metavar="序号=情况")
    ] = None,
    damaged: Annotated[
        list[str] | None, typer.Option("--damaged", help="毁损的是第几项，如 2=第5页被撕去", metavar="序号=情况")
    ] = None,
    restrip: Annotated[
        list[str] | None, typer.Option("--restrip", help="其余资料重新加贴封条的位置", metavar="位置")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="对原因的说明；not_needed 写为什么不再需要", metavar="说明")] = "",
    place: Annotated[str | None, typer.Option("--place", help="退还地点；默认封存地点", metavar="地点")] = None,
    approver: Annotated[str | None, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")] = None,
    inspector: Inspectors = None,
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """解除全部或者部分封存，退还资料（D38，附退还清单）。"""
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.seal_release import release as end

    lost = losses(missing or [], damaged or [])
    with act("seal.release") as case:
        row, papers = end(
            case,
            inspection,
            code,
            ground=ground,
            receiver=receiver,
            receiver_post=receiver_post,
            opening=opening,
            lines=line or [],
            broken=broken or [],
            losses=lost,
            restrip=restrip or [],
            names=inspector or [],
            approver=approver,
            external_number=number,
            text=text,
            place=place,
            outcome=outcome,
            reason=reason,
            witness=witness,
        )
        copies = write_copies(case, out, papers)
    following = [f"jxinspect notify serve {inspection} --doc {papers[0].number} …"]
    if lost:
        following.append(_investigate(inspection))
    done(
        "封存已全部解除" if row.whole else "封存已部分解除，其余资料继续封存",
        [
            ("intact", "封条完好", row.strips_intact),
            ("losses", "缺损", [f"第{seq}项{loss.label}" for seq, (loss, _) in sorted(lost.items())]),
            *named(papers, copies),
        ],
        following,
    )


def losses(missing: list[str], damaged: list[str]) -> "dict[int, tuple[Loss, str]]":
    """What --missing and --damaged say: line → how it was found. Usage when it is no line, or both."""
    from jxinspect.law.loss import Loss

    found: dict[int, tuple[Loss, str]] = {}
    for loss, texts in ((Loss.MISSING, missing), (Loss.DAMAGED, damaged)):
        for text in texts:
            seq, _, note = plain(text).replace("＝", "=").partition("=")
            if not seq.strip().isdecimal() or int(seq) in found:
                why = "写成 序号=情况，序号是清单的第几项；一项只写一次"
                raise Usage(f"缺损的资料不能这样写：{text}", why=why, todo="例如 --missing 3=档案袋是空的")
            found[int(seq)] = (loss, note.strip())
    return found


def _investigate(inspection: str) -> str:
    order = f"jxinspect inspect order issue {inspection} --violation V34-3 …"
    return f"查明缺失、毁损的原因；隐匿、故意销毁的（V34-3），责令改正：{order}（办法 19、34(三)）"
