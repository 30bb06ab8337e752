-- Sealings with what is still sealed, their lines and their strips.

CREATE VIEW seals AS
SELECT s.code, i.number AS inspection, u.name AS unit, s.state, s.urgent,
       s.starts_on, s.ends_on, s.days, s.reasons, s.facts, s.place, s.keeper, s.custody_mode, s.acted_at,
       (SELECT count(*) FROM sealitem l WHERE l.seal_id = s.id) AS items,
       (SELECT count(*) FROM sealitem l WHERE l.seal_id = s.id AND l.released_id IS NULL AND s.state = 'active') AS held,
       (SELECT count(*) FROM strip t WHERE t.seal_id = s.id) AS strips,
       (SELECT count(*) FROM strip t WHERE t.seal_id = s.id AND t.intact = 0) AS broken,
       (SELECT a.granted FROM approval a WHERE a.subject = 'seal' AND a.subject_id = s.id) AS granted,
       (SELECT group_concat(d.number, '、') FROM document d
        WHERE d.kind IN ('D33', 'D37', 'D38') AND d.inspection_id = s.inspection_id
          AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
          AND (d.subject_id = s.id
               OR d.subject_id IN (SELECT e.id FROM sealextension e WHERE e.seal_id = s.id)
               OR d.subject_id IN (SELECT r.id FROM sealrelease r WHERE r.seal_id = s.id))) AS papers
FROM seal s JOIN inspection i ON i.id = s.inspection_id JOIN unit u ON u.id = i.unit_id
ORDER BY s.code;

CREATE VIEW seal_lines AS
SELECT s.code, l.seq, l.name, l.material, l.quantity || l.unit AS quantity, l.period, l.reference, l.features,
       l.strip, l.kept_at, date(r.at, '+8 hours') AS released_on
FROM sealitem l JOIN seal s ON s.id = l.seal_id LEFT JOIN sealrelease r ON r.id = l.released_id
ORDER BY s.code, l.seq;

CREATE VIEW seal_strips AS
SELECT s.code, t.number, t.place, t.intact FROM strip t JOIN seal s ON s.id = t.seal_id ORDER BY t.number;
