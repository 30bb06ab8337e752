/*
id = "R39"
title = "单位应参保未参保"
basis = ["社会保险法 57", "社会保险法 84"]
violation = "V29-1"
left = "x_biz"
right = "x_tax"

[inputs]
x_biz = ["credit_code", "company", "registration", "founded_on"]
x_tax = ["withholder_code", "id_key", "pay_ym"]
unit = ["unit_title", "credit_code"]

[optional]
person = ["person_no", "id_key"]
contrib = ["person_no", "fund", "ym"]

[parameters]
employees = "R39.employees"

[classes]
uninsured = "L"
weak = "weak"
boundary = "boundary"
explained = "explained"

[[false_positives]]
ground = "no_employees"
text = "没有雇用人员"

[[false_positives]]
ground = "insured_by_parent"
text = "分支机构人员由总公司参保"
*/
-- Wages were withheld for somebody, the unit is not insured. A unit of the same name without that code is a weak match.
WITH company AS (
  SELECT credit_code, MIN(company) AS company, MIN(founded_on) AS founded_on, MIN(_row) AS biz_row
  FROM x_biz
  WHERE registration = '存续' AND TRIM(COALESCE(credit_code, '')) <> ''
  GROUP BY credit_code
), insured_unit AS (
  SELECT DISTINCT credit_code FROM unit WHERE TRIM(COALESCE(credit_code, '')) <> ''
), named_unit AS (
  SELECT DISTINCT unit_title FROM unit WHERE unit_title IS NOT NULL
), employee AS (
  SELECT t.withholder_code, t.id_key, MIN(t.pay_ym_n) AS from_n, MAX(t.pay_ym_n) AS to_n, MIN(t._row) AS tax_row
  FROM x_tax AS t
  JOIN company AS c ON c.credit_code = t.withholder_code
  LEFT JOIN insured_unit AS i ON i.credit_code = t.withholder_code
  WHERE t.id_key IS NOT NULL AND i.credit_code IS NULL
  GROUP BY t.withholder_code, t.id_key
), covered AS (
  SELECT DISTINCT e.withholder_code, e.id_key
  FROM employee AS e
  JOIN person AS p ON p.id_key = e.id_key
  JOIN contrib AS b ON b.person_no = p.person_no AND b.ym_n BETWEEN e.from_n AND e.to_n
  WHERE b.fund <> '城乡居民养老'
), counted AS (
  SELECT
    e.withholder_code, COUNT(*) AS employees, SUM(CASE WHEN v.id_key IS NULL THEN 1 ELSE 0 END) AS uninsured,
    MIN(e.from_n) AS from_n, MAX(e.to_n) AS to_n, MIN(e.tax_row) AS tax_row
  FROM employee AS e
  LEFT JOIN covered AS v ON v.withholder_code = e.withholder_code AND v.id_key = e.id_key
  GROUP BY e.withholder_code
)
SELECT
  CASE
    WHEN k.uninsured = 0 THEN 'explained'
    WHEN n.unit_title IS NOT NULL THEN 'weak'
    WHEN k.from_n = k.to_n AND k.from_n = month_no(c.founded_on) THEN 'boundary'
    ELSE 'uninsured'
  END AS class,
  c.credit_code AS subject, CAST(NULL AS VARCHAR) AS person_no, ym_of(k.from_n) AS ym, CAST(NULL AS BIGINT) AS amount,
  c.biz_row AS left_row, k.tax_row AS right_row,
  c.company || '有工资个税' || CAST(k.employees AS VARCHAR) || '人，' || CASE
    WHEN k.uninsured = 0 THEN '都由其他单位参保'
    WHEN n.unit_title IS NOT NULL THEN '有同名参保单位，统一社会信用代码不同'
    ELSE CAST(k.uninsured AS VARCHAR) || '人没有职工参保'
  END AS detail
FROM counted AS k
JOIN company AS c ON c.credit_code = k.withholder_code
LEFT JOIN named_unit AS n ON n.unit_title = c.company
WHERE k.employees >= $employees
