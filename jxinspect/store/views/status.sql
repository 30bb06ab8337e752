-- Where each inspection stands, and everything that has a date. Days are civil days in Beijing (+8 hours).

CREATE VIEW inspections AS
SELECT i.number, u.name AS unit, u.type AS unit_type, i.mode, i.form, i.state, i.period_from, i.period_to, i.id
FROM inspection i JOIN unit u ON u.id = i.unit_id
ORDER BY i.number;

CREATE VIEW received AS
SELECT d.id AS document_id, d.inspection_id, d.kind, d.number, d.subject_id,
       min(date(p.received_at, '+8 hours')) AS received_on
FROM document d
JOIN proofofservice p ON p.inspection_id IS d.inspection_id
JOIN json_each(p.documents) served ON served.value = d.id
WHERE p.received_at IS NOT NULL
GROUP BY d.id;

CREATE VIEW served_papers AS
SELECT i.number AS inspection, r.kind, r.number, r.received_on,
       EXISTS (SELECT 1 FROM challenge c LEFT JOIN challenge_latest o ON o.challenge_id = c.id
               WHERE c.document_id = r.document_id
               AND coalesce(o.result, '') NOT IN ('rejected', 'withdrawn', 'ended')) AS contested
FROM received r JOIN inspection i ON i.id = r.inspection_id
WHERE NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = r.document_id);

-- What the post carries: neither its receipt nor its return is known yet (设置 service.post_days).
CREATE VIEW under_way AS
SELECT p.id AS proof_id, p.inspection_id, p.tracking, d.id AS document_id, d.number,
       date(p.at, '+8 hours', '+' || coalesce((SELECT value FROM setting WHERE key = 'service.post_days'), 15) || ' days')
         AS answer_by
FROM proofofservice p JOIN json_each(p.documents) one JOIN document d ON d.id = one.value
WHERE p.method = 'post' AND p.received_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM servicefailure f WHERE f.proof_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM received r WHERE r.document_id = d.id);

-- Annual plans with inspections of enterprises: to be issued by a day of the year, and to be filed after that (T29).
CREATE VIEW enterprise_plans AS
SELECT CASE WHEN d.dated IS NULL THEN 'T29' ELSE 'T29.filing' END AS deadline,
       p.year || '年度涉企检查计划' || CASE WHEN d.dated IS NULL THEN '印发' ELSE '备案' END AS what,
       d.dated AS starts_on,
       CASE WHEN d.dated IS NULL THEN p.year || '-' || coalesce(
         (SELECT value FROM setting WHERE key = 'enterprise.plan_month_day' AND value <> ''), '03-31') END AS due_on
FROM plan p LEFT JOIN (
  SELECT subject_id, min(dated) AS dated FROM document d WHERE d.kind = 'D01'
   AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id) GROUP BY subject_id) d ON d.subject_id = p.id
WHERE p.filed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'enterprise.layer' AND value = 'False')
  AND EXISTS (SELECT 1 FROM planitem i JOIN unit u ON u.id = i.unit_id
              WHERE i.plan_id = p.id AND u.is_enterprise AND i.dropped_on IS NULL);

