-- Requests for data and query rights (办法 8, 18).

CREATE VIEW request_list AS
SELECT q.number, i.number AS inspection, q.kind, q.party, q.wanted, q.scope, coalesce(d.number, q.document) AS document, q.due_on, q.at, s.name AS asked_by,
       (SELECT group_concat(b.value, '；') FROM json_each(q.basis) b) AS basis,
       (SELECT max(r.at) FROM datareceipt r WHERE r.request_id = q.id) AS received_at,
       (SELECT group_concat(r.giver, '、') FROM datareceipt r WHERE r.request_id = q.id) AS giver,
       (SELECT group_concat(e.code, '、') FROM datareceipt r JOIN json_each(r.evidence) x JOIN evidence e ON e.id = x.value
        WHERE r.request_id = q.id) AS evidence,
       (SELECT group_concat(t.sha, '、') FROM (
          SELECT json_extract(f.value, '$.sha256') AS sha FROM datareceipt r JOIN json_each(r.files) f WHERE r.request_id = q.id
          UNION ALL
          SELECT e.sha256 FROM datareceipt r JOIN json_each(r.evidence) x JOIN evidence e ON e.id = x.value
          WHERE r.request_id = q.id AND e.sha256 <> '') t) AS sha256,
       EXISTS (SELECT 1 FROM datareceipt r WHERE r.request_id = q.id AND r.refused) AS refused,
       NOT (EXISTS (SELECT 1 FROM datareceipt r WHERE r.request_id = q.id AND (r.complete OR r.refused))
            OR (q.kind = 'query' AND EXISTS (SELECT 1 FROM queryright g WHERE g.request_id = q.id))) AS open
FROM datarequest q JOIN inspection i ON i.id = q.inspection_id JOIN staff s ON s.id = q.asked_by
LEFT JOIN document d ON d.id = q.document_id
ORDER BY q.number;

CREATE VIEW query_rights AS
SELECT q.number, i.number AS inspection, g.account, g.scope, h.name AS holder, g.granted_by, g.at, g.until,
       e.at AS withdrawn_at, e.withdrawn_by, (e.id IS NULL) AS open
FROM queryright g JOIN datarequest q ON q.id = g.request_id JOIN inspection i ON i.id = g.inspection_id
JOIN staff h ON h.id = g.holder LEFT JOIN queryrightend e ON e.right_id = g.id
ORDER BY q.number, g.at, g.id;

CREATE VIEW request_waiting AS
SELECT inspection, NULL AS deadline, '答复请求：' || number || '　' || party AS what, NULL AS starts_on, due_on
FROM request_list WHERE open
UNION ALL
SELECT inspection, NULL, '收回查询权限：' || account || '　' || holder, NULL, until FROM query_rights WHERE open;
