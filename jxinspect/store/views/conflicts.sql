-- What waits for a ruling: a row for each side, the earlier first, numbered as `sync rule --take` counts them.

CREATE VIEW sync_conflicts AS
SELECT
  conflict.id,
  conflict.kind,
  conflict.record_table,
  conflict.record_id,
  conflict.field,
  conflict.before,
  row_number() OVER (PARTITION BY conflict.id ORDER BY json_extract(entry.header, '$.local'), side.key) AS n,
  side.key AS side,
  CASE conflict.kind WHEN 'field' THEN side.value ELSE side.key END AS value,
  entry.actor,
  json_extract(entry.header, '$.local') AS at,
  entry.act,
  device.name AS device
FROM conflict, json_each(conflict.sides) AS side
LEFT JOIN journal AS entry ON entry.hash = CASE conflict.kind
  WHEN 'key' THEN (
    SELECT first.hash FROM journal AS first
    WHERE first.record_table = conflict.record_table AND first.record_id = side.key AND first.op = 'insert'
  )
  ELSE side.key END
LEFT JOIN chain ON chain.id = entry.chain
LEFT JOIN device ON device.public_key = chain.device_key
ORDER BY conflict.record_table, conflict.record_id, conflict.field, conflict.id, n;
