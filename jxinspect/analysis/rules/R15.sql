/*
id = "R15"
title = "同一银行账户多人领取"
basis = ["社会保险法 88", "办法 31(二)、32(六)"]
violation = "V32-6"
left = "pay"

[inputs]
pay = ["person_no", "item", "pay_ym", "amount", "account_no", "pay_state"]
person = ["person_no", "id_key", "name_key"]

[optional]
pay = ["account_name"]
person = ["household_no"]
x_marriage = ["id_key", "spouse_id_no"]

[parameters]
least = "R15.least"
other_items = "R15.other_items"
institutions = "R15.institutions"

[classes]
many = "H"
pair = "L"
explained = "explained"

[[false_positives]]
ground = "couple"
text = "夫妻、监护人与被监护人共用账户"

[[false_positives]]
ground = "institution"
text = "福利院、养老机构、村集体等代领账户"

[[false_positives]]
ground = "renumbered"
text = "银行账号先后给了不同的人"
*/
WITH who AS (
    SELECT
        person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key, min(name_key) AS name_key,
        min(household_no) AS household_no
    FROM person
    GROUP BY person_no
), drawing AS (
    SELECT account_no, person_no
    FROM pay
    WHERE pay_state = '成功' AND amount > 0 AND account_no <> '' AND strpos(account_no, '*') = 0
      AND NOT has_any(item, $other_items)
    GROUP BY account_no, person_no
), shared AS (
    SELECT d.account_no, count(DISTINCT w.subject) AS number
    FROM drawing AS d
    JOIN who AS w ON w.person_no = d.person_no
    GROUP BY d.account_no
    HAVING count(DISTINCT w.subject) > 1
), paid AS (
    SELECT
        y._row, y.person_no, w.subject, w.id_key, w.name_key, w.household_no, y.account_no, y.pay_ym, y.amount, s.number,
        CASE WHEN y.account_name_key = w.name_key THEN 1 ELSE 0 END AS own,
        CASE WHEN has_any(y.account_name, $institutions) THEN 1 ELSE 0 END AS institution
    FROM pay AS y
    JOIN shared AS s ON s.account_no = y.account_no
    JOIN who AS w ON w.person_no = y.person_no
    WHERE y.pay_state = '成功' AND y.amount > 0 AND NOT has_any(y.item, $other_items)
), monthly AS (
    SELECT account_no, pay_ym, count(DISTINCT subject) AS number
    FROM paid
    GROUP BY account_no, pay_ym
), busiest AS (
    SELECT account_no, max(number) AS at_once
    FROM monthly
    GROUP BY account_no
), institutions_of AS (
    SELECT account_no, max(institution) AS institution
    FROM paid
    GROUP BY account_no
), holders AS (
    SELECT account_no, subject, min(name_key) AS name_key, min(household_no) AS household_no, min(_row) AS first_row
    FROM paid
    WHERE number = 2
    GROUP BY account_no, subject
), couples AS (
    SELECT id_key AS one, spouse_id_no_key AS other FROM x_marriage
    UNION
    SELECT spouse_id_no_key AS one, id_key AS other FROM x_marriage
), kin AS (
    SELECT
        a.account_no,
        CASE
            WHEN c.one IS NOT NULL OR substr(a.name_key, 1, 1) = substr(b.name_key, 1, 1) THEN 1
            ELSE 0
        END AS close
    FROM holders AS a
    JOIN holders AS b ON b.account_no = a.account_no AND b.subject > a.subject
    LEFT JOIN couples AS c ON c.one = a.subject AND c.other = b.subject
    WHERE c.one IS NOT NULL
       OR substr(a.name_key, 1, 1) = substr(b.name_key, 1, 1)
       OR (a.household_no = b.household_no AND a.household_no <> '')
)
SELECT
    CASE WHEN i.institution = 1 OR m.at_once = 1 THEN 'explained' ELSE 'many' END AS class,
    p.account_no AS subject,
    p.person_no,
    p.pay_ym AS ym,
    CASE WHEN i.institution = 0 AND m.at_once > 1 AND p.own = 0 THEN p.amount END AS amount,
    p._row AS left_row,
    NULL AS right_row,
    CASE
        WHEN i.institution = 1 THEN '机构账户，'
        WHEN m.at_once = 1 THEN '先后使用，'
        WHEN p.own = 1 THEN '账户本人，'
        ELSE ''
    END || '共' || CAST(p.number AS VARCHAR) || '人' AS detail
FROM paid AS p
JOIN busiest AS m ON m.account_no = p.account_no
JOIN institutions_of AS i ON i.account_no = p.account_no
WHERE p.number >= $least
UNION ALL
SELECT
    CASE WHEN i.institution = 1 OR m.at_once = 1 OR k.account_no IS NOT NULL THEN 'explained' ELSE 'pair' END AS class,
    h.account_no AS subject,
    p.person_no,
    p.pay_ym AS ym,
    NULL AS amount,
    h.first_row AS left_row,
    NULL AS right_row,
    CASE WHEN i.institution = 1 THEN '机构账户，' WHEN m.at_once = 1 THEN '先后使用，' WHEN k.account_no IS NOT NULL THEN '同户，' ELSE '' END
        || '共2人' AS detail
FROM holders AS h
JOIN paid AS p ON p._row = h.first_row
JOIN busiest AS m ON m.account_no = h.account_no
JOIN institutions_of AS i ON i.account_no = h.account_no
LEFT JOIN kin AS k ON k.account_no = h.account_no
WHERE coalesce(k.close, 0) = 0 AND $least > 2
