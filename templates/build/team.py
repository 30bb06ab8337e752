"""Templates about who takes part: declarations of the team, request and decision of recusal."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    each,
    flush,
    form,
    label,
    note,
    number,
    para,
    signature_agency,
    title,
    value,
    when,
    written,
)

_DAY = "＿＿＿＿年＿＿月＿＿日"


def _signed(who: str) -> str:
    return f"\n{who}：＿＿＿＿＿＿　{_DAY}"


#: 检查组成员资格与回避自查表 (办法 6, 26): one form for each member.
DECLARATIONS = document(
    Layout.FORM,
    "检查组成员资格与回避自查表",
    [
        title("检查组成员资格与回避自查表"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("检查编号"),
                    value("{{ 检查.编号 }}（{{ 检查.形式 }}）", height=7.5),
                    label("填表人数"),
                    value("{{ 人数 }}人"),
                ],
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3, 7.5)],
                [label("依　据"), value("{{ 依据 }}", 3, 7.5)],
            ],
            widths=(28, 60, 26, 42),
        ),
        each(
            "人 in 成员",
            [
                flush("{{ 人.序号 }}.{{ 人.姓名 }}（{{ 人.检查组职务 }}）", keep=True),
                form(
                    [
                        [
                            label("单　位"),
                            value("{{ 人.单位 }}"),
                            label("职　务"),
                            value("{{ 人.职务 }}", height=7.5),
                        ],
                        [
                            label("行政执法\n证　号"),
                            value("{{ 人.证号 }}"),
                            label("有效期"),
                            value("{{ 人.有效期 }}"),
                        ],
                        [label("参加培训"), value("{{ 人.培训 }}", 3, 7.5)],
                        [label("近亲属关系"), value("{{ 人.亲属 }}", 3, 7.5)],
                        [label("{{ 年限 }}年内\n曾任职"), value("{{ 人.曾任职 }}", 3, 7.5)],
                        [label("经济往来"), value("{{ 人.经济往来 }}", 3, 7.5)],
                        [label("其他关系"), value("{{ 人.其他 }}", 3, 7.5)],
                        [
                            label("本人承诺"),
                            written("{{ 人.承诺 }}\n{{ 人.姓名 }}（签名）：＿＿＿＿＿＿＿＿　　{{ 人.申报日期 }}", 3),
                        ],
                        [
                            label("核验意见"),
                            written(
                                "{{ 人.核验|可空 }}\n{{ 人.核验职务 }}：{{ 人.核验人|可空 }}"
                                "　签名：＿＿＿＿　{{ 人.核验日期 }}",
                                3,
                                14,
                            ),
                        ],
                    ],
                    widths=(28, 60, 22, 46),
                    whole=True,
                ),
            ],
        ),
        note(
            "说明：近亲属关系、经济往来等指本人与被监督单位、有关个人或者检查事项的关系；没有的填“无”。"
            "申报有关系的，应当回避并更换。协助检查人员一并填写，不计入检查人员。"
        ),
    ],
)

#: 回避申请书 (办法 26 III; 行政处罚法 43 II).
REQUEST = document(
    Layout.FORM,
    "回避申请书",
    [
        title("回避申请书"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("检查编号"),
                    value("{{ 检查.编号 }}（{{ 检查.形式 }}）", height=9),
                    label("申请时间"),
                    value("{{ 申请.时间 }}"),
                ],
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3, 9)],
                [label("申请类别"), value("{{ 申请.类别 }}", 3, 9)],
                [label("申请人"), value("{{ 申请.人 }}", height=9), label("身份\n或者职务"), value("{{ 申请.身份 }}")],
                [
                    label("被申请人"),
                    value("{{ 被申请人.姓名 }}", height=9),
                    label("检查组职务"),
                    value("{{ 被申请人.检查组职务 }}"),
                ],
                [
                    label("被申请人\n单　位"),
                    value("{{ 被申请人.单位 }}", height=9),
                    label("职　务"),
                    value("{{ 被申请人.职务 }}"),
                ],
                [label("申请理由"), value("{{ 申请.理由 }}", 3, 26)],
                [label("事实依据"), value("{{ 申请.事实 }}", 3, 34)],
                [
                    label("告知事项"),
                    written(
                        "根据{{ 依据 }}的规定，对回避申请应当依法审查，由本机关负责人决定；决定作出之前，不停止检查，"
                        "被申请人不参加本案的决定。",
                        3,
                    ),
                ],
                [label("申请人"), written("以上所述属实。" + _signed("申请人（签名、盖章）"), 3, 20)],
                [label("收件情况"), written("收件人（签名）：＿＿＿＿＿＿＿＿　　" + _DAY, 3, 14)],
            ],
            widths=(28, 60, 26, 42),
        ),
    ],
)

#: 回避决定书 (办法 26 III; 行政处罚法 43 III).
DECISION = document(
    Layout.DECISION,
    "回避决定书",
    [
        title("{{ 机关.名称 }}\n回避决定书"),
        number(),
        para("申请人：{{ 申请.全称 }}。"),
        para("被申请人：{{ 被申请人.姓名 }}，{{ 被申请人.单位 }}{{ 被申请人.职务 }}，{{ 被申请人.检查组职务 }}。"),
        para(
            "在对{{ 被监督单位.名称 }}实施的{{ 检查.形式 }}（检查编号：{{ 检查.编号 }}）中，申请人于{{ 申请.时间 }}"
            "{{ 申请.所请 }}，理由是：{{ 申请.理由 }}。"
        ),
        para("审查情况：{{ 决定.审查|分段 }}"),
        para("根据{{ 依据 }}的规定，{{ 决定.作出 }}，决定如下："),
        when(
            "决定.同意",
            [
                para(
                    "{{ 被申请人.姓名 }}回避，自本决定作出之时起退出本次检查，不再参加检查和决定。"
                    "理由：{{ 决定.理由 }}。"
                ),
                when("决定.更换", [para("{{ 决定.更换|可空 }}。")]),
            ],
            [para("驳回对{{ 被申请人.姓名 }}的回避申请，{{ 被申请人.姓名 }}继续履行职责。理由：{{ 决定.理由 }}。")],
        ),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {"D04": DECLARATIONS, "D15": REQUEST, "D16": DECISION}
