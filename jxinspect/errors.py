"""One family of errors; the class decides the exit code, the raise site gives the facts.

    JxinspectError            1   our own fault
    ├── Usage                 2   wrong command line
    ├── NotFound              3   no such record, file or article
    ├── Refused               4   the law or the state forbids it
    ├── Incomplete            5   facts are missing or the input is not usable
    ├── Busy                  6   somebody else holds the case file
    ├── Locked                7   wrong passphrase, no key, no permission
    ├── Damaged               8   a digest, chain or signature does not hold
    ├── Unwritable            9   disk full, permission, path, device gone
    ├── Partial              10   some items of a batch failed
    └── Unresolved           11   a conflict waits for a ruling

Every error says three things: what failed, why (with the article), and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class JxinspectError(Exception):
    """程序内部错误。"""

    code: ClassVar[int] = 1

    def __init__(self, what: str, *, why: str, todo: str, items: Sequence[str] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.todo = todo
        #: Each fault, hit or place by itself, for errors that speak of several.
        self.items = tuple(items)

    def as_dict(self) -> dict[str, object]:
        """The error as scripts read it: the class name is stable, the texts are not."""
        return {
            "error": type(self).__name__,
            "code": self.code,
            "what": self.what,
            "why": self.why,
            "todo": self.todo,
            "items": list(self.items),
        }


class Usage(JxinspectError):
    """命令行写法不对。"""

    code = 2


class NotFound(JxinspectError):
    """没有这条记录、这个文件或者这个条款。"""

    code = 3


class Refused(JxinspectError):
    """法律规定或者案件所处的阶段不允许。"""

    code = 4

    def __init__(
        self, what: str, *, why: str, todo: str, items: Sequence[str] = (), guards: Sequence[str] = ()
    ) -> None:
        super().__init__(what, why=why, todo=todo, items=items)
        #: Ids of the guards that refused, e.g. ("G09",).
        self.guards = tuple(guards)

    def as_dict(self) -> dict[str, object]:
        return super().as_dict() | {"guards": list(self.guards)}


class Incomplete(JxinspectError):
    """事实不全，或者输入的内容不能用。"""

    code = 5


class Busy(JxinspectError):
    """案卷库正被他人使用。"""

    code = 6


class Locked(JxinspectError):
    """口令不对、没有钥匙或者没有权限。"""

    code = 7


class Damaged(JxinspectError):
    """摘要、日志链或者签名对不上。"""

    code = 8


class Unwritable(JxinspectError):
    """磁盘已满、没有写权限、路径不可用或者设备已拔出。"""

    code = 9


class Partial(JxinspectError):
    """一批之中有的没有办成。"""

    code = 10


class Unresolved(JxinspectError):
    """存在待裁定的冲突。"""

    code = 11
