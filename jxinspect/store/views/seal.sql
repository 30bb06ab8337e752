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
       l.strip, l.kept_at, l.loss, l.loss_note,
       CASE WHEN l.loss IS NOT 'missing' THEN date(r.at, '+8 hours') END AS released_on
FROM sealitem l JOIN seal s ON s.id = l.seal_id LEFT JOIN sealrelease r ON r.id = l.released_id
ORDER BY s.code, l.seq;

CREATE VIEW seal_strips AS
SELECT s.code, t.number, t.place, t.intact, t.replaces, date(a.at, '+8 hours') AS resealed_on
FROM strip t JOIN seal s ON s.id = t.seal_id LEFT JOIN reseal a ON a.id = t.reseal_id ORDER BY t.number;

-- What is due with sealings. The term is the day that was decided, the 24 hours are a moment in Beijing (+8 hours).
CREATE VIEW seal_deadlines AS
SELECT i.number AS inspection, 'T07' AS deadline, '封存' || s.code || '到期，应当在此之前解除' AS what,
       s.starts_on AS starts_on, s.ends_on AS due_on
FROM seal s JOIN inspection i ON i.id = s.inspection_id WHERE s.state = 'active'
UNION ALL
SELECT i.number, 'T08', '紧急封存' || s.code || '补办批准', NULL, datetime(s.acted_at, '+32 hours')
FROM seal s JOIN inspection i ON i.id = s.inspection_id
WHERE s.state = 'active' AND s.urgent
  AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.subject = 'seal' AND a.subject_id = s.id)
UNION ALL
SELECT i.number, 'T08', '紧急封存' || s.code ||
       CASE WHEN a.granted THEN '补办批准超过24小时' ELSE '未获批准' END || '，应当立即解除', NULL, datetime(a.at, '+8 hours')
FROM seal s JOIN inspection i ON i.id = s.inspection_id JOIN approval a ON a.subject = 'seal' AND a.subject_id = s.id
WHERE s.state = 'active' AND s.urgent AND (NOT a.granted OR datetime(a.at) > datetime(s.acted_at, '+24 hours'))
UNION ALL
SELECT i.number, NULL, '封存' || s.code ||
       CASE WHEN s.state = 'approved' THEN '已经批准，等待实施' WHEN s.urgent THEN '紧急，等待实施' ELSE '等待审批' END, NULL, NULL
FROM seal s JOIN inspection i ON i.id = s.inspection_id
WHERE s.state IN ('requested', 'approved') AND i.state = 'entered';
