/*
id = "R09"
title = "一人多号、一号多人"
basis = ["社会保险法 58", "办法 29(四)、32(一)"]
violation = "V29-4"
left = "person"
right = "person"

[inputs]
person = ["person_no", "id_key", "name", "born"]

[optional]
person = ["mobile"]
person_change = ["changed_item", "before", "after"]
pension = ["person_no", "scheme"]
pay = ["person_no", "fund"]
contrib = ["person_no", "fund"]

[parameters]
unwritten = "R09.unwritten"
name_items = "R09.name_items"

[classes]
flag = "M"
names = "M"
explained = "explained"
weak = "weak"

[[false_positives]]
ground = "renamed"
text = "改名"

[[false_positives]]
ground = "several_schemes"
text = "同一个人在不同制度中各有一个编号"

[[false_positives]]
ground = "rare_characters"
text = "姓名中的生僻字写法不同"
*/
WITH shared AS (
    SELECT id_key
    FROM person
    WHERE id_key IS NOT NULL
    GROUP BY id_key
    HAVING count(DISTINCT person_no) > 1 OR count(DISTINCT name_key) > 1
), people AS (
    SELECT p._row, p.person_no, p.id_key, p.name, p.name_key
    FROM person AS p
    JOIN shared AS s ON s.id_key = p.id_key
), numbers AS (
    SELECT DISTINCT person_no FROM people
), schemes AS (
    SELECT
        n.person_no,
        CASE p.scheme WHEN '企职' THEN '企业职工养老' WHEN '机关' THEN '机关事业养老' ELSE '城乡居民养老' END AS fund
    FROM pension AS p
    JOIN numbers AS n ON n.person_no = p.person_no
    UNION
    SELECT n.person_no, p.fund
    FROM pay AS p
    JOIN numbers AS n ON n.person_no = p.person_no
    WHERE p.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
    UNION
    SELECT n.person_no, p.fund
    FROM contrib AS p
    JOIN numbers AS n ON n.person_no = p.person_no
    WHERE p.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
), insured AS (
    SELECT DISTINCT person_no FROM schemes
), renamed AS (
    SELECT before AS one, after AS other FROM person_change WHERE has_any(changed_item, $name_items)
    UNION
    SELECT after AS one, before AS other FROM person_change WHERE has_any(changed_item, $name_items)
), pairs AS (
    SELECT
        a._row, a.person_no, a.id_key, b._row AS other_row, b.person_no AS other_no,
        CASE WHEN a.name_key <> b.name_key THEN 1 ELSE 0 END AS differ,
        CASE
            WHEN has_private_sign(a.name) OR has_private_sign(b.name) OR has_any(a.name || b.name, $unwritten) THEN 1
            ELSE 0
        END AS rare,
        CASE WHEN r.one IS NULL THEN 0 ELSE 1 END AS known_change
    FROM people AS a
    JOIN people AS b ON b.id_key = a.id_key AND b._row <> a._row
    LEFT JOIN renamed AS r ON r.one = a.name AND r.other = b.name
), in_common AS (
    SELECT DISTINCT p._row, p.other_row
    FROM pairs AS p
    JOIN schemes AS s ON s.person_no = p.person_no
    JOIN schemes AS o ON o.person_no = p.other_no AND o.fund = s.fund
), excused AS (
    SELECT
        p._row, p.person_no, p.id_key, p.other_row, p.differ,
        CASE
            WHEN p.differ = 0 AND p.person_no = p.other_no THEN 'same'
            WHEN p.differ = 0 AND i.person_no IS NOT NULL AND o.person_no IS NOT NULL AND c._row IS NULL THEN 'same'
            WHEN p.differ = 1 AND p.rare = 1 THEN '姓名中有写不出的字'
            WHEN p.differ = 1 AND p.known_change = 1 THEN '有改名的记录'
        END AS why
    FROM pairs AS p
    LEFT JOIN insured AS i ON i.person_no = p.person_no
    LEFT JOIN insured AS o ON o.person_no = p.other_no
    LEFT JOIN in_common AS c ON c._row = p._row AND c.other_row = p.other_row
), best AS (
    SELECT
        e._row, e.person_no, e.id_key, e.other_row, e.differ, e.why,
        row_number() OVER (
            PARTITION BY e._row
            ORDER BY CASE WHEN e.why IS NULL THEN 0 ELSE 1 END, e.differ DESC, e.other_row
        ) AS n
    FROM excused AS e
    WHERE e.why IS NULL OR e.why <> 'same'
), alike AS (
    SELECT a._row, a.person_no, a.id_key, min(b._row) AS other_row
    FROM person AS a
    JOIN person AS b ON b.name_key = a.name_key AND b.born = a.born
    WHERE one_digit_apart(a.id_key, b.id_key)
      AND (a.mobile = b.mobile OR a.mobile IS NULL OR b.mobile IS NULL)
    GROUP BY a._row, a.person_no, a.id_key
)
SELECT
    CASE WHEN why IS NOT NULL THEN 'explained' WHEN differ = 1 THEN 'names' ELSE 'flag' END AS class,
    id_key AS subject,
    person_no,
    NULL AS ym,
    NULL AS amount,
    _row AS left_row,
    other_row AS right_row,
    CASE WHEN why IS NOT NULL THEN why WHEN differ = 1 THEN '同一证件号码，姓名不同' ELSE '同一证件号码，个人编号不同' END
        AS detail
FROM best
WHERE n = 1
UNION ALL
SELECT
    'weak' AS class,
    id_key AS subject,
    person_no,
    NULL AS ym,
    NULL AS amount,
    _row AS left_row,
    other_row AS right_row,
    '姓名、出生日期相同，证件号码差一位' AS detail
FROM alike
