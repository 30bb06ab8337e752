/*
id = "R08"
title = "证件号码校验不符"
basis = ["GB 11643-1999", "社会保险法 58", "办法 15、23(二)"]
violation = ""
left = "person"
right = ""

[inputs]
person = ["person_no", "id_type", "id_no", "sex"]

[parameters]
id_types = "R08.id_types"
other_starts = "R08.other_starts"
oldest = "R08.oldest"

[classes]
flag = "L"

[[false_positives]]
ground = "other_document"
text = "港澳台居民居住证、护照、外国人永久居留身份证，不是居民身份证"

[[false_positives]]
ground = "old_number"
text = "15位的旧证件号码"

[[false_positives]]
ground = "corrected_duplicate"
text = "重号，公安机关已经更正"
*/
WITH numbers AS (
    SELECT
        p._row, p.person_no, p.id_no, p.id_key, p.id_ok, p.sex,
        born_of(p.id_key) AS born,
        sex_of(p.id_key) AS id_sex
    FROM person AS p
    WHERE (p.id_type IS NULL OR p.id_type IN ($id_types))
      AND p.id_no IS NOT NULL
      AND substr(p.id_no, 1, 2) NOT IN ($other_starts)
), judged AS (
    SELECT
        n._row, n.person_no, n.id_key,
        CASE
            WHEN n.id_key IS NULL THEN '位数或者字符不对'
            WHEN n.born IS NULL THEN '出生日期不存在'
            WHEN n.born > $extract_on THEN '出生日期晚于数据提取日'
            WHEN month_no($extract_on) - month_no(n.born) > $oldest * 12 THEN '年龄超过上限'
            WHEN substr(n.id_key, 18, 1) <> check_of(n.id_key) THEN '校验码不对'
            WHEN NOT n.id_ok THEN '没有这个行政区划'
            WHEN n.id_sex <> n.sex THEN '性别与证件号码不一致'
        END AS odd
    FROM numbers AS n
)
SELECT
    'flag' AS class,
    coalesce(id_key, person_no) AS subject,
    person_no,
    NULL AS ym,
    NULL AS amount,
    _row AS left_row,
    NULL AS right_row,
    odd AS detail
FROM judged
WHERE odd IS NOT NULL
