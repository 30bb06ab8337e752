/*
id = "R33"
title = "技能提升补贴重复、不符"
basis = ["社会保险经办条例 24 III", "办法 31(三)", "办法 32(六)"]
violation = "V32-6"
left = "train"
right = "train"

[inputs]
train = ["person_no", "certificate_no", "trade_grade", "issued_on", "amount"]

[optional]
train = ["subsidy_kind"]
person = ["person_no", "id_key"]
contrib = ["person_no", "fund", "ym"]
x_cert = ["certificate_no", "id_key", "trade_grade"]

[parameters]
least_months = "R33.least_months"
per_year = "R33.per_year"

[classes]
same_certificate = "M"
same_grade = "M"
overlap = "M"
too_many = "M"
unknown_certificate = "M"
other_holder = "M"
short = "M"
explained = "explained"
weak = "weak"

[rows]
other_holder = ["train", "x_cert"]
unknown_certificate = ["train", ""]
short = ["train", ""]

[[false_positives]]
ground = "renumbered"
text = "证书补发、换发后编号改变或者被沿用"
*/
-- Certificates, numbers a year and months insured are asked of the subsidy for skills, not of that for training.
-- A payment that a negative row of the same person, certificate and amount takes back is no payment.
WITH back AS (
  SELECT person_no, certificate_no, -amount AS amount, COUNT(*) AS number
  FROM train
  WHERE amount < 0
  GROUP BY person_no, certificate_no, -amount
), numbered AS (
  SELECT
    _row, person_no, certificate_no, trade_grade, issued_on, amount, subsidy_kind,
    ROW_NUMBER() OVER (PARTITION BY person_no, certificate_no, amount ORDER BY issued_on DESC, _row DESC) AS place
  FROM train
  WHERE amount > 0
), member AS (
  SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no
), paid AS (
  SELECT
    t._row, t.person_no, COALESCE(m.id_key, t.person_no) AS who, m.id_key, t.certificate_no, t.trade_grade, t.issued_on,
    t.amount, t.subsidy_kind, CASE WHEN t.subsidy_kind = '培训补贴' THEN 0 ELSE 1 END AS skill
  FROM numbered AS t
  LEFT JOIN back AS b ON b.person_no = t.person_no AND b.certificate_no = t.certificate_no AND b.amount = t.amount
  LEFT JOIN member AS m ON m.person_no = t.person_no
  WHERE t.place > COALESCE(b.number, 0)
), by_certificate AS (
  SELECT
    _row, person_no, who, trade_grade, issued_on, amount, certificate_no,
    FIRST_VALUE(_row) OVER (PARTITION BY certificate_no ORDER BY issued_on, _row) AS first_row,
    FIRST_VALUE(who) OVER (PARTITION BY certificate_no ORDER BY issued_on, _row) AS first_who,
    FIRST_VALUE(trade_grade) OVER (PARTITION BY certificate_no ORDER BY issued_on, _row) AS first_grade
  FROM paid
  WHERE TRIM(COALESCE(certificate_no, '')) <> ''
), by_grade AS (
  SELECT
    _row, person_no, who, trade_grade, issued_on, amount, certificate_no, subsidy_kind,
    FIRST_VALUE(_row) OVER (PARTITION BY who, trade_grade ORDER BY issued_on, _row) AS first_row,
    FIRST_VALUE(issued_on) OVER (PARTITION BY who, trade_grade ORDER BY issued_on, _row) AS first_on,
    FIRST_VALUE(certificate_no) OVER (PARTITION BY who, trade_grade ORDER BY issued_on, _row) AS first_no,
    FIRST_VALUE(COALESCE(subsidy_kind, '')) OVER (PARTITION BY who, trade_grade ORDER BY issued_on, _row) AS first_kind
  FROM paid
), by_year AS (
  SELECT
    _row, person_no, who, issued_on, amount,
    FIRST_VALUE(_row) OVER (PARTITION BY who, EXTRACT(YEAR FROM issued_on) ORDER BY issued_on, _row) AS first_row,
    ROW_NUMBER() OVER (PARTITION BY who, EXTRACT(YEAR FROM issued_on) ORDER BY issued_on, _row) AS place
  FROM paid
  WHERE skill = 1
), covered AS (
  -- The first month of which contributions were handed over in earnest, not the odd earlier one.
  SELECT MIN(m.ym_n) AS first_n
  FROM (SELECT ym_n, COUNT(*) AS number FROM contrib WHERE fund = '失业' GROUP BY ym_n) AS m
  WHERE m.number * 10 * (SELECT COUNT(DISTINCT ym_n) FROM contrib WHERE fund = '失业')
    >= (SELECT COUNT(*) FROM contrib WHERE fund = '失业')
), insured AS (
  SELECT
    p._row, p.person_no, p.who, p.issued_on, p.amount, COUNT(DISTINCT c.ym_n) AS months
  FROM paid AS p
  LEFT JOIN contrib AS c
    ON c.person_no = p.person_no AND c.fund = '失业' AND c.ym_n <= month_no(p.issued_on)
  WHERE p.skill = 1 AND month_no(p.issued_on) - (SELECT first_n FROM covered) >= $least_months - 1
  GROUP BY p._row, p.person_no, p.who, p.issued_on, p.amount
), national AS (
  SELECT certificate_no, MIN(id_key) AS id_key, MIN(_row) AS cert_row FROM x_cert GROUP BY certificate_no
)
SELECT
  CASE WHEN who <> first_who AND trade_grade <> first_grade THEN 'weak' ELSE 'same_certificate' END AS class,
  who AS subject, person_no, ym_of(month_no(issued_on)) AS ym,
  CASE WHEN who <> first_who AND trade_grade <> first_grade THEN NULL ELSE amount END AS amount,
  _row AS left_row, first_row AS right_row,
  '证书号' || certificate_no || CASE
    WHEN who = first_who THEN '重复领取'
    WHEN trade_grade = first_grade THEN '已由他人领取'
    ELSE '与他人的证书号相同，工种等级不同'
  END AS detail
