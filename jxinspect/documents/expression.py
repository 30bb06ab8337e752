"""The small language of templates: fields, conditions, loops. Everything else is refused.

    {{ 单位.名称 }}  {{ 单位.电话|或斜线 }}
    {% if 涉企 and not 附件 %} … {% elif 方式 == '现场' %} … {% else %} … {% endif %}
    {% for 人 in 检查组 %} … {% endfor %}      {%tr … %} repeats or drops table rows, {%p … %} paragraphs

No calls, arithmetic, subscripts, assignments, macros, imports: a template is a form, never a program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jxinspect.documents.values import FILTERS

LOOP_FIELDS = frozenset({"index", "first", "last", "length"})
RESERVED = frozenset(
    {"not", "and", "or", "in", "is", "if", "else", "elif", "for", "endif", "endfor", "true", "false", "none"}
    | {"True", "False", "None", "recursive", "loop", "self", "super"}
)
MAX_DEPTH = 20
MAX_TAG = 400
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[^\W\d]\w*)|(?P<text>'[^'\"\\{}%]*'|\"[^'\"\\{}%]*\")|(?P<number>\d{1,6})(?!\w)|(?P<op>==|!=|[|().]))"
)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_TAG = re.compile(r"\{(?P<open>[{%#])(?P<level>tr|tc|p|r)?(?P<inner>(?:\s.*?)?)(?P<close>[}%#])\}", re.DOTALL)


class Wrong(ValueError):
    """A tag that is no part of the language: what is wrong, and what to write instead."""

    def __init__(self, text: str, todo: str) -> None:
        super().__init__(text)
        self.text, self.todo = text, todo


@dataclass(frozen=True)
class Path:
    """A field: names from the outside in."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True)
class Literal:
    """A text in quotes or a whole number."""

    value: str | int


@dataclass(frozen=True)
class Not:
    """`not` before a condition."""

    operand: Condition


@dataclass(frozen=True)
class Both:
    """`and`, `or`, `==`, `!=` between two operands."""

    word: str
    left: Condition
    right: Condition


Condition = Path | Literal | Not | Both


@dataclass(frozen=True)
class Print:
    """`{{ path|filters }}`"""

    path: Path
    filters: tuple[str, ...]


@dataclass(frozen=True)
class For:
    """`{% for name in path %}`"""

    name: str
    path: Path


@dataclass(frozen=True)
class If:
    """`{% if … %}` (`elif` when alternative)."""

    condition: Condition
    alternative: bool = False


@dataclass(frozen=True)
class Word:
    """`else`, `endif`, `endfor`."""

    word: str


Statement = Print | For | If | Word


def parse_tag(tag: str) -> tuple[str, Statement]:
    """Level ("", "p", "tr") and meaning of one whole tag. Raises Wrong."""
    match = _TAG.fullmatch(tag)
    if not match or {"{": "}"}.get(match["open"], match["open"]) != match["close"]:
        raise Wrong("标签写法不对", "写作 {{ 字段 }}、{% if 字段 %} 或者 {%tr for 项 in 列表 %}")
    if len(tag) > MAX_TAG:
        raise Wrong("标签过长", f"一个标签不超过 {MAX_TAG} 字")
    level, inner = match["level"] or "", match["inner"].translate(_QUOTES)
    if match["open"] == "#":
        raise Wrong("模板中不得留有批注标签", "删去 {# … #}")
    if level in ("tc", "r") or (level and match["open"] == "{"):
        raise Wrong(f"不支持 {level} 标签", "表格行用 {%tr … %}，段落用 {%p … %}，行内用 {% … %}")
    parser = _Parser(inner)
    return level, parser.print_() if match["open"] == "{" else parser.statement()


