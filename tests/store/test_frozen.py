"""What was issued never changes, whoever writes (G55)."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from jxinspect.store.create import create_case_file

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize("table", ["document", "signedpaper", "documentvoid", "custody", "override"])
def test_rows_of_issued_documents_and_custody_cannot_be_updated_by_sql(tmp_path: Path, table: str) -> None:
    path = tmp_path / "office.jxcase"
    create_case_file(path, None, clock=NOW)
    with closing(dbapi2.connect(str(path / "case.db"))) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        columns = list(connection.execute(f"PRAGMA table_info({table})"))
        values = ", ".join("'x'" for _ in columns)
        connection.execute(f"INSERT INTO {table} VALUES ({values})")
        with pytest.raises(dbapi2.DatabaseError, match="G55"):
            connection.execute(f"UPDATE {table} SET id = 'y'")
