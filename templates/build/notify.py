"""Templates of the group notify: notices of inspection and proof of service."""

from __future__ import annotations

from collections.abc import Sequence

from templates.build import (
    Block,
    Description,
    Layout,
    annex,
    attachments,
    basis,
    document,
    each,
    flush,
    form,
    heading,
    issuer,
    items,
    label,
    line_space,
    number,
    para,
    receipt,
    rights,
    rows_of,
    side_by_side,
    signature_agency,
    table,
    title,
    to,
    value,
    when,
    written,
)
from templates.build.notify_forms import ADDRESS, MATERIALS, PROOF_OF_SERVICE
from templates.build.notify_letters import ASSISTANCE, QUESTIONING
from templates.build.notify_offsite import OFFSITE_NOTICE, SUPPLEMENT
from templates.build.notify_team import TEAM
from templates.build.sign import ROOM_FOR_SEAL

#: How materials are provided (办法 14).
_MATERIALS = (
    "全面、完整提供资料，并按照《江西省社会保险基金行政监督实施办法》第十四条的规定，"
    "对所提供资料的真实性、完整性作出书面承诺（承诺书格式附后）。"
)


def _body(opening: Sequence[Block], closing: Sequence[Block]) -> list[Block]:
    """What both notices say, between what comes first and how it ends."""
    return [
        issuer(),
        number(),
        title("关于对{{ 被监督单位.名称 }}\n实施社会保险基金现场检查的通知"),
        to(),
        *opening,
        heading(1, "一、检查事项、范围和期间"),
        items("项 in 检查事项", "{{ loop.index }}.{{ 项 }}"),
        para("检查范围：{{ 检查.范围 }}。检查所属期间：{{ 检查.所属期间 }}；必要时可以追溯或者延伸至相关年度和事项。"),
        heading(1, "二、检查时间、地点和方式"),
        para(
            "检查自{{ 检查.开始日期 }}起至{{ 检查.结束日期 }}止，地点为{{ 检查.地点 }}。"
            "检查方式为现场检查，组织形式为{{ 检查.形式 }}，采取{{ 检查.方法 }}等方法进行。"
        ),
        when("检查.频次", [para("本年度本机关对你单位实施行政检查的次数：{{ 检查.频次|可空 }}。")]),
        heading(1, "三、检查组"),
        para("检查组由下列{{ 检查.人数 }}名监督工作人员组成，检查时出示行政执法证件："),
        table(TEAM, loop="人 in 检查组"),
        when(
            "协助人员",
            [
                para("另有下列人员协助检查。协助检查人员不具有行政执法资格，不单独开展检查："),
                items("人 in 协助人员", "{{ 人.姓名 }}（{{ 人.单位 }}），协助事项：{{ 人.事项 }}。"),
            ],
        ),
        heading(1, "四、需要配合的事项和工作条件"),
        items("项 in 配合事项", "{{ loop.index }}.{{ 项 }}"),
        heading(1, "五、自查和汇报"),
        para("{{ 检查.自查要求 }}"),
        heading(1, "六、资料和书面承诺"),
        when(
            "检查.资料当日提供",
            [para("请{{ 检查.资料依据 }}，于{{ 检查.资料期限 }}当日" + _MATERIALS)],
            [para("请{{ 检查.资料依据 }}，于{{ 检查.资料期限 }}前" + _MATERIALS)],
        ),
        heading(1, "七、权利和义务"),
        rights(),
        when("检查纪律", [heading(1, "八、检查纪律"), each("条 in 检查纪律", [para("{{ loop.index }}.{{ 条 }}")])]),
        *closing,
        attachments(),
        signature_agency(),
    ]


_CONTACT = "检查组联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}。监督举报电话：{{ 机关.监督电话 }}。"

