"""`export open`: a file that was exported encrypted, made readable again."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.given import given
from jxinspect.commands.leaving import secret_in
from jxinspect.errors import Incomplete
from jxinspect.store import incoming
from jxinspect.ui import ask
from jxinspect.ui.show import done

EXAMPLE = [
    "jxinspect export open 人员.csv.age --out 人员.csv",
    "jxinspect export open 人员.csv.age --key 我的密钥.txt --out 人员.csv",
]


def open_(
    file: Annotated[Path, typer.Argument(help="加密的文件（.age）", metavar="文件")],
    *,
    key: Annotated[
        Path | None, typer.Option("--key", help="密钥文件或者口令文件；不写则询问口令", metavar="文件")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写成哪个文件；默认去掉 .age", metavar="文件")] = None,
) -> None:
    """打开加密导出的文件；不需要案卷库。"""
    from jxinspect.store import durable, lock_file

    incoming.existing(file)
    target = out or (file.with_suffix("") if file.suffix == lock_file.SUFFIX else None)
    if target is None:
        raise Incomplete("没有写明写成哪个文件", why=f"{file.name} 不以 .age 结尾", todo="用 --out 写明")
    data = lock_file.opened(file.read_bytes(), secret_in(key) if key else ask.secret("口令", flag="--key 口令文件"))
    if not given().dry_run:
        durable.write_once(target, data)
    done("文件已打开；用完后删除，不要留在共用的地方", [("file", "文件", str(target)), ("size", "字节数", len(data))])
