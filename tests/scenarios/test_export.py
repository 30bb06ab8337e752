"""`export`: every list and every document, counted and compared; what cannot be handed out is named."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jxinspect.ui import files
from jxinspect.ui.show import show_rows

#: Papers of the story name persons by their full numbers, which may not leave just so (G50).
LET_PASS = ("--override", "G50", "--because", "移交档案室", "--approved-by", "钱样明")

Scenes = Callable[[str], Any]


def manifest(folder: Path) -> dict[str, str]:
    lines = (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    return {line[66:]: line[:64] for line in lines}


def rows_of(data: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_a_list_is_exported_whole_with_count_and_digest(scene: Scenes, tmp_path: Path) -> None:
    out = tmp_path / "日志.csv"
    ended = scene("status").run("export", "rows", "journal", "list", "--out", str(out), "--json")
    head, *rows = rows_of(out.read_bytes())
    assert ended.code == 0, ended.err
    assert head[:3] == ["行", "时间", "办理人"]
    assert len(rows) == ended.json["rows"] == ended.json["total"] > 50  # more than a page of the list
    assert ended.json["sha256"] == sha256(out.read_bytes()).hexdigest()


def test_a_list_keeps_its_own_filters(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    out = tmp_path / "通知书.jsonl"
    assert at.run("export", "rows", "doc", "list", "--kind", "D05", "-i", "2026-001", "--out", str(out)).code == 0
    objects = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["kind"] for one in objects] == ["D05"]
    ended = at.run("export", "rows", "doc", "list", "--kid", "D05")
    assert (ended.code, "是不是想写 --kind" in ended.err) == (2, True)


def test_every_list_has_every_format_and_is_what_the_list_command_shows(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    names = [row["name"] for row in at.run("export", "list", "--json").json["rows"]]
    assert {"plan unit list", "doc list", "seal list", "rectify list", "notify list"} <= set(names)
    for name in ("plan unit list", "rectify list", "seal list"):
        shown = at.run(*name.split(), "--json", "--limit", "9999").json["rows"]
        for kind in ("csv", "xlsx", "json", "jsonl"):
            out = tmp_path / f"{name}.{kind}"
            assert at.run("export", "rows", *name.split(), "--out", str(out)).code == 0
            assert count(out) == len(shown), out
        assert json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))["rows"] == shown


def count(file: Path) -> int:
    if file.suffix == ".xlsx":
        sheet = load_workbook(file).worksheets[0]
        return sheet.max_row - 1
    if file.suffix == ".csv":
        return len(rows_of(file.read_bytes())) - 1
    text = file.read_text(encoding="utf-8")
    return len(json.loads(text)["rows"]) if file.suffix == ".json" else len(text.splitlines())


def test_a_csv_may_be_gb18030(scene: Scenes, tmp_path: Path) -> None:
    out = tmp_path / "单位.csv"
    ended = scene("status").run("export", "rows", "plan", "unit", "--encoding", "gb18030", "--out", str(out))
    assert ended.code == 0
    assert rows_of(out.read_bytes(), "gb18030")[0][0] == "单位名称"
    assert not out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_data_on_standard_output_is_alone_there(scene: Scenes) -> None:
    ended = scene("status").run("export", "rows", "plan", "unit", "--format", "jsonl")
    assert next(json.loads(line)["name"] for line in ended.out.splitlines()) == "样本县社会保险服务中心"
    assert "条，与案卷库核对一致；SHA-256 " in ended.err


def test_an_unknown_list_gets_the_likeliest_names(scene: Scenes) -> None:
    ended = scene("status").run("export", "rows", "plan", "unti", "list")
    assert (ended.code, "plan unit list" in ended.err) == (3, True)


def test_fewer_rows_than_counted_are_refused(scene: Scenes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def shortened(page: Any, *more: Any, **named: Any) -> None:
        show_rows(page[:-1], *more, **named)

    monkeypatch.setattr("jxinspect.commands.document.show_rows", shortened)
    ended = scene("status").run("export", "rows", "doc", "list", "--out", str(tmp_path / "x.csv"))
    assert (ended.code, "没有读全" in ended.err) == (8, True)
    assert not (tmp_path / "x.csv").exists()


def test_a_file_that_says_something_else_than_the_case_file_is_not_handed_over(
    scene: Scenes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def shortened(rows: Any, *more: Any) -> bytes:
        return files.written(rows[:-1], *more)

    monkeypatch.setattr("jxinspect.commands.export.written", shortened)
    ended = scene("status").run("export", "rows", "plan", "unit", "--out", str(tmp_path / "单位.csv"))
    assert (ended.code, "导出后与案卷库不一致" in ended.err) == (8, True)
    assert not (tmp_path / "单位.csv").exists()


def test_documents_are_chosen_by_kind_group_inspection_unit_day_and_state(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    listed = at.run("doc", "list", "--json", "--limit", "999").json["rows"]

    def exported(*filters: str) -> int:
        out = tmp_path / str(len(list(tmp_path.iterdir())))
        ended = at.run("export", "docs", *filters, "--out", str(out), "--json", *LET_PASS)
        assert ended.code in {0, 3}, ended.err
        if ended.code:
            return 0
        assert len(manifest(out)) == ended.json["count"]
        return int(ended.json["count"])

    def those(ok: Callable[[dict[str, Any]], bool]) -> int:
        return sum(ok(row) and not row["void"] for row in listed)

    unit = "样本县社会保险服务中心"
    assert exported() == those(lambda row: True)
    assert exported("--kind", "D05", "--kind", "d11") == those(lambda row: row["kind"] in {"D05", "D11"})
    assert exported("--group", "seal") == those(lambda row: "D32" <= row["kind"] <= "D39")
    assert exported("--unit", unit) == exported("-i", "2026-001") == those(lambda row: row["inspection"] == "2026-001")
    assert exported("--until", "2026-03-01") == those(lambda row: row["dated"] <= "2026-03-01")
    assert exported("--since", "2026-03-02") == those(lambda row: row["dated"] >= "2026-03-02")
    assert exported("--state", "served") == those(lambda row: row["received_on"] is not None)
    assert exported("--state", "void") == 0
    assert at.run("export", "docs", "--kind", "D99", "--out", str(tmp_path / "x")).code == 3
    assert at.run("export", "docs", "--group", "nix", "--out", str(tmp_path / "x")).code == 3


def test_an_export_is_gone_on_with_and_writes_nothing_twice(scene: Scenes, tmp_path: Path) -> None:
    at, out = scene("status"), tmp_path / "文书"
    assert at.run("export", "docs", "--group", "notify", "--out", str(out)).code == 0
    first = {path: path.stat().st_mtime_ns for path in out.glob("*.docx")}
    lost = min(first)
    lost.unlink()
    assert at.run("export", "docs", "--group", "notify", "--out", str(out)).code == 0
    after = {path: path.stat().st_mtime_ns for path in out.glob("*.docx")}
    assert set(after) == set(first)
    assert {path for path in first if first[path] != after[path]} == {lost}
    assert manifest(out) == {path.name: sha256(path.read_bytes()).hexdigest() for path in first}


def test_a_damaged_document_is_named_and_the_others_are_exported(scene: Scenes, tmp_path: Path) -> None:
    at, out = scene("status"), tmp_path / "文书"
    [row] = at.rows("SELECT number, sha256 FROM documents WHERE kind = 'D05'")
    damaged = at.path / "objects" / row["sha256"][:2] / row["sha256"]
    damaged.write_bytes(damaged.read_bytes()[:-9] + bytes(9))
    ended = at.run("export", "docs", "--group", "notify", "--out", str(out))
    assert ended.code == 10
    assert row["number"] in ended.err
    assert row["sha256"] not in manifest(out).values()
    assert len(manifest(out)) == len(list(out.glob("*.docx"))) > 3


def test_a_trial_writes_no_file_and_no_journal(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    before = at.head()
    for words in (
        ["export", "docs", "--kind", "D05"],
        ["export", "all"],
        ["doc", "export", "-i", "2026-001"],
    ):
        ended = at.run(*words, "--out", str(tmp_path / "x"), "--dry-run", *LET_PASS)
        assert (ended.code, "试运行" in ended.out) == (0, True), ended.err
    assert at.head() == before
    assert not (tmp_path / "x").exists()


def test_all_lists_and_documents_go_into_one_folder_with_one_manifest(scene: Scenes, tmp_path: Path) -> None:
    at, out = scene("status"), tmp_path / "全部"
    words = ("export", "all", "--out", str(out), "--json")
    refused = at.run(*words)
    assert (refused.code, "G50" in refused.err, out.exists()) == (4, True, False), refused
    ended = at.run(*words, *LET_PASS)
    assert ended.code == 0, ended.err
    noted = manifest(out)
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"manifest-sha256.txt"}
    assert set(noted) == files
    assert {"清单/plan-unit.csv", "清单/journal.csv"} <= files
    assert all(sha256((out / name).read_bytes()).hexdigest() == digest for name, digest in noted.items())
    assert ended.json["digest"] == sha256((out / "manifest-sha256.txt").read_bytes()).hexdigest()
    entries = at.run("journal", "list", "--act", "export.docs", "--json").json["rows"]
    assert [(row["op"], row["record_table"]) for row in entries][1:] == [("insert", "override"), ("insert", "handout")]


def test_a_workbook_too_long_for_one_sheet_is_refused(
    scene: Scenes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("jxinspect.commands.export.SHEET", 2)
    ended = scene("status").run("export", "rows", "plan", "unit", "--out", str(tmp_path / "x.xlsx"))
    assert (ended.code, "--format csv" in ended.err) == (5, True)
