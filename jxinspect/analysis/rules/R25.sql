/*
id = "R25"
title = "基金账户违规"
basis = ["社会保险法 64", "社会保险法 69", "社会保险经办条例 40", "办法 11(三)", "办法 20", "办法 30"]
violation = "V30"
left = "stmt"
right = "acct"

[inputs]
acct = ["account_no", "account_name", "bank", "account_kind", "opening_no"]
stmt = ["account_no", "booked_on", "direction", "amount"]

[optional]
acct = ["opened_on", "closed_on", "fund"]
stmt = ["other_name", "other_account", "summary"]
pay = ["account_no", "account_name"]
agreement = ["org"]
inj_med = ["hospital"]
train = ["school"]

[parameters]
correction_days = "R25.correction_days"

[classes]
no_approval = "H"
same_kind = "H"
premium = "H"
outsider = "H"
cash = "H"
fee = "M"
weak = "weak"
explained = "explained"

[rows]
no_approval = ["acct", ""]
same_kind = ["acct", "acct"]
weak = ["acct", "acct"]

[[false_positives]]
ground = "between_agencies"
text = "向上级、下级经办机构上解、下拨或者与财政专户往来"

[[false_positives]]
ground = "bank_error"
text = "银行误扣手续费，已经冲正"
*/
WITH own AS (
  SELECT
    account_no, MIN(_row) AS acct_row, MIN(account_kind) AS account_kind, MIN(bank) AS bank, MIN(fund) AS fund,
    MAX(CASE WHEN TRIM(COALESCE(opening_no, '')) = '' THEN 0 ELSE 1 END) AS approved,
    COALESCE(MIN(opened_on), DATE '1900-01-01') AS opened_on,
    COALESCE(MAX(closed_on), DATE '9999-12-31') AS closed_on
  FROM acct
  GROUP BY account_no
), entry AS (
  SELECT
    s._row, s.account_no, s.booked_on, s.direction, s.amount, s.other_name, s.other_account,
    COALESCE(s.summary, '') AS summary, o.acct_row, o.account_kind
  FROM stmt AS s
  JOIN own AS o ON o.account_no = s.account_no
), known_account AS (
  SELECT account_no AS known_no FROM pay WHERE account_no IS NOT NULL
  UNION
  SELECT account_no AS known_no FROM acct
), stranger AS (
  SELECT e._row, e.account_no, e.acct_row, e.booked_on, e.amount, e.other_name
  FROM entry AS e
  LEFT JOIN known_account AS k ON k.known_no = e.other_account
  WHERE e.account_kind = '支出户' AND e.direction = '借' AND k.known_no IS NULL
    AND TRIM(COALESCE(e.other_name, '')) <> ''
    AND NOT has_any(e.summary, '上解', '下拨', '调剂', '代发', '手续费', '工本费', '管理费')
    AND NOT has_any(
      e.other_name, '财政', '社会保险', '社保', '人力资源和社会保障', '医疗保障', '医保', '税务', '就业'
    )
    AND $has_pay
), met AS (
  SELECT DISTINCT other_name FROM stranger
), known_name AS (
  SELECT m.other_name FROM met AS m JOIN pay AS p ON p.account_name = m.other_name
  UNION
  SELECT m.other_name FROM met AS m JOIN acct AS a ON a.account_name = m.other_name
  UNION
  SELECT m.other_name FROM met AS m JOIN agreement AS g ON g.org = m.other_name
  UNION
  SELECT m.other_name FROM met AS m JOIN inj_med AS i ON i.hospital = m.other_name
  UNION
  SELECT m.other_name FROM met AS m JOIN train AS t ON t.school = m.other_name
), returned_fee AS (
  SELECT account_no, amount, booked_on
  FROM entry
  WHERE direction = '贷' AND (has_any(summary, '冲正', '退', '更正'))
), fee AS (
  SELECT e._row, e.account_no, e.acct_row, e.booked_on, e.amount, e.summary, MIN(r.booked_on) AS returned_on
  FROM entry AS e
  LEFT JOIN returned_fee AS r
    ON r.account_no = e.account_no AND r.amount = e.amount AND r.booked_on >= e.booked_on
    AND days_between(e.booked_on, r.booked_on) <= $correction_days
  WHERE e.direction = '借'
    AND (has_any(e.summary, '手续费', '工本费', '管理费'))
  GROUP BY e._row, e.account_no, e.acct_row, e.booked_on, e.amount, e.summary
)
SELECT
  'no_approval' AS class, account_no AS subject, CAST(NULL AS VARCHAR) AS person_no, CAST(NULL AS INTEGER) AS ym,
  CAST(NULL AS BIGINT) AS amount, acct_row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  account_kind || '没有开户批准文号' AS detail
