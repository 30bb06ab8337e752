"""`inspect ask`, `inspect record`: questioning and site record (办法 16, 22(三))."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.given import given
from jxinspect.commands.inspect_dialogue import Dictation, begun, typed
from jxinspect.commands.inspect_options import (
    SEEN,
    Ended,
    EvidenceCodes,
    Inspectors,
    Outcome,
    Place,
    Reason,
    Recorder,
    Recusal,
    Seen,
    Witness,
    within,
)
from jxinspect.commands.inspect_site import kept_until_entered, noted
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, id_option
from jxinspect.commands.session import act, clock
from jxinspect.errors import JxinspectError
from jxinspect.law.terms import SignOutcome
from jxinspect.ui import ask as prompt
from jxinspect.ui import messages


def ask(
    inspection: Inspection,
    *,
    person: Annotated[str, typer.Option("--person", help="被询问人", metavar="姓名")],
    file: Annotated[
        Path | None,
        typer.Option("--file", help="问答文本：每行以“问：”或者“答：”开头（UTF-8、GB18030）", metavar="文件"),
    ] = None,
    ended: Ended = None,
    notice: Annotated[
        str, id_option("--notice", help="通知他到场的询问通知书；没有写的身份事项取自通知书", metavar="文号")
    ] = "",
    matter: Annotated[str, typer.Option("--matter", help="询问的事由", metavar="事由")] = "",
    identity: Annotated[str, id_option("--identity", help="公民身份号码", metavar="号码")] = "",
    sex: Annotated[str, typer.Option("--sex", help="性别；有公民身份号码的不必写", metavar="性别")] = "",
    age: Annotated[int | None, typer.Option("--age", help="年龄；有公民身份号码的不必写", min=1, max=150)] = None,
    employer: Annotated[str, typer.Option("--employer", help="工作单位", metavar="单位")] = "",
    post: Annotated[str, typer.Option("--post", help="职务", metavar="职务")] = "",
    address: Annotated[str, typer.Option("--address", help="住址", metavar="地址")] = "",
    phone: Annotated[str, typer.Option("--phone", help="电话", metavar="电话")] = "",
    relation: Annotated[str, typer.Option("--relation", help="与检查事项的关系", metavar="关系")] = "",
    inspector: Inspectors = None,
    recorder: Recorder = None,
    interpreter: Annotated[str, typer.Option("--interpreter", help="翻译人员", metavar="姓名")] = "",
    place: Place = None,
    certificates: Seen = SEEN,
    recusal: Recusal = "",
    corrections: Annotated[int, typer.Option("--corrections", help="修改并捺指印的处数", min=0, metavar="处数")] = 0,
    corrected: Annotated[
        list[str] | None,
        typer.Option("--corrected", help="一处修改：在哪里、由什么改为什么；可多次", metavar="修改"),
    ] = None,
    read_aloud: Annotated[bool, typer.Option("--read-aloud", help="笔录是向被询问人宣读的")] = False,
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """询问并制作询问笔录（D19）；不写 --file 时在终端里一问一答地输入。"""
    from jxinspect.acts import inspect_ask
    from jxinspect.acts.copies import write_copies

    answers = inspect_ask.read_dialogue(file) if file else None
    dictation, last = None, None
    if answers is None:
        _before_typing(inspection, inspector or [], recorder)
        dictation = _dictated(inspection, person)
        answers, last = typed(person, dictation.turns, dictation.keep), clock()
    with _saved(answers if file is None else []), act("inspect.ask") as case:
        if dictation and last is not None and ended is None:
            case.at, ended_at = (dictation.began if case.at == case.clock else case.at), last
        else:
            ended_at = within(case, ended)
        row, document = inspect_ask.ask(
            case,
            inspection,
            person=person,
            answers=answers,
            ended_at=ended_at,
            recorder=recorder or case.actor,
            names=inspector or [],
            place=place,
            identity_no=identity,
            notice=notice,
            matter=matter,
            sex=sex,
            age=age,
            employer=employer,
            post=post,
            address=address,
            phone=phone,
            relation=relation,
            interpreter=interpreter,
            certificates=certificates,
            recusal_asked=bool(recusal.strip()),
            recusal_reason=recusal,
            corrections=corrections,
            corrected=corrected or [],
            read_aloud=read_aloud,
            outcome=outcome,
            reason=reason,
            witness=witness,
        )
        copies = write_copies(case, out, [document])
    if dictation and not given().dry_run:
        dictation.draft.drop()
    made(
        f"询问笔录已制作，问答{len(row.answers)}条",
        [document],
        copies,
        [("person", "被询问人", row.person), ("from", "开始", row.at), ("to", "结束", row.ended_at)],
        [f"打印后由被询问人逐页签名；再用 jxinspect doc signed {document.number} 登记签名的笔录"],
    )


def _before_typing(inspection: str, names: list[str], recorder: str | None) -> None:
    """Refuse now what would be refused after the questions and answers were typed."""
    from jxinspect.acts.inspect_ask import may_ask

    with act("inspect.ask", rehearsal=True) as case:
        may_ask(case, inspection, names=names, recorder=recorder or case.actor)


def _dictated(inspection: str, person: str) -> Dictation:
    """The questioning to be typed, or to go on with. Usage when nobody can type."""
    if not prompt.possible():
        typed(person)
    return begun(inspection, person)


@contextmanager
def _saved(answers: list[dict[str, str]]) -> Iterator[None]:
    """What was typed is not lost when the record is refused: it stays as a draft, and may be kept as a file."""
    try:
        yield
    except JxinspectError:
        if answers and prompt.possible():
            _keep(answers)
        raise


def _keep(answers: list[dict[str, str]]) -> None:
    from jxinspect.acts.inspect_ask import as_text
    from jxinspect.store.durable import write_once, writing

    messages.warn(
        "笔录没有登记成功。输入的问答留着，再执行同一命令可以接着输入；"
        "也可以另存为文本文件，改正后用 --file 登记（文件不加密，用完请删除）。"
    )
    name = prompt.text("另存到哪个文件（直接回车不保存）", flag="--file 文件")
    if name:
        with writing(Path(name)):
            write_once(Path(name).expanduser(), as_text(answers).encode())


def record(
    inspection: Inspection,
    *,
    topic: Annotated[str, typer.Option("--topic", help="检查的内容，如 查阅资料、盘点、听取汇报", metavar="内容")],
    companion: Annotated[str, typer.Option("--companion", help="陪同人", metavar="姓名")],
    ended: Ended = None,
    companion_post: Annotated[str, typer.Option("--companion-post", help="陪同人的职务", metavar="职务")] = "",
    step: Annotated[
        list[str] | None, typer.Option("--step", help="检查过程的一项，如 '查看系统：…'", metavar="过程")
    ] = None,
    seen: Annotated[str, typer.Option("--seen", help="现场情况：只写事实，不写推测", metavar="情况")] = "",
    reporter: Annotated[str, typer.Option("--reporter", help="汇报人和职务（听取汇报）", metavar="姓名")] = "",
    report: Annotated[str, typer.Option("--report", help="汇报的内容", metavar="内容")] = "",
    text_file: Annotated[
        Path | None, typer.Option("--file", help="现场情况写在文本文件里（UTF-8、GB18030）", metavar="文件")
    ] = None,
    evidence: EvidenceCodes = None,
    inspector: Inspectors = None,
    recorder: Recorder = None,
    place: Place = None,
    certificates: Seen = SEEN,
    recusal: Recusal = "",
    opinion: Annotated[str, typer.Option("--opinion", help="单位的意见", metavar="意见")] = "",
    outcome: Outcome = SignOutcome.SIGNED,
    reason: Reason = "",
    witness: Witness = "",
    out: OutFolder = None,
) -> None:
    """制作现场检查笔录（D20），也用于听取单位汇报；过程、情况都没有写的，在终端里逐条输入。"""
    from jxinspect.acts import inspect
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.inspect_ask import read_text

    notes = None
    if not (step or seen or report or text_file) and prompt.possible():
        notes = noted(inspection, topic, report=bool(reporter))
        step, seen, report = notes.of("steps"), "\n".join(notes.of("seen")), "\n".join(notes.of("reported"))
    with kept_until_entered(notes), act("inspect.record") as case:
        if notes and notes.ended and ended is None:
            case.at, ended_at = (notes.began if case.at == case.clock else case.at), notes.ended
        else:
            ended_at = within(case, ended)
        facts: dict[str, Any] = {"certificates": certificates, "unit_opinion": opinion, "witness": witness}
        row, document = inspect.record(
            case,
            inspection,
            topic=topic,
            ended_at=ended_at,
            companion=companion,
            companion_post=companion_post,
            recorder=recorder or case.actor,
            steps=step or [],
            seen=read_text(text_file) if text_file else seen,
            reporter=reporter,
            reported=report,
            evidence=evidence or [],
            names=inspector or [],
            place=place,
            recusal_asked=bool(recusal.strip()),
            recusal_reason=recusal,
            outcome=outcome,
            reason=reason,
            **facts,
        )
        copies = write_copies(case, out, [document])
    made(
        "现场检查笔录已制作",
        [document],
        copies,
        [("topic", "内容", row.topic), ("from", "开始", row.at), ("to", "结束", row.ended_at)],
        [f"打印后由陪同人逐页签名；再用 jxinspect doc signed {document.number} 登记签名的笔录"],
    )
