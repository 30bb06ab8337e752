"""What a device says it has of a case, signed by it: the receipt for what it was sent, and what not to send again."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, FailFast, Field, StringConstraints, ValidationError

from jxinspect.store.canonical import LARGEST, canonical
from jxinspect.store.device import device_key, public_hex

Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hex128 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
ChainId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}-[0-9a-f]{8}$")]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$")]
Count = Annotated[int, Field(ge=0, le=LARGEST)]

#: Chains of one case: a machine begins one for each copy that it writes in.
MOST_CHAINS = 10_000
#: Signed together with the digest, so that a signature can never be taken for one of something else.
_CONTEXT = b"jxinspect statement 1\n"


class Head(NamedTuple):
    """The last entry of a chain, or one of several in a chain that was continued twice."""

    seq: Count
    hash: Hex64


def _few(said: object) -> object:
    """Faults are told one by one: a stranger's list of millions of them would fill the memory."""
    if isinstance(said, dict) and len(said) > MOST_CHAINS:
        raise ValueError("too many chains")
    return said


Have = Annotated[dict[ChainId, Annotated[list[Head], FailFast()]], BeforeValidator(_few)]


class Strict(BaseModel):
    """What comes from outside: every field of its kind, none missing, none more."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Statement(Strict):
    """That a device has these entries and objects of a case at a moment of its clock."""

    case: Hex32
    device: Hex64  #: its public key
    at: Moment
    have: Have
    objects: Annotated[list[Hex64], FailFast()]

    @property
    def heads(self) -> dict[str, list[tuple[int, str]]]:
        """What it has, as the store counts it (`exchange.Have`)."""
        return {chain: [(head.seq, head.hash) for head in heads] for chain, heads in self.have.items()}


class Signed(Strict):
    """A statement with the signature of the device that it names."""

    statement: Statement
    signature: Hex128

    @property
    def holds(self) -> bool:
        """Whether the device named in it has signed it."""
        return verified(self.statement.device, _CONTEXT, self.statement, self.signature)


def stated(case: str, at: str, have: dict[str, list[Head]], objects: list[str]) -> Signed:
    """What this machine has, signed by it. `at`: UTC as in the journal."""
    statement = Statement(case=case, device=public_hex(device_key()), at=at, have=have, objects=objects)
    return Signed(statement=statement, signature=signature_of(_CONTEXT, statement))


def proven(text: str) -> Signed | None:
    """A kept statement, if it is one and its signature holds."""
    try:
        found = Signed.model_validate_json(text)
    except ValidationError:
        return None
    return found if found.holds else None


def signature_of(context: bytes, said: BaseModel) -> str:
    """This machine's signature of what is said, in hex."""
    return device_key().sign(context + _digest(said)).hex()


def verified(public: str, context: bytes, said: BaseModel, signature: str) -> bool:
    """Whether the signature of what is said is that of the device with this public key."""
    return signed_by(public, context + _digest(said), bytes.fromhex(signature))


def signed_by(public: str, data: bytes, signature: bytes) -> bool:
    """Whether the signature of some bytes is that of the device with this public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _digest(said: BaseModel) -> bytes:
    return sha256(canonical(said.model_dump(mode="json")).encode()).digest()
