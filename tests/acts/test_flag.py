"""What a comparison found is kept: runs, rules, flags by pseudonyms, and hits that only the case file can read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import flag
from jxinspect.analysis.run import RuleResult
from jxinspect.errors import NotFound
from jxinspect.law.flag import FlagState
from jxinspect.law.terms import State
from jxinspect.model.flag import Flag, RuleOutcome, RuleRun
from jxinspect.model.plan import Inspection
from jxinspect.store.reading import read_rows
from jxinspect.store.records import inspection_records
from tests.flags import ALIVE, DEAD, NUMBER, PAID, found, result

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
CLOCK = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def kept(case: CaseFile, *rules: RuleResult) -> flag.Kept:
    return flag.keep(case, NUMBER, rules, extract_on=date(2026, 2, 28), region="360100")


def states(case: CaseFile) -> dict[str, str]:
    return {row.number: row.state.value for row in case.all(Flag)}


def test_a_run_keeps_each_rule_and_a_flag_for_each_case_and_moves_the_inspection_on(reviewed: Act) -> None:
    left_out = result(rule="R02", title="服刑期间领取养老金", skipped="没有 x_prison 表")
    weak = found(ALIVE, [(202501, None, 3, 8, None)], "weak", "")
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        done = kept(case, result(found(DEAD, PAID, person_no="77"), weak), left_out)
        assert (done.run.number, done.new, done.beside) == ("2026-001-BD-01", 1, 1)
        assert case.all(Inspection)[0].state == State.ANALYSED
        first, second = case.all(Flag)
        assert (first.number, first.strength, first.amount, first.months) == ("R01-0001", "H", 640000, 2)
        assert (second.number, second.klass, second.strength) == ("R01-0002", "weak", "")
        ran, skipped = case.all(RuleOutcome)
        assert (ran.flags, ran.hits, ran.amount) == (1, 3, 640000)
        assert (skipped.skipped, skipped.hits_sha256) == ("没有 x_prison 表", None)


def test_hits_come_back_with_both_rows_and_the_person_for_whom_the_pseudonym_stands(reviewed: Act) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(case, result(found(DEAD, PAID, person_no="77"), found(ALIVE, PAID[:1])))
        records = inspection_records(case, NUMBER)
        one = flag.flag_of(records, "r01-0001")
        hits = flag.hits_of(case, records, [one])
    assert list(hits) == ["R01-0001"]
    assert [
        (hit.subject, hit.person_no, hit.ym, hit.left_row, hit.right_row, hit.detail) for hit in hits["R01-0001"]
    ] == [
        (DEAD, "77", 202501, 1, 7, None),
        (DEAD, "77", 202502, 2, 7, "补发"),
    ]
    assert one.subject.startswith("P-")
    assert DEAD not in one.model_dump_json()


def test_neither_tables_nor_journal_nor_files_show_a_number_of_the_data(reviewed: Act, case_path: Path) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(case, result(found(DEAD, PAID, person_no="77")))
    assert not [file for file in case_path.rglob("*") if file.is_file() and DEAD.encode() in file.read_bytes()]
    told = [
        str(row)
        for view in ("flag_list", "flag_cases", "run_outcomes", "journal")
        for row in read_rows(case_path, view, at=CLOCK)
    ]
    assert told
    assert DEAD not in "".join(told)


def test_the_same_rules_on_the_same_data_are_the_same_run(reviewed: Act) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(case, result(found(DEAD, PAID)))
    with reviewed("inspect.data.run", at="2026-03-03 09:00") as case:
        again = kept(case, result(found(DEAD, PAID)))
        assert again.already
        assert again.run.number == "2026-001-BD-01"
        assert len(case.all(RuleRun)) == 1


def test_a_later_run_keeps_what_it_finds_again_and_supersedes_what_is_otherwise_or_gone(reviewed: Act) -> None:
    third = "360100194001010055"
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(case, result(found(DEAD, PAID), found(ALIVE, PAID), found(third, PAID)))
        case.all(Flag)[2].state = FlagState.SENT
    with reviewed("inspect.data.run", at="2026-03-05 09:00") as case:
        moved = [(ym, amount, row + 100, 7, text) for ym, amount, row, _, text in PAID]
        done = kept(case, result(found(DEAD, moved), found(ALIVE, PAID[:1]), inputs={"pay": ["33" * 32]}))
        assert (done.same, done.new, done.superseded) == (1, 1, 1)
        assert states(case) == {
            "R01-0001": "pending", "R01-0002": "superseded", "R01-0003": "sent", "R01-0004": "pending",
        }  # fmt: skip
        assert case.all(Flag)[3].before_id == case.all(Flag)[1].id
        records = inspection_records(case, NUMBER)
        hits = flag.hits_of(case, records, records.of(Flag))
    assert hits["R01-0001"][0].left_row == 101  # where the rows lie now
    assert hits["R01-0003"][0].left_row == 1


def test_a_rule_that_was_left_out_changes_no_flag(reviewed: Act) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(case, result(found(DEAD, PAID)))
    with reviewed("inspect.data.run", at="2026-03-05 09:00") as case:
        done = kept(case, result(skipped="没有 x_death 表"))
        assert (done.new, done.superseded) == (0, 0)
        assert states(case) == {"R01-0001": "pending"}


def test_one_person_with_many_rules_is_one_case_ranked_by_strength_and_amount(reviewed: Act, case_path: Path) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case:
        kept(
            case,
            result(found(DEAD, PAID), found(ALIVE, PAID[:1])),
            result(found(ALIVE, PAID), rule="R14", title="资格认证异常"),
            result(found("账号1", [(None, 9900000, 5, None, None)], strength="L"), rule="R15", title="同一账户"),
        )
    cases = read_rows(case_path, "flag_cases", at=CLOCK)
    assert [(sorted(one["rules"].split(",")), one["flags"], one["rank"], one["amount"]) for one in cases] == [
        (["R01", "R14"], 2, 0, 640000),
        (["R01"], 1, 0, 640000),
        (["R15"], 1, 2, 9900000),
    ]


def test_a_flag_that_is_not_there_is_named(reviewed: Act) -> None:
    with reviewed("inspect.data.run", at="2026-03-02 09:00") as case, pytest.raises(NotFound, match="R09-0001"):
        flag.flag_of(inspection_records(case, NUMBER), "R09-0001")
