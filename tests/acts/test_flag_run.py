"""Rules over loaded data: a run from files to flags, the same again, and what flags rest on looked up (办法 23(三))."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import data, data_purge, data_withdraw, flag, flag_rows, flag_run, flag_show
from jxinspect.analysis import rule
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.flag import FlagState
from jxinspect.law.terms import State
from jxinspect.model.dataset import Dataset
from jxinspect.model.flag import Flag, RuleOutcome, RuleRun
from jxinspect.model.plan import Inspection
from jxinspect.store.records import inspection_records
from jxinspect.store.verify import verify
from tests.analysis.senders import told
from tests.flags import ALIVE, DEAD, NUMBER

CLOCK = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
Act = Callable[..., Any]
TABLES = {
    "person": f"""
person_no | name | id_type | id_no
3601000000001 | 死一者 | 居民身份证 | {DEAD}
3601000000002 | 活二者 | 居民身份证 | {ALIVE}
""",
    "pay": """
person_no | fund | item | pay_ym | paid_on | amount | account_no | account_name | pay_state
3601000000001 | 企业职工养老 | 基本养老金 | 202501 | 2025-01-10 | 3200.00 | 6222000000000001 | 死一者 | 成功
3601000000001 | 企业职工养老 | 基本养老金 | 202502 | 2025-02-10 | 3200.00 | 6222000000000001 | 死一者 | 成功
3601000000001 | 企业职工养老 | 基本养老金 | 202503 | 2025-03-10 | 3200.00 | 6222000000000001 | 死一者 | 成功
3601000000002 | 企业职工养老 | 基本养老金 | 202503 | 2025-03-10 | 2800.00 | 6222000000000002 | 活二者 | 成功
""",
    "x_death": f"""
id_no | name | death_on
{DEAD} | 死一者 | 2025-01-20
""",
}


@pytest.fixture
def loaded(reviewed: Act, once: Callable[..., Any], tmp_path: Path) -> Act:
    """Payments, persons and deaths of the unit, reviewed."""

    def made() -> None:
        with reviewed("inspect.data.load", at="2026-02-27 10:00") as case:
            for table, page in TABLES.items():
                path = tmp_path / f"{table}.csv"
                path.write_text(page, encoding="utf-8")
                data.load(case, NUMBER, wanted(table, path, page))
            case.all(Inspection)[0].state = State.REVIEWED

    once(made)
    return reviewed


def wanted(table: str, path: Path, page: str) -> data.Wanted:
    source, how = told(page, file=path.name)

    def opened(_: Path) -> list[Any]:
        return [source]

    def understood(_: Any) -> Any:
        return how

    return data.Wanted(table, [path], opened, understood, extract_on=date(2025, 12, 31))


def ran(act: Act, at: str, *rules: str) -> flag.Kept:
    with act("inspect.data.run", at=at) as case:
        return flag_run.run(case, NUMBER, rules=rules)


def test_an_own_rule_with_a_fault_is_not_run_and_one_without_is_run_as_a_file(loaded: Act, tmp_path: Path) -> None:
    file = tmp_path / "本局规则.sql"
    text = rule.rules()["R01"].text.replace('id = "R01"', 'id = "LOCAL1"')
    file.write_text(f"{text}\nLIMIT 1", encoding="utf-8")
    with pytest.raises(Incomplete) as refused:
        ran(loaded, "2026-03-02 09:00", str(file))
    assert refused.value.items == ("LOCAL1：不能用 LIMIT（结果与次序有关）",)
    file.write_text(text, encoding="utf-8")
    assert ran(loaded, "2026-03-02 09:00", str(file)).run.number == "2026-001-BD-01"


def test_a_payment_after_death_becomes_a_flag_with_its_rows_and_its_person(loaded: Act) -> None:
    done = ran(loaded, "2026-03-02 09:00", "R01")
    assert (done.run.extract_on, done.run.region, done.already) == (date(2025, 12, 31), "360100", False)
    with loaded("look", dry_run=True) as case:
        assert case.all(Inspection)[0].state == State.ANALYSED
        found = next(one for one in case.all(Flag) if one.strength)
        assert (found.number, found.amount, found.months, found.first_ym) == ("R01-0001", 640000, 2, 202502)
        records = inspection_records(case, NUMBER)
        hits = flag.hits_of(case, records, [found])
        looked = flag_rows.look_up(case, records, hits)
        assert looked.people[DEAD] == flag_rows.Person("死一者", DEAD, "3601000000001")
        assert looked.place("R01", hits["R01-0001"][0]) == flag_rows.Place("pay.csv", "", 3)


BOOKS = {
    "acct": """
