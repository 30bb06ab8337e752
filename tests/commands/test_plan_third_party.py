"""`plan third-party`: hiring, undertaking, authorisation; and what the hired see, under `--as` (办法 27)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from jxinspect.store.reading import read_rows

Run = Callable[..., Any]
FIRM = "样本会计师事务所"
SCHEME = (
    "--ad-hoc 上级交办 --unit 服务中心 --form special --fund 工伤 --from 2025-01-01 --to 2025-12-31 --items 工伤基金 "
    "--scope 2025年度 --content 待遇审核 --starts 2026-03-02 --ends 2026-03-13 --method 查阅资料"
)
AGENCY = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
CARD = "--valid-from 2023-01-01 --valid-to 2027-12-31"
ADD = (
    f"plan third-party add 2026-001 --organisation {FIRM} --contract 样合2026-3 --matter 核对财务收支 "
    "--person 例协助=360100199001010015"
)
AUTHORISE = (
    f"plan third-party authorise 2026-001 {FIRM} --class statistics --scope 2025年度财务收支 --from 2026-01-05 "
    "--to 2026-01-20 --approver 钱主任"
)
SIGNED = "doc signed 2026-001-BM-01 --signer 例协助 --capacity 承诺人"
LOOK = "rectify list --as 例协助"


@pytest.fixture
def at(
    typed_at: Run,
    case_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    once: Callable[..., Any],
) -> Run:
    """An office with inspection 2026-001, and 例协助 of a firm on its roster."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    def made() -> None:
        for line in (
            f"plan agency set {AGENCY}",
            "plan staff add 钱主任 --role approver --department 局领导 --post 局长",
            f"plan staff add 测一鸣 --role inspector --department 科 --post 员 --certificate 3601 {CARD}",
            f"plan staff add 样二航 --role inspector --department 科 --post 员 --certificate 3602 {CARD}",
            f"plan staff add 例协助 --role third_party --department 审计部 --post 注册会计师 --organisation {FIRM}",
            "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本",
            f"plan scheme new {SCHEME} --leader 测一鸣 --member 样二航",
        ):
            ended = typed_at("2026-01-05 09:00", line)
            assert ended.code == 0, ended.err

    once(made)
    return typed_at


def hire(at: Run) -> None:
    for line in (ADD, AUTHORISE, SIGNED):
        ended = at("2026-01-06 09:00", line)
        assert ended.code == 0, ended.err


def waiting(at: Run, moment: str) -> list[str]:
    return [line["what"] for line in at(moment, "status 2026-001 --json").json["deadlines"]]


def test_undertaking_and_authorisation_are_made_and_status_tells_what_is_missing_and_what_ends(
    at: Run, tmp_path: Path
) -> None:
    assert at("2026-01-06 09:00", ADD, "--out", "文书").code == 0
    assert "第三方保密承诺书（D29）未签：例协助" in waiting(at, "2026-01-06 09:10")
    made = at("2026-01-06 09:20", AUTHORISE, "--out", "文书")
    assert "2026-001-SQ-01" in made.out
    assert at("2026-01-06 09:30", SIGNED).code == 0
    told = waiting(at, "2026-01-06 09:40")
    assert "第三方保密承诺书（D29）未签：例协助" not in told
    assert "第三方数据授权2026-001-SQ-01到期" in told
    text = "\n".join(
        c.text for f in (tmp_path / "文书").iterdir() for t in docx.Document(str(f)).tables for c in t._cells
    )
    for words in ("360100199001010015", "样合2026-3", "■统计数据　□财务数据", "2026年1月5日至2026年1月20日", "钱主任"):
        assert words in text


def test_a_third_party_looks_at_lists_only_by_a_valid_authorisation_and_each_look_is_counted(at: Run) -> None:
    hire(at)
    inside = "doc list --as 例协助 --authorisation 2026-001-SQ-01"
    refused = at("2026-01-07 09:00", inside)
    assert (refused.code, "G51" in refused.err, "办法 27 II" in refused.err) == (4, True, True)
    outside = at("2026-01-07 09:00", f"{LOOK} --authorisation 2026-001-SQ-01")
    assert (outside.code, "不包括财务数据" in outside.err) == (4, True)
    bare = at("2026-01-07 09:00", LOOK)
    assert (bare.code, "--authorisation" in bare.err) == (4, True)
    assert at("2026-01-07 09:10", AUTHORISE.replace("statistics", "financial")).code == 0
    assert at("2026-01-07 09:20", f"{LOOK} --authorisation 2026-001-SQ-02").code == 0
    uses = at("2026-01-07 09:30", "plan third-party list --json").json["rows"]
    assert [(row["authorisation"], row["uses"]) for row in uses] == [("2026-001-SQ-01", 0), ("2026-001-SQ-02", 1)]
    assert at("2026-01-07 09:30", "check").code == 0


