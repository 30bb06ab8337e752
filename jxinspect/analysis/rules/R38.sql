/*
id = "R38"
title = "死亡、转出后个人账户未清退"
basis = ["社会保险法 14"]
violation = "V29-1"
left = "personal_acct"
right = "x_death"

[inputs]
personal_acct = ["person_no", "scheme", "balance", "as_of", "account_state"]
person = ["person_no", "id_key", "name_key"]

[optional]
x_death = ["id_key", "name_key", "death_on"]
pension = ["person_no", "scheme", "pension_from"]

[parameters]
months = "R38.months"

[classes]
dead = "M"
moved = "L"
boundary = "boundary"
boundary_moved = "boundary"
explained = "explained"
weak = "weak"

[rows]
moved = ["personal_acct", "pension"]
boundary_moved = ["personal_acct", "pension"]

[[false_positives]]
ground = "heirs_unknown"
text = "继承人不明，账户已经封存"
*/
-- The last balance of an account counts. A balance is owed, not lost: no amount.
WITH member AS (
  SELECT DISTINCT person_no, id_key, name_key FROM person WHERE id_key IS NOT NULL
), last_balance AS (
  SELECT
    _row, person_no, scheme, balance, as_of, account_state,
    ROW_NUMBER() OVER (PARTITION BY person_no, scheme ORDER BY as_of DESC, _row DESC) AS place
  FROM personal_acct
), held AS (
  SELECT b._row, b.person_no, m.id_key, m.name_key, b.scheme, b.balance, b.as_of, b.account_state
  FROM last_balance AS b
  JOIN member AS m ON m.person_no = b.person_no
  WHERE b.place = 1 AND b.balance > 0 AND b.account_state IN ('正常', '封存')
), death AS (
  SELECT id_key, MAX(death_on) AS death_on, MIN(_row) AS death_row FROM x_death WHERE id_key IS NOT NULL GROUP BY id_key
), worker AS (
  SELECT m.id_key, MIN(p.pension_from) AS pension_from, MIN(p._row) AS pension_row
  FROM pension AS p
  JOIN member AS m ON m.person_no = p.person_no
  WHERE p.scheme IN ('企职', '机关')
  GROUP BY m.id_key
)
SELECT
  CASE
    WHEN h.account_state = '封存' THEN 'explained'
    WHEN month_no(h.as_of) - month_no(d.death_on) = $months THEN 'boundary'
    ELSE 'dead'
  END AS class,
  h.id_key AS subject, h.person_no, ym_of(month_no(h.as_of)) AS ym, CAST(NULL AS BIGINT) AS amount,
  h._row AS left_row, d.death_row AS right_row,
  CAST(d.death_on AS VARCHAR) || '死亡，' || h.scheme || '账户余额' || yuan(h.balance) || '元'
    || CASE WHEN h.account_state = '封存' THEN '（已封存）' ELSE '' END AS detail
FROM held AS h
JOIN death AS d ON d.id_key = h.id_key
WHERE month_no(h.as_of) - month_no(d.death_on) >= $months
UNION ALL
-- One digit differs and the name is the same: to be looked at, never a finding.
SELECT
  'weak' AS class, h.id_key AS subject, h.person_no, ym_of(month_no(h.as_of)) AS ym, CAST(NULL AS BIGINT) AS amount,
  h._row AS left_row, x._row AS right_row,
  '姓名相同、证件号码差一位的人' || CAST(x.death_on AS VARCHAR) || '死亡' AS detail
FROM held AS h
JOIN x_death AS x ON x.name_key = h.name_key
LEFT JOIN death AS d ON d.id_key = h.id_key
WHERE d.id_key IS NULL AND one_digit_apart(h.id_key, x.id_key) AND month_no(h.as_of) - month_no(x.death_on) > $months
UNION ALL
SELECT
  CASE WHEN month_no(h.as_of) = month_no(w.pension_from) THEN 'boundary_moved' ELSE 'moved' END AS class,
  h.id_key AS subject, h.person_no, ym_of(month_no(h.as_of)) AS ym, CAST(NULL AS BIGINT) AS amount,
  h._row AS left_row, w.pension_row AS right_row,
  CAST(w.pension_from AS VARCHAR) || '起领职工待遇，居民账户余额' || yuan(h.balance) || '元' AS detail
FROM held AS h
JOIN worker AS w ON w.id_key = h.id_key AND w.pension_from <= h.as_of
LEFT JOIN death AS d ON d.id_key = h.id_key
WHERE h.scheme = '居民' AND d.id_key IS NULL
