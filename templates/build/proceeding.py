"""Templates of a proceeding from filing to prior notice, defence, hearing, review and discussion (D61-D67)."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    document,
    each,
    flush,
    form,
    heading,
    items,
    label,
    number,
    opinions,
    para,
    rows_of,
    signature_agency,
    signatures,
    table,
    title,
    value,
    when,
)
from templates.build.inspect_sign import GRID, UNSIGNED, signed_by

#: Case and party at the head of a form.
CASE = [
    [label("案件编号"), value("{{ 案件.编号 }}"), label("检查编号"), value("{{ 案件.检查编号 }}")],
    [label("案　　由"), value("{{ 案件.案由 }}", 3)],
]
PARTY = [
    [label("当 事 人"), value("{{ 当事人.名称 }}", 3)],
    [label("号　　码"), value("{{ 当事人.证件 }}：{{ 当事人.号码|或斜线 }}", 3)],
    [label("地　　址"), value("{{ 当事人.地址 }}"), label("负 责 人"), value("{{ 当事人.负责人 }}")],
]
HANDLERS = [label("承 办 人"), value("{{ 承办人 }}", 3)]


def addressed() -> list[Block]:
    """The party at the head of a decision (行政处罚法 59 I(一))."""
    return [
        flush("当事人：{{ 当事人.名称 }}"),
        flush("{{ 当事人.证件 }}：{{ 当事人.号码|或斜线 }}"),
        when("当事人.负责人", [flush("法定代表人（主要负责人）：{{ 当事人.负责人|可空 }}")]),
        flush("地址：{{ 当事人.地址 }}"),
    ]


def signed_opinions(*rows: tuple[str, str]) -> Block:
    """审批栏 of a form of a proceeding: who is asked, and the field with his words."""
    return opinions([(name, f"{{{{ {key}.意见 }}}}　　{{{{ {key}.时间|可空 }}}}") for name, key in rows], height=20)


#: 立案审批表 (行政处罚法 54 II).
FILING = document(
    Layout.FORM,
    "立案审批表",
    [
        title("{{ 机关.名称 }}\n立案审批表"),
        number(),
        form(
            [
                *CASE,
                [label("案件来源"), value("{{ 案件.来源 }}", 3)],
                *PARTY,
                [label("行为终了"), value("{{ 案情.终了日期 }}"), label("发现日期"), value("{{ 案情.发现日期 }}")],
                [label("涉案金额"), value("{{ 案情.金额 }}"), label("复杂重大"), value("{{ 案情.重大 }}")],
                [label("案情和\n证据线索"), value("{{ 案情.事实|分段 }}", 3, 24)],
                [label("涉嫌违反\n的条款"), value("{{ 案情.条款 }}", 3)],
                [label("处罚时效"), value("{{ 案情.时效 }}", 3)],
                HANDLERS,
            ],
            GRID,
        ),
        signed_opinions(
            ("承办意见", "承办"), ("基金监督\n机构审核\n意　　见", "审核"), ("机关负责\n人审批\n意　　见", "审批")
        ),
    ],
    continued="立案审批表（续页）",
)

#: 调查终结报告 (行政处罚法 57).
END = document(
    Layout.FORM,
    "调查终结报告",
    [
        title("{{ 机关.名称 }}\n案件调查终结报告"),
        number("编号：{{ 文号 }}"),
        form([*CASE, *PARTY, [label("立案日期"), value("{{ 案件.立案日期 }}", 3)], HANDLERS], GRID),
        heading(1, "一、调查经过"),
        para("{{ 调查.经过|分段 }}"),
        heading(1, "二、查明的事实"),
        para("{{ 调查.事实|分段 }}"),
        heading(1, "三、证据"),
        para("{{ 调查.证据|或无 }}"),
        heading(1, "四、案件性质和依据"),
        para("{{ 调查.定性|分段 }}"),
        heading(1, "五、从轻、减轻、从重情形"),
        para("{{ 调查.裁量|分段 }}"),
        heading(1, "六、处理建议"),
        para("{{ 调查.建议|分段 }}"),
        heading(1, "七、争议"),
        para("{{ 调查.争议|分段 }}"),
        signatures(["承办人", "承办人", "基金监督机构负责人"]),
    ],
    continued="调查终结报告（续页）",
)

#: 法制审核意见书 (行政处罚法 58).
REVIEW = document(
    Layout.FORM,
    "法制审核意见书",
    [
        title("{{ 机关.名称 }}\n行政处罚决定法制审核意见书"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                PARTY[0],
                HANDLERS,
                [label("违法事实"), value("{{ 审核.事实|分段 }}", 3, 14)],
                [label("证　　据"), value("{{ 审核.证据|分段 }}", 3, 14)],
                [label("适用依据"), value("{{ 审核.依据|分段 }}", 3, 14)],
                [label("执法程序"), value("{{ 审核.程序|分段 }}", 3, 14)],
                [label("拟作出的\n处　　理"), value("{{ 审核.处理|分段 }}", 3, 14)],
                [label("审核结论"), value("{{ 审核.选项 }}", 3)],
                [label("审核意见"), value("{{ 审核.意见|分段 }}", 3, 20)],
                [label("审核人员"), value("{{ 审核.人员 }}"), label("审核时间"), value("{{ 审核.时间 }}")],
                [label("法律职业\n资　　格"), value("{{ 审核.资格 }}", 3)],
            ],
            GRID,
        ),
        signatures(["法制审核人员"]),
    ],
    continued="法制审核意见书（续页）",
)

#: 集体讨论记录 (行政处罚法 57 II).
DISCUSSION = document(
    Layout.FORM,
    "集体讨论记录",
    [
        title("{{ 机关.名称 }}\n案件集体讨论记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                PARTY[0],
                [label("讨论时间"), value("{{ 讨论.时间 }}", 3)],
                [label("讨论地点"), value("{{ 讨论.地点 }}"), label("主 持 人"), value("{{ 讨论.主持人 }}")],
                [label("汇 报 人"), value("{{ 讨论.汇报人 }}"), label("记 录 人"), value("{{ 讨论.记录人 }}")],
                [label("出席人员"), value("{{ 讨论.出席 }}", 3)],
                [label("列席人员"), value("{{ 讨论.列席 }}", 3)],
            ],
            GRID,
        ),
        heading(1, "一、案情和讨论的内容"),
        para("{{ 讨论.内容|分段 }}"),
        heading(1, "二、各人意见"),
        each("项 in 讨论.意见", [para("{{ 项.姓名 }}：{{ 项.内容 }}")]),
        heading(1, "三、结论"),
        para("{{ 讨论.结论|分段 }}"),
        signatures(["主持人", "出席人员", "出席人员", "记录人"]),
    ],
    page_signers=("主持人", "记录人"),
    continued="集体讨论记录（续页）",
)

#: 事先告知书 (办法 25 II; 行政处罚法 44, 45, 63, 64).
NOTICE = document(
    Layout.DECISION,
    "行政处理（处罚）事先告知书",
    [
        title("{{ 机关.名称 }}\n{{ 文书名称 }}"),
        number(),
        *addressed(),
        para(
            "本机关对你（单位）涉嫌{{ 案件.案由 }}一案（案件编号：{{ 案件.编号 }}）调查终结，现查明："
            "{{ 告知.事实|分段 }}"
        ),
        para("上述行为属于{{ 告知.条款 }}。{{ 告知.理由|分段 }}{{ 告知.裁量|可空 }}{{ 告知.情形|可空 }}"),
        para("根据{{ 告知.依据 }}的规定，本机关拟对你（单位）作出如下决定："),
        when("告知.处罚", [items("项 in 告知.处罚", "{{ 项 }}")]),
        when("告知.退回", [para("{{ 告知.退回|可空 }}")]),
        para(
            "根据《中华人民共和国行政处罚法》第四十四条、第四十五条和《江西省社会保险基金行政监督实施办法》第二十五条的规定，"
            "你（单位）有权进行陈述、申辩。请自收到本告知书之日起{{ 告知.期限 }}内，以书面或者口头方式向本机关"
            "（地址：{{ 机关.地址 }}）提出；逾期没有提出的，视为没有陈述、申辩意见。"
            "本机关不因陈述、申辩给予更重的处罚。"
        ),
        when(
            "告知.听证",
            [
                para(
                    "上述{{ 告知.听证标准 }}，根据{{ 告知.听证依据 }}的规定，你（单位）有权要求举行听证。"
                    "要求听证的，应当自收到本告知书之日起五个工作日内向本机关提出；逾期没有提出的，视为放弃听证。"
                    "听证的费用由本机关承担。"
                )
            ],
        ),
        para("联系人：{{ 联系人.姓名 }}　　联系电话：{{ 联系人.电话 }}"),
        signature_agency(),
    ],
)

#: 陈述申辩笔录, or what was given up (行政处罚法 45).
STATEMENT = document(
    Layout.FORM,
    "陈述申辩笔录",
    [
        title("{{ 机关.名称 }}\n{{ 文书名称 }}"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                [label("当 事 人"), value("{{ 当事人.名称 }}"), label("告知文号"), value("{{ 告知文号 }}")],
                [label("陈 述 人"), value("{{ 陈述.陈述人 }}"), label("身　　份"), value("{{ 陈述.身份 }}")],
                [label("身份证号"), value("{{ 陈述.身份证号 }}", 3)],
                [label("委托手续"), value("{{ 陈述.委托书 }}", 3)],
                [label("时　　间"), value("{{ 陈述.时间 }}"), label("地　　点"), value("{{ 陈述.地点 }}")],
                [label("听取人员"), value("{{ 陈述.听取人 }}", 3)],
            ],
            GRID,
        ),
        when(
            "陈述.内容",
            [
                para("陈述、申辩的内容："),
                each("项 in 陈述.内容", [para("{{ 项.标号 }}{{ 项.内容 }}")]),
            ],
        ),
        when(
            "陈述.放弃",
            [
                para(
                    "本人（单位）已经收到{{ 告知文号 }}告知书，知道依法享有的权利，"
                    "现自愿放弃{{ 陈述.放弃的权利|可空 }}的权利。"
                )
            ],
        ),
        para("以上记录经陈述人核对（已向陈述人宣读），与所述相符。"),
        UNSIGNED,
        signed_by(["陈述人"]),
    ],
    page_signers=("陈述人", "听取人员"),
    continued="{{ 文书名称 }}（续页）",
)

#: 陈述申辩复核意见书 (行政处罚法 45).
ANSWER = document(
    Layout.FORM,
    "陈述申辩复核意见书",
    [
        title("{{ 机关.名称 }}\n陈述申辩复核意见书"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                [label("当 事 人"), value("{{ 当事人.名称 }}"), label("告知文号"), value("{{ 告知文号 }}")],
                [label("陈 述 人"), value("{{ 陈述.陈述人 }}"), label("陈述时间"), value("{{ 陈述.时间 }}")],
                HANDLERS,
            ],
            GRID,
        ),
        flush("逐条复核："),
        table(
            [
                ("序号", 12.0, "{{ 项.序号 }}"),
                ("陈述、申辩意见", 58.0, "{{ 项.意见 }}"),
                ("复核结果", 30.0, "{{ 项.结果 }}"),
                ("理由", 56.0, "{{ 项.理由 }}"),
            ],
            loop="项 in 逐条",
        ),
        para("复核结论：{{ 复核.结论|分段 }}"),
        para("根据{{ 复核.依据 }}的规定，没有因当事人陈述、申辩而给予更重的处罚。"),
        para("复核人：{{ 复核.人员 }}　　复核时间：{{ 复核.时间 }}"),
        signatures(["承办人", "承办人", "复核人"]),
    ],
    continued="陈述申辩复核意见书（续页）",
)

#: 听证申请登记表 (行政处罚法 64(一)).
REQUEST = document(
    Layout.FORM,
    "听证申请登记表",
    [
        title("{{ 机关.名称 }}\n听证申请登记表"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                *PARTY,
                [label("告知文号"), value("{{ 告知文号 }}"), label("申 请 人"), value("{{ 申请.申请人 }}")],
                [label("申请时间"), value("{{ 申请.时间 }}"), label("提出方式"), value("{{ 申请.方式 }}")],
                [label("申请理由"), value("{{ 申请.理由 }}", 3, 24)],
                [label("审查意见"), value("{{ 申请.期限 }}", 3)],
            ],
            GRID,
        ),
        signatures(["申请人", "登记人"]),
    ],
)

#: 听证通知书 (行政处罚法 64).
HEARING = document(
    Layout.DECISION,
    "听证通知书",
    [
        title("{{ 机关.名称 }}\n听证通知书"),
        number(),
        flush("{{ 当事人.名称 }}："),
        para(
            "你（单位）就{{ 案件.案由 }}一案（案件编号：{{ 案件.编号 }}）申请听证，"
            "根据{{ 听证.依据 }}的规定，决定举行听证："
        ),
        para("一、时间：{{ 听证.时间 }}。"),
        para("二、地点：{{ 听证.地点 }}。"),
        para("三、方式：{{ 听证.公开 }}。"),
        para(
            "四、听证主持人：{{ 听证.主持人 }}（{{ 听证.主持人职务 }}）；记录人：{{ 听证.记录人 }}。"
            "主持人不是本案调查人员。"
        ),
        para(
            "你（单位）可以亲自参加听证，也可以委托一至二人代理；有权申请听证主持人回避；可以提出证据，进行申辩和质证。"
            "委托代理人的，应当在听证前提交授权委托书。当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，"
            "视为放弃听证权利，终止听证。组织听证不收取费用。"
        ),
        para("联系人：{{ 联系人.姓名 }}　　联系电话：{{ 联系人.电话 }}"),
        signature_agency(),
    ],
)

_HELD = [
    *CASE,
    [label("当 事 人"), value("{{ 当事人.名称 }}"), label("听证通知"), value("{{ 听证.通知 }}")],
    [label("时　　间"), value("{{ 听证.时间 }}", 3)],
    [label("地　　点"), value("{{ 听证.地点 }}"), label("方　　式"), value("{{ 听证.公开 }}")],
    [label("主 持 人"), value("{{ 听证.主持人 }}"), label("记 录 人"), value("{{ 听证.记录人 }}")],
    [label("调查人员"), value("{{ 承办人 }}", 3)],
    [label("当 事 人\n参 加 人"), value("{{ 听证.参加人 }}", 3)],
]

#: 听证笔录 (行政处罚法 64(八)).
RECORD = document(
    Layout.FORM,
    "听证笔录",
    [
        title("{{ 机关.名称 }}\n听证笔录"),
        number("编号：{{ 文号 }}"),
        form(_HELD, GRID),
        para("主持人核对参加人身份，宣布案由和听证纪律，告知权利义务，询问是否申请主持人、记录人回避。"),
        heading(1, "一、调查人员提出的违法事实、证据和处罚建议"),
        para("{{ 听证.指控|分段 }}"),
        heading(1, "二、当事人的申辩"),
        para("{{ 听证.申辩|分段 }}"),
        heading(1, "三、举证和质证"),
        para("{{ 听证.质证|分段 }}"),
        heading(1, "四、最后陈述"),
        para("{{ 听证.最后陈述|分段 }}"),
        para("以上笔录经当事人（代理人）核对无误。"),
        UNSIGNED,
        signed_by(["当事人（代理人）"], ["听证主持人", "记录人"]),
    ],
    page_signers=("当事人", "主持人"),
    continued="听证笔录（续页）",
)

#: 听证报告 (行政处罚法 65).
REPORT = document(
    Layout.FORM,
    "听证报告",
    [
        title("{{ 机关.名称 }}\n听证报告"),
        number("编号：{{ 文号 }}"),
        form(_HELD, GRID),
        heading(1, "一、听证的基本情况"),
        para("调查人员提出：{{ 听证.指控|分段 }}"),
        para("当事人提出：{{ 听证.申辩|分段 }}"),
        para("举证、质证：{{ 听证.质证|分段 }}"),
        heading(1, "二、主持人的意见"),
        para("{{ 听证.意见|分段 }}"),
        para("报告日期：{{ 报告日期 }}。附：听证笔录。"),
        signatures(["听证主持人"]),
    ],
    continued="听证报告（续页）",
)

#: Lists of things registered and kept.
_KEPT = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("证据名称", 70.0, "{{ 项.名称 }}"),
    ("数量", 24.0, "{{ 项.数量 }}"),
    ("特征", 50.0, "{{ 项.特征 }}"),
]

#: 先行登记保存证据审批表 (行政处罚法 56).
KEEPING = document(
    Layout.FORM,
    "先行登记保存证据审批表",
    [
        title("{{ 机关.名称 }}\n先行登记保存证据审批表"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *CASE,
                PARTY[0],
                [label("理　　由"), value("{{ 保存.理由|分段 }}", 3, 16)],
                [label("依　　据"), value("{{ 依据 }}", 3)],
                [label("保存地点"), value("{{ 保存.地点 }}"), label("保 管 人"), value("{{ 保存.保管人 }}")],
                [label("保存期限"), value("{{ 保存.期限 }}", 3)],
                rows_of(
                    "项 in 证据",
                    [
                        [
                            label("证　　据"),
                            value("{{ 项.序号 }}.{{ 项.名称 }}"),
                            label("数　　量"),
                            value("{{ 项.数量 }}"),
                        ]
                    ],
                ),
                HANDLERS,
            ],
            GRID,
        ),
        signed_opinions(("承办意见", "承办"), ("机关负责\n人审批\n意　　见", "审批")),
    ],
    continued="先行登记保存证据审批表（续页）",
)

#: 先行登记保存证据通知书 with its list (行政处罚法 56).
KEPT = document(
    Layout.FORM,
    "先行登记保存证据通知书",
    [
        title("{{ 机关.名称 }}\n先行登记保存证据通知书"),
        number(),
        *addressed(),
        para(
            "因你（单位）涉嫌{{ 案件.案由 }}（案件编号：{{ 案件.编号 }}），{{ 保存.理由|分段 }}根据{{ 依据 }}的规定，"
            "经本机关负责人批准，对下列证据先行登记保存。保存期限：{{ 保存.期限 }}。保存地点：{{ 保存.地点 }}，"
            "保管人：{{ 保存.保管人 }}。在此期间，当事人或者有关人员不得销毁或者转移证据。"
            "本机关将在七个工作日内作出处理决定。"
        ),
        table(_KEPT, loop="项 in 证据"),
        para(
            "本通知书一式二份，一份交当事人。在场人：{{ 保存.在场人 }}。"
            "实施时间：{{ 保存.时间 }}。执法人员：{{ 保存.人员 }}，已出示行政执法证件。"
        ),
        UNSIGNED,
        signed_by(["当事人（在场人）", "保管人"]),
        signature_agency(),
    ],
    continued="先行登记保存证据通知书（续页）",
)

#: 先行登记保存证据处理决定书 (行政处罚法 56).
KEPT_END = document(
    Layout.DECISION,
    "先行登记保存证据处理决定书",
    [
        title("{{ 机关.名称 }}\n先行登记保存证据处理决定书"),
        number(),
        *addressed(),
        para(
            "本机关于{{ 保存.时间 }}对你（单位）的下列证据先行登记保存（{{ 通知文号 }}）。根据{{ 依据 }}的规定，"
            "现作出如下处理决定：{{ 处理 }}"
        ),
        table(_KEPT, loop="项 in 证据"),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {
    "D39": KEEPING,
    "D39a": KEPT,
    "D39b": KEPT_END,
    "D61": FILING,
    "D62": END,
    "D63": REVIEW,
    "D64": DISCUSSION,
    "D65": NOTICE,
    "D66": HEARING,
    "D66a": REQUEST,
    "D66b": RECORD,
    "D66c": REPORT,
    "D67": STATEMENT,
    "D67a": ANSWER,
}