class _Parser:
    """Recursive descent over the tokens of one tag."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise Wrong("标签不完整", "补全字段名称")
        self.place += 1
        return self.tokens[self.place - 1]

    def end(self) -> None:
        if self.place < len(self.tokens):
            raise Wrong(f"“{self.peek()}”处不允许这样写", "模板只能写字段、条件和循环，不能写计算、函数和代码")

    def print_(self) -> Print:
        path, filters = self.path(), []
        while self.peek() == "|":
            self.take()
            filters.append(self.filter())
        self.end()
        return Print(path, tuple(filters))

    def filter(self) -> str:
        kind, name = self.take()
        if kind != "name" or name not in FILTERS:
            raise Wrong(f"没有“{name}”这个过滤器", f"可用的过滤器：{'、'.join(FILTERS)}")
        return name

    def path(self) -> Path:
        parts = [self.name()]
        while self.peek() == ".":
            self.take()
            parts.append(self.name(inner=True, loop=parts == ["loop"]))
        if parts[0] == "loop" and (len(parts) != 2 or parts[1] not in LOOP_FIELDS):  # noqa: PLR2004
            raise Wrong("loop 的用法不对", "可用 loop.index、loop.first、loop.last、loop.length")
        return Path(tuple(parts))

    def name(self, *, inner: bool = False, loop: bool = False) -> str:
        kind, name = self.take()
        if kind != "name":
            raise Wrong(f"“{name}”不是字段名称", "字段名称由汉字或者字母组成，例如 {{ 被监督单位.名称 }}")
        if name.startswith("_") or name.endswith("__"):
            raise Wrong(f"不允许使用“{name}”", "字段名称不得以下划线开头")
        if name in RESERVED and not (name == "loop" and not inner) and not loop:
            raise Wrong(f"“{name}”是保留字，不能作字段名称", "换一个字段名称")
        if name != unicodedata.normalize("NFKC", name):
            raise Wrong(f"字段名称“{name}”含有全角字母或者兼容字符", f"写作“{unicodedata.normalize('NFKC', name)}”")
        return name

    def statement(self) -> Statement:
        word = self.take()[1]
        if word in ("else", "endif", "endfor"):
            self.end()
            return Word(word)
        if word == "for":
            return self.loop()
        if word in ("if", "elif"):
            condition = self.either(0)
            self.end()
            return If(condition, word == "elif")
        raise Wrong(f"不允许使用“{word}”", "模板只能用 if、elif、else、endif、for、endfor")

    def loop(self) -> For:
        name = self.name(inner=True)
        if self.take()[1] != "in":
            raise Wrong("循环写法不对", "写作 {% for 项 in 列表 %}")
        path = self.path()
        self.end()
        return For(name, path)

    def either(self, depth: int) -> Condition:
        left = self.both(depth)
        while self.peek() == "or":
            self.take()
            left = Both("or", left, self.both(depth))
        return left

    def both(self, depth: int) -> Condition:
        left = self.negation(depth)
        while self.peek() == "and":
            self.take()
            left = Both("and", left, self.negation(depth))
        return left

    def negation(self, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise Wrong("条件嵌套过深", "把条件写得简单些")
        if self.peek() == "not":
            self.take()
            return Not(self.negation(depth + 1))
        left = self.operand(depth)
        if self.peek() in ("==", "!="):
            return Both(self.take()[1], left, self.operand(depth))
        return left

    def operand(self, depth: int) -> Condition:
        kind, text = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if text == "(" and kind == "op":
            self.take()
            inner = self.either(depth + 1)
            if self.take()[1] != ")":
                raise Wrong("括号不成对", "补上右括号")
            return inner
        if kind in ("text", "number"):
            self.take()
            return Literal(text[1:-1] if kind == "text" else int(text))
        return self.path()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place, end)
        if not match:
            raise Wrong(
                f"“{text[place:end].strip()[:20]}”处不允许这样写",
                "模板只能写字段、条件和循环，不能写计算、函数和代码",
            )
        place = match.end()
        yield str(match.lastgroup), match[str(match.lastgroup)]


class Unknown(LookupError):
    """A field that the facts do not have."""


def look_up(path: Path, scope: Mapping[str, Any]) -> Any:
    """The fact a path names. Raises Unknown."""
    value: Any = scope
    for part in path.parts:
        # Asking for Mapping takes longer than the rest, and nearly all facts are plain dicts.
        if (type(value) is not dict and not isinstance(value, Mapping)) or part not in value:
            raise Unknown(str(path))
        value = value[part]
    return value


def holds(condition: Condition, scope: Mapping[str, Any]) -> Any:
    """The value of a condition; its truth decides. Raises Unknown."""
    match condition:
        case Path():
            return look_up(condition, scope)
        case Literal(value):
            return value
        case Not(operand):
            return not holds(operand, scope)
        case Both("and", left, right):
            return holds(left, scope) and holds(right, scope)
        case Both("or", left, right):
            return holds(left, scope) or holds(right, scope)
        case Both(word, left, right):
            same = holds(left, scope) == holds(right, scope)
            return same if word == "==" else not same


def paths_of(condition: Condition) -> Iterator[Path]:
    """Every field a condition looks at."""
    match condition:
        case Path():
            yield condition
        case Not(operand):
            yield from paths_of(operand)
        case Both(_, left, right):
            yield from paths_of(left)
            yield from paths_of(right)
        case Literal():
            return
