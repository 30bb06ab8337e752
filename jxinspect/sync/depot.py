"""The object store of a hub, by its address: a folder (`file:///…`), or S3 and what speaks its protocol (`s3://…`).

What lies there is age ciphertext under the SHA-256 of the plain content, written once. The store needs no trust but for
keeping it: every object that comes back is decrypted and compared with its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from jxinspect.errors import Incomplete, JxinspectError, Locked, NotFound, Unwritable, Usage
from jxinspect.store import durable

if TYPE_CHECKING:
    from obstore.store import ObjectStore, S3Config

#: Up to this many bytes are sent as one piece that the store refuses if the name is taken; more goes in parts.
ONE_PIECE = 64 << 20
#: An object is read in pieces of at least so many bytes.
PIECE = 1 << 20
#: How long a silent store is waited for.
PATIENCE = timedelta(seconds=20)
RETRIES = 4


class Depot:
    """The objects of one case in a store."""

    def __init__(self, store: ObjectStore, case_id: str, url: str) -> None:
        self.url = url
        self._store = store
        self._case = case_id

    def name(self, sha: str) -> str:
        """Where the object lies in the store."""
        return f"{self._case}/{sha[:2]}/{sha}"

    def put(self, sha: str, sealed: BinaryIO) -> bool:
        """Keep the ciphertext of an object; False when one of that name is there, which stays as it is."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        if self.size(sha) is not None:
            return False
        small = sealed.seek(0, os.SEEK_END) <= ONE_PIECE
        sealed.seek(0)
        with self._store_errors():
            try:
                if small:
                    obstore.put(self._store, self.name(sha), sealed, mode="create", use_multipart=False)
                else:
                    obstore.put(self._store, self.name(sha), sealed)
            except AlreadyExistsError:
                return False
        self._settle(sha)
        return True

    def size(self, sha: str) -> int | None:
        """Bytes of the ciphertext; None when there is no such object."""
        import obstore

        with self._store_errors():
            try:
                return int(obstore.head(self._store, self.name(sha))["size"])
            except FileNotFoundError:
                return None

    @contextmanager
    def reader(self, sha: str) -> Iterator[BinaryIO]:
        """The ciphertext of an object, read while it comes. NotFound when the store has none."""
        import obstore

        with self._store_errors():
            try:
                source = obstore.get(self._store, self.name(sha)).stream(min_chunk_size=PIECE)
            except FileNotFoundError:
                raise absent(sha, self.url) from None
        reader = _Reader(source, self._store_errors)
        try:
            yield cast("BinaryIO", reader)
        except Exception as error:
            if reader.fault is not None and error is not reader.fault:
                raise reader.fault from error
            raise

    def names(self) -> Iterator[tuple[str, int]]:
        """Digest and bytes of ciphertext of every object of the case."""
        import obstore

        with self._store_errors():
            pages = iter(obstore.list(self._store, self._case))
        while True:
            with self._store_errors():
                page = next(pages, None)
            if page is None:
                return
            yield from ((one["path"].rpartition("/")[2], int(one["size"])) for one in page)

    def remove(self, sha: str) -> None:
        """Take an object away: only what the law has had purged from the case file (办法 38)."""
        import obstore

        with self._store_errors():
            try:
                obstore.delete(self._store, self.name(sha))
            except FileNotFoundError:
                return

    def _settle(self, sha: str) -> None:
        """In a folder: survive a power cut; a server does that by itself."""
        if urlsplit(self.url).scheme == "file":
            place = _folder(self.url) / self.name(sha)
            with durable.writing(place):
                durable.sync_file(place)
                for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
                    durable.sync_folder(folder)

    @contextmanager
    def _store_errors(self) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, OSError) as error:
            raise told(error, self.url) from error


