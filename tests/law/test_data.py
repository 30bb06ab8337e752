"""The data files hold together: refs cite, texts are the regulation's words, codes exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from jxinspect.errors import NotFound
from jxinspect.law.articles import article, regulation, search
from jxinspect.law.deadlines import DEADLINES
from jxinspect.law.matters import CHECKLISTS, MATTERS, matter, matters_of
from jxinspect.law.settings import SETTINGS
from jxinspect.law.statutes import cite, refs
from jxinspect.law.terms import UnitType
from jxinspect.law.violations import MEASURES, VIOLATIONS, violation, violations_of

DATA = [part.name for part in files("jxinspect.law").joinpath("data").iterdir() if part.is_file()]
UNITS = {one.value for one in UnitType}


def all_refs() -> Iterator[str]:
    for deadline in DEADLINES.values():
        yield from deadline.basis
    yield from (setting.source for setting in SETTINGS.values())
    for checklist in CHECKLISTS.values():
        yield checklist.ref
        for one in checklist.matters:
            yield one.ref
            yield from (point.basis for point in one.points)
    for violation_ in VIOLATIONS.values():
        yield from (violation_.ref, *violation_.statutes)
    yield from (measure.ref for measure in MEASURES.values())
    guards = tomllib.loads(files("jxinspect.law").joinpath("data/guards.toml").read_text(encoding="utf-8"))
    yield from (guard["basis"] for guard in guards.values())


@pytest.mark.parametrize("ref", sorted(set(all_refs())))
def test_every_ref_of_every_file_can_be_cited(ref: str) -> None:
    assert cite(ref).startswith("《")


def test_the_regulation_has_42_articles_in_six_chapters_and_its_dates() -> None:
    whole = regulation()
    assert [one.number for one in whole.articles] == list(range(1, 43))
    assert len({one.chapter for one in whole.articles}) == 6
    assert (whole.issued, whole.effective) == (date(2023, 1, 4), date(2023, 1, 1))
    assert whole.repeals == ("江西省社会保险基金行政监督暂行办法",)


@pytest.mark.parametrize("number", range(1, 43))
def test_items_are_numbered_in_order_and_paragraphs_end_with_a_stop(number: int) -> None:
    one = article(number)
    for paragraph in one.paragraphs:
        signs = [line[1] for line in paragraph.items]
        assert signs == list("一二三四五六七八九")[: len(signs)]
        assert paragraph.lines()[-1].endswith("。")


@pytest.mark.parametrize("number", [0, 43, -1])
def test_an_article_outside_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        article(number)


def test_search_finds_lines_that_hold_all_words() -> None:
    assert [hit.article.number for hit in search("视同无异议")] == [22]
    assert [hit.article.number for hit in search("复制 明细")] == [27]
    assert [hit.article.number for hit in search("１０个工作日")] == [22]
    assert search(" ") == ()


def words_of(ref: str) -> str:
    """The text of the item, or of the whole article, that a ref names; no number, no closing mark."""
    place = refs(ref)[0]
    assert place.article is not None
    one = article(place.article)
    if place.item is None:
        return "".join(one.lines())
    items = one.paragraphs[(place.paragraph or one.item_paragraph() or 1) - 1].items
    return re.sub(r"^（.）|[；。]$", "", items[place.item - 1])


@pytest.mark.parametrize("code", list(VIOLATIONS))
def test_a_violation_has_the_words_of_its_item(code: str) -> None:
    one = VIOLATIONS[code]
    words = words_of(one.ref)
    assert one.text == words if "(" in one.ref else one.text in words


@pytest.mark.parametrize("code", list(MATTERS))
def test_a_matter_has_the_words_of_its_item(code: str) -> None:
    one = MATTERS[code]
    assert one.text == words_of(one.ref) if "(" in one.ref else one.text in words_of(one.ref)
    assert one.points
    assert set(one.units) <= UNITS


def test_every_item_of_the_articles_on_violations_is_in_the_catalogue() -> None:
    wanted = {
        f"V{number}-{item}"
        for number in (29, 31, 32, 34)
        for paragraph in article(number).paragraphs
        for item in range(1, len(paragraph.items) + 1)
    }
    assert set(VIOLATIONS) == wanted | {"V30", "V33-1", "V33-2", "V35", "V36", "V37", "V38"}


def test_every_item_of_the_articles_on_matters_has_a_code() -> None:
    counted = {number: len(article(number).paragraphs[0].items) for number in (11, 12, 13)}
    assert counted == {11: 7, 12: 5, 13: 4}
    for number, items in counted.items():
        assert [code for code in MATTERS if code.startswith(f"CL-{number}-")] == [
            f"CL-{number}-{item}" for item in range(1, items + 1)
        ]


def test_a_township_agency_is_checked_like_a_handling_agency() -> None:
    assert matters_of("township_agency") == matters_of("handling_agency")
    assert violations_of("township_agency") == violations_of("handling_agency")


def test_the_steps_of_entry_are_a_checklist_but_no_matters() -> None:
    assert len(CHECKLISTS["CL-22"].matters) == 7
    assert not any(code.startswith("CL-22") for code in MATTERS)


@pytest.mark.parametrize("code", list(VIOLATIONS))
def test_measures_persons_and_ranges_of_a_violation_exist(code: str) -> None:
    one = VIOLATIONS[code]
    assert set(one.measures) <= set(MEASURES)
    assert set(one.who) <= UNITS | {"agency", "third_party"}
    assert ("fine" in one.measures) == (one.fine is not None)
    assert one.fine is None or any(key.startswith(f"fine.{one.fine}.") for key in SETTINGS)


def test_penalties_for_obstruction_come_after_an_order() -> None:
    assert [code for code, one in VIOLATIONS.items() if one.order_first] == ["V34-1", "V34-2", "V34-3"]


def test_what_was_cheated_out_needs_an_incident_assessment() -> None:
    assert all(one.incident and one.crime for one in VIOLATIONS.values() if "骗取" in one.text or one.code == "V30")


def test_a_statute_that_was_not_in_force_is_no_basis_for_the_act() -> None:
    one = violation("V32-1")
    assert one.basis_on(date(2023, 11, 30)) == ("办法 32(一)", "社会保险法 88")
    assert one.basis_on(date(2023, 12, 1)) == ("办法 32(一)", "社会保险法 88", "社会保险经办条例 55")


def test_unknown_codes_are_not_found() -> None:
    with pytest.raises(NotFound):
        violation("V39")
    with pytest.raises(NotFound):
        matter("CL-11-8")


@pytest.mark.parametrize("name", sorted(DATA))
def test_every_text_can_be_shown_on_a_gbk_console(name: str) -> None:
    text = files("jxinspect.law").joinpath("data", name).read_text(encoding="utf-8")
    assert text.encode("gbk").decode("gbk") == text
