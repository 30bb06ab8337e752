"""`seal reseal`: new strips in the place of broken ones."""

from __future__ import annotations

from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.seal_options import Code, Inspectors, Outcome, Reason, Witness
from jxinspect.commands.session import act
from jxinspect.law.terms import SignOutcome


def reseal(
    inspection: Inspection,
    *,
    found: Annotated[str, typer.Option("--found", help="破损的情况，封条下的资料有无变动", metavar="情况")],
    code: Code = None,
    broken: Annotated[
        list[str] | None, typer.Option("--broken", help="破损的封条；默认清点时发现破损的", metavar="封条编号")
    ] = None,
    strip: Annotated[
        list[str] | None,
        typer.Option("--strip", help="新封条的位置，预印的写 位置=编号；默认原来的位置", metavar="位置"),
    ] = None,
    attended: Annotated[str, typer.Option("--attended", help="到场的当事人", metavar="姓名")] = "",
    post: Annotated[str, typer.Option("--post", help="到场人员的职务", metavar="职务")] = "",
    inspector: Inspectors = None,
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    capacity: Annotated[str, typer.Option("--capacity", help="见证人的单位和身份", metavar="身份")] = "",
    place: Annotated[str | None, typer.Option("--place", help="地点；默认封存地点", metavar="地点")] = None,
    recordings: Annotated[str, typer.Option("--recording", help="照片、录音录像的编号", metavar="编号")] = "",
    out: OutFolder = None,
) -> None:
    """给破损的封条换上新的封条：旧封条留在记录里，新编号从未用过，作成笔录（D36b）和封条（D35）。"""
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.seal_reseal import reseal as replaced

    with act("seal.reseal") as case:
        row, papers = replaced(
            case,
            inspection,
            code,
            found=found,
            broken=broken or [],
            strips=strip or [],
            names=inspector or [],
            attended=attended,
            attended_post=post,
            outcome=outcome,
            reason=reason,
            witness=witness,
            witness_capacity=capacity,
            place=place,
            recordings=recordings,
        )
        copies = write_copies(case, out, papers)
    facts = [("broken", "换下的封条", "、".join(row.broken))]
    following = [f"jxinspect doc signed {papers[0].number} …", "封条破损系故意的，依法处理（办法 19、34）"]
    made("已重新加封", papers, copies, facts, following)
