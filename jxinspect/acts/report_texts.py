"""The free texts of a report: what only the team can write, from options or from a text file with headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jxinspect.errors import Incomplete
from jxinspect.store import incoming
from jxinspect.store.durable import write_once, writing

#: Column → heading in the file and words for the user. The first is the one that an empty file shows.
HEADINGS: dict[str, tuple[str, ...]] = {
    "background": ("被检查单位基本情况", "基本情况"),
    "work": ("检查组织实施情况", "检查开展情况", "实施情况"),
    "evaluation": ("检查评价", "总体评价", "评价"),
    "opinion": ("处理意见", "意见"),
    "suggestions": ("整改建议", "建议"),
    "prevention": ("预防性建议", "预防建议"),
}
#: What may stay blank: the case file says it by itself, or there is nothing to prevent.
OPTIONAL = frozenset({"work", "prevention"})
HINTS = {
    "background": "机构职责、参保和待遇人数、基金收支和结余、经办流程等。",
    "work": "（可以不写；检查时间、人员、范围、方式、取证和承诺情况由案卷库写出。）",
    "evaluation": "对被检查单位社会保险基金收支、管理和内部控制的总体评价。",
    "opinion": "对发现问题的处理意见；没有发现问题的，写明结论。",
    "suggestions": "整改和加强管理的建议。",
    "prevention": "（可以不写；预防同类问题再次发生的建议，如制度、系统控制、培训和宣传。）",
}
_NUMBERING = re.compile(r"^(?:#+\s*|第?[一二三四五六七八九十]+[、.．]\s*|\d+[、.．]\s*|【)+")
LARGEST = 1 << 20


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a file by column."""
    return parse_texts(_decoded(path), incoming.name(path))


def parse_texts(text: str, name: str = "编辑的文字") -> dict[str, str]:
    """Texts by column. Headings stand on lines of their own: # 检查评价, 【检查评价】 or 一、检查评价. Incomplete."""
    found: dict[str, list[str]] = {}
    column = ""
    for n, line in enumerate(text.splitlines(), 1):
        named = _heading(line)
        if named in found and named:
            raise _unusable(name, f"第{n}行的标题“{line.strip()}”重复")
        if named:
            column = named
            found[column] = []
        elif line.lstrip().startswith("#"):
            raise _unusable(name, f"第{n}行的标题“{line.strip()}”不能识别")
        elif column:
            found[column].append(line.strip())
        elif line.strip():
            raise _unusable(name, f"第{n}行在第一个标题之前")
    return {column: "\n".join(filter(None, lines)) for column, lines in found.items()}


def _heading(line: str) -> str:
    words = _NUMBERING.sub("", line.strip()).rstrip("：:】 ")
    return next((column for column, names in HEADINGS.items() if words in names), "")


def _decoded(path: Path) -> str:
    data = incoming.content(path)
    if len(data) > LARGEST:
        raise _unusable(incoming.name(path), "文件超过1兆字节，不像一份报告的文字")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable(incoming.name(path), "不是 UTF-8 或者 GB18030 编码的文本文件")


def _unusable(name: str, why: str) -> Incomplete:
    titles = "、".join(names[0] for names in HEADINGS.values())
    return Incomplete(f"文件不能用：{name}", why=why, todo=f"标题单独成行，写作“# 检查评价”；可用的标题：{titles}")


def outline(texts: Mapping[str, str] | None = None) -> str:
    """All headings with their texts, or with hints where there is none yet."""
    told = texts or {}
    return "\n\n".join(f"# {names[0]}\n{told.get(c) or HINTS[c]}" for c, names in HEADINGS.items()) + "\n"


def unhinted(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts without hints that nobody replaced."""
    return {column: "" if text.strip() == HINTS[column] else text.strip() for column, text in texts.items()}


def write_outline(path: Path) -> Path:
    """An empty text file with all headings and hints to be replaced."""
    text = outline()
    with writing(path):
        write_once(path, text.encode())
    return path


def complete(given: Mapping[str, str | None], before: Mapping[str, str]) -> dict[str, str]:
    """Given texts over those of a former version. Incomplete lists what is missing: no section stays empty."""
    texts = {c: (given.get(c) or "").strip() or before.get(c, "") for c in HEADINGS}
    left = [column for column, text in texts.items() if text and text == HINTS[column]]
    missing = [HEADINGS[c][0] for c, text in texts.items() if not text and c not in OPTIONAL]
    missing += [f"{HEADINGS[c][0]}（还是空白文件的提示语）" for c in left if c not in OPTIONAL]
    if missing:
        raise Incomplete(
            "检查报告的文字不全",
            why="检查报告的每一部分都应当有内容（办法 22(四)）",
            todo="用 --background、--evaluation、--opinion、--suggestions 或者 --file 文件 写明",
            items=missing,
        )
    return texts | dict.fromkeys((c for c in left if c in OPTIONAL), "")
