"""Whatever acts are done in whatever order, the journal's fold equals the tables; nothing refused leaves a trace."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxinspect.errors import JxinspectError
from jxinspect.law.terms import InspectionForm, Role, UnitType
from jxinspect.store.verify import verify
from tests.thorough import rounds

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

NAMES = ("测一鸣", "样二航", "例三川", "钱主任")
UNIT = "样本县社会保险服务中心"


def _staff(case: CaseFile, n: int) -> None:
    from jxinspect.acts import register

    register.add_staff(
        case,
        name=NAMES[n % 4],
        role=Role.APPROVER if n % 4 == 3 else Role.INSPECTOR,
        department="基金监督科",
        post="科员",
        certificate=f"3601230000{n}",
        certificate_issuer="",
        certificate_from=date(2023, 1, 1),
        certificate_to=date(2027, 12, 31),
    )


def _unit(case: CaseFile, n: int) -> None:
    from jxinspect.acts import register

    register.add_unit(
        case,
        name=f"{UNIT}{n or ''}",
        type=UnitType.HANDLING_AGENCY,
        region_code="360100",
        address="示范路",
        head="赵样本",
    )


def _plan(case: CaseFile, n: int) -> None:
    from jxinspect.acts import year

    year.new_plan(case, 2026 + n % 2, guidance="依法监督", scope="全县", focus="待遇发放")


def _item(case: CaseFile, n: int) -> None:
    from jxinspect.acts import year

    year.add_item(
        case,
        2026 + n % 2,
        unit_name=UNIT,
        funds=["pension_enterprise" if n else "医疗保险"],
        form=InspectionForm.SPECIAL,
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        quarter=1,
    )


def _approve(case: CaseFile, n: int) -> None:
    from jxinspect.acts import year

    year.approve_plan(case, 2026, approver=NAMES[n % 4], text="同意")


def _open(case: CaseFile, n: int) -> None:
    from jxinspect.acts import scheme

    scheme.open_inspection(case, year=2026, item=n + 1, ad_hoc=None)


ACTS: tuple[Callable[[Any, int], None], ...] = (_staff, _unit, _plan, _item, _approve, _open)
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), max_size=14)


@settings(
    max_examples=rounds(12, 200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_the_fold_of_the_journal_equals_the_tables_after_any_sequence_of_acts(
    template: Path, home: Path, tmp_path: Path, steps: list[tuple[Callable[[Any, int], None], int]]
) -> None:
    from datetime import datetime, timedelta, timezone

    from jxinspect.store.casefile import open_case_file

    clock = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    path = tmp_path / "案卷.jxcase"
    for folder in (home, path):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template / folder.name, folder)
    for do, n in steps:
        try:
            with open_case_file(path, actor="测一鸣", act=do.__name__, clock=clock) as case:
                do(case, n)
        except JxinspectError:
            continue
    assert verify(path, at=clock) == []
