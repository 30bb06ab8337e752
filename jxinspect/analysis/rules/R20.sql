/*
id = "R20"
title = "工伤医疗费重复报销、冒名就医"
basis = ["社会保险法 30 I(一)", "社会保险法 38、88", "办法 31(一)", "办法 32(五)"]
violation = "V32-5"
left = "inj_med"

[inputs]
inj_med = ["person_no", "hospital", "admitted_on", "discharged_on", "bill_no", "fee"]
person = ["person_no", "id_key"]
x_medset = ["id_key", "hospital", "admitted_on", "discharged_on", "bill_no", "fund_paid"]

[optional]
x_death = ["id_key", "death_on"]

[classes]
bill = "H"
overlap = "H"
two_stays = "H"
dead = "H"
boundary = "boundary"
explained = "explained"

[rows]
bill = ["inj_med", "x_medset"]
overlap = ["inj_med", "x_medset"]
two_stays = ["inj_med", "inj_med"]
dead = ["inj_med", "x_death"]

[[false_positives]]
ground = "taken_back"
text = "医保已经冲回"

[[false_positives]]
ground = "other_disease"
text = "治疗非工伤引发的疾病，由医保支付"

[[false_positives]]
ground = "paid_first"
text = "医保、工伤保险先行支付后追偿"
*/
WITH who AS (
    SELECT person_no, coalesce(min(id_key), person_no) AS subject, min(id_key) AS id_key
    FROM person
    GROUP BY person_no
), stays AS (
    SELECT
        m._row, m.person_no, coalesce(w.subject, m.person_no) AS subject, w.id_key, m.hospital, m.bill_no, m.fee,
        m.admitted_on, coalesce(m.discharged_on, m.admitted_on) AS discharged_on
    FROM inj_med AS m
    LEFT JOIN who AS w ON w.person_no = m.person_no
    WHERE m.fee > 0
), settled AS (
    -- A bill whose payments come to nothing was taken back.
    SELECT
        id_key, hospital, bill_no, min(admitted_on) AS admitted_on, max(coalesce(discharged_on, admitted_on)) AS discharged_on,
        sum(fund_paid) AS paid, min(_row) AS other_row
    FROM x_medset
    GROUP BY id_key, hospital, bill_no
), bills AS (
    SELECT s._row, x.other_row, x.paid, CASE WHEN x.id_key = s.id_key THEN 1 ELSE 0 END AS own
    FROM stays AS s
    JOIN settled AS x ON x.bill_no = s.bill_no AND x.hospital = s.hospital
    WHERE s.bill_no <> ''
), overlaps AS (
    SELECT
        s._row, x.other_row, x.paid, x.hospital, x.admitted_on AS from_on, x.discharged_on AS to_on,
        CASE
            WHEN x.admitted_on < s.discharged_on AND s.admitted_on < x.discharged_on THEN 1
            WHEN x.hospital = s.hospital AND x.admitted_on = x.discharged_on AND s.admitted_on = s.discharged_on THEN 1
            ELSE 0
        END AS inside
    FROM stays AS s
    JOIN settled AS x ON x.id_key = s.id_key AND x.admitted_on <= s.discharged_on AND s.admitted_on <= x.discharged_on
    WHERE NOT (x.bill_no = s.bill_no AND x.hospital = s.hospital)
), found AS (
    SELECT
        CASE WHEN b.paid <= 0 THEN 'explained' ELSE 'bill' END AS kind, b._row, b.other_row,
        '同一票据医保支付' || yuan(b.paid) || '元' || CASE WHEN b.own = 1 THEN '' ELSE '，记在他人名下' END AS detail
    FROM bills AS b
    UNION ALL
    SELECT
        CASE WHEN o.paid <= 0 THEN 'explained' WHEN o.inside = 1 THEN 'overlap' ELSE 'boundary' END AS kind, o._row, o.other_row,
        '医保在' || o.hospital || '结算' || CAST(o.from_on AS VARCHAR) || '至' || CAST(o.to_on AS VARCHAR) AS detail
    FROM overlaps AS o
    UNION ALL
    SELECT
        CASE WHEN a.admitted_on < s.discharged_on AND s.admitted_on < a.discharged_on THEN 'two_stays' ELSE 'boundary' END AS kind,
        s._row, a._row AS other_row, '同时在' || a.hospital || '住院' AS detail
    FROM stays AS s
    JOIN stays AS a
      ON a.subject = s.subject AND a.admitted_on <= s.discharged_on AND s.admitted_on <= a.discharged_on
    WHERE a.hospital <> s.hospital
      AND (a.admitted_on < s.admitted_on OR (a.admitted_on = s.admitted_on AND a._row < s._row))
    UNION ALL
    SELECT
        CASE WHEN s.admitted_on > d.death_on THEN 'dead' ELSE 'boundary' END AS kind, s._row, d.other_row,
        CAST(d.death_on AS VARCHAR) || '死亡' AS detail
    FROM stays AS s
    JOIN (
        SELECT id_key, min(death_on) AS death_on, min(_row) AS other_row
        FROM x_death
        WHERE id_key IS NOT NULL
        GROUP BY id_key
    ) AS d ON d.id_key = s.id_key
    WHERE s.discharged_on > d.death_on
)
SELECT
    f.kind AS class,
    s.subject,
    s.person_no,
    ym_of(month_no(s.admitted_on)) AS ym,
    CASE WHEN f.kind IN ('bill', 'overlap', 'two_stays', 'dead') THEN s.fee END AS amount,
    s._row AS left_row,
    CASE WHEN f.kind IN ('bill', 'overlap', 'two_stays', 'dead') THEN f.other_row END AS right_row,
    f.detail
FROM found AS f
JOIN stays AS s ON s._row = f._row
