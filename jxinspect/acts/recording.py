"""Recordings of sound and pictures of the process: registered, kept or only proven, listed (D73; 行政处罚法 47)."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jxinspect.acts.inspect import find_evidence, lasted
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import ordinal
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.recording import Stage
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.coverage import Staged, recorded, staged, wanted
from jxinspect.model.document import Document
from jxinspect.model.recording import Recording
from jxinspect.store.casefile import CaseFile
from jxinspect.store.passing import Advance, Intake
from jxinspect.store.records import inspection_records, staff


def add(
    case: CaseFile,
    number: str,
    *,
    stages: Sequence[Stage],
    device: str,
    ended_at: datetime,
    recorder: str,
    path: Path | None = None,
    evidence: str = "",
    keep: bool = True,
    sm3: bool = False,
    watch: Callable[[int], Advance] | None = None,
    **facts: Any,
) -> Recording:
    """Register a recording that began at the moment of the act: a file that is kept here, one that lies elsewhere
    (`keep` False), or an item of evidence. Refused when it ends before it begins or has not ended."""
    records = begin(case, number, "inspect.recording")
    lasted(case, ended_at, "录音录像")
    seq = ordinal(case, (one.seq for one in records.of(Recording)))
    row = Recording(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{number}-YX-{seq:03d}",
        seq=seq,
        stages=list(dict.fromkeys(stages)),
        ended_at=ended_at,
        device=_named(device),
        recorder=staff(case, recorder).id,
        **_content(case, records, path, evidence, keep=keep, sm3=sm3, watch=watch),
        **facts,
    )
    admit(case, records, "inspect.recording", row)
    return row


def _named(device: str) -> str:
    if device.strip():
        return device.strip()
    raise Incomplete(
        "没有写明录音录像的设备",
        why="音像记录要记明设备号（国办发〔2018〕118号）",
        todo="用 --device 写明执法记录仪的编号",
    )


def _content(
    case: CaseFile, records: InspectionRecords, path: Path | None, evidence: str, *, keep: bool, **how: Any
) -> dict[str, Any]:
    """The columns that follow from the file or the item of evidence."""
    if evidence:
        (item,) = find_evidence(records, [evidence])
        if not item.sha256:
            raise NotFound(f"证据{item.code}没有文件", why="它是纸质证据或者物证，不是音像", todo="核对证据编号")
        about = {"file_name": item.file_name, "size": item.size, "sha256": item.sha256, "sm3": item.sm3}
        return about | {"media_type": item.media_type, "evidence_id": item.id}
    if path is None:
        raise Incomplete(
            "没有写明录音录像的文件", why="音像记录要有文件及其校验值", todo="写明文件，或者用 --evidence 写证据编号"
        )
    watch = how.pop("watch")
    if keep:
        intake = case.objects.put_file(
            path, advance=watch(path.stat().st_size) if watch and path.exists() else None, **how
        )
    else:
        intake = case.objects.put_nothing(path, **how)
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    about = {"file_name": path.name, "size": intake.size, "sha256": intake.sha256, "sm3": intake.sm3}
    return about | {"media_type": media, "stored": intake.sha256 if keep else None}


def _read(case: CaseFile, path: Path, *, keep: bool, sm3: bool, watch: Callable[[int], Advance] | None) -> Intake:
    if not keep:
        return case.objects.put_nothing(path, sm3=sm3)
    advance = watch(path.stat().st_size) if watch and path.is_file() else None
    return case.objects.put_file(path, sm3=sm3, advance=advance)


def coverage(case: CaseFile, number: str) -> list[tuple[Staged, bool, bool]]:
    """Every act that may be recorded: whether the office wants a recording of it, and whether there is one."""
    records = inspection_records(case, number)
    return [(act, wanted(records, act), recorded(records, act)) for act in staged(records)]


def log(case: CaseFile, number: str) -> Document:
    """The list of recordings with the stages that lack one, as a workbook (D73)."""
    records = begin(case, number, "inspect.recording")
    if not records.of(Recording) and not staged(records):
        raise Incomplete(
            "这项检查还没有音像记录，也没有须记录的环节", why="清单至少有一行", todo="进点以后再制作音像记录清单"
        )
    return issue(case, records, "D73", records.inspection)
