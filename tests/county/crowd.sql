-- The crowd of the county: everybody paid, insured and certified as is right. One statement for each table, under the table's
-- name; {names} in braces are numbers of the size. Persons are numbers, and what they are follows from them by arithmetic.

--: macro
CREATE OR REPLACE TEMP MACRO checked(first17) AS first17 || substr('10X98765432',
  (list_sum([CAST(substr(first17, n, 1) AS INTEGER) * [7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2][n] FOR n IN range(1, 18)]) % 11)::INTEGER + 1, 1)

--: macro
CREATE OR REPLACE TEMP MACRO identity(born, num) AS checked('360100' || strftime(born, '%Y%m%d') || lpad(num::VARCHAR, 3, '0'))

--: macro
CREATE OR REPLACE TEMP MACRO given(n) AS substr('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥', (n % 22)::INTEGER + 1, 1)

--: macro
CREATE OR REPLACE TEMP MACRO called(n) AS substr('测例虚样试拟演练', (n % 8)::INTEGER + 1, 1)
  || substr('众群民居乡镇县市', (n // 8 % 8)::INTEGER + 1, 1) || given(n // 64) || given(n // 1408)

--: macro
CREATE OR REPLACE TEMP MACRO ym_at(n) AS ((2024 + n // 12) * 100 + n % 12 + 1)::INTEGER

--: macro
CREATE OR REPLACE TEMP MACRO day_at(n, d) AS make_date((2024 + n // 12)::INTEGER, (n % 12 + 1)::INTEGER, d)

--: macro
CREATE OR REPLACE TEMP MACRO workday(n) AS [DATE '2024-03-13', DATE '2024-06-19', DATE '2024-11-06', DATE '2025-03-19', DATE '2025-06-18',
  DATE '2025-11-12', DATE '2025-08-13', DATE '2024-08-14'][(n % 8)::INTEGER + 1]

-- Kinds of pensioners by the last digit of their number; nobody retires on 29 February (who is born on the 28th would be two); the dead drew their last pension in the month of death.
--: crowd
CREATE TEMP TABLE crowd AS
WITH kinds AS (
  SELECT i, i % 10 AS kind, (i * 37) % 3287 AS place FROM range({pensioners}) AS t(i)
), posts AS (
  SELECT *,
    CASE WHEN kind IN (0, 1, 2) THEN '男职工' WHEN kind IN (3, 4) THEN '女干部' WHEN kind = 5 THEN '女工人'
         WHEN kind = 6 AND i // 10 % 2 = 0 THEN '男职工' WHEN kind = 6 THEN '女干部' END AS post_kind,
    CASE WHEN kind < 6 THEN '企职' WHEN kind = 6 THEN '机关' ELSE '居民' END AS scheme
  FROM kinds
), ages AS (
  SELECT *, CASE post_kind WHEN '女干部' THEN 55 WHEN '女工人' THEN 50 ELSE 60 END AS age,
    CASE WHEN post_kind = '男职工' OR (post_kind IS NULL AND i // 10 % 2 = 0) THEN '男' ELSE '女' END AS sex,
    DATE '2013-01-01' + CASE place WHEN 1154 THEN 3287 WHEN 2615 THEN 3288 ELSE place::INTEGER END AS retire_on
  FROM posts
), born AS (
  SELECT *, (retire_on - to_years(age))::DATE AS born,
    CASE WHEN i % 40 = 17 THEN DATE '2024-03-05' + (i % 600)::INTEGER END AS death_on
  FROM ages
), numbered AS (
  SELECT *, 2 * (row_number() OVER (PARTITION BY born, sex ORDER BY i) - 1) + CASE sex WHEN '男' THEN 1 ELSE 0 END AS num FROM born
)
SELECT *, '3601001' || lpad(i::VARCHAR, 7, '0') AS person_no, identity(born, num) AS id_no, called(i) AS name,
  CASE scheme WHEN '企职' THEN '企业职工养老' WHEN '机关' THEN '机关事业养老' ELSE '城乡居民养老' END AS fund,
  CASE scheme WHEN '居民' THEN 18000 + i * 7919 % 80 * 100 ELSE 200000 + i * 7919 % 25000 * 10 END AS base,
  coalesce((year(death_on) - 2024) * 12 + month(death_on) - 1, {months} - 1) AS last
FROM numbered ORDER BY i

--: hands
CREATE TEMP TABLE hands AS
SELECT i, '3601005' || lpad(i::VARCHAR, 7, '0') AS person_no, called(i + 3) AS name, i % {units} + 1 AS unit,
  CASE i % 2 WHEN 0 THEN '男' ELSE '女' END AS sex, DATE '1976-01-01' + (i * 37 % 6569)::INTEGER AS born,
  identity(DATE '1976-01-01' + (i * 37 % 6569)::INTEGER, 2 * ((i // 6569 + i % 6569 * 13) % 400) + 1 - i % 2) AS id_no
FROM range({workers}) AS t(i)

--: person
SELECT person_no, name, '居民身份证' AS id_type, id_no, sex, born, '江西省样本县' AS household,
  '137' || lpad(i::VARCHAR, 8, '0') AS mobile, CASE WHEN death_on IS NULL THEN '退休' ELSE '死亡' END AS status FROM crowd
  UNION ALL SELECT person_no, name, '居民身份证', id_no, sex, born, '江西省样本县', '136' || lpad(i::VARCHAR, 8, '0'), '在职' FROM hands

--: pension
SELECT person_no, scheme, '正常' AS retire_kind, retire_on, retire_on AS approved_on, '样人社退' || i || '号' AS approval_no,
  born AS file_born, CASE WHEN scheme = '居民' OR age = 50 THEN 0 ELSE 60 END AS deemed_months, 216 + i % 30 AS paid_months,
  post_kind, (date_trunc('month', retire_on) + INTERVAL 1 MONTH)::DATE AS pension_from,
  CASE WHEN scheme = '居民' THEN NULL WHEN age = 50 THEN DATE '1992-01-01' ELSE DATE '1987-01-01' END AS work_from,
  CASE WHEN scheme <> '居民' AND age > 50 THEN DATE '1991-12-31' END AS deemed_to,
  CASE WHEN scheme <> '居民' AND age > 50 THEN '固定工工龄' END AS deemed_kind, 0 AS hard_months, '样审' || i % 17 AS checker,
  CASE WHEN scheme <> '居民' THEN '3601' || lpad((i % {units} + 1)::VARCHAR, 4, '0') END AS unit_no FROM crowd

--: pay
SELECT person_no, fund, '基本养老金' AS item, ym_at(m) AS pay_ym, day_at(m, 10) AS paid_on,
  base + CASE WHEN m >= 6 THEN base * 3 // 100 ELSE 0 END + CASE WHEN m >= 18 THEN base * 3 // 100 ELSE 0 END AS amount,
  '虚构银行样本支行' AS bank, '6217' || person_no AS account_no, name AS account_name, '成功' AS pay_state,
  '样本县社会保险服务中心' AS handling_agency, ym_at(m) || '-01' AS batch_no
  FROM crowd, range({months}) AS t(m) WHERE m <= last

--: auth
SELECT person_no, (held + INTERVAL 9 HOUR + to_minutes(i % 400))::TIMESTAMP AS certified_at,
  CASE i % 3 WHEN 0 THEN '窗口' ELSE '人脸' END AS way,
  CASE i % 3 WHEN 0 THEN '样本县便民服务中心' ELSE '本人手机' END AS place,
  CASE i % 3 WHEN 0 THEN 'C' || i % 20000 // 3 ELSE 'M' || person_no END AS device_no
  FROM crowd, (VALUES (DATE '2023-06-14'), (DATE '2024-05-22'), (DATE '2025-04-23')) AS days(held)
  WHERE death_on IS NULL OR held < death_on

--: personal_acct
SELECT person_no, scheme, CASE WHEN death_on IS NULL THEN base * 30 ELSE 0 END AS balance, DATE '2025-12-31' AS as_of,
  CASE WHEN death_on IS NULL THEN '正常' ELSE '清退' END AS account_state FROM crowd
  UNION ALL SELECT person_no, '企职', 3000000, DATE '2025-12-31', '正常' FROM hands

--: x_death
SELECT id_no, name, death_on, '公安注销' AS origin, death_on + 6 AS registered_on FROM crowd WHERE death_on IS NOT NULL
  UNION ALL SELECT identity(DATE '1920-01-01' + (i % 9000)::INTEGER, (i // 9000 + i % 9000 * 13) % 450 * 2), called(i * 3 + 5), DATE '2024-01-01' + (i % 700)::INTEGER, '民政火化',
  DATE '2024-01-05' + (i % 700)::INTEGER FROM range({deaths} - {pensioners} // 40) AS t(i)

--: contrib
SELECT person_no, fund, ym_at(m) AS ym, day_at(m, 15) AS arrived_on, '正常' AS contrib_kind, 450000 + i % 50 * 1000 AS base,
  72000 + i % 50 * 160 AS unit_amount, 36000 + i % 50 * 80 AS own_amount, '3601' || lpad(unit::VARCHAR, 4, '0') AS unit_no
  FROM hands, range({months}) AS t(m), (VALUES ('企业职工养老'), ('失业'), ('工伤')) AS funds(fund)
  WHERE i % 50 <> 7 OR m < 18

--: x_tax
SELECT credit_code AS withholder_code, unit_title AS withholder, id_no, name, ym_at(m) AS pay_ym, 450000 + i % 50 * 1000 AS income
  FROM hands JOIN given_unit ON unit_no = '3601' || lpad(unit::VARCHAR, 4, '0'), range({months}) AS t(m)
  WHERE m % 3 = 0 AND (i % 50 <> 7 OR m < 18)

--: unemp
SELECT person_no, DATE '2025-06-30' AS jobless_on, '合同期满' AS left_reason, 6 AS granted_months, ym_at(m) AS from_ym,
  ym_at(m) AS to_ym, '失业保险金' AS item, 145000 AS amount FROM hands, range(18, 24) AS t(m) WHERE i % 50 = 7

--: train
SELECT person_no, 'S' || lpad(i::VARCHAR, 15, '0') AS certificate_no, '中式面点师四级' AS trade_grade, DATE '2025-05-12' AS issued_on,
  150000 AS amount, '样本县示例职业培训学校' AS school, '技能提升补贴' AS subsidy_kind FROM hands WHERE i % 40 = 3

--: x_cert
SELECT 'S' || lpad(i::VARCHAR, 15, '0') AS certificate_no, id_no, name, '中式面点师四级' AS trade_grade, DATE '2025-05-12' AS issued_on
  FROM hands WHERE i % 40 = 3

--: inj_cert
SELECT '江西样品有限公司' AS unit_name, person_no, workday(i) AS accident_on, workday(i) + 14 AS applied_on, workday(i) + 40 AS decided_on,
  '样人社工认' || i || '号' AS decision_no FROM hands WHERE i % 40 = 5

--: inj_assess
SELECT '江西样品有限公司' AS unit_name, person_no, workday(i) AS accident_on, workday(i) + 60 AS applied_on, 10 AS grade,
  workday(i) + 90 AS concluded_on, '样劳鉴' || i || '号' AS decision_no FROM hands WHERE i % 40 = 5

--: inj_pay
SELECT person_no, '一次性伤残补助金' AS item, year(workday(i) + 120) * 100 + month(workday(i) + 120) AS pay_ym, 7 * 500000 AS amount,
  500000 AS own_wage, workday(i) AS accident_on, '成功' AS pay_state FROM hands WHERE i % 40 = 5

--: inj_med
SELECT person_no, '样本县虚构医院' AS hospital, workday(i) AS admitted_on, workday(i) + 9 AS discharged_on,
  'P' || lpad(i::VARCHAR, 9, '0') AS bill_no, 800000 AS fee, workday(i) + 60 AS paid_on, '普通' AS visit_kind FROM hands WHERE i % 40 = 5

--: x_medset
SELECT id_no, name, '样本县虚构医院' AS hospital, workday(i + 3) AS admitted_on, workday(i + 3) + 5 AS discharged_on,
  'Y' || lpad(i::VARCHAR, 9, '0') AS bill_no, 300000 AS fund_paid, workday(i + 3) + 5 AS settled_on FROM hands WHERE i % 6 = 1

--: syslog
SELECT 'B' || lpad(i::VARCHAR, 9, '0') AS business_no, step, 'u00' || (n * 10 + i % 3) AS user_no,
  (workday(i) + INTERVAL 9 HOUR + to_minutes((i % 400 + n)::INTEGER)) AS done_at, '10.36.1.' || (n * 10 + i % 3) AS ip,
  person_no AS about_person, '待遇核定' AS operation
  FROM crowd, (VALUES ('初审', 1), ('复核', 2), ('审批', 3)) AS steps(step, n) WHERE i % 10 = 3

--: x_fiscal
SELECT id_no, name, '样本县示例局' AS employer, '行政' AS establishment, DATE '2010-01-01' AS from_on, retire_on AS to_on
  FROM crowd WHERE scheme = '机关'

--: x_marriage
SELECT one.id_no, one.name, two.id_no AS spouse_id_no, two.name AS spouse_name, DATE '2001-05-08' AS marriage_on, '结婚' AS marriage_kind
  FROM hands AS one JOIN hands AS two ON two.i = one.i + 1 WHERE one.i % 4 = 0

--: x_prison
SELECT identity(DATE '1970-01-01' + (i % 5000)::INTEGER, 801) AS id_no, called(i) AS name, '有期徒刑' AS penalty, DATE '2024-02-01' AS judged_on,
  DATE '2024-02-20' AS prison_from, DATE '2026-02-19' AS prison_to, '在监' AS prison_state FROM range(least(200, {workers})) AS t(i)
