"""Templates about third parties: undertaking of secrecy, approval and authorisation of data (办法 27)."""

from __future__ import annotations

from templates.build import Description, Layout, document, flush, form, label, note, number, para, title, value, written

_DAY = "＿＿＿＿年＿＿月＿＿日"

UNDERTAKING = document(
    Layout.FORM,
    "第三方（专业人员）保密承诺书",
    [
        title("第三方（专业人员）保密承诺书"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("承诺人"),
                    value("{{ 承诺人.姓名 }}", height=8),
                    label("身份证号"),
                    value("{{ 承诺人.身份证号 }}"),
                ],
                [label("所属机构"), value("{{ 机构.名称 }}", height=8), label("职　务"), value("{{ 承诺人.职务 }}")],
                [label("协助项目"), value("{{ 检查.编号 }}（{{ 检查.形式 }}）　{{ 被监督单位.名称 }}", 3, 8)],
                [label("协助事项"), value("{{ 机构.事项 }}", 3, 8)],
            ],
            widths=(26, 50, 24, 56),
        ),
        flush("{{ 机关.名称 }}："),
        para("本人受聘协助上述检查，根据{{ 依据 }}的规定，郑重承诺："),
        para("一、不复制涉及参保个人的明细数据。"),
        para("二、未经授权，不复制统计数据和财务数据。"),
        para("三、不将工作中获取、知悉的被监督单位资料或者相关信息用于社会保险基金监督管理以外的其他用途。"),
        para("四、不泄露相关个人信息、工作秘密和商业秘密。"),
        para("五、只使用检查组提供或者同意的设备和介质，不接入外部网络，不将资料和数据带离指定场所。"),
        para("六、工作结束或者授权收回时，立即交还全部资料和介质，清除留存的数据，由检查组核对。"),
        para("七、违反上述承诺的，依法承担相应责任；保密义务在工作结束以后继续有效。"),
        form(
            [
                [label("承诺人"), written("签名：＿＿＿＿＿＿＿＿　　" + _DAY, 3, 16)],
                [label("所属机构"), written("对上述人员的承诺负责。（盖章）　　" + _DAY, 3, 20)],
            ],
            widths=(26, 50, 24, 56),
        ),
    ],
)

APPROVAL = document(
    Layout.FORM,
    "第三方聘请审批表和数据授权单",
    [
        title("第三方聘请审批表和数据授权单"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("检查编号"), value("{{ 检查.编号 }}（{{ 检查.形式 }}）", 3, 8)],
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3, 8)],
                [label("聘请机构"), value("{{ 机构.名称 }}", height=8), label("合同编号"), value("{{ 机构.合同号 }}")],
                [label("人　员"), value("{{ 机构.人员 }}", 3, 8)],
                [label("协助事项"), value("{{ 机构.事项 }}", 3, 14)],
                [label("依　据"), value("{{ 依据 }}", 3, 8)],
                [label("授权编号"), value("{{ 授权.编号 }}", height=8), label("数据类别"), value("{{ 授权.类别 }}")],
                [label("数据范围"), value("{{ 授权.范围 }}", 3, 14)],
                [label("授权期限"), value("{{ 授权.期限 }}", 3, 8)],
                [label("使用方式"), value("{{ 授权.方式 }}", 3, 8)],
                [label("承办意见"), written("承办人：{{ 审批.承办人 }}　签名：＿＿＿＿＿＿\n" + _DAY, 3, 16)],
                [
                    label("基金监督\n机构意见"),
                    written("负责人（签名）：＿＿＿＿＿＿＿＿　　" + _DAY, 3, 16),
                ],
                [
                    label("机关负责人\n审批意见"),
                    written("{{ 审批.意见 }}\n{{ 审批.批准人 }}　　签名：＿＿＿＿＿＿　{{ 审批.日期 }}", 3, 20),
                ],
                [label("被授权人\n签　收"), written("已知悉授权内容。签名：＿＿＿＿＿＿　" + _DAY, 3, 14)],
                [
                    label("收回日期"),
                    written("{{ 授权.收回日期 }}", 1, 8),
                    label("收回原因"),
                    value("{{ 授权.收回原因 }}"),
                ],
            ],
            widths=(28, 52, 24, 52),
        ),
        note("说明：第三方不得查看、复制涉及参保个人的明细数据，只能协助检查，不计入检查人员。"),
    ],
)

TEMPLATES: dict[str, Description] = {"D29": UNDERTAKING, "D30": APPROVAL}
