"""Heads and reviewers sign with keys of their own, and what does not hold is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Refused
from jxinspect.law.signing import BY_TABLE, SIGNINGS
from jxinspect.law.terms import FundType, InspectionForm, Role
from jxinspect.model.kinds import Override
from jxinspect.model.plan import Staff
from jxinspect.model.sync import PersonKey, Signature
from jxinspect.model.year import Plan
from jxinspect.store import people, signatures
from jxinspect.store.casefile import open_case_file
from jxinspect.store.database import connect
from jxinspect.store.device import say
from jxinspect.store.exchange import chains, have, lacking
from jxinspect.store.keys import key_of
from jxinspect.store.merge import take
from jxinspect.store.signing import KIND, Signer, case_of, digest
from tests.acts.conftest import CLOCK, Act

Jx = Callable[..., Any]
SECRET = "钱主任 自己的口令"
LINE: dict[str, Any] = {
    "unit_name": "样本县社会保险服务中心",
    "funds": [FundType.PENSION_RESIDENT],
    "period_from": date(2025, 1, 1),
    "period_to": date(2025, 12, 31),
    "form": InspectionForm.SPECIAL,
    "quarter": 1,
}
APPROVE = ("plan", "year", "approve", "2026", "--approver", "钱主任", "--text", "同意")


class Office:
    """A case file whose head has a key: commands in it, and how it stands with his signatures."""

    def __init__(self, path: Path, jx: Jx, folder: Path) -> None:
        self.path, self._jx, self.folder = path, jx, folder
        self.secret, self.wrong = folder / "钱.txt", folder / "错.txt"
        self.secret.write_text(SECRET + "\n", encoding="utf-8")
        self.wrong.write_text("别的口令", encoding="utf-8")

    def jx(self, *words: str, by: str = "测一鸣") -> Any:
        return self._jx("-C", str(self.path), "--as", by, *words)

    def signed(self, *words: str, by: str = "测一鸣") -> Any:
        """A command at which the head types his passphrase."""
        return self.jx(*words, "--approver-passphrase-file", str(self.secret), by=by)

    def make_key(self, name: str, *more: str) -> Path:
        card = self.folder / f"{name}.json"
        made = self.signed("sync", "key", "new", "-o", str(card), *more, by=name)
        assert made.code == 0, made.err
        return card

    def standing(self, table: str = "plan") -> list[str]:
        with closing(connect(self.path, key_of(self.path, at=CLOCK), wait=1.0)) as connection:
            return [one.told for one in signatures.standings(connection) if one.signing.table == table]

    def key_file(self) -> Path:
        (file,) = (self.folder / "home" / "people").glob("*.jxkey")
        return file

    def entries(self) -> int:
        with closing(connect(self.path, key_of(self.path, at=CLOCK), wait=1.0)) as connection:
            return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])


@pytest.fixture
def signing(
    office: Act,
    once: Callable[..., Any],
    case_path: Path,
    jx: Jx,
    tmp_path: Path,
    clock_at: Callable[[str], Any],
) -> Office:
    """This machine is the office's, 钱主任 has a key on it, and the plan of 2026 waits for his approval."""
    from jxinspect.acts import plan

    clock_at("2026-11-23 09:00")
    desk = Office(case_path, jx, tmp_path)

    def made() -> None:
        with office("plan.year.new") as case:
            plan.new_plan(case, 2026, guidance="按要求", scope="全县", focus="待遇支付")
            plan.add_item(case, 2026, **LINE)
        assert desk.jx("sync", "init").code == 0
        enrolled = desk.jx("sync", "key", "enrol", str(desk.make_key("钱主任")), "--yes")
        assert enrolled.code == 0, enrolled.err

    once(made)
    return desk


def test_what_the_head_approves_is_signed_by_his_own_passphrase_and_verified(signing: Office) -> None:
    approved = signing.signed(*APPROVE)
    assert approved.code == 0, approved.err
    assert signing.standing() == ["本人签名有效"]
    assert signing.jx("verify").code == 0
    assert signing.jx("plan", "year", "file", "2026", "--on", "2026-11-23", "--number", "备〔2026〕1号").code == 0
    assert signing.standing() == ["本人签名有效"]  # the filing is no decision of his


