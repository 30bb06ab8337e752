/*
id = "R30"
title = "用户权限未回收、共用账号"
basis = ["社会保险经办条例 38", "办法 15"]
violation = "V29-5"
left = "sysuser"
right = "syslog"

[inputs]
sysuser = ["user_no", "name", "name_key", "id_key", "post", "enabled_on"]

[optional]
sysuser = ["disabled_on"]
roster = ["id_key", "name_key", "personnel_state", "state_on"]
syslog = ["user_no", "done_at", "ip"]

[parameters]
minutes = "R30.minutes"

[classes]
left_used = "M"
left_open = "M"
shared = "M"
generic = "L"
boundary = "boundary"
explained = "explained"
weak = "weak"

[rows]
left_open = ["sysuser", "roster"]
boundary = ["sysuser", "roster"]
weak = ["sysuser", "roster"]

[[false_positives]]
ground = "vendor_account"
text = "开发、运维单位的服务账号"
*/
-- The last state of a person in the roster counts: who came back has not left.
WITH last_state AS (
  SELECT
    id_key, name_key, personnel_state, state_on, _row AS roster_row,
    ROW_NUMBER() OVER (PARTITION BY id_key ORDER BY state_on DESC, _row DESC) AS place
  FROM roster
  WHERE id_key IS NOT NULL
), listed AS (
  SELECT u._row AS user_row, s.roster_row, s.personnel_state, s.state_on, 1 AS certain
  FROM sysuser AS u
  JOIN last_state AS s ON s.id_key = u.id_key AND s.place = 1
  UNION ALL
  -- One digit differs and the name is the same: to be looked at, never a finding.
  SELECT u._row AS user_row, s.roster_row, s.personnel_state, s.state_on, 0 AS certain
  FROM sysuser AS u
  JOIN last_state AS s ON s.name_key = u.name_key AND s.place = 1
  LEFT JOIN last_state AS o ON o.id_key = u.id_key
  WHERE o.id_key IS NULL AND one_digit_apart(u.id_key, s.id_key)
), gone AS (
  SELECT u._row AS user_row, u.user_no, u.disabled_on, s.personnel_state, s.state_on, s.roster_row, s.certain
  FROM sysuser AS u
  JOIN listed AS s ON s.user_row = u._row
  WHERE s.personnel_state IN ('退休', '调离', '死亡') AND u.enabled_on <= s.state_on AND s.state_on <= $extract_on
), used AS (
  SELECT g.user_no, MIN(l._row) AS log_row, COUNT(*) AS number, MIN(CAST(l.done_at AS DATE)) AS first_on
  FROM gone AS g
  JOIN syslog AS l ON l.user_no = g.user_no AND CAST(l.done_at AS DATE) > g.state_on
  WHERE g.certain = 1
  GROUP BY g.user_no
), act AS (
  SELECT
    _row, user_no, ip, CAST(done_at AS DATE) AS done_on, EXTRACT(HOUR FROM done_at) * 60 + EXTRACT(MINUTE FROM done_at) AS minute,
    LAG(ip) OVER (PARTITION BY user_no ORDER BY done_at, _row) AS ip_before,
    LAG(done_at) OVER (PARTITION BY user_no ORDER BY done_at, _row) AS before_at
  FROM syslog
  WHERE TRIM(COALESCE(ip, '')) <> ''
), switched AS (
  SELECT user_no, done_on, MIN(_row) AS log_row, COUNT(*) AS number
  FROM act
  WHERE ip <> ip_before AND CAST(before_at AS DATE) = done_on
    AND minute - (EXTRACT(HOUR FROM before_at) * 60 + EXTRACT(MINUTE FROM before_at)) <= $minutes
  GROUP BY user_no, done_on
), account AS (
  SELECT
    user_no, MIN(_row) AS user_row,
    MAX(CASE
      WHEN has_any(post, '运维', '接口', '服务账号', '开发') THEN 1 ELSE 0
    END) AS vendor
  FROM sysuser
  GROUP BY user_no
)
SELECT
  CASE
    WHEN g.certain = 0 THEN 'weak'
    WHEN u.user_no IS NOT NULL THEN 'left_used'
    WHEN month_no(g.state_on) = month_no($extract_on) THEN 'boundary'
    ELSE 'left_open'
  END AS class,
  g.user_no AS subject, CAST(NULL AS VARCHAR) AS person_no,
  ym_of(month_no(COALESCE(u.first_on, g.state_on))) AS ym, CAST(NULL AS BIGINT) AS amount,
  g.user_row AS left_row, CASE WHEN g.certain = 1 AND u.user_no IS NOT NULL THEN u.log_row ELSE g.roster_row END AS right_row,
  CAST(g.state_on AS VARCHAR) || g.personnel_state || CASE
    WHEN u.user_no IS NOT NULL THEN '，此后账号操作' || CAST(u.number AS VARCHAR) || '次'
    ELSE '，账号仍在启用'
  END || CASE WHEN g.certain = 0 THEN '（姓名相同、证件号码差一位）' ELSE '' END AS detail
FROM gone AS g
LEFT JOIN used AS u ON u.user_no = g.user_no
WHERE u.user_no IS NOT NULL OR g.disabled_on IS NULL OR g.disabled_on > $extract_on
UNION ALL
SELECT
  CASE WHEN a.vendor = 1 THEN 'explained' ELSE 'shared' END AS class,
  s.user_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(s.done_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, a.user_row AS left_row, s.log_row AS right_row,
  CAST(s.done_on AS VARCHAR) || '数分钟内换地址操作' || CAST(s.number AS VARCHAR) || '次'
    || CASE WHEN a.vendor = 1 THEN '（服务账号）' ELSE '' END AS detail
FROM switched AS s
JOIN account AS a ON a.user_no = s.user_no
UNION ALL
SELECT
  CASE WHEN a.vendor = 1 THEN 'explained' ELSE 'generic' END AS class,
  u.user_no AS subject, CAST(NULL AS VARCHAR) AS person_no, CAST(NULL AS INTEGER) AS ym,
  CAST(NULL AS BIGINT) AS amount, u._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '通用名账号：' || u.user_no || '，' || u.name || CASE WHEN a.vendor = 1 THEN '（服务账号）' ELSE '' END AS detail
FROM sysuser AS u
JOIN account AS a ON a.user_no = u.user_no
WHERE (u.disabled_on IS NULL OR u.disabled_on > $extract_on)
  AND (
    LOWER(u.user_no) IN ('admin', 'administrator', 'root', 'test', 'guest', 'user', 'sa', 'system', 'public')
    OR LOWER(u.user_no) LIKE 'test%' OR LOWER(u.user_no) LIKE 'admin%'
    OR has_any(u.name, '测试', '管理员', '公用', '公共', '临时', '窗口')
  )
