"""Registering evidence: files, paper and objects; completing, checking and listing it (办法 15; 行政处罚法 46)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jxinspect.acts.evidence_files import Left, Reading, files_of, take_in
from jxinspect.acts.inspect import find_evidence, who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import evidence_ordinals
from jxinspect.documents.camera import against_clock, doubts
from jxinspect.documents.heic import UNREAD, is_heic, readable
from jxinspect.documents.inspect_pieces import amount_of, provenance
from jxinspect.errors import Incomplete, JxinspectError, NotFound
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.evidence import Evidence
from jxinspect.model.inspect import Entry
from jxinspect.store.casefile import CaseFile
from jxinspect.store.passing import Advance
from jxinspect.store.records import inspection_records

#: Facts of an item that may be completed later → words for the user.
DESCRIBED = {
    "name": "名称",
    "kind": "种类",
    "form": "原件或者复制件",
    "source": "来源",
    "place": "取证地点",
    "takers": "取证人",
    "proves": "证明对象",
    "pages": "页数",
    "pieces": "件数",
    "kept_at": "存放处",
    "method": "制作方法",
    "copies": "份数",
    "original_at": "原件所在",
    "compared_by": "核对人",
    "carrier": "载体",
    "carrier_serial": "载体序列号",
    "carrier_seal": "载体封签号",
    "clock_ahead": "设备时钟误差",
}


@dataclass(frozen=True)
class Taken:
    """What came of taking evidence in: the items, items registered before with the same content, files left aside."""

    items: list[Evidence]
    same: list[tuple[Evidence, Evidence]]
    left: list[Left]
    doubts: list[tuple[Evidence, str]] = field(default_factory=list)


def add(
    case: CaseFile,
    number: str,
    *,
    paths: Sequence[Path] = (),
    names: Sequence[str] = (),
    kind: EvidenceKind | None = None,
    form: EvidenceForm = EvidenceForm.COPY,
    title: str = "",
    to_return: bool = False,
    place: str | None = None,
    sm3: bool | None = None,
    watch: Callable[[int], Advance] | None = None,
    **fields: Any,
) -> Taken:
    """Register evidence: one item for each file, or one item without a file (paper, object) under `title`.

    All or nothing: a file that cannot be read, vanishes or changes undoes the whole intake. `sm3`: compute it beside
    SHA-256; None leaves that to the setting. `watch` is told how many bytes there are, and of each piece read.
    """
    records = begin(case, number, "inspect.evidence")
    walk = files_of(paths)
    if not walk.files:
        _titled(title, paths)
    seqs = evidence_ordinals(case, records)
    common = fields | {
        "inspection_id": records.inspection.id,
        "at": case.at,
        "takers": who(case, records, names),
        "form": form,
        "place": place or records.unit.address,
        "state": EvidenceState.BORROWED if to_return else EvidenceState.ON_FILE,
    }
    if walk.files:
        wanted = bool(records.world.setting("evidence.sm3")) if sm3 is None else sm3
        reading = Reading(wanted, watch(sum(found.size for found in walk.files)) if watch else None)
        items = [
            _file(number, next(seqs), common | take_in(case, found, kind, reading), _title(title, n, len(walk.files)))
            for n, found in enumerate(walk.files, 1)
        ]
    else:
        items = [_item(number, next(seqs), common | {"kind": kind or EvidenceKind.DOCUMENT}, title.strip())]
    same = _same(records, items)
    admit(case, records, "inspect.evidence", *items)
    return Taken(items, same, walk.left, [(item, doubt) for item in items for doubt in _doubts(records, item)])


def _doubts(records: InspectionRecords, item: Evidence) -> Iterator[str]:
    entered = min((entry.at for entry in records.of(Entry)), default=None)
    if is_heic(item.file_name) and not readable():
        yield UNREAD
    yield from doubts(item.photo_at, item.photo_gps_at, item.at, entered, item.clock_ahead)


def _titled(title: str, paths: Sequence[Path]) -> None:
    if paths:
        raise NotFound(
            "文件夹里没有可以取入的文件",
            why="文件夹是空的，或者只有隐藏文件：" + "、".join(p.name for p in paths),
            todo="核对路径；隐藏文件要单独写明",
        )
    if not title.strip():
        raise Incomplete(
            "没有写明证据",
            why="要么给出文件，要么登记纸质证据或者物证的名称",
            todo="写明文件或者文件夹的路径，或者用 --title 写名称",
        )


def _title(title: str, n: int, count: int) -> str:
    return title.strip() if count == 1 or not title.strip() else f"{title.strip()}（{n}）"


def _file(number: str, seq: int, columns: dict[str, Any], name: str) -> Evidence:
    return _item(number, seq, columns, name or Path(columns["file_name"]).stem)


def _item(number: str, seq: int, columns: dict[str, Any], name: str) -> Evidence:
    return Evidence(code=f"{number}-ZJ-{seq:03d}", seq=seq, name=name, **columns)


def _same(records: InspectionRecords, items: Sequence[Evidence]) -> list[tuple[Evidence, Evidence]]:
    """Items whose content is already in evidence: (new, earlier)."""
    known: dict[str, Evidence] = {e.sha256: e for e in reversed(records.of(Evidence)) if e.sha256}
    pairs = []
    for item in items:
        assert item.sha256 is not None or not item.file_name
        if item.sha256 and item.sha256 in known:
            pairs.append((item, known[item.sha256]))
        elif item.sha256:
            known[item.sha256] = item
    return pairs


def told(item: Evidence) -> str:
    """One line about a new item: name, kind, size, start of the digest, the photograph's own time against the clock."""
    parts = [item.name, item.kind.label, item.form.label]
    if not item.sha256:
        parts += list(filter(None, (amount_of(item), provenance(item))))
    if item.sha256:
        parts += [f"{item.size:,}字节", f"SHA-256 {item.sha256[:16]}…"]
    if item.sm3:
        parts.append(f"SM3 {item.sm3[:16]}…")
    if item.photo_at:
        parts.append(f"照片自记时间{item.photo_at}，{against_clock(item.photo_at, item.at)}")
    elif item.media_type.startswith("image/"):
        parts.append("照片没有自记时间")
    if item.photo_place:
        parts.append(f"照片自记地点{item.photo_place}")
    return "，".join(parts)


