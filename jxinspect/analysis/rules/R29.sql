/*
id = "R29"
title = "非工作时间、异常地址操作"
basis = ["办法 15"]
violation = "V29-5"
left = "syslog"
right = "sysuser"

[inputs]
syslog = ["user_no", "done_at"]

[optional]
syslog = ["ip", "operation"]
sysuser = ["user_no", "name", "post"]

[parameters]
off_from = "R29.off_from"
off_to = "R29.off_to"
networks = "R29.networks"
rest_day = "calendar.rest_day"
volume_factor = "R29.volume_factor"
volume_least = "R29.volume_least"

[classes]
off_hours = "M"
rest_day = "M"
address = "M"
volume = "L"
explained = "explained"
no_calendar = "explained"

[[false_positives]]
ground = "month_end_batch"
text = "月末批量处理"

[[false_positives]]
ground = "self_service"
text = "全天开放的自助、网上办理账号"
*/
-- One hit a user, day and class. A year without a table of working days has no rest days; an office that has not entered the
-- beginnings of its addresses has none outside.
WITH account AS (
  SELECT
    user_no, MIN(_row) AS user_row,
    MAX(CASE
      WHEN has_any(name, '自助', '网办', '网上', '系统') OR has_any(post, '自助', '网上', '接口', '自动') THEN 1 ELSE 0
    END) AS automatic
  FROM sysuser
  GROUP BY user_no
), address AS (
  SELECT DISTINCT ip FROM syslog WHERE TRIM(COALESCE(ip, '')) <> ''
), outside AS (
  SELECT a.ip
  FROM address AS a
  WHERE (SELECT COUNT(*) FROM networks) > 0
    AND NOT EXISTS (SELECT 1 FROM networks AS n WHERE a.ip LIKE n.beginning || '%')
), act AS (
  SELECT
    l._row, l.user_no, CAST(l.done_at AS DATE) AS done_on, l.ip,
    CASE
      WHEN EXTRACT(HOUR FROM l.done_at) >= $off_from OR EXTRACT(HOUR FROM l.done_at) < $off_to THEN 1 ELSE 0
    END AS off_hours,
    CASE WHEN has_any(l.operation, '批量', '批处理', '结转', '月结')
      THEN 1 ELSE 0 END AS batch,
    CASE WHEN o.ip IS NOT NULL THEN 1 ELSE 0 END AS outside
  FROM syslog AS l
  LEFT JOIN outside AS o ON o.ip = l.ip
), daily AS (
  SELECT
    user_no, done_on, COUNT(*) AS number, MIN(_row) AS first_row,
    SUM(off_hours) AS off_hours, MIN(CASE WHEN off_hours = 1 THEN _row END) AS off_row,
    MIN(CASE WHEN off_hours = 1 THEN batch END) AS off_batch,
    MIN(batch) AS all_batch,
    SUM(outside) AS outside, MIN(CASE WHEN outside = 1 THEN _row END) AS outside_row,
    MIN(CASE WHEN outside = 1 THEN ip END) AS outside_ip
  FROM act
  GROUP BY user_no, done_on
), log_year AS (
  SELECT CAST(EXTRACT(YEAR FROM done_on) AS INTEGER) AS done_year, MIN(first_row) AS log_row
  FROM daily
  GROUP BY CAST(EXTRACT(YEAR FROM done_on) AS INTEGER)
), known_year AS (
  SELECT DISTINCT CAST(EXTRACT(YEAR FROM "on") AS INTEGER) AS known FROM rest_day
), usual AS (
  SELECT
    user_no, done_on, number, first_row, off_hours, off_row, off_batch, all_batch, outside, outside_row, outside_ip,
    SUM(number) OVER () - number AS other_number, COUNT(*) OVER () - 1 AS other_days
  FROM daily
), found AS (
  SELECT
    'off_hours' AS class, user_no, done_on, off_row AS log_row, off_batch AS batch,
    '非工作时间操作' || CAST(off_hours AS VARCHAR) || '次' AS detail
  FROM usual
  WHERE off_hours > 0
  UNION ALL
  SELECT
    'rest_day' AS class, u.user_no, u.done_on, u.first_row AS log_row, u.all_batch AS batch,
    '休息日操作' || CAST(u.number AS VARCHAR) || '次' AS detail
  FROM usual AS u
  JOIN rest_day AS r ON r."on" = u.done_on
  UNION ALL
  SELECT
    'address' AS class, user_no, done_on, outside_row AS log_row, 0 AS batch,
    '办公网段以外的地址' || outside_ip || '，' || CAST(outside AS VARCHAR) || '次' AS detail
  FROM usual
  WHERE outside > 0
  UNION ALL
  SELECT
    'volume' AS class, user_no, done_on, first_row AS log_row, all_batch AS batch,
    '当日操作' || CAST(number AS VARCHAR) || '次，平均每人每日'
      || CAST(int_div(other_number, other_days) AS VARCHAR) || '次' AS detail
  FROM usual
  WHERE number >= $volume_least AND other_days > 0 AND number * other_days > $volume_factor * other_number
)
SELECT
  CASE WHEN f.batch = 1 OR COALESCE(a.automatic, 0) = 1 THEN 'explained' ELSE f.class END AS class,
  f.user_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(f.done_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, f.log_row AS left_row, a.user_row AS right_row,
  CAST(f.done_on AS VARCHAR) || f.detail
    || CASE WHEN f.batch = 1 THEN '（批量处理）' WHEN a.automatic = 1 THEN '（自助或者自动账号）' ELSE '' END AS detail
FROM found AS f
LEFT JOIN account AS a ON a.user_no = f.user_no
UNION ALL
SELECT
  'no_calendar' AS class, CAST(y.done_year AS VARCHAR) AS subject, CAST(NULL AS VARCHAR) AS person_no,
  CAST(NULL AS INTEGER) AS ym, CAST(NULL AS BIGINT) AS amount, y.log_row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  '没有' || CAST(y.done_year AS VARCHAR) || '年的工作日表，休息日没有判断' AS detail
FROM log_year AS y
LEFT JOIN known_year AS k ON k.known = y.done_year
WHERE k.known IS NULL
