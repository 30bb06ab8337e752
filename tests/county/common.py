"""What all the county shares: agreements with hospitals and schools, the local parameters."""

from __future__ import annotations

from datetime import date

from tests.county.cast import Cast

HOSPITALS = ("样本县虚构医院", "样本市虚构医院")
SCHOOLS = ("样本县示例职业培训学校", *(f"样本县{one}培训学校" for one in ("另一", "己", "庚", "辛", "壬")))


def settle(c: Cast) -> None:
    """Lay what every case relies on."""
    for kind, names in (("工伤保险协议医疗机构", HOSPITALS), ("享受失业保险培训补贴的培训机构", SCHOOLS)):
        for name in names:
            c.add(
                "agreement",
                org=name,
                agreement_no=f"XY-{c.number()}",
                from_on=date(2023, 1, 1),
                to_on=date(2026, 12, 31),
                agreement_kind=kind,
                agreement_state="有效",
            )
    for year in range(2018, 2027):
        row = {"year": year, "region": "样本市", "average_wage": 680_000, "base_top": 2_040_000, "base_bottom": 408_000}
        c.add("param", **row, city_income=5_418_800, adjusted_ym=year * 100 + 7)
