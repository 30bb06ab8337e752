"""Which of the planted cases each rule finds: `python -m tests.county`."""

from __future__ import annotations

import sys

import duckdb

from jxinspect.analysis.rule import shipped_rules
from jxinspect.analysis.run import run_rules
from jxinspect.law.parameters import values
from tests.county.cast import EXTRACT_ON
from tests.county.county import REGION, build, lay
from tests.county.crowd import Size
from tests.county.recall import judge, table


def main() -> int:
    """Print one line per rule, then all that went wrong; 1 if anything did."""
    with duckdb.connect() as con:
        county = build(con, Size.of(4_800))
        lay(con, county)
        given = values(EXTRACT_ON, REGION)
        results = run_rules(
            con, shipped_rules().values(), county.available, given, extract_on=EXTRACT_ON, region=REGION
        )
        lines = [judge(result, county.cases) for result in results]
    print(table(lines))
    for line in lines:
        for word in (*line.missed, *line.wrong, *line.strays, line.skipped):
            if word:
                print(f"{line.rule} {word}")
    return 0 if all(line.right for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
