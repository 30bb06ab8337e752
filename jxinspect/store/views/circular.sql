-- Circulars, recommendations and their answers (办法 24).

CREATE VIEW circulars AS
SELECT i.number AS inspection, d.number, d.dated, c.about, c.title, s.name AS approved_by,
       (SELECT group_concat(value, '、') FROM json_each(c.recipients)) AS recipients
FROM circular c
JOIN inspection i ON i.id = c.inspection_id
JOIN staff s ON s.id = c.approved_by
JOIN document d ON d.subject_id = c.id AND d.kind = 'D55'
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
ORDER BY i.number, c.id;

CREATE VIEW recommendations AS
SELECT i.number AS inspection, d.number, r.organ, (SELECT group_concat(value, '、') FROM json_each(r.kinds)) AS kinds,
       date(r.at, '+8 hours') AS sent_on, r.reply_due, a.received_on, a.adopted, a.text AS answer,
       coalesce(a.complete, 0) AS settled
FROM recommendation r
JOIN inspection i ON i.id = r.inspection_id
JOIN document d ON d.subject_id = r.id AND d.kind = 'D56'
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
LEFT JOIN recommendationreply a ON a.id = (SELECT max(id) FROM recommendationreply WHERE recommendation_id = r.id)
ORDER BY i.number, r.id;

CREATE VIEW recommendation_waiting AS
SELECT inspection, NULL AS deadline, '处理建议的反馈：' || organ || '（' || number || '）' AS what, NULL AS starts_on,
       reply_due AS due_on
FROM recommendations WHERE NOT settled;
