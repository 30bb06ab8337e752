"""`rectify challenge`: reconsideration and suits against decisions and orders (行政复议法; 行政诉讼法)."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.challenge_columns import CHALLENGE, CHALLENGES, STEPS
from jxinspect.commands.numbered import numbered, show_beside
from jxinspect.commands.options import (
    Format,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    amount_option,
    date_option,
    plain,
    term_option,
)
from jxinspect.commands.rectify_options import MaybeNumber
from jxinspect.commands.session import act, of_inspection, reading
from jxinspect.commands.tree import App
from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeState, ChallengeStepKind
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows

ADD = (
    "jxinspect rectify challenge add 样人社监罚〔2026〕1号 --kind review --on 2026-08-20 --copy 2026-08-26 "
    "--docket 样府复〔2026〕9号"
)
UPHELD = (
    "jxinspect rectify challenge outcome 2026-FY-001 --result upheld --decided 2026-10-12 --served 2026-10-15 "
    "--reference 样府复决〔2026〕9号"
)
JUDGED = (
    "jxinspect rectify challenge outcome 2026-SS-001 --result changed --fine 20000 --decided 2026-12-01 "
    "--served 2026-12-03 --reference （2026）样0001行初9号"
)
challenge = App(
    "对决定、命令的行政复议和行政诉讼：申请、停止执行、答复、结果（行政复议法、行政诉讼法）。",
    example=[
        ADD,
        "jxinspect rectify challenge step 2026-FY-001 --step suspended --reference 样府复停〔2026〕9号",
        UPHELD,
        "jxinspect rectify challenge list --pending",
    ],
)
Number = Annotated[str, typer.Argument(help="复议、诉讼的编号，如 2026-FY-001", metavar="编号", parser=plain)]


@challenge.command(example=ADD)
def add(
    document: Annotated[str, typer.Argument(help="被申请复议、被起诉的文书的文号", metavar="文号")],
    *,
    kind: Annotated[Any, term_option(ChallengeKind, "--kind", help="复议还是诉讼")],
    on: Annotated[date, date_option("--on", help="申请复议、起诉的日期")],
    copy: Annotated[date | None, date_option("--copy", help="本机关收到申请书（起诉状）副本的日期")] = None,
    applicant: Annotated[str, typer.Option("--applicant", help="申请人、原告；默认当事人", metavar="名称")] = "",
    body: Annotated[
        str, typer.Option("--body", help="复议机关、人民法院；默认登记的本级人民政府、法院", metavar="机关")
    ] = "",
    docket: Annotated[str, typer.Option("--docket", help="复议机关、法院的案号", metavar="案号")] = "",
    simple: Annotated[bool, typer.Option("--simple", help="复议适用简易程序：五个工作日内答复")] = False,
    claim: Annotated[str, typer.Option("--claim", help="复议、诉讼请求", metavar="文字")] = "",
) -> None:
    """登记当事人申请行政复议、提起行政诉讼；决定不停止执行，除非登记停止执行。"""
    from jxinspect.acts import challenge as acts
    from jxinspect.acts.document import records_of
    from jxinspect.model.challenge_course import answer_by

    with act("rectify.challenge.add") as case:
        row, paper = acts.add(
            case,
            document,
            kind=kind,
            filed_on=on,
            applicant=applicant,
            body=body,
            docket=docket,
            simple=simple,
            claim=claim,
            copy_on=copy,
        )
        records = records_of(case, paper)
        assert records is not None
        last, over = answer_by(records, row), acts.late(records, row, paper)
    wait = f"jxinspect rectify challenge step {row.number}"
    usual = [f"{wait} --step answered　登记已经提交{row.kind.answer}和证据"]
    done(
        f"{row.number} 已登记：{row.applicant}对{paper.number}{row.kind.filed}",
        [
            ("number", "编号", row.number),
            ("body", "受理机关", row.body),
            ("answer_by", f"提交{row.kind.answer}和证据的最后一天", last),
            *([("late", "已超过期限", f"期限到{over}，可以在答复中提出")] if over else []),
        ],
        [
            *(usual if copy else [f"{wait} --step copy --on 日期　收到{row.kind.copy}后登记，答复期限从这一天起算"]),
            f"{wait} --step suspended …　停止执行的登记",
            f"jxinspect rectify challenge outcome {row.number} …　登记结果",
        ],
    )


@challenge.command(
    example=[
        "jxinspect rectify challenge step 2026-FY-001 --step copy --on 2026-08-26",
        "jxinspect rectify challenge step 2026-FY-001 --step answered --reference 样人社复答〔2026〕1号",
        "jxinspect rectify challenge step 2026-FY-001 --step suspended --reference 样府复停〔2026〕9号",
        "jxinspect rectify challenge step 2026-SS-001 --step effective --on 2026-12-20 --reference 生效证明",
    ]
)
def step(
    number: Number,
    *,
    what: Annotated[Any, term_option(ChallengeStepKind, "--step", help="发生了什么")],
    on: Annotated[date | None, date_option("--on", help="日期；默认今天")] = None,
    reference: Annotated[str, typer.Option("--reference", help="文书号", metavar="文号")] = "",
    text: Annotated[str, typer.Option("--text", help="说明", metavar="文字")] = "",
) -> None:
    """登记收到副本、提交答复、停止执行和恢复执行、上诉、判决生效、按结果重新作出或者履行。"""
    from jxinspect.acts import challenge as acts

    with act("rectify.challenge.step") as case:
        row, made = acts.step(case, number, what, on=on, reference=reference, text=text)
    done(f"{row.number} 已登记：{made.kind.label}", [("on", "日期", made.on), ("reference", "文书号", made.reference)])


@challenge.command(
    example=[
        f"{UPHELD} --scan 复议决定书.pdf",
        JUDGED,
    ]
)
def outcome(
    number: Number,
    *,
    result: Annotated[Any, term_option(ChallengeResult, "--result", help="结果")],
    decided: Annotated[date, date_option("--decided", help="决定、判决的日期")],
    served: Annotated[date, date_option("--served", help="送达当事人的日期")],
    reference: Annotated[str, typer.Option("--reference", help="决定书、判决书、调解书的文号", metavar="文号")],
    text: Annotated[str, typer.Option("--text", help="主要内容", metavar="文字")] = "",
    fine: Annotated[int | None, amount_option("--fine", help="变更以后的罚款；不变的不写")] = None,
    confiscate: Annotated[int | None, amount_option("--confiscate", help="变更以后的没收违法所得")] = None,
    refund: Annotated[int | None, amount_option("--refund", help="变更以后的退回金额")] = None,
    formal: Annotated[bool, typer.Option("--formal", help="仅因违反法定程序而撤销")] = False,
    redo: Annotated[date | None, date_option("--redo", help="责令重新作出、履行的最后一天")] = None,
    final: Annotated[bool, typer.Option("--final", help="终审的判决、裁定，立即生效")] = False,
    scan: Annotated[
        Path | None, typer.Option("--scan", help="决定书、判决书的扫描件", metavar="文件", exists=True, dir_okay=False)
    ] = None,
    correct: Annotated[str, typer.Option("--correct", help="前一次登记有误的理由；以这一次为准", metavar="理由")] = "",
) -> None:
    """登记复议决定、判决、裁定、调解；已经送达的文书不改动，执行按结果办理。"""
    from jxinspect.acts import challenge_end as acts

    with act("rectify.challenge.outcome") as case:
        given = acts.Ending(
            result, decided, served, reference, text, fine, confiscate, refund, formal, redo, final, scan, correct
        )
        row, made = acts.end(case, number, given)
    step_ = f"jxinspect rectify challenge step {row.number} --step"
    waits = [f"{step_} effective …　没有上诉的，核实生效以后登记", f"{step_} appealed …　上诉的"]
    done(
        f"{row.number} 已登记：{made.result.said(row.kind)}",
        [
            ("reference", "文书", made.reference),
            ("basis", "依据", made.result.basis(row.kind)),
            ("effective_on", "生效", made.effective_on or "尚未生效：可以上诉"),
        ],
        [] if made.effective_on else waits,
    )


@challenge.command("list", example=["jxinspect rectify challenge list", "jxinspect rectify challenge list --pending"])
def list_(
    inspection: MaybeNumber = None,
    *,
    pending: Annotated[bool, typer.Option("--pending", help="只列没有生效结果的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出复议和诉讼：对哪份文书、在哪里、到了哪一步、结果。"""
    found = of_inspection("challenge_list", inspection)
    shown = [row for row in found if not (pending and row["state"] == ChallengeState.OVER)]
    show_rows(shown, CHALLENGES, format.value, limit=limit, offset=offset, out=out)


@challenge.command(example="jxinspect rectify challenge show 2026-FY-001")
def show(number: Number) -> None:
    """一件复议或者诉讼：经过和结果。"""
    with reading() as query:
        one = numbered(query, "challenge_list", number, what="复议或者诉讼", listed="rectify challenge list")
        passed = query("SELECT * FROM challenge_steps WHERE number = ?", [one["number"]])
    if mode().json:
        show_json({column.key: one[column.key] for column in CHALLENGE} | {"steps": passed})
        return
    show_record(one, CHALLENGE)
    show_beside("经过", passed, STEPS)
