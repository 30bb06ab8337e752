"""A rule of off-site analysis: one SQL file whose first comment is a TOML header (办法 17, 23)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from jxinspect.errors import Incomplete, NotFound
from jxinspect.store.incoming import existing

#: The rules that are shipped, each with its examples beside it.
SHIPPED = Path(__file__).with_name("rules")
EXAMPLES = ".examples.toml"
#: A file of this name beside an office's own rules lays its values over ours.
OWN_PARAMETERS = "parameters.toml"
#: What a hit is worth: H direct loss likely, M control weakness, L quality of data.
STRENGTHS = ("H", "M", "L")
#: Classes that are told but never count as flags by themselves.
ASIDE = ("weak", "boundary", "explained", "suspend")
#: Columns of a result, in order: what a rule must select.
RESULT = ("class", "subject", "person_no", "ym", "amount", "left_row", "right_row", "detail")


class FalsePositive(NamedTuple):
    """A reason for which a hit often turns out to be none. `ground`: the word for it at triage."""

    ground: str
    text: str


class Rule(NamedTuple):
    """One rule. `inputs`, `optional`: table → columns; `parameters`: name in the SQL → key; `classes`: → strength."""

    id: str
    title: str
    basis: tuple[str, ...]
    violation: str
    left: str
    right: str
    inputs: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, str]
    classes: Mapping[str, str]
    rows: Mapping[str, tuple[str, str]]  #: class → its own left and right table, where the rule's do not hold
    false_positives: tuple[FalsePositive, ...]
    limits: tuple[str, ...]  #: what it does not examine, or takes from a source that was not checked; reports say so
    text: str  #: the file as it stands
    sql: str  #: the file without its header
    examples: str  #: the file of examples, empty when there is none
    shipped: bool

    @property
    def version(self) -> str:
        """What tells one wording of the rule from another: 12 hexadecimal digits of the SHA-256 of its file."""
        return sha256(self.text.encode()).hexdigest()[:12]

    @property
    def strength(self) -> str:
        """The greatest strength that one of its classes has; empty when none counts."""
        return min((one for one in self.classes.values() if one in STRENGTHS), key=STRENGTHS.index, default="")

    def sides(self, klass: str) -> tuple[str, str]:
        """The tables of the left and the right row of a class; the right is empty where a hit has only one row."""
        return self.rows.get(klass, (self.left, self.right))

    def columns(self, table: str) -> tuple[str, ...]:
        """What it reads of a table, required first."""
        return tuple(dict.fromkeys((*self.inputs.get(table, ()), *self.optional.get(table, ()))))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it reads, required first."""
        return tuple(dict.fromkeys((*self.inputs, *self.optional)))


def parse(text: str, *, name: str = "", examples: str = "", shipped: bool = False) -> Rule:
    """The rule that a file holds; Incomplete tells what is wrong with its header. `name`: the file, for the message."""
    head, sql = _split(text, name)
    try:
        data = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        _bad(name, f"头部不是正确的 TOML：{error}")
    _known(data, name)
    try:
        return _rule(data, text, sql, examples, shipped)
    except KeyError as error:
        _bad(name, f"头部缺少 {error.args[0]}")
    except (TypeError, AttributeError, ValueError):
        _bad(name, "头部有的项写法不对")


_REQUIRED = ("id", "title", "basis", "violation", "left", "inputs", "classes")
_KNOWN = (*_REQUIRED, "right", "optional", "parameters", "rows", "false_positives", "limits")


def _known(data: Mapping[str, Any], name: str) -> None:
    odd = sorted(set(data) - set(_KNOWN))
    if odd:
        _bad(name, "头部有不认识的项：" + "、".join(odd))


def _split(text: str, name: str) -> tuple[str, str]:
    bare = text.removeprefix("\ufeff").lstrip()
    if not bare.startswith("/*") or "*/" not in bare:
        _bad(name, "文件应当以 /* … */ 的头部开始")
    head, _, sql = bare.removeprefix("/*").partition("*/")
    return head, sql.strip()


