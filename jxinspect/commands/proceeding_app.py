"""The group `rectify proceeding`, to which several modules add commands."""

from jxinspect.commands.tree import App

proceeding = App(
    "立案、告知、听证、决定、执行、结案（办法 25；行政处罚法 54 至 74）。",
    example=[
        "jxinspect rectify proceeding fine --violation V31-3 --amount 7500 --ended 2025-05-31",
        "jxinspect rectify proceeding open 2026-002 --finding 1 --cause 骗取失业保险培训补贴 --ended 2025-05-31 …",
        "jxinspect rectify proceeding notice 2026-LA-001 --fine 22500 --refund 7500 --reasons …",
        "jxinspect rectify proceeding decide 2026-LA-001 --fine 22500 --refund 7500 --account … --approver 钱主任",
        "jxinspect rectify proceeding list",
    ],
)
hear = App(
    "听证：申请、撤回、通知、举行（行政处罚法 63 至 65）。",
    example=[
        "jxinspect rectify proceeding hear request 2026-LA-001 --applicant 蒋样立 --way 当面递交",
        "jxinspect rectify proceeding hear notice 2026-LA-001 --time 2026-08-10T09:00 --host 冯样听 …",
    ],
)
proceeding.add_typer(hear, name="hear")
