-- Terms whose length the paper itself sets: `length` working days from the day on which it was received, or a fixed day.

CREATE VIEW own_terms AS
SELECT i.number AS inspection, 'T04' AS deadline, '报送非现场检查数据' AS what,
       CASE WHEN n.due_on IS NULL THEN r.received_on END AS starts_on, n.due_on, n.days AS length
FROM inspection i
JOIN offsitenotice n ON n.inspection_id = i.id
JOIN received r ON r.subject_id = n.id AND r.kind = 'D07'
WHERE i.state = 'notified'
  AND NOT EXISTS (SELECT 1 FROM supplement s JOIN received d ON d.subject_id = s.id WHERE s.notice_id = n.id)
UNION ALL
SELECT i.number, 'T05', CASE WHEN s.anew THEN '重新报送' ELSE '补报' END || '非现场检查数据（第' || s.round || '次）',
       CASE WHEN s.due_on IS NULL THEN r.received_on END, s.due_on, s.days
FROM inspection i
JOIN supplement s ON s.inspection_id = i.id
JOIN received r ON r.subject_id = s.id AND r.kind = 'D10'
WHERE i.state IN ('notified', 'submitted', 'reviewed', 'analysed')
  AND NOT EXISTS (SELECT 1 FROM dataset d WHERE d.inspection_id = i.id AND d.at > s.at)
  AND NOT EXISTS (SELECT 1 FROM supplement l JOIN received d ON d.subject_id = l.id
                  WHERE l.notice_id = s.notice_id AND l.round > s.round)
UNION ALL
SELECT inspection, deadline, what, starts_on, due_on, length FROM flag_waiting;
