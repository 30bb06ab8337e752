/*
id = "R14"
title = "资格认证异常"
basis = ["社会保险经办条例 26", "社会保险法 88", "办法 32(二)"]
violation = "V32-2"
left = "auth"

[inputs]
auth = ["person_no", "certified_at", "way"]
person = ["person_no", "id_key"]
pay = ["person_no", "fund", "pay_ym", "amount", "pay_state"]

[optional]
auth = ["helper", "device_no", "place"]
pension = ["person_no", "pension_from"]
x_death = ["id_key", "death_on"]

[parameters]
valid_months = "R14.valid_months"
cluster = "R14.cluster"
helpers = "R14.helpers"
off_from = "R29.off_from"
off_to = "R29.off_to"

[classes]
overdue = "M"
dead = "H"
helper = "M"
device = "M"
hours = "M"
boundary = "boundary"
explained = "explained"

[rows]
overdue = ["pay", "auth"]
dead = ["auth", "x_death"]
boundary = ["auth", "x_death"]

[[false_positives]]
ground = "village_cadre"
text = "村（社区）干部依职责集中协助认证"

[[false_positives]]
ground = "passive_check"
text = "大数据比对认证，不是本人操作"

[[false_positives]]
ground = "certified_elsewhere"
text = "在异地或者其他系统认证，没有同步"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key
    FROM person
    GROUP BY person_no
), made AS (
    SELECT
        a._row, a.person_no, CAST(a.certified_at AS DATE) AS done_on, month_no(CAST(a.certified_at AS DATE)) AS done_no,
        CAST(extract(hour FROM a.certified_at) AS INTEGER) AS hour,
        CAST(extract(minute FROM a.certified_at) AS INTEGER) AS minute,
        a.way, a.helper_key, a.helper, a.device_no, coalesce(a.place, '') AS place
    FROM auth AS a
    WHERE a.certified_at IS NOT NULL
), covered AS (
    SELECT min(done_no) AS from_no FROM made
), monthly AS (
    SELECT person_no, done_no, min(_row) AS auth_row
    FROM made
    GROUP BY person_no, done_no
), drawing AS (
    SELECT person_no, min(pay_ym_n) AS first_no
    FROM pay
    WHERE pay_state = '成功' AND fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
    GROUP BY person_no
), entitled AS (
    SELECT person_no, min(month_no(pension_from)) AS first_no
    FROM pension
    GROUP BY person_no
), began AS (
    -- Nothing is known of certifications before the first month of the data.
    SELECT
        d.person_no,
        greatest(coalesce(e.first_no, d.first_no), coalesce(c.from_no, d.first_no)) AS from_no
    FROM drawing AS d
    LEFT JOIN entitled AS e ON e.person_no = d.person_no
    CROSS JOIN covered AS c
), earliest AS (
    SELECT person_no, min(done_no) AS first_no
    FROM monthly
    GROUP BY person_no
), points AS (
    SELECT person_no, done_no AS point_no, auth_row FROM monthly
    UNION ALL
    SELECT b.person_no, b.from_no AS point_no, CAST(NULL AS BIGINT) AS auth_row
    FROM began AS b
    LEFT JOIN earliest AS f ON f.person_no = b.person_no
    WHERE f.first_no IS NULL OR f.first_no > b.from_no
), spans AS (
    SELECT
        p.person_no, p.point_no, p.auth_row,
        lead(p.point_no) OVER (PARTITION BY p.person_no ORDER BY p.point_no) AS next_no
    FROM points AS p
), gaps AS (
    SELECT
        s.person_no, s.point_no, s.auth_row, s.point_no + $valid_months + 1 AS from_no,
        coalesce(s.next_no - 1, month_no($extract_on)) AS to_no
    FROM spans AS s
    WHERE coalesce(s.next_no - 1, month_no($extract_on)) > s.point_no + $valid_months
), deaths AS (
    SELECT id_key, min(death_on) AS death_on, min(_row) AS death_row
    FROM x_death
    WHERE id_key IS NOT NULL
    GROUP BY id_key
), helping AS (
    SELECT helper_key, done_on, count(DISTINCT person_no) AS number
    FROM made
    WHERE helper_key IS NOT NULL AND way <> '大数据'
    GROUP BY helper_key, done_on
    HAVING count(DISTINCT person_no) >= $cluster
), machines AS (
    SELECT device_no, done_on, count(DISTINCT person_no) AS number
    FROM made
    WHERE device_no <> '' AND way IN ('人脸', '协助')
    GROUP BY device_no, done_on
    HAVING count(DISTINCT person_no) >= $cluster
)
SELECT
    'overdue' AS class,
    coalesce(w.subject, y.person_no) AS subject,
    y.person_no,
    y.pay_ym AS ym,
    y.amount,
    y._row AS left_row,
    g.auth_row AS right_row,
    CASE WHEN g.auth_row IS NULL THEN '没有认证，自' ELSE '上次认证在' END || CAST(ym_of(g.point_no) AS VARCHAR) AS detail
FROM pay AS y
JOIN gaps AS g ON g.person_no = y.person_no
LEFT JOIN who AS w ON w.person_no = y.person_no
WHERE y.pay_ym_n BETWEEN g.from_no AND g.to_no
  AND y.pay_state = '成功'
  AND y.amount > 0
  AND y.fund IN ('企业职工养老', '机关事业养老', '城乡居民养老')
UNION ALL
SELECT
    CASE WHEN m.done_on = d.death_on THEN 'boundary' WHEN m.way = '大数据' THEN 'explained' ELSE 'dead' END AS class,
    w.subject,
    m.person_no,
    ym_of(m.done_no) AS ym,
    NULL AS amount,
    m._row AS left_row,
    CASE WHEN m.way = '大数据' AND m.done_on > d.death_on THEN NULL ELSE d.death_row END AS right_row,
    CAST(d.death_on AS VARCHAR) || '死亡，' || CAST(m.done_on AS VARCHAR) || m.way || '认证' AS detail
FROM made AS m
JOIN who AS w ON w.person_no = m.person_no
JOIN deaths AS d ON d.id_key = w.id_key
WHERE m.done_on >= d.death_on
UNION ALL
SELECT
    CASE WHEN m.helper IN ($helpers) THEN 'explained' ELSE 'helper' END AS class,
    m.helper_key AS subject,
    m.person_no,
    ym_of(m.done_no) AS ym,
    NULL AS amount,
    m._row AS left_row,
    NULL AS right_row,
    CAST(m.done_on AS VARCHAR) || '一人协助' || CAST(h.number AS VARCHAR) || '人认证' AS detail
FROM made AS m
JOIN helping AS h ON h.helper_key = m.helper_key AND h.done_on = m.done_on
WHERE m.way <> '大数据'
UNION ALL
SELECT
    CASE WHEN m.helper IN ($helpers) THEN 'explained' ELSE 'device' END AS class,
    m.device_no AS subject,
    m.person_no,
    ym_of(m.done_no) AS ym,
    NULL AS amount,
    m._row AS left_row,
    NULL AS right_row,
    CAST(m.done_on AS VARCHAR) || '一台设备认证' || CAST(h.number AS VARCHAR) || '人' AS detail
FROM made AS m
JOIN machines AS h ON h.device_no = m.device_no AND h.done_on = m.done_on
WHERE m.way IN ('人脸', '协助')
UNION ALL
SELECT
    'hours' AS class,
    CASE WHEN m.place <> '' THEN m.place ELSE coalesce(w.subject, m.person_no) END AS subject,
    m.person_no,
    ym_of(m.done_no) AS ym,
    NULL AS amount,
    m._row AS left_row,
    NULL AS right_row,
    m.way || '认证在' || CAST(m.hour AS VARCHAR) || '时' AS detail
FROM made AS m
LEFT JOIN who AS w ON w.person_no = m.person_no
WHERE m.way IN ('窗口', '协助')
  AND (m.hour >= $off_from OR m.hour < $off_to)
  AND (m.hour > 0 OR m.minute > 0)
