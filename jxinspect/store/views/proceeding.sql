-- Cases (立案—告知—决定—结案) and what is due in them. Days are civil days in Beijing (+8 hours).

CREATE VIEW proceeding_list AS
SELECT p.number, i.number AS inspection, p.party, p.cause, p.violation, p.state, date(p.at, '+8 hours') AS filed_on,
       p.ended_on, p.amount, group_concat(s.name, '、') AS handlers,
       (SELECT max(d.fine) FROM decision_now d WHERE d.proceeding_id = p.id) AS fine,
       (SELECT sum(d.fine + d.confiscate + d.refund) FROM decision_now d WHERE d.proceeding_id = p.id) AS demanded,
       coalesce((SELECT sum(y.amount) FROM payment y WHERE y.proceeding_id = p.id AND NOT y.surcharge), 0) AS paid,
       (SELECT group_concat(l.number, '、') FROM challenge_list l JOIN decision d ON d.id = l.subject_id
        WHERE d.proceeding_id = p.id AND l.document_kind IN ('D68', 'D69', 'D69a')) AS challenges,
       p.id, p.inspection_id
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id
JOIN json_each(p.handlers) h JOIN staff s ON s.id = h.value
GROUP BY p.id ORDER BY p.number;

CREATE VIEW proceeding_papers AS
SELECT p.number AS proceeding, d.kind, d.number, d.title, d.dated, r.received_on
FROM document d
JOIN (SELECT id, id AS proceeding_id FROM proceeding
      UNION ALL SELECT id, proceeding_id FROM investigationend UNION ALL SELECT id, proceeding_id FROM priornotice
      UNION ALL SELECT id, proceeding_id FROM defence UNION ALL SELECT id, proceeding_id FROM defencereview
      UNION ALL SELECT id, proceeding_id FROM hearingrequest UNION ALL SELECT id, proceeding_id FROM hearingnotice
      UNION ALL SELECT id, proceeding_id FROM hearingrecord UNION ALL SELECT id, proceeding_id FROM legalreview
      UNION ALL SELECT id, proceeding_id FROM discussion UNION ALL SELECT id, proceeding_id FROM decision
      UNION ALL SELECT id, proceeding_id FROM urging UNION ALL SELECT id, proceeding_id FROM enforcement
      UNION ALL SELECT id, proceeding_id FROM proceedingclosing UNION ALL SELECT id, proceeding_id FROM preservation) a
  ON a.id = d.subject_id
JOIN proceeding p ON p.id = a.proceeding_id
LEFT JOIN received r ON r.document_id = d.id
WHERE NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
ORDER BY p.number, d.id;

-- As open_deadlines: `starts_on` with `deadline` is counted by the law; `length` is what the paper itself set.
CREATE VIEW proceeding_deadlines AS
SELECT i.number AS inspection, 'T14' AS deadline, '作出处罚决定：案件' || p.number AS what, date(p.at, '+8 hours') AS starts_on,
       NULL AS due_on, NULL AS length
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id
WHERE p.state IN ('filed', 'investigated', 'notified', 'hearing', 'heard')
  AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.proceeding_id = p.id)  -- what is decided anew has a day of its own
UNION ALL
SELECT i.number, 'T11', '陈述、申辩的最后一天：案件' || p.number, r.received_on, NULL, n.days
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id JOIN priornotice n ON n.proceeding_id = p.id
JOIN received r ON r.subject_id = n.id AND r.kind = 'D65'
WHERE p.state = 'notified' AND NOT EXISTS (SELECT 1 FROM defence d WHERE d.proceeding_id = p.id AND d.at > n.at)
UNION ALL
SELECT i.number, 'T12', '申请听证的最后一天：案件' || p.number, r.received_on, NULL, NULL
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id JOIN priornotice n ON n.proceeding_id = p.id AND n.hearing
JOIN received r ON r.subject_id = n.id AND r.kind = 'D65'
WHERE p.state = 'notified'
  AND NOT EXISTS (SELECT 1 FROM defence d WHERE d.proceeding_id = p.id AND d.waives_hearing AND d.at > n.at)
