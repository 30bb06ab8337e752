-- What people call things: number, code or name → kind and id.

CREATE VIEW named AS
SELECT number AS name, 'inspection' AS kind, id FROM inspection
UNION ALL SELECT number, 'document', id FROM document
UNION ALL SELECT code, 'evidence', id FROM evidence
UNION ALL SELECT code, 'seal', id FROM seal
UNION ALL SELECT code, 'paper', id FROM workingpaper
UNION ALL SELECT number, 'lead', id FROM lead
UNION ALL SELECT number, 'proceeding', id FROM proceeding
UNION ALL SELECT number, 'challenge', id FROM challenge
UNION ALL SELECT number, 'incident', id FROM incident
UNION ALL SELECT number, 'leak', id FROM leak
UNION ALL SELECT name, 'unit', id FROM unit
UNION ALL SELECT name, 'staff', id FROM staff;

CREATE VIEW show_inspection AS
SELECT i.id, i.number, u.name AS unit, u.type AS unit_type, i.form, i.state, i.period_from, i.period_to,
       i.ad_hoc_reason, i.flight_text,
       (SELECT group_concat(s.name, '、') FROM teammember t JOIN staff s ON s.id = t.staff_id
        WHERE t.inspection_id = i.id AND t.left_at IS NULL) AS team
FROM inspection i JOIN unit u ON u.id = i.unit_id;

CREATE VIEW show_document AS
SELECT d.id, d.inspection_id, d.kind, d.title, d.number, d.dated, i.number AS inspection, d.actor, d.check_code, d.sha256,
       v.reason AS void_reason, r.received_on,
       (SELECT group_concat(p.capacity || p.signer || CASE p.outcome WHEN 'signed' THEN '' WHEN 'refused' THEN '（拒签）' ELSE '（不能签）' END, '、') FROM signedpaper p
        WHERE p.document_id = d.id) AS signed
FROM document d
LEFT JOIN inspection i ON i.id = d.inspection_id
LEFT JOIN documentvoid v ON v.document_id = d.id
LEFT JOIN received r ON r.document_id = d.id;

CREATE VIEW show_evidence AS
SELECT e.id, e.inspection_id, e.code, e.name, e.kind, e.form, e.source, e.place, e.proves, e.at, e.pages, e.kept_at, e.state,
       e.file_name, e.size, e.sha256, e.photo_at, e.photo_place, e.note,
       (SELECT group_concat(s.name, '、') FROM json_each(e.takers) t JOIN staff s ON s.id = t.value) AS takers
FROM evidence e;

CREATE VIEW show_seal AS
SELECT s.id, s.inspection_id, s.code, s.state, s.facts, s.place, s.keeper, s.starts_on, s.ends_on, s.urgent, s.attended
FROM seal s;

CREATE VIEW show_paper AS
SELECT p.id, p.inspection_id, p.code, p.matter, p.facts, p.nature, a.name AS author, p.at, r.name AS reviewer, p.reviewed_at
FROM workingpaper p JOIN staff a ON a.id = p.author LEFT JOIN staff r ON r.id = p.reviewer;

CREATE VIEW show_unit AS
SELECT id, name, credit_code, type, subtype, region_code, address, head, head_post, contact, phone, is_enterprise FROM unit;

CREATE VIEW show_staff AS
SELECT id, name, role, department, post, phone, certificate, certificate_issuer, certificate_from, certificate_to FROM staff;

CREATE VIEW show_findings AS
SELECT inspection_id, seq, title, violation, amount, persons, period_from, period_to FROM finding ORDER BY seq;
