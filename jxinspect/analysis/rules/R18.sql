/*
id = "R18"
title = "供养亲属抚恤金超条件"
basis = ["工伤保险条例 39(二)", "供养亲属范围规定 3、4、5", "社会保险法 88", "办法 32(六)"]
violation = "V32-6"
left = "depend"

[inputs]
depend = ["worker_id_no", "kin_id_no", "kin_name", "relation", "born", "from_on", "monthly", "died_on", "worker_wage"]

[optional]
depend = ["disabled", "to_on", "adopted_on"]
person = ["person_no", "id_key"]
contrib = ["person_no", "fund", "ym", "unit_amount", "contrib_kind"]
x_death = ["id_key", "death_on"]
x_marriage = ["id_key", "spouse_id_no", "marriage_on", "marriage_kind"]
x_army = ["id_key", "enlisted_on", "discharged_army_on"]
x_prison = ["id_key", "penalty", "prison_from", "prison_to", "parole_from", "prison_state"]

[parameters]
conditions = "R18.conditions"
adult_age = "R18.adult_age"
lonely = "R18.lonely"
adjusted_after = "R18.adjusted_after"
penalties = "R18.penalties"

[classes]
adult = "H"
employed = "H"
remarried = "H"
dead = "H"
army = "H"
prison = "H"
adopted = "H"
age = "H"
sum = "M"
ratio = "M"
boundary = "boundary"
explained = "explained"

[rows]
employed = ["depend", "contrib"]
remarried = ["depend", "x_marriage"]
dead = ["depend", "x_death"]
army = ["depend", "x_army"]
prison = ["depend", "x_prison"]

[[false_positives]]
ground = "disabled_on_paper"
text = "完全丧失劳动能力的鉴定结论只有纸质"

[[false_positives]]
ground = "posthumous"
text = "遗腹子"

[[false_positives]]
ground = "lonely"
text = "孤寡老人、孤儿加发"

[[false_positives]]
ground = "adjusted"
text = "核定以后历年调整，合计、标准高于核定时的比例"
*/
WITH kept AS (
    SELECT
        d._row, d.kin_id_no_key AS kin_key, coalesce(d.kin_id_no_key, d.kin_id_no, d.kin_name) AS subject,
        coalesce(d.worker_id_no_key, d.worker_id_no) AS worker, d.relation, d.monthly, d.worker_wage, d.died_on,
        month_no(d.died_on) AS died_no, d.adopted_on,
        month_no(coalesce(born_of(d.kin_id_no_key), d.born)) AS born_no,
        coalesce(sex_of(d.kin_id_no_key), '女') AS sex,
        CASE WHEN d.disabled = '是' THEN 1 ELSE 0 END AS disabled,
        month_no(d.from_on) AS from_no,
        CASE WHEN month_no(d.from_on) > month_no(d.died_on) + $adjusted_after THEN 1 ELSE 0 END AS adjusted,
        least(coalesce(month_no(d.to_on), month_no($extract_on)), month_no($extract_on)) AS to_no
    FROM depend AS d
    WHERE d.from_on IS NOT NULL AND d.from_on <= $extract_on
), adults AS (
    SELECT k._row, greatest(k.from_no, k.born_no + $adult_age * 12 + 1) AS first_no, k.to_no AS last_no
    FROM kept AS k
    JOIN conditions AS c ON c.relation = k.relation
    WHERE c.until_adult = '是' AND k.disabled = 0 AND $has_depend_disabled
), elders AS (
    SELECT
        k._row, k.from_no AS first_no, k.to_no AS last_no,
        k.born_no + CASE WHEN k.sex = '男' THEN c.man_age ELSE c.woman_age END * 12 AS old_no, k.died_no
    FROM kept AS k
    JOIN conditions AS c ON c.relation = k.relation
    WHERE c.until_adult = '否' AND k.disabled = 0 AND $has_depend_disabled
), deaths AS (
    SELECT id_key, min(death_on) AS death_on, min(_row) AS other_row
    FROM x_death
    WHERE id_key IS NOT NULL
    GROUP BY id_key
), weddings AS (
    SELECT id_key, marriage_on, _row FROM x_marriage WHERE marriage_kind = '结婚'
    UNION ALL
    SELECT spouse_id_no_key AS id_key, marriage_on, _row FROM x_marriage WHERE marriage_kind = '结婚'
), again AS (
    SELECT k._row, min(w.marriage_on) AS marriage_on, min(w._row) AS other_row
    FROM kept AS k
    JOIN weddings AS w ON w.id_key = k.kin_key AND w.marriage_on > k.died_on
    WHERE k.relation = '配偶'
    GROUP BY k._row
), ended AS (
    -- From a month on, to the end or another month; amounts are months times the monthly sum.
    SELECT
        'adult' AS kind, a._row, a.first_no, a.last_no, CAST(NULL AS BIGINT) AS other_row,
        '满' || CAST($adult_age AS VARCHAR) || '周岁以后' AS detail
    FROM adults AS a
    UNION ALL
    SELECT
        CASE WHEN e.old_no = e.died_no THEN 'boundary' ELSE 'age' END AS kind, e._row, e.first_no, e.last_no, NULL AS other_row,
        '职工工亡时差' || CAST(e.old_no - e.died_no AS VARCHAR) || '个月到年龄' AS detail
    FROM elders AS e
    WHERE e.old_no > e.died_no
    UNION ALL
    SELECT
        'dead' AS kind, k._row, greatest(k.from_no, month_no(d.death_on) + 1) AS first_no, k.to_no AS last_no, d.other_row,
        CAST(d.death_on AS VARCHAR) || '死亡' AS detail
    FROM kept AS k
    JOIN deaths AS d ON d.id_key = k.kin_key
    UNION ALL
    SELECT
        'remarried' AS kind, k._row, greatest(k.from_no, month_no(g.marriage_on) + 1) AS first_no, k.to_no AS last_no, g.other_row,
        CAST(g.marriage_on AS VARCHAR) || '再婚' AS detail
    FROM kept AS k
    JOIN again AS g ON g._row = k._row
    UNION ALL
    SELECT
        'adopted' AS kind, k._row, greatest(k.from_no, month_no(k.adopted_on) + 1) AS first_no, k.to_no AS last_no, NULL AS other_row,
        CAST(k.adopted_on AS VARCHAR) || '被收养' AS detail
    FROM kept AS k
    WHERE k.adopted_on IS NOT NULL
    UNION ALL
    SELECT
        'army' AS kind, k._row, greatest(k.from_no, month_no(x.enlisted_on) + 1) AS first_no,
        least(k.to_no, coalesce(month_no(x.discharged_army_on) - 1, k.to_no)) AS last_no, x._row AS other_row,
        CAST(x.enlisted_on AS VARCHAR) || '入伍' AS detail
    FROM kept AS k
    JOIN x_army AS x ON x.id_key = k.kin_key
    UNION ALL
    SELECT
        'prison' AS kind, k._row, greatest(k.from_no, month_no(x.prison_from - INTERVAL '1' DAY) + 1) AS first_no,
        least(
            k.to_no,
            coalesce(month_no(x.prison_to + INTERVAL '1' DAY) - 1, k.to_no),
            coalesce(month_no(x.parole_from) - 1, k.to_no)
        ) AS last_no, x._row AS other_row,
        CAST(x.prison_from AS VARCHAR) || '收监' AS detail
    FROM kept AS k
    JOIN x_prison AS x ON x.id_key = k.kin_key
    WHERE x.prison_state NOT IN ('缓刑', '在押未决') AND x.penalty IN ($penalties)
), workers AS (
    SELECT p.person_no, min(p.id_key) AS id_key
    FROM person AS p
    GROUP BY p.person_no
), at_work AS (
    SELECT k._row, c.ym_n, c.ym, min(c._row) AS other_row
    FROM kept AS k
    JOIN workers AS w ON w.id_key = k.kin_key
    JOIN contrib AS c ON c.person_no = w.person_no
    WHERE c.fund <> '城乡居民养老'
      AND c.unit_amount > 0
      AND coalesce(c.contrib_kind, '正常') = '正常'
      AND c.ym_n BETWEEN k.from_no AND k.to_no
    GROUP BY k._row, c.ym_n, c.ym
), work_months AS (
    SELECT _row, count(*) AS months
    FROM at_work
    GROUP BY _row
), limits AS (
    SELECT
        k._row, k.from_no, k.to_no, k.monthly,
        int_div(k.worker_wage * c.percent, 100) AS usual, int_div(k.worker_wage * (c.percent + $lonely), 100) AS most
    FROM kept AS k
    JOIN conditions AS c ON c.relation = k.relation
    WHERE k.worker_wage > 0
), together AS (
    -- What all relatives of one worker are paid when one of them begins to be.
    SELECT k._row, k.worker, k.from_no, k.to_no, k.worker_wage, k.adjusted, sum(o.monthly) AS total
    FROM kept AS k
    JOIN kept AS o ON o.worker = k.worker AND o.from_no <= k.from_no AND o.to_no >= k.from_no
    WHERE k.worker_wage > 0
    GROUP BY k._row, k.worker, k.from_no, k.to_no, k.worker_wage, k.adjusted
    HAVING sum(o.monthly) > k.worker_wage
), greatest_sum AS (
    SELECT
        t._row, t.worker, t.total, t.from_no, t.to_no, t.worker_wage AS wage, t.adjusted,
        row_number() OVER (PARTITION BY t.worker ORDER BY t.adjusted, t.total DESC, t.from_no, t._row) AS place
    FROM together AS t
)
SELECT
    e.kind AS class,
    k.subject,
    NULL AS person_no,
    ym_of(e.first_no) AS ym,
    CASE WHEN e.kind <> 'boundary' THEN k.monthly * (e.last_no - e.first_no + 1) END AS amount,
    k._row AS left_row,
    e.other_row AS right_row,
    e.detail || '，' || CAST(e.last_no - e.first_no + 1 AS VARCHAR) || '个月' AS detail
