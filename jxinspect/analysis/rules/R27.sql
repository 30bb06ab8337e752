/*
id = "R27"
title = "退票重发、大额补发、手工发放异常"
basis = ["办法 11(四)", "办法 30", "社会保险经办条例 41"]
violation = "V30"
left = "pay"
right = "pay"

[inputs]
pay = ["person_no", "fund", "item", "pay_ym", "paid_on", "amount", "account_no", "account_name", "pay_state"]

[optional]
pay = ["batch_no", "handling_agency"]
person = ["person_no", "id_key"]
pension = ["person_no", "pension_from"]
person_change = ["person_no", "changed_item", "after", "changed_on", "change_basis"]

[parameters]
lump_factor = "R27.lump_factor"
first_months = "R27.first_months"
cluster = "R27.cluster"
cycle_days = "R27.cycle_days"
round_from = "R27.round_from"
round_unit = "R27.round_unit"

[classes]
lump = "H"
reissue = "H"
reissue_own = "M"
cluster = "H"
manual = "M"
round = "weak"
explained = "explained"

[[false_positives]]
ground = "adjustment"
text = "待遇调整的集中补发"

[[false_positives]]
ground = "first_grant"
text = "首次核定的补发"
*/
-- lump: above a multiple of the person's usual (median) monthly payment of that fund; one-off items are no benefits of months.
WITH success AS (
  SELECT
    _row, person_no, fund, item, pay_ym, paid_on, amount, account_no, batch_no,
    CASE
      WHEN has_any(item, '丧葬', '抚恤', '个人账户', '一次性') THEN 1 ELSE 0
    END AS once
  FROM pay
  WHERE pay_state = '成功' AND amount > 0
), spread AS (
  SELECT person_no, fund
  FROM success
  WHERE once = 0
  GROUP BY person_no, fund
  HAVING MAX(amount) > LEAST($lump_factor, $first_months + 1) * MIN(amount)
), ranked AS (
  SELECT
    s._row, s.person_no, s.fund, s.item, s.pay_ym, s.paid_on, s.amount,
    ROW_NUMBER() OVER (PARTITION BY s.person_no, s.fund ORDER BY s.amount, s._row) AS place,
    COUNT(*) OVER (PARTITION BY s.person_no, s.fund) AS number,
    MIN(s.paid_on) OVER (PARTITION BY s.person_no, s.fund) AS first_on
  FROM success AS s
  JOIN spread AS d ON d.person_no = s.person_no AND d.fund = s.fund
  WHERE s.once = 0
), usual AS (
  SELECT person_no, fund, amount AS monthly FROM ranked WHERE place = int_div(number + 1, 2)
), lump AS (
  SELECT
    r._row, r.person_no, r.pay_ym, r.amount, u.monthly,
    CASE
      WHEN has_any(r.item, '调整', '调待') THEN 2
      WHEN r.paid_on = r.first_on AND r.amount <= ($first_months + 1) * u.monthly THEN 1
      ELSE 0
    END AS reason
  FROM ranked AS r
  JOIN usual AS u ON u.person_no = r.person_no AND u.fund = r.fund
  WHERE r.amount > $lump_factor * u.monthly
), back AS (
  SELECT person_no, fund, item, pay_ym, amount, account_no, account_name, paid_on, _row
  FROM pay
  WHERE pay_state = '退票'
), changed AS (
  SELECT person_no, after AS account_no, MIN(changed_on) AS changed_on
  FROM person_change
  WHERE has_any(changed_item, '账') AND TRIM(COALESCE(change_basis, '')) <> ''
  GROUP BY person_no, after
), again AS (
  SELECT
    b._row AS back_row, p._row AS pay_row, p.person_no, p.pay_ym, p.amount, p.paid_on, b.account_name AS old_name,
    p.account_name AS new_name, c.changed_on,
    ROW_NUMBER() OVER (PARTITION BY p._row ORDER BY b._row) AS place
  FROM pay AS p
  JOIN back AS b
    ON p.person_no = b.person_no AND p.fund = b.fund AND p.item = b.item AND p.pay_ym = b.pay_ym
    AND p.amount = b.amount AND p.account_no <> b.account_no
  LEFT JOIN changed AS c
    ON c.person_no = p.person_no AND c.account_no = p.account_no AND c.changed_on <= p.paid_on
  WHERE p.pay_state = '成功' AND p.paid_on >= b.paid_on
), new_account AS (
  -- Accounts that were never paid in the first month of the data.
  SELECT account_no, MIN(paid_on) AS first_on
  FROM pay
  WHERE pay_state = '成功' AND amount > 0
  GROUP BY account_no
  HAVING month_no(MIN(paid_on)) > (SELECT MIN(month_no(paid_on)) FROM pay)
), first_paid AS (
  SELECT s._row, s.person_no, s.pay_ym, s.paid_on, s.amount, s.account_no, s.batch_no
  FROM success AS s
  JOIN new_account AS a ON a.account_no = s.account_no AND a.first_on = s.paid_on
  WHERE s.once = 0
), new_person AS (
  SELECT p.person_no, MIN(p.paid_on) AS first_on
  FROM pay AS p
  JOIN (SELECT DISTINCT person_no FROM first_paid) AS f ON f.person_no = p.person_no
  WHERE p.pay_state = '成功' AND p.amount > 0
  GROUP BY p.person_no
), granted AS (
  SELECT person_no, MAX(month_no(pension_from)) AS from_n FROM pension GROUP BY person_no
), fresh AS (
  SELECT f._row, f.person_no, f.pay_ym, f.amount, f.account_no, COALESCE(f.batch_no, CAST(f.paid_on AS VARCHAR)) AS batch
  FROM first_paid AS f
  JOIN new_person AS n ON n.person_no = f.person_no
  LEFT JOIN granted AS g ON g.person_no = f.person_no
  WHERE NOT (n.first_on = f.paid_on AND g.from_n IS NOT NULL
    AND month_no(f.paid_on) - g.from_n BETWEEN 0 AND $first_months)
), cluster AS (
  SELECT batch, amount, COUNT(DISTINCT account_no) AS number
  FROM fresh
  GROUP BY batch, amount
  HAVING COUNT(DISTINCT account_no) >= $cluster
), by_day AS (
  SELECT
    COALESCE(handling_agency, '') AS agency, EXTRACT(DAY FROM paid_on) AS on_day, COUNT(*) AS number
  FROM pay
  GROUP BY COALESCE(handling_agency, ''), EXTRACT(DAY FROM paid_on)
), cycle AS (
  SELECT
    agency, on_day, ROW_NUMBER() OVER (PARTITION BY agency ORDER BY number DESC, on_day) AS place
  FROM by_day
)
SELECT
  CASE WHEN l.reason > 0 THEN 'explained' ELSE 'lump' END AS class,
  COALESCE(q.id_key, l.person_no) AS subject, l.person_no AS person_no, l.pay_ym AS ym,
  CASE WHEN l.reason = 0 THEN l.amount END AS amount, l._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '为平时月额' || yuan(l.monthly) || '元的' || CAST(int_div(l.amount, l.monthly) AS VARCHAR) || '倍'
    || CASE l.reason WHEN 1 THEN '（首次核定补发）' WHEN 2 THEN '（待遇调整补发）' ELSE '' END AS detail
