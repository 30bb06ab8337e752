"""`search`: full text over records and documents, never over who reported, never in plain on disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts.search import SOURCES
from jxinspect.cli import eager_app
from jxinspect.commands.running import parsed
from jxinspect.store.texts import FILE, excerpt, folded, words_of
from jxinspect.store.view import needed, views

Scenes = Callable[[str], Any]


def found(scene: Any, *words: str) -> list[dict[str, Any]]:
    ended = scene.run("search", *words, "--json")
    assert ended.code == 0, ended.err
    return list(ended.json["rows"])


def test_a_word_of_two_characters_inside_a_sentence_is_found_in_documents_and_records(scene: Scenes) -> None:
    rows = found(scene("status"), "封存", "--limit", "999")
    assert {"文书", "封存", "线索"} - {row["kind"] for row in rows} == {"线索"}
    assert all("封存" in row["excerpt"] for row in rows)
    assert {"jxinspect seal show 2026-001-FC-01"} <= {row["command"] for row in rows}


def test_every_word_must_stand_in_the_same_place_whatever_its_width_and_case(scene: Scenes) -> None:
    at = scene("status")
    one = found(at, "封存决定书", "--kind", "文书", "-i", "2026-001")
    both = found(at, "封存决定书 ［2026］１号", "--kind", "文书", "-i", "2026-001")
    assert both
    assert len(both) <= len(one)
    assert found(at, "封存决定书", "没有这几个字") == []


def test_a_workbook_is_found_by_what_stands_in_its_cells(scene: Scenes) -> None:
    rows = found(scene("status"), "应追回合计", "-k", "文书")
    assert {row["name"].split("　")[1] for row in rows} == {"整改台账"}


def test_documents_issued_after_a_search_are_found_by_the_next(scene: Scenes) -> None:
    at = scene("rectify close")
    assert found(at, "卷内目录", "-k", "文书") == []
    assert at.tell().code == 0
    assert len(found(at, "卷内目录", "-k", "文书")) == 1


def test_the_cache_is_encrypted_and_the_case_file_is_as_it_was(scene: Scenes) -> None:
    at = scene("status")
    before = at.head()
    assert found(at, "样本县社会保险服务中心")
    data = (at.path / FILE).read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert "样本县社会保险服务中心".encode() not in data
    assert at.head() == before
    assert at.run("verify").code == 0


@pytest.mark.parametrize("harm", ["gone", "damaged", "read-only"])
def test_a_cache_that_is_gone_damaged_or_cannot_be_written_changes_no_result(scene: Scenes, harm: str) -> None:
    at = scene("rectify close")
    before = found(at, "检查报告", "-k", "文书", "-k", "证据")
    cache = at.path / FILE
    cache.unlink()
    if harm == "damaged":
        cache.write_bytes(b"no database" * 1000)
    if harm == "read-only":
        cache.mkdir()
    assert found(at, "检查报告", "-k", "文书", "-k", "证据") == before


def test_a_backup_leaves_the_cache_behind(scene: Scenes, tmp_path: Path) -> None:
    at = scene("status")
    found(at, "报告", "-k", "证据")
    assert (at.path / FILE).is_file()
    assert at.run("backup", str(tmp_path / "备份.jxcase")).code == 0
    assert not (tmp_path / "备份.jxcase" / FILE).exists()


def test_a_third_party_finds_nothing_and_his_attempt_stands_in_the_journal(scene: Scenes) -> None:
    at = scene("status")
    refused = at.run("search", "身份证", actor="卫审样")
    assert refused.code == 4
    assert "第三方人员卫审样" in refused.err
    assert at.rows("SELECT count(*) AS n FROM journal WHERE act = 'third_party.refused'")[-1]["n"] >= 1


def test_blanks_and_unknown_kinds_are_named(scene: Scenes) -> None:
    at = scene("status")
    assert at.run("search", "　 ").code == 5
    unknown = at.run("search", "报告", "--kind", "报表")
    assert unknown.code == 2
    assert "底稿" in unknown.err


def test_no_source_reads_who_reported() -> None:
    for source in SOURCES:
        for view in needed(source.view) | {source.view}:
            assert not re.search(r"\breporter\b", views()[view]), view


def test_each_source_has_its_columns_and_a_command_that_is_understood(scene: Scenes) -> None:
    at = scene("status")
    for source in SOURCES:
        columns = {row["name"] for row in at.rows(f"SELECT name FROM pragma_table_info('{source.view}')")}
        used = set(re.findall(r"\{(\w+)\}", source.name + source.command)) | {source.inspection} - {""}
        assert used <= columns, source
        words = re.sub(r"\{\w+\}", "2026", source.command).split()
        assert parsed(eager_app(), words) is None, words


def test_text_is_compared_without_regard_to_width_case_and_brackets_and_keeps_its_length() -> None:
    text = "样人社监封〔２０２６〕１号　ＡＢＣ\tAbc"
    assert folded(text) == "样人社监封[2026]1号 abc abc"
    assert len(folded(text)) == len(text)
    assert words_of(" 甲　乙\n丙 ") == ["甲", "乙", "丙"]


def test_an_excerpt_shows_the_place_and_says_where_it_was_cut() -> None:
    text = "前" * 40 + "这里" + "后" * 100
    assert excerpt(text, 40) == "…" + "前" * 16 + "这里" + "后" * 54 + "…"
    assert excerpt("这里", 0) == "这里"
