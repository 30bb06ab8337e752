"""What the tables beside a notice contain: materials that are asked for, faults of what was handed in."""

from __future__ import annotations

from jxinspect.analysis.fields import Field
from jxinspect.law.terms import EvidenceForm

MATERIAL_FIELDS = (
    Field("name", "资料名称", ("名称", "资料"), required=True),
    Field("period", "所属期间", ("期间",), note="不填的按检查所属期间"),
    Field("form", "格式", ("形式",), choices=EvidenceForm),
    Field("copies", "份数", ("数量",), kind="integer"),
    Field("purpose", "用途", ("对应事项", "用途或者对应事项")),
    Field("due_on", "提供期限", ("期限",), kind="date", note="不填的按清单期限"),
    Field("department", "责任部门", ("部门", "科室")),
)
FAULT_FIELDS = (
    Field("file", "文件", ("文件名",), required=True),
    Field("table", "表", ("表名", "工作表")),
    Field("field", "字段", ("栏目", "列")),
    Field("rows", "行", ("行数", "行号", "记录"), note="哪些行或者多少行，如 第3至20行、共18行"),
    Field("problem", "问题", ("不符合项", "情况"), required=True, note="不写完整的身份证号和银行账号"),
)
