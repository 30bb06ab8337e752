"""Data of an off-site inspection: loaded whole or not at all, encrypted, looked at through views (办法 23)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jxinspect.acts import data, inspect_request
from jxinspect.analysis.datasets import available, connect, digests, extract_date, loaded
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.request import RequestKind
from jxinspect.law.terms import State
from jxinspect.model.dataset import DataPart, Dataset, DatasetFile, HeaderProfile
from jxinspect.model.evidence import Evidence
from jxinspect.model.plan import Inspection
from tests.acts.test_notify_offsite import NUMBER, opened

Act = Callable[..., Any]
PAY = """
person_no | fund | item | pay_ym | paid_on | amount | account_no | account_name
3601000000001 | 失业 | 失业保险金 | 202501 | 2025-01-10 | 1200.00 | 6222000000000001 | 测一鸣
3601000000002 | 失业 | 失业保险金 | 二〇二五 | 2025-01-10 | 1300.00 | 6222000000000002 | 样二航
3601000000001 | 失业 | 失业保险金 | 202502 | 2025-02-10 | 1200.00 | 6222000000000001 | 测一鸣
"""
DEATHS = """
id_no | name | death_on
36010019500101005X | 测一鸣 | 2025-01-20
"""


def test_what_is_loaded_stands_in_the_case_file_with_its_raw_file_and_its_digest(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted]
) -> None:
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        done = data.load(case, NUMBER, handed_in("pay", PAY, extract_on=date(2026, 2, 18)))
        assert (done.dataset.number, done.dataset.rows_read) == ("2026-001-SJ-01", 3)
        assert (done.dataset.rows_kept, done.dataset.rows_refused) == (2, 1)
    with notified_off_site("x", at="2026-02-20 10:00") as case:
        inspection = case.one(Inspection, number=NUMBER)
        assert inspection.state == State.SUBMITTED
        (item,) = case.all(Evidence)
        assert item.file_name == "pay.csv"
        assert case.objects.get(item.sha256 or "").decode() == PAY
        (file,) = case.all(DatasetFile)
        assert (file.evidence_id, file.rows_read, file.mapping[0]) == (
            item.id, 3, {"title": "person_no", "column": "person_no"}
        )  # fmt: skip
        assert [part.kind.value for part in case.all(DataPart)] == ["rows", "refused"]
        assert len(case.all(HeaderProfile)) == 1
        assert extract_date(loaded(case, inspection)) == date(2026, 2, 18)
        assert list(digests(loaded(case, inspection))) == ["pay"]


def test_loaded_tables_are_views_with_derived_columns(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted]
) -> None:
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        data.load(case, NUMBER, handed_in("pay", PAY))
        data.load(case, NUMBER, handed_in("pay", PAY.replace("account_no", "bank"), "again.csv"))
        data.load(case, NUMBER, handed_in("x_death", DEATHS))
    with notified_off_site("x", at="2026-02-20 10:00") as case:
        inspection = case.one(Inspection, number=NUMBER)
        assert available(loaded(case, inspection))["x_death"] == {"id_no", "name", "death_on"}
        con = connect(case, inspection)
        rows = con.execute(
            "SELECT _row, _file, _line, pay_ym, pay_ym_n, amount, account_no IS NULL FROM pay ORDER BY _row"
        )
        assert rows.fetchall() == [
            (1, "pay.csv", 2, 202501, 24300, 120000, False),
            (3, "pay.csv", 4, 202502, 24301, 120000, False),
            (4, "again.csv", 2, 202501, 24300, 120000, True),
            (6, "again.csv", 4, 202502, 24301, 120000, True),
        ]
        found = con.execute("SELECT id_key, id_ok, name_key FROM x_death").fetchall()
        assert found == [("36010019500101005X", True, "测一鸣")]
        con.close()


def test_a_file_that_is_in_evidence_is_not_taken_in_twice(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted]
) -> None:
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        data.load(case, NUMBER, handed_in("pay", PAY))
        data.load(case, NUMBER, handed_in("pay", "\n".join(PAY.splitlines()[:3]) + "\n"))
        assert len(case.all(HeaderProfile)) == 1
        data.load(case, NUMBER, handed_in("pay", PAY, extract_on=date(2026, 2, 1), drop=["account_name"]))
        assert len(case.all(Evidence)) == 2
        assert [one.first_row for one in case.all(Dataset)] == [1, 4, 5]


def test_files_of_one_loading_that_are_the_same_are_refused(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted]
) -> None:
    wanted = handed_in("pay", PAY)
    twin = wanted.paths[0].with_name("副本.csv")
    twin.write_text(PAY, encoding="utf-8")
    wanted.paths = [*wanted.paths, twin]
    with pytest.raises(Refused) as refused, notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        data.load(case, NUMBER, wanted)
    assert refused.value.items == ("pay.csv、副本.csv",)


def test_a_spoiled_column_undoes_the_loading_and_says_what_to_ask_for(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted]
) -> None:
    page = DEATHS + "510000195001010000 | 样二航 | 2025-01-20\n" * 3
    with pytest.raises(Incomplete) as refused, notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        data.load(case, NUMBER, handed_in("x_death", page))
    assert refused.value.items == ("x_death.csv：“id_no”列",)
    assert "以文本格式重新导出" in refused.value.todo
    with notified_off_site("x", at="2026-02-20 10:00") as case:
        assert not case.all(Dataset) + case.all(Evidence)
        assert case.one(Inspection, number=NUMBER).state == State.NOTIFIED
        assert not [path for path in case.objects.folder.iterdir() if path.name.endswith(".part")]


def test_a_spoiled_column_can_be_left_out(notified_off_site: Act, handed_in: Callable[..., data.Wanted]) -> None:
    page = DEATHS + "510000195001010000 | 样二航 | 2025-01-20\n" * 3
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        done = data.load(case, NUMBER, handed_in("x_death", page, drop=["id_no"]))
        assert done.dataset.columns == ["name", "death_on"]


def test_data_are_extracted_only_on_a_request_that_is_on_record(
    office: Act, once: Callable[..., Any], handed_in: Callable[..., data.Wanted]
) -> None:
    once(lambda: opened(office))
    with pytest.raises(Refused, match="没有通知报送"), office("inspect.data.load", at="2026-02-20 09:00") as case:
        data.load(case, NUMBER, handed_in("pay", PAY))
    with office("inspect.data.load", at="2026-02-20 09:00") as case:
        asked = inspect_request.ask(
            case, NUMBER, kind=RequestKind.DATA, party="样本县信息中心", wanted="发放明细", scope="2025年度"
        )
        done = data.load(case, NUMBER, handed_in("pay", PAY))
        assert done.dataset.request_id == asked.id
        assert done.evidence[0].source == "样本县信息中心"
        assert case.one(Inspection, number=NUMBER).state == State.EXTRACTED


def test_nothing_is_loaded_into_a_case_file_that_is_not_encrypted(
    notified_off_site: Act, handed_in: Callable[..., data.Wanted], monkeypatch: pytest.MonkeyPatch
) -> None:
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        plain = case.objects.key._replace(identity=None, db_key=None)
        monkeypatch.setattr(case.objects, "_key", plain)
        with pytest.raises(Refused, match="没有加密"):
            data.load(case, NUMBER, handed_in("pay", PAY))


def test_without_data_there_is_nothing_to_look_at(notified_off_site: Act) -> None:
    with notified_off_site("x", at="2026-02-20 10:00") as case:
        inspection = case.one(Inspection, number=NUMBER)
        with pytest.raises(NotFound, match="没有可用的数据"):
            connect(case, inspection)
