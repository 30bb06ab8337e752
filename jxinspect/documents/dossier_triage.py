"""Sections of a dossier's page on data: what was compared, and how few findings came of many hits (办法 23(三))."""

from __future__ import annotations

from jxinspect.documents.dossier_section import Column, Section, columns
from jxinspect.law.flag import DecisionKind

TRIAGE: tuple[Section, ...] = (
    Section(
        "comparisons",
        "数据比对",
        "run_list",
        columns(
            ("number", "编号"),
            ("at", "时间", "moment"),
            ("extract_on", "数据截止", "date"),
            ("rules", "使用的规则", "number"),
            ("left_out", "没有使用", "number"),
            ("hits", "命中的行", "number"),
            ("flags", "疑点", "number"),
            ("amount", "涉及金额", "amount"),
            ("digest", "规则、数据和结果的摘要", "digest"),
            ("actor", "办理人"),
        ),
        empty="没有比对数据。",
        note="同样的规则、参数和数据再比对一次，摘要相同。",
    ),
    Section(
        "rules",
        "比对的规则",
        "dossier_rules",
        columns(
            ("rule", "规则"),
            ("title", "名称"),
            ("version", "版本"),
            ("run", "比对"),
            ("skipped", "没有使用的原因"),
        ),
        empty="没有比对数据。",
        note="规则的原文和参数按版本保存在案卷库中。",
    ),
    Section(
        "triage",
        "从命中到问题",
        "dossier_triage",
        columns(
            ("rule", "规则"),
            ("title", "名称"),
            ("hits", "命中", "number"),
            ("flags", "疑点", "number"),
            ("beside", "另列", "number"),
            ("excluded", "排除", "number"),
            ("grounds", "排除的理由"),
            ("pending", "未处理", "number"),
            ("sent", "下发", "number"),
            ("answered", "反馈", "number"),
            ("verified", "自行核查", "number"),
            ("waiting", "等待反馈", "number"),
            ("confirmed", "属实", "number"),
            ("refuted", "不属实", "number"),
            ("unverifiable", "无法核实", "number"),
            ("found", "列为问题", "number"),
            ("findings", "问题"),
        ),
        empty="没有比对数据。",
        note=(
            "命中是规则找出的数据行；疑点＝排除＋未处理＋等待反馈＋属实（含部分属实）＋不属实＋无法核实；弱匹配、边界月等另列，不作疑点，不下发。"
            "疑点没有单位的反馈或者检查组自行核查的，不列为问题（G61）。"
        ),
    ),
    Section(
        "triage_decisions",
        "疑点筛查的决定",
        "flag_decisions",
        columns(
            ("number", "编号"),
            ("at", "时间", "moment"),
            Column("kind", "决定", "term", DecisionKind),
            ("count", "疑点", "number"),
            ("ground_text", "理由"),
            ("note", "说明"),
            ("actor", "办理人"),
        ),
        empty="没有筛查疑点。",
        inner=True,
    ),
)
