"""Templates made ready for rendering: tags prepared by docxtpl, compiled by Jinja, and kept for the next process.

It is kept in the user's own folder by the name of template and part, and used while template, program and Jinja are
the same. What is kept makes the paper and proves nothing: the proof reads the template itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateError
from lxml import etree

from jxinspect import __version__
from jxinspect.documents.values import FILTERS
from jxinspect.errors import Incomplete, JxinspectError
from jxinspect.store import durable
from jxinspect.store.home import part as home_part

#: The filter that every printed field goes through.
PRINT = "print"
#: Characters of the digest that a kept file begins with.
_DIGEST = 32
_SPLIT = re.compile(r"\|\s*分段(?=\s*(?:\||\}\}))")
_NOT_REPEATED = re.compile(r"<w:sectPr\b.*?</w:sectPr>|<w:sectPr\b[^>]*/>|<w:pageBreakBefore\b[^>]*/>", re.DOTALL)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Filter,
    nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Const,
)  # fmt: skip


class Escaped(CodeGenerator):
    """Code that does not hand a field which `print` has escaped to `escape`, only to see that it is escaped."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if isinstance(node, nodes.Filter) and node.name == PRINT:
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Kept(BytecodeCache):
    """Compiled parts in the user's folder; damaged, foreign or unwritable files are as good as none."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, JxinspectError):
            held = self._file(bucket).read_bytes()
            if sha256(held[_DIGEST:]).digest() == held[:_DIGEST]:
                bucket.bytecode_from_string(held[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        with suppress(OSError, JxinspectError):
            durable.write(self._file(bucket), sha256(data).digest() + data)

    def _file(self, bucket: Bucket) -> Path:
        return home_part("prepared") / bucket.key


def prepared(
    root: etree._Element, part: str, environment: Environment, *, name: str, digest: str
) -> Callable[[Mapping[str, Any]], Iterator[str]]:
    """What renders a part of the template of that name and SHA-256. Raises Incomplete when its tags cannot be used."""
    kept = _Kept()
    ours = f"{digest} {__version__} {Path(__file__).stat().st_mtime_ns}"
    bucket = kept.get_bucket(environment, f"{name} {part}", None, ours)
    if bucket.code is None:
        bucket.code = _compiled(root, part, environment)
        kept.set_bucket(bucket)
    template = environment.template_class.from_code(environment, bucket.code, {})
    return lambda scope: template.root_render_func(template.new_context(dict(scope)))


def _compiled(root: etree._Element, part: str, environment: Environment) -> CodeType:
    from docxtpl import DocxTemplate

    source = etree.tostring(root, encoding="unicode")
    # patch_xml uses nothing of its object; a DocxTemplate would read the file a second time and less strictly.
    source, joints = _numbered_joints(DocxTemplate.patch_xml(None, source))
    try:
        tree = environment.parse(source, part)
        _check_tree(tree, joints)
        _wrap_outputs(tree, joints)
        tree.set_environment(environment)
        return environment.compile(tree, part, part)
    except (TemplateError, RecursionError, SyntaxError) as error:
        raise Incomplete(f"模板部件 {part} 不能使用：{error}", why="模板有误", todo="请检查模板中的标签") from error


def _numbered_joints(source: str) -> tuple[str, dict[str, str]]:
    """Give each 分段 a number, and for each number what closes one paragraph and opens the next like it."""
    joints: dict[str, str] = {}

    def numbered(match: re.Match[str]) -> str:
        name = f"分段{len(joints)}"
        joints[name] = _joint(source[: match.start()])
        return f"|{name}"

    return _SPLIT.sub(numbered, source), joints


def _joint(before: str) -> str:
    paragraph = before[max(before.rfind("<w:p>"), before.rfind("<w:p ")) :]
    run = paragraph[max(paragraph.rfind("<w:r>"), paragraph.rfind("<w:r ")) :]
    p_props = re.search(r"<w:pPr>.*?</w:pPr>", paragraph, re.DOTALL)
    r_props = re.match(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)", run, re.DOTALL)
    shape = _NOT_REPEATED.sub("", p_props[0]) if p_props else ""
    look = r_props[1] if r_props else ""
    return f'</w:t></w:r></w:p><w:p>{shape}<w:r>{look}<w:t xml:space="preserve">'


def _check_tree(tree: nodes.Template, joints: Mapping[str, str]) -> None:
    """Refuse whatever the small language does not have, whichever way it came into the source."""
    for node in [tree, *tree.find_all(nodes.Node)]:
        if not isinstance(node, _ALLOWED) or not _harmless(node, joints):
            msg = f"{type(node).__name__} is not part of the template language"
            raise SecurityError(msg)


def _harmless(node: nodes.Node, joints: Mapping[str, str]) -> bool:  # noqa: PLR0911 — one answer per kind of node
    match node:
        case nodes.Name():
            return not node.name.startswith("_") and (node.ctx == "load" or node.name != "loop")
        case nodes.Getattr():
            return not node.attr.startswith("_") and node.ctx == "load"
        case nodes.Filter():
            return (node.name in FILTERS or node.name in joints) and not (node.args or node.kwargs)
        case nodes.For():
            return isinstance(node.target, nodes.Name) and not (node.else_ or node.test or node.recursive)
        case nodes.Operand():
            return node.op in ("eq", "ne")
        case nodes.Const():
            return isinstance(node.value, str | int) and not isinstance(node.value, bool)
        case _:
            return True


def _wrap_outputs(tree: nodes.Template, joints: Mapping[str, str]) -> None:
    """Let every printed field go through `print` with its name, filters and joint."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _wrapped(node, joints) for node in output.nodes
        ]


def _wrapped(node: nodes.Expr, joints: Mapping[str, str]) -> nodes.Filter:
    names: list[str] = []
    while isinstance(node, nodes.Filter):
        names.insert(0, node.name)
        if node.node is None:
            raise SecurityError("filter without a field")
        node = node.node
    joint = next((joints[name] for name in names if name in joints), "")
    filters = ["分段" if name in joints else name for name in names]
    arguments = [nodes.Const(_dotted(node)), nodes.Const(tuple(filters)), nodes.Const(joint)]
    return nodes.Filter(node, PRINT, arguments, [], None, None, lineno=node.lineno)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    if isinstance(node, nodes.Name):
        return node.name
    raise SecurityError("only fields can be printed")
