"""`status`: what waits, what is due, and that its list of documents to be served is the catalogue's."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.spec import Service


def test_the_kinds_that_wait_for_service_are_those_that_the_catalogue_says_must_be_served() -> None:
    sql = files("jxinspect.store").joinpath("views/status.sql").read_text(encoding="utf-8")
    listed = re.search(r"json_each\('(\[\"D[^']*)'\)", sql)

    assert listed is not None
    assert set(json.loads(listed[1])) == {s.id for s in CATALOGUE.values() if s.served == Service.SERVED}