def describe(
    case: CaseFile, number: str, codes: Sequence[str], *, names: Sequence[str] = (), because: str = "", **facts: Any
) -> list[Evidence]:
    """Complete what is known of items (G17). What was already recorded changes only with a reason, which is kept.

    The file itself never changes (G55).
    """
    records = begin(case, number, "inspect.evidence")
    items = find_evidence(records, codes)
    given = {column: value for column, value in facts.items() if value not in (None, "")}
    if names:
        given["takers"] = who(case, records, names)
    if not given:
        raise Incomplete("没有写明要补充的内容", why="没有给出任何一项", todo="例如 --source 来源、--proves 证明对象")
    for item in items:
        _corrected(case, item, given, because)
        for column, value in given.items():
            setattr(item, column, value)
    admit(case, records, "inspect.evidence")
    return items


def _corrected(case: CaseFile, item: Evidence, given: dict[str, Any], because: str) -> None:
    changed = [c for c, value in given.items() if getattr(item, c) not in (None, "", [], value)]
    if not changed:
        return
    names = "、".join(DESCRIBED[column] for column in changed)
    if not because.strip():
        raise Incomplete(
            f"证据{item.code}已经登记了{names}",
            why="已经登记的内容不能悄悄改动，更正要写明理由（最高法证据规定 19；G55）",
            todo="用 --reason 写明更正的理由；原来的内容保留在备注和日志里",
        )
    former = "；".join(f"{DESCRIBED[c]}原为“{_shown(getattr(item, c))}”" for c in changed if c != "takers")
    remark = f"{chinese_date(day(case.at))}更正{names}，理由：{because.strip()}" + (f"（{former}）" if former else "")
    item.note = "；".join(filter(None, (item.note, remark)))


def _shown(value: object) -> str:
    return str(getattr(value, "label", value))


def log(case: CaseFile, number: str, *, kind: str = "D23") -> Document:
    """The evidence log as a workbook (D23), or on paper for the dossier (D23a)."""
    records = begin(case, number, "inspect.evidence")
    if not records.of(Evidence):
        raise Incomplete(
            "这项检查还没有证据", why="证据登记表至少有一项证据", todo="先用 jxinspect inspect evidence add 登记证据"
        )
    return issue(case, records, kind, records.inspection)


@dataclass(frozen=True)
class Checked:
    """An item and the state of its file: ok, missing, changed, or none when it has no file."""

    item: Evidence
    state: str


def verify(case: CaseFile, number: str, codes: Sequence[str] = ()) -> list[Checked]:
    """Read every file of the evidence again and compare with the digest registered (G18). Changes nothing."""
    records = inspection_records(case, number)
    items = find_evidence(records, codes) if codes else records.of(Evidence)
    return [Checked(item, _state(case, item)) for item in items]


def _state(case: CaseFile, item: Evidence) -> str:
    if not item.sha256:
        return "none"
    try:
        digest = case.objects.digest(item.sha256)
    except JxinspectError:
        return "missing"
    if digest != item.sha256 or (item.sm3 and case.objects.sm3(item.sha256) != item.sm3):
        return "changed"
    return "ok"
