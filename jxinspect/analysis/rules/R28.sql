/*
id = "R28"
title = "经办岗位不相容"
basis = ["社会保险法 73", "社会保险经办条例 36", "社会保险经办条例 37", "社会保险经办条例 53(五)", "办法 11(六)", "办法 15", "办法 29(五)"]
violation = "V29-5"
left = "syslog"
right = "sysuser"

[inputs]
syslog = ["business_no", "step", "user_no", "done_at"]

[optional]
syslog = ["about_person"]
sysuser = ["user_no", "name", "post", "double_post_no", "enabled_on", "disabled_on"]
sysrole = ["user_no", "role_no", "right", "enabled_on", "disabled_on"]

[classes]
steps = "H"
roles = "H"
explained = "explained"
explained_roles = "explained"

[rows]
roles = ["sysrole", "sysuser"]
explained_roles = ["sysrole", "sysuser"]

[[false_positives]]
ground = "approved_double_post"
text = "乡镇小窗口人员兼岗，已经备案"

[[false_positives]]
ground = "automatic_account"
text = "系统自动审核的账号"
*/
-- 受理 and 初审 are one step (06: 受理、初审 belong together).
WITH account AS (
  SELECT
    user_no, MIN(_row) AS user_row, MAX(CASE WHEN TRIM(COALESCE(double_post_no, '')) <> '' THEN 1 ELSE 0 END) AS filed,
    MAX(CASE
      WHEN has_any(name, '系统', '自动') OR has_any(post, '自动', '接口') THEN 1 ELSE 0
    END) AS automatic
  FROM sysuser
  GROUP BY user_no
), handled AS (
  SELECT
    business_no, user_no, _row, done_at, about_person,
    CASE step WHEN '受理' THEN 1 WHEN '初审' THEN 1 WHEN '复核' THEN 2 WHEN '审批' THEN 3 END AS stage
  FROM syslog
  WHERE step IN ('受理', '初审', '复核', '审批')
), alone AS (
  SELECT
    business_no, user_no, MIN(_row) AS log_row, MIN(done_at) AS first_at, MIN(about_person) AS about_person,
    MAX(CASE WHEN stage = 1 THEN 1 ELSE 0 END) AS taken, MAX(CASE WHEN stage = 2 THEN 1 ELSE 0 END) AS checked,
    MAX(CASE WHEN stage = 3 THEN 1 ELSE 0 END) AS approved
  FROM handled
  GROUP BY business_no, user_no
  HAVING MIN(stage) < MAX(stage)
), duty AS (
  SELECT user_no, role_no || ' ' || COALESCE("right", '') AS words, enabled_on, disabled_on, _row AS role_row FROM sysrole
  UNION ALL
  SELECT user_no, post AS words, enabled_on, disabled_on, CAST(NULL AS BIGINT) AS role_row FROM sysuser
), kind AS (
  SELECT
    user_no, words, role_row, COALESCE(enabled_on, DATE '1900-01-01') AS from_on, COALESCE(disabled_on, DATE '9999-12-31') AS to_on,
    CASE
      WHEN has_any(words, '稽核', '内控', '内审') THEN 4
      WHEN has_any(words, '财务', '会计', '出纳') THEN 2
      WHEN has_any(words, '系统维护', '系统管理', '运维', '数据', '管理员') THEN 3
      WHEN has_any(words, '受理', '初审', '复核', '审批', '待遇', '登记', '征缴', '业务', '经办') THEN 1
    END AS kind
  FROM duty
), pair AS (
  SELECT a.user_no, a.words AS one, b.words AS other, MIN(COALESCE(a.role_row, b.role_row)) AS role_row
  FROM kind AS a
  JOIN kind AS b ON b.user_no = a.user_no AND a.kind < b.kind AND a.from_on < b.to_on AND b.from_on < a.to_on
  WHERE a.role_row IS NOT NULL OR b.role_row IS NOT NULL
  GROUP BY a.user_no, a.words, b.words
)
SELECT
  CASE WHEN COALESCE(u.filed, 0) = 1 OR COALESCE(u.automatic, 0) = 1 THEN 'explained' ELSE 'steps' END AS class,
  a.user_no AS subject, a.about_person AS person_no, ym_of(month_no(CAST(a.first_at AS DATE))) AS ym,
  CAST(NULL AS BIGINT) AS amount, a.log_row AS left_row, u.user_row AS right_row,
  '业务' || a.business_no || '由一人办理：' || CASE WHEN a.taken = 1 THEN '初审' ELSE '' END
    || CASE WHEN a.taken = 1 AND a.checked = 1 THEN '、' ELSE '' END || CASE WHEN a.checked = 1 THEN '复核' ELSE '' END
    || CASE WHEN a.approved = 1 THEN '、审批' ELSE '' END
    || CASE WHEN u.filed = 1 THEN '（兼岗已备案）' WHEN u.automatic = 1 THEN '（自动审核账号）' ELSE '' END AS detail
FROM alone AS a
LEFT JOIN account AS u ON u.user_no = a.user_no
UNION ALL
SELECT
  CASE WHEN COALESCE(u.filed, 0) = 1 THEN 'explained_roles' ELSE 'roles' END AS class,
  p.user_no AS subject, CAST(NULL AS VARCHAR) AS person_no, CAST(NULL AS INTEGER) AS ym,
  CAST(NULL AS BIGINT) AS amount, p.role_row AS left_row, u.user_row AS right_row,
  '兼有：' || TRIM(p.one) || '；' || TRIM(p.other) || CASE WHEN u.filed = 1 THEN '（兼岗已备案）' ELSE '' END AS detail
FROM pair AS p
LEFT JOIN account AS u ON u.user_no = p.user_no
