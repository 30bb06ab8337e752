/*
id = "R05"
title = "退休、领取年龄不符"
basis = ["社会保险法 16", "渐进式延迟退休办法", "办法 13(一)、32(三)、33"]
violation = "V32-3"
left = "pension"
right = "person"

[inputs]
pension = ["person_no", "scheme", "retire_kind", "retire_on", "pension_from"]
person = ["person_no", "id_key", "born"]

[optional]
pension = ["post_kind", "file_born"]
pay = ["person_no", "fund", "pay_ym", "amount", "pay_state"]

[parameters]
ages = "R05.ages"
early_ages = "R05.early_ages"
resident_age = "R05.resident_age"
delay_from = "R05.delay_from"
elastic_months = "R05.elastic_months"

[classes]
flag = "H"

[[false_positives]]
ground = "wrong_post"
text = "岗位类别登记有误（女干部、女工人）"

[[false_positives]]
ground = "elastic"
text = "弹性提前或者弹性延迟退休"

[[false_positives]]
ground = "approved_early"
text = "特殊工种、因病提前退休，经过批准"

[[false_positives]]
ground = "later_age"
text = "机关事业单位处级女干部、高级职称女性专业技术人员六十周岁退休"

[[false_positives]]
ground = "file_birth"
text = "按档案记载的出生日期退休，与证件号码的出生日期不同"
*/
WITH who AS (
    SELECT person_no, min(id_key) AS id_key, min(born) AS born, min(_row) AS person_row
    FROM person
    GROUP BY person_no
), retired AS (
    -- The archive's date of birth decides where there is one; that it differs from the number is another rule's business.
    SELECT
        p._row, p.person_no, w.id_key, w.person_row, p.scheme, p.retire_kind,
        month_no(p.retire_on) AS retire_no,
        month_no(coalesce(p.pension_from, p.retire_on)) AS pay_no,
        month_no(coalesce(p.file_born, born_of(w.id_key), w.born)) AS born_no,
        CASE
            WHEN sex_of(w.id_key) = '男' THEN '男职工'
            WHEN p.post_kind IN ('女干部', '女工人') THEN p.post_kind
            WHEN p.scheme = '机关' THEN '女干部'
            ELSE '女工人'
        END AS post
    FROM pension AS p
    JOIN who AS w ON w.person_no = p.person_no
    WHERE w.id_key IS NOT NULL
), due AS (
    SELECT
        r._row, r.person_no, r.id_key, r.person_row, r.scheme, r.retire_kind, r.retire_no, r.pay_no, r.born_no,
        r.born_no + a.base * 12 AS base_no,
        r.born_no + a.base * 12 - month_no($delay_from) + 1 AS n,
        a.every, a.at_most,
        r.born_no + e.age * 12 AS early_no
    FROM retired AS r
    JOIN ages AS a ON a.post = r.post
    LEFT JOIN early_ages AS e ON e.retire_kind = r.retire_kind AND e.post = r.post
), legal AS (
    SELECT
        d._row, d.person_no, d.id_key, d.person_row, d.scheme, d.retire_kind, d.retire_no, d.pay_no, d.born_no,
        d.base_no, d.early_no,
        d.base_no + CASE WHEN d.n <= 0 THEN 0 ELSE least(int_div(d.n + d.every - 1, d.every), d.at_most) END AS legal_no
    FROM due AS d
), judged AS (
    SELECT
        l._row, l.person_no, l.id_key, l.person_row, l.scheme,
        CASE WHEN l.scheme = '居民' THEN l.pay_no ELSE l.retire_no END AS real_no,
        CASE
            WHEN l.scheme = '居民' THEN l.born_no + $resident_age * 12
            WHEN l.early_no IS NOT NULL THEN l.early_no
            WHEN l.retire_kind = '弹性提前' THEN greatest(l.base_no, l.legal_no - $elastic_months)
            ELSE l.legal_no
        END AS first_no
    FROM legal AS l
), early AS (
    SELECT j._row, j.person_no, j.id_key, j.person_row, j.scheme, j.real_no, j.first_no
    FROM judged AS j
    WHERE j.real_no < j.first_no
), too_soon AS (
    SELECT e._row, sum(y.amount) AS amount
    FROM early AS e
    JOIN pay AS y ON y.person_no = e.person_no
    WHERE y.pay_state = '成功'
      AND y.pay_ym_n <= e.first_no
      AND y.fund = CASE e.scheme WHEN '居民' THEN '城乡居民养老' WHEN '机关' THEN '机关事业养老' ELSE '企业职工养老' END
    GROUP BY e._row
)
SELECT
    'flag' AS class,
    e.id_key AS subject,
    e.person_no,
    ym_of(e.real_no) AS ym,
    t.amount AS amount,
    e._row AS left_row,
    e.person_row AS right_row,
    '最早' || CAST(ym_of(e.first_no) AS VARCHAR) || '，早了' || CAST(e.first_no - e.real_no AS VARCHAR) || '个月' AS detail
FROM early AS e
LEFT JOIN too_soon AS t ON t._row = e._row
