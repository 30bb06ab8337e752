"""Confirmation of address and electronic service (D12; 行政处罚法 61 II, 民事诉讼法 90)."""

from __future__ import annotations

import re

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete
from jxinspect.law.identity import plain
from jxinspect.model.address import ServiceAddress
from jxinspect.model.document import Document
from jxinspect.store.casefile import CaseFile

_POSTCODE = re.compile(r"\d{6}")


def address(
    case: CaseFile,
    number: str,
    *,
    consents: bool,
    party: str = "",
    address: str = "",
    postcode: str = "",
    receiver: str = "",
    phone: str = "",
    electronic: str = "",
) -> tuple[ServiceAddress, Document]:
    """Note where papers reach the unit, or a person (`party`), and whether electronic service is agreed to.

    What is not given is taken from the register of units. Incomplete names everything that is missing or wrong.
    """
    records = begin(case, number, "notify.address")
    of = records.unit
    usual = {"address": of.address, "receiver": of.contact, "phone": of.phone} if not party else {}
    given = {"address": address, "receiver": receiver, "phone": phone}
    confirmed = ServiceAddress(
        inspection_id=records.inspection.id,
        at=case.at,
        unit_id=of.id,
        party=party or of.name,
        postcode=plain(postcode),
        electronic=electronic.strip(),
        consents=consents,
        **{key: value.strip() or usual.get(key, "") for key, value in given.items()},
    )
    _complete(confirmed)
    admit(case, records, "notify.address", confirmed)
    return confirmed, issue(case, records, "D12", confirmed)


def _complete(confirmed: ServiceAddress) -> None:
    wanted = {"address": "送达地址（--address）", "receiver": "收件人（--receiver）", "phone": "联系电话（--phone）"}
    faults = [words for column, words in wanted.items() if not getattr(confirmed, column)]
    if confirmed.consents and not confirmed.electronic:
        faults.append("同意电子送达的，要写明电子邮箱、传真或者系统账号（--electronic）")
    if confirmed.postcode and not _POSTCODE.fullmatch(confirmed.postcode):
        faults.append(f"邮政编码应为六位数字，现为 {confirmed.postcode}（--postcode）")
    if faults:
        raise Incomplete(
            "送达地址的记录不全",
            why="文书按照确认的地址送达；电子送达须经受送达人同意并签订确认书（行政处罚法 61、民事诉讼法 90）",
            todo="补齐或者改正后重新登记",
            items=faults,
        )
