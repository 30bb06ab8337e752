/*
id = "R34"
title = "培训机构虚假培训"
basis = ["社会保险法 87", "办法 31(三)"]
violation = "V31-3"
left = "train"
right = "train"

[inputs]
train = ["person_no", "amount", "issued_on"]

[optional]
train = ["school", "class_from", "class_to", "class_name", "teaching", "signed_at", "teacher"]
person = ["person_no", "id_key", "name_key", "mobile"]
x_death = ["id_key", "name_key", "death_on"]
x_prison = ["id_key", "prison_from", "prison_to", "parole_from", "parole_to"]
x_abroad = ["id_key", "settled_abroad_on"]

[parameters]
cluster = "R34.cluster"

[classes]
two_classes = "H"
dead = "H"
prison = "H"
abroad = "M"
same_signin = "H"
teacher = "M"
same_phone = "M"
explained = "explained"
boundary = "boundary"
weak = "weak"
explained_prison = "explained"
explained_abroad = "explained"
boundary_dead = "boundary"
boundary_prison = "boundary"

[rows]
weak = ["train", "x_death"]
dead = ["train", "x_death"]
prison = ["train", "x_prison"]
abroad = ["train", "x_abroad"]
explained_prison = ["train", "x_prison"]
explained_abroad = ["train", "x_abroad"]
boundary_dead = ["train", "x_death"]
boundary_prison = ["train", "x_prison"]

[[false_positives]]
ground = "online_course"
text = "线上课程时间重叠"
*/
-- Classes that only touch on one day are boundary: one may end in the morning.
WITH member AS (
  SELECT person_no, MIN(id_key) AS id_key, MIN(name_key) AS name_key, MIN(mobile) AS mobile FROM person GROUP BY person_no
), trainee AS (
  SELECT
    t._row, t.person_no, COALESCE(m.id_key, t.person_no) AS who, m.id_key, m.name_key, m.mobile, t.amount,
    COALESCE(t.school, '') AS school, COALESCE(t.class_name, '') AS class_name, t.class_from,
    COALESCE(t.class_to, t.class_from) AS class_to, t.teacher, t.signed_at, t.issued_on,
    CASE WHEN t.teaching = '线上' THEN 1 ELSE 0 END AS online
  FROM train AS t
  LEFT JOIN member AS m ON m.person_no = t.person_no
  WHERE t.amount > 0
), twice AS (
  SELECT
    b._row, b.person_no, b.who, b.amount, b.class_from, a._row AS other_row, a.class_to AS other_to,
    a.class_name AS other_name, GREATEST(a.online, b.online) AS online,
    ROW_NUMBER() OVER (PARTITION BY b._row ORDER BY a.online, a._row) AS place
  FROM trainee AS a
  JOIN trainee AS b
    ON b.who = a.who AND b._row <> a._row AND a.class_from <= b.class_to AND b.class_from <= a.class_to
    AND (a.school <> b.school OR a.class_name <> b.class_name)
  WHERE a.class_from < b.class_from OR (a.class_from = b.class_from AND a._row < b._row)
), impossible AS (
  SELECT
    CASE WHEN t.class_from > d.death_on THEN 'dead' ELSE 'boundary_dead' END AS class,
    t._row, t.who, t.person_no, t.amount, t.class_from, d._row AS other_row, '死亡日期' || CAST(d.death_on AS VARCHAR) AS detail
  FROM trainee AS t
  JOIN x_death AS d ON d.id_key = t.id_key AND d.death_on < t.class_to
  UNION ALL
  -- One digit differs and the name is the same: to be looked at, never a finding.
  SELECT
    'weak' AS class, t._row, t.who, t.person_no, t.amount, t.class_from, d._row AS other_row,
    '姓名相同、证件号码差一位的人' || CAST(d.death_on AS VARCHAR) || '死亡' AS detail
  FROM trainee AS t
  JOIN x_death AS d ON d.name_key = t.name_key AND d.death_on < t.class_from
  WHERE one_digit_apart(t.id_key, d.id_key)
  UNION ALL
  SELECT
    CASE
      WHEN t.online = 1 THEN 'explained_prison'
      WHEN p.prison_from <= t.class_from THEN 'prison'
      ELSE 'boundary_prison'
    END AS class,
    t._row, t.who, t.person_no, t.amount, t.class_from, p._row AS other_row,
    '收监' || CAST(p.prison_from AS VARCHAR) || '起' AS detail
  FROM trainee AS t
  JOIN x_prison AS p
    ON p.id_key = t.id_key AND p.prison_from <= t.class_to AND COALESCE(p.prison_to, DATE '9999-12-31') >= t.class_from
  WHERE p.parole_from IS NULL OR t.class_to < p.parole_from OR t.class_from > COALESCE(p.parole_to, DATE '9999-12-31')
  UNION ALL
  SELECT
    CASE WHEN t.online = 1 THEN 'explained_abroad' ELSE 'abroad' END AS class,
    t._row, t.who, t.person_no, t.amount, t.class_from, x._row AS other_row,
    CAST(x.settled_abroad_on AS VARCHAR) || '起境外定居' AS detail
  FROM trainee AS t
  JOIN x_abroad AS x ON x.id_key = t.id_key AND x.settled_abroad_on <= t.class_from
), signin AS (
  SELECT school, class_name, signed_at, COUNT(DISTINCT who) AS number
  FROM trainee
  WHERE signed_at IS NOT NULL AND online = 0
  GROUP BY school, class_name, signed_at
  HAVING COUNT(DISTINCT who) >= $cluster
), phone AS (
  SELECT school, mobile, COUNT(DISTINCT who) AS number
  FROM trainee
  WHERE TRIM(COALESCE(mobile, '')) <> ''
  GROUP BY school, mobile
  HAVING COUNT(DISTINCT who) >= $cluster
), lesson AS (
  SELECT teacher, school, class_name, class_from, class_to, MIN(_row) AS class_row, MAX(online) AS online
  FROM trainee
  WHERE TRIM(COALESCE(teacher, '')) <> '' AND class_from IS NOT NULL
  GROUP BY teacher, school, class_name, class_from, class_to
)
SELECT
  CASE WHEN online = 1 THEN 'explained' WHEN other_to = class_from THEN 'boundary' ELSE 'two_classes' END AS class,
  who AS subject, person_no, ym_of(month_no(class_from)) AS ym,
  CASE WHEN online = 0 AND other_to > class_from THEN amount END AS amount, _row AS left_row, other_row AS right_row,
  '同时在另一班' || other_name || CASE WHEN online = 1 THEN '（线上课程）' ELSE '' END AS detail
