-- What the office enrolled. A row that its own device did not write is shown as what it is.

CREATE VIEW said_by_office AS
SELECT journal.record_table, journal.record_id FROM journal JOIN chain ON chain.id = journal.chain
WHERE journal.op = 'insert' AND chain.device_key = (SELECT value FROM case_info WHERE name = 'office')
  AND journal.record_table IN ('device', 'devicerevocation', 'personkey', 'personkeyrevocation');

CREATE VIEW sync_devices AS
SELECT
  device.name,
  staff.name AS holder,
  device.block,
  CASE
    WHEN enrolled.record_id IS NULL THEN '不是机关端登记的'
    WHEN ended.id IS NOT NULL THEN '已停用'
    WHEN device.office THEN '机关端'
    WHEN device.third_party THEN '第三方'
    ELSE '在用'
  END AS standing,
  (SELECT group_concat(inspection.number, '、') FROM json_each(device.inspections) AS one
   JOIN inspection ON inspection.id = one.value) AS inspections,
  device.public_key,
  device.at,
  ended.at AS revoked_at,
  ended.because
FROM device
LEFT JOIN staff ON staff.id = device.holder_id
LEFT JOIN said_by_office AS enrolled ON enrolled.record_table = 'device' AND enrolled.record_id = device.id
LEFT JOIN (
  SELECT devicerevocation.* FROM devicerevocation
  JOIN said_by_office ON record_table = 'devicerevocation' AND record_id = devicerevocation.id
) AS ended ON ended.device_id = device.id
ORDER BY device.block, device.id;

CREATE VIEW sync_keys AS
SELECT
  staff.name,
  staff.role,
  CASE
    WHEN enrolled.record_id IS NULL THEN '不是机关端登记的'
    WHEN ended.id IS NOT NULL THEN '已停用'
    ELSE '在用'
  END AS standing,
  personkey.public_key,
  personkey.at,
  ended.at AS revoked_at,
  ended.because
FROM personkey
JOIN staff ON staff.id = personkey.staff_id
LEFT JOIN said_by_office AS enrolled ON enrolled.record_table = 'personkey' AND enrolled.record_id = personkey.id
LEFT JOIN (
  SELECT personkeyrevocation.* FROM personkeyrevocation
  JOIN said_by_office ON record_table = 'personkeyrevocation' AND record_id = personkeyrevocation.id
) AS ended ON ended.key_id = personkey.id
ORDER BY personkey.id;
