"""Which devices the office trusts, and that nobody else can make one trusted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Refused
from jxinspect.model.sync import Device
from jxinspect.store import trust
from jxinspect.store.casefile import open_case_file
from jxinspect.store.database import connect
from jxinspect.store.device import public_hex, recipient
from jxinspect.store.keys import key_of
from tests.conftest import MADE

Typed = Callable[..., Any]
AS = ("--as", "孙科长")
#: The home of the office's machine.
OFFICE = "home"


class Office:
    """The case file at the office, and other machines that have homes of their own and have unlocked it."""

    def __init__(self, path: Path, jx: Typed, patch: pytest.MonkeyPatch) -> None:
        self.path, self.folder, self.patch, self._jx = path, path.parent, patch, jx

    def at(self, machine: str) -> None:
        """From now on this machine types."""
        home = self.folder / machine
        if not home.exists():
            shutil.copytree(self.folder / OFFICE / "unlocked", home / "unlocked")
            home.chmod(0o700)
        self.patch.setenv("JXINSPECT_HOME", str(home))

    def jx(self, *words: str) -> Any:
        return self._jx("-C", str(self.path), *words, *AS)

    def card(self, machine: str) -> Path:
        """The card of a machine; the office types again afterwards."""
        self.at(machine)
        file = self.folder / f"{machine}.json"
        assert self._jx("sync", "card", "-o", str(file), "--name", machine).code == 0
        self.at(OFFICE)
        return file

    def connected(self) -> Any:
        return closing(connect(self.path, key_of(self.path, at=MADE), wait=1.0))


@pytest.fixture
def office(case_path: Path, jx: Typed, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(case_path, jx, monkeypatch)


@pytest.fixture
def enrolled(office: Office) -> Office:
    """二组 is enrolled by the office."""
    assert office.jx("sync", "init").code == 0
    assert office.jx("sync", "device", "add", str(office.card("二组")), "--yes").code == 0
    return office


def test_the_first_machine_becomes_the_office_with_block_0_and_the_next_get_the_next_blocks(
    office: Office,
) -> None:
    made = office.jx("sync", "init", "--json").json
    for machine in ("二组", "三组"):
        assert office.jx("sync", "device", "add", str(office.card(machine)), "--yes").code == 0
    listed = office.jx("sync", "device", "list", "--json").json["rows"]
    assert [(row["name"], row["block"], row["standing"]) for row in listed] == [
        ("机关端", 0, "机关端"), ("二组", 1, "在用"), ("三组", 2, "在用"),
    ]  # fmt: skip
    assert listed[0]["fingerprint"] == made["fingerprint"]
    assert office.jx("verify").code == 0


def test_a_second_office_is_refused(enrolled: Office) -> None:
    again = enrolled.jx("sync", "init")
    assert again.code == 4
    assert "已经有机关端（就是本机）" in again.err


def test_nobody_enrols_before_there_is_an_office_and_no_other_machine_does_afterwards(office: Office) -> None:
    card = office.card("二组")
    assert "还没有机关端" in office.jx("sync", "device", "add", str(card), "--yes").err
    office.jx("sync", "init")
    office.at("三组")
    refused = office.jx("sync", "device", "add", str(card), "--yes")
    assert refused.code == 4
    assert "本机不是机关端" in refused.err


def test_a_fingerprint_that_differs_from_the_one_read_out_enrols_nothing(office: Office) -> None:
    office.jx("sync", "init")
    card = office.card("二组")
    refused = office.jx("sync", "device", "add", str(card), "--fingerprint", "0000 " * 8)
    assert refused.code == 4
    assert "指纹不一致" in refused.err
    shown = refused.err.partition("名片的指纹是 ")[2][:39]
    assert office.jx("sync", "device", "add", str(card), "--fingerprint", shown.upper()).code == 0


def test_a_card_that_is_not_as_its_machine_signed_it_is_refused(enrolled: Office) -> None:
    file = enrolled.card("三组")
    card = json.loads(file.read_text())
    for changed, code, told in (
        (card | {"name": "四组"}, 8, "签名不符"),
        (card | {"recipient": "age1" + "q" * 58}, 8, "签名不符"),
        (card | {"public_key": "00"}, 5, "public_key"),
        (card | {"format": 2}, 4, "第 2 版"),
        ([card], 5, "不能解读"),
    ):
        file.write_text(json.dumps(changed))
        refused = enrolled.jx("sync", "device", "add", str(file), "--yes")
        assert refused.code == code, changed
        assert told in refused.err
    file.write_text(json.dumps(card))
    assert enrolled.jx("sync", "device", "add", str(file), "--yes").code == 0


def test_a_file_that_is_no_card_is_named(enrolled: Office, tmp_path: Path) -> None:
    (tmp_path / "别的.json").write_bytes(b"\xff\xfe{")
    for file in ("别的.json", "没有.json"):
        refused = enrolled.jx("sync", "device", "add", str(tmp_path / file), "--yes")
        assert refused.code == 5
        assert "不是设备名片" in refused.err


def test_the_device_of_a_third_party_names_who_of_the_roster_uses_it(enrolled: Office) -> None:
    card = str(enrolled.card("事务所"))
    refused = enrolled.jx("sync", "device", "add", card, "--third-party", "--yes")
    assert refused.code == 5
    assert "第三方的设备没有写明使用人" in refused.err


def test_a_revoked_device_is_named_with_the_reason_and_a_foreign_one_by_its_fingerprint(enrolled: Office) -> None:
    enrolled.at("二组")
    second = public_hex_here()
    enrolled.at("生人")
    stranger = public_hex_here()
    enrolled.at(OFFICE)
    with enrolled.connected() as connection:
        assert trust.check_sender(connection, second).name == "二组"
        with pytest.raises(Refused, match="没有登记的设备"):
            trust.check_sender(connection, stranger)
    assert enrolled.jx("sync", "device", "revoke", "二组", "--because", "出差途中丢失").code == 0
    with enrolled.connected() as connection, pytest.raises(Refused, match="已经停用的设备 二组") as refused:
        trust.check_sender(connection, second)
    assert "出差途中丢失" in refused.value.why
    assert enrolled.jx("sync", "device", "revoke", "二组", "--because", "再来").code == 4
    assert "不能停用" in enrolled.jx("sync", "device", "revoke", "机关端", "--because", "换机").err


def test_a_device_that_another_laptop_enrols_or_changes_behind_the_program_counts_for_nothing(enrolled: Office) -> None:
    enrolled.at("二组")
    with open_case_file(enrolled.path, actor="某人", act="plan.staff.add", clock=MADE) as case:
        case.add(
            Device(at=MADE, public_key="11" * 32, recipient=recipient(), name="私接", block=9, actor="某人"),
        )
        case.one(Device, name="机关端").public_key = "33" * 32
    enrolled.at(OFFICE)
    with enrolled.connected() as connection:
        known = trust.devices(connection)
    assert [(one.name, one.office) for one in known.values()] == [("机关端", True), ("二组", False)]
    assert "不是机关端登记的" in enrolled.jx("sync", "device", "list").out


def test_verify_finds_another_key_put_in_the_place_of_the_office(enrolled: Office) -> None:
    with enrolled.connected() as connection:
        connection.execute("UPDATE case_info SET value = ? WHERE name = 'office'", ("22" * 32,))
    found = enrolled.jx("verify")
    assert found.code == 8
    assert "信任的根被换过" in found.err


def test_the_keys_that_were_there_stay_when_the_one_for_bundles_is_made(office: Office) -> None:
    office.at("旧机")
    before = public_hex_here()
    kept = office.folder / "旧机" / "device.json"
    assert set(json.loads(kept.read_bytes())) == {"ed25519"}
    assert recipient() == recipient()
    assert public_hex_here() == before
    kept.write_bytes(b"[]")
    assert office.jx("sync", "init").code == 8


def public_hex_here() -> str:
    from jxinspect.store.device import device_key

    return public_hex(device_key())
