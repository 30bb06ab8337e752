/*
id = "R37"
title = "待遇计发突变、复算不符"
basis = ["办法 11(四)"]
violation = "V29-5"
limits = [
  "养老待遇不按公式复算：报送的表中没有平均缴费工资指数、退休时的个人账户储存额和计发月数，只与核定的月待遇比较，核定本身是否正确须查档案",
  "核定以后的调待金额不复算，调待年月以后只看变动的幅度；参数表没有待遇起始当年调待年月的，只比较首月",
]
left = "pay"
right = "pay"

[inputs]
pay = ["person_no", "fund", "item", "pay_ym", "amount", "pay_state"]

[optional]
person = ["person_no", "id_key"]
pension = ["person_no", "pension_from", "monthly"]
param = ["adjusted_ym"]

[parameters]
percent = "R37.percent"

[classes]
jump = "M"
negative = "M"
unequal = "M"
explained = "explained"

[rows]
unequal = ["pay", "pension"]

[[false_positives]]
ground = "adjustment"
text = "待遇调整月份的变动"

[[false_positives]]
ground = "one_off"
text = "死亡一次性待遇"

[[false_positives]]
ground = "clawback"
text = "追回、抵扣多发的待遇"
*/
-- Only successive months of one item are compared; coming back from a single odd month to the amount before it, and coming
-- down from a first payment with arrears, is no second jump.
WITH member AS (
  SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no
), monthly AS (
  SELECT person_no, fund, item, pay_ym, pay_ym_n, SUM(amount) AS amount, MIN(_row) AS pay_row, MIN(amount) AS least
  FROM pay
  WHERE pay_state = '成功' AND NOT has_any(item, '丧葬', '抚恤', '个人账户', '一次性', '补发', '代扣')
  GROUP BY person_no, fund, item, pay_ym, pay_ym_n
), uneven AS (
  -- Only where the months of an item differ so much is it worth putting them in order.
  SELECT person_no, fund, item
  FROM monthly
  GROUP BY person_no, fund, item
  HAVING MAX(amount) * 100 >= (100 + $percent) * MIN(amount)
), ordered AS (
  SELECT
    m.person_no, m.fund, m.item, m.pay_ym, m.pay_ym_n, m.amount, m.pay_row, m.least,
    LAG(m.amount) OVER (PARTITION BY m.person_no, m.fund, m.item ORDER BY m.pay_ym_n) AS before,
    LAG(m.pay_ym_n) OVER (PARTITION BY m.person_no, m.fund, m.item ORDER BY m.pay_ym_n) AS before_n,
    LAG(m.pay_row) OVER (PARTITION BY m.person_no, m.fund, m.item ORDER BY m.pay_ym_n) AS before_row,
    LAG(m.amount, 2) OVER (PARTITION BY m.person_no, m.fund, m.item ORDER BY m.pay_ym_n) AS earlier
  FROM monthly AS m
  JOIN uneven AS u ON u.person_no = m.person_no AND u.fund = m.fund AND u.item = m.item
), adjusted AS (
  SELECT DISTINCT adjusted_ym_n AS month_n FROM param WHERE adjusted_ym IS NOT NULL
), jump AS (
  SELECT
    o.person_no, o.pay_ym, o.amount, o.before, o.pay_row, o.before_row, o.item,
    CASE
      WHEN a.month_n IS NOT NULL THEN 1
      WHEN o.least < 0 THEN 2
      ELSE 0
    END AS excuse
  FROM ordered AS o
  LEFT JOIN adjusted AS a ON a.month_n = o.pay_ym_n
  LEFT JOIN adjusted AS b ON b.month_n = o.before_n
  WHERE o.before > 0 AND o.before_n = o.pay_ym_n - 1 AND o.amount >= 0
    AND ABS(o.amount - o.before) * 100 >= $percent * o.before
    AND NOT (o.earlier IS NULL AND o.amount < o.before)
    AND NOT (o.earlier IS NOT NULL AND ABS(o.earlier - o.before) * 100 >= $percent * LEAST(o.earlier, o.before)
      AND ABS(o.amount - o.earlier) * 100 < $percent * o.earlier)
    AND NOT (b.month_n IS NOT NULL AND o.amount < o.before)
), granted AS (
  SELECT person_no, MAX(month_no(pension_from)) AS from_n, MAX(monthly) AS monthly, MIN(_row) AS pension_row
  FROM pension
  WHERE monthly IS NOT NULL
  GROUP BY person_no
  HAVING COUNT(*) = 1
), compared AS (
  -- The rest of the first year counts as granted only where the adjustments of that year are known, and up to the first one.
  SELECT g.person_no, g.from_n, g.monthly, g.pension_row,
    CASE
      WHEN COUNT(a.month_n) = 0 THEN g.from_n + 1
      ELSE COALESCE(MIN(CASE WHEN a.month_n > g.from_n THEN a.month_n END), (int_div(g.from_n, 12) + 1) * 12)
    END AS until_n
  FROM granted AS g
  LEFT JOIN adjusted AS a ON int_div(a.month_n, 12) = int_div(g.from_n, 12)
  GROUP BY g.person_no, g.from_n, g.monthly, g.pension_row
), granted_month AS (
  SELECT p.person_no, p.pay_ym, SUM(p.amount) AS amount, MIN(p._row) AS pay_row, MIN(c.monthly) AS monthly,
    MIN(c.pension_row) AS pension_row, MIN(p.pay_ym_n - c.from_n) AS later
  FROM pay AS p
  JOIN compared AS c ON c.person_no = p.person_no AND p.pay_ym_n >= c.from_n AND p.pay_ym_n < c.until_n
  WHERE p.pay_state = '成功' AND has_any(p.fund, '养老')
    AND NOT has_any(p.item, '丧葬', '抚恤', '一次性', '补发', '代扣')
    AND (NOT has_any(p.item, '个人账户') OR has_any(p.item, '个人账户养老金'))
  GROUP BY p.person_no, p.pay_ym
)
SELECT
  CASE WHEN j.excuse > 0 THEN 'explained' ELSE 'jump' END AS class,
  COALESCE(q.id_key, j.person_no) AS subject, j.person_no, j.pay_ym AS ym,
  CASE WHEN j.excuse = 0 AND j.amount > j.before THEN j.amount - j.before END AS amount,
  j.pay_row AS left_row, j.before_row AS right_row,
  j.item || '由' || yuan(j.before) || '元变为' || yuan(j.amount) || '元'
    || CASE j.excuse WHEN 1 THEN '（调待月份）' WHEN 2 THEN '（有扣回）' ELSE '' END AS detail
FROM jump AS j
LEFT JOIN member AS q ON q.person_no = j.person_no
UNION ALL
SELECT
  CASE WHEN has_any(p.item, '扣', '追', '冲', '退') THEN 'explained' ELSE 'negative' END AS class,
  COALESCE(q.id_key, p.person_no) AS subject, p.person_no, p.pay_ym AS ym, CAST(NULL AS BIGINT) AS amount,
  p._row AS left_row, CAST(NULL AS BIGINT) AS right_row, p.item || '为负数' AS detail
FROM pay AS p
LEFT JOIN member AS q ON q.person_no = p.person_no
WHERE p.amount < 0
UNION ALL
SELECT
  'unequal' AS class, COALESCE(q.id_key, f.person_no) AS subject, f.person_no, f.pay_ym AS ym,
  CASE WHEN f.amount > f.monthly THEN f.amount - f.monthly END AS amount, f.pay_row AS left_row,
  f.pension_row AS right_row,
  CASE WHEN f.later = 0 THEN '首月' ELSE '' END || '发放' || yuan(f.amount) || '元，核定月待遇' || yuan(f.monthly) || '元' AS detail
FROM granted_month AS f
LEFT JOIN member AS q ON q.person_no = f.person_no
WHERE f.amount <> f.monthly
