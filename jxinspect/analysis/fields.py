"""What a table must contain, and one cell as the value that a field wants.

Every reader takes the raw cell and returns the value or raises ValueError with the fault in Chinese, without place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal
from unicodedata import category, normalize

from jxinspect.analysis.formula_faults import FAILURE, NOT_WORKED_OUT
from jxinspect.errors import Incomplete
from jxinspect.law.amounts import parse_amount

Kind = Literal["text", "name", "id", "date", "amount", "integer", "flag"]


@dataclass(frozen=True)
class Field:
    """One column of a table to read."""

    #: Key of the value in a row.
    name: str
    #: Chinese title, as the empty template shows it.
    title: str
    #: Other titles that mean the same.
    synonyms: tuple[str, ...] = ()
    #: name: a person's, blanks inside are dropped. id: text that must not have been a number. amount: integer fen.
    kind: Kind = "text"
    #: The column must be there and no cell of it empty.
    required: bool = False
    #: Allowed words: an enumeration with `.label`, or title → value.
    choices: type[Enum] | Mapping[str, Any] | None = None
    #: What offices write in the cells instead of an allowed word, with the value it stands for.
    also: tuple[tuple[str, Any], ...] = ()
    #: Further test of the value: the fault in Chinese, or None.
    check: Callable[[Any], str | None] | None = None
    #: What to write, for the empty template.
    note: str = ""
    #: Several values in one cell, separated by 、 or ; the value is a tuple.
    many: bool = False

    def words(self) -> dict[str, Any]:
        """Allowed words → value."""
        if self.choices is None:
            return {}
        if isinstance(self.choices, Mapping):
            return dict(self.choices)
        return {str(getattr(member, "label", member.value)): member for member in self.choices}


#: So many characters of an allowed word tell which one is meant, where no other has them (经办机构, 专项).
TELLING = 2
#: Digits that a spreadsheet keeps exactly.
EXACT = 15
#: What is left of fen when a spreadsheet computed the amount in floats.
NOISE = Decimal("1e-4")
FIRST_SERIAL, LAST_SERIAL = 18264, 73050  # 1950 to 2099
EPOCH = date(1899, 12, 30)
#: What offices write behind a number of people, days or times.
COUNTED = re.compile(r"(?<=\d)\s*(人天|人|天|日|次|份)$")
DAMAGED = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
MASKED = re.compile(r"[*＊]{3}")
DATES = (
    re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
AS_TEXT = "把该列设为“文本”格式后重新录入或者重新导出"


def text(cell: Any) -> str:
    """The cell as text: outer blanks of any kind, zero-width characters and a leading apostrophe are dropped."""
    if isinstance(cell, list):
        msg = "只能写一个值，不能写列表"
        raise ValueError(msg)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**EXACT:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    shown = str(cell)
    if FAILURE.fullmatch(shown):
        msg = "公式没有计算结果，在 WPS 中打开保存一次" if shown == NOT_WORKED_OUT else f"单元格是公式错误 {shown}"
        raise ValueError(msg)
    wrapped = re.fullmatch(r'="(.*)"', shown, re.DOTALL)
    shown = wrapped[1] if wrapped else shown
    shown = "".join(" " if char in "\u00a0\u3000" else char for char in shown if category(char) != "Cf")
    bad = next((char for char in shown if category(char) == "Cc" and char not in "\n\r\t"), None)
    if bad is not None:
        msg = f"含有控制字符 U+{ord(bad):04X}"
        raise ValueError(msg)
    return shown.strip().removeprefix("'").strip()


def _name(cell: Any) -> str:
    """A person's name; blanks between Chinese characters are only padding (张　三)."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text(cell))


