"""The time that a camera wrote into a picture, held against the clock (最高法证据规定 12; 电子签名法 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from jxinspect.law.civil import BEIJING

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
#: A camera whose clock is off by more than this is told of; phones agree within seconds.
TOLERABLE = timedelta(minutes=1)
_MINUTE = 60


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


def zoned(taken: str) -> bool:
    """Whether the camera wrote its time zone beside the time."""
    return bool(_OFFSET.search(taken[19:]))


def against_clock(taken: str, at: datetime) -> str:
    """How the picture's own time stands to the time of the act: 比登记的取证时间早150秒（2分30秒）."""
    moment = moment_of(taken)
    if moment is None:
        return ""
    gap = round((moment - at).total_seconds())
    told = f"比登记的取证时间{'晚' if gap > 0 else '早'}{length(gap)}" if gap else "与登记的取证时间一致"
    return told if zoned(taken) else f"{told}；照片没有记时区，按北京时间比较"


def length(seconds: int) -> str:
    """150秒（2分30秒）; the sign is left to the words around it."""
    whole = abs(seconds)
    if whole < _MINUTE:
        return f"{whole}秒"
    minutes, rest = divmod(whole, _MINUTE)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "天"), (hours, "小时"), (minutes, "分"), (rest, "秒"))
    return f"{whole}秒（{''.join(f'{number}{unit}' for number, unit in parts if number)}）"


def ahead(seconds: int) -> str:
    """A clock's own difference: 快95秒, 慢3秒, 没有误差."""
    return f"{'快' if seconds > 0 else '慢'}{length(seconds)}" if seconds else "没有误差"


def doubts(taken: str, satellite: str, at: datetime, entered: datetime | None, ahead_by: int | None) -> Iterator[str]:
    """What makes the camera's own time doubtful: the clock must be compared, or the difference explained.

    `at`: when the picture was taken in as evidence; `entered`: when certificates were shown; `ahead_by`: what a
    comparison of the camera's clock gave, in seconds.
    """
    moment, sky = moment_of(taken), moment_of(satellite)
    if moment is None:
        return
    if sky is not None and abs(moment - sky) > TOLERABLE:
        yield f"相机时钟比卫星时间{ahead(round((moment - sky).total_seconds()))}"
    true = moment - timedelta(seconds=ahead_by or 0)
    if true > at + TOLERABLE:
        yield f"照片自记时间晚于取证时间{length(round((true - at).total_seconds()))}，相机时钟可能不准"
    if entered is not None and true < entered - TOLERABLE:
        early = length(round((entered - true).total_seconds()))
        yield f"照片自记时间早于进点{early}，照片是进点以前拍的，或者相机时钟不准"
