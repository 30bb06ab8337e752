-- Blocks of official numbers: what became of each number that the office gave to a device.

CREATE VIEW lease_list AS
SELECT device, series, year, first, last,
       CASE WHEN end_id IS NOT NULL THEN 'returned' WHEN following > last THEN 'used_up' ELSE 'running' END AS state,
       issued,
       CASE WHEN end_id IS NULL AND following <= last THEN following END AS next,
       CASE WHEN end_id IS NULL AND following <= last THEN last - following + 1 ELSE 0 END AS left,
       CASE WHEN returned_from IS NULL THEN 0 ELSE last - returned_from + 1 - voided - again END AS free,
       voided, because, at, ended_at
FROM (
  SELECT d.name AS device, l.series, l.year, l.first, l.last, l.at, e.id AS end_id, e.returned_from, e.because,
         e.at AS ended_at, coalesce(json_array_length(e.voided), 0) AS voided, l.id,
         count(DISTINCT p.n) AS issued,
         max(l.first, coalesce(max(p.n), 0) + 1) AS following,
         count(DISTINCT CASE WHEN p.n >= e.returned_from THEN p.n END) AS again
  FROM lease l JOIN device d ON d.id = l.device_id
  LEFT JOIN leaseend e ON e.lease_id = l.id
  LEFT JOIN document p ON p.series = l.series AND p.year = l.year AND p.n BETWEEN l.first AND l.last
  GROUP BY l.id)
ORDER BY year, series, first;
