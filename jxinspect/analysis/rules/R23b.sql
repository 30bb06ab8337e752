/*
id = "R23b"
title = "失业保险金资格、期限不符"
basis = ["社会保险法 45、46", "社会保险法 88", "失业保险条例 14、17", "办法 32(六)"]
violation = "V32-6"
left = "unemp"

[inputs]
unemp = ["person_no", "jobless_on", "left_reason", "granted_months", "from_ym", "to_ym", "item", "amount"]
person = ["person_no", "id_key", "born", "sex"]
contrib = ["person_no", "fund", "ym", "unit_no"]

[parameters]
items = "R22.items"
least_months = "R23b.least_months"
limits = "R23b.limits"
most_months = "R23b.most_months"
reasons = "R23b.reasons"
dismissals = "R23b.dismissals"
ages = "R05.ages"
near_age = "R23b.near_age"

[classes]
too_few = "M"
too_long = "M"
own_will = "M"
two_spells = "M"
same_unit = "M"
explained = "explained"

[rows]
same_unit = ["unemp", "contrib"]

[[false_positives]]
ground = "years_elsewhere"
text = "异地转入的缴费年限没有录入"

[[false_positives]]
ground = "until_pension"
text = "距法定退休年龄不足一年，依政策延长到退休"

[[false_positives]]
ground = "wrong_reason"
text = "离职原因登记有误"

[[false_positives]]
ground = "seasonal"
text = "季节性用工，合同期满"
*/
WITH who AS (
    SELECT
        person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key,
        month_no(coalesce(born_of(min(id_key)), min(born))) AS born_no,
        CASE WHEN coalesce(sex_of(min(id_key)), min(sex)) = '男' THEN '男职工' ELSE '女工人' END AS post
    FROM person
    GROUP BY person_no
), granted AS (
    SELECT
        u._row, u.person_no, w.subject, w.born_no, w.post, u.left_reason, u.granted_months, u.from_ym_n AS from_no,
        coalesce(u.to_ym_n, u.from_ym_n) AS to_no, u.amount, coalesce(u.jobless_on, DATE '1900-01-01') AS spell
    FROM unemp AS u
    JOIN who AS w ON w.person_no = u.person_no
    WHERE u.amount > 0 AND has_any(u.item, $items)
), spells AS (
    SELECT
        subject, spell, min(person_no) AS person_no, min(_row) AS first_row, min(from_no) AS from_no, max(to_no) AS to_no,
        max(granted_months) AS granted, sum(to_no - from_no + 1) AS drawn, sum(amount) AS amount, min(born_no) AS born_no,
        min(post) AS post, min(left_reason) AS left_reason
    FROM granted
    GROUP BY subject, spell
), ordered AS (
    SELECT
        s.subject, s.spell, s.person_no, s.first_row, s.from_no, s.to_no, greatest(s.granted, s.drawn) AS months, s.drawn,
        s.amount, s.born_no, s.post, s.left_reason,
        lag(s.to_no) OVER (PARTITION BY s.subject ORDER BY s.from_no, s.spell) AS before_no,
        lag(greatest(s.granted, s.drawn)) OVER (PARTITION BY s.subject ORDER BY s.from_no, s.spell) AS before_months
    FROM spells AS s
), insured AS (
    SELECT w.subject, c.ym_n, min(c._row) AS contrib_row, max(c.unit_no) AS unit_no
    FROM contrib AS c
    JOIN who AS w ON w.person_no = c.person_no
    JOIN (SELECT DISTINCT subject FROM spells) AS s ON s.subject = w.subject
    WHERE c.fund = '失业'
    GROUP BY w.subject, c.ym_n
), covered AS (
    SELECT min(ym_n) AS from_no FROM contrib WHERE fund = '失业'
), counted AS (
    -- Contributions count anew after a spell of benefits.
    SELECT
        o.subject, o.spell, count(i.ym_n) AS number, min(i.ym_n) AS first_no
    FROM ordered AS o
    LEFT JOIN insured AS i ON i.subject = o.subject AND i.ym_n < o.from_no AND i.ym_n > coalesce(o.before_no, 0)
    GROUP BY o.subject, o.spell
), judged AS (
    SELECT
        o.subject, o.spell, o.person_no, o.first_row, o.from_no, o.to_no, o.months, o.drawn, o.amount, o.left_reason,
        o.before_no, o.before_months, c.number,
        -- Nothing is known of contributions before the first month of the data.
        CASE
            WHEN v.from_no IS NULL THEN 0
            WHEN o.before_no IS NOT NULL AND o.before_no >= v.from_no THEN 1
            WHEN c.first_no IS NULL AND v.from_no <= o.from_no - $least_months THEN 1
            WHEN c.first_no > v.from_no THEN 1
            ELSE 0
        END AS known,
        o.born_no + a.base * 12 AS age_no, a.at_most
    FROM ordered AS o
    JOIN counted AS c ON c.subject = o.subject AND c.spell = o.spell
    JOIN ages AS a ON a.post = o.post
    CROSS JOIN covered AS v
), limited AS (
    SELECT
        j.subject, j.spell, max(CASE WHEN j.number >= l.from_months THEN l.months END) AS most
    FROM judged AS j
    JOIN limits AS l ON l.from_months <= greatest(j.number, $least_months)
    GROUP BY j.subject, j.spell
), long_ones AS (
    SELECT
        j.subject, j.spell, CASE WHEN j.known = 1 AND j.number >= $least_months THEN l.most ELSE $most_months END AS most
    FROM judged AS j
    JOIN limited AS l ON l.subject = j.subject AND l.spell = j.spell
), last_units AS (
    SELECT
        o.subject, o.spell, i.unit_no, i.contrib_row, o.from_no, o.person_no, o.first_row, o.left_reason,
        row_number() OVER (PARTITION BY o.subject, o.spell ORDER BY i.ym_n DESC) AS place
    FROM ordered AS o
    JOIN insured AS i ON i.subject = o.subject AND i.ym_n < o.from_no AND i.ym_n > coalesce(o.before_no, 0)
    WHERE o.left_reason IN ($dismissals)
), dismissed AS (
    SELECT subject, unit_no, count(*) AS times
    FROM last_units
    WHERE place = 1
    GROUP BY subject, unit_no
    HAVING count(*) > 1
)
SELECT
    'too_few' AS class,
    j.subject,
    j.person_no,
    ym_of(j.from_no) AS ym,
    j.amount,
    j.first_row AS left_row,
    CAST(NULL AS BIGINT) AS right_row,
    '缴费只有' || CAST(j.number AS VARCHAR) || '个月' AS detail
