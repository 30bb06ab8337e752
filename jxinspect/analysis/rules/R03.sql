/*
id = "R03"
title = "职工、机关养老与居民养老重复领取"
basis = ["人社厅发〔2021〕77号", "社会保险法 88", "办法 29(六)、32(六)"]
violation = "V32-6"
left = "pay"
right = "pay"

[inputs]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "pay_state"]
person = ["person_no", "id_key"]

[parameters]
other_items = "R03.other_items"

[classes]
flag = "H"
explained = "explained"

[[false_positives]]
ground = "settled"
text = "已经冲抵、清退"

[[false_positives]]
ground = "account_refund"
text = "居民养老保险只退个人账户余额"

[[false_positives]]
ground = "one_off"
text = "一次性待遇"

[[false_positives]]
ground = "other_benefit"
text = "遗属待遇、高龄补贴等记成了养老金"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject
    FROM person
    GROUP BY person_no
), paid AS (
    SELECT
        y._row, y.person_no, w.subject, y.pay_ym, y.amount,
        CASE WHEN y.fund = '城乡居民养老' THEN 'resident' ELSE 'worker' END AS side
    FROM pay AS y
    JOIN who AS w ON w.person_no = y.person_no
    WHERE y.pay_state = '成功'
      AND y.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
      AND NOT has_any(y.item, $other_items)
), both_sides AS (
    -- Few people are in both schemes; what is compared by months is only theirs.
    SELECT subject
    FROM paid
    GROUP BY subject
    HAVING min(side) <> max(side)
), theirs AS (
    SELECT p._row, p.person_no, p.subject, p.pay_ym, p.amount, p.side
    FROM paid AS p
    JOIN both_sides AS b ON b.subject = p.subject
), months AS (
    SELECT subject, pay_ym, side, sum(amount) AS net, min(CASE WHEN amount > 0 THEN _row END) AS first_row
    FROM theirs
    GROUP BY subject, pay_ym, side
)
SELECT
    CASE WHEN r.net > 0 THEN 'flag' ELSE 'explained' END AS class,
    t.subject,
    t.person_no,
    t.pay_ym AS ym,
    CASE WHEN r.net > 0 THEN t.amount END AS amount,
    t._row AS left_row,
    k.first_row AS right_row,
    CASE WHEN r.net > 0 THEN '同月已领职工或者机关养老金' ELSE '居民养老金已经冲抵' END AS detail
FROM theirs AS t
JOIN months AS r ON r.subject = t.subject AND r.pay_ym = t.pay_ym AND r.side = 'resident'
JOIN months AS k ON k.subject = t.subject AND k.pay_ym = t.pay_ym AND k.side = 'worker'
WHERE t.side = 'resident' AND t.amount > 0 AND k.net > 0
