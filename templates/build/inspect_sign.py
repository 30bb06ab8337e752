"""What papers that are signed on site share: signature lines by name, and who did not sign and why."""

from __future__ import annotations

from collections.abc import Sequence

from templates.build import Block, para, signatures, when
from templates.build.block import Pieces, control
from templates.build.page import Look


def signed_by(before: Sequence[str], after: Sequence[str] = (), loop: str = "人 in 检查组") -> Block:
    """Signature lines of the parties, then one for each inspector by name, then further ones; never torn apart."""

    def draw(look: Look) -> Pieces:
        roles = [signatures([role]) for role in before]
        people = [control(f"for {loop}"), *signatures(["检查人员{{ 人.姓名 }}"]).draw(look), control("endfor")]
        first = [piece for role in roles for piece in role.draw(look)]
        last = signatures(after).draw(look) if after else []
        kept = [piece.kept() for piece in (*first, *people)]
        return [*kept, *last]

    return Block(draw, signs=True)


#: Label columns that hold five characters.
GRID = (27, 51, 27, 51)
#: Who did not sign, why, and who saw it; stands only when there is something to say.
UNSIGNED = when("拒签", [para("{{ 拒签|可空 }}")])
