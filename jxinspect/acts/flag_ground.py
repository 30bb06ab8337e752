"""The rules of flags as they stood when they ran, and the grounds on which such a flag may be excluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jxinspect.analysis.rule import Rule, parse
from jxinspect.law.flag import GROUNDS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.flag import RuleOutcome
from jxinspect.store.casefile import CaseFile


def rules_of(case: CaseFile, records: InspectionRecords) -> dict[str, Rule]:
    """Every rule that ran in the inspection, by id, as it stood in the last run."""
    texts = {row.rule: row.text_sha256 for row in records.of(RuleOutcome) if row.text_sha256}
    return {rule: parse(case.objects.get(sha).decode(), name=rule) for rule, sha in texts.items()}


def grounds_of(rule: Rule) -> Mapping[str, str]:
    """Id of a ground → its text: the known false positives of the rule, then those of every rule."""
    own = {one.ground: one.text for one in rule.false_positives}
    return {**own, **{ground: text for ground, text in GROUNDS.items() if ground not in own}}


def common_grounds(rules: Iterable[Rule]) -> dict[str, str]:
    """Grounds that all of the rules have."""
    first, *others = [grounds_of(rule) for rule in rules]
    return {ground: text for ground, text in first.items() if all(ground in other for other in others)}
