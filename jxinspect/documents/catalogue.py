"""Every official document that the program makes. A new document is an entry in its group's SPECS, and its id here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from jxinspect.documents.mandatory import with_musts
from jxinspect.documents.spec import Spec

#: Module → the documents that its SPECS describe, in their order: whoever issues one needs one module, not twenty.
GROUPS = {
    "plan": "D01 D01x D02 D03",
    "team": "D04 D15 D16",
    "third_party": "D29 D30",
    "lead": "D31 D31a",
    "notify": "D05 D06 D08 D11",
    "notify_offsite": "D07 D09",
    "notify_supplement": "D10 D10x",
    "notify_address": "D12",
    "notify_letters": "D18 D26a",
    "correction": "D74",
    "inspect": "D13 D14 D17 D19 D20 D27 D28 D21 D22",
    "evidence_log": "D23a D23",
    "extraction": "D24 D24x",
    "flag": "D25 D25x D26",
    "data_purge": "D75",
    "recording": "D73",
    "seal": "D32 D33 D34 D35 D36 D37 D38",
    "seal_label": "D35a D36a",
    "seal_reseal": "D36b",
    "seal_preserve": "D39 D39a D39b",
    "report": "D40 D41 D44 D40x D44x D42 D43 D46 D72",
    "report_offsite": "D45 D45x",
    "incident": "D47",
    "rectify": "D48 D49 D50",
    "talk": "D51 D52 D53 D54",
    "circular": "D55 D56",
    "referral": "D57 D57x D58 D59",
    "blacklist": "D60",
    "proceeding": "D61 D62 D63 D64 D65",
    "proceeding_defence": "D66 D66a D66b D66c D67 D67a",
    "proceeding_decision": "D68 D69 D69a D70 D70a D71",
}
_MODULES = {kind: module for module, kinds in GROUPS.items() for kind in kinds.split()}


class _Catalogue(Mapping[str, Spec]):
    """The entries by id, each group imported when one of its documents is asked for."""

    def __getitem__(self, kind: str) -> Spec:
        return _group(_MODULES[kind])[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


@cache
def _group(module: str) -> Mapping[str, Spec]:
    return {spec.id: with_musts(spec) for spec in import_module(f"{__package__}.{module}").SPECS}


CATALOGUE: Mapping[str, Spec] = _Catalogue()
