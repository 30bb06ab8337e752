"""Materials that go from the unit to the inspectors and back, item by item (D17, 办法 14, 15)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jxinspect.acts.evidence_files import files_of
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import ordinals
from jxinspect.analysis.empty_sheet import empty_template
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import read_table
from jxinspect.documents.excel import Column, Sheet, import_template
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing
from jxinspect.law.terms import EvidenceForm
from jxinspect.model.document import Document
from jxinspect.model.inspect import Handover, HandoverItem
from jxinspect.store.casefile import CaseFile

_PLACES = ("name", "form", "quantity", "carrier", "sha256")
_CHUNK = 1 << 20
SHA256_LENGTH = 64


def _digest_fault(text: str) -> str | None:
    plain = text.strip().lower()
    if not plain or (len(plain) == SHA256_LENGTH and set(plain) <= set("0123456789abcdef")):
        return None
    return "SHA-256 校验值是 64 位十六进制数"


#: The columns of a list file; the same facts as --item.
FIELDS = (
    Field("name", "资料名称", ("名称",), required=True),
    Field("form", "原件或者复制件", ("原件/复制件", "原/复印"), choices=EvidenceForm, required=True),
    Field("quantity", "数量", ("页数/件数", "数量（页、件）"), required=True, note="连同单位，如 12册、35页"),
    Field("carrier", "介质及序列号", ("介质", "介质序列号")),
    Field("sha256", "SHA-256", ("校验值", "哈希"), kind="id", check=_digest_fault),
)


def parse_item(text: str) -> dict[str, Any]:
    """One line: 2025年度会计凭证/原件/12册/介质及序列号/SHA-256, the last two as needed. Raises Incomplete."""
    parts = [part.strip() for part in text.replace("／", "/").split("/")]
    if not 3 <= len(parts) <= len(_PLACES) or not parts[0] or not parts[2]:  # noqa: PLR2004 — name, form, quantity
        raise _unreadable(text, f"应当有三至五段，用“/”分开，这里有{len(parts)}段")
    item: dict[str, Any] = dict(zip(_PLACES, parts, strict=False))
    try:
        item["form"] = EvidenceForm.named("复制件" if item["form"] in ("复印件", "复制") else item["form"])
    except ValueError as fault:
        raise _unreadable(text, str(fault)) from fault
    wrong = _digest_fault(item.get("sha256", ""))
    if wrong:
        raise _unreadable(text, wrong)
    return item | {"sha256": item.get("sha256", "").lower()}


def _unreadable(text: str, why: str) -> Incomplete:
    return Incomplete(
        f"交接资料的写法不能识别：{text}",
        why=why,
        todo="写成 名称/原件或复制件/数量，如 2025年12月支出户对账单/复制件/3页；有介质的再写 /U盘 序列号",
    )


def read_list(path: Path) -> list[dict[str, Any]]:
    """The lines of a list file (XLSX, CSV). Raises Incomplete with every fault of the file."""
    rows = (row.values for row in read_table(path, FIELDS))
    return [{key: value for key, value in row.items() if value not in (None, "")} for row in rows]


def template() -> bytes:
    """The empty list file, with notes and the forms as drop-down."""
    described = empty_template(FIELDS, "交接资料")
    columns = [Column(c.title, note=c.note, choices=c.choices, required=c.required) for c in described.columns]
    return import_template(Sheet(described.title, columns))


def described(paths: Sequence[Path], carrier: str = "") -> list[dict[str, Any]]:
    """Electronic files as lines of the list, with size and digest; the files themselves are not taken in."""
    lines = []
    for found in files_of(paths).files:
        digest, size = hashlib.sha256(), 0
        with found.path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        lines.append(
            {
                "name": found.path.name,
                "form": EvidenceForm.COPY,
                "quantity": f"{size:,}字节",
                "carrier": carrier,
                "sha256": digest.hexdigest(),
            }
        )
    return lines


def hand_over(
    case: CaseFile,
    number: str,
    *,
    giver: str,
    taker: str,
    items: Sequence[dict[str, Any]],
    place: str = "",
    note: str = "",
) -> tuple[Handover, Document]:
    """Take materials over from the unit, item by item (D17)."""
    if not items:
        raise Incomplete(
            "没有写明交接的资料",
            why="交接应当逐项清点（办法 14、15）",
            todo="用 --item 名称/原件或复制件/数量 逐项写明，或者用 --list 清单文件",
        )
    records = begin(case, number, "inspect.handover")
    handover = Handover(
        inspection_id=records.inspection.id,
        at=case.at,
        giver=giver,
        taker=taker,
        place=place or records.unit.address,
        note=note,
    )
    seqs = ordinals(case, (one.seq for one in records.of(HandoverItem)))
    lines = [
        HandoverItem(inspection_id=records.inspection.id, handover_id=handover.id, seq=next(seqs), **item)
        for item in items
    ]
    admit(case, records, "inspect.handover", handover, *lines)
    return handover, issue(case, records, "D17", handover)


def hand_back(
    case: CaseFile,
    number: str,
    *,
    giver: str,
    taker: str,
    seqs: Sequence[int] = (),
    place: str = "",
    note: str = "",
) -> tuple[Handover, Document]:
    """Return materials to the unit (D17): those numbers, or everything that is still here."""
    records = begin(case, number, "inspect.handover")
    here = [i for i in records.of(HandoverItem) if i.returned_id is None]
    unknown = sorted(set(seqs) - {i.seq for i in here})
    chosen = [i for i in here if not seqs or i.seq in seqs]
    if unknown or not chosen:
        raise NotFound(
            "没有待归还的资料" + (f"：第{'、'.join(map(str, unknown))}项" if unknown else ""),
            why="这些项没有交接过，或者已经归还",
            todo=f"待归还的有：{'、'.join(f'{i.seq}.{i.name}' for i in here) or '无'}",
        )
    taken = {h.id: h.at for h in records.of(Handover)}
    early = [i for i in chosen if case.at < taken[i.handover_id]]
    if early:
        raise Refused(
            f"归还时间早于交接时间：{early[0].name}",
            why=f"交接时间{beijing(taken[early[0].handover_id]):%Y-%m-%d %H:%M}",
            todo="核对 --at",
            guards=("G56",),
        )
    handover = Handover(
        inspection_id=records.inspection.id,
        at=case.at,
        back=True,
        giver=giver,
        taker=taker,
        place=place or records.unit.address,
        note=note,
    )
    case.add(handover)
    for item in chosen:
        item.returned_id = handover.id
    records.add(handover)
    admit(case, records, "inspect.handover")
    return handover, issue(case, records, "D17", handover)
