"""Official documents from DOCX templates: prepared and compiled once, rendered many times.

Safe by four nets: tags must belong to the small language of expression.py; the compiled syntax tree is checked again;
names reach only the given facts, never Python attributes; loops and output are limited. Facts are data: braces in them
are printed, not evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from jxinspect.documents.expression import LOOP_FIELDS
from jxinspect.documents.outline import Outline
from jxinspect.documents.package import QUICK, Entry, entries, entry, write_package
from jxinspect.documents.picture import PICTURE, Picture, drawing, embedded
from jxinspect.documents.prepared import PRINT, Escaped, prepared
from jxinspect.documents.spec import Fields
from jxinspect.documents.values import BLANK_ALLOWED, KEPT, missing, printable, printed, unprintable
from jxinspect.errors import Incomplete

#: Limits of one rendering: rounds of all loops together, and characters of one part.
MAX_ROUNDS = 200_000
MAX_OUTPUT = 32 * 2**20
_LINE = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')


class _Rows(list[Any]):
    """A list of facts whose rounds count against the limit of the rendering."""

    def __init__(self, items: Sequence[Any], budget: _Budget) -> None:
        super().__init__(items)
        self.budget = budget

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():
            self.budget.spend()
            yield item


class _Budget:
    def __init__(self) -> None:
        self.rounds = MAX_ROUNDS

    def spend(self) -> None:
        self.rounds -= 1
        if self.rounds < 0:
            raise Incomplete(
                f"文书的循环超过 {MAX_ROUNDS} 次",
                why="模板的循环嵌套不当，或者列表过长",
                todo="请改正模板，长列表作为附件",
            )


def _guarded(value: Any, budget: _Budget) -> Any:
    # Nearly all facts are plain texts: they are let through where they stand, without a call for each.
    if type(value) is dict or isinstance(value, Mapping):
        return {key: one if type(one) is str else _guarded(one, budget) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return _Rows([one if type(one) is str else _guarded(one, budget) for one in value], budget)
    if isinstance(value, str | int):
        return value
    raise Incomplete(
        f"“{type(value).__name__}”类型的内容不能用于文书", why="文书只由文字和列表构成", todo="请报告开发人员"
    )


class _Environment(ImmutableSandboxedEnvironment):
    """Names lead into the facts and nowhere else."""

    code_generator_class = Escaped

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:  # all that `_guarded` makes; asking for Mapping takes longer
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        raise SecurityError("subscripts are not part of the template language")

    def call(self, *_: Any, **__: Any) -> Any:
        raise SecurityError("calls are not part of the template language")


def _print(value: Any, where: str, filters: tuple[str, ...], joint: str) -> Markup:
    """The fact as text of a run: escaped, line feeds as breaks, or as new paragraphs when a joint is given."""
    if isinstance(value, Undefined):
        raise missing([where])
    if PICTURE in filters:
        return _picture(value, where, filters)
    if not printable(value):
        raise unprintable(where)
    return _text(value, where, filters, joint)


@lru_cache(maxsize=KEPT, typed=True)
def _text(value: str | int, where: str, filters: tuple[str, ...], joint: str) -> Markup:
    text = escape(printed(value, where, filters))
    if "\n" in text:
        text = text.replace("\n", Markup(joint) if joint else _LINE)  # noqa: S704 — from the template
    return text.replace("\t", _TAB) if "\t" in text else text


def _picture(value: Any, where: str, filters: Sequence[str]) -> Markup:
    if isinstance(value, Picture):
        return drawing(value)
    if value == "" and BLANK_ALLOWED.intersection(filters):
        return Markup()
    raise Incomplete(
        f"字段“{where}”不是图片", why=f"“|{PICTURE}”只能用于图片", todo=f"改正模板，去掉“|{PICTURE}”，或者换成图片字段"
    )


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    environment = _Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0)
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters[PRINT] = _print
    return environment


@dataclass(frozen=True)
class _Part:
    name: str
    generate: Callable[[Mapping[str, Any]], Iterator[str]]

    def render(self, scope: Mapping[str, Any]) -> bytes:
        pieces: list[str] = []
        said, size = self.generate(scope), 0
        while some := list(islice(said, 100)):
            size += sum(map(len, some))
            if size > MAX_OUTPUT:
                raise Incomplete("文书过大", why=f"一份文书不超过 {MAX_OUTPUT // 2**20} MB", todo="长列表请作为附件")
            pieces += some
        return ("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + "".join(pieces)).encode()


@dataclass(frozen=True)
class Template:
    """A compiled template. `fields` are the names it uses, items of lists named after their list (检查组.姓名)."""

    name: str
    sha256: str
    fields: frozenset[str]
    outlines: tuple[Outline, ...]
    parts: tuple[_Part, ...]
    static: Mapping[str, Entry]
    lists: Mapping[str, bytes]  #: content types and relations as they are, for pictures to be added to

    def render(self, fields: Fields) -> bytes:
        """The finished DOCX; the same fields give the same bytes. Raises Incomplete listing every missing fact.

        Nothing leaves the house before `proof.prove` has read it back, strictly: a broken part is found there.
        """
        scope = _guarded(fields, _Budget())
        try:
            rendered = {part.name: part.render(scope) for part in self.parts}
        except (UndefinedError, Incomplete) as error:
            if isinstance(error, UndefinedError) or error.items:
                self._name_all_missing(fields)
            raise
        except (TemplateError, RecursionError, OverflowError) as error:
            raise Incomplete(f"模板 {self.name} 不能使用：{error}", why="模板有误", todo="请检查模板") from error
        packed = {**self.static, **{name: entry(name, data, QUICK) for name, data in rendered.items()}}
        packed |= embedded(rendered, fields, self.lists)
        return write_package(packed.values())

    def _name_all_missing(self, fields: Fields) -> None:
        from jxinspect.documents.telling import missing_fields

        names = missing_fields(self.outlines, fields)
        if names:
            raise missing(names) from None


@lru_cache(maxsize=64)
def compile_template(data: bytes, name: str = "模板") -> Template:
    """Check and compile a DOCX template. Raises Incomplete listing all faults with their places."""
    from jxinspect.documents.template_check import inspect

    found = inspect(data, name)
    if found.faults:
        raise Incomplete(
            f"模板 {name} 有 {len(found.faults)} 处错误",
            why="有错误的模板会使文书缺漏",
            todo="请按所列位置改正模板后重试",
            items=[str(item) for item in found.faults],
        )
    tagged = [outline for outline in found.outlines if outline.tags]
    digest = sha256(data).hexdigest()
    return Template(
        name=name,
        sha256=digest,
        fields=frozenset(found.fields),
        outlines=tuple(found.outlines),
        parts=tuple(
            _Part(one.part, prepared(found.roots[one.part], one.part, _environment(), name=name, digest=digest))
            for one in tagged
        ),
        static=entries(found.parts),
        lists={name: part for name, part in found.parts.items() if name.endswith((".rels", "[Content_Types].xml"))},
    )