def test_a_wrong_passphrase_or_none_writes_nothing(signing: Office) -> None:
    before = signing.entries()
    wrong = signing.jx(*APPROVE, "--approver-passphrase-file", f"钱主任={signing.wrong}")
    assert wrong.code == 7
    assert "钱主任的签名口令不对" in wrong.err
    assert "没有写入任何内容" in wrong.err
    unasked = signing.jx(*APPROVE)
    assert unasked.code == 2
    assert "需要回答：钱主任的签名口令（年度检查计划的审批：同意）" in unasked.err
    assert "--approver-passphrase-file" in unasked.err
    assert signing.entries() == before


def test_a_dry_run_asks_nobody(signing: Office) -> None:
    before = signing.entries()
    assert signing.jx(*APPROVE, "--dry-run").code == 0
    assert signing.entries() == before


def test_without_his_key_the_head_brings_it_or_signs_afterwards(signing: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘.jxkey"
    shutil.move(signing.key_file(), stick)
    absent = signing.signed(*APPROVE)
    assert absent.code == 7
    assert "他的签名钥匙不在这台电脑上" in absent.err
    assert "（办法 21）" in absent.err
    later = signing.signed(*APPROVE, "--sign-later")
    assert later.code == 0
    assert "钱主任本人没有签名" in later.err
    assert signing.standing() == ["无签名（应由本人签名）"]
    verified = signing.jx("verify")
    assert verified.code == 0
    assert "年度检查计划的审批（钱主任）无签名（应由本人签名）" in verified.err
    assert signing.signed("sync", "key", "sign", "--yes", "--sign-later", by="钱主任").code == 7
    signed = signing.signed("sync", "key", "sign", "--yes", "--approver-key-file", str(stick), by="钱主任")
    assert signed.code == 0, signed.err
    assert signing.standing() == ["本人签名有效"]
    assert "没有等待本人签名的事项" in signing.signed("sync", "key", "sign", "--yes", by="钱主任").out


def test_what_the_head_signs_on_his_own_laptop_travels_and_the_inspector_verifies_it(
    signing: Office, jx: Jx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert signing.signed(*APPROVE).code == 0
    head = Office(tmp_path / "钱" / "案卷.jxcase", jx, tmp_path)
    shutil.copytree(signing.path, head.path)
    shutil.copytree(tmp_path / "home" / "unlocked", tmp_path / "钱" / "home" / "unlocked")
    shutil.move(tmp_path / "home" / "people", tmp_path / "钱" / "home" / "people")
    change = (
        "plan",
        "year",
        "change",
        "2026",
        "--item",
        "1",
        "--quarter",
        "2",
        "--reason",
        "调整",
        "--approver",
        "钱主任",
    )
    assert signing.jx(*change, "--sign-later").code == 0
    with monkeypatch.context() as there:
        there.setenv("JXINSPECT_HOME", str(tmp_path / "钱" / "home"))
        pass_on(signing, head)
        assert head.standing("planchange") == ["无签名（应由本人签名）"]
        signed = head.signed("sync", "key", "sign", "--yes", by="钱主任")
        assert signed.code == 0, signed.err
        own = head.signed(*change[:7], "4", *change[8:], by="钱主任")
        assert own.code == 0, own.err
    pass_on(head, signing)
    assert signing.standing("planchange") == ["本人签名有效"] * 2
    assert signing.jx("verify", "--deep").code == 0
    assert "无签名" not in signing.jx("status").out


def test_a_damaged_key_file_is_damage_and_not_a_wrong_passphrase(signing: Office) -> None:
    file = signing.key_file()
    whole = json.loads(file.read_text())
    faulty: list[Any] = [[], whole | {"sealed": whole["sealed"][:-8] + "AAAAAAA="}, {"name": "钱主任"}]
    for fields in faulty:
        file.write_text(json.dumps(fields))
        damaged = signing.signed(*APPROVE)
        assert damaged.code == 8, fields
        assert "已损坏" in damaged.err


def test_a_signed_record_that_was_edited_afterwards_is_told(signing: Office, office: Act) -> None:
    signing.signed(*APPROVE)
    with office("plan.year.change", actor="某人") as case:
        case.one(Plan, year=2026).scope = "只查一家"
        case.signer = later()
    assert signing.standing() == ["签名不符：签名之后内容被改动"]
    verified = signing.jx("verify")
    assert verified.code == 8
    assert "年度检查计划的审批（钱主任）签名不符：签名之后内容被改动" in verified.err


def test_a_key_signs_no_more_once_it_is_revoked_and_what_it_signed_before_stands(
    signing: Office, clock_at: Callable[[str], Any]
) -> None:
    signing.signed(*APPROVE)
    clock_at("2026-11-25 09:00")
    revoked = ("sync", "key", "revoke", "钱主任", "--because", "U盘丢失")
    assert signing.jx(*revoked, "--at", "2026-11-24 08:00").code == 0
    assert signing.standing() == ["本人签名有效"]
    assert "已停用" in signing.jx("sync", "key", "list").out
    assert signing.jx(*revoked).code == 3
    stolen = people.opened(signing.key_file(), "钱主任", SECRET)
    clock_at("2026-11-26 09:00")
    with open_case_file(signing.path, actor="某人", act="plan.year.change", clock=CLOCK + timedelta(days=3)) as case:
        plan = case.one(Plan, year=2026)
        plan.focus = "改过"
        forge(case, plan, case.all(PersonKey)[0].id, stolen)
    assert signing.standing() == ["签名不符：签名时钥匙已经停用（U盘丢失）"]


def test_somebody_whose_role_does_not_decide_it_is_refused_and_found_behind_the_program(
    signing: Office, office: Act
) -> None:
    assert signing.jx("plan", "staff", "set", "钱主任", "--role", "supervisor").code == 0
    with pytest.raises(Refused, match="钱主任不能作出越过规则的批准"), office("x") as case:
        overridden(case)
    with office("x") as case:
        one = overridden(case)
        case.signer = later()
        forge(case, one, case.all(PersonKey)[0].id, people.opened(signing.key_file(), "钱主任", SECRET))
    assert signing.standing("override") == ["签名不符：签名人当时是基金监督机构负责人，不能作出（办法 6）"]


def test_a_key_that_another_machine_enrols_counts_for_nothing(
    signing: Office, office: Act, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(tmp_path / "home" / "unlocked", tmp_path / "别机" / "unlocked")
    with monkeypatch.context() as patch:
        patch.setenv("JXINSPECT_HOME", str(tmp_path / "别机"))
        card = signing.make_key("孙科长")
        assert "本机不是机关端" in signing.jx("sync", "key", "enrol", str(card), "--yes").err
        _, private = people.new_key("孙科长", SECRET, made_at=CLOCK, file=tmp_path / "私.jxkey")
        with office("x") as case:
            from jxinspect.store.records import staff

            head = staff(case, "孙科长").id
            key = PersonKey(
                at=CLOCK, staff_id=head, public_key=private.public_key().public_bytes_raw().hex(), actor="某"
            )
            case.add(key)
            one = overridden(case, "孙科长")
            forge(case, one, key.id, private)
    assert signing.standing("override") == ["签名不符：用来签名的钥匙不是机关端登记的"]
    assert "不是机关端登记的" in signing.jx("sync", "key", "list").out


def test_the_signature_of_somebody_else_is_none_of_his(signing: Office, office: Act) -> None:
    with office("x") as case:
        one = overridden(case, "孙科长")
        forge(case, one, case.all(PersonKey)[0].id, people.opened(signing.key_file(), "钱主任", SECRET))
    assert signing.standing("override") == ["签名不符：签名的是钱主任，不是本人"]


def test_what_was_approved_before_anybody_had_a_key_waits_for_no_signature(
    signing: Office, clock_at: Callable[[str], Any]
) -> None:
    with open_case_file(signing.path, actor="测一鸣", act="plan.staff.add", clock=CLOCK) as case:
        case.add(Staff(name="郑主任", role=Role.APPROVER, department="局领导", post="副局长"))
    assert signing.jx(*APPROVE[:4], "--approver", "郑主任").code == 0
    assert signing.standing() == ["无签名（未登记钥匙）"]
    assert "无签名" not in signing.jx("verify").err
    clock_at("2026-11-24 09:00")
    assert signing.jx("sync", "key", "enrol", str(signing.make_key("郑主任")), "--yes").code == 0
    assert signing.standing() == ["无签名（未登记钥匙）"]


def test_a_batch_asks_for_a_passphrase_once(signing: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    opened = people.opened

    def counted(file: Path, name: str, text: str) -> Any:
        asked.append(name)
        return opened(file, name, text)

    monkeypatch.setattr(people, "opened", counted)
    lines = tmp_path / "命令.jsonl"
    change = "plan year change 2026 --item 1 --quarter {} --reason 调整 --approver 钱主任"
    words = ["plan year approve 2026 --approver 钱主任 --text 同意", change.format(2), change.format(3)]
    lines.write_text("".join(json.dumps({"id": str(n), "line": line}) + "\n" for n, line in enumerate(words)))
    done = signing.signed("batch", str(lines))
    assert done.code == 0, done.out
    assert asked == ["钱主任"]
    assert signing.standing() == ["本人签名有效"]
    assert signing.standing("planchange") == ["本人签名有效"] * 2


@pytest.mark.parametrize("name", ["测一鸣", "周档员"])
def test_who_signs_nothing_by_law_gets_no_key(signing: Office, name: str) -> None:
    refused = signing.jx("sync", "key", "enrol", str(signing.make_key(name)), "--yes")
    assert refused.code == 4
    assert f"{name}不需要签名钥匙" in refused.err


def test_one_person_has_one_key_and_a_card_is_as_its_key_signed_it(signing: Office) -> None:
    card = signing.make_key("孙科长")
    fields = json.loads(card.read_text())
    card.write_text(json.dumps(fields | {"name": "钱主任"}))
    assert signing.jx("sync", "key", "enrol", str(card), "--yes").code == 8
    second = signing.folder / "再来.json"
    assert signing.signed("sync", "key", "new", "-o", str(second), by="钱主任").code == 0
    refused = signing.jx("sync", "key", "enrol", str(second), "--yes")
    assert refused.code == 4
    assert "已有在用的签名钥匙" in refused.err
    assert signing.signed("sync", "key", "new", "-o", str(second), by="钱主任").code == 9


def test_every_column_that_names_who_decided_is_signed_or_known_not_to_be() -> None:
    from jxinspect.store.schema import all_tables

    #: No act fills it; the reason for a void number stands in the record itself.
    unsigned = {("documentvoid", "approved_by")}
    named = {"approved_by", "decided_by", "reviewed_by", "signed_by", "ruled_by"}
    there = {(table.name, column.name) for table in all_tables().sorted_tables for column in table.columns}
    assert {place for place in there if place[1] in named} - unsigned == {
        (one.table, one.column) for one in SIGNINGS if one.column in named
    }
    assert {(one.table, name) for one in SIGNINGS for name in (one.column, *one.later)} <= there


def test_each_role_that_decides_has_something_to_sign() -> None:
    able = {role for one in SIGNINGS for role in one.roles}
    assert able == {Role.APPROVER, Role.SUPERVISOR, Role.LEGAL_REVIEWER}


def test_a_column_that_comes_later_breaks_no_signature() -> None:
    row = {"id": "a1", "text": "同意", "granted": 1}
    (one,) = (s for s in BY_TABLE["approval"] if s.column == "approved_by")
    for more in ({"new": None}, {"new": ""}, {"new": 0}, {"new": "[]"}):
        assert digest("案", one, row | more) == digest("案", one, row)
    assert digest("案", one, row | {"granted": 0}) != digest("案", one, row)
    assert digest("另案", one, row) != digest("案", one, row)


def pass_on(source: Office, target: Office) -> None:
    """The entries that one copy has and the other lacks."""
    with closing(connect(target.path, key_of(target.path, at=CLOCK), wait=1.0)) as connection:
        theirs = have(connection)
    with closing(connect(source.path, key_of(source.path, at=CLOCK), wait=1.0)) as connection:
        starts, entries = chains(connection), list(lacking(connection, theirs))
    take(target.path, starts, entries, actor="测一鸣", act="sync.open", clock=CLOCK)


def later() -> Signer:
    """Nobody's key is here, and nobody minds."""
    signer = Signer()
    signer.later = True
    return signer


def overridden(case: Any, name: str = "钱主任") -> Override:
    from jxinspect.store.records import staff

    one = Override(
        at=case.at, guard="G12", record_id="r", because="急", approved_by=staff(case, name).id, actor=case.actor
    )
    case.add(one)
    return one


def forge(case: Any, one: Any, key_id: str, private: Any) -> None:
    """A signature that the program would not make."""
    case.session.flush()
    table = str(one.__tablename__)
    columns = case.connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (one.id,))
    row = dict(zip((name for name, *_ in columns.description), columns.fetchone(), strict=True))
    wanted = digest(case_of(case.connection), BY_TABLE[table][-1], row)
    case.add(
        Signature(
            at=case.at, key_id=key_id, record_table=table, record_id=one.id, digest=wanted,
            signature=say(private, KIND, wanted),
        )
    )  # fmt: skip
