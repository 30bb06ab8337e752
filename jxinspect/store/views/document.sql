-- Issued documents with what became of the paper.

CREATE VIEW documents AS
SELECT d.number, d.kind, d.title, i.number AS inspection, d.dated, d.at,
       v.id IS NOT NULL AS void, v.reason AS void_reason,
       (SELECT date(min(p.received_at), '+8 hours') FROM proofofservice p
        JOIN json_each(p.documents) served ON served.value = d.id) AS received_on,
       (SELECT count(*) FROM signedpaper s WHERE s.document_id = d.id AND s.outcome = 'signed') AS signed,
       (SELECT count(*) FROM signedpaper s WHERE s.document_id = d.id AND s.outcome <> 'signed') AS unsigned,
       (SELECT group_concat(m.number, '、') FROM correction c JOIN document m ON m.subject_id = c.id AND m.kind = 'D74'
        WHERE c.document_id = d.id AND NOT EXISTS (SELECT 1 FROM documentvoid g WHERE g.document_id = m.id)) AS corrected_by,
       (SELECT o.number FROM correction c JOIN document o ON o.id = c.document_id WHERE c.id = d.subject_id) AS corrects,
       (SELECT x.word FROM contested x WHERE x.document_id = d.id) AS contested,
       (SELECT x.numbers FROM contested x WHERE x.document_id = d.id) AS challenges,
       d.check_code, d.sha256, d.file_name, d.actor, d.id
FROM document d
LEFT JOIN inspection i ON i.id = d.inspection_id
LEFT JOIN documentvoid v ON v.document_id = d.id
ORDER BY d.at, d.id;

CREATE VIEW signed_papers AS
SELECT d.number, s.signer, s.capacity, s.outcome, s.at, s.reason, s.witness, s.scan_name, s.scan
FROM signedpaper s JOIN document d ON d.id = s.document_id ORDER BY s.at, s.id;

CREATE VIEW document_services AS
SELECT d.number, p.method, p.received_at, p.receiver, p.capacity, p.place, p.reason, p.witness
FROM proofofservice p JOIN json_each(p.documents) served JOIN document d ON d.id = served.value
ORDER BY p.at, p.id;

CREATE VIEW document_corrections AS
SELECT o.number, m.number AS notice, json_extract(line.value, '$.wrong') AS wrong,
       json_extract(line.value, '$.right') AS right, c.reason, c.at
FROM correction c JOIN document o ON o.id = c.document_id JOIN json_each(c.lines) line
JOIN document m ON m.subject_id = c.id AND m.kind = 'D74'
WHERE NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = m.id)
ORDER BY c.at, c.id, line.key;
