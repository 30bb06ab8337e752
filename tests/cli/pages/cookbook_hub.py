"""What docs/cookbook-hub.zh-CN.md goes on from: the laptops of cookbook-sync, enrolled; a server with a PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.cli.pages import cookbook_sync
from tests.cli.pages.cookbook_service import AGENCY

CLOCK = cookbook_sync.CLOCK
SCHEME = (
    "plan scheme new --unit 样本县社会保险服务中心 --ad-hoc 上级交办核查失业保险待遇 --form special --fund 失业 "
    "--from 2025-01-01 --to 2025-12-31 --items 失业保险基金支付 --scope 2025年度失业保险待遇 --matter CL-11-4 "
    "--starts 2026-03-12 --ends 2026-03-20 --method 查阅凭证、询问 --material 支付明细 --leader 测一鸣 --member 样二航"
)
BEFORE = (
    *(
        f"机关$ jxinspect {words}"
        for words in (
            "init 案卷.jxcase --passphrase-file 口令.txt --as 孙例平",
            "config set actor 孙例平",
            AGENCY,
            "plan staff import 人员.xlsx",
            "plan unit import 单位.xlsx",
            SCHEME,
            "plan scheme approve 2026-001 --reviewer 孙例平 --review-text 拟同意 --approver 钱样明 --text 同意",
            "notify onsite 2026-001 --enter 2026-03-12   # 2026-03-04 09:00",
            "sync init",
        )
    ),
    "二组$ jxinspect sync card -o ../U盘/二组名片.json --name 二组笔记本",
    "机关$ jxinspect sync device add ../U盘/二组名片.json --holder 测一鸣 --yes",
)


def write_files(folder: Path) -> None:
    """The same as there, and the folder of the server in which objects lie."""
    cookbook_sync.write_files(folder)
    (folder / "服务器").mkdir()


@contextmanager
def playing() -> Iterator[None]:
    """The server that the page names is a PostgreSQL of this machine."""
    import psycopg

    from tests.servers import empty_hub, postgres_running

    connect: Callable[..., object] = psycopg.connect
    with ExitStack() as stack:
        stack.enter_context(cookbook_sync.playing())
        sockets = stack.enter_context(TemporaryDirectory())
        hub = stack.enter_context(empty_hub(stack.enter_context(postgres_running(Path(sockets)))))
        stack.enter_context(patch("psycopg.connect", lambda *_, **options: connect(hub, **options)))
        yield
