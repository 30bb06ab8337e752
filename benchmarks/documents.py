"""Documents against docxtpl, workbooks against openpyxl, evidence against sha256sum and cp, measured side by side.

    python benchmarks/documents.py [--notices 100] [--rounds 3] [--only render,batch,act,intake,workbook]

Every figure is a ratio to a baseline that runs in the same process or on the same files, in turn, so that a busy
machine slows both. Prints one row per figure for the table in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from jxinspect.__main__ import YOUNG  # noqa: E402

BEIJING = timezone(timedelta(hours=8))
#: Moment of the facts; the clock is the machine's, since a case file stays unlocked for a work day only.
NOW, CLOCK = datetime(2026, 3, 2, 9, 0, tzinfo=BEIJING), datetime.now(BEIJING).replace(microsecond=0)
LINES, FIELDS = 20_000, 15


def notice_fields() -> dict[str, Any]:
    """What stands in a notice about the invented inspection of the template samples."""
    from jxinspect.documents.sample import sample_fields

    return {**sample_fields("D05"), "校验码": "3f9c2ab81c04-9b1e77aa02d3"}


def main() -> int:
    """Run the chosen measurements; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(MEASURES))
    chosen = parser.parse_args()
    gc.set_threshold(YOUNG)  # as in every process of the program; docxtpl's documents are made under it, too
    kept = [MEASURES[name](chosen.notices, chosen.rounds) for name in chosen.only.split(",")]
    return 0 if all(kept) else 1


def told(what: str, own: float, base: float, budget: float, *, faster: bool = False) -> bool:
    """Print a row of the table. `faster`: the ratio says how many times faster, and the budget is a least value."""
    ratio = base / own if faster else own / base
    kept = ratio >= budget if faster else ratio <= budget
    wanted = f"≥ {budget:g} × faster" if faster else f"≤ {budget:g} ×"
    print(f"| {what} | {own * 1000:.2f} ms | {base * 1000:.2f} ms | {ratio:.2f} × | {wanted} | {verdict(kept)} |")
    sys.stdout.flush()
    return kept


