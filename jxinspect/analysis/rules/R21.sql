/*
id = "R21"
title = "工伤一次性待遇标准、次数异常"
basis = ["工伤保险条例 35、36、37、39、64", "社会保险法 38", "办法 32(六)"]
violation = "V32-6"
limits = [
  "2010年以前的事故，一次性伤残补助金的月数没有核对到当时条例的原文，疑点说明中注明，下发前先核对",
  "2018、2020、2022、2023年的工亡，所用的上年度全国城镇居民人均可支配收入没有核对到公布的原文，疑点说明中注明；参数表报送了的以参数表为准",
  "2018年以前的工亡补助金没有收入数字，不比",
]
left = "inj_pay"

[inputs]
inj_pay = ["person_no", "item", "pay_ym", "amount", "pay_state"]
person = ["person_no", "id_key"]

[optional]
inj_pay = ["own_wage", "accident_on"]
inj_assess = ["person_no", "accident_on", "grade"]
param = ["year", "average_wage", "city_income"]

[parameters]
months_by_grade = "R21.months_by_grade"
incomes = "R21.incomes"
disability_items = "R21.disability_items"
death_items = "R21.death_items"
death_factor = "R21.death_factor"
low_percent = "R21.low_percent"
high_percent = "R21.high_percent"
slack = "R21.slack"
unchecked_years = "R21.unchecked_years"
unchecked_before = "R21.unchecked_before"

[classes]
months = "M"
death = "M"
base = "M"
twice = "M"
explained = "explained"

[rows]
months = ["inj_pay", "inj_assess"]
explained = ["inj_pay", ""]

[[false_positives]]
ground = "other_year"
text = "按事故年度以外的年度的标准计算"

[[false_positives]]
ground = "reassessed"
text = "复查鉴定后等级变化，补发差额"

[[false_positives]]
ground = "old_rule"
text = "2010年以前的事故，按当时的标准或者后来的标准"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject
    FROM person
    GROUP BY person_no
), paid AS (
    SELECT
        p._row, p.person_no, coalesce(w.subject, p.person_no) AS subject, p.pay_ym, p.pay_ym_n, p.amount, p.own_wage, p.accident_on,
        CASE WHEN has_any(p.item, $death_items) THEN 'death' ELSE 'disability' END AS kind
    FROM inj_pay AS p
    LEFT JOIN who AS w ON w.person_no = p.person_no
    WHERE p.pay_state = '成功' AND (has_any(p.item, $death_items) OR has_any(p.item, $disability_items))
), sums AS (
    SELECT
        subject, kind, coalesce(accident_on, DATE '1900-01-01') AS accident_key, sum(amount) AS net,
        sum(CASE WHEN amount > 0 THEN 1 ELSE 0 END) AS times, max(amount) AS greatest_amount, max(own_wage) AS own_wage,
        min(CASE WHEN amount > 0 THEN pay_ym_n END) AS first_no
    FROM paid
    GROUP BY subject, kind, coalesce(accident_on, DATE '1900-01-01')
), grades AS (
    SELECT coalesce(w.subject, a.person_no) AS subject, a.accident_on, a.grade, min(a._row) AS assess_row
    FROM inj_assess AS a
    LEFT JOIN who AS w ON w.person_no = a.person_no
    WHERE a.grade IS NOT NULL
    GROUP BY coalesce(w.subject, a.person_no), a.accident_on, a.grade
), judged AS (
    -- The day that decides: of the accident paid for, else of the one assessed.
    SELECT
        s.subject, s.accident_key, s.net, s.greatest_amount, s.own_wage, g.grade, g.assess_row,
        CASE WHEN s.accident_key = DATE '1900-01-01' THEN coalesce(g.accident_on, s.accident_key) ELSE s.accident_key END AS day,
        CASE WHEN g.accident_on = s.accident_key THEN 1 ELSE 0 END AS exact
    FROM sums AS s
    JOIN grades AS g ON g.subject = s.subject
    WHERE s.kind = 'disability' AND s.own_wage > 0
), dues AS (
    SELECT
        j.subject, j.accident_key, j.net, j.grade, j.assess_row, j.exact, m.months, m.months * j.own_wage AS due,
        CASE WHEN j.day BETWEEN m.from_on AND m.to_on THEN 1 ELSE 0 END AS in_force,
        CASE WHEN m.from_on < $unchecked_before THEN 1 ELSE 0 END AS unchecked,
        CASE
            WHEN abs(j.net - m.months * j.own_wage) <= $slack THEN 1
            WHEN abs(j.greatest_amount - m.months * j.own_wage) <= $slack THEN 1
            ELSE 0
        END AS fits
    FROM judged AS j
    JOIN months_by_grade AS m ON m.grade = j.grade AND m.to_on >= j.day
), best AS (
    SELECT
        d.subject, d.accident_key, d.grade, d.assess_row, d.months, d.due, d.in_force, d.net, d.fits, d.unchecked,
        row_number() OVER (
            PARTITION BY d.subject, d.accident_key
            ORDER BY d.exact DESC, d.fits DESC, d.in_force DESC, d.due DESC, d.assess_row
        ) AS place
    FROM dues AS d
), known_incomes AS (
    SELECT year, city_income AS income, 1 AS place FROM param WHERE city_income > 0
    UNION ALL
    SELECT year, income, 2 AS place FROM incomes
), yearly AS (
    SELECT k.year, k.income, CASE WHEN k.place = 2 AND k.year IN ($unchecked_years) THEN 1 ELSE 0 END AS unchecked, dense_rank() OVER (PARTITION BY k.year ORDER BY k.place) AS place
    FROM known_incomes AS k
), deaths AS (
    SELECT
        s.subject, s.accident_key, s.net, s.greatest_amount,
        CASE WHEN s.accident_key = DATE '1900-01-01' THEN int_div(s.first_no, 12) ELSE extract(year FROM s.accident_key) END AS year
    FROM sums AS s
    WHERE s.kind = 'death'
), owed AS (
    SELECT
        d.subject, d.accident_key, d.year, max(CASE WHEN y.year = d.year THEN y.income END) AS income,
        max(CASE WHEN y.year = d.year THEN y.unchecked END) AS unchecked,
        max(CASE WHEN y.year = d.year AND (abs(d.net - y.income * $death_factor) <= $slack
            OR abs(d.greatest_amount - y.income * $death_factor) <= $slack) THEN 1 ELSE 0 END) AS fits,
        max(CASE WHEN abs(d.net - y.income * $death_factor) <= $slack
            OR abs(d.greatest_amount - y.income * $death_factor) <= $slack THEN 1 ELSE 0 END) AS other_year
    FROM deaths AS d
    JOIN yearly AS y ON y.place = 1 AND y.year BETWEEN d.year - 1 AND d.year + 1
    GROUP BY d.subject, d.accident_key, d.year
), wages AS (
    SELECT year, min(average_wage) AS lowest, max(average_wage) AS highest
    FROM param
    WHERE average_wage > 0
    GROUP BY year
), firsts AS (
    SELECT
        p._row, p.person_no, p.subject, p.kind, p.pay_ym, p.amount, p.own_wage, p.accident_on, p.pay_ym_n,
        coalesce(p.accident_on, DATE '1900-01-01') AS accident_key,
        row_number() OVER (
            PARTITION BY p.subject, p.kind, coalesce(p.accident_on, DATE '1900-01-01') ORDER BY p.pay_ym_n, p._row
        ) AS place
    FROM paid AS p
    WHERE p.amount > 0
)
SELECT
    CASE WHEN b.fits = 1 THEN 'explained' ELSE 'months' END AS class,
    f.subject,
    f.person_no,
    f.pay_ym AS ym,
    CASE WHEN b.fits = 0 AND b.net > b.due THEN b.net - b.due END AS amount,
    f._row AS left_row,
    CASE WHEN b.fits = 0 THEN b.assess_row END AS right_row,
    CAST(b.grade AS VARCHAR) || '级' || CAST(b.months AS VARCHAR) || '个月应为' || yuan(b.due) || '元，实为' || yuan(b.net) || '元'
        || CASE WHEN b.fits = 1 THEN '，是后来的标准' ELSE '' END
        || CASE WHEN b.unchecked = 1 THEN '（月数没有核对原文）' ELSE '' END AS detail
FROM firsts AS f
JOIN best AS b ON b.subject = f.subject AND b.accident_key = f.accident_key AND b.place = 1
WHERE f.kind = 'disability' AND f.place = 1 AND (b.fits = 0 OR (b.in_force = 0 AND f.accident_on IS NOT NULL))
UNION ALL
SELECT
    CASE WHEN o.other_year = 1 THEN 'explained' ELSE 'death' END AS class,
    f.subject,
    f.person_no,
    f.pay_ym AS ym,
    CASE WHEN o.other_year = 0 AND s.net > o.income * $death_factor THEN s.net - o.income * $death_factor END AS amount,
    f._row AS left_row,
    NULL AS right_row,
    CAST(o.year AS VARCHAR) || '年应为' || yuan(o.income * $death_factor) || '元，实为' || yuan(s.net) || '元'
        || CASE WHEN o.other_year = 1 THEN '，是相邻年度的标准' ELSE '' END
        || CASE WHEN o.unchecked = 1 THEN '（收入数字没有核对原文）' ELSE '' END AS detail
FROM firsts AS f
JOIN owed AS o ON o.subject = f.subject AND o.accident_key = f.accident_key
JOIN sums AS s ON s.subject = f.subject AND s.accident_key = f.accident_key AND s.kind = 'death'
WHERE f.kind = 'death' AND f.place = 1 AND o.income IS NOT NULL AND o.fits = 0
UNION ALL
SELECT
    'base' AS class,
    f.subject,
    f.person_no,
    f.pay_ym AS ym,
    NULL AS amount,
    f._row AS left_row,
    NULL AS right_row,
    '本人工资' || yuan(f.own_wage) || '元，平均工资' || yuan(w.highest) || '元' AS detail
FROM firsts AS f
JOIN wages AS w ON w.year = extract(year FROM f.accident_on)
WHERE f.kind = 'disability'
  AND f.own_wage > 0
  AND f.place = 1
  AND (f.own_wage * 100 < w.lowest * $low_percent OR f.own_wage * 100 > w.highest * $high_percent)
UNION ALL
SELECT
    CASE WHEN b.fits = 1 AND abs(b.net - b.due) <= $slack THEN 'explained' ELSE 'twice' END AS class,
    f.subject,
    f.person_no,
    f.pay_ym AS ym,
    CASE WHEN b.fits = 1 AND abs(b.net - b.due) <= $slack THEN NULL ELSE f.amount END AS amount,
    f._row AS left_row,
    NULL AS right_row,
    '同一事故第' || CAST(f.place AS VARCHAR) || '次支付'
        || CASE WHEN b.fits = 1 AND abs(b.net - b.due) <= $slack THEN '，合计符合复查后的等级' ELSE '' END AS detail
FROM firsts AS f
JOIN sums AS s ON s.subject = f.subject AND s.accident_key = f.accident_key AND s.kind = f.kind
LEFT JOIN best AS b ON b.subject = f.subject AND b.accident_key = f.accident_key AND b.place = 1 AND f.kind = 'disability'
WHERE f.place > 1 AND s.net > s.greatest_amount
