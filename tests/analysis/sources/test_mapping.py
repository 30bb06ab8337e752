"""What the columns of a sender's table mean."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.analysis.sources import HeaderMapping, map_header
from jxinspect.law.data_tables import known_tables
from jxinspect.law.header_synonyms import synonyms
from jxinspect.law.source import load


def mapped(table: str, *header: str, said: Mapping[int, str] | None = None) -> HeaderMapping:
    return map_header(header, known_tables()[table], said)


def test_titles_field_names_synonyms_and_codes_of_the_ministry_are_known() -> None:
    found = mapped("person", "AAC001", "参保人姓名", "id_no", "证件号码 （必填）", "序号", "心情")
    assert found.columns == {0: "person_no", 1: "name"}
    assert found.doubled == {"id_no": (2, 3)}
    assert found.unknown == (5,)
    assert found.missing == ("id_type", "sex", "born", "status")
    assert not found.complete


def test_a_surer_title_wins_and_the_other_column_is_told_as_unused() -> None:
    found = mapped("pay", "金额", "实发金额")
    assert found.columns == {0: "amount"}
    assert found.unknown == (1,)


def test_the_lower_line_of_a_header_tells_what_the_upper_one_does_not() -> None:
    found = mapped("pay", "发放情况／金额", "发放情况／待遇类型", "待遇／项目")
    assert found.columns == {0: "amount", 2: "item"}
    assert found.how == {0: "lower", 2: "title"}


def test_names_that_a_dbf_has_cut_are_known_by_their_beginning() -> None:
    assert mapped("unit", "统一社会信", "UNIT_TITLE").columns == {0: "credit_code", 1: "unit_title"}
    cut = mapped("pay", "handling_a", "account_na")
    assert cut.columns == {0: "handling_agency", 1: "account_name"}
    assert mapped("pay", "handling").columns == {}


def test_a_cut_name_that_may_be_two_columns_is_asked_about() -> None:
    found = mapped("x_army", "discharged", "enlisted_o")
    assert found.columns == {0: "discharged_army_on", 1: "enlisted_on"}
    two = mapped("depend", "供养亲属证件号码", "供养亲属证")
    assert two.ambiguous == {}
    assert mapped("pay", "account_n").ambiguous == {0: ("account_no", "account_name")}


def test_what_somebody_has_said_of_a_column_goes_before_its_title() -> None:
    found = mapped("pay", "个人编号", "钱", "代号", said={0: "", 1: "amount"})
    assert found.columns == {1: "amount"}
    assert found.how == {1: "said"}
    assert found.unknown == (0, 2)


def test_of_columns_with_the_same_title_one_may_be_said_to_be_meant() -> None:
    assert mapped("pay", "金额", "金额").doubled == {"amount": (0, 1)}
    assert mapped("pay", "金额", "金额", said={0: ""}).columns == {1: "amount"}


def test_every_synonym_belongs_to_a_column_and_means_one_column_of_its_table() -> None:
    tables = known_tables()
    every = {column.name for table in tables.values() for column in table.columns}
    for key, columns in load("header_synonyms.toml").items():
        names = every if key == "any" else {column.name for column in tables[key].columns}
        assert set(columns) <= names
    for table in tables.values():
        for column in table.columns:
            for word in (column.title, *synonyms(table.key).get(column.name, ())):
                assert map_header([word], table).columns == {0: column.name}, (table.key, word)
