-- Registers, annual plan, inspections with scheme and team.

CREATE VIEW agency_list AS
SELECT name, code, level, region_code, region_name, department, address, phone, complaint_phone, government, court,
       CASE letterhead WHEN '' THEN name ELSE letterhead END AS letterhead, own
FROM agency ORDER BY NOT own, region_code, id;

CREATE VIEW series_code_list AS
SELECT c.series, c.code FROM seriescode c JOIN agency a ON a.id = c.agency_id WHERE a.own ORDER BY c.id;

CREATE VIEW series_last AS
SELECT series AS head, year, max(n) AS last FROM document WHERE series IS NOT NULL GROUP BY series, year;

CREATE VIEW series_first AS
SELECT series AS head, year, first FROM numbering;

CREATE VIEW staff_list AS
SELECT name, role, department, post, phone, organisation, certificate, certificate_issuer, certificate_from, certificate_to
FROM staff ORDER BY id;

CREATE VIEW interest_list AS
SELECT s.name AS staff, u.name AS unit, i.kind, i.text, i.until, i.declared, i.at
FROM interest i JOIN staff s ON s.id = i.staff_id JOIN unit u ON u.id = i.unit_id ORDER BY i.id;

CREATE VIEW unit_list AS
SELECT name, credit_code, type, subtype, region_code, address, head, head_post, contact, phone, is_enterprise,
       (SELECT count(*) FROM inspection n WHERE n.unit_id = unit.id) AS inspections
FROM unit ORDER BY id;

CREATE VIEW plan_list AS
SELECT p.year, p.guidance, p.scope, p.focus, p.approved_by, p.approved_on, p.approval_text, p.filed_on, p.filing_number,
       (SELECT count(*) FROM planitem i WHERE i.plan_id = p.id AND i.dropped_on IS NULL) AS items,
       (SELECT d.number FROM document d WHERE d.kind = 'D01' AND d.subject_id = p.id
          AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id) ORDER BY d.id DESC LIMIT 1) AS number
FROM plan p ORDER BY p.year;

CREATE VIEW plan_item_list AS
SELECT p.year, i.seq, u.name AS unit, u.is_enterprise, i.funds, i.mode, i.form, i.period_from, i.period_to, i.quarter,
       i.times, i.lead, i.people, i.days, i.cost, i.focus, i.dropped_on,
       (SELECT group_concat(n.number, '、') FROM inspection n WHERE n.plan_item_id = i.id) AS inspections
FROM planitem i JOIN plan p ON p.id = i.plan_id JOIN unit u ON u.id = i.unit_id WHERE i.seq > 0 ORDER BY p.year, i.seq;

-- One row for each inspection of a line, one without number for a line that was not begun.
CREATE VIEW plan_progress AS
SELECT p.year, i.seq, u.name AS unit, i.quarter, i.times, i.days, i.cost, i.dropped_on, n.number, n.state,
       (SELECT min(date(e.at, '+8 hours')) FROM entry e WHERE e.inspection_id = n.id) AS entered_on,
       (SELECT max(date(f.at, '+8 hours')) FROM fieldworkend f WHERE f.inspection_id = n.id) AS left_on,
       (SELECT count(*) FROM teammember t WHERE t.inspection_id = n.id AND t.left_at IS NULL AND t.role <> 'assistant') AS people
FROM planitem i JOIN plan p ON p.id = i.plan_id JOIN unit u ON u.id = i.unit_id
LEFT JOIN inspection n ON n.plan_item_id = i.id WHERE i.seq > 0 ORDER BY p.year, i.seq, n.number;

CREATE VIEW inspections_unplanned AS
SELECT year, number FROM inspection WHERE plan_item_id IS NULL ORDER BY number;

CREATE VIEW plan_change_list AS
SELECT p.year, c.seq, c.kind, c.text, c.reason, c.approved_by, c.at FROM planchange c JOIN plan p ON p.id = c.plan_id ORDER BY c.id;

CREATE VIEW scheme_list AS
SELECT n.number, n.state, s.at, s.items, s.scope, s.region, s.content, s.matters, s.focus, s.starts_on, s.ends_on, s.method,
       s.steps, s.division, s.confidentiality, s.contingency, s.materials, n.flight_reason, n.flight_text, n.ad_hoc_reason,
       m.name AS made_by, a.granted, a.text AS decision, b.name AS approved_by, a.at AS approved_at, a.frequency,
       a.late_reason
FROM scheme s JOIN inspection n ON n.id = s.inspection_id JOIN staff m ON m.id = s.made_by
LEFT JOIN approval a ON a.subject = 'scheme' AND a.subject_id = s.id LEFT JOIN staff b ON b.id = a.approved_by
ORDER BY n.number, s.id;

CREATE VIEW team_list AS
SELECT n.number, s.name, t.role, s.certificate, s.certificate_to, t.duty, t.no_interest, t.at, t.left_at, t.left_reason
FROM teammember t JOIN inspection n ON n.id = t.inspection_id JOIN staff s ON s.id = t.staff_id
ORDER BY n.number, t.left_at IS NOT NULL, t.role = 'assistant', t.role = 'member', t.id;

CREATE VIEW training_list AS
SELECT s.name AS staff, t.topic, t.organiser, t.starts_on, t.ends_on, t.hours, t.result
FROM training t JOIN staff s ON s.id = t.staff_id ORDER BY s.id, t.starts_on;

CREATE VIEW agreement_list AS
SELECT a.number, u.name AS unit, a.agency_party, a.subject, a.starts_on, a.ends_on, a.ended_on, a.end_reason,
       (SELECT group_concat(c."on" || ' ' || c.text, '；') FROM agreementchange c WHERE c.agreement_id = a.id) AS changes
FROM agreement a JOIN unit u ON u.id = a.unit_id ORDER BY u.id, a.starts_on;
