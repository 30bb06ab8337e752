"""The county as tables in DuckDB, as rules read them, or as files in GB18030, as an agency hands them over."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.analysis.columns import derived
from jxinspect.analysis.relations import SQL_TYPES
from jxinspect.law.data_tables import DataColumn, known_tables
from tests.county import books, crowd, plantings
from tests.county.cases import Case
from tests.county.cast import Cast
from tests.county.people import credit_code

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The region by whose parameters the rules run.
REGION = "360100"


class County(NamedTuple):
    """What was laid: the planted cases, and the columns of each table."""

    cases: list[Case]
    available: Mapping[str, frozenset[str]]


def build(con: DuckDBPyConnection, size: crowd.Size) -> County:
    """Lay the crowd and all planted cases as `given_<table>`, with the columns that agencies hand over."""
    cast = Cast()
    cases = plantings.all_of(cast)
    for number in range(1, size.units + 1):
        _unit(cast, number)
    for account, title, bank, kind, paper, fund in books.ACCOUNTS:
        cast.add(
            "acct", account_no=account, account_name=title, bank=bank, account_kind=kind, opening_no=paper, fund=fund
        )
    for key, table in known_tables().items():
        columns = ", ".join(f'"{one.name}" {SQL_TYPES[one.type]}' for one in table.columns)
        con.execute(f"CREATE TABLE given_{key} ({columns}{', booked BOOLEAN' if key == 'pay' else ''})")
    for key, rows in cast.rows.items():
        _insert(con, key, rows)
    for name, statement in crowd.statements("crowd.sql", months=crowd.MONTHS, **size._asdict()):
        con.execute(f"INSERT INTO given_{name} BY NAME {statement}" if name in known_tables() else statement)
    for _, statement in crowd.statements("books.sql"):
        con.execute(statement)
    return County(cases, {key: _delivered(con, key) for key in known_tables()})


def _unit(cast: Cast, number: int) -> None:
    cast.add(
        "unit",
        unit_no=f"3601{number:04d}",
        unit_title=f"江西样品{number}有限公司",
        credit_code=credit_code(number),
        unit_state="存续",
        founded_on=date(1985, 5, 6),
        legal_head=f"例众{number}",
        address=f"样本县样品路{number}号",
        phone=f"0791-1{number:07d}",
    )


def _insert(con: DuckDBPyConnection, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    types = {one.name: SQL_TYPES[one.type] for one in known_tables()[key].columns} | {"booked": "BOOLEAN"}
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = ", ".join(f"'{name}': '{types[name]}'" for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "planted.csv")
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([row.get(name) for name in names] for row in rows)
        read = f"read_csv('{path}', header=false, auto_detect=false, columns={{{columns}}})"
        con.execute(f"INSERT INTO given_{key} ({quoted}) SELECT * FROM {read}")


def _delivered(con: DuckDBPyConnection, key: str) -> frozenset[str]:
    columns = known_tables()[key].columns
    counted = con.execute(
        "SELECT " + ", ".join(f'count("{one.name}")' for one in columns) + f" FROM given_{key}"
    ).fetchone()
    assert counted is not None
    return frozenset(one.name for one, count in zip(columns, counted, strict=True) if one.required or count)


def keep(con: DuckDBPyConnection, county: County, folder: Path, tables: Collection[str] = ()) -> dict[str, Path]:
    """The tables as plain Parquet, with the origin of each row."""
    found = {}
    for key in county.available:
        if key in tables or not tables:
            found[key] = folder / f"{key}.parquet"
            origin = f"rowid + 1 AS _row, '{key}.csv' AS _file, '' AS _sheet, rowid + 2 AS _line"
            names = ", ".join(f'"{name}"' for name in sorted(county.available[key]))
            con.execute(f"COPY (SELECT {origin}, {names} FROM given_{key}) TO '{found[key]}' (COMPRESSION zstd)")
    return found


def kept(con: DuckDBPyConnection, folder: Path) -> dict[str, frozenset[str]]:
    """Views of what `keep` wrote, with all that is derived; the columns of each."""
    found = {}
    for path in sorted(folder.glob("*.parquet")):
        read = f"read_parquet('{path}')"
        names = {str(name) for name, *_ in con.execute(f"DESCRIBE FROM {read}").fetchall()}
        computed = "".join(f", {one}" for one in derived(path.stem, names))
        con.execute(f"CREATE VIEW {path.stem} AS SELECT *{computed} FROM {read}")
        found[path.stem] = frozenset(names)
    return found


def lay(con: DuckDBPyConnection, county: County) -> None:
    """The tables as rules read them, with all that is derived."""
    for key in county.available:
        names = [one.name for one in known_tables()[key].columns]
        origin = f"rowid + 1 AS _row, '{key}.csv' AS _file, '' AS _sheet, rowid + 2 AS _line"
        computed = ", ".join([*(f'"{name}"' for name in names), *derived(key, names), origin])
        con.execute(f"CREATE TABLE {key} AS SELECT {computed} FROM given_{key}")
        con.execute(f"DROP TABLE given_{key}")


def export(con: DuckDBPyConnection, county: County, folder: Path, tables: Collection[str] = ()) -> dict[str, Path]:
    """The tables as an agency hands them over: CSV in GB18030 with Chinese titles, amounts in yuan."""
    found = {}
    for key, present in county.available.items():
        wanted = key in tables or not tables
        if wanted and con.execute(f"SELECT 1 FROM given_{key} LIMIT 1").fetchone():
            columns = [one for one in known_tables()[key].columns if one.name in present]
            cells = ", ".join(f'{_written(one)} AS "{one.title}"' for one in columns)
            found[key] = folder / f"{key}.csv"
            plain = folder / f"{key}.utf8"
            con.execute(f"COPY (SELECT {cells} FROM given_{key}) TO '{plain}' (HEADER, DELIMITER ',')")
            _encode(plain, found[key])
            plain.unlink()
    return found


def _written(column: DataColumn) -> str:
    if column.type == "amount":
        return f'CAST("{column.name}" AS DECIMAL(18, 0)) * 0.01'
    return f"strftime(\"{column.name}\", '%Y-%m-%d %H:%M:%S')" if column.type == "moment" else f'"{column.name}"'


def _encode(plain: Path, out: Path) -> None:
    with plain.open(encoding="utf-8", newline="") as source, out.open("w", encoding="gb18030", newline="") as target:
        shutil.copyfileobj(source, target, 1 << 22)
