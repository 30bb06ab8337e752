"""G74 and what shows it: a missing signature is to be known, one that does not hold stops what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Refused
from jxinspect.law.guards import Waivers
from jxinspect.model.kinds import Override
from jxinspect.model.plan import Approval
from jxinspect.model.sync import PersonKey
from jxinspect.store.casefile import CaseFile, open_case_file
from jxinspect.store.device import public_hex
from jxinspect.store.records import inspection, staff
from jxinspect.store.signing import Signer
from tests.acts.conftest import CLOCK, Act, moment

Jx = Callable[..., Any]


class With(Signer):
    """The head is there and types his passphrase; or he is not, and signs later."""

    def __init__(self, key: Any = None) -> None:
        self._key, self.later = key, key is None

    def key(self, name: str, public: str, what: str) -> Any:
        return self._key


@pytest.fixture
def key() -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


@pytest.fixture
def keyed(announced: Act, key: Any, case_path: Path) -> Act:
    """Acts on the day after the head got a key; inspection 2026-001 was announced before."""
    from jxinspect.acts import sync

    @contextmanager
    def opened(
        name: str, *, at: str, actor: str = "测一鸣", ack: Sequence[str] = (), hours: int = 24
    ) -> Iterator[CaseFile]:
        clock = CLOCK + timedelta(hours=hours)
        with open_case_file(case_path, actor=actor, act=name, clock=clock, at=moment(at)) as case:
            case.waivers = Waivers((), frozenset(ack))
            yield case

    with announced("sync.init") as case:
        sync.init(case)
    with opened("sync.key.enrol", at="2026-02-10 12:00", hours=1) as case:
        case.add(PersonKey(at=case.at, staff_id=staff(case, "钱主任").id, public_key=public_hex(key), actor="孙科长"))
    return opened


def approve(case: CaseFile, signer: Signer, text: str = "同意封存") -> Approval:
    one = inspection(case, "2026-001")
    approval = Approval(
        inspection_id=one.id, at=case.at, subject="seal", subject_id=one.id, prepared_by=staff(case, "测一鸣").id,
        approved_by=staff(case, "钱主任").id, text=text, granted=True,
    )  # fmt: skip
    case.signer = signer
    case.add(approval)
    return approval


def enter(act: Act, **more: Any) -> None:
    """The next step of the inspection."""
    from jxinspect.acts.inspect import enter as go

    with act("inspect.enter", at="2026-03-02 09:00", **more) as case:
        go(case, "2026-001", names=["测一鸣", "样二航"], met="赵样本", met_post="主任", place="会议室")


def test_what_is_signed_by_himself_stops_nothing_and_check_is_content(
    keyed: Act, key: Any, jx: Jx, case_path: Any
) -> None:
    with keyed("seal.approve", at="2026-02-11 09:00") as case:
        approve(case, With(key))
    enter(keyed)
    assert jx("-C", str(case_path), "check", "--guard", "G74").out == "全部记录符合G74。\n"
    assert "签名" not in jx("-C", str(case_path), "status", "2026-001", "--as", "测一鸣").out


def test_a_missing_signature_is_to_be_known_before_going_on(keyed: Act, key: Any, jx: Jx, case_path: Any) -> None:
    with keyed("seal.approve", at="2026-02-11 09:00") as case:
        approve(case, With())
    checked = jx("-C", str(case_path), "check", "--guard", "G74")
    assert checked.code == 0
    assert "审批（钱主任）无签名（应由本人签名）" in checked.out
    told = jx("-C", str(case_path), "--as", "测一鸣", "status", "2026-001")
    assert "2026-001  方案、封存、责令改正等的审批（钱主任）无签名（应由本人签名）" in told.out
    with pytest.raises(Refused) as refused:
        enter(keyed)
    assert refused.value.guards == ("G74",)
    assert "--ack G74" in refused.value.todo
    enter(keyed, ack=["G74"])


def test_a_signature_that_does_not_hold_stops_the_inspection(keyed: Act, key: Any, jx: Jx, case_path: Any) -> None:
    with keyed("seal.approve", at="2026-02-11 09:00") as case:
        approval = approve(case, With(key))
    with keyed("seal.approve", at="2026-02-11 10:00", actor="某人") as case:
        case.get(Approval, approval.id).text = "同意封存全部账簿"
        case.signer = With()
    with pytest.raises(Refused, match="签名不符：签名之后内容被改动") as refused:
        enter(keyed, ack=["G74"])
    assert refused.value.guards == ("G74",)
    checked = jx("-C", str(case_path), "check", "--guard", "G74")
    assert checked.code == 4
    assert "签名之后内容被改动" in checked.out


def test_the_record_of_duty_and_the_list_tell_who_signed_himself(keyed: Act, key: Any, jx: Jx, case_path: Any) -> None:
    with keyed("seal.create", at="2026-02-11 09:00") as case:
        head = staff(case, "钱主任").id
        case.signer = With(key)
        case.add(Override(at=case.at, guard="G12", record_id="r", because="急", approved_by=head, actor="测一鸣"))
    with keyed("seal.create", at="2026-02-12 09:00") as case:
        case.signer = With()
        case.add(Override(at=case.at, guard="G12", record_id="s", because="更急", approved_by=head, actor="测一鸣"))
    at = ("-C", str(case_path), "--as", "测一鸣", "--json")
    duty = jx(*at, "report", "duty", "--kind", "override").json["rows"]
    assert [row["signature"] for row in duty] == ["本人签名有效", "无签名（应由本人签名）"]
    listed = jx(*at, "sync", "key", "signatures", "--open").json["rows"]
    assert [(row["what"], row["who"], row["standing"]) for row in listed] == [
        ("越过规则的批准", "钱主任", "无签名（应由本人签名）")
    ]


def test_the_page_of_the_dossier_tells_beside_each_approval_and_override(keyed: Act, key: Any, jx: Jx) -> None:
    from jxinspect.acts.dossier import asking

    with keyed("seal.approve", at="2026-02-11 09:00") as case:
        approve(case, With(key))
    with keyed("seal.approve", at="2026-02-12 09:00") as case:
        approve(case, With())
    with keyed("report.dossier", at="2026-02-13 09:00") as case:
        shown = [row["signature"] for row in asking(case, "2026-001")("dossier_approvals")]
    assert shown == ["无签名（未登记钥匙）", "本人签名有效", "无签名（应由本人签名）"]
