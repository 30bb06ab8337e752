"""An office ready for an inspection: agency, roster, a unit of every kind. `act(...)` opens its case file.

with act("inspect.enter", at="2026-03-02 09:00", actor="测一鸣") as case: …
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jxinspect.law.guards import OverrideGiven, Waivers
from jxinspect.law.terms import Level, Role, UnitType

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

BEIJING = timezone(timedelta(hours=8))
#: The machine's clock in these tests; facts are dated by `at`.
CLOCK = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)

Act = Callable[..., "AbstractContextManager[CaseFile]"]

STAFF = (
    ("钱主任", Role.APPROVER, "局领导", "局长", None),
    ("孙科长", Role.SUPERVISOR, "基金监督科", "科长", "36012300001"),
    ("测一鸣", Role.INSPECTOR, "基金监督科", "一级科员", "36012300002"),
    ("样二航", Role.INSPECTOR, "基金监督科", "二级科员", "36012300003"),
    ("例三川", Role.INSPECTOR, "基金监督科", "三级科员", "36012300004"),
    ("周档员", Role.ARCHIVIST, "办公室", "科员", None),
)

UNITS = (
    ("样本县社会保险服务中心", UnitType.HANDLING_AGENCY, "", False),
    ("样本县虚构镇便民服务中心", UnitType.TOWNSHIP_AGENCY, "", False),
    ("样本县示例职业培训学校", UnitType.SERVICE_ORG, "享受失业保险培训补贴的培训机构", True),
    ("样本县劳动能力鉴定办公室", UnitType.RELATED_ORG, "劳动能力鉴定", False),
    ("江西样品制造有限公司", UnitType.EMPLOYER, "", True),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def act(case_path: Path) -> Act:
    """Open the case file for one act at a moment ("2026-03-02 09:00"), with what passes guards."""
    from contextlib import contextmanager

    from jxinspect.store.casefile import open_case_file

    @contextmanager
    def opened(name: str, *, at: str = "2026-01-05 09:00", actor: str = "测一鸣", override=(), ack=(), dry_run=False):  # type: ignore[no-untyped-def]
        with open_case_file(case_path, actor=actor, act=name, clock=CLOCK, at=moment(at), dry_run=dry_run) as case:
            case.waivers = Waivers(tuple(OverrideGiven(*o) for o in override), frozenset(ack))
            yield case

    return opened


@pytest.fixture
def office(act: Act) -> Act:
    """`act` on a case file with agency, roster and units."""
    from jxinspect.acts import plan

    with act("init") as case:
        plan.set_agency(
            case,
            name="样本县人力资源和社会保障局",
            code="样人社",
            level=Level.COUNTY,
            region_code="360100",
            region_name="样本县",
            department="基金监督科",
            address="样本县示范路1号",
            phone="0791-00000001",
            complaint_phone="0791-00000002",
            government="样本县人民政府",
            court="样本县人民法院",
        )
        for name, role, department, post, certificate in STAFF:
            plan.add_staff(
                case,
                name=name,
                role=role,
                department=department,
                post=post,
                certificate=certificate,
                certificate_issuer="江西省司法厅" if certificate else "",
                certificate_from=date(2023, 1, 1) if certificate else None,
                certificate_to=date(2027, 12, 31) if certificate else None,
            )
        for name, kind, subtype, enterprise in UNITS:
            plan.add_unit(
                case,
                name=name,
                type=kind,
                subtype=subtype,
                region_code="360100",
                address="样本县示范路2号",
                head="赵样本",
                head_post="主任",
                contact="李例子",
                phone="0791-00000003",
                is_enterprise=enterprise,
            )
    return act
