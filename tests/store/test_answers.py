from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from jxinspect.errors import NotFound
from jxinspect.law.terms import Role, UnitType
from jxinspect.model.duty import Setting
from jxinspect.model.interest import Interest
from jxinspect.model.plan import Staff, Unit
from jxinspect.store.casefile import CaseFile

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def registers_path(make_template: Any, home: Path, tmp_path: Path) -> Path:
    template = make_template("registers", None)
    shutil.copytree(template / "home", home)
    path = tmp_path / "案卷.jxcase"
    shutil.copytree(template / path.name, path)
    return path


def person(name: str) -> Staff:
    return Staff(
        name=name, role=Role.INSPECTOR, department="监督科", post="科员", certificate=f"证{name}",
        certificate_issuer="司法厅", certificate_from=date(2023, 1, 1), certificate_to=date(2027, 1, 1),
    )  # fmt: skip


def names(case: CaseFile, **where: object) -> list[str]:
    return [one.name for one in case.all(Staff, **where)]


def statements(case: CaseFile) -> list[str]:
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(case.session.connection(), "before_cursor_execute", note)
    return seen


def test_a_register_is_read_once_for_many_questions(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        case.add(person("甲"))
        seen = statements(case)
        assert [names(case) for _ in range(3)] == [["甲"]] * 3
    assert sum("FROM staff" in one for one in seen) == 1


def test_somebody_added_to_the_roster_is_found_at_once(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        assert names(case) == []
        case.add(person("甲"))
        assert names(case) == ["甲"]


def test_a_changed_name_is_found_before_anybody_flushes(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        case.add(one := person("甲"))
        assert names(case, name="甲") == ["甲"]
        one.name = "乙"
        assert (names(case, name="甲"), names(case, name="乙")) == ([], ["乙"])


def test_what_a_savepoint_takes_back_is_forgotten(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        with pytest.raises(ValueError), case.savepoint():
            case.add(person("甲"))
            assert names(case) == ["甲"]
            raise ValueError
        assert names(case) == []


def test_a_record_found_by_its_id_is_as_it_is_stored_after_a_part_was_taken_back(
    registers_path: Path, opened: Any
) -> None:
    with opened(registers_path) as case:
        case.add(one := person("甲"))
        with pytest.raises(ValueError), case.savepoint():
            one.name = "乙"
            case.add(new := person("丙"))
            assert case.get(Staff, one.id).name == "乙"
            raise ValueError
        assert case.get(Staff, one.id).name == "甲"
        with pytest.raises(NotFound):
            case.get(Staff, new.id)


def test_the_caller_may_change_the_list_it_got(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        case.add(Setting(key="a", value="1"))
        case.all(Setting).clear()
        assert [row.key for row in case.all(Setting)] == ["a"]


def test_none_is_asked_as_absence(case_path: Path, Thing: Any, opened: Any) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="有", flag=True), Thing(name="没有"))
        assert [one.name for one in case.all(Thing, flag=None)] == ["没有"]
        assert [one.name for one in case.all(Thing, flag=True)] == ["有"]


def asked_ahead(case: CaseFile) -> tuple[Unit, Unit]:
    """Two units, one with a tie of somebody, both asked ahead."""
    one, other = unit("样本甲"), unit("样本乙")
    somebody = person("甲")
    case.add(one, other, somebody)
    case.add(tie(somebody, one, "亲属"))
    case.ahead(Interest, "unit_id", [one.id, other.id])
    return one, other


def unit(name: str) -> Unit:
    return Unit(name=name, type=UnitType.HANDLING_AGENCY, region_code="360100", address="样本路", head="样本")


def tie(somebody: Staff, of: Unit, text: str) -> Interest:
    return Interest(at=NOW, staff_id=somebody.id, unit_id=of.id, kind="relative", text=text)


def texts(case: CaseFile, of: Unit) -> list[str]:
    return [one.text for one in case.all(Interest, unit_id=of.id)]


def test_what_was_asked_ahead_is_not_asked_again(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        one, other = asked_ahead(case)
        seen = statements(case)
        assert [texts(case, one), texts(case, other), texts(case, one)] == [["亲属"], [], ["亲属"]]
    assert not any("FROM interest" in text for text in seen)


def test_a_record_written_after_asking_ahead_is_found_at_once(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        one, other = asked_ahead(case)
        case.add(tie(case.all(Staff)[0], other, "曾任职"))
        assert [texts(case, one), texts(case, other)] == [["亲属"], ["曾任职"]]


def test_a_record_that_moved_is_found_where_it_belongs_now(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        one, other = asked_ahead(case)
        case.all(Interest, unit_id=one.id)[0].unit_id = other.id
        assert [texts(case, one), texts(case, other)] == [[], ["亲属"]]


def test_a_savepoint_taken_back_takes_the_answer_back(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        one, _ = asked_ahead(case)
        with pytest.raises(ValueError), case.savepoint():
            case.add(tie(case.all(Staff)[0], one, "曾任职"))
            assert texts(case, one) == ["亲属", "曾任职"]
            raise ValueError
        assert texts(case, one) == ["亲属"]


def test_a_record_is_found_by_its_id_and_by_a_question_asked_ahead(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        case.add(one := person("甲"), of := unit("甲中心"))
        case.ahead(Interest, "unit_id", [of.id])
        assert texts(case, of) == []
        case.add(found := tie(one, of, "同学"))
        assert case.get(Interest, found.id) is found
        assert texts(case, of) == ["同学"]


def test_a_narrower_question_is_answered_from_the_wider_one(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        one, _ = asked_ahead(case)
        case.add(tie(case.all(Staff)[0], one, "曾任职"))
        seen = statements(case)
        assert [found.text for found in case.all(Interest, unit_id=one.id, text="曾任职")] == ["曾任职"]
    assert not any("FROM interest" in text for text in seen)


def test_a_record_that_points_at_nothing_undoes_the_act(registers_path: Path, opened: Any) -> None:
    one, of = person("甲"), unit("甲中心")
    with pytest.raises(Exception, match="FOREIGN KEY"), opened(registers_path) as case:
        case.add(of, tie(one, of, "同学"))
    with opened(registers_path) as case:
        assert case.all(Unit) == []


def test_a_part_that_fails_leaves_nothing(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        case.add(kept := person("乙"))
        with pytest.raises(ValueError), case.savepoint():
            case.add(gone := person("甲"))
            kept.post = "科长"
            assert [one.post for one in case.all(Staff, post="科长")] == ["科长"]
            raise ValueError
        with pytest.raises(NotFound):
            case.get(Staff, gone.id)
        assert [(one.name, one.post) for one in case.all(Staff)] == [("乙", "科员")]
        kept.post = "副科长"
        assert [one.post for one in case.all(Staff, post="副科长")] == ["副科长"]


def test_the_tables_that_hang_on_an_inspection_are_those_with_its_column(registers_path: Path, opened: Any) -> None:
    with opened(registers_path) as case:
        tables = [name for (name,) in case.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {name: case.connection.execute(f'PRAGMA table_info("{name}")').fetchall() for name in tables}
        assert list(case.hanging) == sorted(t for t in tables if "inspection_id" in {row[1] for row in columns[t]})
    assert len(case.hanging) > 100
