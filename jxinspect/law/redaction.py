"""What of an inspection the public may not read, and how it is hidden (社会保险法 81; 个人信息保护法 25; 办法 9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jxinspect.law.disclosure import without_numbers
from jxinspect.law.terms import Term


class Hiding(Term):
    """Kinds of what is hidden."""

    NAME = "name", "人员姓名"
    IDENTITY = "identity", "公民身份号码"
    BANK = "bank", "银行账号"
    PHONE = "phone", "电话号码"
    UNIT = "unit", "单位名称"
    SECRET = "secret", "商业秘密"


#: Why each kind is hidden, where the user gives no reason.
REASONS = {
    Hiding.NAME: "个人信息不公开（个人信息保护法 25；办法 9）",
    Hiding.IDENTITY: "个人信息不公开（个人信息保护法 25）",
    Hiding.BANK: "个人信息不公开（个人信息保护法 25）",
    Hiding.PHONE: "个人信息不公开（个人信息保护法 25）",
    Hiding.UNIT: "本次公布不写明单位名称",
    Hiding.SECRET: "用人单位的商业秘密保密（社会保险法 81）",
}
#: What stands in the place of a secret or a number.
LEFT_OUT = "（略）"
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}")
#: What is written beside names and is none.
_POST = re.compile(
    r".*(?:主任|科长|股长|局长|处长|书记|经理|校长|院长|所长|会计|出纳|科员|人员|职员|代表|负责人|法人|公司|中心|学校|医院|"
    r"部门|档案室|办公室|[科股室处局所部])"
)
_APART = re.compile(r"[、，,；;：:（）()/\s]+")


@dataclass(frozen=True)
class Hidden:
    """A word that is not to be read, and what stands for it."""

    kind: Hiding
    word: str
    shown: str


def person_names(texts: Iterable[str]) -> set[str]:
    """Names of people in columns that hold them, with or without a post: 李例子（办公室主任）, 赵样本、钱示例."""
    pieces = (piece for text in texts for piece in _APART.split(text))
    return {piece for piece in pieces if _PERSON.fullmatch(piece) and not _POST.fullmatch(piece)}


def named(name: str) -> Hidden:
    """张某 for 张样本: the family name stays."""
    return Hidden(Hiding.NAME, name, f"{name[0]}某")


def redact(text: str, words: Iterable[Hidden]) -> tuple[str, Counter[Hiding]]:
    """The text without the words, longest first, and without numbers of people; and what was hidden how often."""
    plain, numbers = without_numbers(text, LEFT_OUT)
    counted: Counter[Hiding] = Counter({Hiding(kind): times for kind, times in numbers.items()})
    known = {one.word: one for one in words if one.word}
    if not known:
        return plain, counted

    def replaced(found: re.Match[str]) -> str:
        one = known[found[0]]
        counted[one.kind] += 1
        return one.shown

    pattern = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.sub(pattern, replaced, plain), counted