def _rule(data: Mapping[str, Any], text: str, sql: str, examples: str, shipped: bool) -> Rule:
    return Rule(
        id=str(data["id"]),
        title=str(data["title"]),
        basis=tuple(str(one) for one in data["basis"]),
        violation=str(data["violation"]),
        left=str(data["left"]),
        right=str(data.get("right", "")),
        inputs=_columns(data["inputs"]),
        optional=_columns(data.get("optional", {})),
        parameters={str(key): str(value) for key, value in data.get("parameters", {}).items()},
        classes={str(key): str(value) for key, value in data["classes"].items()},
        rows={str(key): (str(left), str(right)) for key, (left, right) in data.get("rows", {}).items()},
        false_positives=tuple(FalsePositive(one["ground"], one["text"]) for one in data.get("false_positives", ())),
        limits=tuple(str(one) for one in data.get("limits", ())),
        text=text,
        sql=sql,
        examples=examples,
        shipped=shipped,
    )


def _columns(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {str(table): tuple(str(one) for one in columns) for table, columns in data.items()}


_WHY = "规则是一个 SQL 文件，开头的注释是 TOML 头部（id、title、basis、inputs、classes 等）"
_TODO = "照着 jxinspect inspect rule show R01 --sql 的写法改"


def _bad(name: str, fault: str) -> NoReturn:
    raise Incomplete(f"规则文件{name and ' ' + name} 不能用：{fault}", why=_WHY, todo=_TODO)


def read_rule(path: Path, *, shipped: bool = False) -> Rule:
    """The rule of a file, with the examples beside it."""
    try:
        text = existing(path).read_bytes().decode("utf-8")
        beside = path.with_name(path.stem + EXAMPLES)
        examples = beside.read_bytes().decode("utf-8") if beside.is_file() else ""
    except UnicodeDecodeError:
        _bad(path.name, "应为 UTF-8 编码")
    return parse(text.replace("\r\n", "\n"), name=path.name, examples=examples, shipped=shipped)


@cache
def shipped_rules() -> dict[str, Rule]:
    """The rules that come with the program, by id."""
    return {rule.id: rule for rule in (read_rule(path, shipped=True) for path in sorted(SHIPPED.glob("*.sql")))}


def rules(folder: Path | None = None) -> dict[str, Rule]:
    """The rules that there are, by id: ours, then those of an office's folder. An own rule takes an id that is free."""
    found = dict(shipped_rules())
    bad = list[Incomplete]()
    for path in sorted(folder.glob("*.sql")) if folder else ():
        try:
            rule = read_rule(path)
            if rule.id in found:
                _bad(path.name, f"编号 {rule.id} 已经有规则")
        except Incomplete as fault:
            bad.append(fault)
        else:
            found[rule.id] = rule
    if len(bad) > 1:
        raise Incomplete(f"{len(bad)} 个规则文件不能用", why=_WHY, todo=_TODO, items=[one.what for one in bad])
    if bad:
        raise bad[0]
    return found


def own_parameters(folder: Path | None) -> dict[str, Any]:
    """What the file of parameters in an office's folder says; empty when there is none."""
    path = folder / OWN_PARAMETERS if folder else None
    if path is None or not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Incomplete(
            f"参数文件 {path.name} 不能用：{error}", why="应为 UTF-8 编码的 TOML 文件", todo="改正后再试"
        ) from None


def chosen(words: Sequence[str], folder: Path | None = None) -> list[Rule]:
    """The rules named by id (r23b is R23b) or as files, all when none is named; NotFound tells what there is."""
    known = rules(folder)
    ids = {id_.upper(): id_ for id_ in known}
    words = [ids.get(word.upper(), word) for word in words]
    files = {word: read_rule(Path(word)) for word in words if word.endswith(".sql") or {"/", "\\"} & set(word)}
    unknown = [word for word in words if word not in known and word not in files]
    if unknown:
        raise NotFound(
            "没有这样的规则：" + "、".join(unknown),
            why="有的规则：" + "、".join(known),
            todo="看规则清单：jxinspect inspect rule list；本机关的规则放在设置 rules 的文件夹，或者写规则文件",
        )
    return [files.get(word) or known[word] for word in dict.fromkeys(words)] if words else list(known.values())
