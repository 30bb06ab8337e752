"""`plan`: the commands as an office uses them, what they print and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

AGENCY = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
CARD = "--valid-from 2023-01-01 --valid-to 2027-12-31"
ITEM = "--fund 工伤 --fund 失业 --form special --from 2025-01-01 --to 2025年12月31日 --quarter 1 --lead 测一鸣"
SCHEME = "--items 工伤基金 --scope 2025年度 --content 待遇审核 --starts 2026-03-02 --ends 2026-03-13 --method 查阅资料"


@pytest.fixture
def at(typed_at: Run, case_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """`at("2026-01-05 09:00", "plan unit list")` runs a command line on the case file at a machine time."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    return typed_at


@pytest.fixture
def office(at: Run, once: Callable[..., Any]) -> Run:
    """An office with agency, roster and two units on 2026-01-05."""

    def made() -> None:
        for line in (
            f"plan agency set {AGENCY}",
            "plan staff add 钱主任 --role approver --department 局领导 --post 局长",
            f"plan staff add 测一鸣 --role inspector --department 科 --post 员 --certificate ３６０１ {CARD}",
            f"plan staff add 样二航 --role 监督工作人员 --department 科 --post 员 --certificate 3602 {CARD}",
            "plan unit add 样本县社会保险服务中心 --type handling_agency --address 路2号 --head 赵样本",
            "plan unit add 江西样品制造有限公司 --type employer --address 路3号 --head 钱样本",
        ):
            ended = at("2026-01-05 09:00", line)
            assert ended.code == 0, ended.err

    once(made)
    return at


def test_the_agency_is_registered_in_one_go_and_shown(at: Run) -> None:
    missing = at("2026-01-05 09:00", "plan agency set --name 样本县局")
    assert missing.code == 5
    assert "--government" in missing.err
    assert at("2026-01-05 09:00", "plan agency show").code == 3
    assert at("2026-01-05 09:00", f"plan agency set {AGENCY}").code == 0
    assert at("2026-01-05 09:00", "plan agency show --json").json["government"] == "样本县人民政府"
    assert at("2026-01-05 09:00", "plan agency set --phone 0791-9").code == 0
    assert at("2026-01-05 09:00", "plan agency show --json").json["phone"] == "0791-9"


def test_lists_show_what_was_registered(office: Run) -> None:
    staff = office("2026-01-05 09:00", "plan staff list --json").json["rows"]
    assert [(row["name"], row["role"], row["certificate"]) for row in staff] == [
        ("钱主任", "approver", None),
        ("测一鸣", "inspector", "3601"),
        ("样二航", "inspector", "3602"),
    ]
    units = office("2026-01-05 09:00", "plan unit list").out
    assert "江西样品制造有限公司" in units
    assert "用人单位" in units


def test_an_enterprise_that_was_guessed_is_said_so_and_can_be_corrected(office: Run) -> None:
    told = office("2026-01-05 09:00", "plan unit add 样本县某商行 --type employer --address 路 --head 甲").out
    assert "是（推定，不对的用 plan unit set 更正）" in told
    assert office("2026-01-05 09:00", "plan unit set 某商行 --no-enterprise").code == 0
    rows = office("2026-01-05 09:00", "plan unit list --json").json["rows"]
    assert not next(row for row in rows if row["name"] == "样本县某商行")["is_enterprise"]


def test_a_subtype_that_the_type_does_not_have_is_refused_with_those_that_it_has(office: Run) -> None:
    line = "plan unit add 样本县某医院 --type service_org --address 路 --head 甲 --subtype"
    wrong = office("2026-01-05 09:00", f"{line} 鉴定机构")
    assert wrong.code == 5
    assert "工伤保险协议医疗机构、工伤康复协议机构" in wrong.err
    assert office("2026-01-05 09:00", f"{line} 医院").code == 0
    assert office("2026-01-05 09:00", "plan unit set 某医院 --phone 0791-9").code == 0
    moved = office("2026-01-05 09:00", "plan unit set 某医院 --type related_org")
    assert moved.code == 5, "its subtype belongs to the other type"
    assert office("2026-01-05 09:00", "plan unit set 某医院 --type related_org --subtype 工伤认定").code == 0
    assert office("2026-01-05 09:00", "show 样本县某医院 --json").json["subtype"] == "工伤认定（职业伤害确认）"


def test_a_tie_is_registered_and_an_unknown_kind_is_answered_with_the_possible_ones(office: Run) -> None:
    line = "plan staff interest add 样二航 --unit 服务中心 --text 配偶任职 --kind"
    wrong = office("2026-01-05 09:00", f"{line} 亲戚")
    assert wrong.code == 2
    assert "relative" in wrong.err
    assert office("2026-01-05 09:00", f"{line} relative").code == 0
    listed = office("2026-01-05 09:00", "plan staff interest list")
    assert all(word in listed.out for word in ("样二航", "服务中心", "近亲属关系", "配偶任职"))
    assert office("2026-01-05 09:00", "plan staff interest list --staff 无此人 --json").json["rows"] == []
    (row,) = office("2026-01-05 09:00", "plan staff interest list --unit 服务 --json").json["rows"]
    assert (row["kind_label"], row["declared"]) == ("近亲属关系", 1)


