"""From one laptop to another by a file: what goes, what is shown, what is taken, what is told."""

import json
import shutil
from pathlib import Path
from unittest import mock

import pytest

from tests.sync.conftest import LAPTOP, OFFICE, Two

TABLES = {"journal": "hash, header, body, salt, signature", "chain": "*", "document": "*", "device": "*"}


def same(two: Two) -> bool:
    """Whether both copies hold the same."""
    queries = [f"SELECT {columns} FROM {table} ORDER BY 1" for table, columns in TABLES.items()]
    return two.read(OFFICE, *queries) == two.read(LAPTOP, *queries)


def test_a_machine_without_a_case_file_gets_one_with_keys_of_its_own(two: Two) -> None:
    assert same(two)
    assert two.type(LAPTOP, "verify").code == 0
    slots = [two.case(machine) / "keys" / "passphrase.age" for machine in (OFFICE, LAPTOP)]
    assert slots[0].read_bytes() != slots[1].read_bytes()
    [row] = two.rows(LAPTOP, "SELECT value FROM case_info WHERE name = 'office'")
    assert row == two.rows(OFFICE, "SELECT value FROM case_info WHERE name = 'office'")[0]


def test_what_the_laptop_did_comes_to_the_office_with_its_objects(two: Two) -> None:
    sha = two.paper(LAPTOP, "现场笔录" * 50_000, 2)
    opened = two.open(OFFICE, two.bundle(LAPTOP, OFFICE), "--json")
    assert opened.code == 0, opened.err
    told = opened.json
    assert (told["sender"], told["actor"], told["entries"], told["objects"]) == (LAPTOP, "测一鸣", 1, 1)
    assert (told["acts"], told["actors"]) == ({"test.paper": 1}, {"测一鸣": 1})
    assert same(two)
    assert two.content(OFFICE, sha) == "现场笔录".encode() * 50_000
    assert two.type(OFFICE, "verify").code == 0


def test_it_is_shown_before_it_is_taken_and_nothing_changes_when_nobody_agrees(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    file = two.bundle(LAPTOP, OFFICE)
    before = two.state(OFFICE)
    refused = two.type(OFFICE, "sync", "open", str(file))
    assert refused.code == 2
    for words in (
        "制作设备    二组笔记本",
        "制作人      测一鸣",
        "新日志条目  1",
        "谁做的      测一鸣 1 条",
        "新对象      1",
    ):
        assert words in refused.out
    assert "收下以上内容吗" in refused.err
    tried = two.open(OFFICE, file, "--dry-run")
    assert tried.code == 0
    assert "试运行，没有写入" in tried.out
    assert two.state(OFFICE) == before


def test_only_what_the_other_side_lacks_is_sent_and_nothing_twice(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    first = two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(two.folder / "一"), "--json").json
    assert (first["entries"], first["objects"]) == (1, 1)
    two.open(OFFICE, two.folder / "一.jxbundle")
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))  # the receipt
    two.paper(LAPTOP, "问题底稿", 3)
    second = two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(two.folder / "二"), "--json").json
    assert (second["entries"], second["objects"]) == (1, 1)
    everything = two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "--all", "--dry-run", "--json").json
    assert everything["entries"] > 5
    assert everything["objects"] == 3


def test_a_bundle_is_the_receipt_for_what_its_maker_was_sent(two: Two) -> None:
    sha = two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    assert two.rows(LAPTOP, f"SELECT * FROM copy WHERE sha256 = '{sha}'") == []
    made = two.type(OFFICE, "sync", "bundle", "--for", LAPTOP, "-o", str(two.folder / "回执"))
    assert "对方不缺什么；做成的同步包只作回执" in made.out
    opened = two.open(LAPTOP, two.folder / "回执.jxbundle")
    assert opened.code == 0
    assert "已收过，没有新内容" in opened.out
    [copy] = two.rows(LAPTOP, f"SELECT peer FROM copy WHERE sha256 = '{sha}'")
    assert copy == two.rows(OFFICE, "SELECT value AS peer FROM case_info WHERE name = 'office'")[0]


def test_a_replay_is_harmless_and_bundles_may_come_in_any_order(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    first = two.bundle(LAPTOP, OFFICE, "一.jxbundle")
    two.paper(LAPTOP, "问题底稿", 3)
    second = two.bundle(LAPTOP, OFFICE, "二.jxbundle")
    for file, news in ((second, True), (first, False), (second, False), (first, False)):
        opened = two.open(OFFICE, file)
        assert opened.code == 0
        assert ("已收过，没有新内容" in opened.out) is not news
    assert same(two)
    kept = two.rows(OFFICE, "SELECT at FROM peer")
    two.open(OFFICE, first)
    assert two.rows(OFFICE, "SELECT at FROM peer") == kept


def test_what_came_and_went_is_remembered_without_an_entry_in_the_journal(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    before = len(two.rows(LAPTOP, "SELECT hash FROM journal"))
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    assert len(two.rows(LAPTOP, "SELECT hash FROM journal")) == before
    sent = two.rows(LAPTOP, "SELECT * FROM exchange WHERE direction = 'out'")[-1]
    came = two.rows(OFFICE, "SELECT * FROM exchange WHERE direction = 'in'")[-1]
    assert (sent["peer"], sent["actor"], sent["carrier"], sent["entries"], sent["objects"]) == (
        OFFICE, "测一鸣", "bundle", 1, 1,
    )  # fmt: skip
    assert (came["peer"], came["actor"], came["entries"], came["objects"]) == (LAPTOP, "孙科长", 1, 1)
    assert came["digest"] == sent["digest"]


def test_a_third_machine_gets_by_the_laptop_what_the_office_enrolled(two: Two) -> None:
    two.enrol("三组笔记本")
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP, "登记.jxbundle"))
    made = two.new("三组笔记本", two.bundle(LAPTOP, "三组笔记本", "转交.jxbundle"))
    assert made.code == 0, made.err
    assert two.type("三组笔记本", "verify").code == 0


