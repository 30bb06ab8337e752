/*
id = "R31"
title = "后台改数没有审批"
basis = ["社会保险法 89(四)", "办法 15", "办法 29(四)"]
violation = "V29-4"
left = "syslog"
right = "ticket"

[inputs]
syslog = ["business_no", "step", "user_no", "done_at"]
ticket = ["business_no", "ticket_state"]

[optional]
syslog = ["operation", "about_person"]
ticket = ["approved_on"]

[classes]
no_ticket = "H"
key_field = "H"
late_ticket = "M"
explained = "explained"

[[false_positives]]
ground = "migration"
text = "系统上线、数据迁移的批量改动"
*/
-- key_field: money, account, birth or identity were changed. A ticket counts when it was approved by the day of the change.
WITH settled AS (
  SELECT
    business_no, MIN(_row) AS ticket_row, MIN(CASE WHEN ticket_state = '已办结' THEN approved_on END) AS approved_on,
    MAX(CASE WHEN ticket_state = '已办结' THEN 1 ELSE 0 END) AS settled
  FROM ticket
  WHERE business_no IS NOT NULL
  GROUP BY business_no
), change AS (
  SELECT
    l._row, l.user_no, l.about_person, CAST(l.done_at AS DATE) AS done_on, COALESCE(l.operation, '') AS operation,
    t.ticket_row, t.approved_on, COALESCE(t.settled, 0) AS settled,
    CASE WHEN has_any(l.operation, '迁移', '系统上线', '系统切换', '初始化') THEN 1 ELSE 0 END AS migration,
    CASE WHEN has_any(l.operation, '金额', '账号', '账户', '出生', '身份证', '证件号') THEN 1 ELSE 0 END
      AS key_field
  FROM syslog AS l
  LEFT JOIN settled AS t ON t.business_no = l.business_no
  WHERE l.step = '后台'
)
SELECT
  CASE
    WHEN c.migration = 1 THEN 'explained'
    WHEN c.settled = 1 THEN 'late_ticket'
    WHEN c.key_field = 1 THEN 'key_field'
    ELSE 'no_ticket'
  END AS class,
  c.user_no AS subject, c.about_person AS person_no, ym_of(month_no(c.done_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, c._row AS left_row, c.ticket_row AS right_row,
  CAST(c.done_on AS VARCHAR) || '后台操作“' || c.operation || '”，' || CASE
    WHEN c.settled = 1 THEN CAST(c.approved_on AS VARCHAR) || '才审批'
    WHEN c.ticket_row IS NOT NULL THEN '工单未办结'
    ELSE '没有工单'
  END AS detail
FROM change AS c
WHERE NOT (c.settled = 1 AND COALESCE(c.approved_on, c.done_on) <= c.done_on)
