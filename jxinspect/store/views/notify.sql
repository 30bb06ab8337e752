-- Notices, materials wanted, service.

CREATE VIEW service_list AS
SELECT n.number AS inspection, d.number AS document, d.title, p.method, p.addressee, p.at, p.received_at, p.receiver,
       p.capacity, p.tracking, p.reason, p.note
FROM proofofservice p JOIN inspection n ON n.id = p.inspection_id JOIN json_each(p.documents) one
JOIN document d ON d.id = one.value ORDER BY p.id, d.id;

CREATE VIEW material_list AS
SELECT n.number AS inspection, m.seq, m.name, m.period, m.form, m.copies, m.purpose, m.due_on, m.department, m.state, m.reason
FROM materialitem m JOIN inspection n ON n.id = m.inspection_id ORDER BY n.number, m.seq;
