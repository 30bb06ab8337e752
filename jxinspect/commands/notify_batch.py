"""`notify batch`: the same notice for many units from a workbook, CSV or JSON lines (办法 22(二))."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.given import given
from jxinspect.commands.importing import write_template
from jxinspect.commands.options import OutFolder, date_option
from jxinspect.commands.session import act
from jxinspect.errors import Incomplete, JxinspectError, NotFound, Partial
from jxinspect.store import incoming
from jxinspect.ui import messages, terminal
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import progress
from jxinspect.ui.show import Fact, done
from jxinspect.ui.values import Each

if TYPE_CHECKING:
    from jxinspect.acts.batch_copies import Manifest
    from jxinspect.acts.batch_rows import Batch, Wish
    from jxinspect.acts.notify_batch import Head, Issued
    from jxinspect.model.document import Document

WAIVED = "只对个别行越过规则或者知悉提醒的，写在该行的“越过规则”“已知悉提醒”等列"
EXAMPLE = [
    "jxinspect notify batch 通知清单.xlsx --template",
    "jxinspect notify batch 通知清单.xlsx --dry-run",
    "jxinspect notify batch 通知清单.xlsx --out 文书",
    "jxinspect notify batch 通知清单.xlsx --approver 钱主任 --reviewer 孙科长 --set 检查方式=查阅资料 --out 文书",
]
BatchFile = Annotated[
    Path, typer.Argument(help="清单：xlsx、xls、et、ods、csv 或者 JSON 行；- 从标准输入读", metavar="文件")
]


def batch(
    file: BatchFile,
    *,
    enter: Annotated[date | None, date_option("--enter", help="各行相同的进点日期")] = None,
    leave: Annotated[date | None, date_option("--leave", help="各行相同的结束日期")] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="一列的共同内容，用于没有填的各行；可多次", metavar="列名=值")
    ] = None,
    approver: Annotated[
        str | None, typer.Option("--approver", help="一并拟定方案并登记审批：审批的机关负责人", metavar="姓名")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="对各方案的审批意见", metavar="文字")] = "同意",
    reviewer: Annotated[str | None, typer.Option("--reviewer", help="审核人", metavar="姓名")] = None,
    template: Annotated[bool, typer.Option("--template", help="写出空白清单，不制发")] = False,
    out: OutFolder = None,
) -> None:
    """按清单逐个单位制发检查通知书（D05、D06）和资料清单（D08）。

    先把全部各行试办一遍，有一处不合规就一份也不制发，并指出每一处的位置。
    然后分组制发。中断以后再执行同一条命令就接着办，不会重复制发。
    已有待通知检查的行只制发通知；写了 --approver 的，其余各行先按年度计划立项、拟定方案、登记审批。
    """
    if template:
        write_template("notices", file, "jxinspect notify batch")
        return
    from jxinspect.acts.notify_batch import Head

    chosen = _read(file, set_ or [], enter, leave)
    head = Head(approver, text, reviewer) if approver else None
    _Run(chosen, head, out).carry_out()


def _read(file: Path, texts: Sequence[str], enter: date | None, leave: date | None) -> Batch:
    from jxinspect.acts.batch_rows import common_values, read_batch

    usual = {name: value for name, value in (("enter_on", enter), ("leave_on", leave)) if value}
    return read_batch(Path(incoming.name(file)), incoming.content(file), {**common_values(texts), **usual})


class _Run:
    """One run over a batch: what was done before, what is done now, what failed."""

    def __init__(self, batch: Batch, head: Head | None, out: Path | None) -> None:
        self.batch, self.head = batch, head
        self.out = out.expanduser() if out else None
        self.before: Mapping[str, Issued] = {}
        self.elsewhere = 0
        self.now: dict[str, Issued] = {}
        self.failed: list[str] = []

    def carry_out(self) -> None:
        """Rehearse, issue, compare, tell. Partial (10) when rows failed that the rehearsal had let pass."""
        self._rehearse()
        if given().dry_run:
            self._tell(None)
            return
        try:
            self._issue()
        except KeyboardInterrupt:
            self._interrupted()
            raise
        manifest = self._manifest()
        self._tell(manifest)
        if self.failed:
            raise Partial(
                f"{len(self.batch.wishes)} 行中有 {len(self.failed)} 行没有办成",
                why="试办通过以后情况有变，或者模板、事实有误，见上列各行；其余各行已经制发",
                todo="排除原因后再执行同一条命令，只办没有办成的行",
                items=self.failed,
            )

    def _open(self) -> list[Wish]:
        return [wish for wish in self.batch.distinct if wish.digest not in self.before]

    def _rehearse(self) -> None:
        from jxinspect.acts.batch_rehearsal import rehearse, unknown
        from jxinspect.acts.notify_batch import ACT, done_before

        faults: list[tuple[Wish, JxinspectError]] = []
        with act(ACT, rehearsal=True) as case:
            before = done_before(case, self.batch)
            self.before, self.elsewhere = before.done, before.elsewhere
            faults += [(wish, before.faults[wish.digest]) for wish in self._open() if wish.digest in before.faults]
            wishes = [wish for wish in self._open() if wish.row.sound and wish.digest not in before.faults]
            unsound = [wish for wish in self._open() if not wish.row.sound]
            faults += [(wish, found) for wish in unsound if (found := unknown(case, wish, self.head))]
            with progress("试办", len(wishes)) as advance:
                for wish, found in zip(wishes, rehearse(case, wishes, self.head), strict=True):
                    faults += [(wish, found)] if found else []
                    advance(1)
        if faults or self.batch.faults:
            raise self._forbidden(sorted(faults, key=lambda pair: pair[0].order))

    def _forbidden(self, faults: Sequence[tuple[Wish, JxinspectError]]) -> JxinspectError:
        """All faults of all rows in one error, each with its place."""
        told = [*self.batch.faults, *(text for wish, fault in faults for text in wish.told(fault))]
        reasons = dict.fromkeys(fault.why for _, fault in faults if not isinstance(fault, NotFound))
        todos = dict.fromkeys(fault.todo for _, fault in faults)
        return Incomplete(
            f"{self.batch.name} 有 {len(told)} 处不能制发，一份也没有制发",
            why="；".join(["有一处不合规就全部不制发，免得只通知一部分单位", *reasons]),
            todo="；".join(["逐处改正后再执行", *todos, WAIVED]),
            items=[*told, *self.batch.left],
        )

    def _issue(self) -> None:
        from jxinspect.acts.notify_batch import groups

        wishes = self._open()
        with progress("制发", len(wishes)) as advance:
            for group in groups(wishes, self.head):
                made = self._group(group, advance)
                self.now |= {one.wish.digest: one for one in made}
                for one in made:
                    _line("issued", **_issued(one))

    def _group(self, wishes: Sequence[Wish], advance: Callable[[int], None]) -> list[Issued]:
        """Carry out a group; a row that fails is taken out, and the rest of the group begins anew."""
        from jxinspect.acts.batch_copies import write_group
        from jxinspect.acts.notify_batch import ACT, RowFailed, issue_group

        left = list(wishes)
        while left:
            made: list[Issued] = []
            try:
                with act(ACT) as case:
                    for one in issue_group(case, self.batch, left, self.head):
                        made.append(one)
                        advance(1)
                    write_group(case, self.out, made)
            except RowFailed as failed:
                advance(1 - len(made))
                left.remove(failed.wish)
                self._fail(failed.wish, failed.fault)
            else:
                return made
        return []

    def _fail(self, wish: Wish, fault: JxinspectError) -> None:
        told = list(wish.told(fault))
        self.failed += told
        _line("failed", row=wish.row.row, sheet=wish.row.sheet, error=fault.as_dict())

    def _all(self) -> list[Issued]:
        both = {**self.before, **self.now}
        return [both[wish.digest] for wish in self.batch.wishes if wish.digest in both]

    def _manifest(self) -> Manifest | None:
        from jxinspect.acts.batch_copies import write_manifest
        from jxinspect.acts.notify_batch import ACT

        if self.out is None or not self._all():
            return None
        with act(ACT) as case:
            return write_manifest(case, self.out, self.batch, self._all())

    def _interrupted(self) -> None:
        count, total = len(self._all()), len(self.batch.wishes)
        messages.warn(f"已中断：{total} 行中 {count} 行已经制发；再执行同一条命令就从下一行接着办，不会重复制发。")
        _line("summary", interrupted=True, **self._counts())

    def _counts(self) -> dict[str, Any]:
        papers = sum(len(one.documents) for one in self._all())
        rows = {"rows": len(self.batch.wishes), "issued": len(self.now), "before": len(self.before)}
        return {"batch": self.batch.id, **rows, "failed": len(self.failed), "documents": papers}

    def _tell(self, manifest: Manifest | None) -> None:
        counts = self._counts()
        if mode().json:
            _line("summary", dry_run=given().dry_run, **counts, **_manifest_facts(manifest), left=list(self.batch.left))
            return
        done(*self._words(manifest))

    def _words(self, manifest: Manifest | None) -> tuple[str, list[Fact], list[str]]:
        counts = self._counts()
        papers = [paper for one in self._all() for paper in one.documents]
        facts: list[Fact] = [
            ("rows", "清单行数", counts["rows"]),
            ("before", "此前已制发", counts["before"] or None),
            ("documents", "文书份数", counts["documents"] or None),
            ("numbers", "文号", Each(_ranges(papers))),
            ("changed", "清单有增减", f"此前的 {self.elsewhere} 行制发于另一版清单" if self.elsewhere else None),
            ("batch", "批次", self.batch.id[:12]),
            ("left", "没有用到", "；".join(self.batch.left)),
        ]
        if manifest:
            facts += [("manifest", "批次清单", str(manifest.workbook)), ("sha256", "清单摘要", manifest.sha256)]
        if given().dry_run:
            return f"{len(self._open())} 行可以制发", facts, []
        if self.before and not (self.now or self.failed):
            return f"全部 {len(self.before)} 行此前已经制发，没有重复制发", facts, []
        next_ = ["jxinspect notify serve 检查编号 --doc 文号 --method direct …", "jxinspect status"]
        return f"已制发 {len(self.now)} 行的通知书", facts, next_ if self.now else []


def _ranges(papers: Sequence[Document]) -> list[str]:
    """First and last number of each kind of document."""
    kinds: dict[str, list[str]] = {}
    for paper in papers:
        kinds.setdefault(paper.title, []).append(paper.number)
    return [f"{title} {ns[0]}" + (f" 至 {ns[-1]}，共 {len(ns)} 份" if ns[1:] else "") for title, ns in kinds.items()]


def _issued(one: Issued) -> dict[str, Any]:
    papers = [{"kind": d.kind, "number": d.number, "title": d.title, "sha256": d.sha256} for d in one.documents]
    about = {"row": one.wish.row.row, "sheet": one.wish.row.sheet, "inspection": one.number, "unit": one.unit}
    return {**about, "documents": papers}


def _manifest_facts(manifest: Manifest | None) -> dict[str, Any]:
    if manifest is None:
        return {}
    return {"manifest": str(manifest.workbook), "digests": str(manifest.digests), "manifest_sha256": manifest.sha256}


def _line(kind: str, **facts: Any) -> None:
    """One line of JSON, at once: whoever reads knows what is committed."""
    if mode().json:
        terminal.for_machines()
        terminal.out(json.dumps({"message_type": kind, **facts}, ensure_ascii=False) + "\n")
