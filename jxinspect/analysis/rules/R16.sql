/*
id = "R16"
title = "收款户名与待遇人不符、账户改后又改回"
basis = ["社会保险法 88", "办法 29(五)、31(二)"]
violation = "V29-5"
left = "pay"

[inputs]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "account_no", "account_name", "pay_state"]
person = ["person_no", "id_key", "name"]

[optional]
person = ["household_no"]
person_change = ["person_no", "changed_item", "before", "after"]
sysuser = ["name"]

[parameters]
other_items = "R15.other_items"
institutions = "R15.institutions"
unwritten = "R09.unwritten"
name_items = "R09.name_items"
back_months = "R16.back_months"

[classes]
name = "H"
staff = "H"
switched = "M"
explained = "explained"

[rows]
name = ["pay", "person"]
staff = ["pay", "sysuser"]
explained = ["pay", "person"]

[[false_positives]]
ground = "rare_characters"
text = "姓名中的生僻字，银行与系统写法不同"

[[false_positives]]
ground = "guardian"
text = "监护人、同户家人代领"

[[false_positives]]
ground = "heir"
text = "继承人领取一次性待遇"

[[false_positives]]
ground = "renamed"
text = "本人改名，银行没有变更"
*/
WITH who AS (
    SELECT
        person_no, coalesce(min(id_key), person_no) AS subject, min(name_key) AS name_key, min(name) AS name,
        min(household_no) AS household_no, min(_row) AS person_row
    FROM person
    GROUP BY person_no
), differing AS (
    SELECT
        y._row, y.person_no, w.subject, w.person_row, w.name, w.household_no, y.pay_ym, y.amount, y.account_name,
        y.account_name_key
    FROM pay AS y
    JOIN who AS w ON w.person_no = y.person_no
    WHERE y.account_name_key <> w.name_key
      AND y.pay_state = '成功'
      AND y.amount > 0
      AND NOT has_any(y.item, $other_items)
), family AS (
    SELECT household_no, name_key
    FROM person
    WHERE household_no <> ''
    GROUP BY household_no, name_key
), names AS (
    SELECT person_no, before AS other FROM person_change WHERE has_any(changed_item, $name_items)
    UNION
    SELECT person_no, after AS other FROM person_change WHERE has_any(changed_item, $name_items)
), staff AS (
    SELECT name_key, min(_row) AS user_row
    FROM sysuser
    WHERE name_key IS NOT NULL
    GROUP BY name_key
), judged AS (
    SELECT
        d._row, d.person_no, d.subject, d.person_row, d.pay_ym, d.amount, d.account_name, s.user_row,
        CASE
            WHEN n.other IS NOT NULL THEN '有改名的记录'
            WHEN has_private_sign(d.name) OR has_private_sign(d.account_name)
                OR has_any(d.name, $unwritten) OR has_any(d.account_name, $unwritten) THEN '姓名中有写不出的字'
            WHEN s.user_row IS NOT NULL THEN NULL
            WHEN f.name_key IS NOT NULL THEN '同户的人代领'
            WHEN has_any(d.account_name, $institutions) THEN '机构代领'
        END AS why
    FROM differing AS d
    LEFT JOIN names AS n ON n.person_no = d.person_no AND n.other = d.account_name
    LEFT JOIN staff AS s ON s.name_key = d.account_name_key
    LEFT JOIN family AS f ON f.household_no = d.household_no AND f.name_key = d.account_name_key
), movers AS (
    SELECT person_no, fund
    FROM pay
    WHERE pay_state = '成功' AND amount > 0 AND account_no <> '' AND NOT has_any(item, $other_items)
    GROUP BY person_no, fund
    HAVING min(account_no) <> max(account_no)
), months AS (
    SELECT y.person_no, y.fund, y.pay_ym_n, min(y.account_no) AS account_no, max(y.account_no) AS other_no
    FROM pay AS y
    JOIN movers AS m ON m.person_no = y.person_no AND m.fund = y.fund
    WHERE y.pay_state = '成功' AND y.amount > 0 AND y.account_no <> '' AND NOT has_any(y.item, $other_items)
    GROUP BY y.person_no, y.fund, y.pay_ym_n
), followed AS (
    SELECT
        m.person_no, m.fund, m.pay_ym_n, m.account_no,
        lag(m.account_no) OVER (PARTITION BY m.person_no, m.fund ORDER BY m.pay_ym_n) AS previous
    FROM months AS m
    WHERE m.account_no = m.other_no
), changes AS (
    SELECT
        f.person_no, f.fund, f.pay_ym_n AS from_no, f.account_no, f.previous,
        lead(f.account_no) OVER (PARTITION BY f.person_no, f.fund ORDER BY f.pay_ym_n) AS next_account,
        lead(f.pay_ym_n) OVER (PARTITION BY f.person_no, f.fund ORDER BY f.pay_ym_n) AS next_no
    FROM followed AS f
    WHERE f.previous IS NULL OR f.previous <> f.account_no
), returned AS (
    SELECT c.person_no, c.fund, c.from_no, c.next_no, c.account_no
    FROM changes AS c
    WHERE c.previous = c.next_account AND c.next_no - c.from_no <= $back_months
)
SELECT
    CASE WHEN j.why IS NOT NULL THEN 'explained' WHEN j.user_row IS NOT NULL THEN 'staff' ELSE 'name' END AS class,
    j.subject,
    j.person_no,
    j.pay_ym AS ym,
    CASE WHEN j.why IS NULL THEN j.amount END AS amount,
    j._row AS left_row,
    CASE WHEN j.why IS NULL AND j.user_row IS NOT NULL THEN j.user_row ELSE j.person_row END AS right_row,
    CASE WHEN j.why IS NOT NULL THEN j.why WHEN j.user_row IS NOT NULL THEN '户名与经办系统用户同名' ELSE '户名' || j.account_name END
        AS detail
FROM judged AS j
UNION ALL
SELECT
    'switched' AS class,
    w.subject,
    y.person_no,
    y.pay_ym AS ym,
    y.amount,
    y._row AS left_row,
    NULL AS right_row,
    '账户改动' || CAST(r.next_no - r.from_no AS VARCHAR) || '个月后改回' AS detail
FROM pay AS y
JOIN returned AS r ON r.person_no = y.person_no AND r.fund = y.fund AND r.account_no = y.account_no
JOIN who AS w ON w.person_no = y.person_no
WHERE y.pay_ym_n >= r.from_no
  AND y.pay_ym_n < r.next_no
  AND y.pay_state = '成功'
  AND y.amount > 0
  AND NOT has_any(y.item, $other_items)