FROM own
WHERE approved = 0
UNION ALL
SELECT
  CASE WHEN a.fund IS NOT NULL AND b.fund IS NOT NULL THEN 'same_kind' ELSE 'weak' END AS class,
  a.account_no AS subject, CAST(NULL AS VARCHAR) AS person_no, CAST(NULL AS INTEGER) AS ym,
  CAST(NULL AS BIGINT) AS amount, a.acct_row AS left_row, b.acct_row AS right_row,
  '同一银行另有同类账户，尾号' || SUBSTR(b.account_no, GREATEST(LENGTH(b.account_no) - 3, 1), 4)
    || CASE WHEN a.fund IS NULL OR b.fund IS NULL THEN '（险种不明）' ELSE '' END AS detail
FROM own AS a
JOIN own AS b
  ON b.account_kind = a.account_kind AND b.bank = a.bank AND b.account_no <> a.account_no
  AND a.opened_on < b.closed_on AND b.opened_on < a.closed_on
WHERE a.fund = b.fund OR a.fund IS NULL OR b.fund IS NULL
UNION ALL
SELECT
  'premium' AS class, e.account_no AS subject, CAST(NULL AS VARCHAR) AS person_no,
  ym_of(month_no(e.booked_on)) AS ym, e.amount AS amount, e._row AS left_row, e.acct_row AS right_row,
  '支出户收到：' || e.summary AS detail
FROM entry AS e
LEFT JOIN own AS o ON o.account_no = e.other_account
WHERE e.account_kind = '支出户' AND e.direction = '贷' AND o.account_no IS NULL
  AND (has_any(e.summary, '保险费', '社保费', '缴费', '征缴', '参保费'))
  AND NOT has_any(e.summary, '退') AND NOT has_any(e.other_name, '财政')
UNION ALL
SELECT
  'outsider' AS class, e.account_no AS subject, CAST(NULL AS VARCHAR) AS person_no,
  ym_of(month_no(e.booked_on)) AS ym, e.amount AS amount, e._row AS left_row, e.acct_row AS right_row,
  '付给：' || e.other_name AS detail
FROM stranger AS e
LEFT JOIN known_name AS n ON n.other_name = e.other_name
WHERE n.other_name IS NULL
UNION ALL
SELECT
  'cash' AS class, e.account_no AS subject, CAST(NULL AS VARCHAR) AS person_no,
  ym_of(month_no(e.booked_on)) AS ym, CASE WHEN e.direction = '借' THEN e.amount END AS amount,
  e._row AS left_row, e.acct_row AS right_row,
  CASE WHEN e.direction = '借' THEN '现金支取：' ELSE '现金存入：' END || e.summary AS detail
FROM entry AS e
WHERE has_any(e.summary, '现金', '取现', '提现')
UNION ALL
SELECT
  CASE WHEN f.returned_on IS NULL THEN 'fee' ELSE 'explained' END AS class, f.account_no AS subject,
  CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(f.booked_on)) AS ym,
  CASE WHEN f.returned_on IS NULL THEN f.amount END AS amount, f._row AS left_row, f.acct_row AS right_row,
  '基金账户支付：' || f.summary
    || CASE WHEN f.returned_on IS NULL THEN '' ELSE '，已于' || CAST(f.returned_on AS VARCHAR) || '冲正' END AS detail
FROM fee AS f
