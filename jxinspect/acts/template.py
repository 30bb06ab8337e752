"""Templates: which are in use, what they may name, what is wrong with them. No case file is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.faults import Fault, Place
from jxinspect.documents.produce import produce
from jxinspect.documents.proof import prove
from jxinspect.documents.sample import listed, sample_fields
from jxinspect.documents.spec import Layout, Spec, field_names
from jxinspect.documents.template_check import check as faults_of
from jxinspect.documents.template_folder import find_template, locate, shipped_folder
from jxinspect.documents.word import compile_template
from jxinspect.errors import Incomplete, JxinspectError, NotFound, Unwritable
from jxinspect.store.home import templates_folder

LAYOUTS = {
    Layout.OFFICIAL: "公文",
    Layout.DECISION: "决定书",
    Layout.LETTER: "信函",
    Layout.MINUTES: "纪要",
    Layout.FORM: "执法文书",
    Layout.LABEL: "封条",
    Layout.WORKBOOK: "表格（XLSX）",
}
_KIND = re.compile(r"(D\d\d[a-z]?)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A fault with its place in words."""

    file: str
    place: str
    tag: str
    text: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file} {self.place}{' ' + self.tag if self.tag else ''}：{self.text}。{self.todo}"


def spec_of(kind: str) -> Spec:
    """The catalogue's entry, whatever the case of its letter at the end (D26a)."""
    found = {known.upper(): spec for known, spec in CATALOGUE.items()}.get(kind.upper())
    if found is None:
        raise NotFound(
            f"没有文书种类 {kind}",
            why="文书种类写 D 加两位数字，如 D33",
            todo="用 jxinspect doc template list 查看全部种类",
        )
    return found


def kinds() -> list[dict[str, Any]]:
    """Every kind of document with the template it is made from."""
    return [_kind(spec) for spec in sorted(CATALOGUE.values(), key=lambda spec: spec.id)]


def _kind(spec: Spec) -> dict[str, Any]:
    row = {
        "id": spec.id,
        "title": spec.title,
        "layout": LAYOUTS[spec.layout],
        "series": spec.series or spec.archive or "",
        "origin": "",
        "path": "",
    }
    if spec.layout == Layout.WORKBOOK:
        return row | {"origin": "程序生成"}
    found = locate(spec.id, office=templates_folder())
    return row | {"origin": found.origin, "path": found.path}


def fields(kind: str) -> list[dict[str, Any]]:
    """Every field of a document with an example, and whether the template in use prints it."""
    spec = spec_of(kind)
    used: frozenset[str] = frozenset()
    if spec.layout != Layout.WORKBOOK:
        used = frozenset(compile_template(find_template(spec.id, office=templates_folder())).fields)
    return [
        {"field": name, "kind": sort, "used": name in used, "example": example}
        for name, sort, example in listed(sample_fields(spec.id))
    ]


def check(files: Sequence[tuple[Path, str | None]], *, everything: bool) -> tuple[int, list[Found]]:
    """How many templates were looked at, and every fault of all of them."""
    chosen = [(path.name, _kind_of(path, kind), _bytes(path)) for path, kind in files]
    chosen += list(_all()) if everything else []
    return len(chosen), [found for name, kind, data in chosen for found in _faults(name, kind, data)]


def _all() -> Iterator[tuple[str, str, bytes]]:
    for path in sorted(templates_folder().glob("*.docx")):
        yield path.name, _kind_of(path, None), _bytes(path)
    for spec in CATALOGUE.values():
        if spec.layout != Layout.WORKBOOK:
            file = shipped_folder() / f"{spec.id}.docx"
            yield f"{spec.id}.docx", spec.id, file.read_bytes()


def _kind_of(path: Path, named: str | None) -> str:
    found = _KIND.match(path.name)
    if named is None and found is None:
        raise Incomplete(
            f"看不出 {path.name} 是哪种文书的模板",
            why="文件名应当以种类开头，如 D33.docx",
            todo="改文件名，或者写 --kind D33",
        )
    return spec_of(named or (found[1] if found else "")).id


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise NotFound(f"没有这个文件：{path}", why="路径有误", todo="核对文件的路径") from fault
    except OSError as fault:
        raise Unwritable(
            f"读不出文件：{path}", why=str(fault.strerror), todo="检查文件是否被占用、是否有权限"
        ) from fault


def _faults(name: str, kind: str, data: bytes) -> list[Found]:
    example = sample_fields(kind)
    found = [_found(fault) for fault in faults_of(data, field_names(example), name)]
    return found or list(_trial(name, kind, data))


def _found(fault: Fault) -> Found:
    place = Place(fault.part, fault.table, fault.row, fault.cell, fault.paragraph)
    return Found(fault.file, str(place), fault.tag, fault.text, fault.todo)


def _trial(name: str, kind: str, data: bytes) -> Iterator[Found]:
    """What goes wrong when the template is filled with the example and read back."""
    example = sample_fields(kind)
    try:
        template = compile_template(data)
        prove(template, example, template.render(example))
    except JxinspectError as fault:
        yield Found(name, "试填", "", f"{fault.what}（{fault.why}）", fault.todo)


def preview(kind: str, file: Path | None = None) -> tuple[str, bytes]:
    """File name and bytes of a specimen filled with the example."""
    spec = spec_of(kind)
    example = sample_fields(spec.id)
    if file is None:
        made = produce(spec, example)
        return f"{spec.id}_{spec.title}（样张）.{made.suffix}", made.data
    template = compile_template(_bytes(file))
    data = template.render(example)
    prove(template, example, data)
    return f"{spec.id}_{spec.title}（样张）.docx", data
