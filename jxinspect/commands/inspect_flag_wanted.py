"""Which flags a command means: options that choosing, excluding, drawing and walking through share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import amount_option, id_option, plain, term_option
from jxinspect.law.flag import Strength

if TYPE_CHECKING:
    from jxinspect.acts.flag_triage import Wanted

Numbers = Annotated[list[str] | None, typer.Argument(help="疑点编号，如 R01-0007", metavar="[疑点编号]...")]
Subjects = Annotated[list[str] | None, id_option("--subject", help="对象的代号，可以多次", metavar="代号")]
Rules = Annotated[list[str] | None, id_option("--rule", help="规则，可以多次", metavar="规则")]
Klass = Annotated[str, id_option("--class", help="类别，如 weak、boundary", metavar="类别")]
StrengthOpt = Annotated[Any, term_option(Strength, "--strength", help="强度")]
Least = Annotated[int | None, amount_option("--min", help="金额不少于")]
Most = Annotated[int | None, amount_option("--max", help="金额不多于")]
Months = Annotated[int | None, typer.Option("--months", help="月数不多于", min=0, metavar="月数")]
Note = Annotated[str, typer.Option("--note", help="备注", metavar="文字")]


def wanted(
    numbers: list[str] | None = None,
    *,
    case: list[str] | None = None,
    rule: list[str] | None = None,
    klass: str = "",
    strength: Strength | None = None,
    least: int | None = None,
    most: int | None = None,
    months: int | None = None,
) -> Wanted:
    """The conditions as they were typed."""
    from jxinspect.acts.flag_triage import Wanted

    return Wanted(
        numbers=tuple(plain(one) for one in numbers or []),
        subjects=tuple(f"P-{one[2:].lower()}" for one in case or []),
        rules=tuple(rule or ()),
        klass=klass,
        strength=strength.value if strength else "",
        least=least,
        most=most,
        months=months,
    )
