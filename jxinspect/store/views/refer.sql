-- Decisions on the question of a crime (移送规定 5), and referrals with what became of them.

CREATE VIEW crime_decisions AS
SELECT i.number AS inspection, d.at, d.verdict, d.reason, p.name AS proposed_by, s.name AS decided_by,
       (SELECT group_concat(f.seq || '.' || f.title, '；') FROM json_each(d.findings) one JOIN finding f ON f.id = one.value)
         AS findings
FROM crimedecision d
JOIN inspection i ON i.id = d.inspection_id
JOIN staff p ON p.id = d.proposed_by
JOIN staff s ON s.id = d.decided_by
ORDER BY i.number, d.id;
