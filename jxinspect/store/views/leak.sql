-- Breaches of 办法 38, and what was done about each.
CREATE VIEW leak_list AS
SELECT k.id, k.number, k.year, k.kind, k.data, k.text, k.happened_on, k.found_at, k.found_how, k.whose, k.persons, k.party, k.by_whom,
       i.number AS inspection, s.name AS registered_by, k.at, c.at AS closed_at, c.result, c.no_inform,
       (SELECT group_concat(m.kind) FROM leakmeasure m WHERE m.leak_id = k.id) AS measures,
       CASE WHEN c.id IS NOT NULL THEN 'closed'
            WHEN EXISTS (SELECT 1 FROM leakmeasure m WHERE m.leak_id = k.id) THEN 'open' ELSE 'untouched' END AS state
FROM leak k JOIN staff s ON s.id = k.registered_by
LEFT JOIN inspection i ON i.id = k.inspection_id LEFT JOIN leakclosing c ON c.leak_id = k.id
ORDER BY k.number;

CREATE VIEW leak_measures AS
SELECT k.number, m.at, m.kind, m.text, m.toward, s.name AS done_by
FROM leakmeasure m JOIN leak k ON k.id = m.leak_id JOIN staff s ON s.id = m.done_by
ORDER BY k.number, m.at, m.id;

CREATE VIEW publicity_list AS
SELECT p.number, p.year, p.at, p.form, p.subject, p.place, p.audience, p.note,
       (SELECT group_concat(s.name, '、') FROM json_each(p.staff) x JOIN staff s ON s.id = x.value) AS people
FROM publicity p ORDER BY p.number;
