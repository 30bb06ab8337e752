"""A comment round and its rectification on the command line: every answer names the next step and its day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Line = Callable[[str], Any]


DRAFT = "report draft 2026-001 --background 机构 --evaluation 规范 --opinion 改正 --suggestions 完善"
SERVE = "notify serve 2026-001 --method direct --receiver 李例子 --capacity 主任 --server 测一鸣 --server 样二航 --doc"


def test_a_round_with_an_objection_and_its_rectification(line: Line, fieldwork_done: Any, tmp_path: Path) -> None:
    fieldwork_done(("多发养老金", 12_345_67), ("制度不完善", None))
    assert "2项，金额合计：12,345.67元" in line(f"2026-04-26 09:00 {DRAFT}").out
    consulted = line("2026-04-26 15:00 report consult 2026-001")
    assert "以送达回证记载的接到日期起算" in consulted.out
    assert "--doc 样人社监征〔2026〕1号" in consulted.out
    assert line("2026-04-26 16:00 report reply 2026-001 --method handed --point 有误").code == 4
    assert line(f"2026-04-27 10:00 {SERVE} 样人社监征〔2026〕1号").code == 0
    shown = line("2026-04-28 09:00 --json report show 2026-001").json
    assert (shown["last_day"], shown["deem_from"], shown["deem_from_no_post"]) == (
        "2026-05-13", "2026-05-17", "2026-05-14",
    )  # fmt: skip
    replied = line("2026-05-08 09:30 report reply 2026-001 --method handed --signer 赵样本 --point 有误 --point 不实")
    assert "还有2条" in replied.out
    late = line("2026-05-14 09:30 report reply 2026-001 --method handed --point 补充")
    assert "逾期" in late.out
    assert "还有2条没有答复" in late.out
    fully = "--result 采纳 --reason 属实 --change 改为1万元 --finding 1 --amount 1万元"
    assert "还有1条" in line(f"2026-05-15 09:00 report adopt 2026-001 1 {fully}").out
    assert "report final" in line("2026-05-15 09:30 report adopt 2026-001 2 --result not --reason 属实").out
    final = line(f"2026-05-16 09:00 report final 2026-001 --signed-by 钱主任 --out {tmp_path}")
    assert "10,000.00元" in final.out
    assert (tmp_path / "2026-001_样人社监报(2026)1号_检查报告.docx").exists()

    assert [
        "整改期限晚于报告整改结果的日期2026-06-29：第2项2026-06-30"
        in line(f"2026-05-18 09:00 rectify opinion 2026-001 --due 2=2026-06-30 --dry-run --report-due {day}").err
        for day in ("2026-06-29", "2026-06-30")
    ] == [True, False]
    assert "从整改意见书送达之日起算" in line("2026-05-18 09:00 rectify opinion 2026-001 --due 2=2026-06-30").out
    assert "待送达" in line("2026-05-18 09:00 rectify list 2026-001").out
    assert line(f"2026-05-19 10:00 {SERVE} 样人社监改〔2026〕1号").code == 0
    listed = line("2026-05-19 10:30 rectify list 2026-001 --format json").json["rows"]
    assert [row["last_day"] for row in listed] == ["2026-06-18", "2026-06-30"]
    done = "rectify progress 2026-001 1 --text 全额退回 --recovered 10000 --evidence 001 --done"
    assert "第1项已报告完成，待核查销号" in line(f"2026-05-25 09:00 {done}").out
    seen = "--seen 1=属实 --method 1=核对回单 --strike 1 --seen 2=已报批 --method 2=查阅 --next 2=印发"
    checked = line(f"2026-06-20 09:00 rectify recheck 2026-001 --met 李例子 --conclusion 部分到位 {seen}")
    assert "2（期限 2026-06-30）" in checked.out
    assert line("2026-06-21 09:00 rectify close 2026-001 --result 完 --archivist 周档员").code == 4
    assert line("2026-06-21 09:00 rectify set 2026-001 2 --type lasting").code == 0
    line("2026-06-21 10:00 rectify refer none 2026-001 --reason 计算错误，没有骗取的证据 --approver 钱主任")
    assert line("2026-06-21 10:00 rectify close 2026-001 --result 完 --archivist 周档员").code == 0
    folder = tmp_path / "卷宗"
    assert line(f"2026-06-22 09:00 report dossier 2026-001 --dossier-no 20260001 --out {folder}").code == 0
    names = sorted(path.name for path in (folder / "data" / "正卷").iterdir())
    assert names[0].startswith("000_2026-001-JZ-02")
    assert names[1] == "001_2026-001-稿1_检查报告（征求意见稿）.docx"


def test_the_refusal_of_silence_names_the_first_day(line: Line, fieldwork_done: Any) -> None:
    fieldwork_done()
    assert "没有发现问题" in line(f"2026-04-26 09:00 {DRAFT}").out
    line("2026-04-26 15:00 report consult 2026-001")
    line(f"2026-04-27 10:00 {SERVE} 样人社监征〔2026〕1号")
    silent = "report deem 2026-001 --register 无来文 --mail 无在途 --recorder 测一鸣 --recorder 样二航"
    refused = line(f"2026-05-16 09:00 {silent}")
    assert refused.code == 4
    assert "最早2026-05-17可以记录" in refused.err
    assert line(f"2026-05-17 09:00 {silent}").code == 0
    final = line("2026-05-18 09:00 report final 2026-001 --signed-by 钱主任")
    assert "rectify close 2026-001" in final.out
    assert line("2026-05-19 09:00 rectify opinion 2026-001").code == 4
    assert line("2026-05-19 10:00 rectify close 2026-001 --result 未发现问题 --archivist 周档员").code == 0
