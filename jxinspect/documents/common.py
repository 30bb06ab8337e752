"""Pieces that many documents share: agency, unit, inspectors, rights and duties, remedy. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.dates import chinese_date
from jxinspect.law.terms import TeamRole

if TYPE_CHECKING:
    from jxinspect.model.plan import Unit
    from jxinspect.model.remedy import Bodies

#: Longest agency names for each size class of the red mark and of the column of the signature.
SHORT_NAME, MIDDLE_NAME = 12, 15


class AgencyLike(Protocol):
    """What the pieces need to know of an agency."""

    name: str
    letterhead: str
    address: str
    phone: str
    complaint_phone: str
    department: str


class Person(Protocol):
    """Somebody of the roster."""

    name: str
    department: str
    organisation: str
    certificate: str | None


def common(facts: Facts) -> Fields:
    """The fields of every document: 机关, 文号, 成文日期. The check code is added when it is issued."""
    office = agency(facts.agency, printed=bool(facts.setting("doc.red_head")))
    return {"机关": office, "文号": facts.number, "成文日期": chinese_date(facts.dated)}


def agency(office: AgencyLike, *, printed: bool = True) -> Fields:
    """机关 with the size class of its name (短, 中, 长) that the mark and the signature need.

    `printed`: the red head is printed with the text (套红); False for paper on which it stands already.
    """
    return {
        "名称": office.name,
        "标志": _size(office.name),
        "红头": office.letterhead or office.name,
        "红头字号": _size(office.letterhead or office.name),
        "套红": printed,
        "承办机构": office.department,
        "地址": office.address,
        "电话": office.phone,
        "监督电话": office.complaint_phone,
    }


def _size(name: str) -> str:
    return "短" if len(name) <= SHORT_NAME else "中" if len(name) <= MIDDLE_NAME else "长"


def unit(of: Unit) -> dict[str, str]:
    """被监督单位 (B-UNIT of the catalogue)."""
    return {
        "名称": of.name,
        "统一社会信用代码": of.credit_code,
        "类型": of.type.label,
        "地址": of.address,
        "负责人": of.head,
        "负责人职务": of.head_post,
        "联系人": of.contact,
        "电话": of.phone,
    }


def inspectors(team: Iterable[tuple[Person, TeamRole]], office: AgencyLike) -> list[Fields]:
    """检查组 for tables: 序号, 职务, 姓名, 单位, 证号. Assistants are no inspectors and are left out (办法 26, 27)."""
    rows = [(person, role) for person, role in team if role is not TeamRole.ASSISTANT]
    return [
        {
            "序号": str(place),
            "职务": role.label,
            "姓名": person.name,
            "单位": person.organisation or office.name,
            "证号": person.certificate or "",
        }
        for place, (person, role) in enumerate(rows, 1)
    ]


def signed_inspectors(people: Sequence[Person]) -> str:
    """张三（行政执法证号：…）、李四（行政执法证号：…）."""
    return "、".join(f"{person.name}（行政执法证号：{person.certificate}）" for person in people)


def choices(all_: Sequence[str], chosen: str) -> str:
    """Options in a form, the chosen one filled: ■直接送达　□留置送达. Raises ValueError when it is not among them."""
    if chosen not in all_:
        msg = f"“{chosen}”不在选项之中"
        raise ValueError(msg)
    return "　".join(("■" if option == chosen else "□") + option for option in all_)


def remedy_text(bodies: Bodies, act: str = "本决定", paper: str = "本决定书") -> str:
    """B-REMEDY: reconsideration by the government of the own level (never the superior department: 行政复议法 24),
    60 days (行政复议法 20), or a court within six months (行政诉讼法 46)."""
    return (
        f"如不服{act}，可以自收到{paper}之日起六十日内向{bodies.government}申请行政复议，"
        f"也可以自收到{paper}之日起六个月内依法向{bodies.court}提起行政诉讼。"
        f"行政复议、行政诉讼期间，除法律另有规定外，不停止{act}的执行。"
    )


def rights_and_duties(office: AgencyLike) -> list[str]:
    """B-RIGHTS: 权利 (行政处罚法 42, 43, 45, 55; 办法 26), 义务 (办法 14, 16, 21, 34), where to complain."""
    return [*_RIGHTS[:2], f"{_RIGHTS[2]}（电话：{office.complaint_phone}）。", *_RIGHTS[3:]]


_RIGHTS = (
    (
        "监督检查由两名以上监督工作人员共同进行，并出示行政执法证件；检查人员不出示行政执法证件的，"
        "你单位有权拒绝接受检查。"
    ),
    "你单位认为检查人员与本单位、有关个人或者检查事项存在利害关系的，有权申请回避；在作出回避决定前，不停止检查。",
    "你单位对检查的事项享有陈述、申辩的权利；对检查人员的违法违纪行为，有权投诉、举报",
    (
        "你单位应当配合监督检查，提供必要的工作条件，如实说明情况，全面、完整地提供与监督事项有关的资料，"
        "并对所提供资料的真实性、完整性作出书面承诺。"
    ),
    (
        "你单位不得拒绝、阻挠监督检查，不得拒绝、拖延提供资料，不得隐匿、伪造、变造或者故意销毁会计凭证、会计账簿、"
        "财务会计报告以及其他有关资料；违反的，依照《江西省社会保险基金行政监督实施办法》第三十四条的规定处理。"
    ),
)

#: 五个严禁、八个不得 of 国办发〔2024〕54号 for notices to enterprises; an office may set its own text.
DISCIPLINE = (
    (
        "严禁逐利检查。不得接受被检查企业的任何馈赠、报酬、福利待遇；不得参加被检查企业提供的宴请、娱乐、旅游等活动；"
        "不得由被检查企业支付消费开支或者将检查费用转嫁给企业；不得强制要求被检查企业接受指定的中介机构提供服务。"
    ),
    "严禁干扰企业正常生产经营。不得刻意要求法定代表人到场接受检查。",
    "严禁任性处罚企业。不得乱查封、乱扣押、乱冻结、动辄责令停产停业。",
    "严禁下达检查指标。不得将考核考评、预算项目绩效与检查频次、罚没数额挂钩。",
    "严禁变相检查。不得以观摩、督导、考察等名义行检查之实。",
)


def discipline(*, enterprise: bool, own: Sequence[str] = ()) -> list[str]:
    """检查纪律 for notices to enterprises (K8); empty for others, so that the section falls away."""
    return list(own or DISCIPLINE) if enterprise else []