FROM lump AS l
LEFT JOIN (SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no) AS q ON q.person_no = l.person_no
UNION ALL
SELECT
  CASE
    WHEN a.new_name <> a.old_name THEN 'reissue'
    WHEN a.changed_on IS NOT NULL THEN 'explained'
    ELSE 'reissue_own'
  END AS class,
  COALESCE(q.id_key, a.person_no) AS subject, a.person_no AS person_no, a.pay_ym AS ym,
  CASE WHEN a.new_name <> a.old_name OR a.changed_on IS NULL THEN a.amount END AS amount,
  a.back_row AS left_row, a.pay_row AS right_row,
  CASE WHEN a.new_name <> a.old_name THEN '退票后改付他人账户：' || a.new_name ELSE '退票后改付本人另一账户' END
    || CASE WHEN a.changed_on IS NULL THEN '，无变更记录' ELSE '，' || CAST(a.changed_on AS VARCHAR) || '变更' END AS detail
FROM again AS a
LEFT JOIN (SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no) AS q ON q.person_no = a.person_no
WHERE a.place = 1
UNION ALL
SELECT
  'cluster' AS class, f.batch AS subject, f.person_no AS person_no, f.pay_ym AS ym, f.amount AS amount,
  f._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '同批同额' || yuan(f.amount) || '元付给' || CAST(c.number AS VARCHAR) || '个新账户' AS detail
FROM fresh AS f
JOIN cluster AS c ON c.batch = f.batch AND c.amount = f.amount
UNION ALL
SELECT
  'manual' AS class, p.batch_no AS subject, p.person_no AS person_no, p.pay_ym AS ym, p.amount AS amount,
  p._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '手工批次，' || CAST(p.paid_on AS VARCHAR) || '发放，平时每月' || CAST(c.on_day AS VARCHAR) || '日' AS detail
FROM pay AS p
JOIN cycle AS c ON c.agency = COALESCE(p.handling_agency, '') AND c.place = 1
WHERE has_any(p.batch_no, '手工') AND p.pay_state = '成功'
  AND ABS(EXTRACT(DAY FROM p.paid_on) - c.on_day) > $cycle_days
UNION ALL
SELECT
  'round' AS class, COALESCE(q.id_key, s.person_no) AS subject, s.person_no AS person_no, s.pay_ym AS ym,
  CAST(NULL AS BIGINT) AS amount, s._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '大额整数' || yuan(s.amount) || '元' AS detail
FROM success AS s
LEFT JOIN (SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no) AS q ON q.person_no = s.person_no
WHERE s.once = 0 AND s.amount >= $round_from AND s.amount = int_div(s.amount, $round_unit) * $round_unit