def test_a_bundle_for_several_devices_opens_at_each_of_them(two: Two) -> None:
    two.enrol("三组笔记本")
    two.paper(OFFICE, "计划", 2)
    out = two.folder / "给两台.jxbundle"
    made = two.type(OFFICE, "sync", "bundle", "--for", LAPTOP, "--for", "三组笔记本", "-o", str(out))
    assert "还没有收到过其回执" in made.out
    assert two.open(LAPTOP, out).code == 0
    assert two.new("三组笔记本", out).code == 0
    assert same(two)


def test_without_a_name_the_file_says_for_whom_it_is_and_is_never_overwritten(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = two.folder / "stick"
    stick.mkdir()
    for _ in range(2):
        assert two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(stick)).code == 0
    names = sorted(file.name for file in stick.iterdir())
    assert [name[:6] + name[-11:] for name in names] == ["案卷-给机关-1.jxbundle", "案卷-给机关-2.jxbundle"]
    again = two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(stick / names[0]))
    assert again.code == 4
    assert "不覆盖已有的" in again.err


def test_a_device_that_nobody_enrolled_or_this_one_is_no_recipient(two: Two) -> None:
    for name, code, told in (
        ("四组笔记本", 3, "已登记的其他设备：机关端"),
        (LAPTOP, 4, "就是本机"),
    ):
        refused = two.type(LAPTOP, "sync", "bundle", "--for", name, "-o", str(two.folder / "x"))
        assert refused.code == code
        assert told in refused.err
    assert two.type(LAPTOP, "sync", "bundle").code == 2
    assert not list(two.folder.glob("x*"))


def test_a_new_copy_wants_the_office_s_fingerprint_and_everything(two: Two, tmp_path: Path) -> None:
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))  # the receipt
    whole, less = two.bundle(OFFICE, LAPTOP, "全.jxbundle", "--all"), two.bundle(OFFICE, LAPTOP, "只缺.jxbundle")
    assert "不写 --new" in two.new(LAPTOP, whole).err
    shutil.move(two.case(LAPTOP), tmp_path / "别处.jxcase")
    for more in (("--yes",), ("--office", "0000 " * 8)):
        refused = two.new(LAPTOP, whole, *more)
        assert refused.code == 4
        assert two.fingerprint(OFFICE) in refused.err
        assert "打电话" in refused.err
    refused = two.new(LAPTOP, less)
    assert refused.code == 4
    assert "--all" in refused.err
    assert [file.name for file in two.case(LAPTOP).parent.iterdir()] == ["home"]
    assert two.new(LAPTOP, whole).code == 0


def test_a_laptop_whose_older_copy_was_put_back_is_named(two: Two, tmp_path: Path) -> None:
    shutil.copytree(two.folder / LAPTOP, tmp_path / "older")
    two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE, "一.jxbundle"))
    shutil.rmtree(two.folder / LAPTOP)
    shutil.copytree(tmp_path / "older", two.folder / LAPTOP)
    opened = two.open(OFFICE, two.bundle(LAPTOP, OFFICE, "二.jxbundle"))
    assert opened.code == 0
    assert "从设备“二组笔记本”的声明看出少了内容" in opened.err


def test_it_is_no_part_of_a_batch_that_is_one_transaction(two: Two) -> None:
    line = {"args": ["sync", "bundle", "--for", OFFICE, "-o", str(two.folder / "x")]}
    (two.folder / "成批.txt").write_text(json.dumps(line) + "\n", encoding="utf-8")
    refused = two.type(LAPTOP, "batch", str(two.folder / "成批.txt"), "--all")
    assert refused.code != 0
    assert "不能放在整批一次写入的命令里" in refused.out + refused.err


def test_a_withheld_body_stays_withheld_where_it_goes(two: Two) -> None:
    from jxinspect.store.casefile import open_case_file

    sha = two.paper(LAPTOP, "现场笔录", 2)
    assert sha
    [entry] = two.rows(LAPTOP, "SELECT hash FROM journal ORDER BY pos DESC LIMIT 1")
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE, "一.jxbundle"))
    with two.at(LAPTOP), open_case_file(two.case(LAPTOP), actor="测一鸣", act="x", clock=two.clock) as case:
        case.withhold(entry["hash"], "试")
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE, "二.jxbundle"))
    [row] = two.rows(OFFICE, f"SELECT body FROM journal WHERE hash = '{entry['hash']}'")
    assert row == {"body": None}


