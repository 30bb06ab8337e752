"""The object store of a hub, in a folder and on a real S3 server."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest

from jxinspect.errors import Incomplete, Locked, NotFound, Unwritable, Usage
from jxinspect.sync import depot
from jxinspect.sync.depot import open_depot, tidy

SHA = "ab" + "0" * 62
OTHER = "cd" + "0" * 62


@pytest.fixture
def sealed() -> BytesIO:
    return BytesIO(b"ciphertext of an object")


def keeps_and_gives(address: str, sealed: BytesIO) -> None:
    one, other = open_depot(address, "case1"), open_depot(address, "case2")
    assert one.put(SHA, sealed) is True
    assert one.put(SHA, BytesIO(b"something else")) is False
    with one.reader(SHA) as source:
        assert source.read(10) + source.read() == b"ciphertext of an object"
    assert one.size(SHA) == 23
    assert list(one.names()) == [(SHA, 23)]
    assert other.size(SHA) is None
    with pytest.raises(NotFound, match="对象库里没有"), other.reader(SHA):
        pass
    one.remove(SHA)
    one.remove(SHA)
    assert list(one.names()) == []


def test_a_folder_keeps_an_object_once_and_gives_it_back(tmp_path: Path, sealed: BytesIO) -> None:
    keeps_and_gives(str(tmp_path / "汇集 对象"), sealed)


def test_an_s3_server_keeps_an_object_once_and_gives_it_back(s3: str, sealed: BytesIO) -> None:
    keeps_and_gives(s3, sealed)


def test_an_object_of_many_parts_goes_to_s3(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depot, "ONE_PIECE", 1 << 20)
    content = bytes(range(256)) * (12 << 12)
    store = open_depot(s3, "parts")
    assert store.put(OTHER, BytesIO(content)) is True
    with store.reader(OTHER) as source:
        assert source.read() == content


def test_a_wrong_key_of_s3_is_told_as_such(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(Locked, match="对象库不让使用") as told:
        list(open_depot(s3, "case1").names())
    assert "AWS_SECRET_ACCESS_KEY" in told.value.todo


def test_a_store_that_is_not_there_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, sealed: BytesIO) -> None:
    monkeypatch.setattr(depot, "RETRIES", 0)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    with pytest.raises(Unwritable, match="对象库没有回应") as told:
        open_depot("s3://bucket?endpoint=http://127.0.0.1:9", "case1").put(SHA, sealed)
    assert "重新执行" in told.value.todo


@pytest.mark.parametrize(
    "address",
    [
        "s3://key:secret@bucket/x",
        "s3://bucket?secret_access_key=x",
        "s3:///x",
        "ftp://host/x",
        "s3://bucket?colour=red",
    ],
)
def test_an_address_with_a_secret_or_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(Usage):
        tidy(address)


def test_a_path_is_the_address_of_a_folder(tmp_path: Path) -> None:
    assert tidy(str(tmp_path / "对象")) == (tmp_path / "对象").as_uri()


def test_without_the_extra_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(Incomplete) as told:
        open_depot("s3://bucket", "case1")
    assert "jxinspect[hub]" in told.value.todo