UNION ALL
SELECT i.number, NULL, '举行听证：案件' || p.number, NULL, date(n.hold_at, '+8 hours'), NULL
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id JOIN hearingnotice n ON n.proceeding_id = p.id
WHERE p.state = 'hearing'
UNION ALL
SELECT i.number, NULL, '复核陈述、申辩：案件' || p.number, NULL, NULL, NULL
FROM defence d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
WHERE p.state IN ('notified', 'hearing', 'heard') AND json_array_length(d.points) > 0
  AND NOT EXISTS (SELECT 1 FROM defencereview v WHERE v.defence_id = d.id)
UNION ALL
SELECT i.number, 'T15', '送达决定书：案件' || p.number, date(d.at, '+8 hours'), NULL, NULL
FROM decision d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
WHERE p.state = 'decided' AND NOT EXISTS (
  SELECT 1 FROM received r WHERE r.subject_id = d.id AND r.kind IN ('D68', 'D69', 'D69a'))
UNION ALL
SELECT i.number, 'T16', '缴纳罚没款：案件' || p.number, r.received_on, NULL, NULL
FROM decision_now d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
JOIN received r ON r.subject_id = d.id AND r.kind = 'D69'
WHERE p.state = 'decided' AND NOT d.suspended AND d.fine + d.confiscate > coalesce(
  (SELECT sum(y.amount) FROM payment y WHERE y.decision_id = d.id AND NOT y.surcharge), 0)
UNION ALL
SELECT i.number, NULL, '退回基金：案件' || p.number, NULL, date(r.received_on, '+' || d.days || ' days'), NULL
FROM decision_now d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
JOIN received r ON r.subject_id = d.id AND r.kind = 'D68'
WHERE p.state = 'decided' AND NOT d.suspended AND d.refund > coalesce(
  (SELECT sum(y.amount) FROM payment y WHERE y.decision_id = d.id AND NOT y.surcharge), 0)
UNION ALL
SELECT i.number, 'T19.urge', '催告期满：案件' || p.number, r.received_on, NULL, NULL
FROM urging u JOIN proceeding p ON p.id = u.proceeding_id JOIN inspection i ON i.id = p.inspection_id
JOIN received r ON r.subject_id = u.id AND r.kind = 'D70'
WHERE p.state = 'urged'
UNION ALL
SELECT i.number, 'T30', '公开处罚决定：案件' || p.number, date(d.at, '+8 hours'), NULL, NULL
FROM decision d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
WHERE p.state = 'decided' AND d.kind = 'penalty'
UNION ALL
SELECT i.number, 'T10', '处理先行登记保存的证据：案件' || p.number, NULL, k.ends_on, NULL
FROM preservation k JOIN proceeding p ON p.id = k.proceeding_id JOIN inspection i ON i.id = p.inspection_id
WHERE k.decided_at IS NULL;

-- Decisions that were served and are not performed, with reconsideration and suits in their order: when the remedies are used
-- up, the court may be asked (T19); what was changed or mediated is not enforced by the office (行政复议法 78).
CREATE VIEW unperformed AS
SELECT i.number AS inspection, p.number AS proceeding, min(r.received_on) AS received_on,
       (SELECT json_group_array(json_object('kind', l.kind, 'result', l.result, 'served_on', l.served_on, 'effective_on', l.effective_on))
        FROM (SELECT * FROM challenge_list ORDER BY filed_on, id) l
        WHERE l.subject_id = d.id AND l.document_kind IN ('D68', 'D69')) AS turns
FROM decision_now d JOIN proceeding p ON p.id = d.proceeding_id JOIN inspection i ON i.id = p.inspection_id
JOIN received r ON r.subject_id = d.id AND r.kind IN ('D68', 'D69')
WHERE p.state IN ('decided', 'urged') AND coalesce(d.result, '') NOT IN ('changed', 'mediated') AND d.fine + d.confiscate + d.refund > coalesce(
  (SELECT sum(y.amount) FROM payment y WHERE y.decision_id = d.id AND NOT y.surcharge), 0)
GROUP BY d.id;
