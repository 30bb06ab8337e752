"""`python -m jxinspect` and the `jxinspect` script."""

from __future__ import annotations

import sys

from jxinspect.cli import main
from jxinspect.ui import terminal


def run() -> None:
    """Run the command line of this process and exit with its code."""
    terminal.prepare()
    sys.exit(main())


if __name__ == "__main__":
    run()