FROM by_certificate
WHERE _row <> first_row
UNION ALL
SELECT
  CASE
    WHEN COALESCE(subsidy_kind, '') <> first_kind THEN 'overlap'
    WHEN issued_on = first_on THEN 'explained'
    ELSE 'same_grade'
  END AS class,
  who AS subject, person_no, ym_of(month_no(issued_on)) AS ym,
  CASE WHEN COALESCE(subsidy_kind, '') = first_kind AND issued_on = first_on THEN NULL ELSE amount END AS amount,
  _row AS left_row, first_row AS right_row,
  trade_grade || CASE
    WHEN COALESCE(subsidy_kind, '') <> first_kind THEN '同时领取' || COALESCE(subsidy_kind, '') || '和' || first_kind
    WHEN issued_on = first_on THEN '两个证书号，发证日相同，可能是换发'
    ELSE '以不同证书重复领取'
  END AS detail
FROM by_grade
WHERE _row <> first_row
  AND (COALESCE(subsidy_kind, '') <> first_kind OR COALESCE(certificate_no, '') <> COALESCE(first_no, ''))
UNION ALL
SELECT
  'too_many' AS class, who AS subject, person_no, ym_of(month_no(issued_on)) AS ym, amount, _row AS left_row,
  first_row AS right_row, '当年第' || CAST(place AS VARCHAR) || '次' AS detail
FROM by_year
WHERE place > $per_year
UNION ALL
SELECT
  'short' AS class, who AS subject, person_no, ym_of(month_no(issued_on)) AS ym, amount, _row AS left_row,
  CAST(NULL AS BIGINT) AS right_row, '发证时失业保险只缴' || CAST(months AS VARCHAR) || '个月' AS detail
FROM insured
WHERE months < $least_months
UNION ALL
SELECT
  CASE WHEN n.certificate_no IS NULL THEN 'unknown_certificate' ELSE 'other_holder' END AS class,
  p.who AS subject, p.person_no, ym_of(month_no(p.issued_on)) AS ym, p.amount, p._row AS left_row, n.cert_row AS right_row,
  '证书号' || COALESCE(p.certificate_no, '') || CASE
    WHEN n.certificate_no IS NULL THEN '查无此证' ELSE '登记的持证人不是本人' END AS detail
FROM paid AS p
LEFT JOIN national AS n ON n.certificate_no = p.certificate_no
WHERE p.skill = 1 AND $has_x_cert AND (n.certificate_no IS NULL OR n.id_key <> p.id_key)
