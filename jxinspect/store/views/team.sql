-- Declarations of the team and recusal.

CREATE VIEW recusal_list AS
SELECT i.number AS inspection, s.name, r.by, r.applicant, r.reason, r.facts, r.at, d.granted,
       coalesce(h.name, d.collective) AS decided, d.at AS decided_at, p.name AS replacement,
       (SELECT k.number FROM document k WHERE k.kind = 'D16' AND k.subject_id = d.id
          AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = k.id) ORDER BY k.id DESC LIMIT 1) AS number
FROM recusalrequest r JOIN inspection i ON i.id = r.inspection_id JOIN staff s ON s.id = r.staff_id
LEFT JOIN recusaldecision d ON d.request_id = r.id
LEFT JOIN staff h ON h.id = d.decided_by LEFT JOIN staff p ON p.id = d.replacement
ORDER BY i.number, r.id;

-- What waits before and during the fieldwork: declarations, the leader's look at them, decisions on recusal.
CREATE VIEW team_waiting AS
SELECT i.number AS inspection, NULL AS deadline, '利害关系未申报：' || group_concat(s.name, '、') AS what,
       NULL AS starts_on, NULL AS due_on
FROM teammember t JOIN inspection i ON i.id = t.inspection_id JOIN staff s ON s.id = t.staff_id
WHERE t.left_at IS NULL AND NOT t.no_interest AND i.state IN ('planned', 'schemed', 'approved', 'notified', 'entered')
  AND NOT EXISTS (SELECT 1 FROM declaration d WHERE d.inspection_id = i.id AND d.staff_id = t.staff_id)
GROUP BY i.id
UNION ALL
SELECT i.number, NULL, '自查表（D04）待组长核验：' || group_concat(s.name, '、'), NULL, NULL
FROM declaration d JOIN inspection i ON i.id = d.inspection_id JOIN staff s ON s.id = d.staff_id
JOIN teammember t ON t.inspection_id = i.id AND t.staff_id = d.staff_id AND t.left_at IS NULL
WHERE i.state IN ('planned', 'schemed', 'approved', 'notified', 'entered')
  AND NOT EXISTS (SELECT 1 FROM declaration n WHERE n.inspection_id = i.id AND n.staff_id = d.staff_id AND n.id > d.id)
  AND NOT EXISTS (SELECT 1 FROM declarationcheck c JOIN json_each(c.declarations) seen ON seen.value = d.id)
GROUP BY i.id
UNION ALL
SELECT i.number, NULL, '回避申请待决定：' || s.name, NULL, NULL
FROM recusalrequest r JOIN inspection i ON i.id = r.inspection_id JOIN staff s ON s.id = r.staff_id
WHERE i.state <> 'closed' AND NOT EXISTS (SELECT 1 FROM recusaldecision d WHERE d.request_id = r.id);
