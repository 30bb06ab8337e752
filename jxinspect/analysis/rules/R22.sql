/*
id = "R22"
title = "领取失业保险金期间就业、经商"
basis = ["社会保险法 51(一)", "社会保险法 88", "失业保险条例 15", "办法 32(六)"]
violation = "V32-6"
left = "unemp"

[inputs]
unemp = ["person_no", "jobless_on", "item", "from_ym", "to_ym", "amount"]
person = ["person_no", "id_key"]
contrib = ["person_no", "fund", "ym", "unit_amount", "contrib_kind"]

[optional]
x_tax = ["id_key", "pay_ym", "income"]
x_biz = ["id_key", "company", "registration", "founded_on", "office_kind", "office_from"]

[parameters]
items = "R22.items"
offices = "R22.offices"

[classes]
employed = "H"
taxed = "H"
business = "H"
boundary = "boundary"
explained = "explained"

[rows]
employed = ["unemp", "contrib"]
taxed = ["unemp", "x_tax"]
business = ["unemp", "x_biz"]

[[false_positives]]
ground = "late_booking"
text = "失业以前月份的缴费、工资后来入账"

[[false_positives]]
ground = "paid_for"
text = "只代缴医疗保险，或者以灵活就业身份缴费"

[[false_positives]]
ground = "dormant_company"
text = "公司没有经营，已经注销、吊销"

[[false_positives]]
ground = "same_month"
text = "就业当月仍发一个月"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key
    FROM person
    GROUP BY person_no
), six AS (
    SELECT 0 AS n UNION ALL SELECT 1 AS n UNION ALL SELECT 2 AS n UNION ALL SELECT 3 AS n UNION ALL SELECT 4 AS n UNION ALL SELECT 5 AS n
), steps AS (
    SELECT a.n * 6 + b.n AS n FROM six AS a CROSS JOIN six AS b
), granted AS (
    SELECT
        u._row, u.person_no, w.subject, w.id_key, u.jobless_on, u.from_ym_n AS from_no, coalesce(u.to_ym_n, u.from_ym_n) AS to_no, u.amount
    FROM unemp AS u
    JOIN who AS w ON w.person_no = u.person_no
    WHERE u.amount > 0 AND has_any(u.item, $items)
), drawn AS (
    -- Month by month, also where a row tells of several.
    SELECT
        g._row, g.person_no, g.subject, g.id_key, g.jobless_on, g.from_no + s.n AS ym_n,
        int_div(g.amount, g.to_no - g.from_no + 1) AS monthly
    FROM granted AS g
    JOIN steps AS s ON s.n <= g.to_no - g.from_no
), jobless AS (
    SELECT DISTINCT w.person_no, w.subject
    FROM who AS w
    JOIN granted AS g ON g.subject = w.subject
), contributed AS (
    SELECT
        j.subject, c.ym_n, min(c._row) AS other_row,
        max(CASE WHEN coalesce(c.contrib_kind, '正常') = '正常' THEN 1 ELSE 0 END) AS regular
    FROM contrib AS c
    JOIN jobless AS j ON j.person_no = c.person_no
    WHERE c.fund <> '城乡居民养老' AND c.unit_amount > 0
    GROUP BY j.subject, c.ym_n
), at_work AS (
    SELECT d._row, d.person_no, d.subject, d.monthly, d.ym_n, c.other_row, c.regular
    FROM drawn AS d
    JOIN contributed AS c ON c.subject = d.subject AND c.ym_n = d.ym_n
), work_months AS (
    SELECT subject, count(DISTINCT ym_n) AS months
    FROM at_work
    WHERE regular = 1
    GROUP BY subject
), wages AS (
    SELECT id_key, pay_ym_n, min(_row) AS other_row, sum(income) AS income
    FROM x_tax
    WHERE income > 0 AND id_key IS NOT NULL
    GROUP BY id_key, pay_ym_n
), with_wage AS (
    SELECT d._row, d.person_no, d.subject, d.monthly, d.ym_n, t.other_row, t.income
    FROM drawn AS d
    JOIN wages AS t ON t.id_key = d.id_key AND t.pay_ym_n = d.ym_n
), wage_months AS (
    SELECT subject, count(DISTINCT ym_n) AS months
    FROM with_wage
    GROUP BY subject
), offices AS (
    SELECT
        x.id_key, x._row AS other_row, x.company, x.registration, x.office_kind,
        coalesce(x.office_from, x.founded_on) AS since_on, month_no(coalesce(x.office_from, x.founded_on)) AS since_no
    FROM x_biz AS x
    WHERE x.id_key IS NOT NULL AND x.office_kind IN ($offices)
), spells AS (
    SELECT subject, coalesce(jobless_on, DATE '1900-01-01') AS spell, min(from_no) AS from_no
    FROM granted
    GROUP BY subject, coalesce(jobless_on, DATE '1900-01-01')
), in_business AS (
    SELECT
        d._row, d.person_no, d.subject, d.monthly, d.ym_n, o.other_row, o.since_on, o.since_no, o.company || o.office_kind AS office,
        CASE WHEN o.registration IN ('注销', '吊销') THEN o.registration END AS gone
    FROM drawn AS d
    JOIN spells AS s ON s.subject = d.subject AND s.spell = coalesce(d.jobless_on, DATE '1900-01-01')
    JOIN offices AS o ON o.id_key = d.id_key AND o.since_no >= s.from_no AND o.since_no <= d.ym_n
)
SELECT
    CASE WHEN a.regular = 0 THEN 'explained' WHEN m.months = 1 THEN 'boundary' ELSE 'employed' END AS class,
    a.subject,
    a.person_no,
    ym_of(a.ym_n) AS ym,
    CASE WHEN a.regular = 1 AND m.months > 1 THEN a.monthly END AS amount,
    a._row AS left_row,
    CASE WHEN a.regular = 1 AND m.months > 1 THEN a.other_row END AS right_row,
    CASE WHEN a.regular = 0 THEN '补缴的月份' ELSE '领取期间在单位参保' || CAST(m.months AS VARCHAR) || '个月' END AS detail
FROM at_work AS a
LEFT JOIN work_months AS m ON m.subject = a.subject
UNION ALL
SELECT
    CASE WHEN m.months = 1 THEN 'boundary' ELSE 'taxed' END AS class,
    t.subject,
    t.person_no,
    ym_of(t.ym_n) AS ym,
    CASE WHEN m.months > 1 THEN t.monthly END AS amount,
    t._row AS left_row,
    CASE WHEN m.months > 1 THEN t.other_row END AS right_row,
    '当月工资收入' || yuan(t.income) || '元' AS detail
FROM with_wage AS t
JOIN wage_months AS m ON m.subject = t.subject
UNION ALL
SELECT
    CASE WHEN b.gone IS NOT NULL THEN 'explained' WHEN b.ym_n = b.since_no THEN 'boundary' ELSE 'business' END AS class,
    b.subject,
    b.person_no,
    ym_of(b.ym_n) AS ym,
    CASE WHEN b.gone IS NULL AND b.ym_n > b.since_no THEN b.monthly END AS amount,
    b._row AS left_row,
    CASE WHEN b.gone IS NULL AND b.ym_n > b.since_no THEN b.other_row END AS right_row,
    CAST(b.since_on AS VARCHAR) || '起任' || b.office || coalesce('，已' || b.gone, '') AS detail
FROM in_business AS b