def verdict(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def seconds(do: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Wall time, unless another clock is given: processor time hides waiting for the disk."""
    start = clock()
    do()
    return clock() - start


def in_turn(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Medians of both, one warm-up each, runs alternating."""
    pairs = [(seconds(ours, clock), seconds(theirs, clock)) for _ in range(rounds + 1)][1:]
    own, base = (statistics.median(side) for side in zip(*pairs, strict=True))
    return own, base


def plain_docxtpl(path: Path, fields: dict[str, Any]) -> bytes:
    """The same template as docxtpl's own documentation renders it."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    from jxinspect.documents.values import FILTERS

    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    template = DocxTemplate(str(path))
    template.render(fields, environment)
    buffer = BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def shipped(kind: str) -> Path:
    from jxinspect.documents.template_folder import shipped_folder

    return Path(str(shipped_folder())) / f"{kind}.docx"


def render(notices: int, rounds: int) -> bool:
    """One notice from the compiled template, proven, against docxtpl."""
    from jxinspect.documents.proof import prove
    from jxinspect.documents.word import compile_template

    path, notice = shipped("D05"), notice_fields()
    template = compile_template(path.read_bytes())

    def ours() -> None:
        for n in range(notices):
            fields = notice | {"文号": f"样人社监检通〔2026〕{n + 1}号"}
            prove(template, fields, template.render(fields))

    few = max(3, notices // 20)
    own, base = in_turn(ours, lambda: [plain_docxtpl(path, notice) for _ in range(few)], rounds)
    return told("one notice: render and prove / docxtpl", own / notices, base / few, 10, faster=True)


def issued(path: Path, numbers: list[int]) -> None:
    """A notice for each of these inspections, in one transaction."""
    from jxinspect.acts.procedure import issue
    from jxinspect.model.notify import Notice
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.records import inspection_records, load_ahead

    with open_case_file(path, actor="测一鸣", act="notify.batch", clock=CLOCK, at=NOW) as case:
        load_ahead(case, [f"2026-{n:03d}" for n in numbers])
        for n in numbers:
            records = inspection_records(case, f"2026-{n:03d}")
            notice = Notice(
                inspection_id=records.inspection.id, at=case.at, flight=False, enter_on=date(2026, 3, 9),
                leave_on=date(2026, 3, 20), materials_due=date(2026, 3, 6), report_wanted="请对照检查事项开展自查。",
                cooperation=["指定一名联络人。"], contact="测一鸣", place="样本县示范路2号",
            )  # fmt: skip
            case.add(notice)
            records.add(notice)
            issue(case, records, "D05", notice)


def batch(notices: int, rounds: int) -> bool:
    """Notices through issue() into an encrypted case file, committed in groups, against docxtpl; processor time.

    In it: opening the case file, guards of documents, records, rendering, proof, objects, journal, commit. Not in it:
    the rehearsal, the guards of the step, and the readable copies of `notify batch` (benchmarks/batch.py).
    """
    from jxinspect.acts.notify_batch import GROUP

    path, notice, few = shipped("D05"), notice_fields(), max(3, notices // 20)
    with prepared(notices * (rounds + 1)) as case_path:
        numbers = iter(range(1, notices * (rounds + 1) + 1))

        def ours() -> None:
            for start in range(0, notices, GROUP):
                issued(case_path, [next(numbers) for _ in range(min(GROUP, notices - start))])

        def plain() -> None:
            for _ in range(few):
                plain_docxtpl(path, notice)

        own, base = in_turn(ours, plain, rounds, time.process_time)
    what = f"one notice in a batch of {notices}: issue() with case file / docxtpl"
    return told(what, own / notices, base / few, 10, faster=True)


@contextmanager
def prepared(count: int = 1) -> Iterator[Path]:
    """An unlocked, encrypted case file with approved inspections."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JXINSPECT_HOME"] = str(Path(folder) / "home")
        yield made(Path(folder), count)


def made(folder: Path, count: int) -> Path:
    """The same in a folder that the caller looks after; JXINSPECT_HOME must be set."""
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.create import create_case_file

    path = folder / "量.jxcase"
    create_case_file(path, "口令", clock=CLOCK, actor="测一鸣")
    with open_case_file(path, actor="测一鸣", act="setup", clock=CLOCK, at=NOW) as case:
        fill(case, count)
    return path


def fill(case: Any, count: int) -> None:
    """Agency, roster, a unit, inspections with scheme, approval and team."""
    from jxinspect.acts import plan
    from jxinspect.law.terms import Level, Role, UnitType

    plan.set_agency(
        case, name="样本县人力资源和社会保障局", code="样人社", level=Level.COUNTY, region_code="360100",
        region_name="样本县", department="基金监督科", address="样本县示范路1号", phone="0791-00000001",
        complaint_phone="0791-00000002", government="样本县人民政府", court="样本县人民法院",
    )  # fmt: skip
    roster = {"钱主任": Role.APPROVER, "孙科长": Role.SUPERVISOR, "测一鸣": Role.INSPECTOR, "样二航": Role.INSPECTOR}
    people = [
        plan.add_staff(
            case, name=name, role=role, department="基金监督科", post="科员", certificate=f"3601230000{n}",
            certificate_issuer="江西省司法厅", certificate_from=date(2023, 1, 1), certificate_to=date(2027, 12, 31),
        )
        for n, (name, role) in enumerate(roster.items())
    ]  # fmt: skip
    unit = plan.add_unit(
        case, name="样本县社会保险服务中心", type=UnitType.HANDLING_AGENCY, region_code="360100",
        address="样本县示范路2号", head="赵样本", head_post="主任", contact="李例子", phone="0791-00000003",
    )  # fmt: skip
    for n in range(1, count + 1):
        approved(case, f"2026-{n:03d}", unit, people)


def approved(case: Any, number: str, unit: Any, people: list[Any]) -> None:
    """An inspection that may be notified."""
    from jxinspect.law.terms import FundType, InspectionForm, State, TeamRole
    from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember

    inspection = Inspection(
        number=number, year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, funds=[FundType.UNEMPLOYMENT],
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), ad_hoc_reason="量度", state=State.APPROVED,
    )  # fmt: skip
    case.add(inspection)
    scheme = Scheme(
        inspection_id=inspection.id, at=NOW, items="失业保险基金收支、管理", scope="县本级失业保险基金",
        content="待遇审核和基金支付", starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 20), method="查阅凭证账簿",
        matters=["CL-11-1"], made_by=people[2].id,
    )  # fmt: skip
    case.add(scheme)
    case.add(
        Approval(
            inspection_id=inspection.id, at=NOW, subject="scheme", subject_id=scheme.id, prepared_by=people[2].id,
            approved_by=people[0].id, text="同意", granted=True,
        )
    )  # fmt: skip
    for person, role in ((people[2], TeamRole.LEADER), (people[3], TeamRole.MEMBER)):
        case.add(TeamMember(inspection_id=inspection.id, at=NOW, staff_id=person.id, role=role, no_interest=True))


