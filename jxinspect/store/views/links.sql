-- What an item of evidence, a finding and a working paper hang together with, in both directions.

CREATE VIEW evidence_links AS
WITH link AS (
  SELECT a.inspection_id, x.value AS evidence_id, '检查要点' AS kind, a.line AS name, a.asked AS text
  FROM checkanswer a, json_each(a.evidence) x
  WHERE NOT EXISTS (SELECT 1 FROM checkanswer b WHERE b.inspection_id = a.inspection_id AND b.line = a.line AND b.id > a.id)
  UNION SELECT f.inspection_id, x.value, '问题', '问题' || f.seq, f.title FROM finding f, json_each(f.evidence) x
  UNION SELECT p.inspection_id, x.value, '底稿', p.code, p.matter || ' ' || p.nature FROM workingpaper p, json_each(p.evidence) x
  UNION SELECT s.inspection_id, x.value, '取证记录单', s.code, s.fact FROM evidencesheet s, json_each(s.evidence) x
  UNION SELECT t.inspection_id, x.value, '提取笔录', t.code, t.system FROM extraction t, json_each(t.evidence) x
  UNION SELECT r.inspection_id, x.value, '现场笔录',
               coalesce((SELECT d.number FROM document d WHERE d.kind = 'D20' AND d.subject_id = r.id), ''), r.topic
        FROM siterecord r, json_each(r.evidence) x
  UNION SELECT o.inspection_id, x.value, '责令改正',
               coalesce((SELECT d.number FROM document d WHERE d.kind = 'D27' AND d.subject_id = o.id), ''), o.facts
        FROM correction_order o, json_each(o.evidence) x
  UNION SELECT c.inspection_id, x.value, '责令改正的复查', '', c.seen FROM orderrecheck c, json_each(c.evidence) x
  UNION SELECT p.inspection_id, x.value, '整改进展', '', p.text FROM progress p, json_each(p.evidence) x
  UNION SELECT k.inspection_id, x.value, '整改核查', '', k.seen FROM recheckitem k, json_each(k.evidence) x
  UNION SELECT n.inspection_id, x.value, '意见的答复', '', n.reason FROM adoption n, json_each(n.evidence) x
  UNION SELECT q.inspection_id, x.value, '调取的资料', '', q.text FROM datareceipt q, json_each(q.evidence) x
  UNION SELECT v.inspection_id, x.value, '送达的影像', v.tracking, v.addressee FROM proofofservice v, json_each(v.recordings) x
  UNION SELECT g.inspection_id, g.evidence_id, '音像记录', g.code, g.about FROM recording g WHERE g.evidence_id IS NOT NULL
)
SELECT i.number AS inspection, e.code, e.name AS evidence, l.kind, l.name, l.text
FROM link l JOIN evidence e ON e.id = l.evidence_id JOIN inspection i ON i.id = e.inspection_id
ORDER BY e.code, l.kind, l.name;

-- From first to last: taken in evidence, then every handing over.
CREATE VIEW custody_chain AS
SELECT e.code, i.number AS inspection, e.at, e.source AS giver,
       (SELECT group_concat(s.name, '、') FROM json_each(e.takers) t JOIN staff s ON s.id = t.value) AS taker,
       '取证' AS why, '' AS condition, 0 AS step
FROM evidence e JOIN inspection i ON i.id = e.inspection_id
UNION ALL
SELECT e.code, i.number, c.at, c.giver, c.taker, c.why, c.condition, 1
FROM custody c JOIN evidence e ON e.id = c.evidence_id JOIN inspection i ON i.id = c.inspection_id
ORDER BY 1, 8, 3;

CREATE VIEW finding_links AS
SELECT i.number AS inspection, f.seq, '证据' AS kind, e.code AS name, e.name AS text
FROM finding f JOIN inspection i ON i.id = f.inspection_id, json_each(f.evidence) x JOIN evidence e ON e.id = x.value
UNION SELECT i.number, f.seq, '检查要点', a.line, a.asked
FROM finding f JOIN inspection i ON i.id = f.inspection_id JOIN checkanswer a ON a.finding_id = f.id
UNION SELECT i.number, f.seq, '底稿', p.code, p.matter || ' ' || p.nature
FROM finding f JOIN inspection i ON i.id = f.inspection_id JOIN workingpaper p ON p.inspection_id = f.inspection_id
WHERE (f.matter <> '' AND p.matter = f.matter)
   OR EXISTS (SELECT 1 FROM json_each(p.evidence) y WHERE y.value IN (SELECT value FROM json_each(f.evidence)))
UNION SELECT i.number, f.seq, '取证记录单', s.code, s.fact
FROM finding f JOIN inspection i ON i.id = f.inspection_id JOIN evidencesheet s ON s.inspection_id = f.inspection_id
WHERE EXISTS (SELECT 1 FROM json_each(s.evidence) y WHERE y.value IN (SELECT value FROM json_each(f.evidence)))
UNION SELECT i.number, f.seq, '整改事项', '第' || l.seq || '项', l.demand
FROM finding f JOIN inspection i ON i.id = f.inspection_id JOIN ledgeritem l ON l.finding_id = f.id
ORDER BY 1, 2, 3, 4;

CREATE VIEW paper_links AS
SELECT i.number AS inspection, p.code, '证据' AS kind, e.code AS name, e.name AS text
FROM workingpaper p JOIN inspection i ON i.id = p.inspection_id, json_each(p.evidence) x JOIN evidence e ON e.id = x.value
UNION SELECT l.inspection, p.code, '问题', '问题' || l.seq, f.title
FROM finding_links l JOIN workingpaper p ON p.code = l.name JOIN finding f ON f.inspection_id = p.inspection_id AND f.seq = l.seq
WHERE l.kind = '底稿'
UNION SELECT i.number, p.code, '检查要点', a.line, a.asked
FROM workingpaper p JOIN inspection i ON i.id = p.inspection_id JOIN checkanswer a ON a.inspection_id = p.inspection_id
WHERE a.line = p.matter OR a.line LIKE p.matter || '.%'
UNION SELECT i.number, p.code, '取证记录单', s.code, s.fact
FROM workingpaper p JOIN inspection i ON i.id = p.inspection_id JOIN evidencesheet s ON s.inspection_id = p.inspection_id
WHERE s.matter = p.matter
ORDER BY 1, 2, 3, 4;
