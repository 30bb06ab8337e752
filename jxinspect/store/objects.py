"""Written-once objects: evidence, issued documents, templates, under the SHA-256 of their plain content."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from jxinspect.errors import Damaged, Incomplete, NotFound
from jxinspect.store import durable, passing
from jxinspect.store.at_hand import AtHand
from jxinspect.store.database import unreadable
from jxinspect.store.passing import Advance, Hashing, HashingOut, Intake, Nowhere, Out, Sm3, plain_size, regular

if TYPE_CHECKING:
    from jxinspect.store.keys import Key

FOLDER = "objects"
_CHUNK = 1 << 20


class Objects:
    """The objects of one case file. New ones get their final name at the commit, before the rows that name them."""

    def __init__(self, path: Path, key: Key) -> None:
        self.folder = path / FOLDER
        self._key = key
        self._staged: dict[str, Path] = {}
        self._known: set[str] = set()
        self._at_hand = AtHand()
        self._place = f"{self.folder}{os.sep}"

    @property
    def key(self) -> Key:
        """What the objects are encrypted with."""
        return self._key

    def path_of(self, sha: str) -> Path:
        """Where the (encrypted) object lies, or will lie after the commit."""
        return self.folder / sha[:2] / sha

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256. Keeping the same content twice keeps it once."""
        sha = sha256(data).hexdigest()
        if not self._has(sha):
            content = self._encrypted(data)
            with self._staging() as staged:
                durable.make_whole(str(staged), content)  # without a buffer: a batch makes one for each paper
            self._stage(sha, staged)
            self._at_hand.keep(sha, data)
        return sha

    def put_file(self, path: Path, *, sm3: bool = False, advance: Advance | None = None) -> Intake:
        """Keep the content of a regular file, read once. Incomplete for links, devices, files that change meanwhile.

        `sm3`: compute that digest as well.
        """
        with regular(path) as source:
            before = os.fstat(source.fileno())
            reader, staged = self._take(source, sm3=sm3, advance=advance)
            after = os.fstat(source.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or reader.size != after.st_size:
            staged.unlink(missing_ok=True)
            raise Incomplete(
                f"文件 {path} 在读取时发生了变化",
                why="前后大小或者修改时间不同，摘要没有意义。",
                todo="等它不再变化后重新取证。",
            )
        sha = reader.digest.hexdigest()
        new = not self._has(sha)
        if new:
            self._stage(sha, staged)
        else:
            staged.unlink(missing_ok=True)
        return reader.intake(new=new)

    def put_nothing(self, path: Path, *, sm3: bool = False) -> Intake:
        """The digests of a regular file that is not kept."""
        with regular(path) as source:
            reader = Hashing(source, sm3=sm3)
            while reader.read(_CHUNK):
                pass
        return reader.intake(new=False)

    def get(self, sha: str) -> bytes:
        """The content of an object, compared with its name. NotFound, or Damaged when it does not agree."""
        if sha in self._at_hand:
            return self._at_hand[sha]
        target = BytesIO()
        self._copy(sha, target)
        return target.getvalue()

    def copy_to(self, sha: str, out: Path) -> None:
        """Write the content of an object to `out` (mode 0600), compared with its name; refuse to overwrite."""
        with durable.writing(out):
            target = open(out, "xb", opener=durable.private)  # noqa: SIM115 — a file that was there is not removed below
        try:
            with durable.writing(out), target as file:
                self._copy(sha, file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            durable.forget(out)
            raise

    def copy_into(self, sha: str, target: BinaryIO) -> None:
        """Write the content of an object to an open file, compared with its name at the end."""
        self._copy(sha, target)

    def lies_here(self, sha: str) -> bool:
        """Whether there is an object of this name; whether it is whole, `check` tells."""
        return sha in self._staged or self.path_of(sha).is_file()

    def all_here(self) -> list[str]:
        """The names of all settled objects, in order."""
        return sorted(file.name for file in self.folder.glob("??/*") if file.name[:2] == file.parent.name)

    def size_of(self, sha: str) -> int:
        """The size of an object's content in bytes, from that of its file alone. NotFound, Damaged."""
        path = self.path_of(sha)
        try:
            with path.open("rb") as file:
                return path.stat().st_size if self._key.identity is None else plain_size(file)
        except FileNotFoundError as error:
            raise self._missing(sha) from error
        except ValueError as error:
            raise _damaged(path, f"解不开（{error}）") from error

    def receive(self, sha: str, source: BinaryIO, *, advance: Advance | None = None) -> None:
        """Keep what `source` gives under the name that it came with; Damaged when it is something else."""
        reader, staged = self._take(source, advance=advance)
        if reader.digest.hexdigest() != sha:
            staged.unlink(missing_ok=True)
            raise Damaged(
                f"收到的对象 {sha} 与它的摘要不符",
                why="内容不是名称所说的内容。",
                todo="没有收进它。请对方运行 jxinspect verify 核对后重新发送。",
            )
        self._stage(sha, staged)

    def settle(self) -> None:
        """Make all new objects durable under their final names; the rows that name them may commit after this."""
        with durable.writing(self.folder):
            durable.sync_files(self._staged.values())
            folders = set()
            while self._staged:
                sha, staged = self._staged.popitem()
                folder = f"{self._place}{sha[:2]}"
                if folder not in folders:
                    durable.make_folder(Path(folder))
                    folders.add(folder)
                os.replace(staged, f"{folder}{os.sep}{sha}")  # noqa: PTH105 — as in _has
            durable.sync_folders(map(Path, folders))
            if folders:
                durable.sync_folder(self.folder)

    @property
    def staged(self) -> frozenset[str]:
        """What was put and is not settled."""
        return frozenset(self._staged)

    def discard(self, keep: Collection[str] = ()) -> None:
        """Remove what was put and not settled, but `keep`. Settled ones stay: a failed COMMIT may have taken place."""
        for sha in self.staged.difference(keep):
            self._at_hand.pop(sha, None)
            self._staged.pop(sha).unlink(missing_ok=True)

    def remove(self, digests: Collection[str]) -> None:
        """Remove settled objects for good: only after a record that says so has been committed (办法 38)."""
        for sha in digests:
            self._at_hand.pop(sha, None)
            path = self.path_of(sha)
            with durable.writing(path):
                path.unlink(missing_ok=True)
                if path.parent.is_dir():
                    durable.sync_folder(path.parent)

    def digest(self, sha: str) -> str:
        """The SHA-256 of what is really stored under this name (equal to it unless damaged). NotFound, Damaged."""
        return self._copy(sha, Nowhere(), compare=False)

    def sm3(self, sha: str) -> str:
        """The SM3 of what is really stored under this name. NotFound, Damaged."""
        out = Sm3()
        self._copy(sha, out, compare=False)
        return out.digest.finalize().hex()

    def check(self, sha: str) -> None:
        """Read an object through and compare it with its name. NotFound, or Damaged."""
        self._copy(sha, Nowhere())

    def _stage(self, sha: str, staged: Path) -> None:
        self._staged[sha] = staged

    def _has(self, sha: str) -> bool:
        if sha in self._staged or sha in self._known:
            return True
        if not os.path.exists(f"{self._place}{sha[:2]}{os.sep}{sha}"):  # noqa: PTH110 — see path_of; a batch asks often
            return False
        self.check(sha)  # an object that is there counts only if it is whole
        self._known.add(sha)
        return True

    def _take(self, source: BinaryIO, **more: Any) -> tuple[Hashing, Path]:
        reader = Hashing(source, **more)
        with self._staging() as staged, open(staged, "xb", opener=durable.private) as target:
            self._encrypt(reader, target)
        return reader, staged

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        """A name for a new file beside the objects, which is removed again unless it is written whole."""
        if not self._staged:
            durable.make_folder(self.folder)
        staged = Path(f"{self._place}.{secrets.token_hex(8)}.part")
        try:
            with durable.writing(self.folder):
                yield staged
        except BaseException:
            durable.forget(staged)
            raise

    def _encrypted(self, data: bytes) -> bytes:
        """What is small enough to be in memory, encrypted in one piece."""
        if self._key.identity is None:
            return data
        from pyrage import encrypt

        return bytes(encrypt(data, [self._recipient]))

    @cached_property
    def _recipient(self) -> Any:
        from pyrage import x25519

        assert self._key.identity is not None
        return x25519.Identity.from_str(self._key.identity).to_public()

    def _encrypt(self, reader: Hashing, target: BinaryIO) -> None:
        if self._key.identity is None:
            while chunk := reader.read(_CHUNK):
                target.write(chunk)
            return
        from pyrage import EncryptError, encrypt_io

        out = Out(target)
        try:
            encrypt_io(reader, out, [self._recipient])
        except EncryptError as error:
            out.raise_fault()
            raise OSError(str(error)) from error
        out.raise_fault()

    def _copy(self, sha: str, target: BinaryIO | Nowhere, *, compare: bool = True) -> str:
        path = self._staged.get(sha) or self.path_of(sha)
        out = HashingOut(target)  # type: ignore[arg-type]
        try:
            with path.open("rb") as source:
                self._decrypt(source, out)
        except FileNotFoundError as error:
            raise self._missing(sha) from error
        except PermissionError as error:
            raise unreadable(path, error) from error
        except passing.decrypt_errors() as error:
            out.raise_fault()
            raise _damaged(path, f"解不开（{error}）") from error
        out.raise_fault()
        found = out.digest.hexdigest()
        if compare and found != sha:
            raise _damaged(path, "内容与摘要不符")
        return found

    def _missing(self, sha: str) -> NotFound:
        from jxinspect.store.elsewhere import how_to_fetch, places_in, told

        if found := places_in(self.folder.parent, self._key, sha):
            return NotFound(f"对象 {sha} 不在本机", why=f"它在别处：{told(found)}。", todo=how_to_fetch(found, sha))
        return NotFound(
            f"缺少对象 {sha}",
            why="案卷库的 objects 中没有它。",
            todo="运行 jxinspect verify 查明范围，再从备份恢复；用汇集端的，先试 jxinspect sync fetch。",
        )

    def _decrypt(self, source: BinaryIO, out: HashingOut) -> None:
        if self._key.identity is None:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
            return
        from pyrage import decrypt_io, x25519

        decrypt_io(source, out, [x25519.Identity.from_str(self._key.identity)])


def _damaged(path: Path, why: str) -> Damaged:
    return Damaged(
        f"对象 {path} 已损坏", why=f"{why}。", todo="不要继续使用；从备份取回该文件，再运行 jxinspect verify。"
    )
