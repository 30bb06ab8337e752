"""`rectify import`: the ledger, filled in by the unit or the office, read back as progress of its lines."""

from jxinspect.commands.importing import write_workbook
from jxinspect.commands.options import InputFile, Inspection, TemplateFlag
from jxinspect.commands.session import act, looking
from jxinspect.ui.show import done


def import_(inspection: Inspection, file: InputFile, *, template: TemplateFlag = False) -> None:
    """读入填好的整改台账（rectify ledger 写出的，或者 --template 写出的）；有一处不能用就一项也不登记。"""
    from jxinspect.acts import rectify_import

    if template:
        with looking("rectify.ledger") as case:
            data = rectify_import.workbook(case, inspection)
        write_workbook(file, lambda: data, f"jxinspect rectify import {inspection} {file}")
        return
    with act("rectify.progress") as case:
        made, left = rectify_import.take_in(case, inspection, file)
        facts = [(f"line{one.seq}", f"第{one.seq}项", one.told) for one in made]
    if left:
        facts.append(("left", "未导入", "；".join(left)))
    said = f"整改台账已读入，登记进展{len(made)}项" if made else "整改台账已读入，没有新的进展"
    done(
        said,
        [("file", "文件", str(file)), ("rows", "条数", len(made)), *facts],
        [f"jxinspect rectify list {inspection}"],
    )
