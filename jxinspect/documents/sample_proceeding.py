"""Values of the invented proceeding in the sample: a training school that cheated the unemployment fund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from jxinspect.law.proceeding import Ground, Penalty, ProceedingState


def proceeding_sample(today: date, team: Sequence[str]) -> Mapping[tuple[str, str], Any]:
    """(table, column) → value, on that day, with these two handlers."""
    decided: dict[str, Any] = {
        "penalties": [Penalty.FINE],
        "fine": 2_250_000,
        "confiscate": 0,
        "refund": 750_000,
        "facts": "2025年5月，当事人以虚假签到表骗取培训补贴。",
        "reasons": "当事人骗取失业保险培训补贴，应予处罚。",
        "basis": ["办法 31(三)", "社会保险法 87"],
        "ground": Ground.SLIGHT,
        "ground_text": "已经全部退回，没有造成危害后果",
    }
    return {
        ("proceeding", "number"): "2026-LA-001",
        ("proceeding", "cause"): "骗取失业保险培训补贴",
        ("proceeding", "violation"): "V31-3",
        ("proceeding", "party"): "样本县示例职业培训学校",
        ("proceeding", "party_identity"): "52360100MJ00000000",
        ("proceeding", "party_address"): "样本县示范路4号",
        ("proceeding", "party_head"): "赵样本",
        ("proceeding", "person"): False,
        ("proceeding", "grave"): False,
        ("proceeding", "complex"): True,
        ("proceeding", "ended_on"): date(2025, 5, 31),
        ("proceeding", "discovered_on"): today - timedelta(days=1),
        ("proceeding", "amount"): 750_000,
        ("proceeding", "handlers"): list(team),
        ("proceeding", "state"): ProceedingState.DECIDED,
        **{("priornotice", column): value for column, value in decided.items()},
        **{("decision", column): value for column, value in decided.items()},
        ("priornotice", "days"): 5,
        ("decision", "account"): "样本银行样本县支行，账号3601000000000000000",
        ("decision", "days"): 15,
        ("decision", "remedy"): "如不服本决定，可以依法申请行政复议或者提起行政诉讼。",
        ("defence", "points"): ["金额计算有误"],
        ("defence", "waived"): False,
        ("defence", "waives_hearing"): False,
        ("defence", "listeners"): list(team),
        ("defencereview", "answers"): [{"result": "not", "reason": "与签到表一致"}],
        ("legalreview", "checks"): ["事实清楚", "证据确凿", "依据正确", "程序合法", "处理适当"],
        ("discussion", "opinions"): [{"name": "赵样本", "text": "同意"}],
        ("hearingrequest", "withdrawn_at"): None,
        ("hearingnotice", "secret"): "",
        ("preservation", "officers"): list(team),
        ("proofofservice", "documents"): [f"document-{kind}" for kind in ("D05", "D07", "D65", "D69", "D70")],
        ("urging", "owed"): 2_250_000,
        ("urging", "surcharge"): 67_500,
        ("urging", "days"): 10,
        ("enforcement", "owed"): 2_250_000,
        ("enforcement", "surcharge"): 2_250_000,
    }
