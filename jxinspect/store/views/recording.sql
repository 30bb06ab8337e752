-- Recordings of sound and pictures, and the acts that may be recorded (model/coverage.py says the same; a test compares).

CREATE VIEW recording_list AS
SELECT r.code, i.number AS inspection, r.stages, r.at, r.ended_at, r.about, r.place, r.device, s.name AS recorder, r.file_name,
       r.size, r.sha256, r.sm3, r.kept_at, r.note, (SELECT e.code FROM evidence e WHERE e.id = r.evidence_id) AS evidence,
       r.stored IS NOT NULL AS stored
FROM recording r JOIN inspection i ON i.id = r.inspection_id JOIN staff s ON s.id = r.recorder
ORDER BY r.code;

CREATE VIEW staged AS
WITH act AS (
  SELECT e.inspection_id, CASE WHEN i.form = 'flight' THEN 'flight_entry' ELSE 'entry' END AS stage, e.at, e.at AS ended_at,
         e.met AS what, 0 AS shown FROM entry e JOIN inspection i ON i.id = e.inspection_id
  UNION ALL SELECT inspection_id, 'questioning', at, ended_at, person, 0 FROM questioning
  UNION ALL SELECT inspection_id, 'site', at, ended_at, topic, 0 FROM siterecord
  UNION ALL SELECT inspection_id, 'extraction', at, ended_at, system, 0 FROM extraction
  UNION ALL SELECT inspection_id, 'seal', acted_at, coalesce(ended_at, acted_at), code, recordings <> '[]'
            FROM seal WHERE acted_at IS NOT NULL
  UNION ALL SELECT r.inspection_id, 'release', r.at, r.at, s.code, 0 FROM sealrelease r JOIN seal s ON s.id = r.seal_id
  UNION ALL SELECT inspection_id, 'order', at, at, party, 0 FROM correction_order WHERE on_spot
  UNION ALL SELECT inspection_id, 'left_service', at, at, addressee, recordings <> '[]'
            FROM proofofservice WHERE method = 'left' AND inspection_id IS NOT NULL
)
SELECT i.number AS inspection, i.state, a.stage, a.at, a.ended_at, a.what,
       coalesce(nullif((SELECT value FROM setting WHERE key = 'recording.' || a.stage), ''),
                CASE WHEN a.stage IN ('flight_entry', 'seal', 'left_service') THEN 'True' ELSE 'False' END) = 'True' AS wanted,
       a.shown OR EXISTS (SELECT 1 FROM recording r WHERE r.inspection_id = a.inspection_id AND a.stage IN (SELECT value FROM json_each(r.stages))
                          AND r.at <= a.ended_at AND r.ended_at >= a.at) AS recorded
FROM act a JOIN inspection i ON i.id = a.inspection_id
ORDER BY i.number, a.at;