def _id(cell: Any) -> str:
    """A number that is a name: identity card, credit code, case number."""
    if isinstance(cell, float | int) and (abs(cell) >= 10**EXACT or not float(cell).is_integer()):
        msg = f"号码被存成了数值（{cell:.6g}），超过 15 位的部分已经变成 0；{AS_TEXT}"
        raise ValueError(msg)
    shown = normalize("NFKC", text(cell)).upper().replace(" ", "")
    if DAMAGED.fullmatch(shown):
        msg = f"号码被表格软件改成了科学计数法（{shown}）；{AS_TEXT}"
        raise ValueError(msg)
    if MASKED.search(shown):
        msg = f"号码是遮盖过的（{shown}）；写完整的号码，或者导出时写 --unmasked 理由"
        raise ValueError(msg)
    return shown


def _date(cell: Any) -> date:
    """A civil day: date cell, Excel serial, 2026-8-4, 2026.8.4, 2026/8/4, 2026年8月4日, 20260804."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    shown = normalize("NFKC", text(cell))
    if re.fullmatch(r"\d{5}", shown) and FIRST_SERIAL <= int(shown) <= LAST_SERIAL:
        return EPOCH + timedelta(days=int(shown))
    for pattern in DATES:
        found = pattern.fullmatch(shown)
        if found:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                break
    msg = f"“{shown}”不是日期；请写成 2026-11-23"
    raise ValueError(msg)


def _amount(cell: Any) -> int:
    """Integer fen from yuan; thousands separators, 元 and 万元 are understood."""
    if isinstance(cell, float):
        fen = Decimal(repr(cell)) * 100
        if abs(fen - round(fen)) > NOISE:
            msg = f"“{cell}”的小数超过两位；金额到分为止"
            raise ValueError(msg)
        return round(fen)
    try:
        return parse_amount(text(cell))
    except Incomplete as fault:
        msg = f"“{text(cell)}”不是金额：{fault.why}；{fault.todo}"
        raise ValueError(msg) from fault


def _integer(cell: Any) -> int:
    shown = COUNTED.sub("", normalize("NFKC", text(cell)).replace(",", ""))
    if not re.fullmatch(r"[-+]?\d{1,15}", shown):
        msg = f"“{shown}”不是整数"
        raise ValueError(msg)
    return int(shown)


def _flag(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    words = {"是": True, "有": True, "√": True, "Y": True, "否": False, "无": False, "×": False, "N": False}
    shown = text(cell).upper()
    if shown not in words:
        msg = f"“{shown}”不能用；请写“是”或者“否”"
        raise ValueError(msg)
    return words[shown]


_READERS: dict[Kind, Callable[[Any], Any]] = {
    "text": text,
    "name": _name,
    "id": _id,
    "date": _date,
    "amount": _amount,
    "integer": _integer,
    "flag": _flag,
}


def read_cell(field: Field, cell: Any) -> Any:
    """The cell as the value of this field; None for an empty one. Raises ValueError with the fault."""
    if cell is None or (isinstance(cell, str) and not text(cell)):
        if field.required:
            msg = "不能为空"
            raise ValueError(msg)
        return () if field.many else None
    value = _several(field, cell) if field.many else _one(field, cell)
    fault = field.check(value) if field.check else None
    if fault:
        raise ValueError(fault)
    return value


def _several(field: Field, cell: Any) -> tuple[Any, ...]:
    parts: Sequence[Any] = cell if isinstance(cell, list) else re.split(r"[、;；,，\n]", text(cell))
    return tuple(_one(field, part) for part in parts if str(part).strip())


def _one(field: Field, cell: Any) -> Any:
    words = field.words()
    if not words:
        return _READERS[field.kind](cell)
    shown = text(cell)
    folded = {normalize("NFKC", word): value for word, value in (*field.also, *words.items())}
    wanted = normalize("NFKC", shown)
    by_value = {str(getattr(value, "value", value)): value for value in words.values()}
    for known in (folded, by_value):
        if wanted in known:
            return known[wanted]
    near = [word for word in words if len(wanted) >= TELLING and wanted in normalize("NFKC", word)]
    near = [word for word in near if normalize("NFKC", word).startswith(wanted)] or near
    if len(near) != 1:
        possible = f"可能是{'或者'.join(near)}，写全称" if near else f"不在可选范围内（{'、'.join(words)}）"
        msg = f"“{shown}”{possible}"
        raise ValueError(msg)
    return words[near[0]]
