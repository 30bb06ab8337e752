/*
id = "R35"
title = "挂靠参保、虚构劳动关系"
basis = ["社会保险法 88", "办法 32(一)"]
violation = "V32-1"
left = "contrib"
right = "unit"

[inputs]
contrib = ["person_no", "fund", "ym", "unit_no"]
unit = ["unit_no", "unit_title", "unit_state"]

[optional]
unit = ["founded_on", "cancelled_on"]
person = ["person_no", "id_key", "born", "sex", "household"]
x_tax = ["id_key", "pay_ym"]
unemp = ["person_no", "from_ym", "amount"]

[parameters]
near_months = "R35.near_months"
members = "R35.members"
cluster = "R35.cluster"
short_months = "R35.short_months"
claim_months = "R35.claim_months"
local_word = "R35.local_word"
man_age = "R35.man_age"
cadre_age = "R35.cadre_age"
woman_age = "R35.woman_age"

[classes]
cancelled = "H"
near_retirement = "H"
no_tax = "H"
short_lived = "H"
boundary = "boundary"
weak = "weak"
explained = "explained"
explained_claims = "explained"

[rows]
short_lived = ["unemp", "unit"]
explained_claims = ["unemp", "unit"]

[[false_positives]]
ground = "labour_dispatch"
text = "劳务派遣、人力资源代理单位"

[[false_positives]]
ground = "village"
text = "村（社区）聘用人员"
*/
-- One hit a unit and month (cancelled) or a unit and member. Only funds of employees; back payments are for earlier months.
WITH firm AS (
  SELECT
    unit_no, MIN(_row) AS unit_row, MIN(unit_title) AS unit_title, MIN(unit_state) AS unit_state,
    MIN(founded_on) AS founded_on, MAX(cancelled_on) AS cancelled_on,
    MAX(CASE
      WHEN has_any(unit_title, '劳务', '人力资源', '人才服务', '派遣') THEN 1
      WHEN has_any(unit_title, '村民委员会', '村委会', '居民委员会', '居委会', '社区') THEN 2
      ELSE 0
    END) AS excuse
  FROM unit
  GROUP BY unit_no
), work AS (
  SELECT person_no, unit_no, MIN(ym_n) AS from_n, MAX(ym_n) AS to_n, MIN(_row) AS contrib_row
  FROM contrib
  WHERE fund <> '城乡居民养老' AND unit_no IS NOT NULL
  GROUP BY person_no, unit_no
), after_end AS (
  SELECT
    c.unit_no, c.ym, c.ym_n, month_no(f.cancelled_on) AS end_n, f.unit_row, f.unit_state,
    COUNT(DISTINCT c.person_no) AS persons, MIN(c._row) AS contrib_row
  FROM contrib AS c
  JOIN firm AS f ON f.unit_no = c.unit_no AND f.unit_state IN ('注销', '吊销')
  WHERE c.fund <> '城乡居民养老' AND (f.cancelled_on IS NULL OR c.ym_n >= month_no(f.cancelled_on))
  GROUP BY c.unit_no, c.ym, c.ym_n, month_no(f.cancelled_on), f.unit_row, f.unit_state
), member AS (
  SELECT
    person_no, MIN(id_key) AS id_key, MIN(born) AS born, MIN(sex) AS sex, MIN(household) AS household
  FROM person
  GROUP BY person_no
), joined AS (
  SELECT
    w.unit_no, w.person_no, w.contrib_row, w.from_n, w.to_n, m.id_key, m.household,
    CASE
      WHEN m.born IS NULL THEN NULL
      WHEN m.sex = '男' THEN month_no(m.born) + $man_age * 12 - w.from_n
      WHEN month_no(m.born) + $woman_age * 12 >= w.from_n THEN month_no(m.born) + $woman_age * 12 - w.from_n
      ELSE month_no(m.born) + $cadre_age * 12 - w.from_n
    END AS months_left
  FROM work AS w
  JOIN member AS m ON m.person_no = w.person_no
), old_unit AS (
  SELECT unit_no
  FROM joined
  GROUP BY unit_no
  HAVING COUNT(*) >= $members
    AND MIN(CASE WHEN months_left BETWEEN 0 AND $near_months THEN 1 ELSE 0 END) = 1
), taxed AS (
  SELECT DISTINCT id_key FROM x_tax WHERE id_key IS NOT NULL
), stranger AS (
  SELECT j.unit_no, j.person_no, j.contrib_row, j.from_n, j.id_key
  FROM joined AS j
  LEFT JOIN taxed AS t ON t.id_key = j.id_key
  WHERE t.id_key IS NULL AND j.id_key IS NOT NULL AND TRIM(COALESCE(j.household, '')) <> ''
    AND NOT has_any(j.household, $local_word)
    AND j.to_n >= (SELECT MIN(pay_ym_n) FROM x_tax)
), far_unit AS (
  SELECT unit_no, COUNT(*) AS persons FROM stranger GROUP BY unit_no HAVING COUNT(*) >= $cluster
), short_unit AS (
  SELECT unit_no, unit_row, excuse, month_no(founded_on) AS founded_n, month_no(cancelled_on) AS end_n
  FROM firm
  WHERE founded_on IS NOT NULL AND cancelled_on IS NOT NULL
    AND month_no(cancelled_on) - month_no(founded_on) < $short_months
), claim AS (
  SELECT
    s.unit_no, s.unit_row, s.excuse, u.person_no, u.amount, u.from_ym, u._row AS claim_row
  FROM short_unit AS s
  JOIN work AS w ON w.unit_no = s.unit_no
  JOIN unemp AS u
    ON u.person_no = w.person_no AND u.from_ym_n >= s.founded_n AND u.from_ym_n <= s.end_n + $claim_months
), claimants AS (
  SELECT unit_no, COUNT(DISTINCT person_no) AS persons FROM claim GROUP BY unit_no HAVING COUNT(DISTINCT person_no) >= $cluster
)
SELECT
  CASE WHEN end_n IS NULL THEN 'weak' WHEN ym_n = end_n THEN 'boundary' ELSE 'cancelled' END AS class,
  unit_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym, CAST(NULL AS BIGINT) AS amount,
  contrib_row AS left_row, unit_row AS right_row,
  '单位已' || unit_state || CASE WHEN end_n IS NULL THEN '（日期不明）' ELSE '' END
    || '，仍有' || CAST(persons AS VARCHAR) || '人缴费' AS detail
