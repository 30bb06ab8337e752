-- Statistics of the office (办法 5, 10): each figure is a view of the rows that it counts, and stats_figures defines it.
-- All have: day, number, inspection, what, unit_type, matter, violation, funds (JSON list), kind, person, amount (fen).

-- One place for what a figure means: id, duty of 办法 10, title, what is counted, basis.
CREATE VIEW stats_figures AS
SELECT column1 AS seq, column2 AS figure, column3 AS duty, column4 AS title, column5 AS definition, column6 AS basis FROM (VALUES
 (1, 'planned', 'inspect', '计划检查项目', '年度计划中没有取消的项目，按计划季度的第一天', '办法 21'),
 (2, 'started', 'inspect', '实施检查', '制发了检查通知书（现场、飞行、非现场）的检查，按首份有效通知书的成文日期，每项检查计一次', '办法 21-23'),
 (3, 'participation', 'inspect', '参加检查人次', '实施检查的检查组人员（组长、组员），每人每项检查计一次，进点以前离开的不计，按通知书的成文日期', '办法 5'),
 (4, 'reported', 'inspect', '出具检查报告', '有效的检查报告（D44），按成文日期', '办法 22(四)'),
 (5, 'closed', 'inspect', '办结检查', '已经办结的检查，按办结日期', '办法 24'),
 (6, 'tips', 'tips', '收到举报', '来源为举报的线索，按接收日期', '办法 9、10(二)'),
 (7, 'tips_accepted', 'tips', '受理举报', '决定受理的举报，按决定日期', '办法 10(二)'),
 (8, 'tips_proven', 'tips', '查实举报', '办结为属实、部分属实的举报，按办结日期', '办法 10(二)、25'),
 (9, 'leads', 'tips', '其他线索', '来源不是举报的线索，按接收日期', '办法 25'),
 (10, 'findings', 'handling', '发现问题', '检查登记的问题，征求意见后撤销的不计，按登记日期；金额是涉及金额', '办法 10(三)'),
 (11, 'measures', 'handling', '采取措施', '有效的责令改正、封存、整改意见、约谈、函询、通报、处理建议、移送、处理处罚决定文书，按成文日期', '办法 19、20、24、39'),
 (12, 'incidents', 'handling', '要情', '最近一次评估为普通、重大的要情，按评估日期；金额是涉及金额', '办法 28'),
 (13, 'due', 'handling', '应追回', '整改台账中应追回金额大于零的事项，按整改意见书的日期', '办法 24'),
 (14, 'recovered', 'handling', '已追回', '整改进展中登记的追回，每次登记计一次，按登记日期', '办法 24'),
 (15, 'struck', 'handling', '整改销号', '核查后销号的整改事项，按核查日期', '办法 24 II'),
 (16, 'publicity', 'publicity', '宣传活动', '登记的宣传活动，按活动日期', '办法 10(四)'),
 (17, 'asked', 'other', '协同请求', '向内设机构和其他部门提出的协同请求，按请求日期', '办法 7、8'),
 (18, 'answered', 'other', '协同办结', '已经答复完毕的协同请求，按最近一次答复的日期', '办法 7、8'),
 (19, 'trainings', 'other', '培训人次', '监督人员参加的培训，每人每次计一次，按开始日期', '办法 6'),
 (20, 'leaks', 'other', '信息安全事件', '泄露、篡改、毁损、非法提供信息的事件，按发现日期', '办法 38'),
 (21, 'fines', 'handling', '罚款', '有效的行政处罚决定书中的罚款，按成文日期；金额是罚款', '办法 29、31、34'),
 (22, 'fines_paid', 'handling', '罚款缴纳', '登记的罚款缴纳，加处的罚款也计，每次登记计一次，按缴纳日期', '行政处罚法 67、72'));

