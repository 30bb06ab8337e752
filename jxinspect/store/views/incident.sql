-- 要情 (办法 28, 36): what was assessed how, reported when, and which findings still wait for their assessment.
-- What is counted by the clock or in working days is counted by the law (law/incident.py), not here.

CREATE VIEW incident_list AS
SELECT n.number, n.source, i.number AS inspection, f.seq AS finding, u.name AS unit, n.title, n.at, n.discovered_at,
       n.discovered_how, r.name AS reporting_unit, n.unit_discovered_at, n.report_document, n.happened, n.persons, n.funds,
       coalesce(x.amount, a.amount, n.amount) AS amount, x.loss, x.recovered,
       a.suggested, a.level, a.reason, a.filed, a.grave, s.name AS decided_by, a.at AS decided_at, a.since,
       d.at AS sent_at, d.channel, d.late_reason, x.stage, x.n AS reports, w.number AS document, n.year, n.id, n.inspection_id,
       CASE WHEN a.level IS NULL THEN 'unassessed' WHEN a.level = 'none' THEN 'none' WHEN d.id IS NULL THEN 'to_report'
            WHEN EXISTS (SELECT 1 FROM incidentreport e JOIN incidentdispatch y ON y.report_id = e.id
                         WHERE e.incident_id = n.id AND e.stage = 'final') THEN 'ended' ELSE 'reported' END AS state
FROM incident n
LEFT JOIN inspection i ON i.id = n.inspection_id
LEFT JOIN finding f ON f.id = n.finding_id
LEFT JOIN unit u ON u.id = n.unit_id
LEFT JOIN unit r ON r.id = n.reporting_unit_id
LEFT JOIN incidentassessment a ON a.id = (SELECT max(id) FROM incidentassessment WHERE incident_id = n.id)
LEFT JOIN staff s ON s.id = a.decided_by
LEFT JOIN incidentreport x ON x.id = (SELECT max(id) FROM incidentreport WHERE incident_id = n.id)
LEFT JOIN document w ON w.kind = 'D47' AND w.subject_id = x.id
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = w.id)
-- The first report that told of the level as it is now, or of a graver one.
LEFT JOIN incidentdispatch d ON d.id = (
  SELECT y.id FROM incidentreport e JOIN incidentdispatch y ON y.report_id = e.id
  WHERE e.incident_id = n.id AND (e.level = 'major' OR a.level = 'ordinary') ORDER BY y.at LIMIT 1)
ORDER BY n.number;

CREATE VIEW incident_reports AS
SELECT n.number AS incident, x.n, x.stage, x.level, x.at, d.number AS document, s.name AS signed_by, x.addressee, x.amount, x.loss,
       x.recovered, y.at AS sent_at, y.channel, y.receipt, y.late_reason
FROM incidentreport x JOIN incident n ON n.id = x.incident_id JOIN staff s ON s.id = x.signed_by
LEFT JOIN document d ON d.kind = 'D47' AND d.subject_id = x.id
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
LEFT JOIN incidentdispatch y ON y.report_id = x.id
ORDER BY n.number, x.n;

CREATE VIEW incident_decisions AS
SELECT n.number AS incident, a.at, a.suggested, a.level, a.amount, a.filed, a.grave, a.reason, s.name AS decided_by, a.since
FROM incidentassessment a JOIN incident n ON n.id = a.incident_id JOIN staff s ON s.id = a.decided_by
ORDER BY n.number, a.id;

-- Findings whose violation wants an assessment (law/data/violations.toml; a test holds the codes equal) and that have none.
CREATE VIEW incident_pending AS
SELECT i.number AS inspection, f.seq AS finding, u.name AS unit, f.title, f.violation, f.amount, f.at, i.state
FROM finding f JOIN inspection i ON i.id = f.inspection_id JOIN unit u ON u.id = i.unit_id
WHERE f.violation IN (SELECT value FROM json_each(
    '["V30","V31-1","V31-3","V31-4","V32-1","V32-2","V32-3","V32-4","V32-5","V32-6","V33-1","V33-2"]'))
  AND NOT EXISTS (SELECT 1 FROM adoption o WHERE o.finding_id = f.id AND o.withdraws)
  AND NOT EXISTS (SELECT 1 FROM incident n JOIN incidentassessment a ON a.incident_id = n.id WHERE n.finding_id = f.id)
ORDER BY i.number, f.seq;

-- T26: from the discovery of what the level shows; by the clock for what is major. What is not assessed counts by its amount.
CREATE VIEW incident_waiting AS
SELECT inspection, CASE WHEN major THEN 'T26.major' ELSE 'T26' END AS deadline, what,
       CASE WHEN NOT major THEN date(since, '+8 hours') END AS starts_on,
       CASE WHEN major THEN datetime(since, '+' || (8 + hours) || ' hours') END AS due_on
FROM (
  SELECT inspection, what, since, coalesce(level = 'major', amount >= bound, 0) AS major, hours
  FROM (
    SELECT inspection, '要情' || number || '评估等级' AS what, discovered_at AS since, NULL AS level, amount
    FROM incident_list WHERE state = 'unassessed'
    UNION ALL
    SELECT inspection, '要情' || number || '向上级报告（' || CASE level WHEN 'major' THEN '重大' ELSE '普通' END || '）',
           since, level, amount
    FROM incident_list WHERE state = 'to_report'
    UNION ALL
    SELECT inspection, '评估问题' || finding || '是否属于要情：' || title, at, NULL, amount
    FROM incident_pending WHERE state <> 'closed'
  ) JOIN (
    SELECT coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'incident.major_hours'), 24) AS hours,
           coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'incident.major_amount'), 50000000) AS bound
  )
);