#: 承诺书 as the unit gets it with the notice, to be filled in (办法 14 II).
_COMMITMENT = [
    annex("{{ 承诺书标识 }}", "资料真实性、完整性承诺书"),
    flush("{{ 机关.名称 }}："),
    para("你机关检查通知书（{{ 文号 }}）收悉。按照《江西省社会保险基金行政监督实施办法》第十四条的规定，我单位承诺："),
    para("1.已经按照资料（数据）调取清单提供与检查事项有关的全部资料，没有隐瞒，没有账外资料。"),
    para(
        "2.所提供的资料真实、完整，复制件与原件一致；电子数据与信息系统中的数据一致"
        "（系统名称：＿＿＿＿＿＿＿，导出时间：＿＿＿＿＿＿＿）。"
    ),
    para(
        "3.已经知悉隐匿、伪造、变造、故意销毁资料或者拒绝、拖延提供资料的，"
        "依照《江西省社会保险基金行政监督实施办法》第三十四条的规定承担责任。"
    ),
    line_space(),
    side_by_side(
        ["单位负责人（签名）：", "业务负责人（签名）：", "单位（盖章）："],
        ["财务负责人（签名）：", "信息负责人（签名）：", "＿＿＿＿年＿＿月＿＿日"],
        room=ROOM_FOR_SEAL,
    ),
]

#: 检查通知书 served before entry (办法 22(二)); fields of the catalogue, D05.
NOTICE = document(
    Layout.OFFICIAL,
    "检查通知书",
    [
        *_body(
            [
                basis(
                    "我机关决定派出检查组，对你单位{{ 检查.项目 }}情况实施现场检查"
                    "（检查编号：{{ 检查.编号 }}）。现将有关事项通知如下："
                )
            ],
            [para(_CONTACT + "收到本通知后，请填写回执，加盖公章后交回。")],
        ),
        *_COMMITMENT,
        receipt(
            "检查通知书回执",
            [
                (
                    "你机关《关于对{{ 被监督单位.名称 }}实施社会保险基金现场检查的通知》（{{ 文号 }}）"
                    "收悉。我单位将依法配合检查，并确定下列人员负责联络："
                ),
                "收到时间：＿＿＿＿年＿＿月＿＿日＿＿时＿＿分",
                "联络人：＿＿＿＿＿＿＿＿　职务：＿＿＿＿＿＿＿＿",
                "联系电话：＿＿＿＿＿＿＿＿＿＿＿＿",
                "对检查组成员是否申请回避：□否　□是（请另附书面申请并说明理由）",
            ],
            addressee="{{ 机关.名称 }}：",
        ),
    ],
)

#: 检查通知书 handed over at entry (办法 22(二) 但书); fields of the catalogue, D06.
FLIGHT_NOTICE = document(
    Layout.OFFICIAL,
    "检查通知书（飞行检查）",
    [
        *_body(
            [
                basis(
                    "我机关决定派出检查组，对你单位{{ 检查.项目 }}情况实施飞行检查"
                    "（检查编号：{{ 检查.编号 }}）。因{{ 飞行事由 }}，提前通知可能影响检查结果，"
                    "经本机关负责人批准，现场下达本通知。现将有关事项通知如下："
                )
            ],
            [para(_CONTACT + "本通知由检查组在进点时当场送达，受送达人当场签收。")],
        ),
        *_COMMITMENT,
        annex("{{ 签收标识 }}", "飞行检查现场送达签收单"),
        form(
            [
                [label("文书名称"), value("检查通知书（飞行检查）", 3, 10)],
                [label("文　号"), value("{{ 文号 }}", 3, 10)],
                [label("送达时间"), written("＿＿＿＿年＿＿月＿＿日＿＿时＿＿分", 3, 11)],
                [label("送达地点"), value("{{ 检查.地点 }}", 3, 11)],
                [
                    label("出示证件\n记录"),
                    written("检查人员向受送达人出示了行政执法证件，受送达人表示：□已看清　□未看清", 3, 14),
                ],
                rows_of(
                    "人 in 检查组",
                    [
                        [
                            label("检查人员"),
                            value("{{ 人.姓名 }}（{{ 人.证号 }}）", height=12),
                            label("签　名"),
                            written(""),
                        ]
                    ],
                ),
                [label("受送达人\n（签名）"), written("", height=14), label("职　务"), written("")],
                [label("拒收的情况"), written("□拒绝签收。理由：\n见证人（签名）：　　　　　　影像记录：", 3, 20)],
            ],
            widths=(28, 60, 26, 42),
        ),
    ],
)

TEMPLATES: dict[str, Description] = {
    "D05": NOTICE,
    "D06": FLIGHT_NOTICE,
    "D07": OFFSITE_NOTICE,
    "D08": MATERIALS,
    "D10": SUPPLEMENT,
    "D11": PROOF_OF_SERVICE,
    "D12": ADDRESS,
    "D18": QUESTIONING,
    "D26a": ASSISTANCE,
}
