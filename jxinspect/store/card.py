"""设备名片: what a machine says of itself so that the office can enrol it, in a small signed text file."""

from __future__ import annotations

import json
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jxinspect.errors import Damaged, Incomplete, Refused
from jxinspect.store.canonical import canonical
from jxinspect.store.device import device_key, public_hex, recipient, said_by, say, spelled

FORMAT = 1
KIND = "card"
#: No card is longer; what is, is read no further.
LONGEST = 4096
_FIELDS = {
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


def card_text(name: str, made_at: datetime) -> str:
    """This machine's card, signed by its key."""
    key = device_key()
    card = Card(name, public_hex(key), recipient(), made_at.isoformat(timespec="seconds"))
    fields = {"format": FORMAT, **card._asdict(), "signature": say(key, KIND, _digest(card))}
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def read_card(file: Path) -> Card:
    """A card that somebody handed over: Incomplete when it is none, Damaged when it is not as its machine signed it."""
    fields = _fields(file)
    version = fields.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise Refused(
            f"名片 {file} 的格式是第 {version} 版",
            why=f"本程序只认识到第 {FORMAT} 版。",
            todo="升级 jxinspect 后再登记。",
        )
    wrong = [name for name, form in _FIELDS.items() if not form.fullmatch(str(fields.get(name)))]
    if wrong or version != FORMAT:
        raise _none(file, f"字段缺少或者不合格式：{'、'.join(wrong or ['format'])}。")
    card = Card(*(str(fields[name]) for name in Card._fields))
    if not said_by(card.public_key, KIND, _digest(card), str(fields["signature"])):
        raise Damaged(
            f"名片 {file} 的签名不符",
            why="内容在做成之后被改动过，或者传输中损坏。",
            todo="请对方用 jxinspect sync card 重新做一张。",
        )
    return card


def _fields(file: Path) -> dict[str, object]:
    try:
        with file.open("rb") as source:
            fields = json.loads(source.read(LONGEST + 1).decode("utf-8-sig"))
    except OSError as error:
        raise _none(file, f"{error.strerror or error}。") from error
    except (ValueError, RecursionError) as error:
        raise _none(file, "内容不能解读。") from error
    if not isinstance(fields, dict):
        raise _none(file, "内容不能解读。")
    return fields


def _none(file: Path, why: str) -> Incomplete:
    return Incomplete(f"{file} 不是设备名片", why=why, todo="请对方用 jxinspect sync card 做一张，原样送来。")


def _digest(card: Card) -> str:
    return sha256(canonical(card._asdict()).encode()).hexdigest()
