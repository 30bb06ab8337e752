"""`python -m jxinspect` and the `jxinspect` script."""

from __future__ import annotations

import gc
import sys

from jxinspect.cli import main
from jxinspect.ui import terminal

#: New objects before the collector looks for what can be freed. Importing makes 190,000 that all stay: looking through
#: them every 700 takes a sixth of the time of a command, and finds nothing.
YOUNG = 100_000


def run() -> None:
    """Run the command line of this process and exit with its code."""
    gc.set_threshold(YOUNG)
    terminal.prepare()
    sys.exit(main())


if __name__ == "__main__":
    run()
