"""Signing what an act decided by the key of him who decided it (law/signing.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.errors import Locked, Refused
from jxinspect.law.signing import BY_TABLE, Signing
from jxinspect.law.terms import Role
from jxinspect.store import layout, trust
from jxinspect.store.canonical import canonical
from jxinspect.store.database import Connection
from jxinspect.store.device import say
from jxinspect.store.journal import Draft
from jxinspect.store.reading import rows

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from jxinspect.store.casefile import CaseFile

KIND = "signature"
#: What counts as nothing there: a column that a newer program adds is nothing in the records before.
_NOTHING = (None, "", 0, "[]", "{}", "null")
#: Columns that say in words what was decided, the most telling first, and so much of them.
_TELLING = ("because", "text", "approval_text", "approval", "reason", "opinion", "conclusion", "result", "scope")
_SHOWN = 60

Row = Mapping[str, Any]


class Signer:
    """Gives people's private keys once they have opened them. This one has none: there is nobody to ask."""

    #: What has to be signed by somebody whose key is not here is written without it, for him to sign afterwards.
    later = False

    def key(self, name: str, public: str, what: str) -> Ed25519PrivateKey | None:
        """The private key of somebody by its public part, to sign `what`; None when it is not here. Locked."""
        return None


def digest(case_id: str, one: Signing, row: Row) -> str:
    """SHA-256 of what he signs: of which case, as what, and the record without what others fill in afterwards."""
    signed = {name: value for name, value in row.items() if name not in one.later and value not in _NOTHING}
    told = {"case": case_id, "table": one.table, "column": one.column, "record": signed}
    return sha256(canonical(told).encode()).hexdigest()


def sign(case: CaseFile, drafts: Sequence[Draft]) -> bool:
    """Ask those who have a key for their signatures under what the act decided; whether somebody has signed.

    Locked when his key is not here or the passphrase is wrong, Refused when his role may not decide that: then nothing
    of the act is written.
    """
    mine = [draft for draft in drafts if draft.op in ("insert", "update") and draft.table in BY_TABLE]
    keys = in_force(case.connection) if mine else {}
    wanted = list(_wanted(case.connection, mine, keys)) if keys else []
    return _signed(case, wanted)


class Wanted(NamedTuple):
    """A signature that is not there yet."""

    signing: Signing
    record: str
    name: str
    role: str
    key: trust.TrustedKey
    digest: str
    about: str  #: number of the inspection and what was decided, in words

    @property
    def told(self) -> str:
        """检查 2026-001 方案、封存等的审批：同意"""
        return f"{self.signing.what}：{self.about}" if self.about else self.signing.what


def sign_awaited(case: CaseFile, wanted: Sequence[Wanted]) -> bool:
    """Let somebody sign what was recorded in his name elsewhere."""
    return _signed(case, wanted)


def _signed(case: CaseFile, wanted: Sequence[Wanted]) -> bool:
    from jxinspect.model.sync import Signature

    done, what = False, _what(wanted)
    for one in wanted:
        if one.role not in one.signing.roles:
            raise _not_his(one)
        private = case.signer.key(one.name, one.key.public_key, what[one.key.id])
        if private is None:
            if case.signer.later:
                continue
            raise _not_here(one)
        case.add(
            Signature(
                at=case.clock,
                key_id=one.key.id,
                record_table=one.signing.table,
                record_id=one.record,
                digest=one.digest,
                signature=say(private, KIND, one.digest),
            )
        )
        done = True
    return done


def _what(wanted: Sequence[Wanted]) -> dict[str, str]:
    """Key → what its owner is asked to sign: each by itself, many by their number."""
    told: dict[str, list[str]] = {}
    for one in wanted:
        told.setdefault(one.key.id, []).append(one.told)
    return {key: texts[0] if len(texts) == 1 else f"{texts[0]}等{len(texts)}项" for key, texts in told.items()}


def _not_his(one: Wanted) -> Refused:
    able = "、".join(role.label for role in one.signing.roles)
    return Refused(
        f"{one.name}不能作出{one.signing.what}",
        why=f"名册中是{Role(one.role).label}；由{able}作出并签名（{one.signing.basis}）",
        todo=f"写{able}的姓名",
    )


def _not_here(one: Wanted) -> Locked:
    return Locked(
        f"{one.signing.what}须由{one.name}本人签名，他的签名钥匙不在这台电脑上",
        why=f"{one.name}的签名钥匙已由机关端登记，别人不能替他作出（{one.signing.basis}）",
        todo=f"请{one.name}带钥匙来：加 --approver-key-file 文件，由他本人输入口令；或者由他在自己的电脑上办理，"
        "再同步过来；来不及的加 --sign-later，由他事后执行 jxinspect sync key sign",
    )


def in_force(connection: Connection) -> dict[str, trust.TrustedKey]:
    """Staff id → the key by which he signs now."""
    return {key.staff_id: key for key in trust.people(connection).values() if key.revoked_at is None}


def _wanted(connection: Connection, drafts: Sequence[Draft], keys: Mapping[str, trust.TrustedKey]) -> Iterator[Wanted]:
    case_id = case_of(connection)
    for draft in drafts:
        for one in BY_TABLE[draft.table]:
            row = rows(connection, f'SELECT * FROM "{draft.table}" WHERE id = ?', [draft.record])[0]  # noqa: S608
            before = {**row, **draft.body["old"]} if draft.op == "update" else {}
            if before and digest(case_id, one, before) == digest(case_id, one, row):
                continue  # an act that decided nothing of his
            yield from wants(connection, case_id, one, row, keys)


def wants(
    connection: Connection, case_id: str, one: Signing, row: Row, keys: Mapping[str, trust.TrustedKey]
) -> Iterator[Wanted]:
    """The signature under a record that he whom it names has not given yet, if he has a key."""
    staff_id = signer_of(connection, one, row)
    key = keys.get(staff_id or "")
    if staff_id is None or key is None:
        return
    wanted = digest(case_id, one, row)
    sql = "SELECT 1 FROM signature WHERE record_id = ? AND key_id = ? AND digest = ?"
    if not rows(connection, sql, [row["id"], key.id, wanted]):
        who = rows(connection, "SELECT name, role FROM staff WHERE id = ?", [staff_id])[0]
        yield Wanted(one, row["id"], who["name"], who["role"], key, wanted, _about(connection, row))


def _about(connection: Connection, row: Row) -> str:
    found = rows(connection, "SELECT number FROM inspection WHERE id = ?", [row.get("inspection_id")])
    words = next((str(row[name]) for name in _TELLING if row.get(name)), "")
    return " ".join(filter(None, [*(f"检查 {one['number']}" for one in found), words[:_SHOWN]]))


def signer_of(connection: Connection, one: Signing, row: Row) -> str | None:
    """Staff id of him whom the record names; None when it names nobody."""
    named = row[one.column]
    if not named or not one.by_name:
        return str(named) if named else None
    found = rows(connection, "SELECT id FROM staff WHERE name = ?", [named])
    return str(found[0]["id"]) if found else None


def name_of(connection: Connection, staff_id: str) -> str:
    """The name of somebody of the roster."""
    found = rows(connection, "SELECT name FROM staff WHERE id = ?", [staff_id])
    return str(found[0]["name"]) if found else "名册以外的人"


def case_of(connection: Connection) -> str:
    """The id of the case."""
    return str(layout.kept(connection, "case"))
