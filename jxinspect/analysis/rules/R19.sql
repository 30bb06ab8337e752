/*
id = "R19"
title = "工伤认定、参保时间异常"
basis = ["社会保险法 36、41、88", "工伤保险条例 17", "办法 13(二)", "办法 13(三)", "办法 32(四)", "办法 33"]
violation = "V32-4"
left = "inj_cert"

[inputs]
inj_cert = ["person_no", "accident_on", "applied_on"]
person = ["person_no", "id_key"]
contrib = ["person_no", "fund", "ym", "arrived_on", "contrib_kind"]

[optional]
inj_cert = ["decision_no", "decider", "unit_name"]
person = ["household_no"]
sysuser = ["name", "id_key"]
x_marriage = ["id_key", "spouse_id_no"]
unit = ["unit_title", "legal_head"]
inj_assess = ["person_no", "concluded_on"]
inj_pay = ["person_no", "item", "pay_ym", "amount", "accident_on", "pay_state"]

[parameters]
new_days = "R19.new_days"
accidents = "R19.accidents"
assessed_items = "R19.assessed_items"

[classes]
before = "H"
soon = "H"
backpaid = "H"
no_cert = "H"
no_assess = "H"
late = "M"
repeated = "M"
related = "H"
weak = "weak"
boundary = "boundary"
explained = "explained"

[rows]
before = ["inj_cert", "contrib"]
soon = ["inj_cert", "contrib"]
backpaid = ["inj_cert", "contrib"]
no_cert = ["inj_pay", ""]
no_assess = ["inj_pay", ""]
explained = ["inj_pay", ""]
related = ["inj_cert", "sysuser"]
weak = ["inj_cert", "unit"]

[[false_positives]]
ground = "high_risk"
text = "高危行业新招用的职工"

[[false_positives]]
ground = "project"
text = "建筑业按项目参保，没有人员名单"

[[false_positives]]
ground = "older_decision"
text = "认定、鉴定在数据期间以前"

[[false_positives]]
ground = "not_own_delay"
text = "不是职工本人原因耽误的申请期限"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject, min(household_no) AS household_no
    FROM person
    GROUP BY person_no
), certs AS (
    SELECT
        c._row, c.person_no, coalesce(w.subject, c.person_no) AS subject, c.accident_on, c.applied_on,
        month_no(c.accident_on) AS accident_no, c.decider_key, c.unit_name, w.household_no
    FROM inj_cert AS c
    LEFT JOIN who AS w ON w.person_no = c.person_no
    WHERE c.accident_on IS NOT NULL
), hurt AS (
    SELECT DISTINCT subject FROM certs
), insured AS (
    SELECT w.subject, c._row, c.ym_n, c.arrived_on, c.contrib_kind
    FROM contrib AS c
    JOIN who AS w ON w.person_no = c.person_no
    JOIN hurt AS h ON h.subject = w.subject
    WHERE c.fund = '工伤'
), firsts AS (
    SELECT subject, min(ym_n) AS first_no, min(arrived_on) AS first_on
    FROM insured
    GROUP BY subject
), first_rows AS (
    SELECT i.subject, f.first_no, f.first_on, min(i._row) AS contrib_row, max(CASE WHEN i.contrib_kind IN ('补缴', '一次性') THEN 1 ELSE 0 END) AS later
    FROM insured AS i
    JOIN firsts AS f ON f.subject = i.subject AND f.first_no = i.ym_n
    GROUP BY i.subject, f.first_no, f.first_on
), covered AS (
    -- Who is insured in the first month of the data may have been so before.
    SELECT min(ym_n) AS from_no FROM contrib WHERE fund = '工伤'
), timed AS (
    SELECT
        c._row, c.person_no, c.subject, c.accident_on, c.accident_no, f.first_no, f.first_on, f.contrib_row, f.later,
        extract(day FROM c.accident_on) AS day
    FROM certs AS c
    JOIN first_rows AS f ON f.subject = c.subject
    CROSS JOIN covered AS v
    WHERE f.first_no > v.from_no
), judged AS (
    SELECT
        t._row, t.person_no, t.subject, t.accident_on, t.first_no, t.contrib_row,
        CASE
            WHEN t.accident_no < t.first_no THEN 'before'
            WHEN t.later = 1 AND t.first_on > t.accident_on THEN 'backpaid'
            WHEN t.accident_no = t.first_no AND t.day <= $new_days + 1 THEN 'soon'
            WHEN t.accident_no = t.first_no THEN 'boundary'
        END AS kind
    FROM timed AS t
), certified AS (
    SELECT person_no, max(CASE WHEN decision_no <> '' OR NOT $has_inj_cert_decision_no THEN 1 ELSE 0 END) AS numbered
    FROM inj_cert
    GROUP BY person_no
), assessed AS (
    SELECT person_no, min(concluded_on) AS concluded_on
    FROM inj_assess
    WHERE concluded_on IS NOT NULL
    GROUP BY person_no
), reach AS (
    SELECT min(accident_on) AS from_on FROM inj_cert
), paid AS (
    SELECT
        p._row, p.person_no, coalesce(w.subject, p.person_no) AS subject, p.pay_ym, p.amount, p.item,
        CASE WHEN p.accident_on >= r.from_on THEN 1 ELSE 0 END AS within,
        CASE WHEN coalesce(c.numbered, 0) = 0 THEN 1 ELSE 0 END AS uncertified,
        CASE WHEN has_any(p.item, $assessed_items) AND a.person_no IS NULL AND $has_inj_assess THEN 1 ELSE 0 END AS unassessed
    FROM inj_pay AS p
    CROSS JOIN reach AS r
    LEFT JOIN who AS w ON w.person_no = p.person_no
    LEFT JOIN certified AS c ON c.person_no = p.person_no
    LEFT JOIN assessed AS a ON a.person_no = p.person_no
    WHERE p.pay_state = '成功' AND p.amount > 0
), times AS (
    SELECT subject, count(DISTINCT accident_on) AS number
    FROM certs
    GROUP BY subject
    HAVING count(DISTINCT accident_on) >= $accidents
), staff AS (
    SELECT name_key, id_key, min(_row) AS user_row
    FROM sysuser
    WHERE id_key IS NOT NULL
    GROUP BY name_key, id_key
), couples AS (
    SELECT id_key AS one, spouse_id_no_key AS other FROM x_marriage
    UNION
    SELECT spouse_id_no_key AS one, id_key AS other FROM x_marriage
), homes AS (
    SELECT DISTINCT id_key, household_no FROM person WHERE household_no <> ''
), heads AS (
    SELECT unit_title, legal_head_key, min(_row) AS unit_row
    FROM unit
    WHERE legal_head_key IS NOT NULL
    GROUP BY unit_title, legal_head_key
), decided AS (
    SELECT
        c._row, c.subject, c.person_no, c.accident_no, s.user_row,
        CASE
            WHEN s.id_key = c.subject THEN '本人'
            WHEN m.one IS NOT NULL THEN '配偶'
            WHEN h.id_key IS NOT NULL THEN '同户的人'
        END AS kin
    FROM certs AS c
    JOIN staff AS s ON s.name_key = c.decider_key
    LEFT JOIN couples AS m ON m.one = s.id_key AND m.other = c.subject
    LEFT JOIN homes AS h ON h.id_key = s.id_key AND h.household_no = c.household_no
)
SELECT
    j.kind AS class,
    j.subject,
    j.person_no,
    ym_of(month_no(j.accident_on)) AS ym,
    NULL AS amount,
    j._row AS left_row,
    CASE WHEN j.kind <> 'boundary' THEN j.contrib_row END AS right_row,
    CAST(j.accident_on AS VARCHAR) || '事故，首次参保' || CAST(ym_of(j.first_no) AS VARCHAR)
        || CASE WHEN j.kind = 'backpaid' THEN '，事故以后才补缴' ELSE '' END AS detail
FROM judged AS j
WHERE j.kind IS NOT NULL
UNION ALL
SELECT
    CASE WHEN p.within = 0 THEN 'explained' WHEN p.uncertified = 1 THEN 'no_cert' ELSE 'no_assess' END AS class,
    p.subject,
    p.person_no,
    p.pay_ym AS ym,
    CASE WHEN p.within = 1 THEN p.amount END AS amount,
    p._row AS left_row,
    NULL AS right_row,
    p.item || CASE WHEN p.uncertified = 1 THEN '，没有工伤认定' ELSE '，没有鉴定结论' END
        || CASE WHEN p.within = 0 THEN '，事故可能在数据期间以前' ELSE '' END AS detail
FROM paid AS p
WHERE p.uncertified = 1 OR p.unassessed = 1
UNION ALL
SELECT
    'late' AS class,
    c.subject,
    c.person_no,
    ym_of(month_no(c.applied_on)) AS ym,
    NULL AS amount,
    c._row AS left_row,
    NULL AS right_row,
    CAST(c.accident_on AS VARCHAR) || '事故，' || CAST(c.applied_on AS VARCHAR) || '申请' AS detail
FROM certs AS c
WHERE c.applied_on > c.accident_on + INTERVAL '1' YEAR
UNION ALL
SELECT
    'repeated' AS class,
    c.subject,
    c.person_no,
    ym_of(c.accident_no) AS ym,
    NULL AS amount,
    c._row AS left_row,
    NULL AS right_row,
    '共' || CAST(t.number AS VARCHAR) || '次事故' AS detail
FROM certs AS c
JOIN times AS t ON t.subject = c.subject
UNION ALL
SELECT
    'related' AS class,
    d.subject,
    d.person_no,
    ym_of(d.accident_no) AS ym,
    NULL AS amount,
    d._row AS left_row,
    d.user_row AS right_row,
    '认定经办人是' || d.kin AS detail
FROM decided AS d
WHERE d.kin IS NOT NULL
UNION ALL
SELECT
    'weak' AS class,
    c.subject,
    c.person_no,
    ym_of(c.accident_no) AS ym,
    NULL AS amount,
    c._row AS left_row,
    h.unit_row AS right_row,
    '认定经办人与单位法定代表人同名' AS detail
FROM certs AS c
JOIN heads AS h ON h.unit_title = c.unit_name AND h.legal_head_key = c.decider_key
