"""Sections of a dossier's page whose things each have a card: findings, evidence, sealings."""

from __future__ import annotations

from jxinspect.documents.dossier_section import Child, Column, Section, columns
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState, SealState

_CUSTODY = Child(
    "保管链",
    "custody_chain",
    "code",
    columns(("at", "时间", "moment"), ("giver", "交出"), ("taker", "接收"), ("why", "事由"), ("condition", "状态")),
)

CARDS: tuple[Section, ...] = (
    Section(
        "findings",
        "问题和证据",
        "finding_list",
        columns(
            ("facts", "事实"),
            ("amount", "金额", "amount"),
            ("persons", "涉及人数", "number"),
            ("period_from", "期间起", "date"),
            ("period_to", "期间止", "date"),
            ("basis", "依据"),
            ("violation", "情形"),
            ("demand", "整改要求"),
        ),
        shape="cards",
        head="问题{seq}　{title}",
        anchor="seq",
        children=(
            Child(
                "证据",
                "dossier_finding_evidence",
                "seq",
                columns(
                    ("code", "证据编号", "evidence"),
                    ("name", "名称"),
                    ("proves", "证明对象"),
                    ("at", "取证时间", "moment"),
                    ("takers", "取证人"),
                    ("sha256", "SHA-256", "digest"),
                    ("custody", "交接"),
                ),
            ),
            Child(
                "关联的底稿、取证单、检查要点和整改事项",
                "dossier_finding_links",
                "seq",
                columns(("kind", "种类"), ("name", "编号"), ("text", "内容")),
            ),
        ),
        empty="没有发现问题。",
    ),
    Section(
        "evidence",
        "证据",
        "evidence_list",
        columns(
            Column("kind", "种类", "term", EvidenceKind),
            Column("form", "原件或复制件", "term", EvidenceForm),
            ("source", "来源"),
            ("takers", "取证人"),
            ("at", "取证时间", "moment"),
            ("place", "取证地点"),
            ("proves", "证明对象"),
            ("findings", "支持的问题"),
            ("pages", "页数", "number"),
            ("kept_at", "存放处"),
            ("original_at", "原件存放处"),
            ("compared_by", "核对人"),
            Column("state", "状态", "term", EvidenceState),
            ("photo_at", "照片自记时间"),
            ("photo_place", "照片自记地点"),
            ("file_name", "文件名"),
            ("size", "字节数", "number"),
            ("sha256", "SHA-256", "digest"),
            ("sm3", "SM3", "digest"),
            ("note", "备注"),
        ),
        shape="cards",
        head="{code}　{name}",
        anchor="code",
        children=(_CUSTODY,),
        empty="没有证据。",
    ),
    Section(
        "seals",
        "封存",
        "seals",
        columns(
            Column("state", "状态", "term", SealState),
            ("facts", "事实"),
            ("place", "地点"),
            ("keeper", "保管人"),
            ("custody_mode", "保管方式"),
            ("acted_at", "实施时间", "moment"),
            ("starts_on", "期限起", "date"),
            ("ends_on", "期限止", "date"),
            ("urgent", "紧急", "flag"),
            ("papers", "文书", "document"),
        ),
        shape="cards",
        head="{code}",
        anchor="code",
        children=(
            Child(
                "封存的资料和现在的去向",
                "dossier_seal_lines",
                "code",
                columns(
                    ("seq", "序号", "number"),
                    ("name", "资料"),
                    ("quantity", "数量"),
                    ("features", "特征"),
                    ("strip", "封条"),
                    ("whereabouts", "现在的去向"),
                ),
            ),
            Child(
                "封条",
                "dossier_strips",
                "code",
                columns(("number", "编号"), ("place", "位置"), ("intact", "完好", "flag")),
            ),
        ),
        empty="没有封存资料。",
    ),
)
