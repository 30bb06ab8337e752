"""Triage: flags sent on, excluded on a recorded ground or opened again, in bulk; a draw that can be made again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from typing import Any

from jxinspect.acts.flag_ground import common_grounds, grounds_of, rules_of
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import code
from jxinspect.analysis.rule import Rule
from jxinspect.errors import Damaged, Incomplete, NotFound, Refused
from jxinspect.law.flag import OTHER, DecisionKind, FlagState
from jxinspect.law.pick import value
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.flag import Flag, FlagDecision, FlagDraw
from jxinspect.store.casefile import CaseFile

STEP = "inspect.flag.triage"
#: From which states a decision may be taken, and where it leads.
COURSE: Mapping[DecisionKind, tuple[tuple[FlagState, ...], FlagState]] = {
    DecisionKind.CHOOSE: ((FlagState.PENDING,), FlagState.CHOSEN),
    DecisionKind.EXCLUDE: ((FlagState.PENDING, FlagState.CHOSEN), FlagState.EXCLUDED),
    DecisionKind.REOPEN: ((FlagState.CHOSEN, FlagState.EXCLUDED), FlagState.PENDING),
}
_SHOWN = 20


def _capitals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.upper() for word in words)


@dataclass(frozen=True)
class Wanted:
    """Which flags are meant. Those of all given conditions; at least one must be given.

    Numbers and rules are met whatever the case of their letters.
    """

    numbers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()  #: pseudonyms
    rules: tuple[str, ...] = ()
    klass: str = ""
    strength: str = ""
    least: int | None = None  #: amount in fen, this or more
    most: int | None = None  #: amount in fen, this or less
    months: int | None = None  #: this many or fewer

    @cached_property
    def _named(self) -> frozenset[str]:
        return _capitals(self.numbers)

    @cached_property
    def _ruled(self) -> frozenset[str]:
        return _capitals(self.rules)

    @property
    def named(self) -> bool:
        """Whether somebody looked at these very ones, not only at what they have in common."""
        return bool(self.numbers or self.subjects)

    @property
    def told(self) -> list[dict[str, Any]]:
        """The conditions as the record keeps them."""
        given = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [
            {"name": name, "value": list(held) if isinstance(held, tuple) else held}
            for name, held in given
            if held not in ((), "", None)
        ]

    def meets(self, flag: Flag) -> bool:
        """Whether the flag is one of them."""
        amount = flag.amount or 0
        tests = (
            not self.numbers or flag.number.upper() in self._named,
            not self.subjects or flag.subject in self.subjects,
            not self.rules or flag.rule.upper() in self._ruled,
            self.klass in ("", flag.klass),
            self.strength in ("", flag.strength),
            self.least is None or amount >= self.least,
            self.most is None or amount <= self.most,
            self.months is None or flag.months <= self.months,
        )
        return all(tests)


def decide(
    case: CaseFile, number: str, kind: DecisionKind, wanted: Wanted, *, ground: str = "", note: str = ""
) -> FlagDecision:
    """Send on, exclude or open again all flags that are `wanted` and stand where this may be done.

    What was chosen already, by hand or by lot, is excluded by name only: "the rest" is what has no decision yet.
    `ground`: why they are excluded, one that every rule concerned has. Refused when no flag is left, or one that is
    named stands elsewhere; NotFound for numbers that are none.
    """
    if not wanted.told:
        raise Incomplete("没有写明哪些疑点", why="至少写一个条件", todo="写疑点编号、--subject、--rule 等")
    records = begin(case, number, STEP)
    sources, target = COURSE[kind]
    if kind is DecisionKind.EXCLUDE and not wanted.named:
        sources = (FlagState.PENDING,)
    chosen = _chosen(records, wanted, kind, sources)
    known = rules_of(case, records)
    text = _reason({one.rule: known[one.rule] for one in chosen}, kind, ground, note)
    row = FlagDecision(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{number}-SC", (one.number for one in records.of(FlagDecision))),
        kind=kind,
        ground=ground if kind is DecisionKind.EXCLUDE else "",
        ground_text=text,
        note=note,
        conditions=wanted.told,
        flags=[flag.number for flag in chosen],
        actor=case.actor,
    )
    admit(case, records, STEP, row)
    for flag in chosen:
        flag.state, flag.decision_id = target, row.id
    return row


def _chosen(records: InspectionRecords, wanted: Wanted, kind: DecisionKind, sources: Sequence[FlagState]) -> list[Flag]:
    _known(records, wanted)
    meant = [flag for flag in records.of(Flag) if wanted.meets(flag)]
    if not meant:
        rules = "、".join(sorted({flag.rule for flag in records.of(Flag)}))
        raise NotFound(
            "没有符合条件的疑点",
            why=f"这项检查有疑点的规则：{rules}" if rules else "这项检查没有疑点",
            todo="用 jxinspect inspect flag list 核对规则、金额等条件",
        )
    chosen = [flag for flag in meant if flag.state in sources]
    if wanted.numbers or not chosen:
        wrong = [
            f"{flag.number}：{flag.state.label}"
            for flag in meant
            if flag.state not in sources and flag.state is not FlagState.SUPERSEDED
        ]
        if wrong or not chosen:
            raise Refused(
                f"没有可以“{kind.label}”的疑点" if not chosen else f"有疑点不能“{kind.label}”",
                why=f"这一步只对“{'、'.join(one.label for one in sources)}”的疑点",
                todo="用 jxinspect inspect flag list 核对编号、条件和状态",
                items=wrong[:_SHOWN],
            )
    beside = [flag.number for flag in chosen if not flag.strength]
    if kind is DecisionKind.CHOOSE and beside and wanted.numbers:
        raise Refused(
            "弱匹配、边界月等不单独作为疑点下发",
            why=f"{'、'.join(beside[:_SHOWN])}不足以认定是同一人或者应当计入的月份",
            todo="先自行核实；确是问题的，用 inspect finding add 登记",
        )
    chosen = [flag for flag in chosen if flag.strength] if kind is DecisionKind.CHOOSE else chosen
    if not chosen:
        raise Refused(
            "没有可以下发的疑点",
            why="符合条件、还待核查的都是弱匹配、边界月等，不单独作为疑点",
            todo="用 jxinspect inspect flag list 核对条件和状态",
        )
    return chosen


def still_chosen(case: CaseFile, number: str, wanted: Wanted) -> int:
    """How many of the flags meant are chosen to be sent."""
    flags = begin(case, number, STEP).of(Flag)
    return sum(flag.state is FlagState.CHOSEN and wanted.meets(flag) for flag in flags)


def _known(records: InspectionRecords, wanted: Wanted) -> None:
    numbers, subjects = _capitals(f.number for f in records.of(Flag)), {f.subject for f in records.of(Flag)}
    unknown = [
        *(n for n in wanted.numbers if n.upper() not in numbers),
        *(s for s in wanted.subjects if s not in subjects),
    ]
    if unknown:
        raise NotFound(
            f"没有这些疑点或者对象：{'、'.join(unknown[:_SHOWN])}",
            why=f"检查 {records.inspection.number} 的疑点中没有",
            todo=f"用 jxinspect inspect flag list -i {records.inspection.number} --each 查看编号",
        )


def _reason(rules: Mapping[str, Rule], kind: DecisionKind, ground: str, note: str) -> str:
    """The text of the ground. Incomplete when there is none, or a rule does not have it, or it needs words."""
    if kind is DecisionKind.CHOOSE:
        return ""
    if kind is DecisionKind.REOPEN:
        if not note.strip():
            raise Incomplete("没有写明恢复的理由", why="已经作出的筛查决定不能悄悄改动", todo="用 --note 写明")
        return ""
    texts = {id_: grounds_of(rule).get(ground) for id_, rule in sorted(rules.items())}
    without = [id_ for id_, text in texts.items() if text is None]
    if without:
        raise Incomplete(
            "没有写明排除的理由" if not ground else f"规则{'、'.join(without)}没有理由 {ground}",
            why="排除疑点要有记录在案的理由（办法 23(三)），理由来自规则的已知误报，或者通用的理由",
            todo="用 --ground 写明其中一个",
            items=[f"{id_}：{text}" for id_, text in common_grounds(rules.values()).items()],
        )
    if ground == OTHER and not note.strip():
        raise Incomplete("“其他”理由没有写明", why="理由要能让别人看懂", todo="用 --note 写明")
    return note.strip() if ground == OTHER else str(next(iter(texts.values())))


# ---- the draw ------------------------------------------------------------------------------------------------


def draw(case: CaseFile, number: str, count: int, wanted: Wanted, *, seed: str | None = None) -> FlagDraw:
    """Draw `count` of the waiting flags by lot, to be sent; every draw is kept. `seed`: a fresh one when None.

    The lot of a flag is the SHA-256 of "seed|number|1"; the least ones win (docs/pick.md).
    """
    records = begin(case, number, STEP)
    _known(records, wanted)
    population = sorted(
        flag.number
        for flag in records.of(Flag)
        if flag.strength and flag.state is FlagState.PENDING and wanted.meets(flag)
    )
    if not 0 < count <= len(population):
        raise Incomplete(
            f"待核查的疑点只有{len(population)}个，不能抽{count}个",
            why="只从符合条件、待核查的疑点中抽取",
            todo="改正 --count，或者放宽条件",
        )
    chosen_seed = usable(seed)
    row = FlagDraw(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{number}-CY", (one.number for one in records.of(FlagDraw))),
        seed=chosen_seed,
        drawn=count,
        conditions=wanted.told,
        population=population,
        digest=digest_of(population),
        chosen=lots(population, chosen_seed, count),
        actor=case.actor,
    )
    decision = FlagDecision(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{number}-SC", (one.number for one in records.of(FlagDecision))),
        kind=DecisionKind.CHOOSE,
        note=f"随机抽取（{row.number}，种子{chosen_seed}）",
        conditions=[*wanted.told, {"name": "draw", "value": row.number}],
        flags=[one["flag"] for one in row.chosen],
        actor=case.actor,
    )
    admit(case, records, STEP, row, decision)
    for flag in records.of(Flag):
        if flag.number in decision.flags:
            flag.state, flag.decision_id = FlagState.CHOSEN, decision.id
    return row


def usable(given: str | None) -> str:
    """A seed as it may stand in a lot; a fresh one when none is given."""
    seed = secrets.token_hex(16) if given is None else given.strip()
    if not seed or "|" in seed or any(ord(letter) < ord(" ") for letter in seed):
        raise Incomplete("种子不能用", why="种子是一行文字，不含竖线", todo="改正 --seed，或者不写，由程序现抽")
    return seed


def lots(population: Iterable[str], seed: str, count: int) -> list[dict[str, Any]]:
    """The flags with the least lots, in their order."""
    drawn = sorted((value(seed, number, 1), number) for number in population)[:count]
    return [{"flag": number, "lot": lot} for lot, number in drawn]


def digest_of(population: Iterable[str]) -> str:
    """SHA-256 over the numbers, one a line, sorted."""
    return sha256("".join(f"{number}\n" for number in sorted(population)).encode()).hexdigest()


def require_sound(record: Mapping[str, Any]) -> None:
    """Damaged, with every fault, when a draw cannot be made again from its record."""
    wrong = []
    if digest_of(record["population"]) != record["digest"]:
        wrong.append("疑点名单的摘要不符：名单被改动过")
    if lots(record["population"], record["seed"], record["drawn"]) != record["chosen"]:
        wrong.append("抽取结果与种子、名单算出的不符")
    if wrong:
        raise Damaged(
            f"抽取记录 {record['number']} 不成立",
            why="按记录重新计算，得不到同样的结果",
            todo="不要使用；另行抽取",
            items=wrong,
        )
