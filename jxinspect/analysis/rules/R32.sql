/*
id = "R32"
title = "经办人员办理本人、亲属业务，账户收取他人待遇"
basis = ["办法 26", "办法 29(五)", "办法 30"]
violation = "V29-5"
left = "syslog"
right = "sysuser"

[inputs]
syslog = ["business_no", "user_no", "done_at", "about_person"]
sysuser = ["user_no", "name", "name_key", "id_key"]
person = ["person_no", "name_key", "id_key"]

[optional]
syslog = ["operation"]
sysuser = ["double_post_no"]
person = ["household_no"]
pay = ["person_no", "pay_ym", "amount", "account_no", "account_name", "pay_state"]
x_marriage = ["id_key", "spouse_id_no_key", "marriage_on", "marriage_kind"]
ticket = ["business_no", "approver", "ticket_state"]

[classes]
own = "H"
family = "H"
staff_account = "H"
account_name = "weak"
explained = "explained"

[rows]
staff_account = ["pay", "sysuser"]
account_name = ["pay", "sysuser"]

[[false_positives]]
ground = "approved_counter"
text = "没有其他人员的窗口，经批准办理"
*/
-- Looking up and printing is no handling. The account of a staff member: one that the member's own benefits are paid to; a
-- name alone counts only where the member also handled the person's business.
WITH staff AS (
  SELECT
    user_no, id_key, name_key, name, _row AS user_row,
    CASE WHEN TRIM(COALESCE(double_post_no, '')) <> '' THEN 1 ELSE 0 END AS filed
  FROM sysuser
), handled AS (
  SELECT
    l._row, l.user_no, l.business_no, l.about_person, CAST(l.done_at AS DATE) AS done_on, s.user_row, s.filed, s.id_key, s.name
  FROM syslog AS l
  JOIN staff AS s ON s.user_no = l.user_no
  WHERE l.about_person IS NOT NULL AND NOT has_any(l.operation, '查询', '打印', '浏览')
), member AS (
  SELECT person_no, MIN(id_key) AS id_key, MIN(household_no) AS household_no FROM person GROUP BY person_no
), wedding AS (
  SELECT id_key AS one_key, spouse_id_no_key AS other_key, marriage_on, marriage_kind FROM x_marriage
  UNION
  SELECT spouse_id_no_key AS one_key, id_key AS other_key, marriage_on, marriage_kind FROM x_marriage
), last_wedding AS (
  SELECT
    one_key, other_key, marriage_kind, marriage_on,
    ROW_NUMBER() OVER (PARTITION BY one_key ORDER BY marriage_on DESC, marriage_kind) AS place
  FROM wedding
  WHERE one_key IS NOT NULL
), spouse AS (
  SELECT one_key, other_key, marriage_on FROM last_wedding WHERE place = 1 AND marriage_kind = '结婚'
), staff_home AS (
  SELECT DISTINCT s.user_no, p.household_no
  FROM staff AS s
  JOIN member AS p ON p.id_key = s.id_key
  WHERE TRIM(COALESCE(p.household_no, '')) <> ''
), approved AS (
  SELECT business_no, MAX(approver) AS approver
  FROM ticket
  WHERE ticket_state = '已办结' AND TRIM(COALESCE(approver, '')) <> ''
  GROUP BY business_no
), related AS (
  SELECT
    h._row, h.user_no, h.about_person, h.done_on, h.user_row, h.filed, h.business_no, h.name, p.id_key,
    CASE
      WHEN p.id_key = h.id_key THEN 'own'
      WHEN m.other_key IS NOT NULL AND m.marriage_on <= h.done_on THEN 'spouse'
      WHEN e.household_no IS NOT NULL THEN 'household'
    END AS relation
  FROM handled AS h
  JOIN member AS p ON p.person_no = h.about_person
  LEFT JOIN spouse AS m ON m.one_key = h.id_key AND m.other_key = p.id_key
  LEFT JOIN staff_home AS e ON e.user_no = h.user_no AND e.household_no = p.household_no
  WHERE p.id_key = h.id_key OR m.other_key IS NOT NULL OR e.household_no IS NOT NULL
), staff_member AS (
  SELECT DISTINCT s.user_no, s.user_row, s.name_key, p.person_no
  FROM staff AS s
  JOIN member AS p ON p.id_key = s.id_key
), staff_account AS (
  SELECT y.account_no, MIN(m.user_no) AS user_no, MIN(m.user_row) AS user_row
  FROM pay AS y
  JOIN staff_member AS m ON m.person_no = y.person_no
  WHERE y.account_no IS NOT NULL
  GROUP BY y.account_no
), served AS (
  SELECT DISTINCT user_no, about_person FROM handled
), received AS (
  SELECT
    y._row, y.person_no, y.pay_ym, y.amount, a.user_no, a.user_row, 1 AS certain, '与经办人员本人待遇同一账户' AS how
  FROM pay AS y
  JOIN staff_account AS a ON a.account_no = y.account_no
  LEFT JOIN staff_member AS m ON m.person_no = y.person_no
  WHERE y.pay_state = '成功' AND m.person_no IS NULL
  UNION ALL
  SELECT
    y._row, y.person_no, y.pay_ym, y.amount, s.user_no, s.user_row,
    CASE WHEN v.user_no IS NOT NULL THEN 1 ELSE 0 END AS certain,
    '户名与经办人员同名' || CASE WHEN v.user_no IS NOT NULL THEN '，其业务由该人员办理' ELSE '' END AS how
  FROM pay AS y
  JOIN staff AS s ON s.name = y.account_name
  JOIN person AS p ON p.person_no = y.person_no AND p.name_key <> s.name_key
  LEFT JOIN staff_account AS a ON a.account_no = y.account_no
  LEFT JOIN served AS v ON v.user_no = s.user_no AND v.about_person = y.person_no
  WHERE y.pay_state = '成功' AND a.account_no IS NULL
)
SELECT
  CASE
    WHEN r.filed = 1 OR (a.approver IS NOT NULL AND a.approver <> r.name) THEN 'explained'
    WHEN r.relation = 'own' THEN 'own'
    ELSE 'family'
  END AS class,
  r.user_no AS subject, r.about_person AS person_no, ym_of(month_no(r.done_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, r._row AS left_row, r.user_row AS right_row,
  CASE r.relation WHEN 'own' THEN '办理本人业务' WHEN 'spouse' THEN '办理配偶业务' ELSE '办理同户人员业务' END
    || COALESCE(r.business_no, '')
    || CASE WHEN r.filed = 1 THEN '（兼岗已备案）'
      WHEN a.approver IS NOT NULL AND a.approver <> r.name THEN '（另有审批人' || a.approver || '）' ELSE '' END AS detail
FROM related AS r
LEFT JOIN approved AS a ON a.business_no = r.business_no
WHERE r.relation IS NOT NULL
UNION ALL
SELECT
  CASE WHEN certain = 1 THEN 'staff_account' ELSE 'account_name' END AS class,
  user_no AS subject, person_no, pay_ym AS ym, CASE WHEN certain = 1 THEN amount END AS amount,
  _row AS left_row, user_row AS right_row, how AS detail
FROM received
