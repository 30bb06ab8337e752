"""What a photograph says of itself: time and place from its EXIF. The file is only read."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jxinspect.law.civil import BEIJING

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_TAKEN = re.compile(r"(\d{4})[:\-/](\d{2})[:\-/](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
#: Clocks that differ by less than this agree.
NOTHING = timedelta(minutes=1)


@dataclass(frozen=True)
class Photograph:
    """Time as the camera wrote it, place in degrees; empty where the picture says nothing."""

    taken: str = ""
    place: str = ""


def photograph(path: Path) -> Photograph:
    """Time and place from the EXIF of a picture; empty when there is none or it cannot be read."""
    from PIL import Image
    from PIL.ExifTags import GPS, IFD, Base

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
    latitude = _place(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), {"N": "北纬", "S": "南纬"})
    longitude = _place(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), {"E": "东经", "W": "西经"})
    place = f"{latitude}，{longitude}" if latitude and longitude else ""
    return Photograph(f"{day} {offset}".strip() if _OFFSET.fullmatch(offset) else day, place)


def _plain(value: Any) -> str:
    return value.strip("\x00 ") if isinstance(value, str) else ""


def _place(parts: Any, side: Any, names: dict[str, str]) -> str:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        return f"{names[str(side)]}{degrees + minutes / 60 + seconds / 3600:.6f}°"
    except (TypeError, ValueError, KeyError, ZeroDivisionError):
        return ""


def moment_of(taken: str) -> datetime | None:
    """The moment that the camera's time means; without an offset it counts as Beijing time. None when unreadable."""
    try:
        local = datetime.strptime(taken[:19], "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 — the zone follows
    except ValueError:
        return None
    found = _OFFSET.search(taken[19:])
    if not found:
        return local.replace(tzinfo=BEIJING)
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return local.replace(tzinfo=timezone(shift if found[1] == "+" else -shift))


def against_clock(taken: str, at: datetime) -> str:
    """How the picture's own time stands to the time of the act: 比登记的取证时间早3分钟."""
    moment = moment_of(taken)
    if moment is None:
        return ""
    gap = moment - at
    if abs(gap) < NOTHING:
        return "与登记的取证时间一致"
    return f"比登记的取证时间{'晚' if gap > timedelta(0) else '早'}{_length(abs(gap))}"


def _length(gap: timedelta) -> str:
    hours, minutes = divmod(gap.seconds // 60, 60)
    parts = ((gap.days, "天"), (hours, "小时"), (minutes, "分钟"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)
