"""Sheets of adhesive labels on A4 that offices buy; every sheet is filled from edge to edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class LabelSheet(NamedTuple):
    """How the labels lie on the sheet, and what fits on one; lengths in millimetres."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    #: Width of the place for the code. The code keeps more than three millimetres from the edge, where nothing prints.
    place: float
    code: float
    #: So many characters of a material's name fit; the list (D34) has all.
    title: int
    #: Size of the text in points; the number in its first line is one larger.
    size: float


#: By the value of the setting label.sheet. A further sheet is a further line here and in the choices of the setting.
LABEL_SHEETS: Mapping[str, LabelSheet] = {
    one.name: one
    for one in (
        LabelSheet("3x8", 3, 8, 70, 37, 29, 22, 26, 7),
        LabelSheet("2x7", 2, 7, 105, 42, 36, 28, 40, 9),
        LabelSheet("4x10", 4, 10, 52.5, 29.6, 23, 16.5, 20, 5.5),
    )
}
#: Labels in a row, by the names of their fields; as many as the widest sheet has.
PLACES = ("一", "二", "三", "四")
SETTING = "label.sheet"
