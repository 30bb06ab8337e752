-- Third parties: who is hired, who has signed, and what data they may see.

CREATE VIEW undertaking_unsigned AS
SELECT u.engagement_id, u.inspection_id, s.name, d.number
FROM undertaking u JOIN staff s ON s.id = u.staff_id
LEFT JOIN document d ON d.kind = 'D29' AND d.subject_id = u.id
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
WHERE NOT EXISTS (SELECT 1 FROM signedpaper p
                  WHERE p.document_id = d.id AND p.signer = s.name AND p.outcome = 'signed');

CREATE VIEW third_party_list AS
SELECT i.number AS inspection, e.organisation, e.contract, e.matter,
       (SELECT group_concat(s.name, '、') FROM json_each(e.persons) x JOIN staff s ON s.id = x.value) AS persons,
       (SELECT group_concat(n.name, '、') FROM undertaking_unsigned n WHERE n.engagement_id = e.id) AS unsigned,
       a.number AS authorisation,
       (SELECT group_concat(CASE c.value WHEN 'statistics' THEN '统计数据' ELSE '财务数据' END, '、')
          FROM json_each(a.classes) c) AS classes,
       a.scope, a.valid_from, a.valid_to, a.withdrawn_at,
       (SELECT count(*) FROM datause t WHERE t.authorisation_id = a.id) AS uses
FROM engagement e JOIN inspection i ON i.id = e.inspection_id LEFT JOIN authorisation a ON a.engagement_id = e.id
ORDER BY i.number, e.id, a.id;

CREATE VIEW third_party_waiting AS
SELECT i.number AS inspection, NULL AS deadline, '第三方保密承诺书（D29）未签：' || group_concat(n.name, '、') AS what,
       NULL AS starts_on, NULL AS due_on
FROM undertaking_unsigned n JOIN inspection i ON i.id = n.inspection_id
WHERE i.state <> 'closed' GROUP BY i.id
UNION ALL
SELECT i.number, NULL, '第三方数据授权' || a.number || '到期', NULL, a.valid_to
FROM authorisation a JOIN inspection i ON i.id = a.inspection_id
WHERE i.state <> 'closed' AND a.withdrawn_at IS NULL;
