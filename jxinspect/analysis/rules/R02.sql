/*
id = "R02"
title = "服刑期间领取养老金"
basis = ["社会保险法 88", "劳社厅函〔2001〕44号", "劳社厅函〔2003〕315号", "办法 29(一)、32(二)"]
violation = "V32-2"
left = "pay"
right = "x_prison"

[inputs]
pay = ["person_no", "fund", "pay_ym", "amount", "pay_state"]
person = ["person_no", "id_key", "name_key"]
x_prison = ["id_key", "name_key", "penalty", "prison_from", "prison_state"]

[optional]
x_prison = ["prison_to", "parole_from", "parole_to"]

[parameters]
penalties = "R02.penalties"

[classes]
flag = "H"
suspend = "suspend"
boundary = "boundary"
explained = "explained"
weak = "weak"

[[false_positives]]
ground = "not_in_custody"
text = "缓刑、管制、暂予监外执行、假释，可以发放"

[[false_positives]]
ground = "administrative_detention"
text = "行政拘留，不是刑罚"

[[false_positives]]
ground = "judged_not_confined"
text = "判决日期不是收监日期，判决后尚未收监"

[[false_positives]]
ground = "same_name"
text = "同名的人"

[[false_positives]]
ground = "local_rule"
text = "居民养老保险当地另有规定"
*/
WITH custody AS (
    SELECT
        x.id_key, x.name_key, x.penalty, x.prison_state, x._row,
        month_no(x.prison_from) AS in_no,
        month_no(x.prison_from - INTERVAL '1' DAY) + 1 AS full_from,
        coalesce(month_no(x.prison_to), month_no($extract_on)) AS out_no,
        coalesce(month_no(x.prison_to + INTERVAL '1' DAY), month_no($extract_on) + 1) - 1 AS full_to,
        month_no(x.parole_from) AS parole_from_no,
        month_no(x.parole_to) AS parole_to_no,
        CASE
            WHEN x.prison_state IN ('假释', '暂予监外执行') AND x.parole_from IS NULL THEN 1
            WHEN x.prison_state = '刑满释放' AND x.prison_to IS NULL THEN 1
            ELSE 0
        END AS unclear
    FROM x_prison AS x
    WHERE x.id_key IS NOT NULL AND x.prison_from IS NOT NULL AND x.prison_state <> '缓刑'
), who AS (
    SELECT person_no, min(id_key) AS id_key, min(name_key) AS name_key
    FROM person
    WHERE id_key IS NOT NULL
    GROUP BY person_no
), listed AS (
    SELECT DISTINCT id_key FROM x_prison WHERE id_key IS NOT NULL
), found AS (
    SELECT w.person_no, w.id_key AS subject, 'id' AS joined, c._row AS prison_row
    FROM who AS w
    JOIN custody AS c ON c.id_key = w.id_key
    UNION ALL
    SELECT w.person_no, w.id_key AS subject, 'weak' AS joined, c._row AS prison_row
    FROM who AS w
    JOIN custody AS c ON c.name_key = w.name_key
    LEFT JOIN listed AS l ON l.id_key = w.id_key
    WHERE l.id_key IS NULL AND one_digit_apart(w.id_key, c.id_key)
), paid AS (
    SELECT
        y._row, y.person_no, y.pay_ym, y.amount, f.subject, f.joined, c._row AS prison_row,
        c.prison_state, c.unclear, coalesce(s.stops, '否') AS stops,
        CASE WHEN y.pay_ym_n BETWEEN c.full_from AND c.full_to THEN 1 ELSE 0 END AS whole,
        CASE
            WHEN c.parole_from_no IS NULL OR y.pay_ym_n < c.parole_from_no OR y.pay_ym_n > c.parole_to_no THEN 'no'
            WHEN y.pay_ym_n = c.parole_from_no OR y.pay_ym_n = c.parole_to_no THEN 'part'
            ELSE 'yes'
        END AS on_parole
    FROM pay AS y
    JOIN found AS f ON f.person_no = y.person_no
    JOIN custody AS c ON c._row = f.prison_row
    LEFT JOIN penalties AS s ON s.penalty = c.penalty AND s.fund = y.fund
    WHERE y.pay_state = '成功'
      AND y.amount > 0
      AND y.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
      AND y.pay_ym_n BETWEEN c.in_no AND c.out_no
), judged AS (
    SELECT
        p._row, p.person_no, p.pay_ym, p.amount, p.subject, p.prison_row,
        CASE
            WHEN p.joined = 'weak' AND p.whole = 1 AND p.on_parole = 'no' AND p.unclear = 0 THEN 5
            WHEN p.joined = 'weak' THEN 9
            WHEN p.unclear = 1 THEN 4
            WHEN p.whole = 0 OR p.on_parole = 'part' THEN 3
            WHEN p.prison_state = '在押未决' THEN 2
            ELSE 1
        END AS place
    FROM paid AS p
    WHERE p.on_parole <> 'yes' AND (p.stops = '是' OR p.prison_state = '在押未决')
), best AS (
    -- One payment is one hit, also where several judgments cover its month.
    SELECT
        j._row, j.person_no, j.pay_ym, j.amount, j.subject, j.prison_row, j.place,
        row_number() OVER (PARTITION BY j._row ORDER BY j.place, j.prison_row) AS n
    FROM judged AS j
    WHERE j.place < 9
)
SELECT
    CASE place WHEN 1 THEN 'flag' WHEN 2 THEN 'suspend' WHEN 3 THEN 'boundary' WHEN 4 THEN 'explained' ELSE 'weak' END
        AS class,
    subject,
    person_no,
    pay_ym AS ym,
    CASE WHEN place = 1 THEN amount END AS amount,
    _row AS left_row,
    prison_row AS right_row,
    CASE place
        WHEN 2 THEN '在押未决，应暂停发放'
        WHEN 3 THEN '收监、释放或者假释的当月'
        WHEN 4 THEN '假释、监外执行或者释放的日期不明'
    END AS detail
FROM best
WHERE n = 1
