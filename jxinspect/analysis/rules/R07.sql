/*
id = "R07"
title = "退休前变更出生日期、证件号码"
basis = ["社会保险法 88", "办法 32(一)、32(三)"]
violation = "V32-3"
left = "person_change"
right = "pension"

[inputs]
person_change = ["person_no", "changed_item", "before", "after", "changed_on"]
pension = ["person_no", "retire_on"]
person = ["person_no", "id_key"]

[optional]
person_change = ["change_basis"]
pension = ["file_born"]

[parameters]
within_months = "R07.within_months"
least_shift = "R07.least_shift"
proofs = "R07.proofs"
birth_items = "R07.birth_items"
id_items = "R07.id_items"

[classes]
flag = "M"
file = "M"
explained = "explained"

[rows]
file = ["pension", "person"]

[[false_positives]]
ground = "police_correction"
text = "公安机关更正，有证明"

[[false_positives]]
ground = "longer_id"
text = "15位证件号码升为18位"

[[false_positives]]
ground = "double_household"
text = "清理双户口"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(_row) AS person_row
    FROM person
    GROUP BY person_no
), written AS (
    SELECT
        c._row, c.person_no, c.changed_on, c.change_basis,
        CASE WHEN has_any(c.changed_item, $id_items) THEN id_of(c.before) END AS id_before,
        CASE WHEN has_any(c.changed_item, $id_items) THEN id_of(c.after) END AS id_after,
        CASE WHEN has_any(c.changed_item, $birth_items) THEN c.before END AS born_before,
        CASE WHEN has_any(c.changed_item, $birth_items) THEN c.after END AS born_after
    FROM person_change AS c
), dates AS (
    SELECT
        w._row, w.person_no, w.changed_on, w.change_basis,
        coalesce(born_of(w.id_before), day_of(w.born_before)) AS born_before,
        coalesce(born_of(w.id_after), day_of(w.born_after)) AS born_after
    FROM written AS w
), shifted AS (
    SELECT
        d._row, d.person_no, d.change_basis, p._row AS pension_row, d.changed_on,
        month_no(d.born_before) - month_no(d.born_after) AS earlier,
        month_no(p.retire_on) - month_no(d.changed_on) AS months_before
    FROM dates AS d
    JOIN pension AS p ON p.person_no = d.person_no
), near AS (
    SELECT
        s._row, s.person_no, s.change_basis, s.changed_on, s.earlier, s.months_before,
        min(s.pension_row) AS pension_row
    FROM shifted AS s
    WHERE s.earlier >= $least_shift AND s.months_before BETWEEN 0 AND $within_months
    GROUP BY s._row, s.person_no, s.change_basis, s.changed_on, s.earlier, s.months_before
), archived AS (
    SELECT p._row, p.person_no, p.retire_on, p.file_born, w.id_key, w.person_row, born_of(w.id_key) AS id_born
    FROM pension AS p
    JOIN who AS w ON w.person_no = p.person_no
    WHERE p.file_born IS NOT NULL
)
SELECT
    CASE WHEN has_any(n.change_basis, $proofs) THEN 'explained' ELSE 'flag' END AS class,
    coalesce(w.id_key, n.person_no) AS subject,
    n.person_no,
    ym_of(month_no(n.changed_on)) AS ym,
    NULL AS amount,
    n._row AS left_row,
    n.pension_row AS right_row,
    '退休前' || CAST(n.months_before AS VARCHAR) || '个月改早' || CAST(n.earlier AS VARCHAR) || '个月' AS detail
FROM near AS n
LEFT JOIN who AS w ON w.person_no = n.person_no
UNION ALL
SELECT
    'file' AS class,
    a.id_key AS subject,
    a.person_no,
    ym_of(month_no(a.retire_on)) AS ym,
    NULL AS amount,
    a._row AS left_row,
    a.person_row AS right_row,
    '档案出生年月' || CAST(ym_of(month_no(a.file_born)) AS VARCHAR) || '，证件号码'
        || CAST(ym_of(month_no(a.id_born)) AS VARCHAR) AS detail
FROM archived AS a
WHERE month_no(a.file_born) <> month_no(a.id_born)
