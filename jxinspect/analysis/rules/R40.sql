/*
id = "R40"
title = "特殊身份错参错享"
basis = ["办法 32(六)"]
violation = "V32-6"
left = "pay"
right = "x_fiscal"

[inputs]
x_fiscal = ["id_key", "name_key", "establishment", "from_on"]
person = ["person_no", "id_key", "name_key"]

[optional]
x_fiscal = ["to_on"]
pay = ["person_no", "fund", "pay_ym", "amount", "pay_state", "item"]
contrib = ["person_no", "fund", "ym"]
unemp = ["person_no", "from_ym", "to_ym", "amount"]

[classes]
civil_pay = "H"
civil_contrib = "H"
civil_unemp = "H"
fiscal_pay = "M"
fiscal_contrib = "M"
fiscal_unemp = "M"
boundary = "boundary"
boundary_contrib = "boundary"
boundary_unemp = "boundary"
weak = "weak"

[rows]
civil_contrib = ["contrib", "x_fiscal"]
fiscal_contrib = ["contrib", "x_fiscal"]
boundary_contrib = ["contrib", "x_fiscal"]
civil_unemp = ["unemp", "x_fiscal"]
fiscal_unemp = ["unemp", "x_fiscal"]
boundary_unemp = ["unemp", "x_fiscal"]

[[false_positives]]
ground = "hired_or_left"
text = "期间内新录用或者离职，首尾两月重叠"
*/
-- The months of entering and leaving are boundary. Contributions cost the fund nothing: no amount.
WITH post AS (
  SELECT
    p.person_no, x.id_key, x.establishment, month_no(x.from_on) AS from_n,
    CASE WHEN x.to_on IS NULL THEN 999999 ELSE month_no(x.to_on) END AS to_n, x._row AS post_row,
    CASE WHEN has_any(x.establishment, '公务员', '参公', '参照公务员', '行政') THEN 1 ELSE 0 END AS civil
  FROM x_fiscal AS x
  JOIN (SELECT DISTINCT person_no, id_key FROM person WHERE id_key IS NOT NULL) AS p ON p.id_key = x.id_key
  WHERE NOT has_any(x.establishment, '离休', '退休')
), alike AS (
  -- One digit differs and the name is the same: to be looked at, never a finding.
  SELECT
    p.person_no, p.id_key, month_no(x.from_on) AS from_n,
    CASE WHEN x.to_on IS NULL THEN 999999 ELSE month_no(x.to_on) END AS to_n, x._row AS post_row
  FROM x_fiscal AS x
  JOIN person AS p ON p.name_key = x.name_key
  LEFT JOIN post AS o ON o.person_no = p.person_no
  WHERE o.person_no IS NULL AND one_digit_apart(p.id_key, x.id_key) AND NOT has_any(x.establishment, '离休', '退休')
), paid AS (
  SELECT
    o.id_key, o.person_no, y.pay_ym AS ym, y.amount, y._row, o.post_row, o.civil, o.establishment,
    CASE WHEN y.pay_ym_n = o.from_n OR y.pay_ym_n = o.to_n THEN 1 ELSE 0 END AS edge,
    ROW_NUMBER() OVER (PARTITION BY y._row ORDER BY o.civil DESC, o.post_row) AS place
  FROM post AS o
  JOIN pay AS y ON y.person_no = o.person_no AND y.pay_ym_n BETWEEN o.from_n AND o.to_n
  WHERE y.fund = '城乡居民养老' AND y.pay_state = '成功' AND y.amount > 0
    AND NOT has_any(y.item, '丧葬', '个人账户', '退费', '一次性')
), joined AS (
  SELECT
    o.id_key, o.person_no, c.ym, c._row, o.post_row, o.civil, o.establishment,
    CASE WHEN c.ym_n = o.from_n OR c.ym_n = o.to_n THEN 1 ELSE 0 END AS edge,
    ROW_NUMBER() OVER (PARTITION BY c._row ORDER BY o.civil DESC, o.post_row) AS place
  FROM post AS o
  JOIN contrib AS c ON c.person_no = o.person_no AND c.ym_n BETWEEN o.from_n AND o.to_n
  WHERE c.fund = '城乡居民养老'
), six AS (
  SELECT 0 AS n UNION ALL SELECT 1 AS n UNION ALL SELECT 2 AS n UNION ALL SELECT 3 AS n UNION ALL SELECT 4 AS n
  UNION ALL SELECT 5 AS n
), steps AS (
  SELECT a.n * 6 + b.n AS n FROM six AS a CROSS JOIN six AS b
), drawn AS (
  -- Month by month, also where a row tells of several.
  SELECT
    u._row, u.person_no, u.from_ym_n + s.n AS month_n,
    int_div(u.amount, COALESCE(u.to_ym_n, u.from_ym_n) - u.from_ym_n + 1) AS amount
  FROM unemp AS u
  JOIN steps AS s ON s.n <= COALESCE(u.to_ym_n, u.from_ym_n) - u.from_ym_n
  WHERE u.amount > 0
), jobless AS (
  SELECT
    o.id_key, o.person_no, d.month_n, d.amount, d._row, o.post_row, o.civil, o.establishment,
    CASE WHEN d.month_n = o.from_n OR d.month_n = o.to_n THEN 1 ELSE 0 END AS edge,
    ROW_NUMBER() OVER (PARTITION BY d._row, d.month_n ORDER BY o.civil DESC, o.post_row) AS place
  FROM post AS o
  JOIN drawn AS d ON d.person_no = o.person_no AND d.month_n BETWEEN o.from_n AND o.to_n
)
SELECT
  CASE WHEN edge = 1 THEN 'boundary' WHEN civil = 1 THEN 'civil_pay' ELSE 'fiscal_pay' END AS class,
  id_key AS subject, person_no, ym, CASE WHEN edge = 0 THEN amount END AS amount, _row AS left_row, post_row AS right_row,
  establishment || '供养期间领取居民养老' AS detail
FROM paid
WHERE place = 1
UNION ALL
SELECT
  CASE WHEN edge = 1 THEN 'boundary_contrib' WHEN civil = 1 THEN 'civil_contrib' ELSE 'fiscal_contrib' END AS class,
  id_key AS subject, person_no, ym, CAST(NULL AS BIGINT) AS amount, _row AS left_row, post_row AS right_row,
  establishment || '供养期间缴纳居民养老' AS detail
FROM joined
WHERE place = 1
UNION ALL
SELECT
  CASE WHEN edge = 1 THEN 'boundary_unemp' WHEN civil = 1 THEN 'civil_unemp' ELSE 'fiscal_unemp' END AS class,
  id_key AS subject, person_no, ym_of(month_n) AS ym, CASE WHEN edge = 0 THEN amount END AS amount, _row AS left_row,
  post_row AS right_row, establishment || '供养期间领取失业待遇' AS detail
FROM jobless
WHERE place = 1
UNION ALL
SELECT
  'weak' AS class, a.id_key AS subject, a.person_no, y.pay_ym AS ym, CAST(NULL AS BIGINT) AS amount, y._row AS left_row,
  MIN(a.post_row) AS right_row, '与财政供养人员姓名相同、证件号码差一位' AS detail
FROM alike AS a
JOIN pay AS y ON y.person_no = a.person_no AND y.pay_ym_n > a.from_n AND y.pay_ym_n < a.to_n
WHERE y.fund = '城乡居民养老' AND y.pay_state = '成功' AND y.amount > 0
  AND NOT has_any(y.item, '丧葬', '个人账户', '退费', '一次性')
GROUP BY a.id_key, a.person_no, y.pay_ym, y._row
