/*
id = "R36"
title = "无协议、协议外支付"
basis = ["社会保险经办条例 33", "社会保险经办条例 43", "办法 11(五)", "办法 12(四)"]
violation = "V29-5"
left = "inj_med"
right = "agreement"

[inputs]
agreement = ["org", "from_on", "to_on", "agreement_kind"]

[optional]
agreement = ["ended_on"]
inj_med = ["person_no", "hospital", "admitted_on", "fee", "visit_kind"]
train = ["person_no", "school", "class_from", "issued_on", "amount"]

[parameters]
gap_days = "R36.gap_days"

[classes]
none = "M"
outside = "M"
train_none = "M"
train_outside = "M"
explained = "explained"
train_explained = "explained"

[rows]
train_none = ["train", ""]
train_outside = ["train", "agreement"]
train_explained = ["train", "agreement"]

[[false_positives]]
ground = "emergency"
text = "急诊抢救在就近医院"

[[false_positives]]
ground = "renewal_delay"
text = "续签协议迟延，前后协议相接"
*/
-- By the day of treatment or of the class, whenever it was paid. A gap between two agreements is a delayed renewal.
WITH contract AS (
  SELECT
    org, from_on, LEAST(to_on, COALESCE(ended_on, to_on)) AS to_on, _row,
    CASE WHEN has_any(agreement_kind, '培训') THEN 2 WHEN has_any(agreement_kind, '工伤') THEN 1 ELSE 3 END AS kind
  FROM agreement
), service AS (
  SELECT
    1 AS kind, _row, person_no, hospital AS org, admitted_on AS served_on, fee AS amount,
    CASE WHEN visit_kind = '急诊' THEN 1 ELSE 0 END AS emergency
  FROM inj_med
  WHERE hospital IS NOT NULL AND admitted_on IS NOT NULL
  UNION ALL
  SELECT
    2 AS kind, _row, person_no, school AS org, COALESCE(class_from, issued_on) AS served_on, amount, 0 AS emergency
  FROM train
  WHERE TRIM(COALESCE(school, '')) <> '' AND amount > 0
), judged AS (
  SELECT
    s.kind, s._row, s.person_no, s.org, s.served_on, s.amount, s.emergency,
    COUNT(c._row) AS contracts, MIN(c._row) AS contract_row,
    MAX(CASE WHEN c.from_on <= s.served_on AND s.served_on <= c.to_on THEN 1 ELSE 0 END) AS covered,
    MAX(CASE WHEN c.to_on < s.served_on THEN c.to_on END) AS before_on,
    MIN(CASE WHEN c.from_on > s.served_on THEN c.from_on END) AS after_on
  FROM service AS s
  LEFT JOIN contract AS c ON c.org = s.org AND c.kind = s.kind
  GROUP BY s.kind, s._row, s.person_no, s.org, s.served_on, s.amount, s.emergency
), found AS (
  SELECT
    kind, _row, person_no, org, served_on, amount, contracts, contract_row, before_on, after_on,
    CASE
      WHEN emergency = 1 THEN 2
      WHEN before_on IS NOT NULL AND after_on IS NOT NULL AND days_between(before_on, after_on) <= $gap_days THEN 1
      ELSE 0
    END AS excuse
  FROM judged
  WHERE covered = 0
)
SELECT
  CASE
    WHEN f.excuse > 0 THEN CASE WHEN f.kind = 1 THEN 'explained' ELSE 'train_explained' END
    WHEN f.contracts = 0 THEN CASE WHEN f.kind = 1 THEN 'none' ELSE 'train_none' END
    WHEN f.kind = 1 THEN 'outside'
    ELSE 'train_outside'
  END AS class,
  f.org AS subject, f.person_no, ym_of(month_no(f.served_on)) AS ym, CASE WHEN f.excuse = 0 THEN f.amount END AS amount,
  f._row AS left_row, f.contract_row AS right_row,
  CAST(f.served_on AS VARCHAR) || CASE WHEN f.kind = 1 THEN '就医' ELSE '开班' END || CASE
    WHEN f.excuse = 2 THEN '，急诊'
    WHEN f.excuse = 1 THEN '，协议' || CAST(f.before_on AS VARCHAR) || '到期，' || CAST(f.after_on AS VARCHAR) || '续签'
    WHEN f.contracts = 0 THEN '，机构没有协议'
    WHEN f.before_on IS NULL THEN '，协议' || CAST(f.after_on AS VARCHAR) || '才起始'
    ELSE '，协议' || CAST(f.before_on AS VARCHAR) || '已经截止'
  END AS detail
FROM found AS f
