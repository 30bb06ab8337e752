"""Blocks of official numbers: given by the office, used by a laptop, returned or void (G57)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxinspect.errors import NotFound, Refused
from jxinspect.model.document import Document
from tests.acts.conftest import CLOCK
from tests.devices import LAPTOP, Machines

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile
    from tests.acts.conftest import Act

SERIES, YEAR = "样人社监检通", 2026


class Two:
    """An office and a laptop at one case file with six inspections to be notified. The office begins."""

    def __init__(self, act: Act, machines: Machines, run: Callable[..., Any]) -> None:
        self.act, self.machines, self._run = act, machines, run

    def office(self, line: str) -> Any:
        self.machines.at("home")
        return self._run("孙科长", line)

    def laptop(self, line: str) -> Any:
        self.machines.at("laptop")
        return self._run("测一鸣", line)


def notice(n: int) -> str:
    return f"notify onsite 2026-00{n} --enter 2026-03-09 --leave 2026-03-20"


@pytest.fixture
def two(
    many: Callable[[int], list[str]],
    act: Act,
    jx: Callable[..., Any],
    case_path: Path,
    clock_at: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Two:
    from jxinspect.acts import sync
    from jxinspect.model.sync import Device

    many(6)
    machines = Machines(case_path, monkeypatch)
    key = machines.key("laptop")
    with act("sync.init", actor="孙科长") as case:
        sync.init(case)
        case.add(Device(at=case.at, public_key=key, recipient="", name=LAPTOP, block=1, actor="孙科长"))
    clock_at(f"{CLOCK:%Y-%m-%d %H:%M}")

    def run(actor: str, line: str) -> Any:
        return jx("-C", str(case_path), "--as", actor, "--at", "2026-02-23 09:00", *line.split(" "))

    return Two(act, machines, run)


def test_a_laptop_without_a_block_is_told_how_to_get_one(two: Two) -> None:
    refused = two.laptop(notice(1))
    assert refused.code == 4
    assert f"本机（{LAPTOP}）没有{SERIES}〔2026〕可用的号段" in refused.err
    assert f"jxinspect sync lease give {LAPTOP} {SERIES} 2026 --count 20" in refused.err
    assert two.office(f"sync lease give {LAPTOP} {SERIES} 2026 --count 20").code == 0
    assert f"{SERIES}〔2026〕1号" in two.laptop(notice(1)).out


def test_what_has_no_official_number_needs_no_block(two: Two) -> None:
    made = two.laptop("plan lead add --source other --matter 重复领取 --about 样本县社会保险服务中心")
    assert made.code == 0
    assert "2026-XS-1001" in made.out


def test_the_office_counts_on_behind_the_block_and_the_laptop_inside_it(two: Two) -> None:
    assert f"{SERIES}〔2026〕1号" in two.office(notice(1)).out
    given_out = two.office(f"--json sync lease give {LAPTOP} 监检通 2026 --count 2").json
    assert given_out["blocks"] == [f"{SERIES}〔2026〕2至3号"]
    assert f"{SERIES}〔2026〕4号" in two.office(notice(2)).out
    assert f"{SERIES}〔2026〕2号" in two.laptop(notice(3)).out
    assert f"{SERIES}〔2026〕3号" in two.laptop(notice(4)).out
    used_up = two.laptop(notice(5))
    assert used_up.code == 4
    assert "2至3号已用完" in used_up.err
    assert two.office("check").code == 0


def test_several_series_are_leased_at_once_and_a_shared_code_only_once(two: Two) -> None:
    two.office("plan agency series set 监检通 --code 监")
    two.office("plan agency series set 监案 --code 监")
    given_out = two.office(f"--json sync lease give {LAPTOP} 监检通、监案，监封 2026 --count 1").json
    assert given_out["blocks"] == ["样人社监〔2026〕1号", "样人社监封〔2026〕1号"]
    every = two.office(f"--json sync lease give {LAPTOP} 全部 2026 --count 2").json["blocks"]
    assert every[:2] == ["样人社监计〔2026〕1至2号", "样人社监〔2026〕2至3号"]
    assert len(every) == len(set(every)) > 20
    assert two.office("check").code == 0


def test_status_counts_very_many_blocks_and_lists_few(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监计、监案、监检通、监封、监改 2026 --count 5")
    assert f"{LAPTOP}  {SERIES}〔2026〕1至5号" in two.office("status").out
    two.office(f"sync lease give {LAPTOP} 监罚、监告 2026 --count 5")
    assert f"{LAPTOP}  7个号段，还剩35个号：jxinspect sync lease list" in two.office("status").out
    assert len(two.office("--json status").json["leases"]) == 7


def test_few_numbers_left_are_told_after_issuing_and_in_status(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 5")
    assert "号段" not in two.laptop(notice(1)).err
    assert "只剩3个号" in (told := two.laptop(notice(2)).err)
    assert f"jxinspect sync lease give {LAPTOP} {SERIES} 2026 --count 20" in told
    status = two.office("status").out
    assert f"{LAPTOP}  {SERIES}〔2026〕1至5号  下一号3号，还剩3个" in status
    assert f"{LAPTOP}的{SERIES}〔2026〕只剩3个号，在机关端再发" in status
    (block,) = two.office("--json status").json["leases"]
    assert (block["device"], block["next"], block["left"]) == (LAPTOP, 3, 3)
    assert "号段" not in two.office(notice(3)).err


def test_a_second_block_is_begun_when_the_first_is_used_up(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 1")
    two.office(notice(1))
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 9")
    assert f"{SERIES}〔2026〕1号" in two.laptop(notice(2)).out
    assert f"{SERIES}〔2026〕3号" in two.laptop(notice(3)).out
    assert "用完" not in two.laptop("status").out


def test_returned_numbers_go_to_the_next_documents_of_the_office(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 3")
    two.office(notice(1))
    two.laptop(notice(2))
    assert f"{SERIES}〔2026〕2至3号待用" in two.laptop("sync lease return").out
    assert two.laptop(notice(3)).code == 4
    assert two.laptop("sync lease return").code == 3
    assert "待用2个" in two.office("status").out
    assert [f"{SERIES}〔2026〕{n}号" in two.office(notice(k)).out for k, n in ((3, 2), (4, 3), (5, 5))] == [True] * 3
    assert two.office("check").code == 0
    assert two.office("--json sync lease list").json["total"] == 0
    assert two.office("--json sync lease list --all").json["total"] == 1


def test_returned_numbers_are_void_with_a_reason(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 3")
    two.office(notice(1))
    two.laptop(notice(2))
    running = two.office(f"sync lease void {SERIES}〔2026〕2号 --because 年度终了")
    assert running.code == 4
    assert f"{SERIES}〔2026〕2号还在{LAPTOP}的号段中" in running.err
    two.laptop("sync lease return")
    assert two.office(f"sync lease void {SERIES}〔2026〕1-3号 --because 年度终了").code == 4
    assert two.office(f"sync lease void {SERIES}[2026]2-3号 --because \u3000").code == 5
    assert two.office(f"sync lease void {SERIES}[2026]2-3号 --because 年度终了").code == 0
    assert f"{SERIES}〔2026〕5号" in two.office(notice(3)).out
    (block,) = two.office("--json sync lease list --all").json["rows"]
    assert (block["issued"], block["free"], block["voided"]) == (1, 0, 2)
    assert "2号作废：年度终了" in block["because"]
    assert two.office("check").code == 0


def test_the_numbers_of_a_lost_laptop_are_void(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 3")
    two.laptop(notice(1))
    assert two.office("sync lease return").code == 5
    assert two.office(f"sync lease return --device {LAPTOP} --void").code == 5
    lost = two.office(f"sync lease return --device {LAPTOP} --void --because 电脑丢失")
    assert f"{SERIES}〔2026〕2至3号作废" in lost.out
    assert f"{SERIES}〔2026〕4号" in two.office(notice(2)).out
    assert two.office("check").code == 0


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("sync lease give 机关端 监检通 2026", 4, "机关端直接编号"),
        ("sync lease give 三组笔记本 监检通 2026", 3, "没有登记设备"),
        (f"sync lease give {LAPTOP} 无此系列 2026", 3, "没有文号系列"),
        (f"sync lease give {LAPTOP} 监检通 2025", 4, "2025年度已经过去"),
        (f"sync lease give {LAPTOP} 监检通 2026 --count 1001", 5, "一次发1至1000个号"),
        (f"sync lease return --device {LAPTOP}", 3, "没有发给过号段"),
        ("sync lease void 第5号 --because 污损", 5, "不是文号"),
        (f"sync lease void {SERIES}〔2026〕9-3号 --because 污损", 5, "起止不能用"),
        (f"sync lease void {SERIES}〔2026〕9号 --because 污损", 4, "没有作为号段发出过"),
    ],
)
def test_the_office_is_told_what_is_wrong(two: Two, line: str, code: int, told: str) -> None:
    refused = two.office(line)
    assert (refused.code, told in refused.err) == (code, True)


def test_only_the_office_gives_blocks(two: Two) -> None:
    refused = two.laptop(f"sync lease give {LAPTOP} 监检通 2026")
    assert (refused.code, "只有机关端能发给号段" in refused.err) == (4, True)
    assert two.laptop(f"sync lease void {SERIES}〔2026〕1号 --because 污损").code == 4


def test_a_machine_that_is_not_enrolled_issues_nothing(two: Two) -> None:
    two.machines.at("stranger")
    refused = two._run("测一鸣", notice(1))
    assert (refused.code, "没有登记为本案卷库的设备" in refused.err) == (4, True)


def test_a_revoked_device_gets_no_numbers_and_gives_none(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026")
    assert two.office(f"sync device revoke {LAPTOP} --because 丢失").code == 0
    refused = two.office(f"sync lease give {LAPTOP} 监检通 2026")
    assert (refused.code, "已经停用" in refused.err) == (4, True)
    found = two.laptop(notice(1))
    assert (found.code, "停用的原因：丢失" in found.err) == (4, True)


def test_a_batch_larger_than_the_block_is_refused_before_anything_is_issued(two: Two, tmp_path: Path) -> None:
    rows = "\n".join(f"2026-00{n},2026-03-09,2026-03-20" for n in range(1, 4))
    listed = tmp_path / "清单.csv"
    listed.write_text(f"检查编号,进点日期,结束日期\n{rows}\n", encoding="utf-8-sig")
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 2")
    refused = two.laptop(f"notify batch {listed}")
    assert refused.code != 0
    assert f"没有{SERIES}〔2026〕可用的号段" in refused.err
    assert two.laptop("--json doc list").json["total"] == 0
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 1")
    assert two.laptop(f"notify batch {listed}").code == 0


def test_a_series_of_which_numbers_were_leased_begins_nowhere_else(two: Two) -> None:
    two.office(f"sync lease give {LAPTOP} 监检通 2026 --count 2")
    refused = two.office("plan agency series set 监检通 --year 2026 --first 15")
    assert (refused.code, "已经编到2号" in refused.err) == (4, True)


# ---- what check and verify find ------------------------------------------------------------------------------


def _lease(case: CaseFile, first: int, last: int, **end: Any) -> str:
    from jxinspect.model.sync import Device, Lease, LeaseEnd

    device = case.one(Device, name=LAPTOP)
    lease = Lease(at=case.at, series=SERIES, year=YEAR, first=first, last=last, device_id=device.id, actor=case.actor)
    case.add(lease)
    if end:
        case.add(LeaseEnd(at=case.at, lease_id=lease.id, actor=case.actor, **end))
    return lease.id


def _document(n: int, check_code: str = "") -> Document:
    return Document(
        at=CLOCK, kind="D05", title="检查通知书", subject_id="", number=f"{SERIES}〔{YEAR}〕{n}号",
        series=SERIES, year=YEAR, n=n, dated=date(2026, 2, 23), sha256="0" * 64, facts_digest="",
        chain_head="", check_code=check_code, file_name="", actor="测一鸣",
    )  # fmt: skip


def _paper(case: CaseFile, n: int) -> None:
    case.add(_document(n))


def _found(case: CaseFile) -> list[str]:
    from jxinspect.acts.check import check

    return [one.text for one in check(case, guards={"G57"})]


@pytest.mark.parametrize(
    ("papers", "end", "told"),
    [
        ((1, 2, 3), {}, None),
        ((1, 2), {"returned_from": 3, "because": "交回"}, None),
        ((1,), {"returned_from": 3, "voided": [2, 4], "because": "污损"}, None),
        ((1, 3), {}, "第2号没有使用，也没有作废"),
        ((1, 2), {"returned_from": 4, "because": "交回"}, "第3号没有使用，也没有作废"),
        ((1, 2), {"because": "交回"}, "第3、4号没有使用，也没有作废"),
        ((1, 2), {"voided": [2, 3, 4], "because": "丢失"}, "第2号已经作废，又用于文书"),
        ((1, 2), {"voided": [3, 4], "because": " "}, "第3、4号作废没有写明理由"),
    ],
)
def test_check_finds_what_a_block_does_not_account_for(
    two: Two, papers: tuple[int, ...], end: dict[str, Any], told: str | None
) -> None:
    with two.act("x", dry_run=True) as case:
        _lease(case, 1, 4, **end)
        for n in papers:
            _paper(case, n)
        found = [text for text in _found(case) if "的号段第1至4号" in text]
    assert [(told or "") in text for text in found] == ([True] if told else [])


def test_check_finds_numbers_leased_twice_and_gaps_outside_of_blocks(two: Two) -> None:
    with two.act("x", dry_run=True) as case:
        _lease(case, 1, 4)
        _lease(case, 4, 6)
        assert _found(case) == [f"{SERIES}〔2026〕第4至4号在两个号段里"]
    with two.act("x", dry_run=True) as case:
        _lease(case, 3, 4)
        _paper(case, 6)
        (gap,) = _found(case)
        assert gap == f"{SERIES}〔2026〕6号之前缺少第5号至第5号"


def test_a_laptop_judges_only_what_it_gave_since_it_may_lack_what_others_did(two: Two) -> None:
    two.machines.at("laptop")
    with two.act("x", dry_run=True) as case:
        _lease(case, 8, 9)
        _paper(case, 8)
        assert _found(case) == []
    two.machines.at("home")
    with two.act("x", dry_run=True) as case:
        _lease(case, 8, 9)
        _paper(case, 8)
        assert _found(case) == [f"{SERIES}〔2026〕8号之前缺少第1号至第7号"]


@pytest.mark.parametrize("void", [False, True])
def test_a_number_given_twice_is_found_until_one_of_the_two_is_void(two: Two, void: bool) -> None:
    from jxinspect.acts.document_number import the_one
    from jxinspect.errors import Incomplete
    from jxinspect.model.guards import OFFICE_RULES, OfficeRecords
    from jxinspect.model.signed import DocumentVoid
    from jxinspect.model.sync import Device
    from jxinspect.store.records import world

    papers = [_document(1, "aa-11"), _document(1, "bb-22")]
    with two.act("x", dry_run=True) as case:
        ended = DocumentVoid(document_id=papers[0].id, at=case.at, reason="重号")
        rows: dict[str, list[Any]] = {"device": case.all(Device), "document": papers, "documentvoid": [ended] * void}
        office = OfficeRecords(world(case), lambda cls: rows.get(str(cls.__tablename__), []))
        found = [breach.text for breach in OFFICE_RULES["G57"](office) if "两份" in breach.text]
        assert found == ([] if void else [f"{SERIES}〔2026〕1号用于两份文书"])
        assert the_one(case, papers, "bb-22") is papers[1]
        if void:
            case.add(papers[0], ended)
            assert the_one(case, papers, "") is papers[1]
            return
        with pytest.raises(Incomplete) as unclear:
            the_one(case, papers, "")
        told = [item.partition("：")[0] for item in unclear.value.items]
        assert told == [f"{SERIES}〔2026〕1号@aa-11", f"{SERIES}〔2026〕1号@bb-22"]
        with pytest.raises(Incomplete, match="没有一份属于“cc”"):
            the_one(case, papers, "cc")


def test_check_finds_a_document_of_a_laptop_outside_of_its_blocks(two: Two) -> None:
    two.machines.at("laptop")
    with two.act("x") as case:
        _paper(case, 1)
    two.machines.at("home")
    with two.act("y", dry_run=True) as case:
        assert _found(case) == [f"{SERIES}〔2026〕1号不在{LAPTOP}的号段里"]


def test_verify_names_a_block_that_the_office_did_not_give(two: Two) -> None:
    assert two.office("verify").code == 0
    two.machines.at("laptop")
    with two.act("x") as case:
        _lease(case, 1, 4)
    found = two.office("verify")
    assert (found.code, "号段不是机关端发给的" in found.err) == (8, True)


STEPS = st.lists(
    st.tuples(st.sampled_from(["office", "a", "b"]), st.sampled_from(["issue", "issue", "give", "return", "void"])),
    max_size=20,
)


def _step(case: CaseFile, who: str, what: str) -> None:
    from jxinspect.acts import lease
    from jxinspect.store.series import free_numbers, next_number

    if what == "issue":
        _paper(case, next_number(case, SERIES, YEAR))
    elif what == "give" and who != "office":
        lease.give(case, who, SERIES, YEAR, count=3)
    elif what == "return" and who != "office":
        lease.give_back(case)
    elif what == "void":
        for n in list(free_numbers(case, SERIES, YEAR))[:1]:
            lease.make_void(case, [f"{SERIES}〔{YEAR}〕{n}号"], because="污损")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_given_issued_and_returned_no_number_is_given_twice_or_left_out(
    two: Two, steps: list[tuple[str, str]]
) -> None:
    from jxinspect.model.sync import Device
    from jxinspect.store.enrolled import Enrolled

    office = Enrolled("office", "机关端", 0, office=True)
    with two.act("x", dry_run=True) as case:
        for block, name in enumerate("ab", 2):
            case.add(Device(at=case.at, public_key=name, recipient="", name=name, block=block, actor="孙科长"))
        laptops = {one.name: Enrolled(one.id, one.name, one.block) for one in case.all(Device)}
        for who, what in steps:
            at_office = who == "office" or what in ("give", "void")
            case.__dict__["enrolled"] = office if at_office else laptops[who]
            try:
                _step(case, who, what)
            except (Refused, NotFound):
                assert not at_office, "the office always has a number"
        numbers = [one.n for one in case.all(Document, series=SERIES)]
        assert len(set(numbers)) == len(numbers)
        case.__dict__["enrolled"] = office
        assert _found(case) == []