FROM judged AS j
WHERE j.known = 1 AND j.number < $least_months
UNION ALL
SELECT
    CASE
        WHEN j.to_no >= j.age_no - $near_age AND j.to_no <= j.age_no + j.at_most THEN 'explained'
        ELSE 'too_long'
    END AS class,
    j.subject,
    j.person_no,
    ym_of(j.from_no + CASE WHEN j.drawn > m.most THEN m.most ELSE 0 END) AS ym,
    CASE
        WHEN j.to_no >= j.age_no - $near_age AND j.to_no <= j.age_no + j.at_most THEN NULL
        WHEN j.drawn > m.most THEN int_div(j.amount, j.drawn) * (j.drawn - m.most)
    END AS amount,
    j.first_row AS left_row,
    NULL AS right_row,
    '缴费' || CAST(j.number AS VARCHAR) || '个月，最多' || CAST(m.most AS VARCHAR) || '个月，核定或者领取'
        || CAST(j.months AS VARCHAR) || '个月' AS detail
FROM judged AS j
JOIN long_ones AS m ON m.subject = j.subject AND m.spell = j.spell
WHERE j.months > m.most
UNION ALL
SELECT
    'own_will' AS class,
    j.subject,
    j.person_no,
    ym_of(j.from_no) AS ym,
    j.amount,
    j.first_row AS left_row,
    NULL AS right_row,
    '离职原因为' || j.left_reason AS detail
FROM judged AS j
WHERE j.left_reason IN ($reasons)
UNION ALL
SELECT
    'two_spells' AS class,
    j.subject,
    j.person_no,
    ym_of(j.from_no) AS ym,
    NULL AS amount,
    j.first_row AS left_row,
    NULL AS right_row,
    '两次合计' || CAST(j.before_months + j.months AS VARCHAR) || '个月，其间缴费' || CAST(j.number AS VARCHAR) || '个月' AS detail
FROM judged AS j
WHERE j.before_no IS NOT NULL AND j.number < $least_months AND j.before_months + j.months > $most_months AND j.known = 1
UNION ALL
SELECT
    'same_unit' AS class,
    u.subject,
    u.person_no,
    ym_of(u.from_no) AS ym,
    NULL AS amount,
    u.first_row AS left_row,
    u.contrib_row AS right_row,
    '被同一单位解除' || CAST(d.times AS VARCHAR) || '次' AS detail
FROM last_units AS u
JOIN dismissed AS d ON d.subject = u.subject AND d.unit_no = u.unit_no
WHERE u.place = 1
