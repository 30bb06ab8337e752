-- Notices, materials wanted, service.

CREATE VIEW service_list AS
SELECT n.number AS inspection, d.number AS document, d.title, p.method, p.addressee, p.at, p.received_at, p.receiver,
       p.capacity, p.standing, p.tracking, p.reason, p.note, f.reason AS failed, p.id
FROM proofofservice p JOIN inspection n ON n.id = p.inspection_id JOIN json_each(p.documents) one
JOIN document d ON d.id = one.value LEFT JOIN servicefailure f ON f.proof_id = p.id
UNION ALL
SELECT n.number, d.number, d.title, f.method, f.addressee, f.at, NULL, '', '', NULL, f.tracking, '', '', f.reason, f.id
FROM servicefailure f JOIN inspection n ON n.id = f.inspection_id JOIN json_each(f.documents) one
JOIN document d ON d.id = one.value WHERE f.proof_id IS NULL
ORDER BY 15, 2;

CREATE VIEW material_list AS
SELECT n.number AS inspection, m.seq, m.name, m.period, m.form, m.copies, m.purpose, m.due_on, m.department, m.state, m.reason
FROM materialitem m JOIN inspection n ON n.id = m.inspection_id ORDER BY n.number, m.seq;
