"""Templates of the group seal: approval, decision, list, strips, site record, extension, release (办法 19)."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    annex,
    attachments,
    document,
    flush,
    form,
    heading,
    label,
    middle,
    note,
    number,
    para,
    remedy,
    rows_of,
    rows_when,
    side_by_side,
    signature_agency,
    signatures,
    strips,
    table,
    title,
    value,
    when,
    written,
)
from templates.build.seal_end import EXTENSION, LEFT, PARTY, RELEASE, RIGHT
from templates.build.sign import signature_if

_LINES = rows_of(
    "项 in 表内",
    [
        [
            middle("{{ 项.序号 }}"),
            value("{{ 项.名称 }}", 2),
            middle("{{ 项.种类 }}"),
            value("{{ 项.期间 }}", 2),
            middle("{{ 项.数量 }}"),
        ]
    ],
)

_LONG_LIST = [
    ("序号", 13.0, "{{ 项.序号 }}"),
    ("拟封存资料名称", 62.0, "{{ 项.名称 }}"),
    ("种　类", 33.0, "{{ 项.种类 }}"),
    ("所属期间", 28.0, "{{ 项.期间 }}"),
    ("数　量", 20.0, "{{ 项.数量 }}"),
]
#: 封存审批表 (行政强制法 18(一), 19). A long list is on pages of its own, behind the opinions.
APPROVAL = document(
    Layout.FORM,
    "封存审批表",
    [
        title("{{ 机关.名称 }}\n封存审批表"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("检查编号"), value("{{ 检查.编号 }}", 2), label("封存编号"), value("{{ 封存.编号 }}", 3)],
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 6)],
                [
                    label("地　址"),
                    value("{{ 被监督单位.地址 }}", 3),
                    label("负责人"),
                    value("{{ 被监督单位.负责人 }}", 2),
                ],
                [label("序号"), label("拟封存资料名称", 2), label("种类"), label("所属期间", 2), label("数量")],
                _LINES,
                rows_when("附表", [[label("/"), value("{{ 资料概要 }}，{{ 附表|可空 }}", 5), label("/")]]),
                [label("合　计"), value("{{ 合计 }}", 6)],
                [label("封存理由"), value("{{ 封存.理由选项 }}", 6)],
                [label("事　实"), value("{{ 封存.事实|分段 }}", 6, 10)],
                [label("依　据"), value("{{ 封存.依据 }}", 6)],
                [label("复制不足"), value("{{ 封存.复制不足 }}", 6)],
                [label("封存地点"), value("{{ 封存.地点 }}", 6)],
                [label("保管方式"), value("{{ 封存.保管方式 }}", 6)],
                [label("保管人"), value("{{ 封存.保管人 }}", 6)],
                [label("封存期限"), value("{{ 封存.期限 }}", 6)],
                [label("紧急实施"), value("{{ 紧急.选项 }}", 2), label("实施时间"), value("{{ 紧急.时间 }}", 3)],
                rows_when("紧急.原因", [[label("紧急原因"), value("{{ 紧急.原因 }}", 6)]]),
                [
                    label("承办意见"),
                    written("{{ 承办.意见 }}\n签名：　　　　　　　　　　　　{{ 承办.日期 }}", 6, 15),
                ],
                [
                    label("审核意见"),
                    written("{{ 审核.意见|或斜线 }}\n签名：　　　　　　　　　　　　{{ 审核.日期|或斜线 }}", 6, 15),
                ],
                [
                    label("审批意见"),
                    written("{{ 审批.意见 }}\n签名：　　　　　　　　　　　　{{ 审批.时间 }}", 6, 15),
                ],
            ],
            widths=(26, 18, 26, 24, 18, 22, 22),
        ),
        note("说明：情况紧急当场实施的，二十四小时内报告并补办批准手续；不批准的立即解除。没有内容的栏目以“/”划去。"),
        when("附表", [annex("附表", "拟封存资料"), table(_LONG_LIST, loop="项 in 资料")]),
    ],
)

#: 封存决定书; content by analogy with 行政强制法 24; no 法定期限 (K2).
DECISION = document(
    Layout.DECISION,
    "封存决定书",
    [
        title("{{ 机关.名称 }}\n封存决定书"),
        number(),
        PARTY,
        para(
            "本机关在对你单位实施社会保险基金监督检查（检查编号：{{ 检查.编号 }}）中查明：{{ 封存.事实 }}"
            "上述资料与社会保险基金收支、管理有关，{{ 封存.理由 }}，采用复制等方式不足以防止。"
        ),
        para("根据{{ 封存.依据 }}的规定，本机关决定对你单位的下列资料予以封存："),
        heading(1, "一、封存的资料"),
        para("{{ 合计 }}：{{ 资料概要 }}。资料的编号、特征、封条号和存放位置见所附《封存清单》。"),
        heading(1, "二、封存期限"),
        para(
            "自{{ 封存.开始日期 }}起至{{ 封存.结束日期 }}止。不再需要封存的，本机关及时解除封存；"
            "确需延长的，本机关在上述期限届满前作出决定，书面告知你单位并说明理由。"
        ),
        heading(1, "三、封存地点和保管"),
        para(
            "封存地点：{{ 封存.地点 }}。保管人：{{ 封存.保管人 }}。保管方式：{{ 封存.保管方式 }}。"
            "保管人应当妥善保管封存的资料，保持封条完好。未经本机关许可，任何单位和个人不得启封、使用、转移、隐匿或者"
            "损毁封存的资料，违反的依法承担责任。"
        ),
        heading(1, "四、陈述申辩和救济途径"),
        para(
            "你单位有权陈述、申辩，可以当场提出并记入《封存现场笔录》，也可以向本机关书面提出"
            "（电话：{{ 机关.电话 }}）。"
        ),
        remedy(),
        attachments(),
        signature_agency(),
    ],
)

_LIST = [
    ("序号", 13.0, "{{ 项.序号 }}"),
    ("资料名称", 44.0, "{{ 项.名称 }}"),
    ("编号（册号）", 26.0, "{{ 项.编号 }}"),
    ("所属期间", 30.0, "{{ 项.期间 }}"),
    ("数量", 15.0, "{{ 项.数量 }}"),
    ("页数", 15.0, "{{ 项.页数 }}"),
    ("特征（封面、起讫号）", 41.0, "{{ 项.特征 }}"),
    ("封条号", 50.0, "{{ 项.封条号 }}"),
    ("存放位置", 25.0, "{{ 项.存放 }}"),
    ("备注", 14.0, "{{ 项.备注 }}"),
]
_CARRIERS = [
    ("序号", 13.0, "{{ 项.序号 }}"),
    ("电子数据或者载体名称", 54.0, "{{ 项.名称 }}"),
    ("介质及序列号", 46.0, "{{ 项.介质 }}"),
    ("完整性校验值", 160.0, "{{ 项.校验值 }}"),
]
#: 封存清单, in two copies (行政强制法 24 III).
LIST = document(
    Layout.FORM,
    "封存清单",
    [
        title("{{ 机关.名称 }}\n封存清单"),
        number("编号：{{ 文号 }}"),
        flush("当事人：{{ 被监督单位.名称 }}　　封存决定书文号：{{ 决定文号 }}"),
        flush("封存日期：{{ 封存.开始日期 }}至{{ 封存.结束日期 }}　　封存地点：{{ 封存.地点 }}"),
        table(
            _LIST,
            loop="项 in 资料",
            total=[label("合　计", 2), value("{{ 合计 }}", 8)],
        ),
        when("载体", [table(_CARRIERS, loop="项 in 载体")]),
        when("拒签", [para("{{ 拒签|可空 }}")]),
        note("本清单一式二份，由当事人和本机关分别保存。{{ 清点 }}没有内容的栏目以“/”划去。"),
        side_by_side(LEFT, RIGHT),
    ],
    landscape=True,
)

#: 封条: two to a page of A4 landscape.
STRIPS = document(
    Layout.LABEL,
    "封条",
    [
        strips(
            "条 in 封条",
            "封",
            above=["{{ 机关.名称 }}"],
            below=[
                "{{ 封存.开始日期 }}至{{ 封存.结束日期 }}",
                "决定书文号：{{ 决定文号 }}",
                "封条编号：{{ 条.编号 }}",
            ],
            code=["{{ 条.二维码|图 }}", "{{ 条.编号 }}"],
        )
    ],
)

_PLACES = [
    ("封条编号", 48.0, "{{ 条.编号 }}"),
    ("加贴位置", 54.0, "{{ 条.位置 }}"),
    ("封条下的资料（清单序号）", 54.0, "{{ 条.资料 }}"),
]


def _record() -> list[Block]:
    return [
        title("{{ 机关.名称 }}\n封存现场笔录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("时　间"), value("{{ 起止时间 }}", 3, 9)],
                [label("地　点"), value("{{ 封存.地点 }}", 3, 9)],
                [label("当事人"), value("{{ 被监督单位.名称 }}"), label("负责人"), value("{{ 被监督单位.负责人 }}")],
                [label("到场人员"), value("{{ 到场.姓名 }}"), label("职　务"), value("{{ 到场.职务 }}")],
                [label("检查人员"), value("{{ 检查人员 }}", 3, 9)],
                [label("记录人"), value("{{ 记录人 }}"), label("决定书\n文　号"), value("{{ 决定文号 }}")],
                [label("见证人"), value("{{ 见证人.姓名 }}"), label("单位和\n身　份"), value("{{ 见证人.身份 }}")],
            ]
        ),
        heading(1, "一、通知到场和表明身份"),
        para("{{ 到场.通知 }}"),
        para("检查人员出示行政执法证件，表明身份。{{ 到场.说明 }}"),
        heading(1, "二、告知"),
        para("检查人员当场告知封存的理由：{{ 封存.事实 }}有关资料{{ 封存.理由 }}。依据：{{ 封存.依据 }}。"),
        para("同时告知：当事人有权进行陈述和申辩，认为检查人员与本案有利害关系的有权申请回避。{{ 救济 }}"),
        heading(1, "三、陈述、申辩和答复"),
        para("陈述、申辩：{{ 陈述.内容 }}"),
        para("答复：{{ 陈述.答复|或斜线 }}"),
        heading(1, "四、封存经过"),
        para("{{ 经过 }}"),
        para("封存资料{{ 合计 }}，逐项登记于《封存清单》（编号：{{ 清单编号 }}）。封条的编号和位置如下："),
        table(_PLACES, loop="条 in 封条"),
        para("现场照片、录音录像的编号：{{ 影像|或斜线 }}"),
        heading(1, "五、核对和签名"),
        para("{{ 核对 }}"),
        signatures(["当事人", "检查人员", "检查人员", "记录人"]),
        signature_if("见证人.姓名", "见证人"),
    ]


#: 封存现场笔录 (行政强制法 18(四)-(九)).
RECORD = document(
    Layout.FORM, "封存现场笔录", _record(), page_signers=("当事人", "检查人员"), continued="封存现场笔录（续页）"
)

TEMPLATES: dict[str, Description] = {
    "D32": APPROVAL,
    "D33": DECISION,
    "D34": LIST,
    "D35": STRIPS,
    "D36": RECORD,
    "D37": EXTENSION,
    "D38": RELEASE,
}
