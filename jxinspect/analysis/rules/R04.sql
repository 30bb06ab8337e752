/*
id = "R04"
title = "跨地区重复领取同一险种待遇"
basis = ["人社厅发〔2021〕77号", "人社部规〔2016〕5号", "社会保险法 88", "办法 32(六)"]
violation = "V32-6"
left = "pay"
right = "x_otherpay"

[inputs]
pay = ["person_no", "fund", "pay_ym", "amount", "pay_state", "handling_agency"]
person = ["person_no", "id_key", "name_key"]

[optional]
x_otherpay = ["id_key", "name_key", "fund", "handling_agency", "pay_ym"]

[parameters]
least_months = "R04.least_months"

[classes]
flag = "H"
local = "H"
boundary = "boundary"
weak = "weak"

[rows]
local = ["pay", "pay"]

[[false_positives]]
ground = "transfer_month"
text = "转移接续的当月两地都发放"

[[false_positives]]
ground = "reissued"
text = "一地退票后由另一地重发"

[[false_positives]]
ground = "reused_id"
text = "证件号码重号，是两个人"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(name_key) AS name_key
    FROM person
    WHERE id_key IS NOT NULL
    GROUP BY person_no
), own AS (
    SELECT
        y._row, y.person_no, w.id_key, w.name_key, y.fund, y.pay_ym, y.pay_ym_n, y.amount, y.handling_agency AS agency
    FROM pay AS y
    JOIN who AS w ON w.person_no = y.person_no
    WHERE y.pay_state = '成功' AND y.amount > 0
), elsewhere AS (
    SELECT
        o._row, o.person_no, o.id_key, o.fund, o.pay_ym, o.amount,
        x.handling_agency AS other_agency, min(x._row) AS other_row,
        CASE WHEN min(x.name_key) = max(x.name_key) AND min(x.name_key) <> o.name_key THEN 1 ELSE 0 END AS other_name
    FROM own AS o
    JOIN x_otherpay AS x ON x.id_key = o.id_key AND x.fund = o.fund AND x.pay_ym = o.pay_ym
    WHERE x.handling_agency <> o.agency
    GROUP BY o._row, o.person_no, o.id_key, o.name_key, o.fund, o.pay_ym, o.amount, x.handling_agency
), several AS (
    SELECT id_key, fund
    FROM own
    GROUP BY id_key, fund
    HAVING min(agency) <> max(agency)
), start AS (
    SELECT o.id_key, o.fund, o.agency, min(o.pay_ym_n) AS first_no
    FROM own AS o
    JOIN several AS s ON s.id_key = o.id_key AND s.fund = o.fund
    GROUP BY o.id_key, o.fund, o.agency
), monthly AS (
    SELECT o.id_key, o.fund, o.agency, o.pay_ym, min(o._row) AS first_row
    FROM own AS o
    JOIN several AS s ON s.id_key = o.id_key AND s.fund = o.fund
    GROUP BY o.id_key, o.fund, o.agency, o.pay_ym
), here AS (
    -- Two agencies in the same extract: what the one that began later pays is too much.
    SELECT o._row, o.person_no, o.id_key, o.fund, o.pay_ym, o.amount, m.agency AS other_agency, m.first_row
    FROM own AS o
    JOIN start AS a ON a.id_key = o.id_key AND a.fund = o.fund AND a.agency = o.agency
    JOIN start AS b ON b.id_key = o.id_key AND b.fund = o.fund AND b.agency <> o.agency
    JOIN monthly AS m
        ON m.id_key = o.id_key AND m.fund = o.fund AND m.agency = b.agency AND m.pay_ym = o.pay_ym
    WHERE b.first_no < a.first_no OR (b.first_no = a.first_no AND b.agency < a.agency)
), every AS (
    SELECT _row, person_no, id_key, fund, pay_ym, amount, other_agency, other_row, other_name, 0 AS local
    FROM elsewhere
    UNION ALL
    SELECT _row, person_no, id_key, fund, pay_ym, amount, other_agency, first_row AS other_row, 0 AS other_name, 1 AS local
    FROM here
), counted AS (
    SELECT id_key, fund, other_agency, count(DISTINCT pay_ym) AS common
    FROM every
    GROUP BY id_key, fund, other_agency
), ranked AS (
    SELECT
        e._row, e.person_no, e.id_key, e.pay_ym, e.amount, e.other_agency, e.other_row, e.local,
        CASE WHEN e.other_name = 1 THEN 3 WHEN c.common < $least_months THEN 2 ELSE 1 END AS place,
        row_number() OVER (
            PARTITION BY e._row
            ORDER BY
                CASE WHEN e.other_name = 1 THEN 3 WHEN c.common < $least_months THEN 2 ELSE 1 END,
                e.local, e.other_agency, e.other_row
        ) AS n
    FROM every AS e
    JOIN counted AS c ON c.id_key = e.id_key AND c.fund = e.fund AND c.other_agency = e.other_agency
)
SELECT
    CASE
        WHEN place = 1 AND local = 1 THEN 'local'
        WHEN place = 1 THEN 'flag'
        WHEN place = 2 THEN 'boundary'
        ELSE 'weak'
    END AS class,
    id_key AS subject,
    person_no,
    pay_ym AS ym,
    CASE WHEN place = 1 THEN amount END AS amount,
    _row AS left_row,
    CASE WHEN local = 0 OR place = 1 THEN other_row END AS right_row,
    CASE place WHEN 1 THEN '同月' WHEN 2 THEN '只有一个月，同月' ELSE '姓名不同，同月' END || other_agency || '也发放' AS detail
FROM ranked
WHERE n = 1
