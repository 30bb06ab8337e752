/*
id = "R23"
title = "失业保险金与养老金、死亡、服刑、参军、移居重叠"
basis = ["社会保险法 51(二)", "社会保险法 51(三)", "社会保险法 51(四)", "失业保险条例 15(五)", "办法 32(六)"]
violation = "V32-6"
left = "unemp"

[inputs]
unemp = ["person_no", "item", "from_ym", "to_ym", "amount"]
person = ["person_no", "id_key", "name_key"]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "pay_state"]

[optional]
x_death = ["id_key", "name_key", "death_on"]
x_prison = ["id_key", "penalty", "prison_from", "prison_to", "parole_from", "prison_state"]
x_army = ["id_key", "enlisted_on", "discharged_army_on"]
x_abroad = ["id_key", "settled_abroad_on"]

[parameters]
items = "R22.items"
other_items = "R03.other_items"
penalties = "R18.penalties"

[classes]
pension = "H"
dead = "H"
prison = "H"
army = "H"
abroad = "H"
boundary = "boundary"
weak = "weak"

[rows]
pension = ["unemp", "pay"]
dead = ["unemp", "x_death"]
prison = ["unemp", "x_prison"]
army = ["unemp", "x_army"]
abroad = ["unemp", "x_abroad"]
weak = ["unemp", "x_death"]

[[false_positives]]
ground = "first_month"
text = "首月养老金补发，只重叠一个月"

[[false_positives]]
ground = "wrong_death"
text = "死亡信息有误（同名、误注销、重号）"

[[false_positives]]
ground = "not_in_custody"
text = "缓刑、假释、暂予监外执行"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key, min(name_key) AS name_key
    FROM person
    GROUP BY person_no
), six AS (
    SELECT 0 AS n UNION ALL SELECT 1 AS n UNION ALL SELECT 2 AS n UNION ALL SELECT 3 AS n UNION ALL SELECT 4 AS n UNION ALL SELECT 5 AS n
), steps AS (
    SELECT a.n * 6 + b.n AS n FROM six AS a CROSS JOIN six AS b
), granted AS (
    SELECT
        u._row, u.person_no, w.subject, w.id_key, w.name_key, u.from_ym_n AS from_no, coalesce(u.to_ym_n, u.from_ym_n) AS to_no, u.amount
    FROM unemp AS u
    JOIN who AS w ON w.person_no = u.person_no
    WHERE u.amount > 0 AND has_any(u.item, $items)
), drawn AS (
    -- Month by month, also where a row tells of several.
    SELECT
        g._row, g.person_no, g.subject, g.id_key, g.name_key, g.from_no + s.n AS ym_n,
        int_div(g.amount, g.to_no - g.from_no + 1) AS monthly
    FROM granted AS g
    JOIN steps AS s ON s.n <= g.to_no - g.from_no
), jobless AS (
    SELECT DISTINCT w.person_no, w.subject
    FROM who AS w
    JOIN granted AS g ON g.subject = w.subject
), pensions AS (
    SELECT j.subject, y.pay_ym_n, min(y._row) AS other_row
    FROM pay AS y
    JOIN jobless AS j ON j.person_no = y.person_no
    WHERE y.pay_state = '成功'
      AND y.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
      AND NOT has_any(y.item, $other_items)
    GROUP BY j.subject, y.pay_ym_n
    HAVING sum(y.amount) > 0
), both_paid AS (
    SELECT d._row, d.person_no, d.subject, d.monthly, d.ym_n, p.other_row
    FROM drawn AS d
    JOIN pensions AS p ON p.subject = d.subject AND p.pay_ym_n = d.ym_n
), common AS (
    SELECT subject, count(DISTINCT ym_n) AS months
    FROM both_paid
    GROUP BY subject
), deaths AS (
    SELECT id_key, min(name_key) AS name_key, min(death_on) AS death_on, min(_row) AS other_row
    FROM x_death
    WHERE id_key IS NOT NULL
    GROUP BY id_key
), barred AS (
    -- From a day to a day; NULL: for ever.
    SELECT 'dead' AS kind, id_key, death_on AS since_on, CAST(NULL AS DATE) AS until_on, other_row, '死亡' AS word FROM deaths
    UNION ALL
    SELECT
        'prison' AS kind, id_key, prison_from AS since_on, CAST(coalesce(least(parole_from, prison_to), parole_from, prison_to) AS DATE) AS until_on,
        _row AS other_row, '收监' AS word
    FROM x_prison
    WHERE prison_state NOT IN ('缓刑', '在押未决') AND penalty IN ($penalties) AND id_key IS NOT NULL
    UNION ALL
    SELECT 'army' AS kind, id_key, enlisted_on AS since_on, discharged_army_on AS until_on, _row AS other_row, '入伍' AS word
    FROM x_army
    WHERE id_key IS NOT NULL
    UNION ALL
    SELECT 'abroad' AS kind, id_key, settled_abroad_on AS since_on, CAST(NULL AS DATE) AS until_on, _row AS other_row, '移居境外' AS word
    FROM x_abroad
    WHERE id_key IS NOT NULL
), struck AS (
    SELECT
        b.kind, d._row, d.person_no, d.subject, d.monthly, d.ym_n, b.other_row, CAST(b.since_on AS VARCHAR) || b.word AS detail,
        CASE WHEN d.ym_n = month_no(b.since_on) OR d.ym_n = month_no(b.until_on) THEN 1 ELSE 0 END AS edge
    FROM drawn AS d
    JOIN barred AS b ON b.id_key = d.id_key
    WHERE d.ym_n >= month_no(b.since_on) AND (b.until_on IS NULL OR d.ym_n <= month_no(b.until_on))
)
SELECT
    CASE WHEN c.months = 1 THEN 'boundary' ELSE 'pension' END AS class,
    b.subject,
    b.person_no,
    ym_of(b.ym_n) AS ym,
    CASE WHEN c.months > 1 THEN b.monthly END AS amount,
    b._row AS left_row,
    CASE WHEN c.months > 1 THEN b.other_row END AS right_row,
    '同时领取养老金' || CAST(c.months AS VARCHAR) || '个月' AS detail
FROM both_paid AS b
JOIN common AS c ON c.subject = b.subject
UNION ALL
SELECT
    CASE WHEN s.edge = 1 THEN 'boundary' ELSE s.kind END AS class,
    s.subject,
    s.person_no,
    ym_of(s.ym_n) AS ym,
    CASE WHEN s.edge = 0 THEN s.monthly END AS amount,
    s._row AS left_row,
    CASE WHEN s.edge = 0 THEN s.other_row END AS right_row,
    s.detail
FROM struck AS s
UNION ALL
SELECT
    'weak' AS class,
    d.subject,
    d.person_no,
    ym_of(d.ym_n) AS ym,
    NULL AS amount,
    d._row AS left_row,
    x.other_row AS right_row,
    CAST(x.death_on AS VARCHAR) || '死亡，证件号码差一位' AS detail
FROM drawn AS d
JOIN deaths AS x ON x.name_key = d.name_key
LEFT JOIN deaths AS own ON own.id_key = d.id_key
WHERE own.id_key IS NULL AND d.ym_n > month_no(x.death_on) AND one_digit_apart(d.id_key, x.id_key)
