"""An off-site inspection whose data were reviewed, and results of rules made by hand, for tests of what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

from jxinspect.law.terms import CheckMode, ServiceMethod, State

Act = Callable[..., Any]
NUMBER, UNIT = "2026-001", "样本县社会保险服务中心"
#: Invented persons: two numbers with right check digits.
ALIVE, DEAD = "360100196001010011", "360100195001010025"
PAID = [(202501, 320000, 1, 7, None), (202502, 320000, 2, 7, "补发")]


@dataclass(frozen=True)
class Found:
    """A case as a rule gives it."""

    subject: str
    hits: Sequence[tuple[int | None, int | None, int, int | None, str | None]]
    klass: str = "flag"
    strength: str = "H"
    person_no: str | None = None

    @property
    def amount(self) -> int:
        return sum(hit[1] or 0 for hit in self.hits)

    @property
    def months(self) -> int:
        return len({hit[0] for hit in self.hits})

    @property
    def first_ym(self) -> int | None:
        return min((hit[0] for hit in self.hits if hit[0]), default=None)

    @property
    def last_ym(self) -> int | None:
        return max((hit[0] for hit in self.hits if hit[0]), default=None)


@dataclass(frozen=True)
class Rule:
    """The result of a rule."""

    flags: list[Found]
    rule: str = "R01"
    version: str = "0123456789ab"
    title: str = "死亡后继续领取待遇"
    parameters: dict[str, Any] = field(default_factory=lambda: {"tolerance": 0})
    inputs: dict[str, list[str]] = field(default_factory=lambda: {"pay": ["11" * 32], "x_death": ["22" * 32]})
    skipped: str | None = None

    @property
    def digest(self) -> str:
        return sha256(str(self.flags).encode()).hexdigest()


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
