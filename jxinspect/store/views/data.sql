-- Data of inspections as they were loaded: datasets, their files, what is wrong with them, what was destroyed.

CREATE VIEW data_list AS
SELECT i.number AS inspection, d.number, d."table" AS table_key, d.at, d.extract_on, d.rows_read, d.rows_kept, d.rows_refused,
       (SELECT min(json_extract(m.value, '$.ym')) FROM json_each(d.months) m) AS first_ym,
       (SELECT max(json_extract(m.value, '$.ym')) FROM json_each(d.months) m) AS last_ym,
       (SELECT json_extract(s.value, '$.fen') FROM json_each(d.sums) s LIMIT 1) AS total,
       d.control_rows, d.control_sum,
       (SELECT sum(json_extract(f.value, '$.count')) FROM json_each(d.faults) f) AS faults,
       (SELECT group_concat(DISTINCT e.code) FROM datasetfile f JOIN evidence e ON e.id = f.evidence_id WHERE f.dataset_id = d.id)
           AS evidence,
       q.number AS request, d.digest, d.digest_version,
       (SELECT p.number FROM datapurge p, json_each(p.datasets) x WHERE x.value = d.id) AS purge,
       (SELECT coalesce(n.number || '代替', '已撤回') FROM datasetwithdrawal w LEFT JOIN dataset n ON n.id = w.instead_id WHERE w.dataset_id = d.id)
           AS withdrawn
FROM dataset d JOIN inspection i ON i.id = d.inspection_id LEFT JOIN datarequest q ON q.id = d.request_id
ORDER BY d.number;

CREATE VIEW data_files AS
SELECT i.number AS inspection, d.number, d."table" AS table_key, f.file, f.sheet, f.form, f.encoding, f.rows_read, f.rows_kept,
       f.rows_refused, json_array_length(f.left_out) AS left_out, e.code AS evidence, e.sha256
FROM datasetfile f JOIN dataset d ON d.id = f.dataset_id JOIN inspection i ON i.id = d.inspection_id
JOIN evidence e ON e.id = f.evidence_id
ORDER BY d.number, f.id;

CREATE VIEW data_months AS
SELECT i.number AS inspection, d.number, d."table" AS table_key, json_extract(m.value, '$.ym') AS ym,
       json_extract(m.value, '$.rows') AS rows, json_extract(m.value, '$.amount') AS amount
FROM dataset d JOIN inspection i ON i.id = d.inspection_id, json_each(d.months) m
ORDER BY d.number, ym;

CREATE VIEW data_purges AS
SELECT i.number AS inspection, p.number, p.at, p.rows, json_array_length(p.objects) AS objects,
       (SELECT group_concat(d.number, '、') FROM json_each(p.datasets) x JOIN dataset d ON d.id = x.value) AS datasets,
       p.method, p.reason, p.actor, s.name AS witness,
       (SELECT d.number FROM document d WHERE d.kind = 'D75' AND d.subject_id = p.id
        AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)) AS document
FROM datapurge p JOIN inspection i ON i.id = p.inspection_id JOIN staff s ON s.id = p.witness
ORDER BY p.number;

CREATE VIEW header_profiles AS
SELECT p."table" AS table_key, p.header, p.mapping FROM headerprofile p ORDER BY p.id;
