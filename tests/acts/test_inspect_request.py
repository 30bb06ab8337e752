"""Requests for data and query rights: what is refused, what stays open, and what closing is told of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import evidence, inspect, inspect_request
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.request import RequestKind
from jxinspect.model.report import Closing
from jxinspect.store.records import inspection_records, staff

Act = Callable[..., Any]
NUMBER = "2026-001"
ASKED: dict[str, Any] = {
    "kind": RequestKind.DATA,
    "party": "样本县信息中心",
    "wanted": "死亡人员名单",
    "scope": "2025年度，姓名和死亡日期",
}
RIGHT: dict[str, Any] = {"account": "jc2026", "granted_by": "虚六合", "holder": "测一鸣"}


def asked(act: Act, **more: Any) -> str:
    with act("inspect.request", at="2026-03-03 09:00") as case:
        return str(inspect_request.ask(case, NUMBER, **(ASKED | more)).number)


def test_data_come_back_with_the_digest_of_each_file_and_in_parts(on_site: Act, tmp_path: Path) -> None:
    number = asked(on_site)
    file = tmp_path / "名单.csv"
    file.write_bytes("姓名,日期\n".encode())
    with on_site("inspect.evidence", at="2026-03-04 09:00") as case:
        evidence.add(case, NUMBER, title="死亡人员名单", source="信息中心", proves="死亡日期")
    with on_site("inspect.request", at="2026-03-04 10:00") as case:
        row = inspect_request.receive(case, number, giver="虚六合", files=[file], complete=False)
        assert row.files == [
            {"name": "名单.csv", "size": "14字节", "sha256": sha256(file.read_bytes()).hexdigest()},
        ]
    with on_site("inspect.request", at="2026-03-05 10:00") as case:
        row = inspect_request.receive(case, number, giver="虚六合", evidence=["1"])
        assert len(row.evidence) == 1
        with pytest.raises(Refused, match="已经了结"):
            inspect_request.receive(case, number, giver="虚六合", evidence=["1"])


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"scope": " "}, Incomplete, "不全"),
        ({"party": ""}, Incomplete, "不全"),
        ({"due_on": date(2026, 3, 2)}, Incomplete, "已经过去"),
        ({"basis": ["没有的法 1"]}, NotFound, "没有的法"),
    ],
)
def test_a_request_says_of_whom_what_and_how_much(
    on_site: Act, more: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        asked(on_site, **more)


def test_nothing_comes_without_digest_before_it_was_asked_or_refused_without_reason(on_site: Act) -> None:
    number = asked(on_site)
    with on_site("inspect.request", at="2026-03-04 10:00") as case:
        with pytest.raises(Incomplete, match="没有写明收到的数据"):
            inspect_request.receive(case, number, giver="虚六合")
        with pytest.raises(Incomplete, match="没有写明理由"):
            inspect_request.receive(case, number, giver="虚六合", refused=True)
    with on_site("inspect.request", at="2026-03-02 10:00") as case, pytest.raises(Refused) as refused:
        inspect_request.receive(case, number, giver="虚六合", refused=True, text="须上级批准")
    assert refused.value.guards == ("G56",)


def test_a_query_right_has_account_scope_holder_and_an_end(on_site: Act) -> None:
    number = asked(on_site, kind=RequestKind.QUERY)
    with on_site("inspect.request", at="2026-03-04 10:00") as case:
        row = inspect_request.grant(case, number, until=date(2026, 3, 20), **RIGHT)
        assert row.scope == "2025年度，姓名和死亡日期"
        with pytest.raises(Refused, match="已经登记"):
            inspect_request.grant(case, number, **RIGHT)
        with pytest.raises(NotFound, match="jc2027"):
            inspect_request.withdraw(case, number, account="jc2027", withdrawn_by="虚六合")
    with on_site("inspect.request", at="2026-03-03 10:00") as case, pytest.raises(Refused, match="收回早于开通"):
        inspect_request.withdraw(case, number, account="jc2026", withdrawn_by="虚六合")
    with on_site("inspect.request", at="2026-03-19 10:00") as case:
        inspect_request.withdraw(case, number, account="jc2026", withdrawn_by="虚六合")
    data = asked(on_site)
    with on_site("inspect.request", at="2026-03-19 11:00") as case, pytest.raises(Refused, match="请求的是数据"):
        inspect_request.grant(case, data, **RIGHT)


def test_leaving_tells_and_closing_warns_of_what_is_still_open(on_site: Act) -> None:
    number, query = asked(on_site), asked(on_site, kind=RequestKind.QUERY)
    with on_site("inspect.request", at="2026-03-04 10:00") as case:
        inspect_request.grant(case, query, **RIGHT)

    def found() -> list[str]:
        with on_site("check", at="2026-03-10 09:00", dry_run=True) as case:
            records = inspection_records(case, NUMBER)
            about: dict[str, Any] = {"inspection_id": records.inspection.id, "result": "办结", "retention": "30年"}
            case.add(Closing(**about, at=case.at, archived_by=staff(case, "周档员").id))
            return [f"{one.severity} {one.text}" for one in check(case, NUMBER) if one.guard == "G48"]

    with on_site("look", at="2026-03-05 10:00", dry_run=True) as case:
        told = "\n".join(inspect.unfinished(case, NUMBER))
    assert f"了结数据请求（inspect request receive）：{number}" in told
    assert "收回查询权限（inspect request withdraw）：jc2026" in told
    assert found() == [f"W 请求{number}没有了结：样本县信息中心", "W jc2026的查询权限没有收回"]
    with on_site("inspect.request", at="2026-03-05 11:00") as case:
        inspect_request.receive(case, number, giver="虚六合", refused=True, text="须上级批准")
        inspect_request.withdraw(case, query, account="jc2026", withdrawn_by="虚六合")
    assert found() == []


def test_the_commands_ask_receive_grant_withdraw_and_status_shows_what_is_open(
    on_site: Act, jx: Callable[..., Any], clock_at: Callable[[str], Any], case_path: Path, tmp_path: Path
) -> None:
    clock_at("2026-11-23 10:00")
    file = tmp_path / "名单.csv"
    file.write_bytes(b"a,b\n")

    def run(*words: str) -> Any:
        ended = jx("-C", str(case_path), "--as", "测一鸣", *words)
        assert ended.code == 0, ended.err
        return ended

    asking = ("inspect", "request", "add", NUMBER, "--to", "样本县信息中心", "--what", "名单", "--scope", "2025年度")
    assert "2026-001-QQ-01" in run(*asking, "--due", "2026-11-25").out
    run(*asking, "--kind", "query")
    run(
        "inspect", "request", "grant", "2026-001-QQ-02", "--account", "jc2026", "--holder", "测一鸣", "--from", "虚六合"
    )
    status = run("status").out
    assert "答复请求：2026-001-QQ-01" in status
    assert "收回查询权限：jc2026" in status
    run("inspect", "request", "receive", "2026-001-QQ-01", "--from", "虚六合", "--file", str(file))
    run("inspect", "request", "withdraw", "2026-001-QQ-02", "--account", "jc2026", "--by", "虚六合")
    status = run("status").out
    assert "答复请求" not in status
    assert "收回查询权限" not in status
    (data, query) = run("inspect", "request", "list", "--json").json["rows"]
    assert (data["sha256"], data["open"], query["open"]) == (sha256(b"a,b\n").hexdigest(), False, False)
    (right,) = run("inspect", "request", "list", "--rights", "--json").json["rows"]
    assert right["withdrawn_by"] == "虚六合"


def test_a_request_is_tied_to_the_letter_by_which_it_was_asked_and_to_no_other_paper(on_site: Act) -> None:
    from jxinspect.acts import notify_letters
    from jxinspect.acts.document_void import void
    from jxinspect.model.document import Document

    with on_site("notify.assist", at="2026-03-02 15:00") as case:
        letter = notify_letters.assist(
            case, NUMBER, organ="样本县信息中心", matter="核对死亡人员", use="核对", due_on=date(2026, 3, 20),
            scope=["姓名"],
        )  # fmt: skip
    with on_site("inspect.request", at="2026-03-03 09:00") as case:
        row = inspect_request.ask(case, NUMBER, **ASKED, letter=letter.number.replace("〔", "[").replace("〕", "]"))
        assert (row.document_id, row.document) == (letter.id, letter.number)
        entry = next(paper for paper in case.all(Document) if paper.kind not in inspect_request.LETTERS)
        with pytest.raises(Refused, match="不是这项检查请求数据的文书"):
            inspect_request.ask(case, NUMBER, **ASKED, letter=entry.number)
        with pytest.raises(NotFound):
            inspect_request.ask(case, NUMBER, **ASKED, letter="样人社协〔2026〕99号")
    with on_site("doc.void", at="2026-03-03 10:00") as case:
        void(case, letter.number, because="对方名称有误")
        with pytest.raises(Refused, match="已经作废"):
            inspect_request.ask(case, NUMBER, **ASKED, letter=letter.number)
