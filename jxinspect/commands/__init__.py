"""Typer only: parse, call one act or read one view, show the result.

How to add a command group, say `plan`:

1.  `commands/plan.py` (no `from __future__ import annotations`: Typer reads the annotations)

        app = App("计划：年度计划、方案、检查组。", example="jxinspect plan year list")

        @app.command("list", example="jxinspect plan list --limit 20")
        def list_(format: Format = ListFormat.TABLE, limit: Limit = 50, offset: Offset = 0) -> None:
            '''列出计划项目。'''
            show_rows(rows("plan_items"), PLAN_ITEMS, format.value, limit=limit, offset=offset)

        @app.command(example="jxinspect plan add --unit 某局 --as 张三")
        def add(unit: Annotated[str, id_option("--unit", help="被监督单位")]) -> None:
            '''登记计划项目。'''
            from jxinspect.acts import plan
            with act("plan.add") as case:
                item = plan.add(case, unit=unit, waivers=waivers())
            done("计划项目已登记", [("number", "编号", item.number)], ["jxinspect plan list"])

    `App` gives help, global options and Chinese errors. Sub-groups: `year = App("年度计划")` and
    `app.add_typer(year, name="year")`. Heavy modules (SQLModel, docx, openpyxl, duckdb) are imported in the function.
    The docstring's first line is the line in the list of commands; each command has an example.
2.  One `Entry` in `commands/registry.py`. `top=True` for a module that holds several words of the first level.
3.  `scripts/docs` writes the reference anew.
"""