def test_an_authorisation_that_ended_or_was_withdrawn_opens_nothing(at: Run) -> None:
    hire(at)
    assert at("2026-01-07 09:10", AUTHORISE.replace("statistics", "financial")).code == 0
    look = f"{LOOK} --authorisation 2026-001-SQ-02"
    back = at(
        "2026-01-08 09:00", "plan third-party withdraw 2026-001-SQ-02 --reason 工作结束", "--at", "2026-01-08 09:00"
    )
    assert back.code == 0, back.err
    refused = at("2026-01-08 10:00", look)
    assert (refused.code, "已于2026-01-08收回" in refused.err) == (4, True)
    assert at("2026-01-08 11:00", AUTHORISE.replace("statistics", "financial")).code == 0
    assert "不在有效期内" in at("2026-01-21 09:00", look.replace("SQ-02", "SQ-03")).err


@pytest.mark.parametrize(
    "line",
    [
        *(
            "plan unit add 甲 --type employer --address 乙 --head 丙",
            "check",
            "backup 备份",
            "verify",
            "export docs --out 乙",
        ),
        *(
            "export rows plan agency list --out 机关.csv",
            "export all --out 全",
            "batch 命令.jsonl",
            "doc list --kind D05",
        ),
        *("restore 案卷.jxcase 另一个", "key recovery --out 钥匙.txt", "key passwd --new-passphrase-file 口令.txt"),
        *("plan agency list --format csv --out 机关.csv", "plan agency list --json --unmasked 看看"),
    ],
)
def test_a_third_party_registers_nothing_and_takes_nothing_away(
    at: Run, line: str, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "命令.jsonl").write_text('{"id": "1", "line": "plan agency list"}\n', encoding="utf-8")
    (tmp_path / "口令.txt").write_text(passphrase, encoding="utf-8")
    monkeypatch.setenv("JXINSPECT_PASSPHRASE_FILE", str(tmp_path / "口令.txt"))
    before = sorted(path.name for path in tmp_path.iterdir())
    refused = at("2026-01-07 09:00", f"{line} --as 例协助")
    assert (refused.code, refused.out) == (4, ""), refused.err
    assert "G51" in refused.err or "办法 26 I、27 II" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    (entry,) = at("2026-01-07 09:10", "journal list --act third_party.refused --json").json["rows"]
    assert entry["actor"] == "例协助"
    assert "第三方" not in at("2026-01-07 09:20", line).err


def test_what_he_was_refused_stands_in_the_journal_with_command_and_rule(at: Run, case_path: Path) -> None:
    assert at("2026-01-07 09:00", "doc list --as 例协助").code == 4
    moment = datetime(2026, 1, 7, 10, tzinfo=UTC)
    (row,) = read_rows(case_path, "SELECT actor, body FROM journal WHERE act = 'third_party.refused'", at=moment)
    told = json.loads(row["body"])["refused"]
    assert (row["actor"], told["command"], told["guards"]) == ("例协助", "doc list", ["G51"])
    assert at("2026-01-07 09:30", "verify").code == 0


def test_what_staff_are_refused_is_no_attempt_of_a_third_party(at: Run, case_path: Path) -> None:
    assert at("2026-01-06 09:00", ADD).code == 0
    assert "G51" in at("2026-01-06 09:10", AUTHORISE.replace("statistics", "person")).err
    assert at("2026-01-06 09:20", "journal list --act third_party.refused --json").json["rows"] == []


def test_the_doctor_tells_a_third_party_of_the_machine_and_not_of_the_case_file(at: Run, few_templates: None) -> None:
    def told(who: str) -> list[str]:
        lines = at("2026-01-07 09:00", f"doctor --json --as {who}").json["rows"]
        return [line["text"] for line in lines if line["name"] == "案卷库"]

    assert "最后一条日志" in told("测一鸣")[0]
    assert told("例协助") == ["第三方人员不显示案卷库的情况（办法 27 II）"]


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        (ADD.replace("0015", "0010"), 5, "例协助"),
        (ADD.replace("例协助", "样二航"), 4, "不是样本会计师事务所的第三方人员"),
        (AUTHORISE, 3, "没有聘请"),
        ("plan third-party withdraw 2026-001-SQ-09 --reason 甲", 3, "授权编号有误"),
    ],
)
def test_wrong_input_is_answered_with_what_to_do(at: Run, line: str, code: int, word: str) -> None:
    ended = at("2026-01-06 09:00", line)
    assert (ended.code, word in ended.err) == (code, True), ended.err


def test_rows_about_persons_cannot_be_authorised(at: Run) -> None:
    assert at("2026-01-06 09:00", ADD).code == 0
    refused = at("2026-01-06 09:10", AUTHORISE.replace("statistics", "person"))
    assert (refused.code, "G51" in refused.err) == (4, True)
