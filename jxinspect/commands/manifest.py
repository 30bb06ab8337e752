"""What lies in an export folder: a digest for each file, as `sha256sum -c` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

NAME = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write(folder: Path, files: Iterable[Path]) -> Path:
    """Note these files beside those that were noted before and are still there; the whole file is replaced."""
    from jxinspect.store import durable

    place = folder / NAME
    noted = {name: digest for name, digest in _noted(place).items() if (folder / name).is_file()}
    noted |= {file.relative_to(folder).as_posix(): digest_of(file) for file in files}
    durable.write(place, "".join(f"{digest}  {name}\n" for name, digest in sorted(noted.items())).encode())
    return place


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as source:
        digest = sha256()
        while chunk := source.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _noted(place: Path) -> dict[str, str]:
    if not place.is_file():
        return {}
    found = map(_LINE.fullmatch, place.read_text(encoding="utf-8").splitlines())
    return {match[2]: match[1] for match in found if match}
