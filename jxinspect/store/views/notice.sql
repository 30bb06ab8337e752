-- What notices and letters leave waiting.

CREATE VIEW notice_waiting AS
SELECT i.number AS inspection, NULL AS deadline, '检查审批待补办（plan scheme late）' AS what,
       NULL AS starts_on, NULL AS due_on
FROM inspection i
WHERE i.state <> 'closed' AND EXISTS (SELECT 1 FROM notice n WHERE n.inspection_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.inspection_id = i.id AND a.subject = 'scheme'
                  AND (a.granted OR a.late_for IS NOT NULL))
UNION ALL
SELECT a.inspection, NULL, '协查函复：' || a.organ || '（' || a.number || '）', NULL, a.due_on
FROM assistance_list a WHERE a.state <> 'closed' AND NOT coalesce(a.complete, 0);

-- Notices that are void and have no other in their place: the inspection waits for one.
CREATE VIEW void_notices AS
SELECT i.number AS inspection, d.number, max(d.id) AS last
FROM document d JOIN inspection i ON i.id = d.inspection_id
WHERE d.kind IN ('D05', 'D06', 'D07') AND i.state = 'notified'
  AND EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM document o WHERE o.kind IN ('D05', 'D06', 'D07') AND o.inspection_id = i.id
                  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = o.id))
GROUP BY i.number;

-- Letters of assistance: asked when, due when, answered when with what; the last answer of each.
CREATE VIEW assistance_list AS
SELECT i.number AS inspection, d.number, a.organ, a.matter, a.due_on, date(a.at, '+8 hours') AS asked_on,
       v.received_on AS reached_on, r.received_on AS answered_on, r.reference, r.text, r.complete, i.state
FROM assistance a JOIN inspection i ON i.id = a.inspection_id
JOIN document d ON d.kind = 'D26a' AND d.subject_id = a.id
LEFT JOIN received v ON v.document_id = d.id
LEFT JOIN assistancereply r ON r.id = (SELECT max(l.id) FROM assistancereply l WHERE l.assistance_id = a.id)
WHERE NOT EXISTS (SELECT 1 FROM documentvoid x WHERE x.document_id = d.id)
ORDER BY i.number, d.id;
