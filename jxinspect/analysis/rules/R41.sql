/*
id = "R41"
title = "多批次下发疑点未核"
basis = ["办法 23(三)"]
violation = "V29-1"
left = "flag_register"
right = "flag_register"

[inputs]
flag_register = ["flag_no", "sent_batch", "flag_kind", "served_on"]

[optional]
flag_register = ["replied_on", "due_on", "verdict", "proof", "note"]

[parameters]
reply_days = "R41.reply_days"
rest_day = "calendar.rest_day"

[classes]
unanswered = "M"
late = "L"
unproved = "M"
explained = "explained"
no_calendar = "explained"

[[false_positives]]
ground = "merged_batch"
text = "与其他批次合并反馈"
*/
-- The limit written in the notice, or so many working days after service (T06); where the tables of working days do not
-- reach, nothing is said about the limit.
WITH sent AS (
  SELECT DISTINCT served_on FROM flag_register WHERE served_on IS NOT NULL
), rest AS (
  -- The j-th rest day after service lies before the limit when fewer working days than the limit have passed by then.
  SELECT
    s.served_on, r."on",
    days_between(s.served_on, r."on") - ROW_NUMBER() OVER (PARTITION BY s.served_on ORDER BY r."on") AS worked
  FROM sent AS s
  JOIN rest_day AS r ON r."on" > s.served_on
), counted AS (
  SELECT served_on, $reply_days + SUM(CASE WHEN worked < $reply_days THEN 1 ELSE 0 END) AS days
  FROM rest
  GROUP BY served_on
), due AS (
  SELECT c.served_on, c.days
  FROM counted AS c
  WHERE c.served_on >= (SELECT MIN("on") FROM rest_day)
    AND days_between(c.served_on, (SELECT MAX("on") FROM rest_day)) >= c.days
), limited AS (
  SELECT
    f._row, f.flag_no, f.sent_batch, f.flag_kind, f.served_on, f.replied_on, f.verdict,
    TRIM(COALESCE(f.proof, '')) AS proof, f.note, f.due_on,
    CASE WHEN f.due_on IS NULL AND d.days IS NULL THEN 1 ELSE 0 END AS unknown,
    CASE
      WHEN f.due_on IS NOT NULL THEN CASE WHEN COALESCE(f.replied_on, $extract_on) > f.due_on THEN 1 ELSE 0 END
      WHEN days_between(f.served_on, COALESCE(f.replied_on, $extract_on)) > d.days THEN 1
      ELSE 0
    END AS overdue
  FROM flag_register AS f
  LEFT JOIN due AS d ON d.served_on = f.served_on
), elsewhere AS (
  SELECT flag_no, MIN(_row) AS answered_row FROM flag_register WHERE replied_on IS NOT NULL GROUP BY flag_no
), judged AS (
  SELECT
    l._row, l.flag_no, l.sent_batch, l.flag_kind, l.served_on, l.replied_on, l.verdict, l.proof, l.due_on, l.unknown,
    l.overdue, e.answered_row,
    CASE WHEN has_any(l.note, '合并') OR (l.replied_on IS NULL AND e.answered_row IS NOT NULL) THEN 1 ELSE 0 END AS merged
  FROM limited AS l
  LEFT JOIN elsewhere AS e ON e.flag_no = l.flag_no
)
SELECT
  CASE
    WHEN merged = 1 THEN 'explained'
    WHEN replied_on IS NULL THEN 'unanswered'
    ELSE 'late'
  END AS class,
  flag_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(served_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, _row AS left_row,
  CASE WHEN merged = 1 AND replied_on IS NULL THEN answered_row END AS right_row,
  sent_batch || '批“' || flag_kind || '”' || CAST(served_on AS VARCHAR) || '送达，'
    || COALESCE('限' || CAST(due_on AS VARCHAR) || '前反馈，', '')
    || CASE WHEN replied_on IS NULL THEN '至今没有反馈' ELSE CAST(replied_on AS VARCHAR) || '才反馈' END
    || CASE WHEN merged = 1 THEN '（并入其他批次）' ELSE '' END AS detail
FROM judged
WHERE overdue = 1
UNION ALL
SELECT
  'no_calendar' AS class, flag_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(served_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, _row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  CAST(served_on AS VARCHAR) || '送达，其后的工作日表不全，期限没有判断' AS detail
FROM judged
WHERE unknown = 1 AND days_between(served_on, COALESCE(replied_on, $extract_on)) > $reply_days
UNION ALL
SELECT
  'unproved' AS class, flag_no AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(served_on)) AS ym,
  CAST(NULL AS BIGINT) AS amount, _row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  sent_batch || '批“' || flag_kind || '”反馈不属实，没有佐证材料' AS detail
FROM judged
WHERE proof = '' AND verdict = '不属实'
