-- Who did what when, newest last. `entry` is the full hash; `signed` tells the last entry of an act.
CREATE VIEW journal_list AS
SELECT pos, chain, seq, utc, json_extract(header, '$.local') AS local, actor, act, op, record_table, record_id,
       hash AS entry, signature IS NOT NULL AS signed, body IS NULL AS withheld
FROM journal ORDER BY pos;

-- The last entry of each chain.
CREATE VIEW journal_heads AS
SELECT journal.chain, max(journal.seq) AS seq, journal.hash AS entry, journal.utc, chain.since, chain.why, chain.device_key
FROM journal JOIN chain ON chain.id = journal.chain GROUP BY journal.chain ORDER BY chain.since, journal.chain;
