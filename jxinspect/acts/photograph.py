"""What a photograph says of itself: time and place from its EXIF. The file is only read."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jxinspect.documents.heic import is_heic, readable

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_TAKEN = re.compile(r"(\d{4})[:\-/](\d{2})[:\-/](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")


@dataclass(frozen=True)
class Photograph:
    """Time as the camera wrote it, place in degrees, satellite time (UTC), make and model; empty where unknown."""

    taken: str = ""
    place: str = ""
    satellite: str = ""
    camera: str = ""


def photograph(path: Path) -> Photograph:
    """What the EXIF of a picture says; empty when there is none or it cannot be read."""
    from PIL import Image
    from PIL.ExifTags import IFD, Base

    if is_heic(path.name) and not readable():
        return Photograph()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            exif = image.getexif()
            camera, gps = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except Exception:  # a damaged picture may break the library in any way; its bytes are evidence all the same
        return Photograph()
    taken = _plain(camera.get(Base.DateTimeOriginal) or exif.get(Base.DateTime))
    found = _TAKEN.match(taken)
    day = f"{found[1]}-{found[2]}-{found[3]} {found[4]}:{found[5]}:{found[6]}" if found else ""
    offset = _plain(camera.get(Base.OffsetTimeOriginal)) if found else ""
    return Photograph(
        f"{day} {offset}".strip() if _OFFSET.fullmatch(offset) else day,
        _where(gps),
        _satellite(gps),
        " ".join(filter(None, (_plain(exif.get(Base.Make)), _plain(exif.get(Base.Model))))),
    )


def _plain(value: Any) -> str:
    return value.strip("\x00 ") if isinstance(value, str) else ""


def _where(gps: dict[int, Any]) -> str:
    from PIL.ExifTags import GPS

    latitude = _place(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), {"N": "北纬", "S": "南纬"})
    longitude = _place(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), {"E": "东经", "W": "西经"})
    return f"{latitude}，{longitude}" if latitude and longitude else ""


def _place(parts: Any, side: Any, names: dict[str, str]) -> str:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        return f"{names[str(side)]}{degrees + minutes / 60 + seconds / 3600:.6f}°"
    except (TypeError, ValueError, KeyError, ZeroDivisionError):
        return ""


def _satellite(gps: dict[int, Any]) -> str:
    from PIL.ExifTags import GPS

    try:
        hours, minutes, seconds = (int(float(part)) for part in gps[GPS.GPSTimeStamp])
        year, month, date = (int(part) for part in _plain(gps[GPS.GPSDateStamp]).split(":"))
        return f"{datetime(year, month, date, hours, minutes, seconds, tzinfo=UTC):%Y-%m-%d %H:%M:%S} +00:00"
    except (TypeError, ValueError, KeyError, ZeroDivisionError, OverflowError):
        return ""
