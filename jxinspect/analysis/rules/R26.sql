/*
id = "R26"
title = "财务、业务、银行三方不符"
basis = ["社会保险经办条例 41", "办法 11(六)", "办法 29(五)"]
violation = "V29-5"
left = "pay"
right = "stmt"

[inputs]
pay = ["person_no", "fund", "item", "paid_on", "amount", "account_no", "pay_state"]
stmt = ["account_no", "booked_on", "direction", "amount"]

[optional]
stmt = ["other_name", "other_account", "summary"]
ledger = ["booked_on", "subject", "debit", "credit", "summary"]
person = ["person_no", "id_key"]
acct = ["account_no", "account_kind", "fund"]

[parameters]
cutoff_days = "R26.cutoff_days"

[classes]
ledger_over = "H"
ledger_short = "H"
no_bank = "H"
no_business = "H"
returned = "H"
boundary = "boundary"
boundary_ledger = "boundary"
boundary_bank = "boundary"
weak = "weak"
explained = "explained"

[rows]
ledger_over = ["ledger", "pay"]
ledger_short = ["pay", "ledger"]
boundary_ledger = ["ledger", "pay"]
boundary_bank = ["stmt", "pay"]
no_business = ["stmt", "pay"]
returned = ["stmt", "pay"]

[[false_positives]]
ground = "reissued"
text = "退票后重新发放，前后相抵"

[[false_positives]]
ground = "month_cutoff"
text = "月末前后三日内的跨月入账"

[[false_positives]]
ground = "withheld_premium"
text = "银行代扣医疗保险费后发放"
*/
-- Business and bank: per account, what lies within the days of the cut-off of each other is one payment run, and its sums
-- are compared. Where the bank books a lump for the batch, all accounts that it does not name are one account '*'.
-- Business and ledger: per item and month, of the months that both cover.
WITH fund_account AS (
  SELECT account_no, MIN(account_kind) AS account_kind, MIN(fund) AS fund FROM acct GROUP BY account_no
), payee AS (
  SELECT account_no, MIN(person_no) AS person_no, MAX(CASE WHEN pay_state = '退票' THEN 1 ELSE 0 END) AS returned
  FROM pay
  WHERE account_no IS NOT NULL
  GROUP BY account_no
), bank_line AS (
  SELECT
    s._row, s.booked_on, CASE WHEN s.direction = '借' THEN s.amount ELSE -s.amount END AS amount,
    CASE
      WHEN p.account_no IS NOT NULL THEN p.account_no
      WHEN TRIM(COALESCE(s.other_account, '')) = '' OR has_any(s.other_name, '银行', '信用社', '代发', '结算', '清算') THEN '*'
      ELSE s.other_account
    END AS whom,
    CASE WHEN has_any(s.summary, '代扣', '扣医保') THEN 1 ELSE 0 END AS withheld
  FROM stmt AS s
  LEFT JOIN fund_account AS a ON a.account_no = s.account_no
  LEFT JOIN payee AS p ON p.account_no = s.other_account
  WHERE COALESCE(a.account_kind, '支出户') = '支出户'
    AND (
      (p.account_no IS NOT NULL AND (s.direction = '借' OR has_any(s.summary, '退', '冲')))
      OR (p.account_no IS NULL AND s.direction = '借' AND (has_any(s.summary, '代发', '发放')))
      OR (p.account_no IS NULL AND s.direction = '贷' AND (has_any(s.summary, '退票', '退汇')))
    )
), named AS (
  SELECT DISTINCT whom FROM bank_line
), reach AS (
  SELECT GREATEST(b.first_n, p.first_n) AS first_n, LEAST(b.last_n, p.last_n) AS last_n
  FROM (SELECT month_no(MIN(booked_on)) AS first_n, month_no(MAX(booked_on)) AS last_n, 1 AS one FROM stmt HAVING COUNT(*) > 0) AS b
  JOIN (SELECT month_no(MIN(paid_on)) AS first_n, month_no(MAX(paid_on)) AS last_n, 1 AS one FROM pay HAVING COUNT(*) > 0) AS p
    ON p.one = b.one
), stated_fund AS (
  SELECT DISTINCT COALESCE(a.fund, '') AS fund
  FROM stmt AS s
  LEFT JOIN fund_account AS a ON a.account_no = s.account_no
  WHERE COALESCE(a.account_kind, '支出户') = '支出户'
), banked_fund AS (
  -- The statements say nothing of a fund whose payees they never name, unless they book lumps.
  SELECT DISTINCT COALESCE(p.fund, '') AS fund
  FROM pay AS p
  JOIN named AS n ON n.whom = p.account_no
), event AS (
  SELECT
    CASE
      WHEN n.whom IS NULL AND (SELECT COUNT(*) FROM bank_line WHERE whom = '*' AND amount > 0) > 0 THEN '*'
      ELSE p.account_no
    END AS whom,
    p.paid_on AS happened_on,
    CASE WHEN p.pay_state = '成功' THEN p.amount ELSE 0 END AS paid,
    CASE WHEN p.pay_state = '退票' THEN p.amount ELSE 0 END AS returned,
    0 AS banked, 0 AS withheld, p._row AS pay_row, CAST(NULL AS BIGINT) AS bank_row
  FROM pay AS p
  LEFT JOIN named AS n ON n.whom = p.account_no
  WHERE p.account_no IS NOT NULL
    AND (
      COALESCE(p.fund, '') IN (SELECT fund FROM banked_fund)
      OR (SELECT COUNT(*) FROM bank_line WHERE whom = '*' AND amount > 0) > 0
    )
    AND (p.fund IN (SELECT fund FROM stated_fund) OR (SELECT MIN(fund) FROM stated_fund) = '')
    AND month_no(p.paid_on) >= (SELECT first_n FROM reach) AND month_no(p.paid_on) <= (SELECT last_n FROM reach)
  UNION ALL
  SELECT
    b.whom, b.booked_on AS happened_on, 0 AS paid, 0 AS returned,
    b.amount AS banked, b.withheld, CAST(NULL AS BIGINT) AS pay_row, b._row AS bank_row
  FROM bank_line AS b
  WHERE month_no(b.booked_on) >= (SELECT first_n FROM reach)
    AND month_no(b.booked_on) <= (SELECT last_n FROM reach)
), unequal_day AS (
  -- Where every day is equal, every run is.
  SELECT DISTINCT d.whom
  FROM (SELECT whom, happened_on FROM event GROUP BY whom, happened_on HAVING SUM(paid - banked) <> 0) AS d
), daily AS (
  -- One line a day and account keeps the windows small.
  SELECT
    e.whom, e.happened_on, SUM(e.paid) AS paid, SUM(e.returned) AS returned, SUM(e.banked) AS banked,
    MAX(e.withheld) AS withheld, MIN(e.pay_row) AS pay_row, MIN(e.bank_row) AS bank_row
  FROM event AS e
  JOIN unequal_day AS u ON u.whom = e.whom
  GROUP BY e.whom, e.happened_on
), spaced AS (
  SELECT
    d.whom, d.happened_on, d.paid, d.returned, d.banked, d.withheld, d.pay_row, d.bank_row,
    LAG(d.happened_on) OVER (PARTITION BY d.whom ORDER BY d.happened_on) AS before_on
  FROM daily AS d
), started AS (
  SELECT
    whom, happened_on, paid, returned, banked, withheld, pay_row, bank_row,
    SUM(CASE WHEN before_on IS NULL OR days_between(before_on, happened_on) > $cutoff_days THEN 1 ELSE 0 END)
      OVER (PARTITION BY whom ORDER BY happened_on) AS run
  FROM spaced
), runs AS (
  SELECT
    whom, run, MIN(happened_on) AS first_on, MAX(happened_on) AS last_on, SUM(paid) AS paid,
    SUM(returned) AS returned, SUM(banked) AS banked, MAX(withheld) AS withheld, MIN(pay_row) AS pay_row,
    MIN(bank_row) AS bank_row
  FROM started
  GROUP BY whom, run
), totals AS (
  SELECT whom, SUM(paid) - SUM(banked) AS difference, MIN(banked) AS least
  FROM runs
  GROUP BY whom
), unequal AS (
  SELECT
    r.whom, r.first_on, r.pay_row, r.bank_row, r.paid, r.banked, r.paid - r.banked AS difference,
    CASE
      WHEN (month_no(r.first_on) = e.first_n AND EXTRACT(DAY FROM r.first_on) <= $cutoff_days)
        OR (month_no(r.last_on) = e.last_n AND month_no(add_days(r.last_on, $cutoff_days)) > e.last_n)
        THEN CASE WHEN r.pay_row IS NULL THEN 'boundary_bank' ELSE 'boundary' END
      WHEN r.paid < r.banked THEN 'no_business'
      WHEN r.pay_row IS NULL THEN 'returned'
      WHEN r.withheld = 1 THEN 'explained'
      ELSE 'no_bank'
    END AS class
  FROM runs AS r
  JOIN totals AS t ON t.whom = r.whom
  JOIN (SELECT first_n, last_n, 1 AS one FROM reach) AS e ON e.one = 1
  -- A deduction that no payment of the same days takes up is R37's business.
  WHERE r.paid <> r.banked AND NOT (r.bank_row IS NULL AND r.paid < 0)
    AND NOT (r.paid < r.banked AND r.banked - r.paid <= r.returned)
    AND NOT (t.difference = 0 AND t.least < 0)
), subjects AS (
  SELECT DISTINCT subject || COALESCE(summary, '') AS words
  FROM ledger
  WHERE NOT has_any(subject, '存款', '支出户', '应付')
    AND NOT has_any(summary, '结转')
), items AS (
  SELECT item FROM pay WHERE NOT has_any(item, '代扣') GROUP BY item
), likely AS (
  SELECT
    s.words, i.item,
    ROW_NUMBER() OVER (PARTITION BY s.words ORDER BY LENGTH(i.item) DESC, i.item) AS place
  FROM subjects AS s
  JOIN items AS i ON s.words LIKE '%' || i.item || '%'
), booked AS (
  SELECT
    k.item, month_no(g.booked_on) AS month_n, SUM(g.debit - g.credit) AS booked, MIN(g._row) AS ledger_row,
    SUM(CASE
      WHEN month_no(add_days(g.booked_on, $cutoff_days)) > month_no(g.booked_on) THEN g.debit - g.credit
      ELSE 0
    END) AS late,
    SUM(CASE WHEN EXTRACT(DAY FROM g.booked_on) <= $cutoff_days THEN g.debit - g.credit ELSE 0 END) AS early
  FROM ledger AS g
  JOIN likely AS k ON k.words = g.subject || COALESCE(g.summary, '') AND k.place = 1
  GROUP BY k.item, month_no(g.booked_on)
), business AS (
  SELECT
    item, month_no(paid_on) AS month_n, SUM(amount) AS paid, MIN(_row) AS pay_row,
    SUM(CASE WHEN month_no(add_days(paid_on, $cutoff_days)) > month_no(paid_on) THEN amount ELSE 0 END) AS late,
    SUM(CASE WHEN EXTRACT(DAY FROM paid_on) <= $cutoff_days THEN amount ELSE 0 END) AS early
  FROM pay
  WHERE pay_state = '成功' AND NOT has_any(item, '代扣')
  GROUP BY item, month_no(paid_on)
), common AS (
  SELECT GREATEST(g.first_n, p.first_n) AS first_n, LEAST(g.last_n, p.last_n) AS last_n
  FROM (SELECT month_no(MIN(booked_on)) AS first_n, month_no(MAX(booked_on)) AS last_n, 1 AS one FROM ledger HAVING COUNT(*) > 0) AS g
  JOIN (SELECT month_no(MIN(paid_on)) AS first_n, month_no(MAX(paid_on)) AS last_n, 1 AS one FROM pay HAVING COUNT(*) > 0) AS p
    ON p.one = g.one
), monthly AS (
  SELECT
    COALESCE(g.item, b.item) AS item, COALESCE(g.month_n, b.month_n) AS month_n, b.pay_row, g.ledger_row,
    COALESCE(g.booked, 0) AS booked, COALESCE(b.paid, 0) AS paid,
    COALESCE(g.booked, 0) - COALESCE(b.paid, 0) AS difference,
    COALESCE(g.late, 0) + COALESCE(b.late, 0) AS late, COALESCE(g.early, 0) + COALESCE(b.early, 0) AS early
  FROM booked AS g
  FULL JOIN business AS b ON b.item = g.item AND b.month_n = g.month_n
), compared AS (
  SELECT
    m.item, m.month_n, m.pay_row, m.ledger_row, m.booked, m.paid, m.difference, m.late, m.early, c.first_n, c.last_n, k.item AS known_item,
    LAG(m.difference) OVER (PARTITION BY m.item ORDER BY m.month_n) AS difference_before,
    LEAD(m.difference) OVER (PARTITION BY m.item ORDER BY m.month_n) AS difference_after,
    LAG(m.late) OVER (PARTITION BY m.item ORDER BY m.month_n) AS late_before,
    LEAD(m.early) OVER (PARTITION BY m.item ORDER BY m.month_n) AS early_after
  FROM monthly AS m
  JOIN common AS c ON m.month_n BETWEEN c.first_n AND c.last_n
  LEFT JOIN (SELECT DISTINCT item FROM booked) AS k ON k.item = m.item
), judged AS (
  SELECT
    item, month_n, pay_row, ledger_row, booked, paid, difference, late, early, known_item, difference_before, difference_after,
    late_before, early_after,
    CASE
      WHEN known_item IS NULL THEN 'weak'
      WHEN difference_after IS NULL AND month_n = last_n AND ABS(difference) <= late
        THEN CASE WHEN pay_row IS NULL THEN 'boundary_ledger' ELSE 'boundary' END
      WHEN difference_before IS NULL AND month_n = first_n AND ABS(difference) <= early
        THEN CASE WHEN pay_row IS NULL THEN 'boundary_ledger' ELSE 'boundary' END
      WHEN (difference > 0 AND ledger_row IS NOT NULL) OR pay_row IS NULL THEN 'ledger_over'
      ELSE 'ledger_short'
    END AS class
  FROM compared
)
SELECT
  class, item AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_n) AS ym,
  CASE WHEN class IN ('ledger_over', 'ledger_short') THEN CAST(ABS(difference) AS BIGINT) END AS amount,
  CASE WHEN class IN ('ledger_over', 'boundary_ledger') THEN ledger_row ELSE pay_row END AS left_row,
  CASE class WHEN 'ledger_over' THEN pay_row WHEN 'ledger_short' THEN ledger_row END AS right_row,
  CASE WHEN known_item IS NULL THEN '会计账中没有这个项目，业务' || yuan(paid) || '元'
    ELSE '财务' || yuan(booked) || '元，业务' || yuan(paid) || '元' END AS detail
