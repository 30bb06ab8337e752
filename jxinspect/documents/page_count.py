"""How many pages papers have on paper: LibreOffice lays them out, as it would print them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from jxinspect.errors import Incomplete, NotFound

#: A leaf of the page tree of a PDF; "Pages" are its branches.
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"}
_LAID_OUT = {".docx", ".xlsx"}
#: Files in one run of LibreOffice: a command line of Windows holds no more.
_AT_ONCE = 40


def office() -> str:
    """The program that lays papers out; NotFound without it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise NotFound(
            "没有找到 LibreOffice",
            why="页数由它排版后数出",
            todo="安装 LibreOffice 并使 soffice 在 PATH 中；或者不写 --count-pages，装订后手写页号",
        )
    return found


def count_pages(files: Mapping[str, tuple[str, bytes]], folder: Path) -> dict[str, int]:
    """Pages by key of `files` (key → suffix, content). What cannot be laid out is left out.

    The files lie in `folder`, which is private, while it takes.
    """
    counts = {key: 1 for key, (suffix, _) in files.items() if suffix.lower() in _PICTURES}
    counts |= {key: pages_of(data) for key, (suffix, data) in files.items() if suffix.lower() == ".pdf"}
    waiting = [(key, *one) for key, one in files.items() if one[0].lower() in _LAID_OUT]
    with TemporaryDirectory(dir=folder) as place:
        for start in range(0, len(waiting), _AT_ONCE):
            counts |= _laid_out(waiting[start : start + _AT_ONCE], Path(place))
    return {key: pages for key, pages in counts.items() if pages}


def pages_of(pdf: bytes) -> int:
    """The pages of a PDF; 0 when they cannot be counted because its page tree is compressed."""
    return len(_PAGE.findall(pdf))


def _laid_out(some: list[tuple[str, str, bytes]], place: Path) -> dict[str, int]:
    paths = [place / f"{n}{suffix}" for n, (_, suffix, _) in enumerate(some)]
    for path, (_, _, data) in zip(paths, some, strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    words = [office(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), *map(str, paths)]
    ended = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 — our own words
    if ended.returncode:
        told = ended.stderr.decode(errors="replace").strip().splitlines()
        raise Incomplete("LibreOffice 没有排出版面", why=(told or ["没有说明"])[-1], todo="关闭 LibreOffice 后再执行")
    made = [(key, path.with_suffix(".pdf")) for (key, _, _), path in zip(some, paths, strict=True)]
    counts = {key: pages_of(pdf.read_bytes()) for key, pdf in made if pdf.exists()}
    for path in (*paths, *(pdf for _, pdf in made)):
        path.unlink(missing_ok=True)
    return counts
