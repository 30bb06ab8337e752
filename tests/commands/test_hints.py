"""What is told beside a result: agreements that are missing or over, certificates that run out soon (办法 6, 12)."""

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
SCHEME = (
    "plan scheme new --ad-hoc 上级交办 --unit 样本学校 --form special --fund 失业 --from 2025-01-01 --to 2025-12-31 "
    "--items 培训补贴 --scope 2025年度 --content 补贴审核 --starts 2026-03-11 --ends 2026-03-13 --method 查阅资料"
)
AGREEMENT = "plan unit agreement add 样协1 --unit 样本学校 --agency 样本中心 --from 2026-01-01 --to"
INSPECTOR = "--role inspector --department 科 --post 员 --valid-from 2023-01-01"
ENDED = "没有登记有效的服务协议"


@pytest.fixture
def at(
    jx: Run,
    case_path: Path,
    clock_at: Callable[[str], object],
    monkeypatch: pytest.MonkeyPatch,
    once: Callable[..., Any],
) -> Run:
    """An office with two inspectors, one of whose certificates runs out on 31 March, and a training school."""
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    clock_at("2026-03-02 09:00")

    def run(line: str) -> Any:
        return jx(*line.split())

    def made() -> None:
        for line in (
            f"plan agency set {AGENCY}",
            "plan staff add 钱主任 --role approver --department 局领导 --post 局长",
            "plan staff add 孙科长 --role supervisor --department 科 --post 科长",
            f"plan staff add 测一鸣 {INSPECTOR} --certificate 3601 --valid-to 2026-03-31",
            f"plan staff add 样二航 {INSPECTOR} --certificate 3602 --valid-to 2027-12-31",
            "plan unit add 样本学校 --type service_org --address 路 --head 甲 --no-enterprise",
        ):
            ended = run(line)
            assert ended.code == 0, ended.err

    once(made)
    return run


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        ("", f"样本学校在2026-03-11{ENDED}（办法 12）"),
        (f"{AGREEMENT} 2026-03-10", f"样本学校在2026-03-11{ENDED}（样协1有效期至2026-03-10）"),
        (f"{AGREEMENT} 2026-12-31", ""),
    ],
)
def test_scheme_and_notice_tell_of_an_agreement_that_is_missing_or_over(at: Run, agreement: str, told: str) -> None:
    if agreement:
        assert at(agreement).code == 0
    made = at(f"{SCHEME} --leader 测一鸣 --member 样二航")
    assert made.code == 0, made.err
    assert told in made.err if told else ENDED not in made.err
    granted = at("plan scheme approve 2026-001 --approver 钱主任 --reviewer 孙科长 --review-text 拟同意 --text 同意")
    assert granted.code == 0, granted.err
    notice = at("notify onsite 2026-001 --enter 2026-03-11 --item 台账")
    assert notice.code == 0, notice.err
    assert told in notice.err if told else ENDED not in notice.err


def test_an_agreement_that_was_ended_is_told_with_the_day(at: Run) -> None:
    assert at(f"{AGREEMENT} 2026-12-31").code == 0
    assert at("plan unit agreement end 样协1 --on 2026-03-01 --reason 违约").code == 0
    assert "（样协1已于2026-03-01解除或者终止）" in at(SCHEME).err


def test_a_team_is_told_whose_certificate_runs_out_soon(at: Run) -> None:
    assert "测一鸣" not in at(SCHEME).err
    made = at("plan team set 2026-001 --leader 测一鸣 --member 样二航")
    assert made.code == 0, made.err
    assert "测一鸣的执法证2026-03-31到期，还有 29 天" in made.err
    assert "样二航的执法证" not in made.err


def test_an_import_tells_once_which_service_organisations_have_no_agreement(at: Run, tmp_path: Path) -> None:
    file = tmp_path / "单位.csv"
    lines = [f"样本培训{n}校,社会保险服务机构,360100,路{n}号,甲" for n in "一二三四五六"]
    file.write_text("单位名称,单位类型,行政区划代码,地址,负责人\n" + "\n".join(lines) + "\n", encoding="utf-8")
    ended = at(f"plan unit import {file}")
    assert ended.code == 0, ended.err
    assert ended.err.count(ENDED) == 1
    assert "6 个服务机构没有登记有效的服务协议：样本培训一校" in ended.err
    assert "样本培训五校等" in ended.err


def test_the_doctor_reads_the_templates_of_the_office(at: Run, tmp_path: Path, few_templates: None) -> None:
    def told() -> tuple[str, str]:
        lines = at("doctor --json").json["rows"]
        return next((line["state"], line["text"]) for line in lines if line["name"] == "本单位模板")

    assert told() == ("正常", "没有；都用随程序的")
    made = at("doc template edit D05 --json")
    assert made.code == 0, made.err
    assert told() == ("正常", "1 个，全部可用")
    (own,) = tmp_path.rglob("templates/D05.docx")
    own.write_bytes(b"no template")
    state, text = told()
    assert (state, "D05.docx 有" in text, "doc template check all" in text) == ("不行", True, True)


def test_a_lead_of_a_plan_who_is_not_in_the_roster_is_told(
    at: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert at("plan year new 2026 --scope 全县 --focus 培训补贴").code == 0
    period = "--from 2025-01-01 --to 2025-12-31 --quarter 1"
    line = f"plan year add 2026 --unit 样本学校 --form special {period} --fund {{}} --lead"
    told = "人员名册中没有牵头人测一明"
    assert told in at(f"{line.format('失业')} 测一明、样二航").err
    assert "牵头人" not in at(f"{line.format('工伤')} 测一鸣").err
    assert at("plan year export 2026 --out 表.xlsx").code == 0
    assert at("plan year new 2027 --scope 全县 --focus 培训补贴").code == 0
    assert told in at("plan year import 2027 表.xlsx").err
