"""How it stands with people's own signatures: what `sync key signatures`, `status` and the record of duty show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jxinspect.commands.clock import clock
from jxinspect.commands.session import Query, case_path, own_staff, unlocked
from jxinspect.ui.show import show_text
from jxinspect.ui.terminal import YELLOW, paint
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.store.database import Connection

SIGNATURES = columns(
    ("inspection", "检查"),
    ("what", "事项"),
    ("who", "签名人"),
    ("standing", "状态"),
    ("table", "记录"),
    ("record", "编号"),
)


@contextmanager
def _opened() -> "Iterator[Connection]":
    from jxinspect.store.reading import open_reading

    path = case_path()
    with unlocked(path):
        own_staff(path)
        with open_reading(path, at=clock()) as connection:
            yield connection


def signatures_told() -> dict[str, str]:
    """Record → how it stands with the signatures under it, in words."""
    from jxinspect.store.signatures import told_of

    with _opened() as connection:
        return told_of(connection)


def signatures(number: str | None = None, *, unsettled: bool = False) -> list[dict[str, Any]]:
    """One row for each signature that is there or should be; `unsettled`: only what is not in order."""
    from jxinspect.store.reading import rows
    from jxinspect.store.signatures import standings

    with _opened() as connection:
        numbers = {row["id"]: row["number"] for row in rows(connection, "SELECT id, number FROM inspection")}
        found = [
            {
                "inspection": numbers.get(one.inspection or ""),
                "what": one.signing.what,
                "who": one.who,
                "state": one.state,
                "standing": one.told,
                "table": one.signing.table,
                "record": one.record,
            }
            for one in standings(connection)
        ]
    return [
        row
        for row in found
        if number in (None, row["inspection"]) and not (unsettled and row["state"] in ("valid", "none"))
    ]


def unsettled_if_any(query: Query, number: str | None) -> list[dict[str, Any]]:
    """For `status`: what waits for somebody's signature, or is signed and does not hold."""
    return signatures(number, unsettled=True) if query("sync_keys") else []


def show_unsettled(found: list[dict[str, Any]]) -> None:
    """One line for each; nothing when all is in order."""
    if found:
        show_text("\n签名")
    for row in found:
        text = f"{row['inspection'] or ''}  {row['what']}（{row['who']}）{row['standing']}"
        show_text(f"  {paint(text.strip(), YELLOW)}")
    if found:
        show_text("            下一步：本人执行 jxinspect sync key sign　逐项见 jxinspect sync key signatures")
