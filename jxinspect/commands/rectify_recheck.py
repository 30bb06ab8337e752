"""`rectify recheck`: what was found on each line, and what is struck off."""

from typing import Annotated, Any

import typer

from jxinspect.commands.options import Inspection, OutFolder, term_option
from jxinspect.commands.report_options import numbered, paper_facts, sequence
from jxinspect.commands.session import act
from jxinspect.errors import Usage
from jxinspect.law.terms import RectifyType, SignOutcome
from jxinspect.ui.show import done


def recheck(
    inspection: Inspection,
    *,
    seen: Annotated[list[str], typer.Option("--seen", help="核查情况", metavar="序号=情况")],
    method: Annotated[list[str], typer.Option("--method", help="核查方式", metavar="序号=方式")],
    conclusion: Annotated[str, typer.Option("--conclusion", help="核查结论", metavar="结论")],
    met: Annotated[str, typer.Option("--met", help="陪同人", metavar="姓名")],
    met_post: Annotated[str, typer.Option("--met-post", help="陪同人的职务", metavar="职务")] = "",
    strike: Annotated[
        list[str] | None, typer.Option("--strike", help="整改到位、予以销号的序号", metavar="序号")
    ] = None,
    next_: Annotated[
        list[str] | None, typer.Option("--next", help="没有销号的，下一步要求", metavar="序号=要求")
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", help="核查取得的证据，几个用逗号分开；默认登记进展时的佐证", metavar="序号=证据编号"
        ),
    ] = None,
    place: Annotated[str | None, typer.Option("--place", help="地点；默认单位地址", metavar="地点")] = None,
    inspector: Annotated[
        list[str] | None, typer.Option("--inspector", help="核查人员；默认检查组全部检查人员", metavar="姓名")
    ] = None,
    unit_opinion: Annotated[str, typer.Option("--unit-opinion", help="被监督单位的意见", metavar="意见")] = "",
    outcome: Annotated[Any, term_option(SignOutcome, "--outcome", help="被监督单位签名的情况")] = SignOutcome.SIGNED,
    reason: Annotated[str, typer.Option("--reason", help="没有签名的原因", metavar="原因")] = "",
    witness: Annotated[str, typer.Option("--witness", help="见证人", metavar="姓名")] = "",
    out: OutFolder = None,
) -> None:
    """核查整改情况，逐项记明方式、情况、结论（D50）；整改到位的销号。"""
    from jxinspect.acts import rectify_recheck
    from jxinspect.acts.copies import write_copies
    from jxinspect.model.ledger import line_due, open_lines

    items = _items(seen, method, strike, next_, evidence)
    with act("rectify.recheck") as case:
        _, paper, records = rectify_recheck.recheck(
            case,
            inspection,
            items,
            met=met,
            met_post=met_post,
            conclusion=conclusion,
            names=inspector or [],
            place=place,
            unit_opinion=unit_opinion,
            outcome=outcome,
            reason=reason,
            witness=witness,
        )
        copies = write_copies(case, out, [paper])
        left = [(line.seq, line.type, line_due(records, line)) for line in open_lines(records)]
    struck = [item.seq for item in items if item.struck]
    facts: list[tuple[str, str, object]] = [
        ("struck", "销号", [str(seq) for seq in struck]),
        ("open", "没有销号", [f"{seq}（期限 {last or '待送达'}）" for seq, _, last in left]),
    ]
    done(
        f"整改核查已记录：核查{len(items)}项，销号{len(struck)}项",
        [*[fact for fact in facts if fact[2]], *paper_facts([paper], copies)],
        _following(inspection, [seq for seq, kind, _ in left if kind != RectifyType.LASTING], bool(left)),
    )


def _items(
    seen: list[str], method: list[str], strike: list[str] | None, next_: list[str] | None, evidence: list[str] | None
) -> list[Any]:
    from jxinspect.acts.rectify_recheck import Seen

    told, ways = numbered("--seen", seen, str), numbered("--method", method, str)
    struck = sequence("--strike", strike)
    after, proofs = numbered("--next", next_, str), numbered("--evidence", evidence, _codes)
    stray = sorted({*ways, *struck, *after, *proofs} - set(told))
    if stray:
        listed = "、".join(map(str, stray))
        raise Usage(f"第{listed}项没有写核查情况", why="逐项写明情况和结论（办法 24）", todo="用 --seen 序号=情况 写明")
    return [
        Seen(seq, text, ways.get(seq, ""), seq in struck, after.get(seq, ""), proofs.get(seq, []))
        for seq, text in sorted(told.items())
    ]


def _codes(text: str) -> list[str]:
    return [part.strip() for part in text.replace("、", ",").replace("，", ",").split(",") if part.strip()]


def _following(inspection: str, open_: list[int], lasting: bool) -> list[str]:
    close = f"jxinspect rectify close {inspection} --result … --archivist …"
    if not open_:
        return [close + ("　其余为持续整改，可以办结" if lasting else "　全部销号，可以办结")]
    return [
        f"jxinspect rectify progress {inspection} {open_[0]} …　继续登记整改进展，期限见上",
        f"jxinspect rectify set {inspection} {open_[0]} --type lasting　需要长期整改的，转为持续整改后可以办结",
    ]
