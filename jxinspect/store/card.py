"""名片: what a machine or a key says of itself so that the office can enrol it, in a small signed text file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jxinspect.errors import Damaged, Incomplete, Refused
from jxinspect.store.canonical import canonical
from jxinspect.store.device import device_key, public_hex, recipient, said_by, say, spelled
from jxinspect.store.reasons import unread

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = 1
#: No card is longer; what is, is read no further.
LONGEST = 4096
_FORMS = {
    "name": re.compile(r"[^\x00-\x1f\x7f]{1,100}"),
    "public_key": re.compile(r"[0-9a-f]{64}"),
    "recipient": re.compile(r"age1[0-9a-z]{58}"),
    "made_at": re.compile(r"\d{4}-\d{2}-\d{2}T[0-9:.]{8,15}\+\d{2}:\d{2}"),
    "signature": re.compile(r"[0-9a-f]{128}"),
}


class Card(NamedTuple):
    """A machine's name, the key that signs its entries, and to whom its bundles are encrypted."""

    name: str
    public_key: str
    recipient: str
    made_at: str

    @property
    def fingerprint(self) -> str:
        """What both sides read to each other by telephone."""
        return spelled(self.public_key)


class KeyCard(NamedTuple):
    """Somebody's name and the key by which he signs."""

    name: str
    public_key: str
    made_at: str

    @property
    def fingerprint(self) -> str:
        """What both sides read to each other."""
        return spelled(self.public_key)


def card_text(name: str, made_at: datetime) -> str:
    """This machine's card, signed by its key."""
    key = device_key()
    return _text("card", Card(name, public_hex(key), recipient(), _told(made_at)), key)


def key_card_text(name: str, made_at: datetime, key: Ed25519PrivateKey) -> str:
    """The card of somebody's key, signed by it."""
    return _text("key card", KeyCard(name, public_hex(key), _told(made_at)), key)


def read_card(file: Path) -> Card:
    """A card that a machine made: Incomplete when it is none, Damaged when it is not as its machine signed it."""
    remedy = "请对方用 jxinspect sync card 重新做一张，原样送来"
    return Card(*_read(file, "card", "设备名片", Card._fields, remedy))


def read_key_card(file: Path) -> KeyCard:
    """A card of somebody's key, as `read_card`."""
    remedy = "请本人用 jxinspect sync key card 重新做一张，原样送来"
    return KeyCard(*_read(file, "key card", "签名钥匙名片", KeyCard._fields, remedy))


def _text(kind: str, card: Card | KeyCard, key: Ed25519PrivateKey) -> str:
    fields = card._asdict()
    whole = {"format": FORMAT, "kind": kind, **fields, "signature": say(key, kind, _digest(fields))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _read(file: Path, kind: str, title: str, names: Sequence[str], remedy: str) -> list[str]:
    """What stands in a card of this kind, once its signature holds."""
    try:
        fields = _fields(file)
        version = fields.get("format")
        if isinstance(version, int) and version > FORMAT:
            raise Refused(
                f"{title} {file} 的格式是第 {version} 版",
                why=f"本程序只认识到第 {FORMAT} 版",
                todo="升级 jxinspect 后再登记",
            )
        faulty = [name for name in (*names, "signature") if not _FORMS[name].fullmatch(str(fields.get(name)))]
        if faulty or (version, fields.get("kind")) != (FORMAT, kind):
            raise ValueError(f"字段缺少或者不合格式：{'、'.join(faulty or ['format', 'kind'])}")
    except (OSError, ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, RecursionError) else unread(error)
        raise Incomplete(f"{file} 不是{title}", why=why or "读不出", todo=remedy) from error
    said = {name: str(fields[name]) for name in names}
    if not said_by(said["public_key"], kind, _digest(said), str(fields["signature"])):
        raise Damaged(f"{title} {file} 的签名不符", why="内容在做成之后被改动过，或者传输中损坏", todo=remedy)
    return list(said.values())


def _fields(file: Path) -> dict[str, object]:
    with file.open("rb") as source:
        data = source.read(LONGEST + 1)
    try:
        fields = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise ValueError("内容不能解读")
    return fields


def _digest(fields: dict[str, str]) -> str:
    return sha256(canonical(fields).encode()).hexdigest()
