"""What is to be sealed, as people write it: --item 名称/种类/数量单位/期间/特征, or a list in XLSX or CSV."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

from jxinspect.analysis.empty_sheet import empty_template
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import read_table
from jxinspect.documents.excel import Column, Sheet, import_template
from jxinspect.errors import Incomplete
from jxinspect.model.seal import MATERIALS

#: Width of the columns of the empty list, in characters.
WIDE = 22
_QUANTITY = re.compile(r"(\d{1,6})\s*(\D*)")
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")
_PLACES = ("name", "material", "quantity", "period", "features")
#: What may follow as 键=值 → column.
KEYS = {
    "编号": "reference",
    "册号": "reference",
    "页数": "pages",
    "介质": "carrier",
    "校验值": "digest",
    "封条": "strip",
    "存放": "kept_at",
    "备注": "note",
}


def _positive(value: int) -> str | None:
    return None if value >= 1 else "数量应当是 1 以上的整数"


def _no_digest(value: str) -> str | None:
    """What is wrong with a SHA-256 or SM3 as typed; both have 256 bits."""
    if _DIGEST.fullmatch(value):
        return None
    return f"校验值应当是64位十六进制数（SHA-256 或者 SM3），这里是{len(value)}位"


#: The columns of a list file; the same facts as --item.
FIELDS = (
    Field("name", "资料名称", ("名称",), required=True),
    Field("material", "种类", ("资料种类",), required=True, note="可选：" + "、".join(MATERIALS.values())),
    Field("quantity", "数量", kind="integer", required=True, check=_positive),
    Field("unit", "单位", ("计量单位",), note="册、份、个；不写则为册"),
    Field("pages", "页数", kind="integer"),
    Field("reference", "编号", ("册号", "编号或册号")),
    Field("period", "所属期间", ("期间",)),
    Field("features", "特征", ("封面", "起讫号"), note="封面、起讫号"),
    Field("carrier", "介质序列号", ("介质",)),
    Field("digest", "校验值", ("哈希",), kind="id", check=_no_digest),
    Field("strip", "封条", note="第几张封条；都不写的，资料在全部封条之下"),
    Field("kept_at", "存放位置", ("存放",)),
    Field("note", "备注"),
)


def material(text: str) -> str:
    """The key of a kind of material; what is none stays as written, for G21 to refuse it by name."""
    wanted = normalize("NFKC", text).strip()
    return next((key for key, label in MATERIALS.items() if wanted in (key, label)), wanted)


def parse_item(text: str) -> dict[str, Any]:
    """One line of the list: 2025年度会计凭证/会计凭证/12册/2025年1月至12月/蓝色封面/编号=1-12. Raises Incomplete."""
    parts = [part.strip() for part in text.split("/")]
    named = dict(part.split("=", 1) for part in parts if part.partition("=")[0].strip() in KEYS and "=" in part)
    plain = [part for part in parts if not (part.partition("=")[0].strip() in KEYS and "=" in part)]
    if not 3 <= len(plain) <= len(_PLACES) or not plain[0] or not plain[1]:  # noqa: PLR2004 — name, kind, quantity
        raise _unreadable(text, f"应当有三至五段，用“/”分开，这里有{len(plain)}段")
    item: dict[str, Any] = dict(zip(_PLACES, plain, strict=False))
    item["material"] = material(item["material"])
    counted = _QUANTITY.fullmatch(normalize("NFKC", item["quantity"]))
    if counted is None or int(counted[1]) < 1:
        raise _unreadable(text, f"数量“{item['quantity']}”不能用，写成 12册")
    item["quantity"], item["unit"] = int(counted[1]), counted[2].strip() or "册"
    for key, value in named.items():
        item[KEYS[key.strip()]] = value.strip()
    if "pages" in item:
        item["pages"] = _pages(item["pages"], text)
    if "digest" in item:
        item["digest"] = _digest(item["digest"], text)
    return item


def _digest(value: str, text: str) -> str:
    if wrong := _no_digest(value):
        raise _unreadable(text, wrong)
    return value.lower()


def _pages(value: str, text: str) -> int:
    shown = normalize("NFKC", value).removesuffix("页").strip()
    if not shown.isdecimal():
        raise _unreadable(text, f"页数“{value}”不是整数")
    return int(shown)


def _unreadable(text: str, why: str) -> Incomplete:
    return Incomplete(
        f"封存资料的写法不能识别：{text}",
        why=why,
        todo="写成 名称/种类/数量单位/期间/特征，如 2025年会计凭证/会计凭证/12册/2025年1月至12月/蓝色封面；"
        "其余各项写成 编号=、页数=、介质=、校验值=、封条=、存放=、备注=",
    )


def read_list(path: Path) -> list[dict[str, Any]]:
    """The lines of a list file. Raises Incomplete with every fault of the file."""
    lines = []
    for row in read_table(path, FIELDS):
        item = {key: value for key, value in row.values.items() if value not in (None, "")}
        if "digest" in item:
            item["digest"] = item["digest"].lower()
        lines.append({**item, "material": material(item["material"])})
    return lines


def template() -> bytes:
    """The empty list file, with notes and the kinds of material as drop-down."""
    described = empty_template(FIELDS, "封存资料")
    kinds = tuple(MATERIALS.values())
    columns = [
        Column(c.title, WIDE, "text", c.note, kinds if c.title == "种类" else c.choices, c.required)
        for c in described.columns
    ]
    return import_template(Sheet(described.title, columns))
