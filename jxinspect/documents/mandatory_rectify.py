"""What papers of the measures after a report may not leave out (mandatory.py)."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.documents.must import RECORD, SEALED, must
from jxinspect.documents.spec import Must

URGED = "办法 24(一)"
REFERRED = "办法 24(三)"

#: By kind.
RECTIFY: Mapping[str, tuple[Must, ...]] = {
    "D51": (
        must("约谈对象和事由", URGED, "约谈.对象 约谈.事由"),
        must("依据", URGED, "依据"),
        must("时间和地点", URGED, "约谈.时间 约谈.地点"),
        must("参加人和准备材料", URGED, "参加人 准备材料"),
        must("逾期的整改事项", URGED, "逾期.问题 逾期.期限"),
        must("联系人", URGED, "联系人.姓名 联系人.电话"),
        SEALED,
    ),
    "D52": (
        must("时间、地点、主持人和参加人", URGED, "约谈.时间 约谈.地点 约谈.主持人 约谈.机关参加人 约谈.单位参加人"),
        must("事由和问题", URGED, "约谈.事由 约谈.问题"),
        must("单位表态", URGED, "约谈.表态"),
        must("要求和期限", URGED, "要求.内容 要求.期限"),
        must("拒绝签名的情况", RECORD, "约谈.签名情况"),
        must("双方签名", URGED, words="签名"),
    ),
    "D53": (
        must("函询的问题和依据", URGED, "问题 依据"),
        must("书面说明的期限", URGED, "函询.期限"),
        must("联系人", URGED, "联系人.姓名 联系人.电话"),
        SEALED,
    ),
    "D54": (
        must("收到日期和是否逾期", URGED, "回复.收到日期 回复.期限内"),
        must("说明要点、是否采信和理由", URGED, "要点.内容 要点.采信 要点.理由"),
        must("处理", URGED, "回复.处理"),
    ),
    "D55": (
        must("通报对象、事实、原因和处理", URGED, "通报.对象 通报.事实 通报.原因 通报.处理"),
        must("要求和发送范围", URGED, "通报.要求 通报.发送范围"),
        SEALED,
    ),
    "D56": (
        must("主送机关", "办法 24(三)", "建议.主送"),
        must("事实和证据目录", "办法 24(三)", "建议.事实 证据.编号 证据.名称"),
        must("法律依据", "办法 24(三)", "依据"),
        must("建议和反馈要求", "办法 24(三)", "建议.内容 建议.反馈"),
        SEALED,
    ),
    "D57": (
        must("受移送机关", REFERRED, "移送.机关"),
        must("案情、理由和依据", REFERRED, "移送.案情 移送.理由 依据"),
        must("材料清单（份、页）", REFERRED, "材料.名称 材料.份数 材料.页数"),
        must("回执", REFERRED, words="回"),
        SEALED,
    ),
    "D57x": (
        must("案由、案情、理由和依据", "移送规定 5", "审批.案由 审批.事实 审批.理由 依据"),
        must("决定和决定人", "移送规定 5 II", "审批.决定 审批.决定人 审批.决定时间"),
    ),
    "D58": (
        must("公安机关", "移送规定 5 II", "移送.机关"),
        must("涉嫌人员和罪名", "移送规定 6", "人员.姓名 罪名"),
        must("案情、理由和依据", "移送规定 6(一)", "移送.案情 移送.理由 依据"),
        must("批准移送的负责人", "移送规定 5 II", "批准.决定人 批准.时间"),
        must("调查报告", "移送规定 6(二)", "调查报告.内容"),
        must("涉案物品清单", "移送规定 6(三)", "物品.名称 物品.数量"),
        must("检验报告或者鉴定结论", "移送规定 6(四)", "鉴定"),
        must("其他有关涉嫌犯罪的材料", "移送规定 6(五)", "材料.名称"),
        must("三日内的立案决定", "移送规定 8", words="三日内"),
        SEALED,
    ),
    "D59": (
        must("人员和职务", "移送规定 18", "人员.姓名 人员.职务"),
        must("线索、理由和依据", REFERRED, "移送.案情 移送.理由 依据"),
        must("材料清单", REFERRED, "材料.名称"),
        must("密级和递送方式", REFERRED, "移送.密级 移送.递送"),
        SEALED,
    ),
}
