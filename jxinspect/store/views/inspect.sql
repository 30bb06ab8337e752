-- What happened on site: records, evidence, materials, papers, findings, orders.

CREATE VIEW evidence_list AS
SELECT e.code, i.number AS inspection, e.seq, e.name, e.kind, e.form, e.source, e.place, e.proves, e.at, e.pages, e.pieces,
       e.size, e.kept_at, e.state, e.file_name, e.folder, e.media_type, e.photo_at, e.photo_place, e.sha256, e.note,
       e.photo_gps_at, e.photo_camera, e.clock_ahead, e.sm3, e.lines, e.original_at, e.compared_by, e.carrier,
       e.carrier_serial, e.carrier_seal, e.copies, e.method,
       (SELECT group_concat(s.name, '、') FROM json_each(e.takers) t JOIN staff s ON s.id = t.value) AS takers,
       (SELECT group_concat(f.seq, '、') FROM finding f JOIN json_each(f.evidence) x ON x.value = e.id
        WHERE f.inspection_id = e.inspection_id) AS findings,
       trim(CASE WHEN trim(e.source) = '' THEN '来源 ' ELSE '' END
            || CASE WHEN (SELECT count(DISTINCT t.value) FROM json_each(e.takers) t) < 2 THEN '两名取证人 ' ELSE '' END
            || CASE WHEN trim(e.place) = '' THEN '地点 ' ELSE '' END
            || CASE WHEN trim(e.proves) = '' THEN '证明对象' ELSE '' END) AS lacking
FROM evidence e JOIN inspection i ON i.id = e.inspection_id
ORDER BY i.number, e.seq;

CREATE VIEW custody_list AS
SELECT e.code, i.number AS inspection, c.at, c.giver, c.taker, c.why, c.condition
FROM custody c JOIN evidence e ON e.id = c.evidence_id JOIN inspection i ON i.id = c.inspection_id
ORDER BY e.code, c.at, c.id;

CREATE VIEW sheet_list AS
SELECT x.code, i.number AS inspection, x.at, x.matter, x.fact, x.provider, x.outcome,
       (SELECT group_concat(e.code, '、') FROM json_each(x.evidence) v JOIN evidence e ON e.id = v.value) AS evidence
FROM evidencesheet x JOIN inspection i ON i.id = x.inspection_id
ORDER BY x.code;

CREATE VIEW handover_list AS
SELECT i.number AS inspection, t.seq, t.name, t.form, t.quantity, t.carrier, t.sha256, h.at, h.giver, h.taker,
       b.at AS returned_at, b.taker AS returned_to,
       (SELECT d.number FROM document d WHERE d.kind = 'D17' AND d.subject_id = h.id) AS document
FROM handoveritem t JOIN handover h ON h.id = t.handover_id JOIN inspection i ON i.id = t.inspection_id
LEFT JOIN handover b ON b.id = t.returned_id
ORDER BY i.number, t.seq;

CREATE VIEW paper_list AS
SELECT p.code, i.number AS inspection, p.matter, p.facts, p.persons, p.entries, p.amount, p.nature, p.suggestion,
       a.name AS author, p.at, r.name AS reviewer, p.reviewed_at, p.version
FROM workingpaper p JOIN inspection i ON i.id = p.inspection_id JOIN staff a ON a.id = p.author
LEFT JOIN staff r ON r.id = p.reviewer
ORDER BY p.code;

CREATE VIEW finding_list AS
SELECT i.number AS inspection, f.seq, f.title, f.facts, f.violation, f.matter, f.fund, f.amount, f.no_amount, f.persons,
       f.period_from, f.period_to, f.demand,
       (SELECT group_concat(b.value, '；') FROM json_each(f.basis) b) AS basis,
       (SELECT group_concat(e.code, '、') FROM json_each(f.evidence) x JOIN evidence e ON e.id = x.value) AS evidence
FROM finding f JOIN inspection i ON i.id = f.inspection_id
ORDER BY i.number, f.seq;

-- `until`: the day by which it is to be obeyed, as the latest recheck left it; `open` while that has to be looked at.
CREATE VIEW order_list AS
SELECT d.number, i.number AS inspection, o.id, o.party, o.violation, o.facts, o.demand, o.due_on, o.at, o.on_spot,
       r.received_on,
       EXISTS (SELECT 1 FROM approval a WHERE a.subject = 'order' AND a.subject_id = o.id AND a.granted) AS approved,
       c.outcome, coalesce((SELECT x.due_on FROM orderrecheck x WHERE x.order_id = o.id AND x.due_on IS NOT NULL
                            ORDER BY x.at DESC, x.id DESC LIMIT 1), o.due_on, date(o.at, '+8 hours')) AS until,
       (coalesce(c.outcome, 'partly') = 'partly' AND v.id IS NULL AND NOT EXISTS (
         SELECT 1 FROM touched t WHERE t.document_id = d.id AND t.result IN ('revoked', 'void'))) AS open,
       (SELECT x.word FROM contested x WHERE x.document_id = d.id) AS contested
FROM correction_order o JOIN inspection i ON i.id = o.inspection_id
LEFT JOIN document d ON d.kind = 'D27' AND d.subject_id = o.id
LEFT JOIN documentvoid v ON v.document_id = d.id
LEFT JOIN received r ON r.document_id = d.id
LEFT JOIN orderrecheck c ON c.id = (SELECT id FROM orderrecheck x WHERE x.order_id = o.id ORDER BY x.at DESC, x.id DESC LIMIT 1)
ORDER BY o.at, o.id;

-- Everything that was done on site, in the order in which it happened.
CREATE VIEW site_list AS
WITH happened AS (
  SELECT inspection_id, id, at, '出示证件和告知' AS what, met AS about FROM entry
  UNION ALL SELECT inspection_id, id, at, CASE WHEN refused THEN '拒绝承诺' ELSE '承诺书' END, signer FROM "commitment"
  UNION ALL SELECT h.inspection_id, h.id, h.at, CASE WHEN h.back THEN '归还资料' ELSE '交接资料' END,
                   (SELECT count(*) FROM handoveritem t WHERE CASE WHEN h.back THEN t.returned_id ELSE t.handover_id END = h.id) || '项'
            FROM handover h
  UNION ALL SELECT inspection_id, id, at, '询问', person FROM questioning
  UNION ALL SELECT inspection_id, id, at, '现场检查', topic FROM siterecord
  UNION ALL SELECT inspection_id, id, at, '取证', code || ' ' || matter FROM evidencesheet
  UNION ALL SELECT inspection_id, id, at, '底稿', code || CASE WHEN reviewed_at IS NULL THEN '（待复核）' ELSE '' END FROM workingpaper
  UNION ALL SELECT inspection_id, id, at, '责令改正', party FROM correction_order
  UNION ALL SELECT r.inspection_id, r.id, r.at, '复查责令改正', o.party FROM orderrecheck r JOIN correction_order o ON o.id = r.order_id
  UNION ALL SELECT inspection_id, id, at, '现场检查结束', note FROM fieldworkend
)
SELECT i.number AS inspection, h.at, h.what, h.about,
       (SELECT group_concat(d.number, '、') FROM document d WHERE d.subject_id = h.id) AS document
FROM happened h JOIN inspection i ON i.id = h.inspection_id
ORDER BY i.number, h.at, h.id;
