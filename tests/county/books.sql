-- Movements of the accounts before they are numbered: account, day, order within the day, direction, fen, the other side.
-- Pensions leave the expenditure account one by one; what is returned comes back two days later; what a month needs comes on
-- its first day. Contributions are passed on within five days, so that nothing is left at the end of a month.

--: fund accounts
CREATE TEMP VIEW fund_accounts AS SELECT * FROM given_acct WHERE account_no LIKE '36000000000%'

--: statement
CREATE TEMP TABLE moves AS
  SELECT a.account_no, p.paid_on AS booked_on, 2 AS turn, '借' AS direction, p.amount, p.account_name AS other_name,
  p.account_no AS other_account, '代发待遇' AS summary
  FROM given_pay AS p JOIN fund_accounts AS a ON a.fund = p.fund AND a.account_kind = '支出户' WHERE p.booked IS NOT FALSE
  UNION ALL
  SELECT a.account_no, p.paid_on + 2, 3, '贷', p.amount, p.account_name, p.account_no, '退票'
  FROM given_pay AS p JOIN fund_accounts AS a ON a.fund = p.fund AND a.account_kind = '支出户'
  WHERE p.booked IS NOT FALSE AND p.pay_state = '退票'

--: statement
INSERT INTO moves
  SELECT m.account_no, date_trunc('month', m.booked_on)::DATE, 1, '贷', sum(CASE m.direction WHEN '借' THEN m.amount ELSE -m.amount END),
  t.account_name, t.account_no, '拨入待遇资金'
  FROM moves AS m JOIN fund_accounts AS a USING (account_no) JOIN fund_accounts AS t ON t.fund = a.fund AND t.account_kind = '财政专户'
  GROUP BY ALL

--: statement
INSERT INTO moves
  SELECT a.account_no, c.arrived_on, 4, '贷', sum(c.unit_amount + c.own_amount), '国家金库样本县支库', '360000000009', '社会保险费'
  FROM given_contrib AS c JOIN fund_accounts AS a ON a.fund = c.fund AND a.account_kind = '收入户' GROUP BY ALL
  UNION ALL
  SELECT a.account_no, c.arrived_on + 5, 5, '借', sum(c.unit_amount + c.own_amount), t.account_name, t.account_no, '划转财政专户'
  FROM given_contrib AS c JOIN fund_accounts AS a ON a.fund = c.fund AND a.account_kind = '收入户'
  JOIN fund_accounts AS t ON t.fund = a.fund AND t.account_kind = '财政专户' GROUP BY ALL

--: statement
INSERT INTO given_stmt BY NAME
  SELECT account_no, CAST(row_number() OVER book AS VARCHAR) AS serial, booked_on, direction, amount,
  sum(CASE direction WHEN '贷' THEN amount ELSE -amount END) OVER (book ROWS UNBOUNDED PRECEDING) AS balance,
  other_name, other_account, summary
  FROM moves WINDOW book AS (PARTITION BY account_no ORDER BY booked_on, turn, other_account, other_name, amount)

--: statement
INSERT INTO given_ledger BY NAME
  SELECT '记-' || strftime(paid_on, '%Y%m%d') || '-' || row_number() OVER (PARTITION BY paid_on ORDER BY item, fund) AS voucher_no, paid_on AS booked_on,
  '5001' AS subject_code, '待遇支出-' || item AS subject, debit, 0 AS credit, fund || '发放' AS summary
  FROM (SELECT paid_on, item, fund, sum(amount) AS debit FROM given_pay WHERE pay_state = '成功' GROUP BY ALL)
