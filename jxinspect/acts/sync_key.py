"""Keys of people: who may sign what the law reserves to him, as the office enrols and revokes it (办法 6, 7)."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.sync import require_office, require_reason
from jxinspect.errors import NotFound, Refused
from jxinspect.law.signing import SIGNINGS, signed_in
from jxinspect.law.terms import Role
from jxinspect.model.plan import Staff
from jxinspect.model.sync import PersonKey, PersonKeyRevocation
from jxinspect.store.card import KeyCard
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff
from jxinspect.store.signatures import awaited
from jxinspect.store.signing import Wanted, sign_awaited


def enrol_key(case: CaseFile, card: KeyCard) -> tuple[PersonKey, Staff]:
    """Enrol the key of a card for him of the roster whose name stands on it. Only the office's device can."""
    require_office(case)
    person = staff(case, card.name)
    if not signed_in(person.role):
        able = "、".join(role.label for role in Role if signed_in(role))
        raise Refused(
            f"{person.name}不需要签名钥匙",
            why=f"名册中是{person.role.label}；须由本人签名的事项由{able}作出（{SIGNINGS[0].basis}等）",
            todo="角色登记有误的，先用 jxinspect plan staff set 更正",
        )
    for known in case.all(PersonKey, public_key=card.public_key):
        owner = case.get(Staff, known.staff_id).name
        raise Refused(f"这把钥匙已经登记给{owner}", why="一把钥匙只登记一次", todo="请本人用 sync key new 做新的")
    if current_key(case, person) is not None:
        raise Refused(
            f"{person.name}已有在用的签名钥匙",
            why="一人同时只用一把，以免旧的在别人手里还能签",
            todo=f"先用 jxinspect sync key revoke {person.name} --because 原因 停用旧的",
        )
    key = PersonKey(at=case.at, staff_id=person.id, public_key=card.public_key, actor=case.actor)
    case.add(key)
    return key, person


def revoke_key(case: CaseFile, name: str, *, because: str) -> PersonKeyRevocation:
    """From now on (--at: from then on) nothing signed by somebody's key holds."""
    require_office(case)
    person = staff(case, name)
    key = current_key(case, person)
    if key is None:
        raise NotFound(
            f"{person.name}没有在用的签名钥匙", why="没有登记，或者已经停用", todo="用 jxinspect sync key list 查看"
        )
    require_reason(because, "停用签名钥匙")
    revocation = PersonKeyRevocation(at=case.at, key_id=key.id, because=because.strip(), actor=case.actor)
    case.add(revocation)
    return revocation


def current_key(case: CaseFile, person: Staff) -> PersonKey | None:
    """The key that somebody of the roster signs by."""
    ended = {one.key_id for one in case.all(PersonKeyRevocation)}
    return next((key for key in case.all(PersonKey, staff_id=person.id) if key.id not in ended), None)


def to_sign(case: CaseFile) -> list[Wanted]:
    """What was recorded in the actor's name elsewhere and he has not signed. NotFound when he has no key."""
    person = staff(case, case.actor)
    if current_key(case, person) is None:
        raise NotFound(
            f"{person.name}没有在用的签名钥匙",
            why="本人签名用的钥匙要先由机关端登记",
            todo="本人执行 jxinspect sync key new，机关端执行 jxinspect sync key enrol",
        )
    return awaited(case.connection, person.name)


def sign_all(case: CaseFile, wanted: Sequence[Wanted]) -> None:
    """Sign them; Locked by a wrong passphrase or where the key is not here."""
    case.signer.later = False  # that is what he is here for
    sign_awaited(case, wanted)
