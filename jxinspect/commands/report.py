"""`report`: draft, comment round, report and dossier (办法 22(四))."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.options import Inspection, OutFolder, TemplateFlag
from jxinspect.commands.report_dossier import EXAMPLE as DOSSIER
from jxinspect.commands.report_dossier import dossier
from jxinspect.commands.report_duty import duty
from jxinspect.commands.report_incident import incident
from jxinspect.commands.report_offsite import offsite
from jxinspect.commands.report_options import Contact, External, Phone, known, paper_facts
from jxinspect.commands.report_publish import publish
from jxinspect.commands.report_round import adopt, answer, deem, reply
from jxinspect.commands.report_show import changes, show
from jxinspect.commands.report_stats import stats_
from jxinspect.commands.report_text import objectivity, text
from jxinspect.commands.report_words import (
    Background,
    Evaluation,
    Opinion,
    Prevention,
    Suggestions,
    TextFile,
    Work,
    findings_of,
    tell_report,
    texts_of,
)
from jxinspect.commands.session import act
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.ui import messages
from jxinspect.ui.show import done

app = App(
    "报告：征求意见稿、征求意见、书面意见和采纳、检查报告、要情、卷宗（办法 22(四)、28）。",
    example=[
        "jxinspect report draft 2026-001 --file 报告.txt",
        "jxinspect report consult 2026-001",
        "jxinspect report reply 2026-001 --method handed --signer 赵样本 --point 第一项金额有误",
        "jxinspect report adopt 2026-001 1 --result not --reason 凭证与账簿一致",
        "jxinspect report final 2026-001 --signed-by 钱主任",
    ],
)

app.add_typer(text, name="text")
app.add_typer(publish, name="publish")
app.command(
    example="jxinspect report objectivity 2026-001 --against 支付明细与死亡登记逐人比对 "
    "--favour 调取该中心的停发申请和催告记录，已经采信 --heard 该单位称系统接口中断，经核对属实"
)(objectivity)
app.add_typer(incident, name="incident")
app.command(
    example=[
        "jxinspect report duty --kind override",
        "jxinspect report duty --person 测一鸣 --from 2026-01-01 --format xlsx --out 履职留痕.xlsx",
        "jxinspect report duty --by-person",
    ]
)(duty)
app.command(
    "stats",
    example=[
        "jxinspect report stats --year 2026",
        "jxinspect report stats --figure findings",
        "jxinspect report stats --from 2026-01-01 --to 2026-06-30 --workbook 统计.xlsx",
    ],
)(stats_)


@app.command(
    example=[
        "jxinspect report draft 2026-001 --template --file 报告.txt",
        "jxinspect report draft 2026-001 --file 报告.txt --out 文书",
        "jxinspect report draft 2026-001 --background … --evaluation … --opinion … --suggestions …",
    ]
)
def draft(
    inspection: Inspection,
    *,
    file: TextFile = None,
    background: Background = None,
    work: Work = None,
    evaluation: Evaluation = None,
    opinion: Opinion = None,
    suggestions: Suggestions = None,
    prevention: Prevention = None,
    template: TemplateFlag = False,
    out: OutFolder = None,
) -> None:
    """形成检查报告（征求意见稿）（D40）；问题、金额、证据取自案卷库。"""
    from jxinspect.acts import report
    from jxinspect.acts.copies import write_copies

    if template:
        _outline(inspection, file)
        return
    given = {"background": background, "work": work, "evaluation": evaluation, "opinion": opinion}
    texts = texts_of(file, given | {"suggestions": suggestions, "prevention": prevention})
    with act("report.draft") as case:
        row, papers = report.draft(case, inspection, texts)
        findings, wanting = findings_of(case, inspection), report.unchecked_objectivity(case, inspection)
        copies = write_copies(case, out, papers)
    done(
        f"检查报告（征求意见稿）已形成，稿{row.n}",
        [("findings", "问题", findings), *paper_facts(papers, copies)],
        [
            f"jxinspect report consult {inspection}　送被监督单位征求意见",
            f"jxinspect report draft {inspection} …　需要修改的，形成稿{row.n + 1}；没有重写的部分沿用",
        ],
    )
    if wanting:
        messages.warn(
            f"{wanting}；有利和不利的证据都应当收集（办法 3），用 jxinspect report objectivity {inspection} 登记"
            "后再形成一稿"
        )


def _outline(inspection: str, file: Path | None) -> None:
    from jxinspect.acts.report_texts import write_outline

    if file is None:
        raise Usage(
            "没有写空白文件的位置", why="--template 把空白文件写到 --file 指定的地方", todo="加 --file 报告.txt"
        )
    path = write_outline(file)
    following = [f"jxinspect report draft {inspection} --file {path}"]
    done("空白文件已写出，按标题填写后再执行", [("file", "文件", str(path))], following)


@app.command(
    example=["jxinspect report consult 2026-001 --out 文书", "jxinspect report consult 2026-001 --on-the-spot"]
)
def consult(
    inspection: Inspection,
    *,
    on_the_spot: Annotated[
        bool, typer.Option("--on-the-spot", help="今天当场送达，在函中印明书面意见的最后一日")
    ] = False,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """制发征求意见函（D41）；书面意见期限自送达之日起算。"""
    from jxinspect.acts import report_round
    from jxinspect.acts.copies import write_copies
    from jxinspect.documents.report import BY_RECEIPT

    with act("report.consult") as case:
        _, paper, last_day = report_round.consult(
            case, inspection, on_the_spot=on_the_spot, contact=contact, phone=phone, external_number=number
        )
        copies = write_copies(case, out, [paper])
    today = "，须在今天送达" if on_the_spot else ""
    done(
        "征求意见函已制发",
        [
            ("last_day", "书面意见最后一日", known(last_day, f"{BY_RECEIPT}，10个工作日")),
            *paper_facts([paper], copies),
        ],
        [f"jxinspect notify serve {inspection} --doc {paper.number} …　登记送达，期限从送达之日起算{today}"],
    )


app.command(
    example=[
        "jxinspect report reply 2026-001 --at '2026-05-08 9:30' --method handed --signer 赵样本 --point 第一项金额有误",
        "jxinspect report reply 2026-001 --method post --posted-on 2026-05-13 --point … --scan 来函.pdf",
        "jxinspect report reply 2026-001 --method exchange --agrees",
    ]
)(reply)
app.command(
    example="jxinspect report deem 2026-001 --register 收文登记簿第12至15页没有该单位来文 "
    "--mail 向邮政网点查询没有在途邮件 --recorder 测一鸣 --recorder 样二航"
)(deem)
app.command(
    example=[
        "jxinspect report adopt 2026-001 1 --result fully --reason 属实 --change 金额改正 --finding 1 --amount 10000",
        "jxinspect report adopt 2026-001 2 --result not --reason 凭证与账簿一致 --evidence 003",
    ]
)(adopt)


app.command(example="jxinspect report answer 2026-001 --method handed --text 意见逾期，经核对不影响认定")(answer)


@app.command(
    example=[
        "jxinspect report final 2026-001 --signed-by 钱主任 --out 文书",
        "jxinspect report final 2026-001 --signed-by 钱主任 --file 修改后的报告.txt",
    ]
)
def final(
    inspection: Inspection,
    *,
    signed_by: Annotated[str, typer.Option("--signed-by", help="签发的机关负责人", metavar="姓名")],
    file: TextFile = None,
    background: Background = None,
    work: Work = None,
    evaluation: Evaluation = None,
    opinion: Opinion = None,
    suggestions: Suggestions = None,
    prevention: Prevention = None,
    number: External = None,
    out: OutFolder = None,
) -> None:
    """出具检查报告（D44）；没有重写的部分沿用征求意见稿。"""
    from jxinspect.acts import report
    from jxinspect.acts.copies import write_copies

    given = {"background": background, "work": work, "evaluation": evaluation, "opinion": opinion}
    texts = texts_of(file, given | {"suggestions": suggestions, "prevention": prevention})
    with act("report.final") as case:
        _, papers = report.final(case, inspection, signed_by=signed_by, texts=texts, external_number=number)
        findings = findings_of(case, inspection)
        copies = write_copies(case, out, papers)
    tell_report("检查报告已出具", inspection, findings, papers, copies)


app.command(
    example=[
        "jxinspect report offsite 2026-003 --signed-by 钱主任 --file 报告文字.txt --ack G62 --out 文书",
        "jxinspect report offsite 2026-003 --signed-by 钱主任 --on-site 冒领线索集中在两个乡镇，建议飞行检查",
    ]
)(offsite)


@app.command(
    example=[
        "jxinspect report correct 2026-001 --signed-by 钱主任 --out 文书",
        "jxinspect report correct 2026-001 --signed-by 钱主任 --opinion 更正后的处理意见",
    ]
)
def correct(
    inspection: Inspection,
    *,
    signed_by: Annotated[str, typer.Option("--signed-by", help="签发的机关负责人", metavar="姓名")],
    file: TextFile = None,
    evaluation: Evaluation = None,
    opinion: Opinion = None,
    suggestions: Suggestions = None,
    number: External = None,
    out: OutFolder = None,
) -> None:
    """检查报告出具后收到的、期限内提出的意见成立的，更正检查报告（D44）。"""
    from jxinspect.acts import report
    from jxinspect.acts.copies import write_copies

    texts = texts_of(file, {"evaluation": evaluation, "opinion": opinion, "suggestions": suggestions})
    with act("report.correct") as case:
        _, papers = report.correct(case, inspection, signed_by=signed_by, texts=texts, external_number=number)
        findings = findings_of(case, inspection)
        copies = write_copies(case, out, papers)
    done(
        "检查报告已更正",
        [("findings", "问题", findings), *paper_facts(papers, copies)],
        [
            f"jxinspect notify serve {inspection} --doc {papers[0].number} …　送达更正后的检查报告",
            f"jxinspect rectify set {inspection} …　已经下达整改意见书的，相应调整整改台账",
        ],
    )


app.command(example=["jxinspect report changes 2026-001", "jxinspect report changes 2026-001 --draft 1"])(changes)
app.command(example=["jxinspect report show 2026-001", "jxinspect report show --format csv"])(show)
app.command(example=DOSSIER)(dossier)
