"""`report dossier`: cover and index of the dossier (D72), and the whole of it as a folder with a page to browse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.leaving import hand_out, lock_asked
from jxinspect.commands.options import Inspection, date_option, term_option
from jxinspect.commands.session import act, case_path, own_staff, unlocked
from jxinspect.errors import Usage
from jxinspect.law.dossier import Audience
from jxinspect.ui.progress import track
from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.acts.dossier import Made
    from jxinspect.store.problem import Problem

EXAMPLE = [
    "jxinspect report dossier 2026-001 --dossier-no 20260001 --fonds 36 --pages 87 --out 卷宗",
    "jxinspect report dossier 2026-001 --for court --received 2026-09-01 --out 提交法院",
    "jxinspect report dossier 2026-001 --for outside --out 对外",
]


def dossier(
    inspection: Inspection,
    *,
    audience: Annotated[
        Audience, term_option(Audience, "--for", help="给谁：归档的是全卷；其余不附副卷，对外的还遮盖个人信息")
    ] = Audience.ARCHIVE,
    received: Annotated[
        date | None, date_option("--received", help="收到起诉状（复议申请书）副本的日期，据此算出提交的最后一日")
    ] = None,
    dossier_no: Annotated[str | None, typer.Option("--dossier-no", help="归档号", metavar="编号")] = None,
    fonds: Annotated[str | None, typer.Option("--fonds", help="全宗号", metavar="编号")] = None,
    pages: Annotated[int | None, typer.Option("--pages", help="全卷页数", min=1, metavar="页数")] = None,
    count_pages: Annotated[
        bool, typer.Option("--count-pages", help="用 LibreOffice 排版，数出每件的页数，目录写明页号")
    ] = False,
    note: Annotated[str | None, typer.Option("--note", help="备考表中的本卷情况说明", metavar="文字")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="卷宗写成哪个文件夹（须是还没有的）；不写则只制作目录", metavar="文件夹"),
    ] = None,
) -> None:
    """卷宗：封面、卷内目录和备考表（D72）；写明 --out 的，写出全卷和离线浏览的网页，附校验值（BagIt）。"""
    from jxinspect.acts import report
    from jxinspect.acts.dossier_view import Asked, requested

    _asked(audience, received, out, count_pages=count_pages)
    verified = _verified() if out else []
    made: Made | None = None
    with _nothing_half(out), act("report.dossier") as case:
        fields: dict[str, Any] = {"dossier_no": dossier_no, "fonds_no": fonds, "pages": pages, "note": note}
        if count_pages:
            fields["counted"] = report.count_pages(case, inspection)
        records, paper = report.dossier(case, inspection, issued=audience is Audience.ARCHIVE, **fields)
        due = requested(received, records)
        uncounted = paper is not None and not report.pages_known(records)
        if out and not given().dry_run:
            made = _put_together(case, records, out, Asked(audience, verified, received))
    facts: list[Fact] = [("documents", "文书", [f"{paper.number} {paper.title}"])] if paper else []
    facts += [("due", "提交期限", [f"{title}：{last}" for title, last in due])] if due else []
    following = [_opening(made.folder) if made else f"jxinspect check {inspection}　归档前对照程序规则检查一遍"]
    if uncounted:
        following.append(
            f"jxinspect report dossier {inspection} --pages 页数　封面的页数空着，装订后数好补上，或者手写"
        )
    done("卷宗已写出" if out else "卷宗目录已制作", [*facts, *_told(made)], following)


def _opening(place: Path) -> str:
    """How the page is opened."""
    from jxinspect.acts.dossier import PAGE

    if given().encrypt_to is not None:
        return f"jxinspect export open {place}　解密，再解压，用浏览器打开 data/{PAGE}"
    return f"用浏览器打开 {place / 'data' / PAGE}"


@contextmanager
def _nothing_half(out: Path | None) -> Iterator[None]:
    """What was put together for an act that did not end well is forgotten."""
    try:
        yield
    except BaseException:
        if out is not None:
            from jxinspect.acts.dossier import drop

            drop(out.expanduser())
        raise


def _asked(audience: Audience, received: date | None, out: Path | None, *, count_pages: bool) -> None:
    if audience is not Audience.ARCHIVE and out is None:
        raise Usage("没有写卷宗放在哪里", why=f"--for {audience.value} 写出卷宗，不制作目录", todo="加 --out 文件夹")
    if audience is not Audience.ARCHIVE and count_pages:
        raise Usage(
            "--count-pages 只用于归档的卷宗", why="页号写在卷内目录里，其余的不重新制作目录", todo="去掉 --count-pages"
        )
    if received is not None and audience is not Audience.COURT:
        raise Usage(
            "--received 只用于提交法院、复议机关的卷宗", why="提交证据的期限从收到副本之日起算", todo="加 --for court"
        )


def _verified() -> "list[Problem]":
    """What the verification finds before anything is handed out: it stands in the dossier, whatever it is."""
    from jxinspect.store.verify import verify

    path = case_path()
    with unlocked(path):
        own_staff(path)
        return verify(path, at=clock(), deep=True)


def _put_together(case: Any, records: Any, out: Path, asked: Any) -> "Made":
    from jxinspect.acts import dossier as whole

    folder, lock = out.expanduser(), lock_asked()

    def permit(count: int, digest: str) -> None:
        hand_out(case, whole.place_of(folder, lock), what="report dossier", count=count, sha256=digest)

    def followed(items: Any) -> Any:
        return track(items, "写出卷宗", len(items))

    made = whole.put_together(case, records, folder, asked, lock=lock, permit=permit, followed=followed)
    case.note(export=whole.facts_of(made) | {"for": asked.audience.value})
    return made


def _told(made: "Made | None") -> list[Fact]:
    if made is None:
        return []
    return [
        ("folder", "卷宗", str(made.folder)),
        ("papers", "文书", f"{made.papers}件"),
        ("evidence", "证据", f"{made.evidence}件"),
        ("files", "文件", f"{made.files}个，共 {made.size} 字节"),
        ("left_out", "没有附上", made.left_out),
        ("manifest", "清单的 SHA-256", made.manifest),
    ]
