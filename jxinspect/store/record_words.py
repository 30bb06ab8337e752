"""What tables and fields are called where people read of them; a name that is not here stands as in the journal."""

from __future__ import annotations

from jxinspect.store.called import TITLES

_TABLES = {
    "agency": "机关",
    "staff": "人员",
    "unit": "单位",
    "plan": "年度计划",
    "planitem": "计划项目",
    "scheme": "检查方案",
    "teammember": "检查组成员",
    "finding": "问题",
    "lead": "线索",
    "leak": "信息安全事件",
    "incident": "要情",
    "setting": "设置",
    "device": "设备",
    "strip": "封条",
    "proceeding": "案件",
    "chain": "设备日志",
    "ledgeritem": "整改项目",
    "order": "责令改正",
    "workingpaper": "工作底稿",
}
_FIELDS = {
    "name": "名称",
    "number": "编号",
    "code": "编号",
    "phone": "电话",
    "complaint_phone": "举报电话",
    "contact": "联系人",
    "address": "地址",
    "head": "负责人",
    "head_post": "职务",
    "post": "职务",
    "role": "身份",
    "department": "部门",
    "certificate": "执法证号",
    "certificate_from": "执法证有效期起",
    "certificate_to": "执法证有效期止",
    "state": "阶段",
    "period_from": "检查期间起",
    "period_to": "检查期间止",
    "funds": "险种",
    "amount": "金额",
    "title": "标题",
    "text": "内容",
    "value": "值",
    "credit_code": "统一社会信用代码",
    "type": "类型",
    "letterhead": "发文机关标志",
    "government": "本级人民政府",
    "court": "法院",
    "starts_on": "开始日期",
    "ends_on": "结束日期",
    "year": "年度",
    "n": "序号",
    "series": "发文代字",
}


def table_words(table: str) -> str:
    """“unit” is 单位."""
    return _TABLES.get(table) or TITLES.get(table) or table


def field_words(table: str, field: str) -> str:
    """“phone” is 电话."""
    name = "姓名" if (table, field) == ("staff", "name") else ""
    return name or _FIELDS.get(field, field)


def fields_words(table: str, fields: str) -> str:
    """Several, as a conflict names them: “series,year,n” is 发文代字、年度、序号."""
    return "、".join(field_words(table, one) for one in fields.split(","))
