/*
id = "R01"
title = "死亡后继续领取待遇"
basis = ["社会保险法 14、17、88", "社会保险经办条例 25、26、46", "办法 32(二)"]
violation = "V32-2"
left = "pay"
right = "x_death"

[inputs]
pay = ["person_no", "item", "pay_ym", "amount", "pay_state"]
person = ["person_no", "id_key", "name_key"]
x_death = ["id_key", "name_key", "death_on"]

[parameters]
tolerance = "R01.tolerance"
other_items = "R01.other_items"

[classes]
flag = "H"
boundary = "boundary"
explained = "explained"
weak = "weak"

[[false_positives]]
ground = "wrong_death"
text = "死亡信息有误（同名、误注销、重号）"

[[false_positives]]
ground = "late_registration"
text = "死亡日期实为注销登记日期"

[[false_positives]]
ground = "recovered"
text = "多发的款项已经追回或者冲抵"

[[false_positives]]
ground = "lawful_item"
text = "丧葬补助金、抚恤金、个人账户余额，依法可以支付"

[[false_positives]]
ground = "arrears"
text = "死亡以前月份的待遇，后来补发"
*/
WITH deaths AS (
    -- The earliest date counts where several sources tell of one death.
    SELECT id_key, min(death_on) AS death_on
    FROM x_death
    WHERE id_key IS NOT NULL
    GROUP BY id_key
), told AS (
    SELECT x.id_key, x.name_key, d.death_on, min(x._row) AS death_row
    FROM x_death AS x
    JOIN deaths AS d ON d.id_key = x.id_key AND d.death_on = x.death_on
    GROUP BY x.id_key, x.name_key, d.death_on
), same AS (
    SELECT p.person_no, p.id_key, d.death_on, min(t.death_row) AS death_row, 'id' AS joined
    FROM person AS p
    JOIN deaths AS d ON d.id_key = p.id_key
    JOIN told AS t ON t.id_key = d.id_key
    GROUP BY p.person_no, p.id_key, d.death_on
), alike AS (
    -- One digit differs and the name is the same: to be looked at, never a finding.
    SELECT p.person_no, p.id_key, t.death_on, min(t.death_row) AS death_row, 'weak' AS joined
    FROM person AS p
    JOIN told AS t ON t.name_key = p.name_key
    LEFT JOIN deaths AS d ON d.id_key = p.id_key
    WHERE d.id_key IS NULL AND one_digit_apart(p.id_key, t.id_key)
    GROUP BY p.person_no, p.id_key, t.death_on
), dead AS (
    SELECT person_no, id_key, death_on, death_row, joined FROM same
    UNION ALL
    SELECT person_no, id_key, death_on, death_row, joined FROM alike
), rows_after AS (
    -- Amounts below zero take back what was paid.
    SELECT
        y.person_no, d.id_key, d.death_on, d.death_row, d.joined, y.pay_ym, y.amount, y._row,
        y.pay_ym_n - month_no(d.death_on) AS after_months
    FROM pay AS y
    JOIN dead AS d ON d.person_no = y.person_no
    WHERE y.pay_state = '成功'
      AND NOT has_any(y.item, $other_items)
      AND y.pay_ym_n >= month_no(d.death_on)
), paid AS (
    SELECT
        r.person_no, r.id_key, r.death_on, r.death_row, r.joined, r.pay_ym, r.amount, r._row, r.after_months,
        sum(r.amount) OVER (PARTITION BY r.person_no, r.death_row, r.pay_ym) AS month_net,
        sum(CASE WHEN r.after_months > $tolerance THEN r.amount ELSE 0 END)
            OVER (PARTITION BY r.person_no, r.death_row) AS whole_net
    FROM rows_after AS r
)
SELECT
    CASE
        WHEN joined = 'weak' THEN 'weak'
        WHEN after_months <= $tolerance THEN 'boundary'
        WHEN month_net <= 0 OR whole_net <= 0 THEN 'explained'
        ELSE 'flag'
    END AS class,
    id_key AS subject,
    person_no,
    pay_ym AS ym,
    CASE WHEN joined = 'id' AND after_months > $tolerance AND month_net > 0 AND whole_net > 0 THEN amount END AS amount,
    _row AS left_row,
    death_row AS right_row,
    CAST(death_on AS VARCHAR) || '死亡'
        || CASE WHEN after_months = 0 THEN '，当月' ELSE '后第' || CAST(after_months AS VARCHAR) || '个月' END
        || CASE WHEN month_net <= 0 OR whole_net <= 0 THEN '，已经冲抵' ELSE '' END AS detail
FROM paid
WHERE amount > 0 AND (joined = 'id' OR after_months > $tolerance)