-- An inspection as the figures need it, with the day of its first valid notice.
CREATE VIEW stat_inspection AS
SELECT i.id, i.number, u.name AS unit, u.type AS unit_type, i.funds, i.mode, i.form,
       (SELECT min(d.dated) FROM document d WHERE d.inspection_id = i.id AND d.kind IN ('D05', 'D06', 'D07')
          AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)) AS noticed_on
FROM inspection i JOIN unit u ON u.id = i.unit_id;

CREATE VIEW stat_planned AS
SELECT printf('%d-%02d-01', p.year, i.quarter * 3 - 2) AS day, p.year || '年度计划第' || i.seq || '项' AS number,
       NULL AS inspection, u.name AS what, u.type AS unit_type, NULL AS matter, NULL AS violation, i.funds,
       i.form AS kind, NULL AS person, NULL AS amount
FROM planitem i JOIN plan p ON p.id = i.plan_id JOIN unit u ON u.id = i.unit_id WHERE i.dropped_on IS NULL;

CREATE VIEW stat_started AS
SELECT noticed_on AS day, number, number AS inspection, unit AS what, unit_type, NULL AS matter, NULL AS violation, funds,
       CASE mode WHEN 'on_site' THEN form ELSE mode END AS kind, NULL AS person, NULL AS amount
FROM stat_inspection WHERE noticed_on IS NOT NULL;

CREATE VIEW stat_participation AS
SELECT DISTINCT i.noticed_on AS day, i.number, i.number AS inspection, s.name AS what, i.unit_type, NULL AS matter, NULL AS violation,
       i.funds, NULL AS kind, s.name AS person, NULL AS amount
FROM stat_inspection i JOIN teammember t ON t.inspection_id = i.id JOIN staff s ON s.id = t.staff_id
WHERE i.noticed_on IS NOT NULL AND t.role IN ('leader', 'member') AND (t.left_at IS NULL
   OR EXISTS (SELECT 1 FROM entry e WHERE e.inspection_id = i.id AND e.at < t.left_at));

CREATE VIEW stat_document AS
SELECT d.dated AS day, d.number, i.number AS inspection, d.title AS what, i.unit_type, NULL AS matter, NULL AS violation, i.funds,
       d.kind, NULL AS person, NULL AS amount
FROM document d LEFT JOIN stat_inspection i ON i.id = d.inspection_id
WHERE NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id);

CREATE VIEW stat_reported AS SELECT * FROM stat_document WHERE kind IN ('D44', 'D45');

CREATE VIEW stat_measures AS SELECT * FROM stat_document
WHERE kind IN ('D27', 'D33', 'D48', 'D51', 'D53', 'D55', 'D56', 'D57', 'D58', 'D59', 'D68', 'D69');

CREATE VIEW stat_fines AS
SELECT d.dated AS day, d.number, i.number AS inspection, p.party || '：' || p.cause AS what, i.unit_type, NULL AS matter, p.violation,
       i.funds, p.number AS kind, NULL AS person, c.fine AS amount
FROM decision c JOIN proceeding p ON p.id = c.proceeding_id JOIN stat_inspection i ON i.id = c.inspection_id
JOIN document d ON d.subject_id = c.id AND d.kind = 'D69' AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
WHERE c.fine > 0;

CREATE VIEW stat_fines_paid AS
SELECT y.paid_on AS day, p.number, i.number AS inspection, p.party || '：' || p.cause AS what, i.unit_type, NULL AS matter, p.violation,
       i.funds, CASE y.surcharge WHEN 1 THEN 'surcharge' ELSE 'fine' END AS kind, NULL AS person, y.amount
FROM payment y JOIN decision c ON c.id = y.decision_id JOIN proceeding p ON p.id = c.proceeding_id
JOIN stat_inspection i ON i.id = c.inspection_id WHERE c.fine > 0;

CREATE VIEW stat_closed AS
SELECT date(c.at, '+8 hours') AS day, i.number, i.number AS inspection, i.unit AS what, i.unit_type, NULL AS matter, NULL AS violation,
       i.funds, NULL AS kind, NULL AS person, NULL AS amount
