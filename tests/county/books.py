"""The fund accounts of the county; what moves in them is made from payments and contributions by `books.sql`."""

from __future__ import annotations

FUNDS = ("企业职工养老", "机关事业养老", "城乡居民养老", "工伤", "失业")
#: fund → its expenditure account and its income account.
OUT = {fund: f"3600000000010{n}" for n, fund in enumerate(FUNDS)}
IN = {fund: f"3600000000020{n}" for n, fund in enumerate(FUNDS)}
TREASURY = {fund: f"3600000000030{n}" for n, fund in enumerate(FUNDS)}

ACCOUNTS = tuple(
    (number, f"样本县社会保险服务中心{fund}{kind}", f"虚构银行样本第{n}支行", kind, f"样财社{place}{n}号", fund)
    for place, (kind, numbers) in enumerate((("支出户", OUT), ("收入户", IN), ("财政专户", TREASURY)))
    for n, (fund, number) in enumerate(numbers.items())
)
