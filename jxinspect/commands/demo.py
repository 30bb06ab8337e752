"""`demo`: a whole inspection on invented data, played with the program's own commands."""

import io
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.exceptions import ClickException

from jxinspect.commands.clock import CHINA
from jxinspect.commands.given import fresh
from jxinspect.commands.running import typed
from jxinspect.commands.story import story_text
from jxinspect.commands.story.play import Line, Played, play, read_story
from jxinspect.commands.tree import App
from jxinspect.commands.usage import in_chinese
from jxinspect.errors import JxinspectError, Refused
from jxinspect.ui import messages
from jxinspect.ui.show import done

app = App("用样例数据走完一次检查。")

CASE, PASSPHRASE, TOUR, TRANSCRIPT = "demo.jxcase", "passphrase.txt", "导览.txt", "全部命令.txt"
PAPERS, SOURCES, DOSSIER = "文书", "素材", "卷宗"
#: The other laptop of the story, a folder with its home and its case file, and the stick that goes between.
LAPTOP, STICK = "二组笔记本", "U盘"
#: Why commands of the story end with these codes.
REFUSED = {4: "依法不予办理", 5: "写得不全或者有误，没有办理", 11: "等待裁定，没有办理"}
GROUPS = {"plan": "计划", "notify": "通知", "inspect": "检查", "seal": "封存", "report": "报告", "rectify": "整改"}
#: The folder of a run that is not finished, as it stands in paths.
_INSIDE = re.compile(r"[^\s'\"]*\.part/")
#: When the photographs of the story were taken.
TAKEN = datetime(2026, 3, 12, 10, 0, tzinfo=CHINA)


@app.command(example=["jxinspect demo", "jxinspect demo --out 演示"])
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", "-o", help="放在哪个文件夹；可以反复执行", metavar="文件夹")] = Path(
        "jxinspect-demo"
    ),
) -> None:
    """用虚构的数据完整走一遍：计划和抽取、回避、第三方、通知和送达、取证、封存、报告、整改、办结。"""
    from jxinspect.store import durable

    out = out.expanduser()
    _only_an_older_demo(out)
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    with durable.writing(out):
        part.mkdir(parents=True)
    try:
        played = _played(context, part)
        _hand_out(context, part)
        (part / TOUR).write_text(TOUR_TEXT, encoding="utf-8")
        (part / TRANSCRIPT).write_text(transcript(played), encoding="utf-8")
        _forget(out)
        part.rename(out)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    program = f"jxinspect -C {typed(out / CASE)}"
    papers = sum(1 for path in (out / PAPERS).rglob("*") if path.is_file())
    done(
        "演示完成",
        [
            ("out", "文件夹", str(out)),
            ("steps", "步骤", len(played)),
            ("documents", "文书", papers),
            ("tour", "先看", str(out / TOUR)),
        ],
        [
            f"{program} unlock --passphrase-file {typed(out / PASSPHRASE)}",
            f"{program} status --all",
            f"{program} verify",
        ],
    )


def _only_an_older_demo(out: Path) -> None:
    if out.exists() and not (out / CASE).is_dir():
        raise Refused(f"不覆盖已有的 {out}", why="这个文件夹不是以前的演示", todo="用 --out 换一个文件夹")


def _forget(out: Path) -> None:
    """Remove an older demonstration together with its key on this machine."""
    if not out.exists():
        return
    from jxinspect.store import keys

    keys.lock(out / CASE)
    shutil.rmtree(out)


def _played(context: typer.Context, part: Path) -> list[Played]:
    from jxinspect.commands.story.doubts import write_doubts
    from jxinspect.commands.story.exhibits import SIGNED_SCAN, write_all
    from jxinspect.commands.story.sheets import write_sheets

    sources = part / SOURCES
    values = {name: str(path) for name, path in write_all(sources, TAKEN).items()}
    values |= {name: str(path) for name, path in (write_sheets(sources) | write_doubts(sources)).items()}
    (sources / "询问问答.txt").write_text(story_text("questioning.txt"), encoding="utf-8")
    (sources / "签字扫描件.pdf").write_bytes(SIGNED_SCAN(TAKEN))
    (part / PASSPHRASE).write_text(secrets.token_urlsafe(12) + "\n", encoding="utf-8")
    values |= {
        "case": str(part / CASE),
        "passphrase": str(part / PASSPHRASE),
        "papers": str(part / PAPERS),
        "questioning": str(sources / "询问问答.txt"),
        "scan": str(sources / "签字扫描件.pdf"),
        "backup": str(part / "备份" / CASE),
        "dossier": str(part / DOSSIER),
        "doubts": str(part / "疑点"),
    }
    lines = read_story(values | _second_laptop(part))
    root = context.find_root().command

    def run(words: list[str], machine: str) -> tuple[int, str]:
        with _typed_at(part / machine if machine else None):
            return _run(root, [*words, "-C", str(part / machine / CASE), "--no-input"])

    return play(lines, run, lambda line, n: _tell(lines, line, n))


def _second_laptop(part: Path) -> dict[str, str]:
    """The folders of the laptop and the stick, and what both sides read to each other by telephone."""
    from jxinspect.store.device import device_key, public_hex, spelled

    for name in (LAPTOP, STICK):
        (part / name).mkdir()
    return {
        "stick": str(part / STICK),
        "laptop": str(part / LAPTOP / CASE),
        "office": spelled(public_hex(device_key())),
    }


@contextmanager
def _typed_at(folder: Path | None) -> Iterator[None]:
    """Commands are typed on the laptop of this folder; None: on this machine."""
    before = os.environ.get("JXINSPECT_HOME")
    if folder is not None:
        os.environ["JXINSPECT_HOME"] = str(folder / "home")
    try:
        yield
    finally:
        if folder is not None:
            os.environ.pop("JXINSPECT_HOME")
            os.environ.update({} if before is None else {"JXINSPECT_HOME": before})


