"""Papers of a sealing of many materials: what was decided stands before long lists (D32, D34, D36a, D38)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import docx
import pytest

from jxinspect.acts import seal
from jxinspect.acts.seal_count import count
from jxinspect.acts.seal_list import parse_item, read_list
from jxinspect.acts.seal_release import release
from jxinspect.errors import Incomplete
from jxinspect.law.terms import ReleaseReason, SealReason

Act = Callable[..., Any]
N = "2026-001"
END = datetime(2026, 3, 3, 12, tzinfo=timezone(timedelta(hours=8)))


def lines(count: int) -> list[dict[str, Any]]:
    """Materials, twelve under each strip; the fifth lies in a place of its own."""
    return [
        {"name": f"2025年第{n}号凭证", "material": "voucher", "quantity": 1, "strip": str((n - 1) // 12 + 1)}
        | ({"kept_at": "密集架第4列"} if n == 5 else {})
        for n in range(1, count + 1)
    ]


def sealed(on_site: Act, many: int) -> dict[str, Any]:
    """Asks, approves and carries out; the papers as opened documents by kind."""
    with on_site("seal.request", at="2026-03-03 08:30") as case:
        seal.request(
            case, N, reasons=[SealReason.TRANSFER], facts="凭证被搬离", items=lines(many), copy_suffices="数量大",
            keeper="李例子", custody_mode="原地封存",
        )  # fmt: skip
    with on_site("seal.create", at="2026-03-03 09:30") as case:
        made = [seal.approve(case, N, approver="钱主任", text="同意")[1]]
        made += seal.create(
            case, N, strips=[f"{n}号柜" for n in range(1, (many - 1) // 12 + 2)], process="清点装柜", notified="电话",
            attended="李例子", ended_at=END,
        )[1]  # fmt: skip
        return {one.kind: docx.Document(BytesIO(case.objects.get(one.sha256))) for one in made}


def column(table: Any, title: str) -> list[str]:
    """The texts of one column of a list."""
    place = next(n for n, cell in enumerate(table.rows[0].cells) if cell.text == title)
    return [row.cells[place].text for row in table.rows[1:]]


def test_a_long_list_follows_the_opinions_of_the_approval_form_and_a_short_one_stands_in_it(on_site: Act) -> None:
    form, *annex = sealed(on_site, 30)["D32"].tables
    told = [cell.text for row in form.rows for cell in row.cells]
    assert any("2025年第6号凭证1册等，详见附表" in text for text in told)
    assert not any("第7号凭证" in text for text in told)
    assert column(annex[0], "拟封存资料名称") == [f"2025年第{n}号凭证" for n in range(1, 31)]


def test_twelve_materials_stand_in_the_approval_form(on_site: Act) -> None:
    paper = sealed(on_site, 12)["D32"]
    assert len(paper.tables) == 1
    assert "附表" not in "\n".join(p.text for p in paper.paragraphs)
    assert any("第12号凭证" in cell.text for row in paper.tables[0].rows for cell in row.cells)


def test_where_a_material_lies_is_told_where_it_is_not_just_the_place_of_the_sealing(on_site: Act) -> None:
    kept = column(sealed(on_site, 6)["D34"].tables[0], "存放位置")
    assert kept[:6] == ["封存地点"] * 4 + ["密集架第4列", "封存地点"]


def test_a_course_without_full_stop_gets_one(on_site: Act) -> None:
    assert "清点装柜。" in [p.text for p in sealed(on_site, 1)["D36"].paragraphs]


def test_what_stays_sealed_is_told_by_strip_when_it_is_much(on_site: Act) -> None:
    sealed(on_site, 30)
    with on_site("seal.release", at="2026-03-04 09:00") as case:
        _, papers = release(
            case, N, ground=ReleaseReason.UNRELATED, receiver="李例子", opening="启封", lines=[2, 3, 14],
            restrip=["1号柜下部", "2号柜下部"],
        )  # fmt: skip
        text = "\n".join(p.text for p in docx.Document(BytesIO(case.objects.get(papers[0].sha256))).paragraphs)
    code = "2026-001-FC-01"
    assert (
        f"其余资料继续封存：第1项、第4项至第12项（封条{code}-04）、第13项、第15项至第24项（封条{code}-05）、"
        f"第25项至第30项（封条{code}-03）。"
    ) in text


def test_a_count_names_some_of_many_missing_and_lists_each(on_site: Act) -> None:
    sealed(on_site, 12)
    with on_site("seal.count", at="2026-03-04 09:00") as case:
        _, document = count(case, N, read=["01", "X001"])
        paper = docx.Document(BytesIO(case.objects.get(document.sha256)))
    assert "缺少11件（2026-001-FC-01-X002、" in "\n".join(p.text for p in paper.paragraphs)
    assert "X007等，逐项见下）" in "\n".join(p.text for p in paper.paragraphs)
    assert column(paper.tables[1], "清点情况") == ["有，完好"] * 2 + ["缺少"] * 11


@pytest.mark.parametrize("digest", ["abc", "g" * 64, "a" * 63])
def test_a_digest_that_is_none_is_refused_as_typed_and_in_a_list(digest: str, tmp_path: Any) -> None:
    with pytest.raises(Incomplete) as typed:
        parse_item(f"硬盘/data/1个/校验值={digest}")
    assert "64位十六进制数" in typed.value.why
    file = tmp_path / "清单.csv"
    file.write_text(f"资料名称,种类,数量,校验值\n硬盘,data,1,{digest}\n", encoding="utf-8")
    with pytest.raises(Incomplete) as fault:
        read_list(file)
    assert "64位十六进制数" in "".join(fault.value.items)


def test_a_digest_is_kept_in_small_letters_however_it_is_typed(tmp_path: Any) -> None:
    assert parse_item(f"硬盘/data/1个/校验值={'AB' * 32}")["digest"] == "ab" * 32
    file = tmp_path / "清单.csv"
    file.write_text(f"资料名称,种类,数量,校验值\n硬盘,data,1,{'AB' * 32}\n", encoding="utf-8")
    assert read_list(file)[0]["digest"] == "ab" * 32
