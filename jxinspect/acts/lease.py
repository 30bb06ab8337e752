"""Blocks of official numbers (号段): given by the office, issued from by a laptop, returned or void (G57)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jxinspect.acts.agency import heads
from jxinspect.acts.sync import device_named
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.model.document import Document
from jxinspect.model.sync import Device, DeviceRevocation, Lease, LeaseEnd
from jxinspect.store.casefile import CaseFile
from jxinspect.store.series import Block, blocks, end_of, fresh_number, issued_between

#: More numbers at once than anybody issues before the next meeting are a slip of the keyboard.
MOST = 1000
RETURNED = "没有用的号交回"
#: Stands for all series of the catalogue.
EVERY = "全部"
_NUMBERS = re.compile(r"(?P<head>[^\W\d_]+)〔(?P<year>\d{4})〕(?P<first>\d+)(?:[-－—至](?P<last>\d+))?号?")
_TYPED = str.maketrans("０１２３４５６７８９[]［］【】﹝﹞()（）", "0123456789〔〕〔〕〔〕〔〕〔〕〔〕")


def give(case: CaseFile, device: str, series: str, year: int, *, count: int) -> list[Lease]:
    """Lease the next `count` numbers of a series to a device; the office's own counter goes on behind them.

    Several series are written 监检通、监案; 全部 gives a block of each.
    """
    _require_office(case, "发给号段")
    to = device_named(case, device)
    if to.office or to.third_party:
        raise Refused(
            f"{to.name}不用号段",
            why="机关端直接编号" if to.office else "第三方人员只协助检查，不制发文书（办法 27）",
            todo="用 jxinspect sync device list 查看设备",
        )
    if case.all(DeviceRevocation, device_id=to.id):
        raise Refused(f"{to.name}已经停用", why="停用的设备不能再编文号", todo="用 jxinspect sync device list 查看设备")
    if not 0 < count <= MOST:
        raise Incomplete(f"号段的个数{count}不能用", why=f"一次发1至{MOST}个号", todo="改正 --count")
    if year < day(case.at).year:
        raise Refused(f"{year}年度已经过去", why="文号按制发的年度编排（GB/T 9704）", todo="写今年的年度")
    made = []
    for head in _wanted(case, series):
        first = fresh_number(case, head, year)
        last = first + count - 1
        made.append(
            Lease(at=case.at, series=head, year=year, first=first, last=last, device_id=to.id, actor=case.actor)
        )
    case.add(*made)
    return made


def _wanted(case: CaseFile, series: str) -> list[str]:
    """What was asked for as 发文代字, each once: several series may share one."""
    if series.strip() == EVERY:
        return list(dict.fromkeys(heads(case).values()))
    return list(dict.fromkeys(head_of(case, one) for one in re.split(r"[、,，]", series)))


class Returned(NamedTuple):
    """A lease that came back: what of it is free again, and what is void."""

    lease: Lease
    device: str
    free: list[int]
    void: list[int]


def give_back(
    case: CaseFile,
    *,
    device: str | None = None,
    series: str | None = None,
    year: int | None = None,
    void: bool = False,
    because: str = "",
) -> list[Returned]:
    """End the running leases of a device (this one, if none is named), of one series and year or of all.

    The rest is free for the office's next documents; or `void`, for the reason given, where nobody knows what became of
    it. What is used up needs no return.
    """
    of = _own_or_named(case, device)
    if void:
        _require_reason(because)
    head = head_of(case, series) if series else None
    running = [block for block in _running(case, of) if head in (None, block.lease.series)]
    chosen = [block for block in running if year in (None, block.lease.year)]
    if not chosen:
        raise NotFound(
            f"{of.name}没有可以交回的号段",
            why="号段已经用完或者已经交回" if running or case.all(Lease, device_id=of.id) else "没有发给过号段",
            todo="用 jxinspect sync lease list --all 查看号段",
        )
    return [_ended(case, block, of, void=void, because=because) for block in chosen]


def _ended(case: CaseFile, block: Block, of: Device, *, void: bool, because: str) -> Returned:
    rest = list(range(block.next, block.lease.last + 1))
    end = LeaseEnd(
        at=case.at,
        lease_id=block.lease.id,
        returned_from=None if void else block.next,
        voided=rest if void else [],
        because=because.strip() or RETURNED,
        actor=case.actor,
    )
    case.add(end)
    return Returned(block.lease, of.name, [] if void else rest, rest if void else [])


def make_void(case: CaseFile, texts: Sequence[str], *, because: str) -> list[str]:
    """Make void numbers that came back and will not be used, e.g. at the end of the year; as they are written."""
    _require_office(case, "作废文号")
    _require_reason(because)
    chosen = [one for text in texts for one in _parsed(text)]
    faults = [fault for one in chosen if (fault := _not_free(case, *one))]
    if faults:
        raise Refused(
            "有的号不能作废",
            why="只有交回以后没有用过的号可以作废；一个号要么用于文书，要么作废并写明理由（G57）",
            todo="核对文号；还在号段中的先用 jxinspect sync lease return 收回，已经用于文书的用 jxinspect doc void",
            items=faults,
            guards=("G57",),
        )
    for head, year, n in chosen:
        end = _lease_and_end(case, head, year, n)[1]
        assert end is not None
        end.voided = sorted({*end.voided, n})
        end.because = f"{end.because}；{n}号作废：{because.strip()}"
    return [f"{head}〔{year}〕{n}号" for head, year, n in chosen]


def head_of(case: CaseFile, series: str) -> str:
    """The 发文代字 of a series named as in the catalogue (监检通) or as it is written (样人社监检通)."""
    known, wanted = heads(case), series.strip()
    if wanted in known.values():
        return wanted
    if wanted not in known:
        raise NotFound(
            f"没有文号系列“{wanted}”",
            why="系列有：" + "、".join(known),
            todo="用 jxinspect plan agency series list 查看系列",
        )
    return known[wanted]


def _require_office(case: CaseFile, what: str) -> None:
    own = case.enrolled
    if own is None:
        raise Refused(
            "本案卷库还没有登记设备",
            why="一台电脑单独使用的，直接连续编号，不用号段",
            todo="要与其他电脑同步的，先用 jxinspect sync init 把本机登记为机关端",
        )
    if not own.office:
        raise Refused(
            f"只有机关端能{what}",
            why="文号由机关端统一编排，不跳号、不重号（G57）",
            todo="请机关端执行这条命令，再同步到本机",
            guards=("G57",),
        )


def _require_reason(because: str) -> None:
    if not because.strip():
        raise Incomplete(
            "没有写明作废的理由", why="作废的文号须写明理由，否则就是跳号（G57）", todo="用 --because 写明理由"
        )


def _own_or_named(case: CaseFile, name: str | None) -> Device:
    own = case.enrolled
    if name is None and own is not None and own.id and not own.office:
        return case.get(Device, own.id)
    if own is not None and own.id and name == own.name:
        return case.get(Device, own.id)
    _require_office(case, "收回其他设备的号段")
    if name is None:
        raise Incomplete("没有写明是哪台设备", why="机关端自己没有号段", todo="用 --device 写设备的名称")
    return device_named(case, name)


def _running(case: CaseFile, of: Device) -> list[Block]:
    named = dict.fromkeys((one.series, one.year) for one in case.all(Lease, device_id=of.id))
    all_of = [block for head, year in named for block in blocks(case, head, year)]
    return [block for block in all_of if block.lease.device_id == of.id and block.left]


def _parsed(text: str) -> list[tuple[str, int, int]]:
    """Series, year and number of 样人社监检通〔2026〕14号, or of each of 14-16号."""
    found = _NUMBERS.fullmatch(re.sub(r"\s", "", text).translate(_TYPED))
    if not found:
        raise Incomplete(
            f"“{text}”不是文号",
            why="写全代字、年份和序号",
            todo="写作 样人社监检通〔2026〕14号，连续几个的写作 样人社监检通〔2026〕14-16号",
        )
    first = int(found["first"])
    last = int(found["last"] or first)
    if not first <= last < first + MOST:
        raise Incomplete(f"“{text}”的起止不能用", why=f"从小到大，一次不超过{MOST}个", todo="核对文号")
    return [(found["head"], int(found["year"]), n) for n in range(first, last + 1)]


def _lease_and_end(case: CaseFile, head: str, year: int, n: int) -> tuple[Lease | None, LeaseEnd | None]:
    lease = next((one for one in case.all(Lease, series=head, year=year) if one.first <= n <= one.last), None)
    return lease, end_of(case, lease) if lease else None


def _not_free(case: CaseFile, head: str, year: int, n: int) -> str:
    """Why a number cannot be made void; empty when it can."""
    text = f"{head}〔{year}〕{n}号"
    lease, end = _lease_and_end(case, head, year, n)
    if issued_between(case, head, year, n, n):
        paper = case.all(Document, series=head, year=year, n=n)[0]
        return f"{text}已经用于{paper.title}"
    if lease is None:
        return f"{text}没有作为号段发出过"
    if end is None:
        return f"{text}还在{case.get(Device, lease.device_id).name}的号段中"
    return f"{text}已经作废" if n in end.voided else ""