def _hand_out(context: typer.Context, part: Path) -> None:
    """Export the documents into the folders of their groups, but for lists of persons; then lock the case file."""
    from jxinspect.documents.catalogue import CATALOGUE

    root, common = context.find_root().command, ["-C", str(part / CASE), "--no-input", "--as", "孙例平"]
    listed = json.loads(_done(root, ["doc", "list", "--limit", "10000", "--json", *common]))
    for place, (group, title) in enumerate(GROUPS.items(), 1):
        kinds = {kind for kind, spec in CATALOGUE.items() if spec.group == group and not spec.persons}
        numbers = [row["number"] for row in listed["rows"] if row["kind"] in kinds]
        _done(root, ["doc", "export", *numbers, "--out", str(part / PAPERS / f"{place}_{title}"), *common])
    _done(root, ["lock", *common])
    with _typed_at(part / LAPTOP):
        _done(root, ["lock", "-C", str(part / LAPTOP / CASE)])


def _done(root: Any, words: list[str]) -> str:
    code, text = _run(root, words)
    if code:
        raise JxinspectError(f"演示没有完成：{' '.join(words[:2])}", why=text, todo="请把这段文字报告给开发人员")
    return text


def _tell(lines: list[Line], line: Line, number: int) -> None:
    """Say where the story is: once for each chapter."""
    if number == 0 or lines[number - 1].chapter != line.chapter:
        messages.note(f"[{number + 1}/{len(lines)}] {line.chapter}")


def _run(root: Any, words: list[str]) -> tuple[int, str]:
    """Run one command as if it had been typed; its exit code and all it printed."""
    out = io.StringIO()
    with fresh(json="--json" in words), redirect_stdout(out), redirect_stderr(out):
        try:
            with root.make_context("jxinspect", list(words)) as inner:
                root.invoke(inner)
        except (JxinspectError, ClickException) as fault:
            told = fault if isinstance(fault, JxinspectError) else in_chinese(fault)
            messages.error(told)
            return told.code, out.getvalue()
    return 0, out.getvalue()


def transcript(played: list[Played]) -> str:
    """Every command of the story with what it printed."""
    text = ["演示中的全部命令和输出，可以照着做。"]
    chapter = ""
    for one in played:
        if one.line.chapter != chapter:
            chapter = one.line.chapter
            text += ["", "=" * 60, chapter, "=" * 60]
        where = f"　{one.line.machine}" if one.line.machine else ""
        text += ["", f"[{one.line.at}　{one.line.actor}{where}]", f"$ jxinspect {_typed(one.line.words)}"]
        text += [f"  {_INSIDE.sub('', line)}" for line in one.text.rstrip().splitlines()]
        if one.code:
            text.append(f"  （退出码 {one.code}：{REFUSED[one.code]}）")
    return "\n".join(text) + "\n"


def _typed(words: Iterable[str]) -> str:
    """The words as people would type them: quotes only where the shell needs them, paths inside the folder."""
    plain = (_INSIDE.sub("", word) for word in words)
    return " ".join(map(typed, plain))


TOUR_TEXT = f"""jxinspect 演示导览

所有单位、人员、金额都是虚构的。

1. 文件夹“{PAPERS}”：按计划、通知、检查、封存、报告、整改六组排好的全部文书，用 Word 或者 WPS 打开。
   先看：
   1_计划　年度检查计划和调整后重新印发的；利害关系自查表，回避申请和决定；第三方承诺书；举报登记表（不含举报人）
   2_通知　检查通知书：权利义务、回执、承诺书格式；七种方式的送达回证；补正通知书；非现场检查的报送格式
   4_封存　封存决定书、清单、封条、现场笔录：一次做成，互相一致
   5_报告　检查报告：金额与附表一致，写明征求意见和视同无异议的经过；卷内目录
   6_整改　整改意见书、整改台账（金额大写，逐项销号）
   疑点清单、核查反馈表有个人明细，只以加密的文件离开案卷库：在文件夹“疑点”，口令在 {SOURCES}/疑点口令.txt。
   {DOSSIER}/data/index.html 用浏览器打开：检查 2026-001 的全卷，离线浏览、查找、打印；附 SHA-256 清单（BagIt）。
2. {CASE} 是加密的案卷库，口令在 {PASSPHRASE}。解锁以后试试：
   jxinspect -C {CASE} unlock --passphrase-file {PASSPHRASE}
   jxinspect -C {CASE} status --all
   jxinspect -C {CASE} show 2026-001
   jxinspect -C {CASE} plan year progress 2026
   jxinspect -C {CASE} plan pick verify 2026-CQ-01
   jxinspect -C {CASE} journal list --limit 20
   jxinspect -C {CASE} search 对账凭证
   jxinspect -C {CASE} check
   jxinspect -C {CASE} verify
3. {LAPTOP} 是另一台电脑：在那里由同步包新建的案卷库，口令相同；{STICK} 里是来往的同步包。机关端的电脑是本机。
4. {TRANSCRIPT} 是全部命令和它们的输出，可以照着做。其中几条依法不予办理，注意看理由：
   科长决定回避，个人明细授权给第三方，一名检查人员进点，封存现金，没有批准就封存，延长封存超过上限，
   期限未满就出具报告，成批通知中有一家写错，没有号段而编文号，两台电脑说法不一而没有裁定。
5. {SOURCES} 是导入的名册和取证的原始文件，备份 里是案卷库的备份。
"""
