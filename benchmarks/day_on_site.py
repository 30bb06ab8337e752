#!/usr/bin/env python3
"""A whole day on site, played at a real terminal (tmux) as two inspectors type it: entry, a checklist of 60 lines, two
questionings, evidence, five findings, an urgent and an ordinary sealing, a recount, a partial release, leaving.

Every line is typed, every prompt is waited for and answered; what came of it is read from `show --json` and its like.
Says how many lines and prompts each step took and how long the program let people wait. Not in the test suite.

    python benchmarks/day_on_site.py                              200 small files
    python benchmarks/day_on_site.py --total 3000 --big 2000      3 GB, one file of 2 GB (needs twice that on the disk)

The facts are dated 12 March 2026 by --at, so that the day can be played again on any later day.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.cli.pages import cookbook_seal  # noqa: E402

N, DAY = "2026-001", "2026-03-12"
LINES = 60
#: All that the checklist of a handling agency asks.
MATTERS = " ".join(f"--matter CL-{of}-{n}" for of, last in ((11, 7), (15, 3)) for n in range(1, last + 1))
PROGRAM = f"{shlex.quote(sys.executable)} -m jxinspect"
#: The prompt of the shell: which command is next, and how the last one ended.
PROMPT = re.compile(r"^\[(\d+):(\d+)\]\$$")
PATIENCE = 900.0


@dataclass
class Step:
    """One part of the day: what was typed, and how long the program worked (seconds)."""

    name: str
    lines: int = 0
    prompts: int = 0
    waited: float = 0.0


@dataclass
class Terminal:
    """A shell in tmux. `socket` keeps it apart from sessions of the user."""

    folder: Path
    environment: dict[str, str]
    socket: str = f"jxinspect-day-{os.getpid()}"
    steps: list[Step] = field(default_factory=list)
    typed: int = 1
    sent: float = 0.0  #: when something was last typed

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-u", "-L", self.socket, "-f", "/dev/null", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout

    @contextmanager
    def opened(self) -> Iterator[None]:
        told = [word for name, value in self.environment.items() for word in ("-e", f"{name}={value}")]
        shell = ["bash", "--norc", "--noprofile"]
        self.tmux("new-session", "-d", "-s", "day", "-x", "150", "-y", "50", "-c", str(self.folder), *told, *shell)
        try:
            self.until(r"^\[1:0\]\$$")
            yield
        finally:
            self.tmux("kill-server")

    def send(self, text: str) -> None:
        self.tmux("send-keys", "-t", "day", "-l", text)
        self.tmux("send-keys", "-t", "day", "Enter")
        self.sent = time.monotonic()

    def screen(self) -> list[str]:
        shown = self.tmux("capture-pane", "-p", "-t", "day").splitlines()
        return [line.rstrip() for line in shown if line.strip()]

    def until(self, pattern: str) -> list[str]:
        """Wait until the last line of the screen is like that; the screen."""
        wanted, ends = re.compile(pattern), time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            shown = self.screen()
            if shown and wanted.search(shown[-1]):
                return shown
            time.sleep(0.02)
        raise SystemExit(f"waited in vain for {pattern}:\n" + "\n".join(self.screen()))

    def step(self, name: str) -> None:
        self.steps.append(Step(name))

    def begin(self, line: str) -> None:
        """Type a line that will ask."""
        self.tmux("clear-history", "-t", "day")
        self.steps[-1].lines += 1
        self.send(line)

    def end(self) -> list[str]:
        """Wait for the shell; stop the day when the command ended otherwise."""
        shown = self.until(rf"^\[{self.typed + 1}:\d+\]\$$")
        self.steps[-1].waited += time.monotonic() - self.sent
        self.typed += 1
        ended = PROMPT.match(shown[-1])
        if ended is None or ended[2] != "0":
            raise SystemExit("\n".join(shown))
        return shown

    def line(self, line: str) -> list[str]:
        """A line that asks nothing."""
        self.begin(line)
        return self.end()

    def answer(self, pattern: str, text: str, before: str = "") -> None:
        """Wait for a prompt, after a screen that shows `before`, and answer it."""
        shown = self.until(pattern)
        while before and not any(before in line for line in shown):
            time.sleep(0.02)
            shown = self.until(pattern)
        self.steps[-1].waited += time.monotonic() - self.sent
        self.steps[-1].prompts += 1
        self.send(text)


def jx(*words: str) -> str:
    """A command of ours, before and beside the day, in this process."""
    from jxinspect.cli import main as jxinspect

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = jxinspect(list(words))
    if code:
        raise SystemExit(f"{words}: {out.getvalue()}{err.getvalue()}")
    return out.getvalue()


def told(*words: str) -> Any:
    """What a command says for machines."""
    return json.loads(jx(*words, "--json"))


def expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise SystemExit(f"{what}: {found!r} instead of {wanted!r}")


def prepared(folder: Path) -> None:
    """The case file as it stands in the morning, and the office's own points: 60 lines in all."""
    cookbook_seal.write_files(folder)
    points = [f"CL-11-6,本局要点第{n}项：核对{n}月份的对账和复核记录" for n in range(1, LINES - 28 + 1)]
    (folder / "本局要点.csv").write_text("\n".join(["事项代码,检查要点", *points]) + "\n", encoding="utf-8")
    for line in cookbook_seal.BEFORE[:-1]:  # the last one is the entry
        jx(*shlex.split(line.replace("--matter CL-11-4", MATTERS)))
    jx("inspect", "checklist", "extend", "本局要点.csv")


