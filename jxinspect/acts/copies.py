"""Readable copies of issued documents in a folder of the user's choice (`--out FOLDER`).

A copy is written after the act is durable: a folder that cannot be written never undoes an issued document, and a
dry run writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from jxinspect.errors import Unwritable
from jxinspect.model.document import Document
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.durable import AT_ONCE, sweep, write_all, write_once, writing

#: Longest name in bytes of UTF-8: ext4 takes 255, and temporary files beside it add some.
LONGEST = 200
#: What Windows, WPS or ZIP tools cannot keep in a name → what stands for it. 六角括号 become round ones.
_SPELLED = str.maketrans('〔〕<>:"/\\|?*', "()＜＞：＂--｜？＊")
#: So many are called by their numbers when they could not be written.
_NAMED = 5
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
#: Devices of DOS, which Windows finds in every folder.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def write_copies(case: CaseFile, folder: Path | None, made: Iterable[Document]) -> list[Path]:
    """Have readable copies of `made` written once the act is committed.

    Returns a list that then holds the paths written, in order; it stays empty without a folder and in a dry run.
    A name that is taken by another content gets “(2)” and so on; the same content is not written again, and what a
    killed command left of it is cleared away.
    Raises Unwritable at once, before anything is committed, when the folder can never be used.
    """
    written: list[Path] = []
    if folder is None:
        return written
    chosen = folder.expanduser()
    require_usable(chosen)
    wanted = [(document, copy_name(case, document)) for document in made]

    case.after_commit(lambda: _write_each(case, chosen, wanted, written))
    return written


def write_draft(folder: Path, name: str, data: bytes) -> Path:
    """Write a file that is no record (a draft, a specimen) under a free name; returns where."""
    chosen = folder.expanduser()
    require_usable(chosen)
    stem, dot, suffix = name.rpartition(".")
    with writing(chosen):
        chosen.mkdir(parents=True, exist_ok=True)
    target = next(path for path in _free(chosen / safe_name(stem, dot + suffix)) if not path.exists())
    write_once(target, data)
    return target


def copy_name(case: CaseFile, document: Document, *, lead: str = "") -> str:
    """The file name of a copy: `lead`, inspection number (ASCII), 文号 or archive code, Chinese title.

    2026-001_样人社监检通(2026)1号_检查通知书.docx; 2026-001-SD-01_送达回证.docx
    """
    if document.inspection_id is not None:
        number = case.get(Inspection, document.inspection_id).number
        lead += "" if document.number.startswith(number) else f"{number}_"
    suffix = Path(document.file_name).suffix
    return safe_name(f"{lead}{document.number}_{document.title}", suffix)


def safe_name(stem: str, suffix: str = "") -> str:
    """A file name that Windows, Linux, WPS and ZIP tools all keep; never empty, never longer than 200 bytes."""
    plain = _CONTROLS.sub("", normalize("NFC", stem)).translate(_SPELLED)
    plain = re.sub(r"\s+", " ", plain).strip(" .") or "未命名"
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    room = LONGEST - len(suffix.encode())
    return plain.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix


def require_usable(folder: Path) -> None:
    """Refuse early what cannot become a folder."""
    for path in (folder, *folder.parents):
        if path.is_dir():
            return
        if path.exists() or path.is_symlink():
            raise Unwritable(
                f"副本不能放在 {folder}",
                why=f"{path} 不是文件夹",
                todo="用 --out 写一个文件夹的路径；这一步没有写入案卷库",
            )


def write_many(case: CaseFile, folder: Path, wanted: Iterable[tuple[Document, str]]) -> None:
    """Write copies under these names, as `write_copy` does; where one cannot be written, it is named."""
    left = list(wanted)
    for start in range(0, len(left), AT_ONCE):
        some, written = left[start : start + AT_ONCE], set[str]()
        with suppress(Unwritable), writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            new = {name: document.sha256 for document, name in some if not (folder / name).exists()}
            write_all(folder, {name: case.objects.get(sha) for name, sha in new.items()})
            written.update(new)
        rest = [one for one in some if one[1] not in written]
        _write_each(case, folder, rest, [], later=left[start + AT_ONCE :])


def write_copy(case: CaseFile, folder: Path, name: str, document: Document) -> Path:
    """Write the copy of a stored document under this name, or the next free one; a copy that is there is kept.

    Unwritable says that the document itself is issued and stays.
    """
    try:
        return _copied(case, folder, name, document)
    except Unwritable as fault:
        raise _not_copied([document], fault) from fault


def _write_each(
    case: CaseFile,
    folder: Path,
    wanted: Sequence[tuple[Document, str]],
    written: list[Path],
    *,
    later: Sequence[tuple[Document, str]] = (),
) -> None:
    """The copies one after the other into `written`; the first that cannot be written ends it, and names all left."""
    for n, (document, name) in enumerate(wanted):
        try:
            written.append(_copied(case, folder, name, document))
        except Unwritable as fault:
            raise _not_copied([left for left, _ in (*wanted[n:], *later)], fault) from fault
    sweep(folder, {path.name for path in written})


def _copied(case: CaseFile, folder: Path, name: str, document: Document) -> Path:
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for target in _free(folder / name):
        with writing(target):
            if not target.exists():
                write_once(target, case.objects.get(document.sha256))
                return target
            if target.is_file() and sha256(target.read_bytes()).hexdigest() == document.sha256:
                return target
    raise AssertionError(name)


def _not_copied(left: Sequence[Document], fault: Unwritable) -> Unwritable:
    numbers = [document.number for document in left]
    if len(numbers) <= _NAMED:
        which, again = "、".join(numbers), f"doc export {' '.join(numbers)}"
    else:
        which, again = f"{'、'.join(numbers[:_NAMED])}等{len(numbers)}份", "export docs"
    return Unwritable(
        f"文书 {which} 已经制发并存入案卷库，但副本没有写出",
        why=f"{fault.what}：{fault.why}",
        todo=f"排除原因后用 jxinspect {again} --out 文件夹 再写，已写好的不再写；不要重新制发",
    )


def _free(target: Path) -> Iterator[Path]:
    """The name itself, then name (2), name (3) …"""
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