FROM judged
WHERE difference <> 0
  AND NOT (difference_after IS NOT NULL AND difference_after = -difference
    AND ABS(difference) <= late AND ABS(difference) <= early_after)
  AND NOT (difference_before IS NOT NULL AND difference_before = -difference
    AND ABS(difference) <= early AND ABS(difference) <= late_before)
UNION ALL
SELECT
  u.class, CASE WHEN u.whom = '*' THEN '代发' ELSE COALESCE(q.id_key, w.person_no, u.whom) END AS subject,
  CASE WHEN u.whom = '*' THEN NULL ELSE w.person_no END AS person_no, ym_of(month_no(u.first_on)) AS ym,
  CASE WHEN u.class IN ('no_bank', 'no_business', 'returned') THEN CAST(ABS(u.difference) AS BIGINT) END AS amount,
  CASE WHEN u.class IN ('no_business', 'returned', 'boundary_bank') THEN u.bank_row ELSE u.pay_row END AS left_row,
  CASE WHEN u.class IN ('no_business', 'returned', 'boundary_bank') THEN u.pay_row ELSE u.bank_row END AS right_row,
  '业务' || yuan(u.paid) || '元，银行' || yuan(u.banked) || '元' AS detail
FROM unequal AS u
LEFT JOIN payee AS w ON w.account_no = u.whom
LEFT JOIN (SELECT person_no, MIN(id_key) AS id_key FROM person GROUP BY person_no) AS q ON q.person_no = w.person_no