def files(folder: Path, count: int, total: int, big: int) -> int:
    """So many files of `total` MB together, one of them of `big` MB; the bytes."""
    folder.mkdir()
    block = os.urandom(1 << 20)
    each = max(0, (total - big) * (1 << 20) // max(1, count - 1))
    for n in range(count):
        left = big << 20 if n == 0 and big else each
        with (folder / f"材料{n:03d}.bin").open("wb") as file:
            file.write(f"第{n}号材料\n".encode())
            while left > 0:
                file.write(block[: min(left, 1 << 20)])
                left -= 1 << 20
    return sum(one.stat().st_size for one in folder.iterdir())


def at(hour: str) -> str:
    return f'--at "{DAY} {hour}"'


def entry(term: Terminal) -> None:
    term.step("进点、承诺")
    term.line(f"jxinspect inspect enter {N} --met 李例子 --post 办公室主任 {at('09:00')}")
    term.line(f"jxinspect inspect commit {N} --signer 赵样本 --post 主任 {at('09:20')}")
    expect("state", told("show", N)["state"], "entered")


def checklist(term: Terminal) -> None:
    """One key for each line; one note and one finding on the way."""
    term.step(f"检查表{LINES}项")
    term.begin(f"jxinspect inspect checklist walk {N} {at('09:30')}")
    for n in range(1, LINES + 1):
        here = f"[{n}/{LINES}]"
        if n == 10:
            term.answer(r"^\? 结论", "n", here)
            term.answer(r"^\? 看到的情况", "3月至8月没有对账记录")
        if n == 20:
            term.answer(r"^\? 结论", "f", here)
            term.answer(r"^\? 问题的标题", "没有按月对账")
            term.answer(r"^\? 事实", "，2025年3月至8月没有对账记录")
            term.answer(r"^\? 违法情形代码", "V29-5")
            term.answer(r"^\? 金额", "")
            continue
        term.answer(r"^\? 结论\s*$", "3" if n % 7 == 0 else "1", here)
    term.end()
    expect("open lines", len(told("inspect", "checklist", "show", N, "--open")["rows"]), 0)


def questionings(term: Terminal) -> None:
    for n, (person, hour, ended) in enumerate((("吕样办", "10:30", "10:50"), ("何例计", "11:00", "11:20")), 1):
        term.step(f"询问{n}（10问10答）")
        term.begin(
            f"jxinspect inspect ask {N} --person {person} --post 股长 --matter 对账情况 {at(hour)} --ended {ended}"
        )
        for turn in range(1, 11):
            term.answer(rf"^\? 第{turn}问", f"2025年{turn}月的对账由谁完成？")
            term.answer(rf"^\? {person}答", "由财务股核对，当月没有留下记录。")
        term.answer(r"^\? 第11问", "")
        term.end()
    papers = told("doc", "list", "--kind", "D19", "--limit", "99")["rows"]
    expect("questioning records", len(papers), 2)


def evidence(term: Terminal, count: int, size: int) -> None:
    term.step(f"取证{count}件，共{size / 1e6:.0f} MB")
    described = "--source 信息股 --place 信息机房 --proves 待遇支付和对账情况 --by 测一鸣 --by 样二航"
    term.line(f"jxinspect inspect evidence add -i {N} 现场材料 {described} {at('11:30')}")
    listed = told("inspect", "evidence", "list", "-i", N, "--limit", "9999")["rows"]
    expect("evidence", (len(listed), sum(row["size"] for row in listed)), (count, size))


def findings(term: Terminal) -> None:
    term.step("另外4个问题")
    for n in range(2, 6):
        term.line(
            f"jxinspect inspect finding add {N} --title 第{n}个问题 --facts 2025年第{n}季度没有复核 --violation V29-5 "
            f"--matter CL-11-6 --amount {n}000 --persons {n} --evidence {n} --demand 补做复核 {at(f'13:0{n}')}"
        )
    expect("findings", len(told("show", N)["findings"]), 5)


def urgent_sealing(term: Terminal) -> None:
    term.step("紧急封存：申请、实施、补办批准")
    term.begin(
        f"jxinspect seal request {N} --reason loss --facts 有人正把档案装车 --keeper 李例子 --custody 原地封存 "
        f"--urgent --urgent-reason 车即将开走 --item 2024年待遇审核档案/业务档案/6盒 {at('14:00')}"
    )
    term.answer(r"^\? 复制能够达到目的的", "车即将开走，来不及复制")
    term.end()
    term.line(
        f"jxinspect seal create {N} --strip 4号柜门缝 --notified 当场告知 --attended 李例子 --post 办公室主任 "
        f"--process 制止装车，清点后装柜 --ended 14:30 {at('14:05')}"
    )
    term.line(f"jxinspect seal approve {N} --approver 钱样明 --text 同意 {at('14:40')}")
    expect("urgent sealing", told("seal", "show", f"{N}-FC-01")["state"], "active")


def ordinary_sealing(term: Terminal) -> None:
    term.step("一般封存：申请、批准、实施")
    term.line(
        f"jxinspect seal request {N} --reason transfer --facts 凭证被搬离档案室 --copy-insufficient 凭证缺页 "
        f"--keeper 李例子 --custody 装柜封存 --list 封存资料.csv {at('15:00')}"
    )
    term.line(f"jxinspect seal approve {N} --seal {N}-FC-02 --approver 钱样明 --text 同意 {at('15:20')}")
    term.line(
        f"jxinspect seal create {N} --seal {N}-FC-02 --strip 2号柜门缝 --strip 3号柜门缝 --notified 电话通知负责人 "
        f"--attended 李例子 --post 办公室主任 --process 逐册清点后装柜 --ended 16:00 {at('15:30')}"
    )
    expect("ordinary sealing", told("seal", "show", f"{N}-FC-02")["state"], "active")


def recount(term: Terminal) -> None:
    term.step("清点5件，逐件扫描")
    term.begin(f"jxinspect seal count {N} --seal {N}-FC-02 --attended 李例子 {at('16:10')}")
    codes = [f"{N}-FC-02-{end}" for end in ("01", "02", "X001", "X002", "X003")]
    for n, code in enumerate(codes):
        term.answer(rf"^\? 已点{n}/5", code)
    term.answer(r"^\? 已点5/5", "")
    shown = term.end()
    if not any("与封存清单相符" in line for line in shown):
        raise SystemExit("\n".join(shown))


def partial_release(term: Terminal) -> None:
    term.step("部分解除")
    term.line(
        f"jxinspect seal release {N} --seal {N}-FC-02 --line 2 --ground unrelated --receiver 李例子 "
        f"--opening 启封2号柜 --restrip 2号柜门缝下部 --approver 钱样明 {at('16:30')}"
    )
    expect("still sealed", told("seal", "show", f"{N}-FC-02")["held"], 2)


def leaving(term: Terminal) -> None:
    term.step("离开")
    term.line(f"jxinspect inspect leave {N} --note 向单位负责人通报了检查的基本情况 {at('17:30')}")
    expect("state", told("show", N)["state"], "field_closed")


def played(folder: Path, count: int, total: int, big: int) -> list[Step]:
    """The day; SystemExit when anything went otherwise than it should."""
    prepared(folder)
    size = files(folder / "现场材料", count, total, big)
    (folder / "bin").mkdir()
    (folder / "bin" / "jxinspect").write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n')
    (folder / "bin" / "jxinspect").chmod(0o755)
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    kept = {
        "JXINSPECT_HOME": os.environ["JXINSPECT_HOME"],
        "PATH": path,
        "LC_ALL": "C.UTF-8",
        "TERM": "screen-256color",
        "PS1": r"[\#:$?]$ ",
    }
    term = Terminal(folder, kept | {"PYTHONPATH": str(ROOT), "JXINSPECT_PAGER": "cat"})
    with term.opened():
        entry(term)
        checklist(term)
        questionings(term)
        evidence(term, count, size)
        findings(term)
        urgent_sealing(term)
        ordinary_sealing(term)
        recount(term)
        partial_release(term)
        leaving(term)
    jx("verify", "--deep")
    return term.steps


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--total", type=int, default=20, help="MB of all files together")
    parser.add_argument("--big", type=int, default=0, help="MB of one of them")
    return parser.parse_args()


def main() -> int:
    if shutil.which("tmux") is None:
        sys.exit("needs tmux")
    given = options()
    with tempfile.TemporaryDirectory(prefix="jxinspect-day-") as own:
        for name in [name for name in os.environ if name.startswith("JXINSPECT_")]:
            del os.environ[name]
        os.environ |= {"JXINSPECT_HOME": f"{own}/home", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        work = Path(own, "现场")
        work.mkdir()
        os.chdir(work)
        steps = played(work, given.files, given.total, given.big)
        os.chdir(ROOT)
    print("| step | lines typed | prompts answered | seconds waited |\n|---|---|---|---|")
    for step in steps:
        print(f"| {step.name} | {step.lines} | {step.prompts} | {step.waited:.1f} |")
    sums = (sum(s.lines for s in steps), sum(s.prompts for s in steps), sum(s.waited for s in steps))
    print(f"| all | {sums[0]} | {sums[1]} | {sums[2]:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
