-- Leads and cooperation. Nothing here reads who reported: `reporter` and its objects are no part of any view.

CREATE VIEW lead_list AS
SELECT l.number, l.source, l.channel, l.at, l.named, u.name AS unit, l.about, l.matter, l.funds, l.amount, l.origin, l.state,
       l.due_on, l.proposal, r.name AS registered_by, a.decision, a.reason, a.transferred_to, b.name AS decided_by,
       a.at AS decided_at,
       (SELECT s.name FROM leadassignment g JOIN staff s ON s.id = g.handler WHERE g.lead_id = l.id
        ORDER BY g.id DESC LIMIT 1) AS handler,
       (SELECT group_concat(i.number, '、') FROM leadinspection k JOIN inspection i ON i.id = k.inspection_id
        WHERE k.lead_id = l.id) AS inspections,
       e.due_on AS extended_to, n.number AS notice, t.received_on AS told_on, c.outcome, c.result, c.reward, c.at AS closed_at,
       (SELECT count(*) FROM reporterrequest q WHERE q.lead_id = l.id) AS requests, l.id
FROM lead l
JOIN staff r ON r.id = l.registered_by
LEFT JOIN unit u ON u.id = l.unit_id
LEFT JOIN leadassessment a ON a.id = (SELECT max(id) FROM leadassessment WHERE lead_id = l.id)
LEFT JOIN staff b ON b.id = a.decided_by
LEFT JOIN leadextension e ON e.lead_id = l.id
LEFT JOIN leadclosing c ON c.lead_id = l.id
LEFT JOIN document n ON n.kind = 'D31a' AND n.subject_id = a.id
  AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = n.id)
LEFT JOIN received t ON t.document_id = n.id
ORDER BY l.number;

CREATE VIEW reporter_requests AS
SELECT l.number, q.at, q.actor, q.reason FROM reporterrequest q JOIN lead l ON l.id = q.lead_id ORDER BY q.id;

-- T24: reports are reviewed, their reporters told, and they are finished; others have the date that their sender set.
CREATE VIEW lead_deadlines AS
SELECT 'T24.assess' AS deadline, '审查举报线索' || l.number AS what, date(l.at, '+8 hours') AS starts_on, NULL AS due_on
FROM lead l WHERE l.source = 'tip' AND l.state = 'registered'
UNION ALL
SELECT 'T24.tell', '告知线索' || v.number || '的实名举报人', date(v.at, '+8 hours'), NULL
FROM lead_list v WHERE v.source = 'tip' AND v.named AND v.told_on IS NULL
UNION ALL
SELECT 'T24', '办结举报线索' || v.number, CASE WHEN v.extended_to IS NULL THEN date(v.decided_at, '+8 hours') END, v.extended_to
FROM lead_list v WHERE v.source = 'tip' AND v.state = 'accepted'
UNION ALL
SELECT NULL, '办结线索' || l.number || '（交办期限）', NULL, l.due_on
FROM lead l WHERE l.due_on IS NOT NULL AND l.state IN ('registered', 'accepted')
UNION ALL
SELECT NULL, '协同请求' || c.number || '的答复：' || c.organ, NULL, c.due_on
FROM cooperation_list c WHERE c.due_on IS NOT NULL AND NOT c.answered;

-- 受理举报 among the duties of 办法 10: by year of receipt and channel.
CREATE VIEW lead_counts AS
SELECT l.year, l.source, count(*) AS received, sum(l.named) AS named,
       sum(EXISTS (SELECT 1 FROM leadassessment a WHERE a.lead_id = l.id AND a.decision = 'accept')) AS accepted,
       sum(l.state = 'rejected') AS rejected, sum(l.state = 'transferred') AS transferred, sum(l.state = 'closed') AS closed,
       sum(EXISTS (SELECT 1 FROM leadclosing c WHERE c.lead_id = l.id AND c.outcome IN ('proven', 'partly'))) AS proven,
       sum(EXISTS (SELECT 1 FROM leadinspection k WHERE k.lead_id = l.id)) AS inspected
FROM lead l GROUP BY l.year, l.source ORDER BY l.year, l.source;

CREATE VIEW cooperation_list AS
SELECT c.number, c.year, c.partner, c.organ, c.subject, c.basis, c.document, c.at, c.due_on, s.name AS asked_by,
       i.number AS inspection, l.number AS lead,
       EXISTS (SELECT 1 FROM cooperationanswer a WHERE a.cooperation_id = c.id AND a.complete) AS answered,
       (SELECT max(a.at) FROM cooperationanswer a WHERE a.cooperation_id = c.id) AS answered_at,
       (SELECT group_concat(a.document, '、') FROM cooperationanswer a WHERE a.cooperation_id = c.id AND a.document <> '') AS answer_document,
       (SELECT group_concat(a.text, '；') FROM cooperationanswer a WHERE a.cooperation_id = c.id) AS answer
FROM cooperation c JOIN staff s ON s.id = c.asked_by
LEFT JOIN inspection i ON i.id = c.inspection_id LEFT JOIN lead l ON l.id = c.lead_id
ORDER BY c.number;

-- For the statistics (办法 7, 8): requests by year and partner, and how long the answers took.
CREATE VIEW cooperation_counts AS
SELECT year, partner, count(*) AS asked, sum(answered) AS answered,
       sum(NOT answered) AS open,
       CAST(round(avg(CASE WHEN answered THEN julianday(answered_at) - julianday(at) END)) AS INTEGER) AS days
FROM cooperation_list GROUP BY year, partner ORDER BY year, partner;