account_no | account_name | bank | account_kind | opening_no
8001 | 样本县社保支出户 | 虚构银行一支 | 支出户 |
""",
    "stmt": """
account_no | serial | booked_on | direction | amount | balance | summary
8001 | 1 | 2025-01-10 | 借 | 5000.00 | 0.00 | 提取现金
""",
}


def test_what_a_flag_rests_on_is_looked_up_in_the_table_of_its_class(loaded: Act, tmp_path: Path) -> None:
    with loaded("inspect.data.load", at="2026-02-27 11:00") as case:
        for table, page in BOOKS.items():
            path = tmp_path / f"{table}.csv"
            path.write_text(page, encoding="utf-8")
            data.load(case, NUMBER, wanted(table, path, page))
        case.all(Inspection)[0].state = State.REVIEWED
    ran(loaded, "2026-03-02 09:00", "R25")
    with loaded("look", dry_run=True) as case:
        records = inspection_records(case, NUMBER)
        hits = flag.hits_of(case, records, case.all(Flag))
        looked = flag_rows.look_up(case, records, hits)
        files = {one.klass: looked.place("R25", hits[one.number][0]).file for one in case.all(Flag)}
        shown = {one.klass: flag_show.show(case, NUMBER, one.number).tables for one in case.all(Flag)}
    assert files == {"no_approval": "acct.csv", "cash": "stmt.csv"}
    assert [table.table for table in shown["no_approval"]] == ["acct"]
    assert [table.table for table in shown["cash"]] == ["stmt", "acct"]


def test_a_rule_without_its_tables_is_left_out_with_the_reason_and_all_others_run(loaded: Act) -> None:
    done = ran(loaded, "2026-03-02 09:00", "R01", "R02")
    told_ = {outcome.rule: outcome.skipped for outcome in done.outcomes}
    assert told_["R01"] == ""
    assert "x_prison" in told_["R02"]


def test_the_same_run_once_more_is_the_same_run(loaded: Act) -> None:
    first = ran(loaded, "2026-03-02 09:00", "R01")
    again = ran(loaded, "2026-03-03 09:00", "R01")
    assert (again.already, again.run.id) == (True, first.run.id)
    with loaded("look", dry_run=True) as case:
        assert len(case.all(RuleOutcome)) == 1


def test_a_run_can_be_made_again_from_its_record_alone(loaded: Act) -> None:
    ran(loaded, "2026-03-02 09:00", "R01", "R02")
    with loaded("look", dry_run=True) as case:
        assert flag_run.again(case, "2026-001-BD-01") == {"R01": True, "R02": True}
        case.all(RuleOutcome)[0].digest = "00" * 32
        assert flag_run.again(case, "2026-001-BD-01") == {"R01": False, "R02": True}


def test_what_rests_on_withdrawn_rows_is_found_no_more_and_the_earlier_run_can_still_be_made_again(
    loaded: Act, tmp_path: Path
) -> None:
    ran(loaded, "2026-03-02 09:00", "R01")
    page = TABLES["pay"].replace("202503 | 2025-03-10 | 3200.00", "202501 | 2025-01-15 | 3200.00")
    with loaded("inspect.data.load", at="2026-03-02 10:00") as case:
        (tmp_path / "改.csv").write_text(page, encoding="utf-8")
        made = data.load(case, NUMBER, wanted("pay", tmp_path / "改.csv", page)).dataset.number
        old = next(one.number for one in case.all(Dataset) if one.table == "pay")
    with loaded("inspect.data.withdraw", at="2026-03-02 11:00") as case:
        data_withdraw.withdraw(case, old, reason="单位重新报送", instead=made)
        assert case.all(Inspection)[0].state == State.SUBMITTED
        case.all(Inspection)[0].state = State.REVIEWED
    again = ran(loaded, "2026-03-03 09:00", "R01")
    assert (again.new, again.superseded) == (1, 2)  # with the one beside it
    with loaded("look", dry_run=True) as case:
        assert [one.amount for one in case.all(Flag) if one.strength and one.state != "superseded"] == [320000]
        assert flag_run.again(case, "2026-001-BD-01") == {"R01": True}
        assert flag_run.again(case, "2026-001-BD-02") == {"R01": True}


def test_nothing_is_compared_before_the_data_were_reviewed(loaded: Act) -> None:
    with loaded("look") as case:
        case.all(Inspection)[0].state = State.SUBMITTED
    with pytest.raises(Refused, match="现在不能“比对数据”"):
        ran(loaded, "2026-03-02 09:00", "R01")


def test_a_run_beside_flags_that_are_out_leaves_the_inspection_where_it_stands(loaded: Act) -> None:
    ran(loaded, "2026-03-02 09:00", "R01")
    with loaded("look") as case:
        case.all(Inspection)[0].state = State.DOUBT_OUT
        next(one for one in case.all(Flag) if one.strength).state = FlagState.SENT
    ran(loaded, "2026-03-09 09:00", "R01", "R03")
    with loaded("look", dry_run=True) as case:
        assert case.all(Inspection)[0].state == State.DOUBT_OUT


def test_a_flag_is_shown_with_its_rows_masked_and_the_look_stands_in_the_journal(
    loaded: Act, jx: Callable[..., Any], case_path: Path, clock_at: Callable[[str], object]
) -> None:
    ran(loaded, "2026-03-02 09:00", "R01")
    clock_at("2026-11-23 09:30")
    cli = ("-C", str(case_path), "--as", "测一鸣")
    shown = jx(*cli, "inspect", "flag", "show", "2026-001", "r01-0001")
    assert shown.code == 0
    for words in ("死某", "360100********0025", "6,400.00", "待遇发放明细（2行）", "pay.csv 第3行", "死亡人员（1行）"):
        assert words in shown.out
    assert DEAD not in shown.out
    assert "6222000000000001" not in shown.out
    whole = jx(*cli, "--unmasked", "与死亡证明核对", "inspect", "flag", "show", "2026-001", "R01-0001")
    assert DEAD in whole.out
    with loaded("look", dry_run=True) as case:
        assert [note["access"] for note in case.notes("inspect.flag.show")] == [
            {"what": "flag", "inspection": "2026-001", "flag": "R01-0001", "unmasked": reason}
            for reason in ("", "与死亡证明核对")
        ]


def test_what_was_found_in_rows_is_destroyed_with_them(loaded: Act, case_path: Path) -> None:
    ran(loaded, "2026-03-02 09:00", "R01")
    with loaded("inspect.data.purge", at="2026-05-06 09:00") as case:
        case.all(Inspection)[0].state = State.CLOSED
        run = case.all(RuleRun)[0]
        gone = {run.key_sha256, case.all(RuleOutcome)[0].hits_sha256}
        row, _ = data_purge.purge(case, NUMBER, witness="样二航")
        assert gone <= {one["sha256"] for one in row.objects}
    assert not [path for path in (case_path / "objects").rglob("*") if path.name in gone]
    assert verify(case_path, at=CLOCK) == []
    with loaded("look", dry_run=True) as case:
        records = inspection_records(case, NUMBER)
        with pytest.raises(NotFound, match="已经销毁"):
            flag.hits_of(case, records, records.of(Flag))
