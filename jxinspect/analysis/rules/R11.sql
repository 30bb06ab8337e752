/*
id = "R11"
title = "视同缴费年限异常"
basis = ["社会保险法 88", "办法 32(三)"]
violation = "V32-3"
left = "pension"

[inputs]
pension = ["person_no", "scheme", "deemed_months", "paid_months", "retire_on"]
person = ["person_no", "id_key", "born"]

[optional]
pension = ["deemed_to", "deemed_kind", "work_from", "file_born", "checker"]
contrib = ["person_no", "fund", "ym"]

[parameters]
starts = "R11.starts"
kinds = "R11.kinds"
work_age = "R10.work_age"
cluster = "R11.cluster"

[classes]
after_start = "H"
overlap = "H"
too_long = "H"
young = "H"
checker = "M"
boundary = "boundary"
explained = "explained"

[[false_positives]]
ground = "educated_youth"
text = "知识青年下乡的工龄"

[[false_positives]]
ground = "army_years"
text = "军龄"

[[false_positives]]
ground = "converted_years"
text = "特殊工种等依法折算的工龄"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(born) AS born
    FROM person
    GROUP BY person_no
), deemed AS (
    SELECT
        p._row, p.person_no, coalesce(w.id_key, p.person_no) AS subject, p.deemed_months, p.paid_months, p.deemed_to,
        month_no(p.deemed_to) AS to_no, month_no(p.work_from) AS work_no, month_no(p.retire_on) AS retire_no,
        month_no(s.start_on) AS start_no, s.start_on, p.checker,
        month_no(coalesce(p.file_born, born_of(w.id_key), w.born)) + $work_age * 12 AS grown_no,
        CASE WHEN has_any(p.deemed_kind, $kinds) THEN 1 ELSE 0 END AS excused
    FROM pension AS p
    JOIN who AS w ON w.person_no = p.person_no
    JOIN starts AS s ON s.scheme = p.scheme
    WHERE p.deemed_months > 0
), paid_then AS (
    SELECT d._row, count(DISTINCT c.ym_n) AS number
    FROM deemed AS d
    JOIN contrib AS c ON c.person_no = d.person_no
    WHERE c.fund IN ('企业职工养老', '机关事业养老') AND c.ym_n <= d.to_no
    GROUP BY d._row
), found AS (
    SELECT
        CASE WHEN d.to_no = d.start_no THEN 'boundary' ELSE 'after_start' END AS kind,
        d._row, d.excused, '视同到' || CAST(d.deemed_to AS VARCHAR) || '，制度建立于' || CAST(d.start_on AS VARCHAR) AS detail
    FROM deemed AS d
    WHERE d.deemed_to >= d.start_on
    UNION ALL
    SELECT
        CASE WHEN d.deemed_months + d.paid_months = d.retire_no - d.work_no + 2 THEN 'boundary' ELSE 'overlap' END AS kind,
        d._row, d.excused,
        '视同与实际合计比参加工作以来多' || CAST(d.deemed_months + d.paid_months - (d.retire_no - d.work_no + 1) AS VARCHAR) || '个月' AS detail
    FROM deemed AS d
    WHERE d.deemed_months + d.paid_months > d.retire_no - d.work_no + 1
    UNION ALL
    SELECT
        'overlap' AS kind, d._row, d.excused, '视同期间有' || CAST(t.number AS VARCHAR) || '个月实际缴费' AS detail
    FROM deemed AS d
    JOIN paid_then AS t ON t._row = d._row
    UNION ALL
    SELECT
        'too_long' AS kind, d._row, d.excused, '比满' || CAST($work_age AS VARCHAR) || '周岁以来还多'
            || CAST(d.deemed_months - (coalesce(d.to_no, d.retire_no) - d.grown_no + 1) AS VARCHAR) || '个月' AS detail
    FROM deemed AS d
    WHERE d.deemed_months > coalesce(d.to_no, d.retire_no) - d.grown_no + 1
    UNION ALL
    SELECT
        'young' AS kind, d._row, d.excused, '未满' || CAST($work_age AS VARCHAR) || '周岁参加工作' AS detail
    FROM deemed AS d
    WHERE d.work_no < d.grown_no
), odd AS (
    SELECT DISTINCT f._row FROM found AS f WHERE f.kind <> 'boundary' AND f.excused = 0
), often AS (
    SELECT d.checker, count(DISTINCT d.subject) AS number
    FROM deemed AS d
    JOIN odd AS o ON o._row = d._row
    WHERE d.checker IS NOT NULL
    GROUP BY d.checker
    HAVING count(DISTINCT d.subject) >= $cluster
)
SELECT
    CASE WHEN f.excused = 1 THEN 'explained' ELSE f.kind END AS class,
    d.subject,
    d.person_no,
    ym_of(d.retire_no) AS ym,
    NULL AS amount,
    d._row AS left_row,
    NULL AS right_row,
    f.detail
FROM found AS f
JOIN deemed AS d ON d._row = f._row
UNION ALL
SELECT
    'checker' AS class,
    d.checker AS subject,
    d.person_no,
    ym_of(d.retire_no) AS ym,
    NULL AS amount,
    d._row AS left_row,
    NULL AS right_row,
    '同一审核人有' || CAST(n.number AS VARCHAR) || '人视同年限异常' AS detail
FROM deemed AS d
JOIN odd AS o ON o._row = d._row
JOIN often AS n ON n.checker = d.checker
