"""`python -m jxinspect` and the `jxinspect` script."""

from __future__ import annotations

import codecs
import gc
import os
import sys

from jxinspect.ui import terminal

#: New objects before the collector looks for what can be freed. Importing makes 190,000 that all stay: looking through
#: them every 700 takes a sixth of the time of a command, once at 100,000 a fortieth, and finds nothing.
YOUNG = 250_000


def run() -> None:
    """Run the command line of this process and exit with its code."""
    if os.name == "posix" and codecs.lookup(sys.getfilesystemencoding()).name in terminal.HOPELESS:
        # No Chinese in arguments or file names can be understood here; begun anew in UTF-8, the same words can.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "jxinspect", *sys.argv[1:]])  # noqa: S606 — itself
    gc.set_threshold(YOUNG)
    from jxinspect.cli import main  # after that, since it imports much

    terminal.prepare()
    code = main()
    gc.freeze()  # the end of the process frees it all; the collector need not look through it once more
    sys.exit(code)


if __name__ == "__main__":
    run()
