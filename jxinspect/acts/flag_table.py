"""Triage in a workbook: the waiting flags with drop-downs, and what was decided of them read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jxinspect.acts.flag import hits_of
from jxinspect.acts.flag_ground import grounds_of, rules_of
from jxinspect.acts.flag_triage import Wanted, decide
from jxinspect.analysis.fields import Field
from jxinspect.analysis.hit_file import Hit
from jxinspect.analysis.rule import Rule
from jxinspect.analysis.sheet import Row, survey
from jxinspect.documents.excel import Column, Sheet, build
from jxinspect.errors import Incomplete
from jxinspect.law.disclosure import hidden
from jxinspect.law.flag import OTHER, DecisionKind, FlagState, Strength
from jxinspect.law.identity import mask_identity
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.flag import Flag, FlagDecision, RuleOutcome
from jxinspect.store.casefile import CaseFile
from jxinspect.store.incoming import name as name_of
from jxinspect.store.records import inspection_records

WAITING = (FlagState.PENDING, FlagState.CHOSEN)
#: What is decided in the table; an empty cell leaves the flag as it is.
CHOICES = {"下发": DecisionKind.CHOOSE, "排除": DecisionKind.EXCLUDE, "恢复": DecisionKind.REOPEN}
#: Reasons that a cell of the workbook tells, of the first hits of a flag.
_TOLD = 3
_LONG = 60

FIELDS = (
    Field("number", "编号", ("疑点编号",), kind="id", required=True),
    Field("amount", "金额", kind="amount"),
    Field("decision", "决定", choices=CHOICES),
    Field("ground", "排除理由", ("理由",)),
    Field("note", "备注"),
)


def workbook(case: CaseFile, number: str, wanted: Wanted) -> bytes:
    """The flags that wait for a decision, those of one person together, the strongest and largest first."""
    records = inspection_records(case, number)
    flags = [flag for flag in records.of(Flag) if flag.state in WAITING and flag.strength and wanted.meets(flag)]
    if not flags:
        raise Incomplete("没有等待筛查的疑点", why="都已经有决定，或者没有符合条件的", todo="用 inspect flag list 查看")
    hits = hits_of(case, records, flags)
    titles = {outcome.rule: outcome.title for outcome in records.of(RuleOutcome)}
    rows = [_row(flag, titles[flag.rule], hits.get(flag.number, ())) for flag in ranked(flags)]
    case.note(access={"what": "flag table", "inspection": number, "flags": len(rows), "masked": True})
    return build(
        Sheet(
            "疑点筛查",
            _columns([rule for rule in rules_of(case, records).values() if rule.id in {flag.rule for flag in flags}]),
            rows,
            f"疑点筛查表（检查 {number}）",
            ["只填“决定”“排除理由”“备注”三栏；决定空着的不变。对象以代号表示，证件号码已遮盖。"],
        )
    )


def ranked(flags: Sequence[Flag]) -> list[Flag]:
    """By person: whose strongest and largest flag comes first, then by number."""
    strength = {member.value: place for place, member in enumerate(Strength)}

    def weight(flag: Flag) -> tuple[int, int]:
        return strength.get(flag.strength, len(strength)), -(flag.amount or 0)

    best: dict[str, tuple[int, int]] = {}
    for flag in flags:
        best[flag.subject] = min(best.get(flag.subject, weight(flag)), weight(flag))
    return sorted(flags, key=lambda flag: (*best[flag.subject], flag.subject, *weight(flag), flag.number))


def _columns(rules: Sequence[Rule]) -> list[Column]:
    grounds = {text: None for rule in rules for id_, text in grounds_of(rule).items() if id_ != OTHER}
    return [
        Column("编号", 12),
        Column("对象", 17),
        Column("证件号码或者编号", 22),
        Column("规则", 28),
        Column("强度", 6),
        Column("金额", 14, "money"),
        Column("月数", 6, "number"),
        Column("起", 9),
        Column("止", 9),
        Column("说明", 36),
        Column("状态", 9),
        Column("决定", 8, choices=tuple(CHOICES)),
        Column("排除理由", 34, note="从规则的已知误报中选，或者写别的理由", choices=tuple(grounds)),
        Column("备注", 24),
    ]


def _row(flag: Flag, title: str, hits: Sequence[Hit]) -> list[Any]:
    return [
        flag.number,
        flag.subject,
        shown_subject(hits[0].subject) if hits else "",
        f"{flag.rule} {title}",
        Strength(flag.strength).label,
        flag.amount,
        flag.months,
        str(flag.first_ym or ""),
        str(flag.last_ym or ""),
        details(hits),
        flag.state.label,
        "",
        "",
        "",
    ]


def shown_subject(subject: str) -> str:
    """An identity number with its middle hidden; other numbers stay."""
    return mask_identity(subject) if len(subject) == 18 else subject  # noqa: PLR2004 — an identity number


def details(hits: Sequence[Hit]) -> str:
    """What the rule says about the first of its rows, with how many there are; numbers of people hidden."""
    texts = list(dict.fromkeys(hit.detail for hit in hits if hit.detail))
    more = f"；等{len(texts)}项" if len(texts) > _TOLD else ""
    return hidden("；".join(texts[:_TOLD]))[:_LONG] + more


# ---- back ----------------------------------------------------------------------------------------------------


class Decided(NamedTuple):
    """One line of the table that decides something."""

    number: str
    kind: DecisionKind
    ground: str
    note: str


def take_in(case: CaseFile, number: str, file: Path) -> list[FlagDecision]:
    """Read a filled-in table: one decision for each kind and ground. Incomplete with every inconsistency and its place.

    One fault, and nothing is decided.
    """
    records = inspection_records(case, number)
    flags = {flag.number: flag for flag in records.of(Flag)}
    known = rules_of(case, records)
    table, faults = survey(file, FIELDS)
    decided: list[Decided] = []
    seen: dict[str, str] = {}
    for row in table:
        wrong = list(_faults(row, flags, seen)) if row.sound else []
        faults += wrong
        if row.sound and not wrong and _is_new(row, flags[row["number"]]):
            decided.append(_decided(row, flags[row["number"]], known))
    if not (faults or decided):
        faults = ["没有一行写了新的决定"]
    if faults:
        raise Incomplete(
            f"{name_of(file)} 有 {len(faults)} 处不能用，一项也没有登记",
            why="有一处不能用就全部不登记，免得只登记一半",
            todo="逐处改正后再读入；表格用 inspect flag triage export 重新写出",
            items=faults,
        )
    return [_decision(case, number, group) for group in _grouped(decided)]


def _is_new(row: Row, flag: Flag) -> bool:
    return row["decision"] is not None and (row["decision"], flag.state) != (DecisionKind.CHOOSE, FlagState.CHOSEN)


def _faults(row: Row, flags: Mapping[str, Flag], seen: dict[str, str]) -> Iterator[str]:
    flag = flags.get(row["number"])
    if flag is None:
        yield f"{row.at('number')}：没有编号为 {row['number']} 的疑点"
        return
    if flag.number in seen:
        yield f"{row.at('number')}：{flag.number} 与{seen[flag.number]}重复"
    seen[flag.number] = row.place
    if row["amount"] is not None and row["amount"] != flag.amount:
        yield f"{row.at('amount')}：金额与案卷库中的不同，可能错行或者是旧表"
    if row["decision"] is None:
        if row["ground"]:
            yield f"{row.at('decision')}：写了排除理由，没有写决定"
        return
    yield from _unfit(row, flag)


#: Decision → the states in which it may be taken.
_FROM = {
    DecisionKind.CHOOSE: (FlagState.PENDING, FlagState.CHOSEN),
    DecisionKind.EXCLUDE: (FlagState.PENDING, FlagState.CHOSEN),
    DecisionKind.REOPEN: (FlagState.CHOSEN, FlagState.EXCLUDED),
}


def _unfit(row: Row, flag: Flag) -> Iterator[str]:
    if flag.state not in _FROM[row["decision"]]:
        yield f"{row.at('decision')}：{flag.number} 现在是“{flag.state.label}”，不能改为“{row['decision'].label}”"
    if row["decision"] is DecisionKind.EXCLUDE and not row["ground"]:
        yield f"{row.at('ground')}：排除没有写理由"
    if row["decision"] is not DecisionKind.EXCLUDE and row["ground"]:
        yield f"{row.at('ground')}：没有排除，却写了排除理由"
    if row["decision"] is DecisionKind.REOPEN and not row["note"]:
        yield f"{row.at('note')}：恢复待核查要写理由"


def _decided(row: Row, flag: Flag, rules: Mapping[str, Rule]) -> Decided:
    kind, said = row["decision"], row["ground"] or ""
    if kind is not DecisionKind.EXCLUDE:
        return Decided(flag.number, kind, "", row["note"] or "")
    grounds = grounds_of(rules[flag.rule])
    known = {text: id_ for id_, text in grounds.items()} | {id_: id_ for id_ in grounds}
    if said in known and known[said] != OTHER:
        return Decided(flag.number, kind, known[said], row["note"] or "")
    note = row["note"] or "" if said in known else "；".join(filter(None, (said, row["note"])))
    return Decided(flag.number, kind, OTHER, note)


def _grouped(decided: Sequence[Decided]) -> list[list[Decided]]:
    groups: dict[tuple[str, str, str], list[Decided]] = {}
    for one in decided:
        groups.setdefault((one.kind, one.ground, one.note), []).append(one)
    return list(groups.values())


def _decision(case: CaseFile, number: str, group: Sequence[Decided]) -> FlagDecision:
    first = group[0]
    wanted = Wanted(numbers=tuple(one.number for one in group))
    return decide(case, number, first.kind, wanted, ground=first.ground, note=first.note)


def standing(records: InspectionRecords) -> dict[str, int]:
    """How many flags stand where, without those that were superseded."""
    counted: dict[str, int] = {}
    for flag in records.of(Flag):
        if flag.strength and flag.state is not FlagState.SUPERSEDED:
            counted[flag.state.value] = counted.get(flag.state.value, 0) + 1
    return counted
