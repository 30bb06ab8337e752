"""Photographs of telephones in HEIC: what they say, their thumbnail, and a machine that cannot read them."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jxinspect.acts import evidence, photograph
from jxinspect.documents import heic
from jxinspect.documents.picture import thumbnail

#: A blue picture of 64 × 48 pixels, taken on 3 March 2026 at 9:28:30 beside 北纬28.675°, 东经115.9°.
PICTURE = b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
    ADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAABgAAgAAAAAB+gABAAAAAAAAASQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA
    AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAA
    kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq
    5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh
    cAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAA
    ABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAABRG1kYXQAAAAUKAGvBBj4ynHX22a/PkJPgWSEecAAAAAGRXhpZgAATU0AKgAAAAgA
    BAEPAAIAAAADWUoAAAEQAAIAAAAET25lAIdpAAQAAAABAAAAPoglAAQAAAABAAAAeAAAAAAAApADAAIAAAAUAAAAXJARAAIAAAAH
    AAAAcAAAAAAyMDI2OjAzOjAzIDA5OjI4OjMwACswODowMAAAAAYAAQACAAAAAk4AAAAAAgAFAAAAAwAAAMYAAwACAAAAAkUAAAAA
    BAAFAAAAAwAAAN4ABwAFAAAAAwAAAPYAHQACAAAACwAAAQ4AAAAAAAAAHAAAAAEAAAAoAAAAAQAAAB4AAAABAAAAcwAAAAEAAAA2
    AAAAAQAAAAAAAAABAAAAAQAAAAEAAAAcAAAAAQAAABwAAAABMjAyNjowMzowMwAA
    """
)
NUMBER = "2026-001"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "IMG_0001.HEIC"
    place.write_bytes(PICTURE)
    return place


def test_time_place_and_camera_are_read_and_the_bytes_stay(on_site: Callable[..., Any], file: Path) -> None:
    pytest.importorskip("pi_heif")
    with on_site("inspect.evidence", at="2026-03-03 09:31") as case:
        taken = evidence.add(case, NUMBER, paths=[file], source="现场拍摄", proves="凭证被搬离")
        (item,) = taken.items
        assert (item.media_type, item.kind) == ("image/heic", "recording")
        assert (item.photo_at, item.photo_camera) == ("2026-03-03 09:28:30 +08:00", "YJ One")
        assert item.photo_place == "北纬28.675000°，东经115.900000°"
        assert item.photo_gps_at == "2026-03-03 01:28:28 +00:00"
        assert item.sha256 == sha256(PICTURE).hexdigest()
        assert case.objects.get(item.sha256) == PICTURE
        assert taken.doubts == []


def test_the_thumbnail_is_an_ordinary_picture() -> None:
    pytest.importorskip("pi_heif")
    small = thumbnail(PICTURE, "照片")
    assert small is not None
    with Image.open(BytesIO(small.data)) as image:
        assert (image.format, image.size) == ("JPEG", (64, 48))
        red, green, blue = image.convert("RGB").getpixel((30, 20))  # type: ignore[misc]  # three numbers
        assert red < green < blue


def test_a_machine_that_cannot_read_it_keeps_it_and_says_so(
    on_site: Callable[..., Any], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (photograph, evidence, heic):
        monkeypatch.setattr(module, "readable", lambda: False)
    with on_site("inspect.evidence", at="2026-03-03 09:31") as case:
        taken = evidence.add(case, NUMBER, paths=[file], source="现场拍摄", proves="凭证被搬离")
        (item,) = taken.items
        assert (item.photo_at, item.media_type) == ("", "image/heic")
        assert item.sha256 == sha256(PICTURE).hexdigest()
    ((_, told),) = taken.doubts
    assert "时间、地点在这台机器上读不出" in told


def test_a_damaged_one_is_evidence_all_the_same(on_site: Callable[..., Any], tmp_path: Path) -> None:
    broken = tmp_path / "坏.heic"
    broken.write_bytes(PICTURE[:200])
    with on_site("inspect.evidence", at="2026-03-03 09:31") as case:
        (item,) = evidence.add(case, NUMBER, paths=[broken], source="现场拍摄", proves="凭证被搬离").items
        assert (item.photo_at, item.size) == ("", 200)
    assert thumbnail(PICTURE[:200], "照片") is None
