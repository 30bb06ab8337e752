"""`plan lead`, `plan pick`, `plan cooperation` as an office uses them; who reported stands nowhere in plain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NAME, PHONE = "钟举报测", "13900001234"
BY_POST = "plan lead serve 2026-XS-001 --method post --tracking EMS1"
AGENCY = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
SETUP = (
    f"plan agency set {AGENCY}",
    "plan staff add 孙科长 --role supervisor --department 科 --post 科长",
    "plan staff add 测一鸣 --role inspector --department 科 --post 员",
    "plan unit add 样本县示例培训学校 --type service_org --address 路2号 --head 赵样本",
    "plan unit add 江西样品制造有限公司 --type employer --address 路3号 --head 钱样本",
)


@pytest.fixture
def at(typed_at: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`at("2026-03-02 09:00", "plan lead list")` on a plain case file, 案卷.jxcase in the current folder."""
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    assert typed_at("2026-01-05 09:00", "init 案卷.jxcase --plain").code == 0
    for line in SETUP:
        ended = typed_at("2026-01-05 09:00", line)
        assert ended.code == 0, ended.err
    return typed_at


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The passphrase of reporters, and 举报人.txt beside it, both outside the case file."""
    (tmp_path / "举报人.txt").write_text(f"姓名：{NAME}\n电话：139-0000-1234\n", encoding="utf-8")
    file = tmp_path / "口令.txt"
    file.write_text("举报人口令\n", encoding="utf-8")
    monkeypatch.setenv("JXINSPECT_PASSPHRASE_FILE", str(file))
    return file


ADD = (
    "plan lead add --source tip --channel 来信 --unit 样本县示例培训学校 --matter 虚报培训人数 "
    "--reporter-file 举报人.txt"
)


def plain_files(folder: Path) -> Iterator[Path]:
    """Everything below the folder but what the test itself put there."""
    given = {"举报人.txt", "口令.txt"}
    return (file for file in folder.rglob("*") if file.is_file() and file.name not in given)


def test_who_reported_stands_nowhere_in_plain(at: Run, secret: Path, tmp_path: Path) -> None:
    told = [
        at("2026-03-02 09:00", f"{ADD} --out 文书"),
        at("2026-03-03 09:00", "plan lead assess 2026-XS-001 --decision accept --by 孙科长"),
        at("2026-03-03 09:00", "plan lead notify 2026-XS-001 --out 文书"),
        at("2026-03-04 09:00", f"{BY_POST} --posted 2026-03-03T10:00 --received 2026-03-04T08:00"),
        at("2026-03-04 09:00", "backup 副本/备份.jxcase"),
    ]
    told += [at("2026-03-04 09:00", "plan lead show 2026-XS-001", *more) for more in ((), ("--json",))]
    told += [at("2026-03-04 09:00", line) for line in ("plan lead list --json", "show 2026-XS-001 --json", "doc list")]
    entries = at("2026-03-04 09:00", "journal list --limit 100 --json").json["rows"]
    told += [at("2026-03-04 09:00", f"journal show {row['pos']} --json") for row in entries]
    for ended in told:
        assert ended.code == 0, ended.err
        assert NAME not in ended.out + ended.err
        assert PHONE not in (ended.out + ended.err).replace("-", "")
    for file in plain_files(tmp_path):
        data = file.read_bytes()
        for word in (NAME, PHONE, "139-0000-1234"):
            assert word.encode() not in data, file
            assert word.encode("utf-16-le") not in data, file
    assert at("2026-03-04 09:00", "verify --deep").code == 0


def test_a_body_that_is_withheld_keeps_its_digest_and_the_reason(at: Run, secret: Path) -> None:
    assert at("2026-03-02 09:00", ADD).code == 0
    entries = at("2026-03-02 09:00", "journal list --limit 100 --json").json["rows"]
    row = next(one for one in entries if one["record_table"] == "reporter")
    shown = at("2026-03-02 09:00", f"journal show {row['pos']} --json").json
    assert (shown["withheld"], shown["body"]) == (1, None)
    withhold = next(one for one in entries if one["op"] == "withhold")
    assert withhold["record_id"] == row["entry"]
    assert "举报人身份信息不入日志正文" in at("2026-03-02 09:00", f"journal show {withhold['pos']} --json").json["body"]


def test_the_identity_is_shown_on_a_request_that_the_journal_keeps(at: Run, secret: Path) -> None:
    at("2026-03-02 09:00", ADD)
    asked = "plan lead reporter 2026-XS-001 --reason 核实培训时间"
    trial = at("2026-03-02 10:00", f"{asked} --dry-run")
    assert (trial.code, NAME in trial.out) == (4, False)
    shown = at("2026-03-02 10:00", asked)
    assert NAME in shown.out
    assert at("2026-03-02 11:00", f"{asked} --json").json["phone"] == "139-0000-1234"
    assert at("2026-03-02 11:00", f"{asked} --as 没有的人").code == 3
    kept = at("2026-03-02 11:00", "plan lead show 2026-XS-001 --json").json["requests"]
    assert [(row["actor"], row["reason"]) for row in kept] == [("测一鸣", "核实培训时间")] * 2
    acts = [row["act"] for row in at("2026-03-02 11:00", "journal list --json").json["rows"]]
    assert acts[:2] == ["plan.lead.reporter"] * 2


def test_a_wrong_passphrase_opens_nothing_and_none_is_asked_for_in_an_argument(at: Run, secret: Path) -> None:
    at("2026-03-02 09:00", ADD)
    secret.write_text("另一个\n", encoding="utf-8")
    for line in ("plan lead reporter 2026-XS-001 --reason 核实", ADD):
        ended = at("2026-03-02 10:00", line)
        assert ended.code == 7
        assert NAME not in ended.out + ended.err


def test_a_named_report_without_terminal_names_the_option_for_the_file(at: Run) -> None:
    ended = at("2026-03-02 09:00", "plan lead add --source tip --about 某企业 --matter 虚报 --named --no-input")
    assert ended.code == 2
    assert "--reporter-file" in ended.err


def test_what_is_due_for_a_report_stands_in_the_calendar_until_it_is_done(at: Run, secret: Path) -> None:
    def due(moment: str) -> list[tuple[str, str]]:
        return [(row["deadline"], row["due_on"]) for row in at(moment, "calendar due --json").json]

    at("2026-03-02 09:00", ADD)
    assert due("2026-03-02 09:00") == [("T24.assess", "2026-03-09"), ("T24.tell", "2026-03-16")]
    at("2026-03-04 09:00", "plan lead assess 2026-XS-001 --decision accept --by 孙科长")
    assert due("2026-03-04 09:00") == [("T24.tell", "2026-03-16"), ("T24", "2026-06-01")]
    at("2026-03-04 09:00", "plan lead notify 2026-XS-001")
    at("2026-03-05 09:00", f"{BY_POST} --posted 2026-03-04T10:00 --received 2026-03-05T08:00")
    assert due("2026-03-05 09:00") == [("T24", "2026-06-01")]
    at("2026-03-06 09:00", "plan lead close 2026-XS-001 --outcome proven --result 已退回")
    assert due("2026-03-06 09:00") == []


def test_an_inspection_that_checks_a_lead_cites_its_number_alone(at: Run, secret: Path) -> None:
    at("2026-03-02 09:00", ADD)
    at("2026-03-03 09:00", "plan lead assess 2026-XS-001 --decision accept --by 孙科长")
    scheme = (
        "plan scheme new --lead 2026-XS-001 --unit 样本县示例培训学校 --form special --fund 失业 --from 2025-01-01 "
        "--to 2025-12-31 --items 培训补贴 --scope 2025年度 --content 补贴审核 --starts 2026-03-23 --ends 2026-03-27 "
        "--method 查阅资料 --out 方案"
    )
    ended = at("2026-03-04 09:00", scheme)
    assert ended.code == 0, ended.err
    assert at("2026-03-04 09:00", "plan lead list --json").json["rows"][0]["inspections"] == "2026-001"
    import docx

    text = "\n".join(p.text for p in docx.Document(str(next(Path("方案").glob("*.docx")))).paragraphs)
    assert "核查线索2026-XS-001" in text
    assert "线索编号：2026-XS-001" in text


def test_units_are_picked_verified_and_taken_over_from_the_command_line(at: Run) -> None:
    at("2026-01-06 09:00", "plan year new 2026 --scope 全县 --focus 待遇")
    assert at("2026-01-06 09:00", "plan pick new 2026 --draw 1 --dry-run").code == 4
    new = at("2026-01-06 09:00", "plan pick new 2026 --risk 1 --draw 1 --seed 公开的种子 --weighted")
    assert new.code == 0, new.err
    assert "公开的种子" in new.out
    assert "距上次检查（月）40" in new.out
    verified = at("2026-01-06 09:00", "plan pick verify 2026-CQ-01")
    assert (verified.code, "sha256sum" in verified.out) == (0, True)
    record = at("2026-01-06 09:00", "plan pick show 2026-CQ-01 --json").json
    assert [one["way"] for one in record["chosen"]] == ["risk", "draw"]
    taken = "plan pick accept 2026-CQ-01 --fund 失业 --form special --from 2025-01-01 --to 2025-12-31 --quarter 2"
    assert at("2026-01-06 09:00", taken).code == 0
    assert len(at("2026-01-06 09:00", "plan year show 2026 --json").json["rows"]) == 2
    assert at("2026-01-06 09:00", "plan pick list --json").json["rows"][0]["taken"] == 2


def test_cooperation_is_listed_and_counted(at: Run) -> None:
    at("2026-03-02 09:00", "plan cooperation add --partner police --organ 样本县公安局 --subject 户籍 --due 2026-03-20")
    assert "样本县公安局" in at("2026-03-02 09:00", "calendar due").out
    at("2026-03-06 09:00", "plan cooperation answer 2026-XT-001 --text 已提供")
    counted = at("2026-03-06 09:00", "plan cooperation count --json").json["rows"]
    assert counted == [{"year": 2026, "partner": "police", "asked": 1, "answered": 1, "open": 0, "days": 4}]
    assert at("2026-03-06 09:00", "plan cooperation list --open --json").json["rows"] == []
