"""What users and machines get wrong: each with its exit code, what and why and what to do, and nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

Scene = Any
Scenes = Callable[[str], Scene]
UNITED = "样本县社会保险服务中心"


@pytest.fixture
def untouched() -> Callable[[Scene, Any, int], str]:
    """Checks that a command ended with this code, told what, why and what to do, and left nothing behind."""

    def check(here: Scene, ended: Any, code: int, *, before: str = "") -> str:
        assert ended.code == code, ended
        told: str = ended.err
        lines = told.splitlines()
        assert lines[0].startswith("错误：")
        assert any(line.startswith("原因：") and len(line) > 3 for line in lines), told
        assert any(line.startswith("怎么办：") and len(line) > 4 for line in lines), told
        assert "Traceback" not in told + ended.out
        assert not before or here.head() == before
        return told

    return check


@pytest.fixture
def locked(scene: Scenes) -> Scene:
    """The case file of the story, to be opened by its passphrase."""
    here = scene("inspect record")
    assert here.run("lock").code == 0
    return here


# ---- keys ----------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(locked: Scene, tmp_path: Path, untouched: Any) -> None:
    wrong = tmp_path / "口令.txt"
    wrong.write_text("不对\n", encoding="utf-8")

    told = untouched(locked, locked.tell("--passphrase-file", str(wrong)), 7)

    assert "口令" in told


def test_without_a_passphrase_the_user_hears_how_to_give_one(locked: Scene, untouched: Any) -> None:
    told = untouched(locked, locked.tell(), 7)

    assert "unlock" in told or "--passphrase-file" in told


def test_a_damaged_key_slot_is_not_called_a_wrong_passphrase(locked: Scene, untouched: Any) -> None:
    slot = locked.path / "keys" / "passphrase.age"
    data = bytearray(slot.read_bytes())
    data[-1] ^= 1
    slot.write_bytes(data)

    told = untouched(locked, locked.tell("--passphrase-file", locked.values["passphrase"]), 8)

    assert "备份" in told


#: 年节放假办法 2.
STATUTORY_2027 = (
    "01-01",
    "02-05",
    "02-06",
    "02-07",
    "02-08",
    "04-05",
    "05-01",
    "05-02",
    "06-09",
    "09-15",
    "10-01",
    "10-02",
    "10-03",
)


# ---- names, days ---------------------------------------------------------------------------------------------


def test_an_unknown_unit_is_not_guessed(scene: Scenes, untouched: Any) -> None:
    here = scene("plan scheme new")
    before = here.head()

    ended = here.run(
        "plan",
        "scheme",
        "new",
        "--ad-hoc",
        "上级交办",
        "--unit",
        "样本县不存在的单位",
        "--form",
        "special",
        "--fund",
        "工伤",
        "--from",
        "2025-01-01",
        "--to",
        "2025-12-31",
        "--items",
        "收支",
        "--scope",
        "2025年",
        "--content",
        "支付",
        "--method",
        "查阅",
        "--starts",
        "2026-03-11",
        "--ends",
        "2026-03-20",
        at=here.line.at,
    )

    assert "plan unit add" in untouched(here, ended, 3, before=before)


def test_a_date_in_a_year_without_a_table_tells_how_to_import_it_and_then_passes(
    scene: Scenes, untouched: Any, tmp_path: Path
) -> None:
    here = scene("notify onsite")
    before = here.head()
    later = ("--enter", "2027-01-12", "--leave", "2027-01-15")

    assert "2027" in (told := untouched(here, here.tell(*later), 4, before=before))
    assert "jxinspect calendar import" in told
    counted = here.run("notify", "dates", "--served", "2027-03-05")
    assert "jxinspect calendar import" in untouched(here, counted, 5, before=before)

    table = tmp_path / "2027.csv"
    table.write_text("".join(f"2027-{day},休\n" for day in STATUTORY_2027), encoding="utf-8")
    assert here.run("calendar", "import", str(table)).code == 0
    assert here.tell(*later).code == 0


# ---- templates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ 被监督单位.名稱 }}", "被监督单位.名稱"),
        ("{{ 被监督单位.名称", "{{"),
        ("{% for x in ().__class__.__bases__ %}{{ x }}{% endfor %}", "__class__"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "cycler"),
    ],
    ids=["typing error", "open tag", "code in a tag", "code in a value"],
)
def test_a_bad_template_of_the_office_issues_nothing_and_is_named(
    text: str, named: str, scene: Scenes, untouched: Any, home: Path
) -> None:
    from jxinspect.store.home import templates_folder

    here = scene("notify onsite")
    folder = templates_folder()
    folder.mkdir(parents=True, exist_ok=True)
    paper = Document()
    paper.add_paragraph(text)
    paper.save(str(folder / "D05.docx"))
    before, documents = here.head(), here.rows("SELECT count(*) AS n FROM document")

    told = untouched(here, here.tell(), 5, before=before)

    assert named in told
    assert "D05" in told
    assert here.rows("SELECT count(*) AS n FROM document") == documents
    (folder / "D05.docx").unlink()
    assert here.tell().code == 0


# ---- values that get into documents --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "seen",
    [
        "A&B <b>加粗</b> \"引号\" '单引号' ]]> &amp; &#x4e00;",
        "𠮷某、𬭛某、㐂某对账",
        "{{ 被监督单位.名称 }}{% if 1 %}原样{% endif %}",
        "=1+1 @SUM(A1) -1 +1",
        "核对凭证" * 2500,
        "e\u0301 与 é、ﬁ 与 fi、Ａ 与 A",
    ],
    ids=["markup", "rare han", "template tags", "formulas", "ten thousand", "composition"],
)
def test_what_is_typed_stands_in_the_document_character_by_character(seen: str, scene: Scenes, tmp_path: Path) -> None:
    here = scene("inspect record")
    done = here.tell("--seen", seen)
    assert done.code == 0, done.err
    (row,) = [r for r in here.run("doc", "list", "--json").json["rows"] if r["kind"] == "D20"]

    assert here.run("doc", "export", row["number"], "--out", str(tmp_path / "文书")).code == 0

    (path,) = (tmp_path / "文书").iterdir()
    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for line in table.rows for cell in line.cells]
    assert seen in "\n".join([*(p.text for p in paper.paragraphs), *cells])
    assert here.run("verify").code == 0


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b[2J", "\ufffe"], ids=["nul", "bell", "escape", "noncharacter"])
def test_a_control_character_is_refused_with_the_field_named(bad: str, scene: Scenes, untouched: Any) -> None:
    here = scene("inspect record")
    before = here.head()

    told = untouched(here, here.tell("--seen", f"凭证{bad}完整"), 5, before=before)

    assert "情况" in told or "--seen" in told
    assert bad not in told


# ---- evidence and copies -------------------------------------------------------------------------------------


def test_evidence_that_changes_or_vanishes_while_it_is_read_undoes_the_whole_act(
    scene: Scenes, untouched: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxinspect.store import objects

    here = scene("inspect evidence add")
    first, second = tmp_path / "一.txt", tmp_path / "二.txt"
    first.write_text("一", encoding="utf-8")
    second.write_text("二", encoding="utf-8")
    before, stored = here.head(), sorted(p.name for p in (here.path / "objects").rglob("*"))
    put_file = objects.Objects.put_file

    def vanishing(self: Any, path: Path, **options: Any) -> Any:
        second.unlink(missing_ok=True)
        return put_file(self, path, **options)

    monkeypatch.setattr(objects.Objects, "put_file", vanishing)
    ended = here.run(
        "inspect",
        "evidence",
        "add",
        "-i",
        "2026-001",
        str(first),
        str(second),
        "--source",
        "财务股",
        "--proves",
        "对账",
        at=here.line.at,
    )

    assert "二.txt" in untouched(here, ended, ended.code, before=before)
    assert ended.code in {3, 5, 9}
    assert sorted(p.name for p in (here.path / "objects").rglob("*")) == stored


@pytest.mark.parametrize("number", ["../../逃出去", "CON", "a/b\\c:d*e?f", "样人社监检通〔2026〕9号."])
def test_a_number_that_is_a_path_leaves_no_file_outside_the_chosen_folder(
    number: str, scene: Scenes, tmp_path: Path
) -> None:
    here = scene("notify onsite")
    out = tmp_path / "里" / "文书"

    ended = here.tell("--number", number, "--out", str(out))

    assert ended.code == 0, ended.err
    assert [p.name for p in (tmp_path / "里").iterdir()] == ["文书"]
    names = [path.name for path in out.iterdir()]
    assert len(names) == 2
    for name in names:
        stem = name.split(".")[0]
        assert stem.upper() not in {"CON", "NUL", "AUX", "PRN", ""}
        assert not set(name) & set('<>:"/\\|?*')


# ---- the machine ---------------------------------------------------------------------------------------------

ON_A_FULL_DISK = """
import resource, signal, sys
from datetime import datetime
from jxinspect.cli import main
from jxinspect.commands import clock
clock.SOURCE = lambda: datetime.fromisoformat(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is of POSIX")
def test_a_full_disk_issues_nothing_and_says_so(scene: Scenes) -> None:
    here = scene("notify onsite")
    before = here.head()
    files = sorted(p.relative_to(here.path) for p in here.path.rglob("*") if p.is_file())
    words = [*here.line.words, "-C", str(here.path), "--no-input", "--as", "李示华", "--at", here.line.at]

    ended = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, "2026-03-04T12:00:00+08:00", "9000", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert ended.returncode == 9, ended
    assert ended.stderr.startswith("错误：")
    assert "怎么办：" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert here.head() == before
    left = {p.relative_to(here.path) for p in here.path.rglob("*") if p.is_file()} - set(files)
    assert {p.name for p in left} <= {"case.db-wal", "case.db-shm", "case.db-journal", "holder.json"}
    assert here.run("verify").code == 0
    assert here.tell().code == 0


@pytest.mark.usefixtures("bound_by_permissions")
def test_without_permission_nothing_is_issued(scene: Scenes, untouched: Any) -> None:
    here = scene("notify onsite")
    before = here.head()
    here.path.chmod(0o500)
    try:
        untouched(here, here.tell(), 9)
    finally:
        here.path.chmod(0o700)
    assert here.head() == before


# ---- damage --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["missing", "flipped"])
def test_a_damaged_object_is_named_by_verify_and_no_report_is_built_on_it(
    how: str, scene: Scenes, untouched: Any
) -> None:
    from jxinspect.model.inspect import Evidence

    here = scene("report draft")
    with here.merged() as (case, records):
        item = next(e for e in records.of(Evidence) if e.sha256)
        path, code, sha256 = Path(case.objects.path_of(item.sha256)), item.code, item.sha256
    path.chmod(0o600)
    if how == "missing":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[-1] ^= 0x80
        path.write_bytes(data)
    before = here.head()

    found = here.run("verify")
    assert found.code == 8
    assert sha256[:12] in found.out + found.err
    told = untouched(here, here.tell(), 4, before=before)
    assert "G18" in told
    assert code in told