def act(_notices: int, rounds: int) -> bool:
    """A whole process that issues one notice, unlocked, against importing SQLModel and docxtpl.

    Another notice was issued on this machine before, as on every day but the first: templates are prepared once.
    """
    # Installing compiles the libraries; a folder of sources is compiled by nobody but the first run that may write.
    compileall.compile_dir(ROOT / "jxinspect", quiet=2)
    imports = [sys.executable, "-c", "import sqlmodel, docxtpl"]
    pairs = []
    for _ in range(rounds + 1):
        with prepared(2) as path:
            first, ours = ([sys.executable, "-m", "jxinspect", *onsite(n), "-C", str(path)] for n in (2, 1))
            run(first)
            pairs.append((run(ours), run(imports)))
    (cpu, wall), (base_cpu, base_wall) = (
        (statistics.median(one.cpu for one in side), statistics.median(one.wall for one in side))
        for side in zip(*pairs[1:], strict=True)
    )
    told("the same, wall time", wall, base_wall, 1.5)
    return told("`notify onsite`, a whole process / import sqlmodel, docxtpl, processor time", cpu, base_cpu, 1.5)


def onsite(n: int) -> list[str]:
    """The words that issue a notice of one of the prepared inspections."""
    when = ["--enter", "2026-03-09", "--as", "测一鸣", "--at", "2026-03-02 09:00"]
    return ["notify", "onsite", f"2026-{n:03d}", *when]


@dataclass(frozen=True)
class Used:
    """What a process used: seconds of processor and of waiting, largest resident size in MB."""

    cpu: float
    wall: float
    megabytes: float


def run(command: list[str], folder: Path | None = None, *, fine: Sequence[int] = (0,)) -> Used:
    """Run a command in a process of its own, ending with a code of `fine`; ask the kernel (POSIX) what it took."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # tables of the law are compiled by the first run that may write
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)
        _, status, taken = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in fine:
            told.seek(0)
            raise SystemExit(f"{command}\n{told.read().decode()}")
    return Used(taken.ru_utime + taken.ru_stime, time.perf_counter() - start, taken.ru_maxrss / 1024)


def intake(_notices: int, rounds: int) -> bool:
    """Taking files in (hash, encrypt, fsync, journal) against sha256sum and cp, which leave the disk to the system."""
    spent, paid, synced = [], [], []
    with prepared() as path:
        for n in range(rounds + 1):
            files = made_files(path.parent / f"资料{n}")
            out = path.parent / f"抄{n}"
            spent.append(seconds(lambda: taken_in(path, files)))  # noqa: B023 — run at once
            paid.append(seconds(lambda: hashed_and_copied(files, out)))  # noqa: B023
            synced.append(paid[-1] + seconds(lambda: subprocess.run(["sync", *out.iterdir()], check=True)))  # noqa: B023
    own, base, safe = (statistics.median(side[1:]) for side in (spent, paid, synced))
    told("the same, with the copies made durable by sync", own, safe, 2)
    return told("taking in 20 files of 5 MB / sha256sum + cp", own, base, 2)


def made_files(folder: Path) -> list[Path]:
    """20 files of 5 MB that nothing has seen."""
    folder.mkdir()
    files = [folder / f"凭证{n}.bin" for n in range(20)]
    for file in files:
        file.write_bytes(os.urandom(5 << 20))
    return files


def taken_in(path: Path, files: list[Path]) -> None:
    from jxinspect.store.casefile import open_case_file

    with open_case_file(path, actor="测一鸣", act="inspect.evidence.add", clock=CLOCK, at=NOW) as case:
        for file in files:
            case.objects.put_file(file)
        case.note(files=len(files))


def hashed_and_copied(files: list[Path], out: Path) -> None:
    out.mkdir()
    subprocess.run(["sha256sum", *map(str, files)], check=True, capture_output=True)
    subprocess.run(["cp", *map(str, files), str(out)], check=True)


def workbook(_notices: int, rounds: int) -> bool:
    """A formatted workbook against openpyxl write-only with the same cells."""
    from openpyxl import Workbook

    from jxinspect.documents.excel import Column, Sheet, build

    rows = [[f"第{n}行第{m}列" for m in range(FIELDS - 1)] + [n * 100] for n in range(LINES)]
    columns = [Column(f"栏{m}") for m in range(FIELDS - 1)] + [Column("金额", kind="money")]

    def theirs() -> None:
        book = Workbook(write_only=True)
        page = book.create_sheet("清单")
        page.append([column.title for column in columns])
        for row in rows:
            page.append(row)
        book.save(BytesIO())

    own, base = in_turn(lambda: build(Sheet("清单", columns, rows, title="清单")), theirs, rounds)
    return told(f"workbook of {LINES:,} × {FIELDS}, formatted and read back / openpyxl write-only", own, base, 1.2)


MEASURES: dict[str, Callable[[int, int], bool]] = {
    "render": render,
    "batch": batch,
    "act": act,
    "intake": intake,
    "workbook": workbook,
}

if __name__ == "__main__":
    sys.exit(main())
