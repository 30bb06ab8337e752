-- 履职留痕 (办法 6, 37): what each did, from the journal; what an approver let pass, and what was taken note of.
-- `at`: when it happened, as far as the act says so; `registered`: when it was typed in.

-- One row for each entry, with the number of its act (the last entry of an act is signed) and the inspection it is about.
CREATE VIEW journal_acts AS
SELECT chain, actor, act, json_extract(header, '$.local') AS local,
       json_extract(body, '$.new.at') AS at,
       CASE WHEN record_table = 'document' AND op = 'insert' THEN json_extract(body, '$.new.number') END AS document,
       coalesce(json_extract(body, '$.new.inspection_id'),
          CASE WHEN record_table = 'inspection' THEN record_id END,
          CASE WHEN op = 'update' THEN (SELECT json_extract(k.body, '$.new.inspection_id') FROM journal k
             WHERE k.record_table = j.record_table AND k.record_id = j.record_id AND k.op = 'insert') END) AS inspection_id,
       sum(signature IS NOT NULL) OVER (PARTITION BY chain ORDER BY seq) - (signature IS NOT NULL) AS n
FROM journal j WHERE actor <> '';

CREATE VIEW duty_acts AS
SELECT coalesce(a.at, a.registered) AS at, a.registered, a.person, 'act' AS kind, a.act, i.number AS inspection, a.documents
FROM (SELECT max(at) AS at, min(local) AS registered, actor AS person, act, max(inspection_id) AS inspection_id, group_concat(document, '、') AS documents
      FROM journal_acts GROUP BY chain, n, act, actor) a
LEFT JOIN inspection i ON i.id = a.inspection_id;

CREATE VIEW duty_list AS
SELECT at, registered, person, kind, act, inspection, documents, NULL AS guard, NULL AS because, NULL AS approved_by, NULL AS record FROM duty_acts
UNION ALL
SELECT r.at, NULL, r.actor, r.kind, NULL, r.inspection, NULL, r.guard, r.because, r.approved_by, r.record FROM record_of_duty r;
