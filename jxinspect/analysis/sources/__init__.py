"""Files of other offices as tables: `open_sources` tells what a file holds, `map_header` what its columns mean.

What the file is decides its content, never its name. Everything is decoded strictly; what cannot be read raises
Incomplete with the place and with what to ask the sender for.
"""

from jxinspect.analysis.sources.mapping import HeaderMapping, map_header
from jxinspect.analysis.sources.opening import open_sources
from jxinspect.analysis.sources.source import Chunk, Source

__all__ = ["Chunk", "HeaderMapping", "Source", "map_header", "open_sources"]
