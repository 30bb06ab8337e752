"""The place of each kind of document in the dossier."""

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.report_dossier import CORRECTION, ORDER, OWN, SERVICE

#: Papers of the year and of leads, which belong to no inspection (G63 keeps the notice to a reporter out).
ELSEWHERE = {"D01", "D01x", "D31a"}


def test_every_kind_of_document_has_its_place_in_the_dossier_or_lies_elsewhere() -> None:
    placed = {kind for _, kinds in ORDER for kind in kinds} | {SERVICE, OWN, CORRECTION}
    assert {kind for kind in CATALOGUE if kind not in placed} == ELSEWHERE
