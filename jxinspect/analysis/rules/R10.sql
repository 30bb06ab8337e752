/*
id = "R10"
title = "一次性补缴异常"
basis = ["人社部发〔2016〕132号", "社会保险法 88", "办法 32(一)"]
violation = "V32-1"
left = "contrib"

[inputs]
contrib = ["person_no", "fund", "ym", "arrived_on", "contrib_kind", "unit_amount", "unit_no"]
pension = ["person_no", "scheme", "pension_from"]

[optional]
contrib = ["backpay_paper"]
person = ["person_no", "id_key", "born", "sex"]
unit = ["unit_no", "founded_on"]

[parameters]
funds = "R10.funds"
papers = "R10.papers"
policies = "R10.policies"
most_months = "R10.most_months"
near_months = "R10.near_months"
cluster = "R10.cluster"
work_age = "R10.work_age"
ages = "R05.ages"
delay_from = "R05.delay_from"

[classes]
long = "H"
near = "H"
minor = "H"
before_unit = "H"
cluster = "H"
late_entry = "H"
flexible = "H"
boundary = "boundary"
explained = "explained"

[rows]
near = ["contrib", "pension"]
minor = ["contrib", "person"]
before_unit = ["contrib", "unit"]
late_entry = ["contrib", "person"]

[[false_positives]]
ground = "old_workers"
text = "国有、集体企业老职工、未参保集体企业人员的补缴政策"

[[false_positives]]
ground = "veteran"
text = "军队转业、退役人员的补缴政策"

[[false_positives]]
ground = "transfer"
text = "关系转移接续的补记"

[[false_positives]]
ground = "paper_elsewhere"
text = "法院、仲裁、审计、监察的文书在业务档案中，系统没有登记"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(born) AS born, min(sex) AS sex, min(_row) AS person_row
    FROM person
    GROUP BY person_no
), late AS (
    SELECT
        c._row, c.person_no, c.ym, c.ym_n, c.arrived_on, month_no(c.arrived_on) AS arrived_no, c.unit_no, c.unit_amount,
        CASE WHEN has_any(c.backpay_paper, $papers) OR has_any(c.backpay_paper, $policies) THEN 1 ELSE 0 END AS excused
    FROM contrib AS c
    WHERE c.contrib_kind IN ('补缴', '一次性') AND c.fund IN ($funds)
), many AS (
    SELECT person_no, count(DISTINCT ym_n) AS number
    FROM late
    WHERE excused = 0 AND $has_contrib_backpay_paper
    GROUP BY person_no
    HAVING count(DISTINCT ym_n) > $most_months
), begins AS (
    SELECT person_no, min(pension_from) AS pension_from, min(_row) AS pension_row
    FROM pension
    WHERE scheme <> '居民'
    GROUP BY person_no
), founded AS (
    SELECT unit_no, min(founded_on) AS founded_on, min(_row) AS unit_row
    FROM unit
    WHERE founded_on IS NOT NULL
    GROUP BY unit_no
), together AS (
    SELECT unit_no, arrived_on, count(DISTINCT person_no) AS number
    FROM late
    WHERE excused = 0 AND unit_amount > 0
    GROUP BY unit_no, arrived_on
    HAVING count(DISTINCT person_no) >= $cluster
), theirs AS (
    SELECT DISTINCT person_no FROM late
), entered AS (
    SELECT c.person_no, min(c.arrived_on) AS first_on
    FROM contrib AS c
    JOIN theirs AS t ON t.person_no = c.person_no
    WHERE c.fund IN ($funds)
    GROUP BY c.person_no
), covered AS (
    -- Who pays in the first month of the data may have paid before it.
    SELECT min(month_no(arrived_on)) AS from_no FROM contrib
), aged AS (
    SELECT
        e.person_no, e.first_on, w.person_row, month_no(coalesce(born_of(w.id_key), w.born)) AS born_no,
        CASE WHEN coalesce(sex_of(w.id_key), w.sex) = '男' THEN '男职工' ELSE '女干部' END AS post
    FROM entered AS e
    JOIN who AS w ON w.person_no = e.person_no
), due AS (
    SELECT
        a.person_no, a.first_on, a.person_row, a.born_no + s.base * 12 AS base_no,
        a.born_no + s.base * 12 - month_no($delay_from) + 1 AS n, s.every, s.at_most
    FROM aged AS a
    JOIN ages AS s ON s.post = a.post
), legal AS (
    SELECT
        d.person_no, d.first_on, d.person_row,
        d.base_no + CASE WHEN d.n <= 0 THEN 0 ELSE least(int_div(d.n + d.every - 1, d.every), d.at_most) END AS legal_no
    FROM due AS d
), found AS (
    SELECT
        'long' AS kind, l._row, l.person_no, l.ym, CAST(NULL AS VARCHAR) AS unit_no, l.excused, CAST(NULL AS BIGINT) AS right_row,
        '没有文书补缴' || CAST(m.number AS VARCHAR) || '个月' AS detail
    FROM late AS l
    JOIN many AS m ON m.person_no = l.person_no
    WHERE l.excused = 0
    UNION ALL
    SELECT
        'near' AS kind, l._row, l.person_no, l.ym, NULL AS unit_no, l.excused, b.pension_row AS right_row,
        '待遇起始前' || CAST(month_no(b.pension_from) - l.arrived_no AS VARCHAR) || '个月补缴' AS detail
    FROM late AS l
    JOIN begins AS b ON b.person_no = l.person_no
    WHERE l.arrived_on <= b.pension_from AND month_no(b.pension_from) - l.arrived_no <= $near_months
    UNION ALL
    SELECT
        'minor' AS kind, l._row, l.person_no, l.ym, NULL AS unit_no, 0 AS excused, w.person_row AS right_row,
        '补缴未满' || CAST($work_age AS VARCHAR) || '周岁的月份' AS detail
    FROM late AS l
    JOIN who AS w ON w.person_no = l.person_no
    WHERE l.ym_n < month_no(coalesce(born_of(w.id_key), w.born)) + $work_age * 12
    UNION ALL
    SELECT
        'before_unit' AS kind, l._row, l.person_no, l.ym, NULL AS unit_no, l.excused, f.unit_row AS right_row,
        '单位成立于' || CAST(f.founded_on AS VARCHAR) AS detail
    FROM late AS l
    JOIN founded AS f ON f.unit_no = l.unit_no
    WHERE l.ym_n < month_no(f.founded_on)
    UNION ALL
    SELECT
        'cluster' AS kind, l._row, l.person_no, l.ym, l.unit_no, l.excused, NULL AS right_row,
        CAST(l.arrived_on AS VARCHAR) || '同一单位' || CAST(t.number AS VARCHAR) || '人补缴' AS detail
    FROM late AS l
    JOIN together AS t ON t.unit_no = l.unit_no AND t.arrived_on = l.arrived_on
    WHERE l.excused = 0
    UNION ALL
    SELECT
        'late_entry' AS kind, l._row, l.person_no, l.ym, NULL AS unit_no, l.excused, g.person_row AS right_row,
        '已过退休年龄，以前没有缴费记录' AS detail
    FROM late AS l
    JOIN legal AS g ON g.person_no = l.person_no AND g.first_on = l.arrived_on
    CROSS JOIN covered AS c
    WHERE l.arrived_no > g.legal_no AND l.arrived_no > c.from_no
    UNION ALL
    SELECT
        CASE WHEN l.arrived_no - l.ym_n = 1 THEN 'boundary' ELSE 'flexible' END AS kind,
        l._row, l.person_no, l.ym, NULL AS unit_no, l.excused, NULL AS right_row,
        '灵活就业人员补缴以前年度' AS detail
    FROM late AS l
    WHERE coalesce(l.unit_amount, 0) = 0 AND int_div(l.ym_n, 12) < int_div(l.arrived_no, 12)
)
SELECT
    CASE WHEN f.excused = 1 THEN 'explained' ELSE f.kind END AS class,
    coalesce(f.unit_no, w.id_key, f.person_no) AS subject,
    f.person_no,
    f.ym,
    NULL AS amount,
    f._row AS left_row,
    CASE WHEN f.excused = 0 THEN f.right_row END AS right_row,
    CASE WHEN f.excused = 1 THEN f.detail || '，有文书或者政策依据' ELSE f.detail END AS detail
FROM found AS f
LEFT JOIN who AS w ON w.person_no = f.person_no
