"""What a template may not leave out: fields and words that the law wants on the paper, by kind of document.

Supervisors may word and arrange a template as they like. They may not drop the remedy clause of a decision, the rights
of the unit in a notice, or what ties the paper to the journal. left_out.py asks for these.
"""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.documents.mandatory_notify import PLAN_AND_NOTIFY
from jxinspect.documents.mandatory_proceeding import PROCEEDINGS
from jxinspect.documents.mandatory_rectify import RECTIFY
from jxinspect.documents.must import APPROVED, DEFENCE, RECORD, REMEDY, RIGHTS, must
from jxinspect.documents.spec import Layout, Must, Spec

_MATCHED = (must("文号（编号）", "办法 6", "文号"), must("校验码", "办法 6", "校验码"))
#: What every paper of a layout carries, by which it is matched with the journal: number and check code in the footer. A
#: sheet of labels has no footer, its codes carry the decision's number; workbooks have no template.
ALWAYS: Mapping[Layout, tuple[Must, ...]] = {
    **dict.fromkeys(Layout, _MATCHED),
    Layout.SHEET: (must("决定书文号", "办法 19", "标签.一.决定"),),
    Layout.WORKBOOK: (),
}
#: On every form that people sign on the spot.
SIGNED = must("签名栏", RECORD, words="签名")

INCIDENT = "办法 28; 人社部发〔2020〕21号"
_REPORT = (
    must("检查依据", "办法 22(四)", "依据"),
    must("检查范围、内容、方式和时间", "办法 22(四)", "检查情况.范围 检查情况.内容 检查情况.方法 检查情况.时间"),
    must("检查人员", "办法 26", "检查情况.检查组.姓名 检查情况.检查组.证号"),
    must("承诺情况", "办法 14 II", "检查情况.承诺"),
    must("发现的问题和依据、证据", "办法 22(四)", "问题.事实 问题.依据 问题.证据 问题.金额"),
    must("检查评价", "办法 22(四)", "文字.评价"),
    must("处理意见和整改建议", "办法 22(四)", "文字.处理意见 文字.建议"),
)
_TOLD = must("表明身份和回避告知", "办法 26; 行政处罚法 55", "告知.问 告知.答")

