/*
id = "R13"
title = "死亡后仍缴费、丧葬补助金重复领取"
basis = ["社会保险法 17", "社会保险法 49 II", "社会保险法 88", "办法 32(六)"]
violation = "V32-6"
left = "contrib"
right = "x_death"

[inputs]
person = ["person_no", "id_key", "name_key"]
contrib = ["person_no", "fund", "ym"]
x_death = ["id_key", "name_key", "death_on"]

[optional]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "pay_state"]
inj_pay = ["person_no", "item", "pay_ym", "amount", "pay_state"]
unemp = ["person_no", "item", "from_ym", "amount"]

[parameters]
tolerance = "R13.tolerance"
items = "R13.items"

[classes]
contributed = "M"
funeral = "M"
funeral_injury = "M"
funeral_jobless = "M"
boundary = "boundary"
explained = "explained"
weak = "weak"

[rows]
funeral = ["pay", ""]
funeral_injury = ["inj_pay", ""]
funeral_jobless = ["unemp", ""]
explained = ["pay", ""]

[[false_positives]]
ground = "late_cancellation"
text = "减员滞后，死亡当月、次月仍扣缴"

[[false_positives]]
ground = "arrears"
text = "死亡以后补缴生前的月份"

[[false_positives]]
ground = "returned"
text = "多领的丧葬补助金已经退回"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(name_key) AS name_key
    FROM person
    GROUP BY person_no
), deaths AS (
    SELECT id_key, min(name_key) AS name_key, min(death_on) AS death_on, min(_row) AS death_row
    FROM x_death
    WHERE id_key IS NOT NULL
    GROUP BY id_key
), dead AS (
    SELECT w.person_no, w.id_key, d.death_on, d.death_row, 'id' AS joined
    FROM who AS w
    JOIN deaths AS d ON d.id_key = w.id_key
    UNION ALL
    SELECT w.person_no, w.id_key, d.death_on, d.death_row, 'weak' AS joined
    FROM who AS w
    JOIN deaths AS d ON d.name_key = w.name_key
    LEFT JOIN deaths AS own ON own.id_key = w.id_key
    WHERE own.id_key IS NULL AND one_digit_apart(w.id_key, d.id_key)
), contributed AS (
    SELECT
        c._row, c.person_no, c.fund, c.ym, d.id_key, d.death_row, d.joined, c.ym_n - month_no(d.death_on) AS after_months
    FROM contrib AS c
    JOIN dead AS d ON d.person_no = c.person_no
    WHERE c.ym_n > month_no(d.death_on)
), funerals AS (
    SELECT
        'pay' AS source, y._row, y.person_no, y.pay_ym AS ym, y.amount,
        CASE
            WHEN y.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老') THEN '养老'
            ELSE y.fund
        END AS fund
    FROM pay AS y
    WHERE y.pay_state = '成功' AND has_any(y.item, $items)
    UNION ALL
    SELECT 'inj_pay' AS source, y._row, y.person_no, y.pay_ym AS ym, y.amount, '工伤' AS fund
    FROM inj_pay AS y
    WHERE y.pay_state = '成功' AND has_any(y.item, $items)
    UNION ALL
    SELECT 'unemp' AS source, y._row, y.person_no, y.from_ym AS ym, y.amount, '失业' AS fund
    FROM unemp AS y
    WHERE has_any(y.item, $items)
), told AS (
    SELECT f.source, f._row, f.person_no, f.ym, f.amount, f.fund, coalesce(w.id_key, f.person_no) AS subject
    FROM funerals AS f
    LEFT JOIN who AS w ON w.person_no = f.person_no
), sums AS (
    SELECT subject, fund, sum(amount) AS net, max(CASE WHEN amount > 0 THEN 1 ELSE 0 END) AS ever
    FROM told
    GROUP BY subject, fund
), ranked AS (
    SELECT
        s.subject, s.fund, s.net,
        row_number() OVER (PARTITION BY s.subject ORDER BY s.net DESC, s.fund) AS place
    FROM sums AS s
    WHERE s.ever = 1
), several AS (
    SELECT
        t.source, t._row, t.person_no, t.ym, t.amount, t.fund, t.subject, o.fund AS other_fund, r.net
    FROM told AS t
    JOIN ranked AS r ON r.subject = t.subject AND r.fund = t.fund
    JOIN ranked AS o ON o.subject = t.subject AND o.place = 1
    WHERE r.place > 1 AND t.amount > 0
)
SELECT
    CASE
        WHEN joined = 'weak' THEN 'weak'
        WHEN after_months > $tolerance THEN 'contributed'
        ELSE 'boundary'
    END AS class,
    id_key AS subject,
    person_no,
    ym,
    NULL AS amount,
    _row AS left_row,
    death_row AS right_row,
    fund || '，死亡后第' || CAST(after_months AS VARCHAR) || '个月' AS detail
FROM contributed
WHERE joined = 'id' OR after_months > $tolerance
UNION ALL
SELECT
    CASE
        WHEN net <= 0 AND source = 'pay' THEN 'explained'
        WHEN source = 'pay' THEN 'funeral'
        WHEN source = 'inj_pay' THEN 'funeral_injury'
        ELSE 'funeral_jobless'
    END AS class,
    subject,
    person_no,
    ym,
    CASE WHEN net > 0 THEN amount END AS amount,
    _row AS left_row,
    NULL AS right_row,
    fund || '，另从' || other_fund || '领过丧葬补助金' AS detail
FROM several
WHERE net > 0 OR source = 'pay'
