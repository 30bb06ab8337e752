"""Flips one random bit in every byte of a small encrypted case file's database: `verify` must report each one.

python benchmarks/bitflips.py [STEP]     every STEP-th byte (1: all; takes minutes)
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def main(step: int) -> int:
    from sqlalchemy import MetaData

    from jxinspect.store.create import create_case_file
    from jxinspect.store.verify import damage, verify

    tables = MetaData()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JXINSPECT_HOME"] = str(Path(folder) / "home")
        path = Path(folder) / "flips.jxcase"
        create_case_file(path, "benchmark", clock=NOW, tables=tables)
        assert verify(path, at=NOW, tables=tables) == []
        file, chosen = path / "case.db", random.Random(1)
        whole, missed = file.read_bytes(), 0
        for byte in range(0, len(whole), step):
            data = bytearray(whole)
            data[byte] ^= 1 << chosen.randrange(8)
            file.write_bytes(data)
            if not damage(verify(path, at=NOW, tables=tables)):
                missed += 1
                print(f"byte {byte}: {whole[byte]:08b} to {data[byte]:08b} is not reported", flush=True)
    print(f"{len(range(0, len(whole), step))} flips, {missed} not reported")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
