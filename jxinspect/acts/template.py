"""Templates: which are in use, what they may name, what is wrong with them. No case file is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from jxinspect.acts.template_own import own_templates, state_of
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.faults import Fault, Place, fault, in_file
from jxinspect.documents.produce import faults_of, produce
from jxinspect.documents.sample import listed, sample_fields
from jxinspect.documents.spec import Layout, Spec
from jxinspect.documents.template_check import inspect
from jxinspect.documents.template_folder import SHIPPED, Found, locate
from jxinspect.errors import Incomplete, JxinspectError, NotFound, Unwritable
from jxinspect.store import incoming
from jxinspect.store.reasons import answered

LAYOUTS = {
    Layout.OFFICIAL: "公文",
    Layout.DECISION: "决定书",
    Layout.LETTER: "信函",
    Layout.MINUTES: "纪要",
    Layout.FORM: "执法文书",
    Layout.LABEL: "封条",
    Layout.SHEET: "标签纸",
    Layout.WORKBOOK: "表格（XLSX）",
}
_KIND = re.compile(r"(D\d\d[a-z]?)", re.IGNORECASE)


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


def kinds(office: Path, case: Path | None = None) -> list[dict[str, Any]]:
    """Every kind of document with the template it is made from, and how that differs from the shipped one."""
    return [_kind(spec, office, case) for spec in sorted(CATALOGUE.values(), key=lambda spec: spec.id)]


def _kind(spec: Spec, office: Path, case: Path | None) -> dict[str, Any]:
    row = {
        "id": spec.id,
        "title": spec.title,
        "layout": LAYOUTS[spec.layout],
        "series": spec.series or spec.archive or "",
        "origin": "",
        "state": "",
        "path": "",
    }
    if spec.layout == Layout.WORKBOOK:
        return row | {"origin": "程序生成"}
    found = locate(spec.id, case=case, office=office)
    return row | {"origin": found.origin, "state": state_of(found), "path": found.path}


def fields(kind: str, office: Path) -> list[dict[str, Any]]:
    """Every field of a document: how it is written, an example, whether the template in use prints it and whether a
    template has to."""
    spec = spec_of(kind)
    used: frozenset[str] = frozenset()
    if spec.layout != Layout.WORKBOOK:
        used = frozenset(inspect(locate(spec.id, office=office).data).fields)
    wanted = {name for must in spec.must for name in must.fields}
    return [
        {
            "field": name,
            "kind": sort,
            "used": name in used,
            "wanted": name in wanted,
            "example": example,
        }
        for name, sort, example in listed(sample_fields(spec.id))
    ]


@dataclass(frozen=True)
class Candidate:
    """A template to be looked at."""

    name: str
    kind: str
    data: bytes


def candidates(words: Sequence[str], kind: str | None, office: Path) -> list[Candidate]:
    """What is meant: a file, a kind of document (its template in use), or all that are in use and all that lie in the
    office's folder."""
    return list(dict.fromkeys(one for word in words for one in _meant(word, kind, office)))


def _meant(word: str, kind: str | None, office: Path) -> Iterator[Candidate]:
    named = normalize("NFKC", word).strip()
    if named.casefold() == "all":
        for path in own_templates(office):
            yield Candidate(str(path), path.stem, _bytes(path))
        for spec in CATALOGUE.values():
            if spec.layout != Layout.WORKBOOK:
                yield _in_use(spec.id, office)
    elif _KIND.fullmatch(named) and not Path(word).exists():
        yield _in_use(with_template(named).id, office)
    else:
        path = Path(word)
        data = _bytes(path)
        yield Candidate(word, _kind_of(path, kind), data)


def _in_use(kind: str, office: Path) -> Candidate:
    found = locate(kind, office=office)
    return Candidate(f"{kind}.docx（{SHIPPED}）" if found.origin == SHIPPED else found.path, kind, found.data)


def with_template(kind: str) -> Spec:
    """The entry of a kind that is made from a template."""
    spec = spec_of(kind)
    if spec.layout == Layout.WORKBOOK:
        raise NotFound(
            f"{spec.id}（{spec.title}）没有模板",
            why="这是表格，由程序直接生成",
            todo="用 jxinspect doc template list 查看哪些文书有模板",
        )
    return spec


def check(chosen: Sequence[Candidate]) -> list[Fault]:
    """Every fault of all of them; one without a fault is also filled with the example and read back."""
    return [fault for one in chosen for fault in _faults(one)]


def own_faults(office: Path) -> tuple[int, list[Fault]]:
    """How many templates of its own the office has in use, and every fault of them."""
    chosen = [Candidate(str(path), path.stem, _bytes(path)) for path in own_templates(office)]
    return len(chosen), check(chosen)


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
        return incoming.existing(path).read_bytes()
    except OSError as fault:
        raise Unwritable(f"读不出文件：{path}", why=answered(fault), todo="检查文件是否被占用、是否有权限") from fault


def _faults(one: Candidate) -> list[Fault]:
    return faults_of(one.data, one.kind, one.name) or list(_trial(one))


def _trial(one: Candidate) -> Iterator[Fault]:
    """What goes wrong when the template is filled with the example and read back."""
    try:
        produce(CATALOGUE[one.kind], sample_fields(one.kind), own=Found(one.kind, one.data, "试填", one.name))
    except JxinspectError as error:
        yield in_file(fault(Place("试填"), "", f"{error.what}（{error.why}）", error.todo), one.name)


def preview(kind: str, office: Path, file: Path | None = None) -> tuple[str, bytes]:
    """File name and bytes of a specimen filled with the example."""
    spec = spec_of(kind)
    made = produce(spec, sample_fields(spec.id), office=office, own=given(spec.id, file) if file else None)
    return f"{spec.id}_{spec.title}（样张）.{made.suffix}", made.data


def given(kind: str, file: Path) -> Found:
    """A template that is not in use: of a file somebody names."""
    return Found(kind, _bytes(file), file.name, str(file))
