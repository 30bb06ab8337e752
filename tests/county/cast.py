"""Planting: the short words in which cases are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from tests.county.cases import PLANTINGS, Case, day, expected, later, months
from tests.county.people import Registry, Who, credit_code

#: The day on which the data of the county were taken, and the months that they cover.
EXTRACT_ON = date(2026, 1, 8)
FIRST, LAST = 202401, 202512
FUND = {"企职": "企业职工养老", "机关": "机关事业养老", "居民": "城乡居民养老"}
AGE = {"男职工": 60, "女干部": 55, "女工人": 50}
AGENCY = "样本县社会保险服务中心"
BANK = "虚构银行样本支行"
#: Wednesdays that are working days, in the middle of the twelve months between two certifications.
CERTIFIED = (date(2023, 6, 7), date(2024, 5, 15), date(2025, 4, 16))

Row = dict[str, Any]


class Cast:
    """The planted people and rows. Every method adds rows; what a case does not say is in order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.registry = Registry()
        self.count = 0

    def number(self) -> int:
        """A number that nothing else has."""
        self.count += 1
        return self.count

    def _born(self, year: int) -> date:
        """Some day of that year, where a case does not care."""
        return date(year, 1, 2) + timedelta(days=self.number() % 300)

    def add(self, table: str, **cells: Any) -> None:
        """A row of a canonical table."""
        self.rows[table].append(cells)

    def person(self, born: date | None = None, sex: str = "男", name: str | None = None, **cells: Any) -> Who:
        """Somebody in the register of the insured."""
        who = self.registry.person(born or self._born(1985), sex, name)
        self.register(who, **cells)
        return who

    def register(self, who: Who, **cells: Any) -> None:
        """A row of the register about somebody."""
        mobile = f"139{int(who.no[-8:]):08d}"
        row: Row = {"person_no": who.no, "name": who.name, "id_type": "居民身份证", "id_no": who.id_no, "sex": who.sex}
        row |= {"born": who.born, "household": "江西省样本县", "mobile": mobile, "status": "在职"}
        self.add("person", **(row | cells))

    def pensioner(
        self,
        scheme: str = "企职",
        born: date | None = None,
        sex: str = "男",
        *,
        name: str | None = None,
        first: int = FIRST,
        last: int = LAST,
        monthly: int = 300_000,
        certified: int | bool = True,
        account: bool = True,
        **cells: Any,
    ) -> Who:
        """Somebody who draws a pension, all in order; `cells` of the determination. `certified`: until when."""
        who = self.person(born or self._born(1955), sex, name, status="退休")
        self.determined(who, scheme, **({"monthly": monthly} | cells))
        self.pay(who, months(first, last), monthly, fund=FUND[scheme])
        if certified:
            self.certified(who, until=last if certified is True else certified)
        if account:
            self.add(
                "personal_acct",
                person_no=who.no,
                scheme=scheme,
                balance=100_000,
                as_of=date(2025, 12, 31),
                account_state="正常",
            )
        return who

    def determined(self, who: Who, scheme: str = "企职", **cells: Any) -> None:
        """A determination of a pension at the statutory age of before 2025."""
        post = "男职工" if who.sex == "男" else "女工人"
        age = 60 if scheme == "居民" else AGE[cells.get("post_kind", post)]
        on = cells.get("retire_on", later(who.born, years=age))
        row: Row = {"person_no": who.no, "scheme": scheme, "retire_kind": "正常", "retire_on": on, "approved_on": on}
        row |= {
            "approval_no": f"样人社退{who.no[-5:]}号",
            "file_born": who.born,
            "pension_from": later(on, count=1).replace(day=1),
        }
        row |= {
            "checker": f"样审{int(who.no[-5:]) % 17}",
            "paid_months": 264,
            "deemed_months": 0,
            "unit_no": "36010001",
        }
        if scheme != "居民":
            row |= {"post_kind": post, "work_from": date(1992, 1, 1), "hard_months": 0}
        self.add("pension", **(row | cells))

    def pay(self, who: Who, at: Iterable[int], amount: int, **cells: Any) -> None:
        """A payment a month, on its tenth, to the person's own account; `booked=False`: the bank does not know."""
        row: Row = {"person_no": who.no, "fund": "企业职工养老", "item": "基本养老金", "bank": BANK}
        row |= {
            "account_no": f"6217{who.no}",
            "account_name": who.name,
            "pay_state": "成功",
            "handling_agency": AGENCY,
            "booked": True,
        }
        for ym in at:
            own = {"pay_ym": ym, "paid_on": day(ym, 10), "amount": amount, "batch_no": f"{ym}-01"}
            self.add("pay", **(row | own | cells))

    def certified(self, who: Who, until: int = LAST) -> None:
        """A certification by face in every twelve months."""
        for on in CERTIFIED:
            if on.year * 100 + on.month <= until:
                self.certify(who, on)

    def certify(self, who: Who, on: date, hour: int = 10, **cells: Any) -> None:
        """One certification."""
        row: Row = {"person_no": who.no, "certified_at": f"{on} {hour:02d}:20:00", "way": "人脸"}
        row |= {"place": "本人手机", "device_no": f"M{who.no}"}
        self.add("auth", **(row | cells))

    def died(self, who: Who, on: date, **cells: Any) -> None:
        """A death in the list of another department."""
        row: Row = {
            "id_no": who.id_no,
            "name": who.name,
            "death_on": on,
            "origin": "公安注销",
            "registered_on": on + timedelta(days=7),
        }
        self.add("x_death", **(row | cells))

    def imprisoned(self, who: Who, since: date, until: date | None, **cells: Any) -> None:
        """Custody in the list of another department."""
        row: Row = {
            "id_no": who.id_no,
            "name": who.name,
            "penalty": "有期徒刑",
            "judged_on": since - timedelta(days=20),
        }
        row |= {"prison_from": since, "prison_to": until, "prison_state": "在监"}
        self.add("x_prison", **(row | cells))

    def worker(
        self,
        born: date | None = None,
        sex: str = "男",
        *,
        unit: str = "36010001",
        first: int = FIRST,
        last: int = LAST,
        taxed: bool = True,
        **cells: Any,
    ) -> Who:
        """Somebody who works and is insured; `cells` of the register."""
        who = self.person(born, sex, **cells)
        self.contribute(who, months(first, last), unit_no=unit)
        if taxed:
            self.taxed(who, months(first, last)[::3])
        return who

    def contribute(
        self, who: Who, at: Iterable[int], *, funds: Sequence[str] = ("企业职工养老", "工伤", "失业"), **cells: Any
    ) -> None:
        """Contributions of these months, arrived on the fifteenth."""
        for ym in at:
            for fund in funds:
                row: Row = {
                    "person_no": who.no,
                    "fund": fund,
                    "ym": ym,
                    "arrived_on": day(ym, 15),
                    "contrib_kind": "正常",
                }
                row |= {"base": 500_000, "unit_amount": 80_000, "own_amount": 40_000, "unit_no": "36010001"}
                self.add("contrib", **(row | cells))

    def taxed(self, who: Who, at: Iterable[int], code: str | None = None, title: str = "江西样品一号有限公司") -> None:
        """Wages of these months as the tax office knows them."""
        for ym in at:
            row: Row = {
                "withholder_code": code or credit_code(1),
                "withholder": title,
                "id_no": who.id_no,
                "name": who.name,
            }
            self.add("x_tax", pay_ym=ym, income=500_000, **row)

    def unit(self, title: str = "", *, company: bool = False, **cells: Any) -> str:
        """An insured unit; its number. `company`: it is in the register of companies too."""
        number = 5000 + self.number()
        row: Row = {
            "unit_no": f"3601{number}",
            "unit_title": title or f"江西虚构{number}有限公司",
            "credit_code": credit_code(number),
        }
        row |= {
            "unit_state": "存续",
            "founded_on": date(2008, 5, 6),
            "legal_head": f"例法{number}",
            "address": f"样本县示范路{number}号",
            "phone": f"0791-{number:08d}",
        }
        row |= cells
        self.add("unit", **row)
        return str(row["unit_no"])

    def company(self, code: str, head: Who, **cells: Any) -> None:
        """A row of the register of companies about an office of somebody."""
        row: Row = {
            "credit_code": code,
            "company": "江西登记样品有限公司",
            "registration": "存续",
            "founded_on": date(2012, 3, 1),
        }
        row |= {"office_kind": "法定代表人", "name": head.name, "id_no": head.id_no, "office_from": date(2012, 3, 1)}
        self.add("x_biz", **(row | cells))

    def plant(self) -> list[Case]:
        """All cases of all rules, in the order of the files."""
        return [
            Case(rule, title, is_guilty, expected(plant(self)), also)
            for rule, title, is_guilty, also, plant in PLANTINGS
        ]