class _Reader:
    """What pyrage reads from: the pieces of an answer as they come. It makes another error of ours, which is kept."""

    def __init__(self, pieces: Iterable[Any], errors: Callable[[], AbstractContextManager[None]]) -> None:
        self._pieces = iter(pieces)
        self._errors = errors
        self._rest = memoryview(b"")
        self.fault: JxinspectError | None = None

    def read(self, count: int = -1) -> bytes:
        if count < 0:
            return bytes(self._rest) + b"".join(iter(self._next, b""))
        if not self._rest:
            self._rest = memoryview(self._next())
        taken, self._rest = self._rest[:count], self._rest[count:]
        return bytes(taken)

    def _next(self) -> bytes:
        try:
            with self._errors():
                return bytes(next(self._pieces, b""))
        except JxinspectError as fault:
            self.fault = fault
            raise


def open_depot(url: str, case_id: str, environment: Mapping[str, str] = os.environ) -> Depot:
    """The store at an address. Usage for an address that means nothing, Incomplete without the extra."""
    try:
        from obstore.store import LocalStore, S3Store
    except ImportError:
        raise not_installed("obstore") from None
    address = tidy(url)
    parts = urlsplit(address)
    if parts.scheme == "file":
        folder = _folder(address)
        durable.make_folder(folder)
        return Depot(LocalStore(folder), case_id, address)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    endpoint = options.get("endpoint") or environment.get("AWS_ENDPOINT_URL")
    plain = bool(endpoint and endpoint.startswith("http://"))
    config: S3Config = {"region": options.get("region") or environment.get("AWS_REGION") or "us-east-1"}
    if endpoint:
        config["endpoint"] = endpoint
    store = S3Store(
        parts.netloc,
        prefix=unquote(parts.path).strip("/") or None,
        config=config,
        client_options={"allow_http": plain, "connect_timeout": "5s", "timeout": "300s"},
        retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE},
    )
    return Depot(store, case_id, address)


def tidy(url: str) -> str:
    """The address as it is remembered. Usage for one that holds a secret, or is of another kind."""
    text = url.strip()
    if "://" not in text:
        return Path(text).expanduser().resolve().as_uri()
    parts = urlsplit(text)
    if parts.username or parts.password or {"access_key_id", "secret_access_key"} & dict(parse_qsl(parts.query)).keys():
        raise Usage(
            "对象库的地址里不能写密钥",
            why="命令行和日志会把它留下来",
            todo="用环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY 给出密钥",
        )
    unknown = dict(parse_qsl(parts.query)).keys() - {"endpoint", "region"}
    if parts.scheme not in ("file", "s3") or unknown or (parts.scheme == "s3" and not parts.netloc):
        raise Usage(
            f"对象库的地址不能用：{text}",
            why="可以是文件夹（file:///…，或者路径）和 s3://桶/前缀?endpoint=https://…&region=…",
            todo="改写 --objects",
        )
    return text


def _folder(url: str) -> Path:
    from urllib.request import url2pathname

    return Path(url2pathname(urlsplit(url).path))


def not_installed(package: str) -> Incomplete:
    """What to say without the extra `hub`."""
    return Incomplete(f"没有安装 {package}", why="使用汇集端要另外安装", todo="python3 -m pip install 'jxinspect[hub]'")


def absent(sha: str, url: str) -> NotFound:
    """What to say of an object that the store lacks."""
    return NotFound(
        f"对象库里没有 {sha}",
        why=f"{url} 中查不到；可能还没有人推送，或者对象库被换过",
        todo="请有这份内容的设备执行 jxinspect sync push，再重试",
    )


def told(error: Exception, url: str) -> JxinspectError:
    """The error of a store as one of ours: no permission (7), full or out of reach (9)."""
    from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

    text = str(error).strip().partition("\n")[0].partition(": <?xml")[0]
    denied = isinstance(error, (UnauthenticatedError, PermissionDeniedError, PermissionError))
    if denied or "403 Forbidden" in text or "401 Unauthorized" in text:
        return Locked(
            f"对象库不让使用：{url}",
            why=text,
            todo="核对 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（文件夹则是它的权限），再重试",
        )
    if "No space left" in text or "os error 28" in text or "os error 122" in text:
        return Unwritable(f"对象库已满：{url}", why="磁盘已满", todo="腾出空间后重新执行；已经送到的不会再送")
    return Unwritable(
        f"对象库没有回应：{url}", why=text, todo="核对地址、网络和对象库是否在运行，再重新执行；已经送到的不会再送"
    )