FROM closing c JOIN stat_inspection i ON i.id = c.inspection_id;

CREATE VIEW stat_leads AS
SELECT date(l.at, '+8 hours') AS day, l.number, l.inspections AS inspection, l.matter AS what, u.type AS unit_type, NULL AS matter,
       NULL AS violation, l.funds, l.source AS kind, NULL AS person, l.amount,
       l.decision, date(l.decided_at, '+8 hours') AS decided_on, l.outcome, date(l.closed_at, '+8 hours') AS closed_on
FROM lead_list l LEFT JOIN unit u ON u.name = l.unit;

CREATE VIEW stat_tips AS
SELECT day, number, inspection, what, unit_type, matter, violation, funds, kind, person, amount FROM stat_leads WHERE kind = 'tip';

CREATE VIEW stat_other_leads AS
SELECT day, number, inspection, what, unit_type, matter, violation, funds, kind, person, amount FROM stat_leads WHERE kind <> 'tip';

CREATE VIEW stat_tips_accepted AS
SELECT date(a.at, '+8 hours') AS day, l.number, l.inspection, l.what, l.unit_type, l.matter, l.violation, l.funds, l.kind, NULL AS person,
       l.amount
FROM leadassessment a JOIN lead x ON x.id = a.lead_id JOIN stat_leads l ON l.number = x.number
WHERE a.decision = 'accept' AND l.kind = 'tip';

CREATE VIEW stat_tips_proven AS
SELECT closed_on AS day, number, inspection, what, unit_type, matter, violation, funds, kind, person, amount
FROM stat_leads WHERE kind = 'tip' AND outcome IN ('proven', 'partly');

CREATE VIEW stat_findings AS
SELECT date(f.at, '+8 hours') AS day, i.number || '问题' || f.seq AS number, i.number AS inspection, f.title AS what, i.unit_type,
       nullif(f.matter, '') AS matter, f.violation, CASE WHEN f.fund IS NULL THEN i.funds ELSE json_array(f.fund) END AS funds,
       NULL AS kind, NULL AS person, f.amount
FROM finding f JOIN stat_inspection i ON i.id = f.inspection_id
WHERE NOT EXISTS (SELECT 1 FROM adoption o WHERE o.finding_id = f.id AND o.withdraws);

CREATE VIEW stat_incidents AS
SELECT date(n.decided_at, '+8 hours') AS day, n.number, n.inspection, n.title AS what, u.type AS unit_type, NULL AS matter, f.violation,
       n.funds, n.level AS kind, NULL AS person, n.amount
FROM incident_list n LEFT JOIN unit u ON u.name = coalesce(n.unit, n.reporting_unit)
LEFT JOIN finding f ON f.inspection_id = n.inspection_id AND f.seq = n.finding
WHERE n.level IN ('ordinary', 'major');

-- A line of the ledger with the finding that it mends.
CREATE VIEW stat_ledger AS
SELECT l.id, f.number || '（台账' || l.seq || '）' AS number, f.inspection, f.what, f.unit_type, f.matter, f.violation, f.funds, l.recover,
       l.state, l.checked_on, (SELECT min(date(o.at, '+8 hours')) FROM rectificationopinion o WHERE o.inspection_id = l.inspection_id) AS opened_on
FROM ledgeritem l JOIN finding x ON x.id = l.finding_id JOIN stat_inspection i ON i.id = l.inspection_id
JOIN stat_findings f ON f.number = i.number || '问题' || x.seq;

CREATE VIEW stat_due AS
SELECT opened_on AS day, number, inspection, what, unit_type, matter, violation, funds, NULL AS kind, NULL AS person, recover AS amount
FROM stat_ledger WHERE recover > 0;

