-- The comment round of each inspection and the points of the unit's written opinion. Days are civil days (+8 hours).

CREATE VIEW report_rounds AS
SELECT i.number AS inspection, u.name AS unit, i.state,
       (SELECT d.number FROM document d WHERE d.inspection_id = i.id AND d.kind = 'D40'
          AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
        ORDER BY d.id DESC LIMIT 1) AS draft,
       l.number AS letter,
       l.dated AS letter_dated,
       c.on_the_spot,
       r.received_on,
       EXISTS (SELECT 1 FROM proofofservice p JOIN json_each(p.documents) served ON served.value = l.id
               WHERE p.method = 'post') AS by_post,
       (SELECT count(*) FROM objection o WHERE o.inspection_id = i.id AND o.in_time AND NOT o.agrees) AS objections,
       (SELECT count(*) FROM objection o WHERE o.inspection_id = i.id AND o.in_time AND o.agrees) AS agreements,
       (SELECT count(*) FROM objection o WHERE o.inspection_id = i.id AND NOT o.in_time) AS late,
       (SELECT count(*) FROM objection o WHERE o.inspection_id = i.id AND NOT o.in_time
          AND NOT EXISTS (SELECT 1 FROM lateanswer a WHERE a.objection_id = o.id)) AS late_open,
       (SELECT max(t.n) FROM reporttext t WHERE t.inspection_id = i.id) AS texts,
       (SELECT CASE WHEN c.gaps = '' THEN '已核对' ELSE '还缺：' || c.gaps END FROM objectivitycheck c
        WHERE c.inspection_id = i.id ORDER BY c.at DESC, c.id DESC LIMIT 1) AS objectivity,
       (SELECT count(*) FROM report_points q WHERE q.inspection = i.number AND q.in_time AND q.result IS NULL) AS open_points,
       (SELECT max(date(x.at, '+8 hours')) FROM deemedconsent x WHERE x.inspection_id = i.id) AS deemed_on,
       f.number AS report,
       f.dated AS report_dated
FROM inspection i
JOIN unit u ON u.id = i.unit_id
LEFT JOIN consultation c ON c.id = (SELECT max(id) FROM consultation WHERE inspection_id = i.id)
LEFT JOIN document l ON l.subject_id = c.id AND l.kind = 'D41'
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = l.id)
LEFT JOIN received r ON r.document_id = l.id
LEFT JOIN document f ON f.id = (SELECT max(d.id) FROM document d WHERE d.inspection_id = i.id AND d.kind IN ('D44', 'D45')
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id))
ORDER BY i.number;

CREATE VIEW report_points AS
SELECT i.number AS inspection, p.seq, p.text, date(o.at, '+8 hours') AS received_on, o.method, o.posted_on, o.in_time,
       a.result, a.reason, a.change, f.seq AS finding, a.withdraws
FROM objectionitem p
JOIN objection o ON o.id = p.objection_id
JOIN inspection i ON i.id = p.inspection_id
LEFT JOIN adoption a ON a.item_id = p.id
LEFT JOIN finding f ON f.id = a.finding_id
ORDER BY i.number, p.seq;

CREATE VIEW report_texts AS
SELECT i.number AS inspection, t.n, t.at, s.name AS author, t.note,
       length(t.background || t.work || t.evaluation || t.opinion || t.suggestions || t.prevention) AS characters
FROM reporttext t JOIN inspection i ON i.id = t.inspection_id JOIN staff s ON s.id = t.author
ORDER BY i.number, t.n;

-- What the round still asks of the office: answers, and a corrected report where a point was right after the report.
CREATE VIEW report_waiting AS
SELECT q.inspection, '答复期限内的书面意见：' || group_concat('第' || q.seq || '条', '、') AS what
FROM report_points q JOIN inspection i ON i.number = q.inspection
WHERE q.in_time AND q.result IS NULL
GROUP BY q.inspection
UNION ALL
SELECT r.inspection, '答复逾期的书面意见：' || r.late_open || '份' FROM report_rounds r
WHERE r.late_open AND r.state <> 'closed'
UNION ALL
SELECT i.number, '更正检查报告：意见成立' || group_concat('第' || p.seq || '条', '、')
FROM adoption a JOIN objectionitem p ON p.id = a.item_id JOIN objection o ON o.id = p.objection_id
JOIN inspection i ON i.id = a.inspection_id
WHERE a.result <> 'not'
  AND EXISTS (SELECT 1 FROM report r WHERE r.inspection_id = i.id AND r.at < o.at)
  AND NOT EXISTS (SELECT 1 FROM report r WHERE r.inspection_id = i.id AND r.corrects IS NOT NULL AND r.at >= a.at)
GROUP BY i.number;
