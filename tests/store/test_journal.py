from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxinspect.store.canonical import LARGEST, canonical
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import verify

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
PLAIN = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(VALUES)
def test_our_canonical_json_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [0.5, {"a": 1.0}, [b"x"], {"键": 1}, {1: 2}, LARGEST + 1, {"a": {"b": (1,)}}, float("nan")]
)
def test_values_without_one_canonical_form_are_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)


STEPS = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["add", "name", "n", "words", "flag", "fail"]), st.integers(0, 5), TEXT), max_size=5
    ),
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=STEPS)
def test_whatever_the_acts_the_journal_folds_to_the_tables(
    acts: list[list[tuple[str, int, str]]], plain_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    for act in acts:
        try:
            with opened(plain_path) as case:
                for what, which, text in act:
                    one_step(case, Thing, what, which, text)
        except KeyError:
            continue
    assert verify(plain_path, at=now, tables=tables, deep=True) == []


def one_step(case: Any, Thing: Any, what: str, which: int, text: str) -> None:
    if what == "fail":
        raise KeyError(text)
    things = case.all(Thing)
    if what == "add" or not things:
        case.add(Thing(name=text, n=which))
        return
    thing = things[which % len(things)]
    setattr(thing, what, {"name": text, "n": which, "words": [text], "flag": which % 2 == 0}[what])


def test_an_entry_can_be_checked_by_hand(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    """As docs/format.md says, with nothing of ours but the file."""
    from hashlib import sha256

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    (chain,) = read_rows(case_path, "SELECT * FROM chain", at=now)
    case_id = json.loads((case_path / "keys" / "case.json").read_text())["case"]
    founding = {
        "case": case_id,
        "device_key": chain["device_key"],
        "id": chain["id"],
        "since": chain["since"],
        "why": chain["why"],
    }
    head = sha256(rfc8785.dumps(founding)).digest()
    for entry in read_rows(case_path, "SELECT * FROM journal ORDER BY pos", at=now):
        header = json.loads(entry["header"])
        head = sha256(head + rfc8785.dumps(header)).digest()
        assert head.hex() == entry["hash"]
        assert sha256(bytes.fromhex(entry["salt"]) + entry["body"].encode()).hexdigest() == header["body"]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(chain["device_key"]))
    public.verify(bytes.fromhex(entry["signature"]), b"jxinspect journal 1\n" + head)
    assert chain["id"].startswith(sha256(bytes.fromhex(chain["device_key"])).hexdigest()[:32])