@pytest.mark.parametrize(("answer", "told"), [("yes", "是"), ("no", "否")])
def test_at_a_terminal_it_is_asked_whether_a_unit_is_an_enterprise(
    office: Run, monkeypatch: pytest.MonkeyPatch, answer: str, told: str
) -> None:
    asked = list[str]()

    def choose(question: str, choices: Any, *, flag: str) -> str:
        asked.append(f"{question} {next(iter(choices))} {flag}")
        return answer

    monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
    monkeypatch.setattr("jxinspect.ui.ask.choose", choose)
    line = "plan unit add 样本县某商行 --type employer --address 路 --head 甲"
    made = office("2026-01-05 09:00", line)
    assert asked == ["该单位是否企业 yes --enterprise 或者 --no-enterprise"]
    assert f"涉企  {told}\n" in made.out, made.out
    assert office("2026-01-05 09:00", line.replace("某商行", "某厂") + " --no-enterprise").code == 0
    assert office("2026-01-05 09:00", line.replace("某商行 --type employer", "某办 --type handling_agency")).code == 0
    assert len(asked) == 1


def test_templates_are_written_filled_and_imported(office: Run, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert office("2026-01-05 09:00", "plan unit import 单位.xlsx --template").code == 0
    assert office("2026-01-05 09:00", "plan unit import 单位.xlsx --template").code == 9
    empty = office("2026-01-05 09:00", "plan unit import 单位.xlsx")
    assert empty.code == 5
    assert "没有数据" in empty.err
    book = load_workbook(tmp_path / "单位.xlsx")
    values = ["样本县测试医院", None, "社会保险服务机构", None, "360100", "路", "甲"]
    for place, value in enumerate(values, 1):
        book.worksheets[0].cell(2, place, value)
    book.save(tmp_path / "单位.xlsx")
    assert office("2026-01-05 09:00", "plan unit import 单位.xlsx --dry-run").code == 0
    assert office("2026-01-05 09:00", "plan unit import 单位.xlsx").code == 0
    again = office("2026-01-05 09:00", "plan unit import 单位.xlsx")
    assert again.code == 5
    assert "第 2 行 A 列（单位名称）：“样本县测试医院”单位名册中已有" in again.err


def test_a_year_from_plan_to_approved_scheme(office: Run, tmp_path: Path) -> None:
    assert office("2026-01-05 09:00", "plan year new 2026 --scope 全县 --focus 待遇").code == 0
    assert office("2026-01-05 09:00", f"plan year add 2026 --unit 服务中心 {ITEM}").code == 0
    assert office("2026-01-05 09:00", f"plan year add 2026 --unit 样品制造 {ITEM} --times 2").code == 0
    assert office("2026-01-06 09:00", "plan year approve 2026 --approver 钱主任").code == 0
    issued = office("2026-01-06 10:00", "plan year issue 2026 --out 文书 --json").json
    assert issued["documents"] == [
        "样人社监计〔2026〕1号 年度检查计划",
        "样人社监计〔2026〕1号附件 年度检查计划项目表",
    ]
    assert sorted(path.suffix for path in (tmp_path / "文书").iterdir()) == [".docx", ".xlsx"]
    shown = office("2026-01-06 10:00", "plan year show 2026").out
    assert "工伤、失业" in shown
    assert "样人社监计〔2026〕1号" in shown
    made = office("2026-02-02 09:00", f"plan scheme new --item 1 {SCHEME} --leader 测一鸣 --member 样二航")
    assert made.code == 0, made.err
    assert "检查 2026-001 的方案已拟定" in made.out
    approved = office("2026-02-03 09:00", "plan scheme approve 2026-001 --approver 钱主任 --text 同意 --limit 2")
    assert "jxinspect notify onsite 2026-001" in approved.out
    shown = office("2026-02-03 09:00", "plan scheme show 2026-001 --json").json
    assert (shown["state"], shown["frequency"]) == ("approved", "2026年度第1次，年度上限2次")
    team = office("2026-02-03 09:00", "plan team show 2026-001 --json").json["rows"]
    assert [(row["name"], row["role"]) for row in team] == [("测一鸣", "leader"), ("样二航", "member")]


def test_an_adjusted_plan_is_shown_with_its_adjustment(office: Run) -> None:
    office("2026-01-05 09:00", "plan year new 2026 --scope 全县 --focus 待遇")
    office("2026-01-05 09:00", f"plan year add 2026 --unit 服务中心 {ITEM}")
    office("2026-01-06 09:00", "plan year approve 2026 --approver 钱主任")
    line = "plan year change 2026 --item 1 --quarter 4 --reason 人员调整 --approver 钱主任"
    assert office("2026-05-06 09:00", line).code == 0
    assert "实施季度由1改为4" in office("2026-05-06 09:00", "plan year show 2026").out
    assert office("2026-05-06 09:00", "plan year file 2026 --on 2026-05-06 --number 备1号").code == 0


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        (f"plan scheme new {SCHEME}", 2, "--item"),
        (f"plan scheme new --item 1 --ad-hoc 理由 {SCHEME}", 2, "只能写一项"),
        (f"plan scheme new --item 1 {SCHEME}", 3, "没有2026年度检查计划"),
        (f"plan scheme new --ad-hoc 举报 --unit 样品制造 {SCHEME}", 5, "--fund"),
        ("plan scheme new --item 1 --starts 2026-13-02 --ends 2026-03-13", 2, "13月"),
        ("plan scheme show 2026-009", 3, "status --all"),
        ("plan team show 2026-009", 3, "plan team set"),
        ("plan team set 2026-009 --leader 测一鸣 --duty 乱写", 2, "姓名=分工"),
        ("plan staff add 甲 --role 皇帝 --department 科 --post 员", 2, "可选范围"),
        ("plan year show 2030", 3, "plan year new 2030"),
        ("plan year new 1999 --scope 全县 --focus 待遇", 2, "不小于"),
    ],
)
def test_wrong_input_is_answered_with_what_to_do(office: Run, line: str, code: int, word: str) -> None:
    ended = office("2026-02-02 09:00", line)
    assert (ended.code, word in ended.err) == (code, True), ended.err


