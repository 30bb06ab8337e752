-- The office's own points, what the inspections ask of their units, and the answer that stands at each line.

CREATE VIEW own_points AS
SELECT code, matter, text, method, materials, basis FROM ownpoint ORDER BY code;

CREATE VIEW checklist_scope AS
SELECT i.number AS inspection, i.state, u.name AS unit, u.type AS unit_type,
       (SELECT s.matters FROM scheme s WHERE s.inspection_id = i.id ORDER BY s.at DESC, s.id DESC LIMIT 1) AS matters
FROM inspection i JOIN unit u ON u.id = i.unit_id
ORDER BY i.number;

CREATE VIEW checklist_answers AS
SELECT i.number AS inspection, a.line, a.result, a.note, a.at, p.name AS answered_by, f.seq AS finding,
       (SELECT group_concat(e.code, '、') FROM json_each(a.evidence) x JOIN evidence e ON e.id = x.value) AS evidence,
       (SELECT count(*) FROM checkanswer b WHERE b.inspection_id = a.inspection_id AND b.line = a.line) AS times
FROM checkanswer a JOIN inspection i ON i.id = a.inspection_id JOIN staff p ON p.id = a.answered_by
LEFT JOIN finding f ON f.id = a.finding_id
WHERE NOT EXISTS (SELECT 1 FROM checkanswer b WHERE b.inspection_id = a.inspection_id AND b.line = a.line AND b.id > a.id)
ORDER BY i.number, a.line;
