"""`seal preserve`: evidence registered and kept in a proceeding (行政处罚法 56). Not a sealing of 办法 19."""

from typing import Annotated

from jxinspect.commands.made import made
from jxinspect.commands.options import OutFolder
from jxinspect.commands.proceeding_options import Approver, External, Number, Outcome, Unsigned, text_option
from jxinspect.commands.session import act
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.law.terms import SignOutcome

preserve = App(
    "先行登记保存：只在立案的案件里用，七个工作日内处理（行政处罚法 56）；与封存资料（办法 19）不是一回事。",
    example=[
        "jxinspect seal preserve create 2026-LA-001 --item 2025年签到表原件/1册/缺第3页 --reason … --keeper 沈例宁 …",
        "jxinspect seal preserve decide 2026-LA-001 --handling 复制后退还 --approver 钱主任",
    ],
)


def _items(texts: list[str]) -> list[tuple[str, str, str]]:
    found = []
    for text in texts:
        parts = [part.strip() for part in text.replace("／", "/").split("/")]
        if not 2 <= len(parts) <= 3 or not all(parts[:2]):  # noqa: PLR2004 — name, quantity, features
            raise Usage(f"--item 的写法不对：{text}", why="按“名称/数量/特征”写，特征可以不写", todo="改正 --item")
        found.append((parts[0], parts[1], parts[2] if len(parts) > 2 else ""))  # noqa: PLR2004
    return found


@preserve.command(
    example="jxinspect seal preserve create 2026-LA-001 --item 2025年签到表原件/1册 "
    "--reason 可能被销毁 --place 教务处 --keeper 沈例宁 …"
)
def create(
    number: Number,
    *,
    item: Annotated[list[str], text_option("--item", help="证据", metavar="名称/数量/特征")],
    reason: Annotated[str, text_option("--reason", help="可能灭失或者以后难以取得的理由")],
    place: Annotated[str, text_option("--place", help="保存地点")],
    keeper: Annotated[str, text_option("--keeper", help="保管人")],
    attended: Annotated[str, text_option("--attended", help="在场的人及职务")],
    approver: Approver,
    officer: Annotated[list[str] | None, text_option("--officer", help="执法人员；默认承办人", metavar="姓名")] = None,
    outcome: Outcome = SignOutcome.SIGNED,
    unsigned: Unsigned = "",
    external: External = None,
    out: OutFolder = None,
) -> None:
    """先行登记保存证据：审批表（D39）、通知书和清单（D39a），七个工作日的期限自动提醒。"""
    from jxinspect.acts import seal_preserve as acts
    from jxinspect.acts.copies import write_copies

    with act("seal.preserve") as case:
        row, papers = acts.preserve(
            case,
            number,
            items=_items(item),
            reason=reason,
            place=place,
            keeper=keeper,
            attended=attended,
            approver=approver,
            officers=officer or (),
            outcome=outcome,
            unsigned=unsigned,
            external_number=external,
        )
        copies = write_copies(case, out, papers)
    made(
        "证据已先行登记保存",
        papers,
        copies,
        [("number", "案件编号", number), ("ends_on", "最晚作出处理决定", row.ends_on)],
        [f"jxinspect seal preserve decide {number} --handling 处理 --approver 机关负责人"],
    )


@preserve.command(example="jxinspect seal preserve decide 2026-LA-001 --handling 复制核对后退还 --approver 钱主任")
def decide(
    number: Number,
    *,
    handling: Annotated[str, text_option("--handling", help="退还、作为证据收存、移送等处理")],
    approver: Approver,
    external: External = None,
    out: OutFolder = None,
) -> None:
    """作出处理决定（D39b）。"""
    from jxinspect.acts import seal_preserve as acts
    from jxinspect.acts.copies import write_copies

    with act("seal.preserve.decide") as case:
        row, paper = acts.decide_preserved(case, number, handling=handling, approver=approver, external_number=external)
        copies = write_copies(case, out, [paper])
    made(
        "先行登记保存的证据已处理", [paper], copies, [("number", "案件编号", number), ("handling", "处理", row.decided)]
    )