CREATE VIEW stat_recovered AS
SELECT date(p.at, '+8 hours') AS day, l.number, l.inspection, p.text AS what, l.unit_type, l.matter, l.violation, l.funds, NULL AS kind,
       NULL AS person, p.recovered AS amount
FROM progress p JOIN stat_ledger l ON l.id = p.ledger_item_id WHERE p.recovered > 0;

CREATE VIEW stat_struck AS
SELECT checked_on AS day, number, inspection, what, unit_type, matter, violation, funds, NULL AS kind, NULL AS person, NULL AS amount
FROM stat_ledger WHERE state = 'struck';

CREATE VIEW stat_publicity AS
SELECT date(at, '+8 hours') AS day, number, NULL AS inspection, subject AS what, NULL AS unit_type, NULL AS matter, NULL AS violation,
       NULL AS funds, form AS kind, NULL AS person, NULL AS amount
FROM publicity;

CREATE VIEW stat_asked AS
SELECT date(at, '+8 hours') AS day, number, inspection, subject AS what, NULL AS unit_type, NULL AS matter, NULL AS violation,
       NULL AS funds, partner AS kind, NULL AS person, NULL AS amount
FROM cooperation_list;

CREATE VIEW stat_answered AS
SELECT date(answered_at, '+8 hours') AS day, number, inspection, subject AS what, NULL AS unit_type, NULL AS matter, NULL AS violation,
       NULL AS funds, partner AS kind, NULL AS person, NULL AS amount
FROM cooperation_list WHERE answered;

CREATE VIEW stat_trainings AS
SELECT t.starts_on AS day, s.name AS number, NULL AS inspection, t.topic AS what, NULL AS unit_type, NULL AS matter, NULL AS violation,
       NULL AS funds, NULL AS kind, s.name AS person, NULL AS amount
FROM training t JOIN staff s ON s.id = t.staff_id WHERE s.role <> 'third_party';

CREATE VIEW stat_leaks AS
SELECT date(found_at, '+8 hours') AS day, number, inspection, text AS what, NULL AS unit_type, NULL AS matter, 'V38' AS violation,
       NULL AS funds, kind, NULL AS person, NULL AS amount
FROM leak_list;

-- Every row that any figure counts.
CREATE VIEW stats_rows AS
SELECT 'planned' AS figure, * FROM stat_planned UNION ALL SELECT 'started', * FROM stat_started
UNION ALL SELECT 'participation', * FROM stat_participation UNION ALL SELECT 'reported', * FROM stat_reported
UNION ALL SELECT 'closed', * FROM stat_closed UNION ALL SELECT 'tips', * FROM stat_tips
UNION ALL SELECT 'tips_accepted', * FROM stat_tips_accepted UNION ALL SELECT 'tips_proven', * FROM stat_tips_proven
UNION ALL SELECT 'leads', * FROM stat_other_leads UNION ALL SELECT 'findings', * FROM stat_findings
UNION ALL SELECT 'measures', * FROM stat_measures UNION ALL SELECT 'incidents', * FROM stat_incidents
UNION ALL SELECT 'due', * FROM stat_due UNION ALL SELECT 'recovered', * FROM stat_recovered
UNION ALL SELECT 'struck', * FROM stat_struck UNION ALL SELECT 'publicity', * FROM stat_publicity
UNION ALL SELECT 'asked', * FROM stat_asked UNION ALL SELECT 'answered', * FROM stat_answered
UNION ALL SELECT 'trainings', * FROM stat_trainings UNION ALL SELECT 'leaks', * FROM stat_leaks
UNION ALL SELECT 'fines', * FROM stat_fines UNION ALL SELECT 'fines_paid', * FROM stat_fines_paid;

-- Who may inspect: for the number of inspections per head (办法 5).
CREATE VIEW stats_inspectors AS
SELECT name FROM staff WHERE certificate IS NOT NULL AND role IN ('inspector', 'supervisor') ORDER BY name;
