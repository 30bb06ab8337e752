"""`inspect` at the command line: what it prints, wrong input, lists, and questions asked at a terminal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.commands import inspect_dialogue
from jxinspect.errors import Usage

Jx = Callable[..., Any]
BEIJING = timezone(timedelta(hours=8))
NUMBER = "2026-001"


def _site(case_path: Path) -> None:
    """An inspection of two inspectors who entered on 2026-03-02 at 9:00."""
    from jxinspect.acts import plan
    from jxinspect.law.terms import FundType, InspectionForm, Level, Role, State, TeamRole, UnitType
    from jxinspect.model.inspect import Entry
    from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember
    from jxinspect.store.casefile import open_case_file

    at = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING)
    with open_case_file(case_path, actor="测一鸣", act="setup", clock=at) as case:
        plan.set_agency(
            case, name="样本县人力资源和社会保障局", code="样人社", level=Level.COUNTY, region_code="360100",
            region_name="样本县", department="基金监督科", address="示范路1号", phone="0791-00000001",
            complaint_phone="0791-00000002", government="样本县人民政府", court="样本县人民法院",
        )  # fmt: skip
        people = [
            plan.add_staff(
                case, name=name, role=role, department="基金监督科", post="科员", certificate=number,
                certificate_issuer="江西省司法厅" if number else "",
                certificate_from=date(2023, 1, 1) if number else None,
                certificate_to=date(2027, 12, 31) if number else None,
            )
            for name, role, number in (
                ("测一鸣", Role.INSPECTOR, "36012300002"),
                ("样二航", Role.INSPECTOR, "36012300003"),
                ("孙科长", Role.SUPERVISOR, "36012300001"),
                ("钱主任", Role.APPROVER, None),
            )
        ]  # fmt: skip
        unit = plan.add_unit(
            case, name="样本县社会保险服务中心", type=UnitType.HANDLING_AGENCY, region_code="360100",
            address="示范路2号", head="赵样本",
        )  # fmt: skip
        one = Inspection(
            number=NUMBER, year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, funds=[FundType.UNEMPLOYMENT],
            period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), ad_hoc_reason="交办", state=State.ENTERED,
        )  # fmt: skip
        case.add(one)
        pair = [person.id for person in people[:2]]
        for person, role in zip(pair, (TeamRole.LEADER, TeamRole.MEMBER), strict=True):
            case.add(TeamMember(inspection_id=one.id, at=at, staff_id=person, role=role, no_interest=True))
        scheme = Scheme(
            inspection_id=one.id, at=at, items="失业保险基金", scope="2025年度", content="待遇审核",
            starts_on=at.date(), ends_on=date(2026, 3, 6), method="查阅资料", made_by=pair[0],
        )  # fmt: skip
        case.add(scheme)
        case.add(
            Approval(
                inspection_id=one.id, at=at, subject="scheme", subject_id=scheme.id, prepared_by=people[2].id,
                approved_by=people[3].id, text="同意", granted=True,
            )
        )  # fmt: skip
        case.add(Entry(inspection_id=one.id, at=at, place="示范路2号", inspectors=pair, met="李例子", met_post="主任"))


@pytest.fixture
def site(
    case_path: Path,
    clock_at: Callable[[str], datetime],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    once: Callable[..., Any],
) -> Path:
    """The current folder of a run with an inspection on site; it is the afternoon of 2026-03-02."""
    once(lambda: _site(case_path))
    clock_at("2026-03-02 17:30")
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_evidence_is_taken_in_for_the_only_inspection_on_site_and_listed(site: Path, jx: Jx) -> None:
    (site / "发放明细.csv").write_bytes(b"abc")
    ended = jx("inspect", "evidence", "add", "发放明细.csv", "--source", "失业保险股", "--proves", "多发")
    assert ended.code == 0, ended.err
    assert "2026-001-ZJ-001" in ended.out
    assert "SHA-256 ba7816bf8f01cfea" in ended.out
    (row,) = jx("inspect", "evidence", "list", "--json").json["rows"]
    assert (row["code"], row["size"], row["lacking"]) == ("2026-001-ZJ-001", 3, "")


def test_the_number_of_the_inspection_may_stand_before_the_files(site: Path, jx: Jx) -> None:
    (site / "a.txt").write_bytes(b"1")
    more = ["--source", "x", "--proves", "y"]
    assert jx("inspect", "evidence", "add", NUMBER, "a.txt", *more).code == 0
    assert jx("inspect", "evidence", "add", "a.txt", "-i", "2026-009", *more).code == 3


def test_what_evidence_lacks_is_told_with_the_flags_that_help(site: Path, jx: Jx) -> None:
    ended = jx("inspect", "evidence", "add", "--title", "申领表")
    assert ended.code == 4
    assert "--source、--proves" in ended.err
    assert "--ack G17" in ended.err
    assert jx("inspect", "evidence", "add", "--title", "申领表", "--ack", "G17").code == 0
    (row,) = jx("inspect", "evidence", "list", "--lacking", "--json").json["rows"]
    assert row["lacking"] == "来源 证明对象"


def test_a_questioning_is_imported_with_an_end_on_the_day_of_its_beginning(site: Path, jx: Jx) -> None:
    (site / "笔录.txt").write_bytes("问：你的姓名？\r\n答：吴业务。\r\n".encode("gb18030"))
    ask = ["inspect", "ask", NUMBER, "--person", "吴业务", "--file", "笔录.txt", "--at", "2026-03-02 14:00"]
    assert jx(*ask).code == 2  # no end
    ended = jx(*ask, "--ended", "15:20", "--out", "文书")
    assert ended.code == 0, ended.err
    assert "2026-03-02 15:20" in ended.out
    assert (site / "文书" / "2026-001-BL-01_询问笔录.docx").exists()
    again = jx(*ask, "--ended", "15:00", "--json")
    assert again.code == 4
    assert json.loads(again.err)["guards"] == ["G16"]


def test_without_a_terminal_a_questioning_without_a_file_says_which_flag(site: Path, jx: Jx) -> None:
    ended = jx("inspect", "ask", NUMBER, "--person", "吴业务")
    assert ended.code == 2
    assert "--file" in ended.err


def test_a_finding_shows_amount_persons_and_measures(site: Path, jx: Jx) -> None:
    ended = jx(
        "inspect", "finding", "add", NUMBER, "--title", "多发", "--facts", "多发", "--violation", "V29-5",
        "--amount", "8.64万元", "--persons", "17",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    for told in ("86,400.00元", "17人", "责令改正、整改意见、处理建议"):
        assert told in ended.out
    assert "证据（G35）" in ended.err


def test_a_changed_object_ends_the_verification_with_code_8(site: Path, jx: Jx, case_path: Path) -> None:
    (site / "a.txt").write_bytes(b"1")
    jx("inspect", "evidence", "add", "a.txt", "--source", "x", "--proves", "y")
    assert jx("inspect", "evidence", "verify").code == 0
    sha = jx("inspect", "evidence", "list", "--format", "json").json["rows"][0]["sha256"]
    (case_path / "objects" / sha[:2] / sha).write_bytes(b"garbage")
    ended = jx("inspect", "evidence", "verify")
    assert ended.code == 8
    assert "2026-001-ZJ-001" in ended.err


def test_a_day_on_site_from_materials_to_the_end(site: Path, jx: Jx) -> None:
    def run(*words: str) -> str:
        ended = jx("inspect", *words)
        assert ended.code == 0, ended.err
        return str(ended.out)

    run("commit", NUMBER, "--signer", "赵样本", "--post", "主任", "--at", "2026-03-02 9:20")
    run("handover", NUMBER, "--from", "李例子", "--to", "样二航", "--item", "凭证/原件/12册", "--at", "2026-03-02 9:40")
    run("evidence", "add", "--title", "申领表", "--source", "档案", "--proves", "时间", "--at", "2026-03-02 10:00")
    run("record", NUMBER, "--topic", "查阅资料", "--companion", "李例子", "--step", "查阅档案", "--seen", "有17人重复",
        "-e", "1", "--at", "2026-03-02 10:10", "--ended", "11:30")  # fmt: skip
    run("evidence", "sheet", NUMBER, "--matter", "CL-11-4", "--fact", "多发", "-e", "1", "--provider", "吴业务",
        "--origin", "档案", "--method", "复制", "--at", "2026-03-02 11:40")  # fmt: skip
    run("paper", "new", NUMBER, "--matter", "CL-11-4", "--method", "抽查", "--facts", "多发", "--basis", "办法 11(四)",
        "--at", "2026-03-02 14:00")  # fmt: skip
    run("order", "issue", NUMBER, "--violation", "V29-5", "--facts", "多发", "--demand", "追回", "-e", "1",
        "--approver", "钱主任", "--at", "2026-03-02 15:00")  # fmt: skip
    run("evidence", "log", "--out", "文书")
    assert "李例子" in run("return", NUMBER, "--from", "样二航", "--to", "李例子")
    assert jx("inspect", "leave", NUMBER).code == 4  # the paper waits for its review
    run("paper", "review", "2026-001-DG-01", "--by", "孙科长", "--text", "同意")
    run("leave", NUMBER)
    happened = [row["what"] for row in jx("inspect", "list", "--json").json["rows"]]
    assert happened == [
        "出示证件和告知", "承诺书", "交接资料", "现场检查", "取证", "底稿", "责令改正", "归还资料", "现场检查结束",
    ]  # fmt: skip
    (order,) = jx("inspect", "order", "list", "--json").json["rows"]
    assert (order["number"], order["approved"]) == ("样人社监责改〔2026〕1号", 1)


# ---- typed at a terminal -------------------------------------------------------------------------------------


class Keyboard:
    """Answers in order; an exception among them is raised, as Ctrl-C is."""

    def __init__(self, *answers: str | BaseException, save: bool = True) -> None:
        self.answers = list(answers)
        self.save = save
        self.asked: list[str] = []

    def possible(self) -> bool:
        return True

    def text(self, question: str, **_: str) -> str:
        self.asked.append(question)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def confirm(self, question: str, **_: str) -> bool:
        self.asked.append(question)
        return self.save


def test_questions_and_answers_are_typed_until_an_empty_question(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Keyboard("姓名？", "", "吴\\n业务", "职务？", "股长", "")
    monkeypatch.setattr(inspect_dialogue, "ask", keys)
    assert inspect_dialogue.typed("吴业务") == [{"q": "姓名？", "a": "吴\n业务"}, {"q": "职务？", "a": "股长"}]
    assert keys.asked[:3] == ["第1问", "吴业务答", "吴业务答"]  # an empty answer is asked for again


def test_the_last_question_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect_dialogue, "ask", Keyboard("错？", "是", "<", "对？", "是", ""))
    assert [turn["q"] for turn in inspect_dialogue.typed("吴")] == ["对？"]


def test_ctrl_c_asks_whether_to_save_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Keyboard("姓名？", "吴", "职务？", KeyboardInterrupt())
    monkeypatch.setattr(inspect_dialogue, "ask", keys)
    assert inspect_dialogue.typed("吴") == [{"q": "姓名？", "a": "吴"}]
    assert keys.asked[-1] == "已记1条问答，是否作为笔录保存？"


@pytest.mark.parametrize(
    "keys",
    [Keyboard("姓名？", "吴", KeyboardInterrupt(), save=False), Keyboard(KeyboardInterrupt())],
    ids=["given up", "nothing typed"],
)
def test_ctrl_c_stops_when_nothing_is_to_be_saved(monkeypatch: pytest.MonkeyPatch, keys: Keyboard) -> None:
    monkeypatch.setattr(inspect_dialogue, "ask", keys)
    with pytest.raises(KeyboardInterrupt):
        inspect_dialogue.typed("吴")


def test_without_somebody_to_type_the_file_is_asked_for() -> None:
    with pytest.raises(Usage, match="没有问答"):
        inspect_dialogue.typed("吴")


def test_what_was_typed_before_the_power_failed_is_gone_on_with(
    site: Path, jx: Jx, monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[str], Any]
) -> None:
    from jxinspect.commands import inspect_record

    class PowerFailsError(Exception):
        pass

    monkeypatch.setattr(inspect_record, "prompt", Keyboard(""))
    words = ("inspect", "ask", NUMBER, "--person", "吴业务")
    clock_at("2026-11-23 10:00")
    monkeypatch.setattr(inspect_dialogue, "ask", Keyboard("姓名？", "吴业务", "职务？", PowerFailsError()))
    assert jx(*words).code == 1
    (kept,) = (Path(os.environ["JXINSPECT_HOME"]) / "drafts").iterdir()
    assert "吴业务".encode() not in kept.read_bytes()  # nobody who finds the disk reads it
    clock_at("2026-11-23 10:40")
    keys = Keyboard("股长", "")
    monkeypatch.setattr(inspect_dialogue, "ask", keys)
    ended = jx(*words, "--recorder", "样二航")
    assert ended.code == 0, ended.err
    assert "1. 问：姓名？　答：吴业务" in ended.err
    assert "第2问：职务？" in ended.err
    assert keys.asked == ["接着输入？", "吴业务答", "第3问"]
    assert "2026-11-23 10:00" in ended.out  # it began when it began
    assert "问答2条" in ended.out
    assert not kept.exists()


def test_what_was_typed_is_given_up_only_when_somebody_says_so(
    site: Path, jx: Jx, monkeypatch: pytest.MonkeyPatch, clock_at: Callable[[str], Any]
) -> None:
    from jxinspect.commands import inspect_record

    monkeypatch.setattr(inspect_record, "prompt", Keyboard(""))
    words = ("inspect", "ask", NUMBER, "--person", "吴业务")
    clock_at("2026-11-23 10:00")
    monkeypatch.setattr(inspect_dialogue, "ask", Keyboard("姓名？", "吴业务", KeyboardInterrupt(), save=False))
    stopped = jx(*words)
    assert stopped.code == 130
    assert "再执行同一命令可以接着输入" in stopped.err
    keys = Keyboard(save=False)
    monkeypatch.setattr(inspect_dialogue, "ask", keys)
    assert jx(*words).code == 130
    assert keys.asked == ["接着输入？", "丢弃这些问答，重新开始？"]
    assert len(list((Path(os.environ["JXINSPECT_HOME"]) / "drafts").iterdir())) == 1


def test_answers_that_could_not_be_recorded_may_be_kept_in_a_file(
    site: Path, jx: Jx, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxinspect.acts.inspect_ask import read_dialogue
    from jxinspect.commands import inspect_record

    monkeypatch.setattr(inspect_dialogue, "ask", Keyboard("姓名？", "吴", ""))
    monkeypatch.setattr(inspect_record, "prompt", Keyboard("存下.txt"))
    ended = jx("inspect", "ask", NUMBER, "--person", "吴")
    assert ended.code == 4  # the clock of the test stands still: a questioning without length
    assert read_dialogue(site / "存下.txt") == [{"q": "姓名？", "a": "吴"}]


# ---- a site record that is typed -------------------------------------------------------------------------------

RECORD = ("inspect", "record", NUMBER, "--topic", "盘点", "--companion", "李例子", "--recorder", "样二航")


class PowerFailsError(Exception):
    """The machine stops in the middle of a line."""


@pytest.fixture
def typing(site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Keyboard]:
    """Somebody sits at the terminal and types these lines."""
    from jxinspect.commands import inspect_record, inspect_site

    def type_(*lines: Any, save: bool = True) -> Keyboard:
        keys = Keyboard(*lines, save=save)
        monkeypatch.setattr(inspect_record, "prompt", keys)
        monkeypatch.setattr(inspect_site, "ask", keys)
        return keys

    return type_


def drafts() -> list[Path]:
    folder = Path(os.environ["JXINSPECT_HOME"]) / "drafts"
    return list(folder.iterdir()) if folder.is_dir() else []


def test_a_site_record_is_typed_line_by_line_and_ends_when_it_ends(
    typing: Any, jx: Jx, clock_at: Callable[[str], Any]
) -> None:
    clock_at("2026-11-23 10:00")
    keys = typing("打开2号柜", "错了", "<", "逐册清点", "", "凭证12册", "缺第3册", "")
    ended = jx(*RECORD)
    assert ended.code == 4  # it has no length: the clock of the test stood still
    assert keys.asked == [
        "检查过程1", "检查过程2", "检查过程3", "检查过程2", "检查过程3", "现场情况1", "现场情况2", "现场情况3"
    ]  # fmt: skip
    assert "可以接着输入" in ended.err
    clock_at("2026-11-23 10:40")
    again = typing("", "")
    done = jx(*RECORD)
    assert done.code == 0, done.err
    assert "检查过程2. 逐册清点" in done.err
    assert again.asked == ["接着输入？", "检查过程3", "现场情况3"]
    assert "2026-11-23 10:00" in done.out
    assert "2026-11-23 10:40" in done.out
    assert drafts() == []


@pytest.mark.parametrize("stop", [PowerFailsError(), KeyboardInterrupt()], ids=["power", "Ctrl-C"])
def test_a_site_record_that_was_cut_off_is_gone_on_with(
    stop: BaseException, typing: Any, jx: Jx, clock_at: Callable[[str], Any]
) -> None:
    clock_at("2026-11-23 10:00")
    typing("打开2号柜", "", "凭证12册", stop)
    assert jx(*RECORD).code == (130 if isinstance(stop, KeyboardInterrupt) else 1)
    (kept,) = drafts()
    assert "凭证".encode() not in kept.read_bytes()  # nobody who finds the disk reads it
    clock_at("2026-11-23 10:30")
    typing("", "缺第3册", "")
    ended = jx(*RECORD)
    assert ended.code == 0, ended.err
    assert "现场情况1. 凭证12册" in ended.err
    assert drafts() == []


def test_another_topic_is_another_draft_and_one_is_given_up_only_by_a_word(
    typing: Any, jx: Jx, clock_at: Callable[[str], Any]
) -> None:
    clock_at("2026-11-23 10:00")
    typing("打开2号柜", KeyboardInterrupt())
    assert jx(*RECORD).code == 130
    other = typing(KeyboardInterrupt())
    assert jx(*RECORD[:4], "查阅资料", *RECORD[5:]).code == 130
    assert other.asked == ["检查过程1"]
    refused = typing(save=False)
    assert jx(*RECORD).code == 130
    assert refused.asked == ["接着输入？", "丢弃这些内容，重新开始？"]
    assert len(drafts()) == 1


def test_the_unit_is_heard_line_by_line_too(typing: Any, jx: Jx, clock_at: Callable[[str], Any]) -> None:
    clock_at("2026-11-23 10:00")
    typing("参保5万人", "", "", "", KeyboardInterrupt())
    words = (*RECORD[:4], "听取汇报", *RECORD[5:], "--reporter", "赵样本（主任）", "--at", "2026-11-23 09:30")
    ended = jx(*words)
    assert ended.code == 0, ended.err
    assert "2026-11-23 09:30" in ended.out


def test_leaving_tells_questionings_whose_pages_did_not_come_back_signed(
    site: Path, jx: Jx, clock_at: Callable[[str], Any]
) -> None:
    (site / "问答.txt").write_text("问：姓名？\n答：吴业务\n", encoding="utf-8")
    asked = ("--person", "吴业务", "--file", "问答.txt", "--at", "2026-03-02 14:00", "--ended", "15:00")
    assert jx("inspect", "ask", NUMBER, *asked, "--recorder", "样二航").code == 0
    told = "登记询问笔录的逐页签名（doc signed）：2026-001-BL-01"
    assert told in jx("inspect", "leave", NUMBER, "--dry-run").out
    assert jx("doc", "signed", "2026-001-BL-01", "--signer", "吴业务", "--capacity", "被询问人").code == 0
    assert told not in jx("inspect", "leave", NUMBER, "--dry-run").out