FROM after_end
UNION ALL
SELECT
  CASE WHEN f.excuse > 0 THEN 'explained' ELSE 'near_retirement' END AS class,
  j.unit_no AS subject, j.person_no, ym_of(j.from_n) AS ym, CAST(NULL AS BIGINT) AS amount,
  j.contrib_row AS left_row, f.unit_row AS right_row,
  '参保时距退休' || CAST(j.months_left AS VARCHAR) || '个月，单位全部人员如此'
    || CASE f.excuse WHEN 1 THEN '（劳务派遣或者人力资源单位）' WHEN 2 THEN '（村、社区）' ELSE '' END AS detail
FROM joined AS j
JOIN old_unit AS o ON o.unit_no = j.unit_no
JOIN firm AS f ON f.unit_no = j.unit_no
UNION ALL
SELECT
  CASE WHEN f.excuse > 0 THEN 'explained' ELSE 'no_tax' END AS class,
  s.unit_no AS subject, s.person_no, ym_of(s.from_n) AS ym, CAST(NULL AS BIGINT) AS amount,
  s.contrib_row AS left_row, f.unit_row AS right_row,
  '外地户籍、没有工资个税的' || CAST(u.persons AS VARCHAR) || '人之一'
    || CASE f.excuse WHEN 1 THEN '（劳务派遣或者人力资源单位）' WHEN 2 THEN '（村、社区）' ELSE '' END AS detail
FROM stranger AS s
JOIN far_unit AS u ON u.unit_no = s.unit_no
JOIN firm AS f ON f.unit_no = s.unit_no
UNION ALL
SELECT
  CASE WHEN c.excuse > 0 THEN 'explained_claims' ELSE 'short_lived' END AS class,
  c.unit_no AS subject, c.person_no, c.from_ym AS ym, CASE WHEN c.excuse = 0 THEN c.amount END AS amount,
  c.claim_row AS left_row, c.unit_row AS right_row,
  '短期单位，' || CAST(n.persons AS VARCHAR) || '人申领失业待遇'
    || CASE c.excuse WHEN 1 THEN '（劳务派遣或者人力资源单位）' WHEN 2 THEN '（村、社区）' ELSE '' END AS detail
FROM claim AS c
JOIN claimants AS n ON n.unit_no = c.unit_no