def test_a_refusal_leaves_no_inspection_behind(office: Run) -> None:
    line = "plan scheme new --ad-hoc 举报 --unit 样品制造 --form special --fund 工伤 --from 2025-01-01 --to 2025-12-31"
    ended = office("2026-02-02 09:00", f"{line} --starts 2026-03-02 --ends 2026-03-13 --items 工伤 --json")
    assert ended.code == 4
    assert '"G03"' in ended.err
    assert office("2026-02-02 09:00", "status --json").json["inspections"] == []


def test_a_plan_is_adjusted_exported_and_followed_from_the_command_line(office: Run, tmp_path: Path) -> None:
    office("2026-01-05 09:00", "plan year new 2026 --scope 全县 --focus 待遇")
    office("2026-01-05 09:00", f"plan year add 2026 --unit 服务中心 {ITEM} --days 12 --cost 6000")
    assert office("2026-01-05 09:00", "plan year change 2026 --item 1 --days 15").out.startswith("计划项目已改正")
    assert office("2026-01-05 09:00", "plan year export 2026 --out 项目.xlsx").code == 0
    assert office("2026-01-05 09:00", "plan year export 2026 --out 项目.xlsx").code == 9
    assert office("2026-01-05 09:00", "plan year export 2025 --out 另.xlsx").code == 3
    office("2026-01-06 09:00", "plan year approve 2026 --approver 钱主任")
    line = f"plan year add 2026 --unit 样品制造 {ITEM}"
    refused = office("2026-02-06 09:00", line)
    assert (refused.code, "--approver 机关负责人" in refused.err) == (4, True)
    assert office("2026-02-06 09:00", f"{line} --reason 举报增多").code == 5
    assert office("2026-02-06 09:00", f"{line} --reason 举报增多 --approver 钱主任").code == 0
    assert office("2026-02-06 10:00", "plan year drop 2026 --item 1").code == 5
    assert office("2026-02-06 10:00", "plan year drop 2026 --item 1 --reason 撤销 --approver 样二航").code == 4
    assert office("2026-02-06 10:00", "plan year drop 2026 --item 1 --reason 撤销 --approver 钱主任").code == 0
    assert office("2026-02-06 10:00", "plan year drop 2026 --item 7 --reason 撤销 --approver 钱主任").code == 3
    changes = office("2026-02-06 10:00", "plan year show 2026 --json").json["changes"]
    assert [(row["kind"], row["seq"]) for row in changes] == [("add", 2), ("drop", 1)]
    told = office("2026-04-01 09:00", "plan year progress 2026 --json").json
    assert [(row["seq"], row["state"]) for row in told["rows"]] == [(1, "dropped"), (2, "overdue")]
    assert (told["totals"]["items"], told["totals"]["overdue"]) == (1, 1)
    assert "逾期1项" in office("2026-04-01 09:00", "plan year progress 2026").out
    assert office("2026-04-01 09:00", "plan year progress 2025").code == 3
    assert (tmp_path / "项目.xlsx").stat().st_size > 1000