FROM ended AS e
JOIN kept AS k ON k._row = e._row
WHERE e.first_no <= e.last_no
UNION ALL
SELECT
    CASE WHEN m.months = 1 THEN 'boundary' ELSE 'employed' END AS class,
    k.subject,
    NULL AS person_no,
    a.ym,
    CASE WHEN m.months > 1 THEN k.monthly END AS amount,
    k._row AS left_row,
    CASE WHEN m.months > 1 THEN a.other_row END AS right_row,
    '在单位参保' || CAST(m.months AS VARCHAR) || '个月' AS detail
FROM at_work AS a
JOIN work_months AS m ON m._row = a._row
JOIN kept AS k ON k._row = a._row
UNION ALL
SELECT
    CASE WHEN l.monthly > l.most AND k.adjusted = 0 THEN 'ratio' ELSE 'explained' END AS class,
    k.subject,
    NULL AS person_no,
    ym_of(l.from_no) AS ym,
    CASE WHEN l.monthly > l.most AND k.adjusted = 0 THEN (l.monthly - l.most) * (l.to_no - l.from_no + 1) END AS amount,
    k._row AS left_row,
    NULL AS right_row,
    '月标准' || yuan(l.monthly) || '元，应为' || yuan(l.usual) || '元'
        || CASE WHEN k.adjusted = 1 THEN '，核定以后调整过' WHEN l.monthly > l.most THEN '' ELSE '，在孤寡老人、孤儿加发以内' END AS detail
FROM limits AS l
JOIN kept AS k ON k._row = l._row
WHERE l.monthly > l.usual
UNION ALL
SELECT
    CASE WHEN o.adjusted = 1 THEN 'explained' ELSE 'sum' END AS class,
    o.worker AS subject,
    NULL AS person_no,
    ym_of(o.from_no) AS ym,
    CASE WHEN o.adjusted = 0 THEN (o.total - o.wage) * (o.to_no - o.from_no + 1) END AS amount,
    o._row AS left_row,
    NULL AS right_row,
    '各亲属合计' || yuan(o.total) || '元，本人工资' || yuan(o.wage) || '元'
        || CASE WHEN o.adjusted = 1 THEN '，核定以后调整过' ELSE '' END AS detail
FROM greatest_sum AS o
WHERE o.place = 1