#: By kind. A kind without an entry has only what every paper has.
MANDATORY: Mapping[str, tuple[Must, ...]] = {
    **PLAN_AND_NOTIFY,
    **PROCEEDINGS,
    "D13": (
        must("出示行政执法证件", "办法 26; 行政处罚法 55", "出示证件.问 出示证件.答"),
        must("检查依据", "办法 26", "检查.依据"),
        must("权利和义务", RIGHTS, "权利义务"),
        must("回避", "办法 26; 行政处罚法 43", "回避.问 回避.答"),
    ),
    "D14": (
        must("真实性、完整性承诺", "办法 14 II", words="真实"),
        must("资料清单", "办法 14 II", "承诺.清单"),
        must("法律责任", "办法 34", words="第三十四条"),
    ),
    "D17": (must("资料名称、数量和交接时间", "办法 14、15", "资料.名称 资料.数量 资料.时间"),),
    "D19": (
        must("被询问人", RECORD, "人员.姓名 人员.身份证号"),
        must("起止时间和地点", RECORD, "起止时间 地点"),
        must("询问人和行政执法证号", "办法 16、26", "检查人员"),
        _TOLD,
        must("问答", "办法 16", "问答.问 问答.答"),
        must("核对语", RECORD, "核对"),
        must("拒绝签名的情况", RECORD, "拒签"),
    ),
    "D20": (
        must("起止时间和地点", RECORD, "起止时间 地点"),
        must("检查人员和行政执法证号", "办法 22(三)、26", "检查人员"),
        _TOLD,
        must("检查过程和现场情况", "办法 22(三)", "过程 情况"),
        must("被检查单位意见", RECORD, "意见"),
        must("拒绝签名的情况", RECORD, "拒签"),
    ),
    "D21": (
        must("事实、依据和定性", "办法 15、22(三)", "底稿.事实 底稿.依据 底稿.定性"),
        must("证据", "办法 15", "底稿.证据"),
        must("编制和复核", "办法 22(三)", "编制.姓名 复核.姓名 复核.意见"),
    ),
    "D22": (
        must("事实摘要和出处", "办法 15; 最高法证据规定 10", "取证.事实 取证.出处"),
        must("证据清单", "办法 15", "证据.编号 证据.名称 证据.形式"),
        must("与原件核对的情况和提供单位意见", "最高法证据规定 10", "取证.核对 取证.意见"),
    ),
    "D23a": (
        must("编号、种类和名称", "最高法证据规定 19", "证据.编号 证据.种类 证据.名称"),
        must("来源、取得人和取得时间", "最高法证据规定 19", "证据.来源 证据.取得人 证据.取得时间"),
        must("证明对象", "最高法证据规定 19", "证据.证明对象"),
    ),
    "D24": (
        must("系统、版本和库表", "最高法证据规定 12", "对象.系统 对象.版本 对象.库表"),
        must("起止时间、提取人和持有人", "最高法证据规定 12", "起止时间 检查人员 持有人.姓名"),
        must("时钟校对", "电子签名法 8", "提取.时钟"),
        must("方法、查询语句、工具和版本", "最高法证据规定 12", "提取.方法 提取.查询 提取.工具"),
        must("无法取得原始载体的原因", "最高法证据规定 12", "提取.原因"),
        must("电子数据清单和完整性校验值", "电子签名法 8", "电子数据.编号 电子数据.文件名 电子数据.校验值"),
        must("持有人确认或者拒绝签名的情况", "最高法证据规定 64", "意见 拒签"),
    ),
    "D27": (
        must("当事人", "行政处罚法 28", "当事人.名称"),
        must("违法事实和证据", "办法 19、29、34", "事实 证据"),
        must("违反的条款", "办法 29、34", "条款"),
        must("责令内容和期限", "行政处罚法 28", "要求 期限"),
        must("拒不改正的后果", "办法 34", "后果"),
        must("陈述和申辩", DEFENCE, words="陈述、申辩"),
        must("救济途径", REMEDY, "救济"),
    ),
    "D28": (
        must("原责令改正通知书和期限", "办法 34", "原通知.文号 原通知.期限"),
        must("复查情况和结论", "办法 34", "复查.情况 复查.结论"),
        must("检查人员和行政执法证号", "办法 26", "复查.检查人员"),
        must("证据", "行政处罚法 46", "复查.证据"),
        must("当事人意见", RECORD, "复查.意见"),
        must("拒绝签名的情况", RECORD, "拒签"),
    ),
    "D32": (
        must("封存理由、事实和依据", "办法 19; 行政强制法 18(一)", "封存.理由选项 封存.事实 封存.依据"),
        must("紧急实施的情况", "行政强制法 19", "紧急.选项"),
        APPROVED,
    ),
    "D33": (
        must("当事人", "行政强制法 24", "当事人"),
        must("封存的事实、理由和依据", "行政强制法 24; 办法 19", "封存.事实 封存.理由 封存.依据"),
        must("封存的资料和期限", "行政强制法 24", "资料概要 封存.开始日期 封存.结束日期"),
        must("封存地点和保管人", "行政强制法 26", "封存.地点 封存.保管人"),
        must("不得启封、转移、损毁的义务", "行政强制法 26", words="不得启封"),
        must("陈述和申辩", DEFENCE, words="陈述、申辩"),
        must("救济途径", REMEDY, "救济"),
        must("机关名称和成文日期", "行政强制法 24", "机关.名称 成文日期"),
    ),
    "D34": (
        must("资料名称、数量和封条号", "行政强制法 24 III", "资料.名称 资料.数量 资料.封条号"),
        must("一式二份", "行政强制法 24 III", words="一式二份"),
    ),
    "D35": (
        must("机关名称", "办法 19", "机关.名称"),
        must("决定书文号和封条编号", "办法 19", "决定文号 封条.编号"),
        must("封存期限", "办法 19", "封存.开始日期 封存.结束日期"),
    ),
    "D35a": (
        must("资料编号", "办法 19", "标签.一.编号 标签.二.编号 标签.三.编号"),
        must("资料名称和数量", "办法 19", "标签.一.名称 标签.一.数量"),
        must("校验码", "办法 6", "标签.一.校验"),
    ),
    "D36": (
        must("通知到场", "行政强制法 18(四)", "到场.通知"),
        must("告知的理由、依据和救济途径", "行政强制法 18(五)", "封存.理由 封存.依据 救济"),
        must("陈述、申辩和答复", "行政强制法 18(六)", "陈述.内容 陈述.答复"),
        must("封存经过和封条", "行政强制法 18(七)", "经过 封条.编号"),
    ),
    "D36a": (
        must("决定书文号和封存编号", "办法 19", "决定文号 封存.编号"),
        must("清点时间、地点和人员", RECORD, "清点.时间 封存.地点 检查人员 清点.在场"),
        must("逐项清点的情况和结果", "办法 19", "清点项.编号 清点项.名称 清点项.情况 清点.结果"),
        must("不在清单中的编号", "办法 19", "不在清单"),
    ),
    "D36b": (
        must("决定书文号和封存编号", "办法 19", "决定文号 封存.编号"),
        must("时间、地点和人员", RECORD, "加封.时间 加封.地点 检查人员 加封.在场 加封.见证人"),
        must("封条破损的情况", "办法 19", "加封.情况"),
        must("新旧封条的编号和位置", "办法 19", "换下.旧编号 换下.新编号 换下.位置"),
    ),
    "D37": (
        must("原决定和期限", "行政强制法 25", "决定文号 延长.原结束日期"),
        must("延长的理由和期限", "行政强制法 25 II", "延长.理由 延长.新结束日期"),
        must("陈述和申辩", DEFENCE, words="陈述、申辩"),
        must("救济途径", REMEDY, "救济"),
    ),
    "D38": (
        must("原决定", "行政强制法 28", "决定文号"),
        must("解除的原因、范围和时间", "行政强制法 28", "解除.原因 解除.范围 解除.时间"),
        must("启封情况", "行政强制法 28", "解除.启封"),
        must("退还清单", "行政强制法 28", "退还.全称 退还.数量 退还.情况"),
    ),
    "D40": _REPORT,
    "D41": (
        must("检查报告（征求意见稿）", "办法 22(四)", "检查.报告名称 征求意见稿.编号"),
        must("书面意见的期限", "办法 22(四)", "期限"),
        must("逾期的后果", "办法 22(四)", words="视同无异议"),
    ),
    "D42": (
        must("接到日期和期限届满日期", "办法 22(四)", "送达.接到日期 送达.届满日期"),
        must("书面意见", "办法 22(四)", "意见.逐条.内容 意见.收到时间 意见.期限内"),
        must("视同无异议的核对和结论", "办法 22(四)", "视同.收发登记 视同.在途邮件 视同.结论"),
    ),
    "D43": (must("意见、采纳情况和理由", "办法 22(四)", "逐条.意见 逐条.结果 逐条.理由"),),
    "D44": (
        *_REPORT,
        must("征求意见情况", "办法 22(四)", "征求意见.经过 征求意见.结果"),
        must("与征求意见稿相比的修改", "办法 22(四)", "修改.概述 修改.逐项.前金额 修改.逐项.后金额 修改.逐项.理由"),
    ),
    "D45": (
        must("数据的来源、期间和质量", "办法 23(三)", "数据.来源 数据.期间 数据.质量"),
        must("比对的方法和规则版本", "办法 23(三)", "比对.规则数 规则.名称 规则.版本"),
        must("疑点的总数、核查和属实", "办法 23(三)", "疑点.疑点数 疑点.核查数 疑点.属实数"),
        must("疑点的金额", "办法 23(三)", "疑点.金额 疑点.属实金额"),
        must("收支、管理状况的评估", "办法 23(三)", "文字.评价"),
        must("征求意见情况", "办法 22(四)", "征求意见.经过"),
        must("转现场检查的建议", "办法 23(三)", "转现场"),
        *_REPORT,
    ),
    "D46": (
        must("公布的依据和期间", "社会保险法 79 I", "依据 公布.期间"),
        must("单位、问题和整改情况", "社会保险法 79 I", "单位.名称 单位.问题"),
    ),
    "D47": (
        must("发现时间和方式", INCIDENT, "要情.发现"),
        must("发生时间和地点", INCIDENT, "要情.发生"),
        must("涉案人员和相关人员", INCIDENT, "要情.人员"),
        must("险种和金额（涉及、追回、损失）", INCIDENT, "要情.险种 金额.涉及 金额.追回 金额.损失"),
        must("情节和处理（审理）情况", INCIDENT, "要情.情节 要情.处理"),
        must("等级", INCIDENT, "等级.选项"),
        must("首报、续报、终报", INCIDENT, "要情.次别"),
        must("主要负责人或者分管负责人签名", INCIDENT, "签发人"),
        must("报告单位、联系人和电话", INCIDENT, "机关.名称 联系人.姓名 联系人.电话"),
        must("公章和成文日期", INCIDENT, "成文日期"),
    ),
    "D48": (
        must("问题、依据和整改要求", "办法 24(一)", "问题.事实 问题.依据 问题.要求"),
        must("整改期限和报告期限", "办法 24(一)", "问题.期限 报告期限"),
    ),
    "D50": (
        must("逐项核查的情况和结论", "办法 24 II", "逐项.问题 逐项.情况 逐项.结论"),
        must("被监督单位意见和签名情况", "办法 24 II", "核查.单位意见 核查.签名情况"),
    ),
    **RECTIFY,
    "D72": (
        must("卷内目录", "行政处罚法 47", "文件.编号 文件.题名 文件.日期"),
        must("备考表", "行政处罚法 47", "备考.说明 备考.立卷人"),
    ),
}  # fmt: skip


def with_musts(spec: Spec) -> Spec:
    """The entry of the catalogue with what its template may not leave out."""
    by_hand = (SIGNED,) if spec.layout is Layout.FORM and set(spec.signers) & set("IUPWGFT") else ()
    return spec._replace(must=(*MANDATORY.get(spec.id, ()), *by_hand, *ALWAYS[spec.layout]))