def test_a_bundle_that_counts_on_what_an_older_copy_lacks_is_told_so(two: Two, tmp_path: Path) -> None:
    shutil.copytree(two.folder / LAPTOP, tmp_path / "older")
    two.paper(OFFICE, "计划", 2)
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))  # the receipt
    shutil.rmtree(two.folder / LAPTOP)
    shutil.copytree(tmp_path / "older", two.folder / LAPTOP)
    two.paper(OFFICE, "通知", 3)
    refused = two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    assert refused.code == 5
    assert "接不上本机的内容" in refused.err
    assert "--all" in refused.err
    assert two.open(LAPTOP, two.bundle(OFFICE, LAPTOP, "全.jxbundle", "--all")).code == 0
    assert same(two)


def test_opening_one_s_own_bundle_changes_nothing_and_proves_nothing(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    opened = two.open(LAPTOP, two.bundle(LAPTOP, OFFICE))
    assert (opened.code, "已收过，没有新内容" in opened.out) == (0, True)
    assert two.fingerprint(LAPTOP)
    assert len(two.rows(LAPTOP, "SELECT DISTINCT peer FROM copy")) == 1


def test_a_machine_that_has_written_in_a_case_makes_no_second_copy_of_it(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    file = two.bundle(OFFICE, LAPTOP, "全.jxbundle", "--all")
    with mock.patch.object(Two, "case", return_value=two.folder / LAPTOP / "第二个.jxcase"):
        refused = two.new(LAPTOP, file)
    assert refused.code == 4
    assert "本机已有这个案卷库，或者有过" in refused.err
    shutil.rmtree(two.case(LAPTOP))
    [heads] = (two.home(LAPTOP) / "heads").iterdir()
    assert str(heads) in refused.err
    heads.unlink()
    assert two.new(LAPTOP, file).code == 0
    two.paper(LAPTOP, "问题底稿", 3)
    assert two.open(OFFICE, two.bundle(LAPTOP, OFFICE)).code == 0
    assert two.rows(OFFICE, "SELECT count(*) AS n FROM chain")[0]["n"] == 3


def test_what_two_sides_changed_apart_is_announced_before_it_is_taken(two: Two) -> None:
    agency = ("plan", "agency", "set", "--name", "样本县人力资源和社会保障局", "--code", "样人社", "--level", "county")
    place = (
        "--region-code",
        "360100",
        "--region",
        "样本县",
        "--department",
        "基金监督科",
        "--address",
        "样本县示范路1号",
    )
    more = ("--complaint-phone", "0791-00000002", "--government", "样本县人民政府", "--court", "样本县人民法院")
    assert two.type(OFFICE, *agency, *place, *more, "--phone", "0791-00000001").code == 0
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    for machine, phone in ((OFFICE, "0791-00000008"), (LAPTOP, "0791-00000009")):
        assert two.type(machine, "plan", "agency", "set", "--phone", phone).code == 0
    file = two.bundle(LAPTOP, OFFICE)
    shown = two.open(OFFICE, file, "--dry-run")
    assert "待裁定" in shown.out
    assert "电话（说法不一" in shown.out
    assert two.rows(OFFICE, "SELECT id FROM conflict") == []
    taken = two.open(OFFICE, file)
    assert "jxinspect sync conflicts" in taken.out
    assert len(two.rows(OFFICE, "SELECT id FROM conflict")) == 1


def test_a_bundle_older_than_what_this_machine_has_seen_becomes_no_case_file(two: Two) -> None:
    older = two.bundle(OFFICE, LAPTOP, "旧.jxbundle", "--all")
    two.paper(OFFICE, "计划", 2)
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    shutil.rmtree(two.case(LAPTOP))
    refused = two.new(LAPTOP, older)
    assert (refused.code, "同步包比本机见过的旧" in refused.err) == (4, True)
    assert two.new(LAPTOP, two.bundle(OFFICE, LAPTOP, "新.jxbundle", "--all")).code == 0


def test_an_object_that_a_laptop_gave_up_is_not_sent_to_it_again_but_with_all(two: Two) -> None:
    from jxinspect.store.casefile import open_case_file

    [paper] = two.rows(LAPTOP, "SELECT sha256 FROM document")
    with two.at(LAPTOP), open_case_file(two.case(LAPTOP), actor="测一鸣", act="sync.thin", clock=two.clock) as case:
        case.note(thinned={paper["sha256"]: [OFFICE]})
        case.after_commit(lambda: case.objects.remove([paper["sha256"]]))
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    for more, objects in (((), 0), (("--all",), 1)):
        told = two.open(LAPTOP, two.bundle(OFFICE, LAPTOP, "", *more), "--json").json
        assert told["objects"] == objects
    assert two.content(LAPTOP, paper["sha256"]) == "第一份通知书".encode() * 9000