-- `starts_on` with `deadline` is counted by the law; `due_on` alone was set by a person. What few case files have is in
-- views of its own (challenge_waiting, order_waiting, proceeding_deadlines, publication_waiting).
CREATE VIEW open_deadlines AS
SELECT i.number AS inspection, 'T02' AS deadline, '被监督单位提出书面意见的最后一天' AS what, r.received_on AS starts_on, NULL AS due_on
FROM inspection i JOIN received r ON r.inspection_id = i.id AND r.kind = 'D41'
WHERE i.state = 'consulting' AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.inspection_id = i.id AND o.in_time)
UNION ALL
SELECT i.number, NULL, '进点', NULL, n.enter_on
FROM inspection i JOIN notice n ON n.inspection_id = i.id WHERE i.state = 'notified'
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM seal_deadlines
UNION ALL
SELECT i.number, NULL, '提供资料：' || group_concat(m.name, '、'), NULL, m.due_on
FROM materialitem m JOIN inspection i ON i.id = m.inspection_id
WHERE m.state = 'wanted' AND i.state IN ('notified', 'entered') GROUP BY i.number, m.due_on
UNION ALL
SELECT i.number, 'T27', '整改第' || l.seq || '项：' || l.demand, r.received_on, l.due_on
FROM ledgeritem l JOIN inspection i ON i.id = l.inspection_id
LEFT JOIN received r ON r.inspection_id = i.id AND r.kind = 'D48'
WHERE i.state <> 'closed' AND l.state NOT IN ('struck', 'done') AND coalesce(l.due_on, r.received_on) IS NOT NULL
UNION ALL
SELECT i.number, 'T27.report', '被监督单位报告整改结果', r.received_on, o.report_due
FROM rectificationopinion o JOIN inspection i ON i.id = o.inspection_id
LEFT JOIN received r ON r.subject_id = o.id AND r.kind = 'D48'
WHERE i.state = 'rectifying' AND coalesce(o.report_due, r.received_on) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.inspection_id = i.id)
UNION ALL
SELECT i.number, CASE WHEN n.id IS NOT NULL THEN 'T01.service' END, '送达：' || d.number || '　' || d.title, n.enter_on, NULL
FROM unserved d JOIN inspection i ON i.id = d.inspection_id
LEFT JOIN notice n ON n.id = d.subject_id AND d.kind = 'D05' AND i.state = 'notified'
WHERE NOT EXISTS (SELECT 1 FROM under_way w WHERE w.document_id = d.id)
UNION ALL
SELECT i.number, 'T01', '最早可以进点', r.received_on, NULL
FROM inspection i JOIN received r ON r.inspection_id = i.id AND r.kind = 'D05' WHERE i.state = 'notified'
UNION ALL
SELECT i.number, NULL, '邮寄回执：邮件号' || w.tracking || '（' || group_concat(w.number, '、') || '）', NULL, w.answer_by
FROM under_way w JOIN inspection i ON i.id = w.inspection_id GROUP BY w.proof_id
UNION ALL
SELECT i.number, 'T20', '公告期满：' || group_concat(d.number, '、'), NULL, date(p.received_at, '+8 hours')
FROM proofofservice p JOIN inspection i ON i.id = p.inspection_id
JOIN json_each(p.documents) one JOIN document d ON d.id = one.value
WHERE p.method = 'public' GROUP BY p.id
UNION ALL
SELECT i.number, NULL, '询问：' || q.party, NULL, date(q.ask_at, '+8 hours')
FROM questioningnotice q JOIN inspection i ON i.id = q.inspection_id
JOIN received r ON r.subject_id = q.id AND r.kind = 'D18'
WHERE i.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM questioning k WHERE k.notice_id = q.id OR (k.inspection_id = i.id AND k.notice_id IS NULL
                    AND k.at > r.received_on AND (NOT q.person OR k.person = q.party)))
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM incident_waiting
UNION ALL
SELECT inspection, NULL, '信息安全事件' || number || '采取措施', NULL, NULL FROM leak_list WHERE state = 'untouched'
UNION ALL
SELECT NULL, deadline, what, starts_on, due_on FROM lead_deadlines
UNION ALL
SELECT NULL, w.deadline, w.what, w.starts_on, w.due_on FROM enterprise_plans w
UNION ALL
SELECT NULL, 'T32', s.name || '的执法证到期', NULL, s.certificate_to
FROM staff s WHERE s.certificate IS NOT NULL AND s.role <> 'third_party'
UNION ALL
SELECT inspection, NULL, '音像记录：' || group_concat(what, '、'), NULL, NULL
FROM staged WHERE wanted AND NOT recorded AND state <> 'closed' GROUP BY inspection, stage
UNION ALL
SELECT inspection, NULL, what, NULL, NULL FROM report_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM team_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM third_party_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM notice_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM talk_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM recommendation_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM referral_waiting
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on FROM blacklist_waiting
UNION ALL
SELECT w.inspection, w.deadline, w.what, w.starts_on, w.due_on
FROM request_waiting w JOIN inspection i ON i.number = w.inspection WHERE i.state <> 'closed'
UNION ALL
SELECT h.inspection, NULL, '归还原件：' || group_concat(h.name, '、'), NULL, NULL
FROM handover_list h JOIN inspection i ON i.number = h.inspection
WHERE h.returned_at IS NULL AND h.form = 'original' AND i.state NOT IN ('notified', 'entered', 'closed') GROUP BY h.inspection;

-- As open_deadlines.
CREATE VIEW order_waiting AS
SELECT i.number AS inspection, 'T25' AS deadline, '责令改正：' || o.demand AS what, NULL AS starts_on, o.until AS due_on
FROM order_list o JOIN inspection i ON i.number = o.inspection
WHERE i.state <> 'closed' AND o.open
UNION ALL
SELECT i.number, NULL, '补办批准：' || o.number, NULL, datetime(o.at, '+32 hours')
FROM order_list o JOIN inspection i ON i.number = o.inspection
WHERE i.state <> 'closed' AND o.open AND o.on_spot AND NOT o.approved;

CREATE VIEW record_of_duty AS
SELECT o.at, o.guard, i.number AS inspection, 'override' AS kind, o.because, s.name AS approved_by, o.actor, o.id AS record
FROM override o LEFT JOIN inspection i ON i.id = o.inspection_id JOIN staff s ON s.id = o.approved_by
UNION ALL
SELECT a.at, a.guard, i.number, 'acknowledgement', '', '', a.actor, a.id
FROM acknowledgement a LEFT JOIN inspection i ON i.id = a.inspection_id
ORDER BY 1;

-- Documents that count only once they are served, and are not yet; kinds as in the catalogue (a test holds them equal).
CREATE VIEW unserved AS
SELECT d.id, d.inspection_id, d.kind, d.number, d.title, d.subject_id
FROM document d
WHERE d.kind IN (SELECT value FROM json_each('["D05","D06","D07","D10","D16","D18","D25","D26a","D27","D31a","D33","D37","D38","D39b","D41","D44","D45","D48","D51","D53","D56","D57","D58","D59","D65","D66","D68","D69","D69a","D70","D74"]'))
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM received r WHERE r.document_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM recusaldecision c JOIN recusalrequest q ON q.id = c.request_id
                  WHERE c.id = d.subject_id AND q.by = 'self');
