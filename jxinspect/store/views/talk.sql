-- Talks and inquiries with what waits of them (办法 24(一)).

CREATE VIEW talks AS
SELECT i.number AS inspection, u.name AS unit, d.number, t.party, t.reason, t.matter, t.meet_at, t.place, m.at AS held_at,
       m.statement, t.id, t.inspection_id
FROM talk t
JOIN inspection i ON i.id = t.inspection_id
JOIN unit u ON u.id = i.unit_id
JOIN document d ON d.subject_id = t.id AND d.kind = 'D51'
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
LEFT JOIN talkminutes m ON m.talk_id = t.id
ORDER BY i.number, t.id;

-- What a recheck struck off is done.
CREATE VIEW talk_requirements AS
SELECT i.number AS inspection, u.name AS unit, r.seq, l.seq AS line, r.text, r.due_on,
       coalesce(date(f.at, '+8 hours'), CASE WHEN l.state = 'struck' THEN l.checked_on END) AS done_on,
       coalesce(f.text, CASE WHEN l.state = 'struck' THEN '整改事项已经核查销号' END) AS done, i.state, r.ledger_item_id
FROM talkrequirement r
JOIN inspection i ON i.id = r.inspection_id
JOIN unit u ON u.id = i.unit_id
LEFT JOIN ledgeritem l ON l.id = r.ledger_item_id
LEFT JOIN talkfulfilment f ON f.requirement_id = r.id
ORDER BY i.number, r.seq;

CREATE VIEW inquiries AS
SELECT i.number AS inspection, u.name AS unit, d.number, q.party, q.matter, date(q.at, '+8 hours') AS sent_on, q.due_on,
       r.received_on, r.handling, i.state, q.id
FROM inquiry q
JOIN inspection i ON i.id = q.inspection_id
JOIN unit u ON u.id = i.unit_id
JOIN document d ON d.subject_id = q.id AND d.kind = 'D53'
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
LEFT JOIN inquiryreply r ON r.inquiry_id = q.id
ORDER BY i.number, q.id;

CREATE VIEW talk_waiting AS
SELECT inspection, NULL AS deadline, '约谈：' || party AS what, NULL AS starts_on, date(meet_at, '+8 hours') AS due_on
FROM talks WHERE held_at IS NULL
UNION ALL
SELECT inspection, NULL, '约谈要求' || seq || '：' || text, NULL, due_on FROM talk_requirements WHERE done_on IS NULL
UNION ALL
SELECT inspection, NULL, '函询回复：' || party || '（' || number || '）', NULL, due_on FROM inquiries WHERE received_on IS NULL;
