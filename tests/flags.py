"""An off-site inspection whose data were reviewed, and results of rules made by hand, for tests of what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from jxinspect.analysis.run import FlagResult, Hit, RuleResult
from jxinspect.law.terms import CheckMode, ServiceMethod, State

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


def result(*flags: FlagResult, rule: str = "R01", title: str = "死亡后继续领取待遇", **more: Any) -> RuleResult:
    """The result of a rule."""
    given: dict[str, Any] = {
        "version": "0123456789ab",
        "text": "SELECT 1",
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