FROM twice
WHERE place = 1
UNION ALL
SELECT
  class,
  who AS subject, person_no, ym_of(month_no(class_from)) AS ym,
  CASE WHEN class IN ('dead', 'prison', 'abroad') THEN amount END AS amount, _row AS left_row, other_row AS right_row, detail
FROM impossible
UNION ALL
SELECT
  'same_signin' AS class, t.school AS subject, t.person_no, ym_of(month_no(CAST(t.signed_at AS DATE))) AS ym,
  t.amount, t._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  t.class_name || CAST(s.number AS VARCHAR) || '人签到时间同为' || CAST(t.signed_at AS VARCHAR) AS detail
FROM trainee AS t
JOIN signin AS s ON s.school = t.school AND s.class_name = t.class_name AND s.signed_at = t.signed_at
WHERE t.online = 0 AND t.school <> ''
UNION ALL
SELECT
  'same_phone' AS class, t.school AS subject, t.person_no, ym_of(month_no(COALESCE(t.class_from, t.issued_on))) AS ym,
  t.amount, t._row AS left_row, CAST(NULL AS BIGINT) AS right_row,
  CAST(p.number AS VARCHAR) || '名学员同一手机号' AS detail
FROM trainee AS t
JOIN phone AS p ON p.school = t.school AND p.mobile = t.mobile
WHERE t.school <> ''
UNION ALL
SELECT
  CASE WHEN GREATEST(a.online, b.online) = 1 THEN 'explained' ELSE 'teacher' END AS class,
  a.school AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(month_no(GREATEST(a.class_from, b.class_from))) AS ym,
  CAST(NULL AS BIGINT) AS amount, a.class_row AS left_row, b.class_row AS right_row,
  '教师' || a.teacher || '同时在' || b.school || '授课' AS detail
FROM lesson AS a
JOIN lesson AS b
  ON b.teacher = a.teacher AND b.school <> a.school AND a.class_from <= b.class_to AND b.class_from <= a.class_to
WHERE LENGTH(a.school) > 0
