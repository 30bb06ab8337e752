/*
id = "R06"
title = "提前退休审批异常"
basis = ["社会保险法 16", "办法 13(一)、13(三)、32(三)、32(四)、33"]
violation = "V32-3"
left = "pension"
right = "inj_assess"

[inputs]
pension = ["person_no", "retire_kind", "retire_on"]
person = ["person_no", "id_key"]

[optional]
pension = ["approval_no", "approved_on", "hard_months", "hard_kind", "unit_no"]
inj_assess = ["person_no", "grade", "concluded_on"]
unit = ["unit_no", "unit_state"]

[parameters]
years = "R06.years"
default_years = "R06.default_years"
disabled_grade = "R06.disabled_grade"
cluster = "R06.cluster"
paper_until = "R06.paper_until"

[classes]
flag = "H"
cluster = "M"
explained = "explained"

[rows]
cluster = ["pension", ""]

[[false_positives]]
ground = "paper_approval"
text = "早年的纸质审批没有录入系统"

[[false_positives]]
ground = "unit_closed"
text = "单位关闭、政策性破产，集中办理提前退休"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject
    FROM person
    GROUP BY person_no
), conclusions AS (
    SELECT person_no, min(concluded_on) AS first_on, min(_row) AS conclusion_row
    FROM inj_assess
    WHERE grade BETWEEN 1 AND $disabled_grade
    GROUP BY person_no
), required AS (
    SELECT p._row, max(y.months) AS months
    FROM pension AS p
    JOIN years AS y ON y.hard_kind = p.hard_kind
    GROUP BY p._row
), approved AS (
    SELECT
        p._row, p.person_no, w.subject, p.retire_kind, p.retire_on, p.unit_no,
        CASE WHEN p.approval_no IS NULL AND p.approved_on <= $paper_until THEN 1 ELSE 0 END AS on_paper,
        CASE
            WHEN p.retire_kind = '特殊工种' AND $has_pension_approval_no AND p.approval_no IS NULL
                THEN '特殊工种提前退休没有审批文号'
            WHEN p.retire_kind = '特殊工种' AND p.hard_months < coalesce(r.months, $default_years * 12)
                THEN '特殊工种年限不足' || CAST(coalesce(r.months, $default_years * 12) AS VARCHAR) || '个月'
            WHEN p.retire_kind = '因病' AND $has_inj_assess AND c.person_no IS NULL
                THEN '因病提前退休没有完全丧失劳动能力的鉴定结论'
            WHEN p.retire_kind = '因病' AND $has_inj_assess AND c.first_on > p.retire_on
                THEN '完全丧失劳动能力的鉴定结论晚于退休日期'
        END AS odd,
        c.conclusion_row
    FROM pension AS p
    JOIN who AS w ON w.person_no = p.person_no
    LEFT JOIN conclusions AS c ON c.person_no = p.person_no
    LEFT JOIN required AS r ON r._row = p._row
    WHERE p.retire_kind IN ('特殊工种', '因病')
), months AS (
    SELECT a.unit_no, month_no(a.retire_on) AS retire_no, count(DISTINCT a.person_no) AS persons
    FROM approved AS a
    WHERE a.unit_no IS NOT NULL
    GROUP BY a.unit_no, month_no(a.retire_on)
    HAVING count(DISTINCT a.person_no) >= $cluster
), closed AS (
    SELECT unit_no
    FROM unit
    WHERE unit_state IN ('注销', '吊销', '停业')
    GROUP BY unit_no
)
SELECT
    CASE WHEN a.on_paper = 1 AND a.odd = '特殊工种提前退休没有审批文号' THEN 'explained' ELSE 'flag' END AS class,
    a.subject,
    a.person_no,
    ym_of(month_no(a.retire_on)) AS ym,
    NULL AS amount,
    a._row AS left_row,
    a.conclusion_row AS right_row,
    a.odd AS detail
FROM approved AS a
WHERE a.odd IS NOT NULL
UNION ALL
SELECT
    CASE WHEN c.unit_no IS NULL THEN 'cluster' ELSE 'explained' END AS class,
    a.unit_no AS subject,
    a.person_no,
    ym_of(m.retire_no) AS ym,
    NULL AS amount,
    a._row AS left_row,
    NULL AS right_row,
    '同一单位同月提前退休' || CAST(m.persons AS VARCHAR) || '人'
        || CASE WHEN c.unit_no IS NULL THEN '' ELSE '，单位已经关闭' END AS detail
FROM approved AS a
JOIN months AS m ON m.unit_no = a.unit_no AND m.retire_no = month_no(a.retire_on)
LEFT JOIN closed AS c ON c.unit_no = a.unit_no
