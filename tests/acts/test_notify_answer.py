"""Letters of assistance until they are answered, and a questioning that a notice summoned to (办法 8, 16)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from jxinspect.store.casefile import CaseFile

Run = Callable[..., Any]
LETTER = "样人社监函〔2026〕1号"
SUMMONS = "样人社监询〔2026〕1号"


@pytest.fixture
def at(on_site: Any, case_path: Path, tmp_path: Path, typed_at: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    return typed_at


@pytest.fixture
def asked(at: Run) -> Run:
    line = "notify assist 2026-001 --organ 样本县公安局 --matter 核实死亡信息 --scope 死亡人员姓名和日期"
    made = at("2026-12-03 09:00", f"{line} --use 核查待遇 --due 2026-12-20")
    assert made.code == 0, made.err
    return at


def waiting(at: Run, moment: str) -> list[tuple[str, str]]:
    lines = at(moment, "calendar due --json").json
    return [(line["state"], line["due_on"]) for line in lines if line["what"].startswith("协查函复：样本县公安局")]


def test_a_letter_without_an_answer_is_overdue_until_it_is_answered(asked: Run) -> None:
    assert waiting(asked, "2026-12-19 09:00") == [("soon", "2026-12-20")]
    assert waiting(asked, "2026-12-23 09:00") == [("overdue", "2026-12-20")]
    line = f"notify answer {LETTER} --received 2026-12-23 --text"
    assert asked("2026-12-23 10:00", line, "先提供上半年数据", "--partial").code == 0
    assert waiting(asked, "2026-12-23 11:00") == [("overdue", "2026-12-20")]
    assert asked("2026-12-24 10:00", f"{line.replace('-23', '-24')}", "提供死亡人员数据128条").code == 0
    assert waiting(asked, "2026-12-24 11:00") == []
    (row,) = asked("2026-12-24 11:00", "notify letters 2026-001 --json").json["rows"]
    told = (row["asked_on"], row["due_on"], row["answered_on"], row["text"], row["complete"])
    assert told == ("2026-12-03", "2026-12-20", "2026-12-24", "提供死亡人员数据128条", True)
    again = asked("2026-12-25 10:00", f"{line}", "又来一份")
    assert (again.code, "已经登记完毕" in again.err) == (4, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (f"{LETTER} --received 2026-12-02 --text 有", 5, "应当在发函2026-12-03至今天"),
        (f"{LETTER} --received 2026-12-30 --text 有", 5, "应当在发函"),
        ("样人社监检通〔2026〕1号 --received 2026-12-10 --text 有", 4, "不是协查函"),
        ("样人社监函〔2026〕9号 --received 2026-12-10 --text 有", 3, "没有文号为"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(asked: Run, words: str, code: int, told: str) -> None:
    ended = asked("2026-12-23 10:00", f"notify answer {words}")
    assert (ended.code, told in ended.err) == (code, True), ended.err


@pytest.fixture
def summoned(at: Run, tmp_path: Path) -> Run:
    (tmp_path / "问答.txt").write_text("问：你的职务？\n答：股长。\n", encoding="utf-8")
    line = "notify questioning 2026-001 --person 李例子 --identity 360100199001010015 --post 股长 --matter 待遇审核"
    made = at("2026-12-03 09:00", line, "--time", "2026-12-05 09:00")
    assert made.code == 0, made.err
    return at


def test_the_record_names_the_notice_that_summoned_the_person_and_takes_over_what_it_says(
    summoned: Run, tmp_path: Path, act: Callable[..., Any]
) -> None:
    line = (
        f"inspect ask 2026-001 --notice {SUMMONS} --file 问答.txt --ended 09:40 --recorder 样二航 --out 文书 --person"
    )
    other = summoned("2026-12-05 09:50", line, "王二", "--at", "2026-12-05 09:00")
    assert (other.code, "通知的是李例子，不是王二" in other.err) == (4, True)
    made = summoned("2026-12-05 09:50", line, "李例子", "--at", "2026-12-05 09:00")
    assert made.code == 0, made.err
    (paper,) = [path for path in (tmp_path / "文书").iterdir() if "询问笔录" in path.name]
    document = docx.Document(str(paper))
    cells = [cell.text for table in document.tables for cell in table._cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    for words in (f"待遇审核（以询问通知书（{SUMMONS}）通知）", "360100199001010015", "股长"):
        assert words in text, words
    wrong = summoned(
        "2026-12-05 10:50", line.replace(SUMMONS, "样人社监检通〔2026〕1号"), "李例子", "--at", "2026-12-05 09:00"
    )
    assert "不是检查 2026-001 的询问通知书" in wrong.err


def test_a_questioning_without_a_notice_says_nothing_of_one(summoned: Run, act: Callable[..., Any]) -> None:
    line = "inspect ask 2026-001 --file 问答.txt --ended 09:40 --recorder 样二航 --person 李例子"
    assert summoned("2026-12-05 09:50", line, "--at", "2026-12-05 09:00").code == 0
    with act("look") as case:
        assert isinstance(case, CaseFile)
        from jxinspect.model.inspect import Questioning

        assert [row.notice_id for row in case.all(Questioning)] == [None]
