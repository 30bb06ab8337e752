-- The list of seriously untrustworthy parties (办法 24(二)); entries are numbered within their inspection.

CREATE VIEW blacklist AS
SELECT i.number AS inspection, row_number() OVER (PARTITION BY e.inspection_id ORDER BY e.id) AS seq, e.name, e.person,
       e.code, e.circumstance, e.facts, e.organ, e.told_on, e.determination, e.determined_on, e.received_on,
       e.valid_from, e.valid_to,
       (SELECT s.remedy FROM blackliststep s WHERE s.entry_id = e.id AND s.kind = 'remedy' ORDER BY s.id DESC LIMIT 1)
         AS remedy,
       (SELECT s."on" FROM blackliststep s WHERE s.entry_id = e.id AND s.kind = 'pushed') AS pushed_on,
       (SELECT s.reference FROM blackliststep s WHERE s.entry_id = e.id AND s.kind = 'receipt' ORDER BY s.id DESC LIMIT 1)
         AS receipt,
       (SELECT s.kind FROM blackliststep s WHERE s.entry_id = e.id AND s.kind IN ('repaired', 'expired', 'revoked'))
         AS ended, e.id
FROM blacklistentry e JOIN inspection i ON i.id = e.inspection_id
ORDER BY i.number, e.id;

CREATE VIEW blacklist_waiting AS
SELECT inspection, NULL AS deadline, '名单推送的回执：' || name AS what, NULL AS starts_on, NULL AS due_on
FROM blacklist WHERE pushed_on IS NOT NULL AND receipt IS NULL AND ended IS NULL
UNION ALL
SELECT inspection, NULL, '失信名单有效期届满，移出：' || name, NULL, valid_to
FROM blacklist WHERE pushed_on IS NOT NULL AND ended IS NULL;
