"""A process that writes acts into a case file and says after each that it is done. Run as a script by the tests."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import MetaData

from jxinspect.errors import JxinspectError
from jxinspect.model.base import Record, listing, object_ref
from jxinspect.store.casefile import open_case_file

TABLES = MetaData()


class Thing(Record, table=True):
    metadata = TABLES
    __tablename__ = "thing"

    name: str
    n: int = 0
    photo: str | None = object_ref(default=None)
    words: list[str] = listing()
    kind: str = "on_site"
    at: datetime | None = None


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(path: Path, actor: str, count: int, hold: float) -> int:
    import time

    tell("ready")
    for number in range(count):
        try:
            with open_case_file(path, actor=actor, act="write", clock=datetime.now(UTC), wait=60) as case:
                case.add(Thing(name=f"{actor} {number}", n=number, photo=case.objects.put(f"{actor}{number}".encode())))
                if hold:
                    tell("holding")
                    time.sleep(hold)
        except JxinspectError as error:
            tell(f"{type(error).__name__} {error.why}")
            return error.code
        tell(str(number))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
