-- The rectification ledger. `due_on` was set by a person; without it the period runs from `received_on` (T27).

CREATE VIEW ledger AS
SELECT i.number AS inspection, u.name AS unit, l.seq, f.title, l.demand, l.type, l.due_on, r.received_on,
       l.responsible, l.measure, f.amount, l.recover, l.recovered, max(0, l.recover - l.recovered) AS owed, l.state,
       s.name AS checked_by, l.checked_on, l.extension,
       (SELECT p.text FROM progress p WHERE p.ledger_item_id = l.id ORDER BY p.id DESC LIMIT 1) AS latest,
       i.state AS inspection_state
FROM ledgeritem l
JOIN inspection i ON i.id = l.inspection_id
JOIN unit u ON u.id = i.unit_id
JOIN finding f ON f.id = l.finding_id
LEFT JOIN staff s ON s.id = l.checked_by
LEFT JOIN received r ON r.inspection_id = i.id AND r.kind = 'D48'
ORDER BY i.number, l.seq;
