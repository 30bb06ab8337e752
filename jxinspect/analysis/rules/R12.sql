/*
id = "R12"
title = "退休前突击提高基数、短期参保"
basis = ["社会保险法 88", "办法 32(一)"]
violation = "V32-1"
left = "contrib"
right = "pension"

[inputs]
contrib = ["person_no", "fund", "ym", "base", "unit_no"]
pension = ["person_no", "scheme", "retire_on", "paid_months"]

[optional]
contrib = ["contrib_kind"]
pension = ["deemed_months"]
param = ["year", "base_top"]
person = ["person_no", "id_key"]

[parameters]
window = "R12.window"
least_months = "R12.least_months"
factor = "R12.factor"
former_months = "R12.former_months"
unified = "R12.unified"
least_years = "R12.least_years"
slack = "R12.slack"
late_start = "R12.late_start"

[classes]
base = "M"
short = "M"
explained = "explained"

[rows]
short = ["pension", "contrib"]

[[false_positives]]
ground = "promotion"
text = "职务、工资确有提高"

[[false_positives]]
ground = "unified_base"
text = "单位统一调整缴费基数"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key
    FROM person
    GROUP BY person_no
), retired AS (
    SELECT
        person_no, min(month_no(retire_on)) AS retire_no, min(_row) AS pension_row,
        max(paid_months + coalesce(deemed_months, 0)) AS total
    FROM pension
    WHERE scheme = '企职'
    GROUP BY person_no
), tops AS (
    SELECT year, max(base_top) AS base_top
    FROM param
    GROUP BY year
), covered AS (
    SELECT min(ym_n) AS from_no FROM contrib WHERE fund = '企业职工养老'
), theirs AS (
    SELECT c._row, c.person_no, c.ym, c.ym_n, c.base, c.unit_no, r.retire_no, r.pension_row, r.total
    FROM contrib AS c
    JOIN retired AS r ON r.person_no = c.person_no
    WHERE c.fund = '企业职工养老' AND c.ym_n < r.retire_no AND coalesce(c.contrib_kind, '正常') = '正常'
), former AS (
    SELECT person_no, int_div(sum(base), count(*)) AS mean
    FROM theirs
    WHERE retire_no - ym_n > $window AND base > 0
    GROUP BY person_no
    HAVING count(DISTINCT ym_n) >= $former_months
), risen AS (
    SELECT t._row, t.person_no, t.ym, t.ym_n, t.base, t.unit_no, t.pension_row, f.mean
    FROM theirs AS t
    JOIN former AS f ON f.person_no = t.person_no
    JOIN tops AS p ON p.year = int_div(t.ym_n, 12)
    WHERE t.retire_no - t.ym_n <= $window AND t.base >= p.base_top AND t.base >= f.mean * $factor
), long_enough AS (
    SELECT person_no, min(ym_n) AS since_no
    FROM risen
    GROUP BY person_no
    HAVING count(DISTINCT ym_n) >= $least_months
), places AS (
    SELECT DISTINCT r.unit_no, r.ym_n
    FROM risen AS r
    JOIN long_enough AS l ON l.person_no = r.person_no AND l.since_no = r.ym_n
), alike AS (
    -- All of a unit with one base: the unit raised it for everybody.
    SELECT c.unit_no, c.ym_n
    FROM contrib AS c
    JOIN places AS p ON p.unit_no = c.unit_no AND p.ym_n = c.ym_n
    WHERE c.fund = '企业职工养老'
    GROUP BY c.unit_no, c.ym_n
    HAVING count(DISTINCT c.person_no) >= $unified AND min(c.base) = max(c.base)
), begun AS (
    SELECT person_no, retire_no, pension_row, total, min(ym_n) AS first_no, min(_row) AS first_row
    FROM theirs
    WHERE total BETWEEN $least_years * 12 AND $least_years * 12 + $slack
    GROUP BY person_no, retire_no, pension_row, total
)
SELECT
    CASE WHEN a.unit_no IS NULL THEN 'base' ELSE 'explained' END AS class,
    coalesce(w.id_key, r.person_no) AS subject,
    r.person_no,
    r.ym,
    NULL AS amount,
    r._row AS left_row,
    r.pension_row AS right_row,
    '基数' || yuan(r.base) || '元，以前平均' || yuan(r.mean) || '元'
        || CASE WHEN a.unit_no IS NULL THEN '' ELSE '，单位统一' END AS detail
FROM risen AS r
JOIN long_enough AS l ON l.person_no = r.person_no
LEFT JOIN who AS w ON w.person_no = r.person_no
LEFT JOIN alike AS a ON a.unit_no = r.unit_no AND a.ym_n = l.since_no
UNION ALL
SELECT
    'short' AS class,
    coalesce(w.id_key, b.person_no) AS subject,
    b.person_no,
    ym_of(b.first_no) AS ym,
    NULL AS amount,
    b.pension_row AS left_row,
    b.first_row AS right_row,
    '累计' || CAST(b.total AS VARCHAR) || '个月，退休前' || CAST(b.retire_no - b.first_no AS VARCHAR) || '个月才开始缴费' AS detail
FROM begun AS b
LEFT JOIN who AS w ON w.person_no = b.person_no
CROSS JOIN covered AS c
WHERE b.retire_no - b.first_no <= $late_start AND b.first_no > c.from_no
