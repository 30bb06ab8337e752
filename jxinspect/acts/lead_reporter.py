"""Who reported a lead: taken in sealed, never told but on a request that the journal keeps (办法 9, 35, 38)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.identity import identity_fault, plain, squeezed
from jxinspect.law.terms import Role
from jxinspect.model.lead import Lead, LeadAssignment, ReporterRequest
from jxinspect.model.plan import Staff
from jxinspect.store.casefile import CaseFile
from jxinspect.store.confidential import IDENTITY, reveal, telling_words, words_of
from jxinspect.store.records import staff

#: Any of these reaches the reporter, as the law demands for a named report (部令第49号).
REACHES = ("phone", "address", "email")
#: What people write instead of the titles of an identity → its column.
ALSO = {
    "身份证": "id_number",
    "公民身份号码": "id_number",
    "身份证号码": "id_number",
    "证件号码": "id_number",
    "手机": "phone",
    "手机号": "phone",
    "联系电话": "phone",
    "住址": "address",
    "联系地址": "address",
    "工作单位": "employer",
    "电子邮箱": "email",
}
#: Who may see who reported, besides those who work on the lead.
HEADS = (Role.SUPERVISOR, Role.APPROVER)


def read_identity(text: str) -> dict[str, str]:
    """An identity from lines "姓名：…" or from JSON; Incomplete names columns and lines, never what stands there."""
    given = _from_json(text) if text.lstrip().startswith("{") else _from_lines(text)
    columns = {**{title: column for column, title in IDENTITY.items()}, **ALSO}
    unknown = [name for name in given if name not in columns and name not in IDENTITY]
    if unknown:
        raise Incomplete(
            f"举报人信息有{len(unknown)}项的名称不认识",
            why="只认：" + "、".join(IDENTITY.values()),
            todo="每行写“项目：内容”，如“姓名：…”",
        )
    return {columns.get(name, name): value.strip() for name, value in given.items() if value.strip()}


def _from_json(text: str) -> dict[str, str]:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise Incomplete("举报人信息不是能用的 JSON", why="应为一个对象，值都是文字", todo="改正后重试") from None
    return given


def _from_lines(text: str) -> dict[str, str]:
    given = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, mark, value = line.replace("：", ":").replace("=", ":", 1).partition(":")
        if not mark:
            raise Incomplete(f"举报人信息第{n}行不能用", why="没有“项目：内容”", todo="每行写“项目：内容”")
        given[name.strip()] = value
    return given


def checked(identity: Mapping[str, str], on: date) -> dict[str, str]:
    """The identity, complete enough for a named report. Faults never repeat what was given."""
    faults = []
    if not identity.get("name"):
        faults.append("没有姓名")
    if not any(identity.get(column) for column in REACHES):
        faults.append("没有联系方式：电话、地址、邮箱至少写一项")
    number = identity.get("id_number", "")
    if number and identity_fault(number, on):
        faults.append("身份证号不对：位数、出生日期或者校验码不符")
    if faults:
        raise Incomplete(
            "实名举报的举报人信息不全",
            why="实名举报须能核实身份并告知受理情况（部令第49号）",
            todo="补齐后重新登记；不愿提供的按匿名登记",
            items=faults,
        )
    return {**identity, "id_number": plain(number)} if number else dict(identity)


def require_silent(words: set[str], *texts: str) -> None:
    """Refused when one of the texts tells who reported; it is not said which word, nor in which text."""
    run = "|".join(squeezed(text) for text in texts if text)
    if any(word in run for word in words):
        raise Refused(
            "填写的内容中有能看出举报人的文字",
            why="举报人的姓名、身份证号、联系方式只能隔离保存，不得写进其他内容（办法 9、35、38）",
            todo="改用“举报人”等称呼后重新登记",
            guards=("G63",),
        )


def silent(case: CaseFile, lead: Lead, *texts: str) -> None:
    """The same for what is recorded of a lead later on."""
    if lead.named and any(texts):
        require_silent(telling_words(case, [lead]), *texts)


def request(case: CaseFile, lead: Lead, reason: str) -> tuple[ReporterRequest, dict[str, str]]:
    """Who reported, for somebody who works on the lead or heads the office. The request is in the journal for ever."""
    if not lead.named:
        raise NotFound(
            f"线索 {lead.number} 没有举报人信息", why="匿名举报，或者不是举报", todo="用 jxinspect plan lead show 查看"
        )
    if not reason.strip():
        raise Incomplete(
            "没有写明查阅理由", why="查阅举报人信息须说明理由并留痕（办法 9、38）", todo="用 --reason 写明"
        )
    _require_concerned(case, lead, staff(case, case.actor))
    identity = reveal(case, lead)
    require_silent(set(words_of(identity)), reason)
    row = ReporterRequest(lead_id=lead.id, at=case.at, reason=reason.strip(), actor=case.actor)
    case.add(row)
    return row, identity


def _require_concerned(case: CaseFile, lead: Lead, person: Staff) -> None:
    handlers = case.all(LeadAssignment, lead_id=lead.id)
    concerned = {lead.registered_by, *(row.handler for row in handlers[-1:])}
    if person.role in HEADS or (person.id in concerned and person.role != Role.THIRD_PARTY):
        return
    raise Refused(
        f"{person.name}不能查阅举报人信息",
        why="只有机关负责人、基金监督机构负责人、登记人和承办人可以查阅；第三方人员一律不得（办法 9、27、38）",
        todo="由承办人或者负责人查阅，或者先用 jxinspect plan lead assign 交办",
    )
