/*
id = "R24"
title = "收入户月末有余额、未及时划转"
basis = ["社会保险法 68", "财社〔2017〕144号", "办法 11(三)", "办法 29(二)"]
violation = "V29-2"
left = "stmt"
right = "acct"

[inputs]
acct = ["account_no", "account_kind"]
stmt = ["account_no", "serial", "booked_on", "direction", "amount", "balance"]

[optional]
acct = ["closed_on"]
stmt = ["summary"]

[parameters]
transfer_days = "R24.transfer_days"

[classes]
balance = "M"
closed = "M"
late = "M"
explained = "explained"

[[false_positives]]
ground = "interest"
text = "最后一日结计的利息尚未划转"

[[false_positives]]
ground = "closed_account"
text = "税务征收后收入户已经撤销；撤销后仍有余额的另列一类"
*/
-- The last entry of a month is that of the highest serial number; a month without entries keeps the balance before it.
WITH account AS (
  SELECT account_no, MIN(_row) AS acct_row, MAX(closed_on) AS closed_on
  FROM acct
  WHERE account_kind = '收入户'
  GROUP BY account_no
), entry AS (
  SELECT
    s.account_no,
    a.acct_row,
    a.closed_on,
    s._row,
    s.booked_on,
    month_no(s.booked_on) AS month_n,
    s.direction,
    s.amount,
    s.balance,
    CASE WHEN s.direction = '贷' AND (has_any(s.summary, '利息', '结息')) THEN 1 ELSE 0 END AS interest,
    ROW_NUMBER() OVER (PARTITION BY s.account_no ORDER BY s.booked_on, LENGTH(s.serial), s.serial, s._row) AS place
  FROM stmt AS s
  JOIN account AS a ON a.account_no = s.account_no
), followed AS (
  SELECT
    account_no, acct_row, closed_on, _row, month_n, balance,
    LEAD(month_n) OVER (PARTITION BY account_no ORDER BY place) AS next_n
  FROM entry
), months AS (
  SELECT DISTINCT month_no(booked_on) AS month_n FROM stmt
), month_end AS (
  SELECT f.account_no, f.acct_row, f.closed_on, f._row, f.balance, m.month_n, f.month_n AS entry_n
  FROM followed AS f
  JOIN months AS m ON m.month_n >= f.month_n AND m.month_n < COALESCE(f.next_n, 999999)
  WHERE f.balance <> 0 AND m.month_n < month_no($extract_on + INTERVAL '1' DAY)
), last_day_interest AS (
  SELECT account_no, month_n, SUM(amount) AS amount
  FROM entry
  WHERE interest = 1 AND month_no(booked_on + INTERVAL '1' DAY) > month_n
  GROUP BY account_no, month_n
), opening AS (
  SELECT account_no, balance - CASE WHEN direction = '贷' THEN amount ELSE -amount END AS opening
  FROM entry
  WHERE place = 1
), running AS (
  -- Money goes out in the order in which it came in: both sides as running sums on one line.
  SELECT
    e.account_no, e.acct_row, e._row, e.booked_on, e.direction, e.interest, e.amount,
    SUM(e.amount) OVER (PARTITION BY e.account_no, e.direction ORDER BY e.place)
      + CASE WHEN e.direction = '贷' THEN o.opening ELSE 0 END AS reached
  FROM entry AS e
  JOIN opening AS o ON o.account_no = e.account_no
), sent AS (
  SELECT
    account_no, acct_row, _row, booked_on, direction, interest, amount,
    MIN(CASE WHEN direction = '借' THEN booked_on END) OVER (
      PARTITION BY account_no ORDER BY reached DESC, CASE WHEN direction = '借' THEN 0 ELSE 1 END, _row
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS out_on
  FROM running
)
SELECT
  CASE
    WHEN e.closed_on IS NOT NULL AND month_no(e.closed_on) <= e.month_n THEN 'closed'
    WHEN e.balance = i.amount THEN 'explained'
    ELSE 'balance'
  END AS class,
  e.account_no AS subject,
  CAST(NULL AS VARCHAR) AS person_no,
  ym_of(e.month_n) AS ym,
  CAST(NULL AS BIGINT) AS amount,
  e._row AS left_row,
  e.acct_row AS right_row,
  CASE WHEN e.closed_on IS NOT NULL AND month_no(e.closed_on) <= e.month_n THEN '销户后' ELSE '' END
    || '月末余额' || yuan(e.balance) || '元'
    || CASE WHEN e.entry_n < e.month_n THEN '（当月无流水）' ELSE '' END AS detail
FROM month_end AS e
LEFT JOIN last_day_interest AS i ON i.account_no = e.account_no AND i.month_n = e.month_n AND e.entry_n = e.month_n
UNION ALL
SELECT
  'late' AS class,
  s.account_no AS subject,
  CAST(NULL AS VARCHAR) AS person_no,
  ym_of(month_no(s.booked_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount,
  s._row AS left_row,
  s.acct_row AS right_row,
  '到账' || yuan(s.amount) || '元，' || CASE
    WHEN s.out_on IS NULL THEN '未见划转，已'
    ELSE '划转用时'
  END || CAST(days_between(s.booked_on, COALESCE(s.out_on, $extract_on)) AS VARCHAR) || '日' AS detail
FROM sent AS s
WHERE s.direction = '贷' AND s.interest = 0
  AND days_between(s.booked_on, COALESCE(s.out_on, $extract_on)) > $transfer_days
