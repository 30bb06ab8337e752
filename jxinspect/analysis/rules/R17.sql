/*
id = "R17"
title = "伤残津贴与养老金同时领取"
basis = ["社会保险法 40", "工伤保险条例 35(三)", "办法 32(六)"]
violation = "V32-6"
left = "inj_pay"
right = "pay"

[inputs]
inj_pay = ["person_no", "item", "pay_ym", "amount", "pay_state"]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "pay_state"]
person = ["person_no", "id_key"]

[optional]
inj_assess = ["person_no", "grade"]
pension = ["person_no", "scheme", "pension_from"]

[parameters]
items = "R17.items"
difference = "R17.difference"
other_items = "R03.other_items"
worst_grade = "R17.worst_grade"
percent = "R17.percent"

[classes]
flag = "H"
boundary = "boundary"
explained = "explained"

[[false_positives]]
ground = "difference"
text = "只补足养老金低于伤残津贴的差额，项目名称相同"

[[false_positives]]
ground = "first_month"
text = "首月养老金补发，只重叠一个月"

[[false_positives]]
ground = "recovered"
text = "多发的款项已经追回或者冲抵"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject
    FROM person
    GROUP BY person_no
), allowances AS (
    SELECT i._row, i.person_no, w.subject, i.pay_ym, i.pay_ym_n, i.amount
    FROM inj_pay AS i
    JOIN who AS w ON w.person_no = i.person_no
    WHERE i.pay_state = '成功' AND has_any(i.item, $items) AND NOT has_any(i.item, $difference)
), injured AS (
    SELECT DISTINCT subject FROM allowances
), grades AS (
    SELECT w.subject, min(a.grade) AS grade
    FROM inj_assess AS a
    JOIN who AS w ON w.person_no = a.person_no
    WHERE a.grade IS NOT NULL
    GROUP BY w.subject
), pensions AS (
    SELECT w.subject, y.pay_ym_n, sum(y.amount) AS net, min(y._row) AS pay_row
    FROM pay AS y
    JOIN who AS w ON w.person_no = y.person_no
    JOIN injured AS i ON i.subject = w.subject
    WHERE y.pay_state = '成功'
      AND y.fund IN ('企业职工养老', '机关事业养老')
      AND NOT has_any(y.item, $other_items)
    GROUP BY w.subject, y.pay_ym_n
    HAVING sum(y.amount) > 0
), awarded AS (
    SELECT w.subject, min(month_no(p.pension_from)) AS from_no
    FROM pension AS p
    JOIN who AS w ON w.person_no = p.person_no
    WHERE p.scheme <> '居民'
    GROUP BY w.subject
), begun AS (
    SELECT p.subject, least(min(p.pay_ym_n), coalesce(min(a.from_no), min(p.pay_ym_n))) AS from_no
    FROM pensions AS p
    LEFT JOIN awarded AS a ON a.subject = p.subject
    GROUP BY p.subject
), full_allowance AS (
    SELECT a.subject, max(a.amount) AS amount
    FROM allowances AS a
    JOIN begun AS b ON b.subject = a.subject
    WHERE a.pay_ym_n < b.from_no
    GROUP BY a.subject
), net AS (
    SELECT subject, pay_ym_n, sum(amount) AS net
    FROM allowances
    GROUP BY subject, pay_ym_n
), common AS (
    SELECT n.subject, count(*) AS months
    FROM net AS n
    JOIN pensions AS p ON p.subject = n.subject AND p.pay_ym_n = n.pay_ym_n
    GROUP BY n.subject
), both_paid AS (
    SELECT
        a._row, a.person_no, a.subject, a.pay_ym, a.amount, p.net AS pension, p.pay_row, c.months,
        CASE
            WHEN n.net <= 0 THEN '伤残津贴已经冲抵'
            WHEN (a.amount + p.net) * 100 <= f.amount * (100 + $percent) THEN '只是补足差额'
        END AS why
    FROM allowances AS a
    JOIN pensions AS p ON p.subject = a.subject AND p.pay_ym_n = a.pay_ym_n
    JOIN net AS n ON n.subject = a.subject AND n.pay_ym_n = a.pay_ym_n
    JOIN common AS c ON c.subject = a.subject
    LEFT JOIN full_allowance AS f ON f.subject = a.subject
    LEFT JOIN grades AS g ON g.subject = a.subject
    WHERE a.amount > 0 AND coalesce(g.grade, 1) <= $worst_grade
)
SELECT
    CASE WHEN b.why IS NOT NULL THEN 'explained' WHEN b.months = 1 THEN 'boundary' ELSE 'flag' END AS class,
    b.subject,
    b.person_no,
    b.pay_ym AS ym,
    CASE WHEN b.why IS NULL AND b.months > 1 THEN b.amount END AS amount,
    b._row AS left_row,
    b.pay_row AS right_row,
    coalesce(b.why, '同月养老金' || yuan(b.pension) || '元') AS detail
FROM both_paid AS b
