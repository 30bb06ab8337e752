"""An off-site inspection whose data were reviewed, and results of rules made by hand, for tests of what follows."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl

from jxinspect.acts import flag_reply, flag_send, flag_triage
from jxinspect.acts.flag_triage import Wanted
from jxinspect.analysis.run import FlagResult, Hit, RuleResult
from jxinspect.law.flag import DecisionKind
from jxinspect.law.terms import CheckMode, ServiceMethod, State
from jxinspect.model.document import Document

Act = Callable[..., Any]
NUMBER, UNIT = "2026-001", "样本县社会保险服务中心"
#: Invented persons: two numbers with right check digits.
ALIVE, DEAD = "360100196001010011", "360100195001010025"
PAID = [(202501, 320000, 1, 7, None), (202502, 320000, 2, 7, "补发")]


def found(
    subject: str,
    rows: Sequence[tuple[int | None, int | None, int, int | None, str | None]],
    klass: str = "flag",
    strength: str = "H",
    person_no: str | None = None,
) -> FlagResult:
    """A case as a rule gives it; a row is (month, fen, left row, right row, detail)."""
    months = sorted({row[0] for row in rows if row[0] is not None})
    hits = tuple(Hit(klass, subject, person_no, *row) for row in rows)
    amount = sum(row[1] or 0 for row in rows)
    first, last = (months[0], months[-1]) if months else (None, None)
    return FlagResult("", klass, strength, subject, person_no, amount, len(months), first, last, hits)


def rule_text(rule: str) -> str:
    """What a rule of that id looks like."""
    head = f'id = "{rule}"\ntitle = "规则"\nbasis = ["办法 32(二)"]\nviolation = "V32-2"\nleft = "pay"'
    tables = (
        '[inputs]\npay = ["person_no"]\n[classes]\nflag = "H"\n[[false_positives]]\nground = "late"\ntext = "登记迟延"'
    )
    return f"/*\n{head}\n{tables}\n*/\nSELECT 1"


def result(*flags: FlagResult, rule: str = "R01", title: str = "死亡后继续领取待遇", **more: Any) -> RuleResult:
    """The result of a rule."""
    given: dict[str, Any] = {
        "version": "0123456789ab",
        "text": rule_text(rule),
        "extract_on": date(2026, 2, 28),
        "region": "360100",
        "parameters": {"tolerance": 0, "items": ("抚恤金",), "since": date(2024, 1, 1)},
        "inputs": {"pay": ["11" * 32], "x_death": ["22" * 32]},
        "skipped": None,
    }
    hits = tuple(hit for one in flags for hit in one.hits)
    return RuleResult(rule=rule, title=title, hits=hits, flags=flags, **(given | more))


def reviewed(act: Act) -> None:
    """The off-site inspection 2026-001: approved, notice served on 2026-02-11, data reviewed."""
    from jxinspect.acts import notify_offsite, plan
    from jxinspect.model.plan import Inspection

    with act("plan.scheme.new", at="2026-02-02 09:00") as case:
        source = {
            "ad_hoc_reason": "数据核查", "unit_name": UNIT, "mode": CheckMode.OFF_SITE, "funds": ["企业职工"],
            "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
        }  # fmt: skip
        plan.open_inspection(case, year=2026, item=None, ad_hoc=source)
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"])
        plan.new_scheme(
            case, NUMBER, items="养老保险基金的支付情况", scope="2025年度养老待遇", content="待遇审核与支付",
            starts_on=date(2026, 2, 10), ends_on=date(2026, 6, 30), method="比对分析数据",
        )  # fmt: skip
    with act("plan.scheme.approve", at="2026-02-03 09:00") as case:
        plan.approve_scheme(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长", limit=2)
    with act("notify.offsite", at="2026-02-10 09:00") as case:
        paper = notify_offsite.offsite(case, NUMBER)[0].number
    serve(act, paper, "2026-02-11 10:00")
    with act("inspect.data.review", at="2026-02-27 09:00") as case:
        case.all(Inspection)[0].state = State.REVIEWED


def serve(act: Act, paper: str, at: str) -> None:
    """The unit receives a paper."""
    from jxinspect.acts import notify

    moment = datetime.fromisoformat(at).replace(tzinfo=timezone(timedelta(hours=8)))
    with act("notify.serve", at=at) as case:
        notify.serve(
            case, NUMBER, documents=[paper], method=ServiceMethod.DIRECT, received_at=moment, receiver="李例子",
            capacity="办公室主任", servers=["测一鸣", "样二航"],
        )  # fmt: skip


def analysed(act: Act) -> None:
    """The same compared: R01-0001 of one person (6400 yuan), R01-0002 and R14-0001 of another, R01-0003 weak, and
    R15-0001 of 15 yuan."""
    from jxinspect.acts import flag

    with act("inspect.data.run", at="2026-03-02 09:00") as case:
        flag.keep(
            case,
            NUMBER,
            [
                result(found(DEAD, PAID), found(ALIVE, PAID[:1]), found("弱", PAID, "weak", "weak")),
                result(found(ALIVE, PAID), rule="R14", title="资格认证异常"),
                result(
                    found("账号1", [(202503, 1500, 9, 9, "补发")], strength="L"), rule="R15", title="同一账户多人领取"
                ),
            ],
            extract_on=date(2026, 2, 28),
            region="360100",
        )


# ---- to the unit and back ------------------------------------------------------------------------------------

SECRET = "abcd-efgh-jkmn"
FINE: dict[str, dict[str, Any]] = {
    "R01-0001": {
        "是否属实": "属实", "核查方式": "查档", "事实说明": f"2025年1月死亡，身份证{DEAD}", "多发金额": 6400,
        "已追回": 1400,
        "未追回": 5000, "核查人": "李例子", "核查日期": date(2026, 3, 12),
    },
    "R01-0002": {
        "是否属实": "不属实", "核查方式": "入户", "事实说明": "本人健在", "核查人": "李例子", "核查日期": "2026-03-12",
    },
}  # fmt: skip


def chosen(act: Act, rule: str = "R01") -> None:
    with act("inspect.flag.triage", at="2026-03-03 09:00") as case:
        flag_triage.decide(case, NUMBER, DecisionKind.CHOOSE, Wanted(rules=(rule,)))


def send(act: Act, folder: Path, *, at: str = "2026-03-04 09:00", override: Any = (), **more: Any) -> flag_send.Sent:
    with act("inspect.flag.send", at=at, override=override) as case:
        return flag_send.send(case, NUMBER, folder=folder, **{"secret": SECRET, "inside": True, **more})


def filled(act: Act, file: Path, changes: Mapping[str, Mapping[str, Any]] | None = None, *, lock: bool = False) -> Path:
    """The form as the unit fills it in; `changes`: number of a flag → title of a column → what stands there instead."""
    with act("look", dry_run=True) as case:
        form = next(one for one in case.all(Document) if one.kind == "D26")
        data = case.objects.get(form.sha256)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet: Any = book.active
    titles = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        number = str(sheet.cell(row, 2).value)
        for title, value in {**FINE.get(number, {}), **(changes or {}).get(number, {})}.items():
            sheet.cell(row, titles[title]).value = value
    plain = io.BytesIO()
    book.save(plain)
    file.write_bytes(flag_send.locked(plain.getvalue(), SECRET) if lock else plain.getvalue())
    return file


def replied(act: Act, file: Path, *, at: str = "2026-03-13 09:00", **more: Any) -> flag_reply.Taken:
    with act("inspect.flag.reply", at=at) as case:
        return flag_reply.reply(case, NUMBER, file, giver="李例子", **more)
