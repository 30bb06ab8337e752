-- Decisions on the question of a crime (移送规定 5), and referrals with what became of them.

CREATE VIEW crime_decisions AS
SELECT d.id, i.number AS inspection, d.at, d.verdict, d.reason, p.name AS proposed_by, s.name AS decided_by,
       (SELECT group_concat(f.seq || '.' || f.title, '；') FROM json_each(d.findings) one JOIN finding f ON f.id = one.value)
         AS findings
FROM crimedecision d
JOIN inspection i ON i.id = d.inspection_id
JOIN staff p ON p.id = d.proposed_by
JOIN staff s ON s.id = d.decided_by
ORDER BY i.number, d.id;

CREATE VIEW referrals AS
SELECT i.number AS inspection, d.number, r.kind, r.organ, r.title, r.at, s.kind AS step, s.happened_at AS step_at,
       s.reference, s.text, r.id, r.inspection_id
FROM referral r
JOIN inspection i ON i.id = r.inspection_id
JOIN document d ON d.subject_id = r.id AND d.kind IN ('D57', 'D58', 'D59')
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
LEFT JOIN referralstep s ON s.id = (SELECT max(id) FROM referralstep WHERE referral_id = r.id)
ORDER BY i.number, r.id;

-- The clocks of 移送规定 5, 8, 9 and 12 (T22); hours run from the moment of the decision.
CREATE VIEW referral_waiting AS
SELECT i.number AS inspection, 'T22' AS deadline, '决定是否移送涉嫌犯罪案件：' || c.offence AS what,
       date(c.at, '+8 hours') AS starts_on, NULL AS due_on
FROM crimereport c JOIN inspection i ON i.id = c.inspection_id
WHERE NOT EXISTS (SELECT 1 FROM crimedecision d WHERE d.report_id = c.id)
UNION ALL
SELECT i.number, 'T22.police', '向公安机关移送', NULL, datetime(d.at, '+32 hours')
FROM crimedecision d JOIN inspection i ON i.id = d.inspection_id
WHERE d.verdict = 'refer' AND NOT EXISTS (
  SELECT 1 FROM referral r JOIN received v ON v.subject_id = r.id AND v.kind = 'D58' WHERE r.decision_id = d.id)
UNION ALL
SELECT r.inspection, 'T22.answer', '公安机关的立案决定：' || r.number, date(s.happened_at, '+8 hours'), NULL
FROM referrals r JOIN referralstep s ON s.referral_id = r.id AND s.kind = 'accepted'
WHERE r.kind = 'police' AND NOT EXISTS (SELECT 1 FROM referralstep o WHERE o.referral_id = r.id AND o.kind IN ('filed', 'not_filed', 'outside'))
UNION ALL
SELECT r.inspection, 'T22.review', '对不予立案提请复议：' || r.number, date(s.happened_at, '+8 hours'), NULL
FROM referrals r JOIN referralstep s ON s.referral_id = r.id AND s.kind = 'not_filed'
WHERE NOT EXISTS (SELECT 1 FROM referralstep o WHERE o.referral_id = r.id AND o.kind IN ('review', 'supervision', 'result'))
UNION ALL
SELECT r.inspection, 'T22.handover', '移交涉案物品和材料：' || r.number, date(s.happened_at, '+8 hours'), NULL
FROM referrals r JOIN referralstep s ON s.referral_id = r.id AND s.kind = 'filed'
WHERE NOT EXISTS (SELECT 1 FROM referralstep o WHERE o.referral_id = r.id AND o.kind = 'handed')
UNION ALL
SELECT r.inspection, NULL, '移送回执：' || r.organ || '（' || r.number || '）', NULL, NULL
FROM referrals r JOIN received v ON v.subject_id = r.id
WHERE r.step IS NULL;
