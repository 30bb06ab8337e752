"""The office's own templates: taken from the shipped ones, given up again, and told when a release has moved on.

In the office's folder lie `D05.docx`, which is in use; under 原样 the shipped one it was made from; under 旧版 what was
given up, with the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.template_check import inspect
from jxinspect.documents.template_folder import SHIPPED, Found, find_template
from jxinspect.errors import NotFound, Refused
from jxinspect.law.civil import beijing
from jxinspect.store.durable import write_once, writing

#: Colleagues read the template from a shared folder; only who keeps it writes it.
SHARED = 0o644
BASE, FORMER = "原样", "旧版"
SAME, CHANGED, OTHER = "与随程序的相同", "已修改", "与随程序的不同"


def own_templates(office: Path) -> list[Path]:
    """The templates in the office's folder that are in use; copies by other names are not."""
    return [path for kind in sorted(CATALOGUE) if (path := office / f"{kind}.docx").is_file()]


def edit(kind: str, office: Path, *, dry_run: bool = False) -> Path:
    """Copy the shipped template into the office's folder and return where. Raises Refused when there is one already."""
    target, shipped = office / f"{kind}.docx", find_template(kind)
    if not office.is_dir():
        raise NotFound(
            f"找不到本单位模板文件夹：{office}",
            why="配置的文件夹不在",
            todo="建好这个文件夹，或者执行 jxinspect config set templates 文件夹",
        )
    if target.exists():
        raise Refused(
            f"已经有本单位的 {kind} 模板，没有覆盖：{target}",
            why="已有的修改不能丢失",
            todo=f"直接修改这个文件；要从随程序的模板重新开始，先执行 jxinspect doc template reset {kind}",
        )
    if not dry_run:
        with writing(office):
            (office / BASE).mkdir(exist_ok=True)
            (office / BASE / target.name).unlink(missing_ok=True)
        write_once(office / BASE / target.name, shipped)
        write_once(target, shipped)
        target.chmod(SHARED)
    return target


def reset(kind: str, office: Path, at: datetime, *, dry_run: bool = False) -> Path | None:
    """Take the office's template out of use and keep it under 旧版 with the time; None when there was none."""
    own = office / f"{kind}.docx"
    if not own.exists():
        return None
    kept = next(path for path in _former(office / FORMER, kind, at) if not path.exists())
    if not dry_run:
        with writing(office):
            kept.parent.mkdir(exist_ok=True)
            own.rename(kept)
            (office / BASE / own.name).unlink(missing_ok=True)
    return kept


def _former(folder: Path, kind: str, at: datetime) -> Iterator[Path]:
    stem = f"{kind}_{beijing(at):%Y%m%d-%H%M%S}"
    yield folder / f"{stem}.docx"
    yield from (folder / f"{stem}-{n}.docx" for n in range(2, 1000))


def state_of(found: Found) -> str:
    """How the template in use stands to the shipped one; fields that a newer release brought or dropped are named."""
    if found.origin == SHIPPED:
        return ""
    shipped = find_template(found.id)
    if found.data == shipped:
        return SAME
    base = Path(found.path).parent / BASE / f"{found.id}.docx"
    if not base.is_file():
        return OTHER
    before = base.read_bytes()
    return CHANGED if before == shipped else f"{CHANGED}；随程序的模板已更新{_news(before, shipped)}"


def _news(before: bytes, after: bytes) -> str:
    had, has = inspect(before).fields, inspect(after).fields
    said = [("增加字段 ", has - had), ("不再有字段 ", had - has)]
    told = [f"{words}{'、'.join(sorted(names))}" for words, names in said if names]
    return "：" + "，".join(told) if told else ""
