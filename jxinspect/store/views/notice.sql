-- What notices and letters leave waiting.

CREATE VIEW notice_waiting AS
SELECT i.number AS inspection, NULL AS deadline, '检查审批待补办（plan scheme late）' AS what,
       NULL AS starts_on, NULL AS due_on
FROM inspection i
WHERE i.state <> 'closed' AND EXISTS (SELECT 1 FROM notice n WHERE n.inspection_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.inspection_id = i.id AND a.subject = 'scheme'
                  AND (a.granted OR a.late_for IS NOT NULL));
