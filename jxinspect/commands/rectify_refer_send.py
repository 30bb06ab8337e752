"""`rectify refer agency|police|clue|step|list`: referrals and what becomes of them (D57-D59; 办法 24(三), 39)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_options import Basis, EvidenceCodes
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    RecordId,
    moment_option,
    term_option,
)
from jxinspect.commands.rectify_options import Approver, FindingSeqs, MaybeNumber
from jxinspect.commands.report_options import Contact, External, Phone
from jxinspect.commands.session import act, of_inspection
from jxinspect.errors import Usage
from jxinspect.law.measure import ReferralKind, ReferralStepKind, Secrecy
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from pathlib import Path

    from jxinspect.model.document import Document
    from jxinspect.model.referral import Referral

REFERRALS = columns(
    ("inspection", "检查"),
    ("number", "文号"),
    Column("kind", "移送", terms=ReferralKind),
    ("organ", "机关"),
    ("title", "案由"),
    ("at", "移送时间", "moment"),
    Column("step", "最近的结果", terms=ReferralStepKind),
    ("step_at", "时间", "moment"),
    ("reference", "来文"),
    ("text", "说明"),
)
Organ = Annotated[str, typer.Option("--organ", help="受移送机关全称", metavar="机关")]
Title = Annotated[str, typer.Option("--title", help="案由", metavar="文字")]
Why = Annotated[str, typer.Option("--reason", help="移送的理由", metavar="文字")]
Fact = Annotated[str, typer.Option("--fact", help="案情；有默认文字", metavar="文字")]
Material = Annotated[
    list[str] | None, typer.Option("--material", help="证据以外的材料，可多次", metavar="名称[/份数/页数]")
]
People = Annotated[list[str] | None, typer.Option("--person", help="涉及的人员，可多次", metavar="姓名=单位和职务")]
AGENCY = (
    "jxinspect rectify refer agency 2026-001 --organ 样本县医疗保障局 --finding 1 --title 骗取医疗保险待遇 "
    "--reason 属于医疗保障部门职责 --approver 钱主任"
)
POLICE = (
    "jxinspect rectify refer police 2026-001 --organ 样本县公安局 --title 虚报培训人数骗取补贴 "
    "--reason 数额达到立案标准 --copy-to 样本县人民检察院"
)
CLUE = (
    "jxinspect rectify refer clue 2026-001 --organ 样本县纪委监委 --finding 1 --title 违规审核待遇 "
    "--reason 涉及公职人员 --person 赵样本=样本县社会保险服务中心主任 --approver 钱主任"
)


def _parts(texts: list[str] | None, *keys: str) -> list[dict[str, str]]:
    """名称/份数/页数 as flat rows; what is not written stays blank."""
    rows = []
    for text in texts or []:
        values = [part.strip() for part in text.replace("／", "/").split("/")]
        if len(values) > len(keys) or not values[0]:
            raise Usage(f"写法不对：{text}", why=f"用“/”分开，最多{len(keys)}部分", todo="改正后重新办理")
        rows.append({**dict.fromkeys(keys, ""), **dict(zip(keys, values, strict=False))})
    return rows


def _people(texts: list[str] | None, identities: list[str] | None = None) -> list[dict[str, str]]:
    numbers = dict(_pair(text, "--identity") for text in identities or [])
    found = [_pair(text, "--person") for text in texts or []]
    stray = set(numbers) - {name for name, _ in found}
    if stray:
        raise Usage(f"--identity 写了没有列出的人：{'、'.join(sorted(stray))}", why="先列人员", todo="用 --person 写明")
    return [{"name": name, "post": post, "identity": numbers.get(name, "")} for name, post in found]


def _pair(text: str, flag: str) -> tuple[str, str]:
    name, mark, rest = text.replace("＝", "=").partition("=")
    if not (mark and name.strip() and rest.strip()):
        raise Usage(f"{flag} 的写法不对：{text}", why="写成 姓名=内容", todo=f"改正 {flag}")
    return name.strip(), rest.strip()


def _told(row: "Referral", papers: "list[Document]", copies: "list[Path]", inspection: str) -> None:
    made(
        f"检查 {inspection} 已移送{row.organ}",
        papers,
        copies,
        [("title", "案由", row.title), ("materials", "材料", f"{len(row.materials)}份")],
        [
            f"jxinspect notify serve {inspection} --doc {papers[0].number} --addressee {row.organ} …　登记送达",
            f"jxinspect rectify refer step {papers[0].number} --step accepted …　收到回执后登记",
        ],
    )


def agency(
    inspection: Inspection,
    *,
    organ: Organ,
    title: Title,
    reason: Why,
    approver: Approver,
    approval: Annotated[str, typer.Option("--text", help="审批意见；默认同意移送", metavar="文字")] = "",
    finding: FindingSeqs = None,
    fact: Fact = "",
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    material: Material = None,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """移送有管辖权的行政机关（D57），同时制作审批表（D57x）。"""
    from jxinspect.acts import rectify_refer
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"findings": finding or [], "basis": basis or [], "evidence": evidence or []}
    enclosed = rectify_refer.Enclosed(materials=_parts(material, "name", "copies", "pages"))
    with act("rectify.refer") as case:
        row, papers = rectify_refer.refer(
            case, inspection, ReferralKind.AGENCY, organ=organ, title=title, reason=reason, approver=approver,
            approval=approval, facts=fact, enclosed=enclosed, contact=contact, phone=phone, external_number=number,
            **lists,
        )  # fmt: skip
        copies = write_copies(case, out, papers)
    _told(row, papers, copies, inspection)


def police(
    inspection: Inspection,
    *,
    organ: Organ,
    title: Title,
    reason: Why,
    fact: Fact = "",
    investigation: Annotated[
        str, typer.Option("--investigation", help="调查报告的内容；默认案情", metavar="文字")
    ] = "",
    person: People = None,
    identity: Annotated[
        list[str] | None, typer.Option("--identity", help="涉嫌人员的公民身份号码，可多次", metavar="姓名=号码")
    ] = None,
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    material: Material = None,
    item: Annotated[
        list[str] | None, typer.Option("--item", help="涉案物品，可多次", metavar="名称[/数量/说明]")
    ] = None,
    expertise: Annotated[
        list[str] | None, typer.Option("--expertise", help="检验报告或者鉴定结论，可多次", metavar="名称")
    ] = None,
    copy_to: Annotated[str, typer.Option("--copy-to", help="抄送，如同级人民检察院", metavar="机关")] = "",
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """移送公安机关（D58）：正职负责人批准移送以后，二十四小时内办理。"""
    from jxinspect.acts import rectify_refer
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"basis": basis or [], "evidence": evidence or [], "persons": _people(person, identity)}
    enclosed = rectify_refer.Enclosed(
        _parts(material, "name", "copies", "pages"), _parts(item, "name", "quantity", "note"), expertise or []
    )
    with act("rectify.refer") as case:
        row, papers = rectify_refer.refer(
            case, inspection, ReferralKind.POLICE, organ=organ, title=title, reason=reason, facts=fact,
            investigation=investigation, enclosed=enclosed, copy_to=copy_to, contact=contact, phone=phone,
            external_number=number, **lists,
        )  # fmt: skip
        copies = write_copies(case, out, papers)
    _told(row, papers, copies, inspection)


def clue(
    inspection: Inspection,
    *,
    organ: Organ,
    title: Title,
    reason: Why,
    person: Annotated[list[str], typer.Option("--person", help="涉及的人员，可多次", metavar="姓名=单位和职务")],
    approver: Approver,
    finding: FindingSeqs = None,
    fact: Fact = "",
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    material: Material = None,
    secrecy: Annotated[Secrecy, term_option(Secrecy, "--secrecy", help="密级")] = Secrecy.INTERNAL,
    channel: Annotated[str, typer.Option("--channel", help="递送方式", metavar="文字")] = "机要交换",
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """向纪检监察机关移送公职人员的问题线索（D59）。"""
    from jxinspect.acts import rectify_refer
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"findings": finding or [], "basis": basis or [], "evidence": evidence or []}
    enclosed = rectify_refer.Enclosed(materials=_parts(material, "name", "copies", "pages"))
    with act("rectify.refer") as case:
        row, papers = rectify_refer.refer(
            case, inspection, ReferralKind.DISCIPLINE, organ=organ, title=title, reason=reason, approver=approver,
            facts=fact, persons=_people(person), enclosed=enclosed, secrecy=secrecy, channel=channel,
            contact=contact, phone=phone, external_number=number, **lists,
        )  # fmt: skip
        copies = write_copies(case, out, papers)
    _told(row, papers, copies, inspection)


def step(
    paper: RecordId,
    *,
    what: Annotated[ReferralStepKind, term_option(ReferralStepKind, "--step", help="发生了什么")],
    time: Annotated[datetime | None, moment_option("--time", help="什么时候；默认现在")] = None,
    reference: Annotated[str, typer.Option("--reference", help="来文字号", metavar="文号")] = "",
    text: Annotated[str, typer.Option("--text", help="说明，如不予立案的理由", metavar="文字")] = "",
) -> None:
    """登记移送的回执和结果：接收、不属管辖、立案、不立案、提请复议、移交物品。"""
    from jxinspect.acts import rectify_refer

    with act("rectify.refer.step") as case:
        row, referral = rectify_refer.step(
            case, paper, what, happened_at=time or case.at, reference=reference, text=text
        )
        facts = [("organ", "机关", referral.organ), ("time", "时间", row.happened_at)]
    done(f"{paper} 已登记：{row.kind.label}", facts, ["jxinspect status　查看后续的期限"])


def list_(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出移送和最近的结果。"""
    found = of_inspection("referrals", inspection)
    show_rows(found, REFERRALS, format.value, limit=limit, offset=offset, out=out)
