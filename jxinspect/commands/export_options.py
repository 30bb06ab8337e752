"""What the exports share: formats, encodings, and which documents by what became of them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FileKind(StrEnum):
    """Formats of an exported list."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    JSONL = "jsonl"


class Encoding(StrEnum):
    """Encodings of an exported CSV."""

    UTF8 = "utf-8"
    GB18030 = "gb18030"


class DocState(StrEnum):
    """What became of a document."""

    VALID = "valid"
    VOID = "void"
    SERVED = "served"
    UNSERVED = "unserved"
    SIGNED = "signed"
    ALL = "all"


STATES = {
    DocState.VALID: "NOT d.void",
    DocState.VOID: "d.void",
    DocState.SERVED: "NOT d.void AND d.received_on IS NOT NULL",
    DocState.UNSERVED: "NOT d.void AND d.received_on IS NULL",
    DocState.SIGNED: "NOT d.void AND d.signed > 0",
    DocState.ALL: "1",
}

Kind = Annotated[FileKind | None, typer.Option("--format", "-f", help="格式；不写则看文件名，都没有则是 csv")]
Coded = Annotated[Encoding, typer.Option("--encoding", help="csv 的编码；utf-8 带 BOM，Excel 和 WPS 能直接打开")]
Folder = Annotated[Path, typer.Option("--out", "-o", help="放在哪个文件夹", metavar="文件夹")]
Words = Annotated[list[str], typer.Argument(help="清单的名称，后面可以写它自己的筛选选项", metavar="清单...")]
