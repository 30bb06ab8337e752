"""What stands in the invented inspection of the samples: values of columns by name, and records by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from jxinspect.documents.sample_offsite import OFFSITE
from jxinspect.documents.sample_proceeding import proceeding_sample
from jxinspect.law.blacklist import Remedy
from jxinspect.law.civil import BEIJING
from jxinspect.law.incident import IncidentLevel, IncidentStage
from jxinspect.law.matters import MATTERS
from jxinspect.law.measure import CrimeVerdict, TalkReason
from jxinspect.law.proceeding import DecisionKind
from jxinspect.law.terms import FundType, Role, SealReason, SealState, State, TeamRole, UnitType
from jxinspect.law.violations import VIOLATIONS
from jxinspect.model.base import Record
from jxinspect.model.plan import Approval, Staff, TeamMember
from jxinspect.model.proceeding import Decision
from jxinspect.model.seal import SealItem, Strip

AT = datetime(2026, 3, 3, 9, 30, tzinfo=BEIJING)
TODAY = AT.date()
SOME_TEXT = "示例内容"
SIMPLE: Mapping[Any, Any] = {bool: True, int: 1, date: TODAY, datetime: AT, str: SOME_TEXT}
#: Two inspectors of the sample team.
TEAM = ["staff-1", "staff-2"]

#: Values of columns by their name, whatever the table.
NAMED: Mapping[str, Any] = {
    "name": "样本县社会保险服务中心",
    "address": "样本县示范路2号",
    "place": "样本县示范路2号",
    "phone": "0791-00000001",
    "credit_code": "12360100MB00000000",
    "head": "赵样本",
    "head_post": "主任",
    "contact": "李例子",
    "facts": "检查组进点后，工作人员将部分会计凭证搬出档案室。",
    "reason": "示例理由",
    "number": "2026-001",
    "year": TODAY.year,
    "code": "2026-001-FC-01",
    "days": 7,
    "quantity": 12,
    "period_from": date(2025, 1, 1),
    "period_to": date(2025, 12, 31),
    "ended_at": AT + timedelta(hours=2),
    "inspectors": TEAM,
    "servers": TEAM,
    "takers": TEAM,
    "recorders": TEAM,
    "evidence": ["evidence-1"],
    "basis": ["社会保险法 79 II(一)", "办法 19"],
    "funds": [FundType.UNEMPLOYMENT],
    "violation": next(iter(VIOLATIONS)),
    "matter": next(iter(MATTERS)),
    "matters": [next(iter(MATTERS))],
    "reasons": [SealReason.TRANSFER],
    "answers": [{"q": "请说明情况。", "a": "情况属实。"}],
    "documents": ["document-D05", "document-D07"],
    "period": "2025年1月至12月",
    "reference": "1-12",
    "features": "蓝色封面，起讫号0001至1440",
    "carrier": "移动硬盘 SN-TEST-0001",
    "kept_at": "档案室2号柜",
    "keeper": "样本县社会保险服务中心档案室",
    "custody_mode": "原地封存",
    "copy_suffices": "原件正在被搬离，复制不能防止灭失",
    "department": "基金监督科",
    "complaint_phone": "0791-00000002",
    "post": "档案室主任",
    "attended": "李例子",
    "receiver": "李例子",
    "met": "李例子",
    "signer": "李例子",
    "witness": "周见证",
    "note": "示例备注",
    "remedy": "",
    "quarter": 1,
    "amount": 1_234_500,
    "sha256": "ab" * 32,
    "digest": "ab" * 32,
    "identity_no": "360100199001010015",
}
#: What has not happened in the sample.
ABSENT = frozenset({"left_at", "release_id", "reseal_id", "intact", "dropped_on", "late_for"})
#: Values of columns of one table, before those by name.
PARTICULAR: Mapping[tuple[str, str], Any] = {
    ("agency", "name"): "样本县人力资源和社会保障局",
    ("agency", "code"): "样人社",
    ("agency", "government"): "样本县人民政府",
    ("agency", "court"): "样本县人民法院",
    ("inspection", "state"): State.ENTERED,
    ("evidence", "media_type"): "image/jpeg",
    ("evidence", "photo_at"): "2026-03-03 09:28:30 +08:00",
    ("evidence", "photo_place"): "北纬28.675000°，东经115.900000°",
    ("evidence", "photo_gps_at"): "2026-03-03 01:28:28 +00:00",
    ("evidence", "code"): "2026-001-ZJ-001",
    ("evidence", "file_name"): "现场照片.jpg",
    ("evidence", "compared_by"): "李例子",
    ("evidence", "sm3"): "cd" * 32,
    ("seal", "state"): SealState.ACTIVE,
    ("seal", "starts_on"): TODAY,
    ("seal", "ends_on"): TODAY + timedelta(days=7),
    ("sealitem", "name"): "2025年度会计凭证",
    ("sealitem", "material"): "voucher",
    ("sealitem", "strip"): "2026-001-FC-01-01",
    ("sealitem", "unit"): "册",
    ("sealitem", "loss"): None,
    ("sealextension", "old_end"): TODAY + timedelta(days=7),
    ("sealextension", "new_end"): TODAY + timedelta(days=30),
    ("strip", "number"): "2026-001-FC-01-01",
    ("sealcount", "present"): ["2026-001-FC-01-01", "2026-001-FC-01-X001"],
    ("sealcount", "extra"): ["2026-001-FC-02-X001"],
    ("proofofservice", "recordings"): ["evidence-1"],
    ("correction", "lines"): [{"wrong": "样本县社会保险服务中新", "right": "样本县社会保险服务中心", "times": "1"}],
    ("correction", "document_id"): "document-D05",
    ("commitment", "refused"): False,
    ("finding", "no_amount"): False,
    ("workingpaper", "reviewer"): "staff-2",
    ("adoption", "withdraws"): False,
    ("reportedfinding", "amount"): 2_000_000,
    ("objectivitycheck", "gaps"): "",
    ("report", "corrects"): None,
    ("closing", "counted"): [{"sha256": "ab" * 32, "pages": "3"}],
    ("publishedfinding", "unit"): "某经办机构",
    ("objection", "agrees"): False,
    ("assistance", "tables"): ["x_death"],
    ("questioningnotice", "party"): "李例子",
    ("unit", "is_enterprise"): True,
    ("unit", "type"): UnitType.SERVICE_ORG,
    ("teammember", "no_interest"): True,
    ("declaration", "undertakes"): True,
    ("engagement", "organisation"): "样本会计师事务所",
    ("engagement", "persons"): ["staff-3"],
    ("undertaking", "staff_id"): "staff-3",
    ("authorisation", "number"): "2026-001-SQ-01",
    ("authorisation", "classes"): ["statistics", "financial"],
    ("authorisation", "manner"): "现场查看，不得带离",
    ("declarationcheck", "declarations"): ["declaration-1"],
    ("incident", "number"): "2026-YQ-001",
    ("incident", "title"): "样本县虚构镇便民服务中心工作人员挪用城乡居民养老保险费",
    ("incidentreport", "addressee"): "样本市人力资源和社会保障局",
    ("incidentreport", "level"): IncidentLevel.MAJOR,
    ("incidentreport", "n"): 2,
    ("incidentreport", "stage"): IncidentStage.FOLLOW,
    ("talk", "party"): "样本县社会保险服务中心",
    ("talk", "reason"): TalkReason.OVERDUE,
    ("talk", "basis"): ["办法 24(一)"],
    ("talk", "ledger_items"): ["ledgeritem-1"],
    ("talk", "findings"): ["finding-1"],
    ("talkminutes", "present"): TEAM,
    ("talkminutes", "attended"): ["赵样本（主任）"],
    ("circular", "title"): "关于样本县示例职业培训学校社会保险基金监督检查情况的通报",
    ("circular", "recipients"): ["各乡镇便民服务中心"],
    ("recommendation", "kinds"): ["agreement"],
    ("referral", "materials"): [{"name": "签到表", "copies": "1", "pages": "12"}],
    ("referral", "items"): [{"name": "伪造的印章", "quantity": "1枚", "note": "已拍照"}],
    ("referral", "persons"): [{"name": "李例子", "post": "教务主任", "identity": "360100199001010015"}],
    ("referral", "title"): "虚报培训人数骗取补贴",
    ("crimereport", "findings"): ["finding-1"],
    ("crimereport", "team"): TEAM,
    ("crimedecision", "findings"): ["finding-1"],
    ("crimedecision", "verdict"): CrimeVerdict.REFER,
    ("blacklistentry", "circumstance"): "SX-3",
    ("blackliststep", "remedy"): Remedy.NONE,
    ("inquiry", "basis"): ["办法 24(一)"],
    ("inquiry", "ledger_items"): ["ledgeritem-1"],
    ("inquiryreply", "points"): [{"text": "正在追回", "accepted": "partly", "reason": "没有银行回单"}],
    ("lead", "number"): "2026-XS-001",
    ("lead", "channel"): "来信",
    ("lead", "matter"): "虚报培训人数，骗取失业保险培训补贴。",
    **OFFSITE,
    **proceeding_sample(TODAY, TEAM),
}
#: Records of which the sample has several; the columns in which they differ.
SEVERAL: Mapping[type[Record], Sequence[Mapping[str, Any]]] = {
    Decision: tuple({"kind": kind} for kind in (DecisionKind.PENALTY, DecisionKind.HANDLING, DecisionKind.NONE)),
    Staff: (
        {"name": "测一鸣", "role": Role.INSPECTOR, "certificate": "36012300002"},
        {"name": "样二航", "role": Role.INSPECTOR, "certificate": "36012300003"},
        {"name": "例三川", "role": Role.THIRD_PARTY, "certificate": None},
    ),
    TeamMember: tuple(
        {"staff_id": f"staff-{n}", "role": role}
        for n, role in enumerate((TeamRole.LEADER, TeamRole.MEMBER, TeamRole.ASSISTANT), 1)
    ),
    SealItem: ({"seq": 1}, {"seq": 2, "released_id": None}),
    Strip: (
        {},
        {"number": "2026-001-FC-01-02", "reseal_id": "reseal-1", "replaces": "2026-001-FC-01-01"},
    ),
    Approval: (
        {"subject": "scheme", "subject_id": "scheme-1"},
        {"subject": "flight", "subject_id": "inspection-1"},
        {"subject": "seal", "subject_id": "seal-1"},
    ),
}
