-- Reconsideration and suits against decisions (行政复议法; 行政诉讼法). What is in force is told by the record: a decision on
-- reconsideration and a final judgment at once, a judgment of first instance by a step of its own.

-- Those of which machines that worked apart noted different outcomes, neither after an appeal, which nobody has put right.
CREATE VIEW challenge_contradicted AS
SELECT DISTINCT a.challenge_id
FROM challengeoutcome a JOIN challengeoutcome b ON b.challenge_id = a.challenge_id AND b.id > a.id
WHERE (a.result <> b.result OR a.reference <> b.reference)
  AND NOT EXISTS (SELECT 1 FROM challengeoutcome k WHERE k.challenge_id = a.challenge_id AND k.id > a.id AND k.corrects <> '')
  AND NOT EXISTS (SELECT 1 FROM challengestep s WHERE s.challenge_id = a.challenge_id AND s.kind = 'appealed'
                  AND s.id > a.id AND s.id < b.id);

-- The last outcome of each, with the day from which it is in force.
CREATE VIEW challenge_latest AS
SELECT o.*, CASE WHEN o.challenge_id NOT IN (SELECT challenge_id FROM challenge_contradicted) THEN
         coalesce(o.effective_on, (SELECT max(s."on") FROM challengestep s WHERE s.challenge_id = o.challenge_id
                                   AND s.kind = 'effective' AND s.id > o.id)) END AS in_force_on
FROM challengeoutcome o
WHERE NOT EXISTS (SELECT 1 FROM challengeoutcome n WHERE n.challenge_id = o.challenge_id AND n.id > o.id);

CREATE VIEW challenge_list AS
SELECT c.number, i.number AS inspection, c.kind, d.number AS document, d.title, c.applicant, c.filed_on, c.body, c.docket,
       c.simple, c.claim,
       (SELECT s."on" FROM challengestep s WHERE s.challenge_id = c.id AND s.kind = 'copy' ORDER BY s.id DESC LIMIT 1) AS copy_on,
       (SELECT min(s."on") FROM challengestep s WHERE s.challenge_id = c.id AND s.kind = 'answered') AS answered_on,
       o.in_force_on IS NULL AND coalesce((SELECT s.kind = 'suspended' FROM challengestep s WHERE s.challenge_id = c.id
         AND s.kind IN ('suspended', 'resumed') ORDER BY s."on" DESC, s.id DESC LIMIT 1), 0) AS suspended,
       CASE WHEN o.id IS NULL THEN 'pending' WHEN o.in_force_on IS NULL THEN 'decided' ELSE 'over' END AS state,
       o.result, o.reference, o.decided_on, o.served_on, o.in_force_on AS effective_on, o.text, o.fine, o.confiscate,
       o.refund, o.redo_by, o.corrects,
       EXISTS (SELECT 1 FROM challengestep s WHERE s.challenge_id = c.id AND s.kind = 'appealed' AND s.id > o.id) AS appealed,
       d.kind AS document_kind, d.subject_id, o.at AS ended_at, c.document_id, c.inspection_id, c.id
FROM challenge c JOIN inspection i ON i.id = c.inspection_id JOIN document d ON d.id = c.document_id
LEFT JOIN challenge_latest o ON o.challenge_id = c.id
ORDER BY c.filed_on, c.id;

CREATE VIEW challenge_steps AS
SELECT c.number, s.kind, s."on", s.reference, s.text
FROM challengestep s JOIN challenge c ON c.id = s.challenge_id ORDER BY s."on", s.id;

-- Papers that are not any more what they were: the outcome in force that touched each most lately.
CREATE VIEW touched AS
SELECT * FROM (
  SELECT c.document_id, c.inspection_id, d.number AS document, d.kind AS document_kind, d.subject_id,
         o.result, o.in_force_on AS effective_on, o.fine, o.confiscate, o.refund,
         row_number() OVER (PARTITION BY c.document_id ORDER BY o.in_force_on DESC, c.filed_on, c.id) AS place
  FROM challenge_latest o JOIN challenge c ON c.id = o.challenge_id JOIN document d ON d.id = c.document_id
  WHERE o.in_force_on IS NOT NULL AND o.result IN ('changed', 'revoked', 'partly', 'unlawful', 'void', 'mediated')
) WHERE place = 1;

-- In a word what stands against a paper: the result in force that touched it, else that something goes on, else the last.
CREATE VIEW contested AS
SELECT c.document_id, coalesce(
  (SELECT t.result FROM touched t WHERE t.document_id = c.document_id),
  max(CASE WHEN o.id IS NULL THEN 'pending' END), max(CASE WHEN o.in_force_on IS NULL THEN 'decided' END),
  (SELECT x.result FROM challenge n JOIN challenge_latest x ON x.challenge_id = n.id WHERE n.document_id = c.document_id
   ORDER BY n.filed_on DESC, n.id DESC LIMIT 1)) AS word,
  (SELECT group_concat(n.number, '、') FROM (SELECT number FROM challenge l WHERE l.document_id = c.document_id
                                             ORDER BY l.filed_on, l.id) n) AS numbers
FROM challenge c LEFT JOIN challenge_latest o ON o.challenge_id = c.id
GROUP BY c.document_id;

-- Decisions with the amounts that are left of them.
CREATE VIEW decision_now AS
SELECT d.id, d.proceeding_id, d.inspection_id, d.kind, d.at, d.days, t.result,
       CASE WHEN t.result IN ('revoked', 'void') THEN 0 WHEN t.result IN ('changed', 'partly', 'mediated')
            THEN coalesce(t.fine, d.fine) ELSE d.fine END AS fine,
       CASE WHEN t.result IN ('revoked', 'void') THEN 0 WHEN t.result IN ('changed', 'partly', 'mediated')
            THEN coalesce(t.confiscate, d.confiscate) ELSE d.confiscate END AS confiscate,
       CASE WHEN t.result IN ('revoked', 'void') THEN 0 WHEN t.result IN ('changed', 'partly', 'mediated')
            THEN coalesce(t.refund, d.refund) ELSE d.refund END AS refund,
       EXISTS (SELECT 1 FROM challenge_list l WHERE l.subject_id = d.id AND l.document_kind IN ('D68', 'D69', 'D69a') AND l.suspended)
         AS suspended
FROM decision d LEFT JOIN touched t ON t.subject_id = d.id AND t.document_kind IN ('D68', 'D69', 'D69a');

-- As open_deadlines.
CREATE VIEW challenge_waiting AS
SELECT inspection, CASE kind WHEN 'suit' THEN 'T28' ELSE CASE WHEN simple THEN 'T28.simple' ELSE 'T28.review' END END AS deadline,
       CASE kind WHEN 'suit' THEN '提交答辩状和证据：' ELSE '提交书面答复和证据：' END || number || '（' || document || '）' AS what,
       copy_on AS starts_on, NULL AS due_on
FROM challenge_list WHERE copy_on IS NOT NULL AND answered_on IS NULL AND result IS NULL
UNION ALL
SELECT inspection, 'T18.review', '对复议决定起诉的最后一天：' || number || '（' || document || '）', served_on, NULL
FROM challenge_list c WHERE kind = 'review' AND served_on IS NOT NULL AND result NOT IN ('rejected', 'withdrawn', 'ended', 'mediated')
  AND NOT EXISTS (SELECT 1 FROM challenge s WHERE s.document_id = c.document_id AND s.kind = 'suit' AND s.filed_on >= c.decided_on)
UNION ALL
SELECT inspection, CASE result WHEN 'rejected' THEN 'T18.ruling' ELSE 'T18.appeal' END,
       '上诉期限届满，核实是否生效：' || number || '（' || reference || '）', served_on, NULL
FROM challenge_list WHERE kind = 'suit' AND state = 'decided' AND NOT appealed AND id NOT IN (SELECT challenge_id FROM challenge_contradicted)
UNION ALL
SELECT l.inspection, NULL, '结果登记得互不相同，核实后用 rectify challenge outcome --correct 重新登记：' || l.number, NULL, NULL
FROM challenge_contradicted x JOIN challenge_list l ON l.id = x.challenge_id
UNION ALL
SELECT c.inspection, NULL, '按' || c.reference || '重新作出、履行：' || c.document, NULL, c.redo_by
FROM challenge_list c LEFT JOIN decision o ON o.id = c.subject_id
WHERE c.redo_by IS NOT NULL AND c.effective_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM challengestep s WHERE s.challenge_id = c.id AND s.kind = 'complied')
  AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.proceeding_id = o.proceeding_id AND n.at > c.ended_at)
UNION ALL
SELECT i.number, NULL, '退还多缴的款项：案件' || p.number || '（决定' || d.document || '已经撤销、变更）', NULL, NULL
FROM decision_now n JOIN proceeding p ON p.id = n.proceeding_id JOIN inspection i ON i.id = n.inspection_id
JOIN touched d ON d.subject_id = n.id
WHERE p.state <> 'closed' AND n.fine + n.confiscate + n.refund < (
  SELECT sum(y.amount) FROM payment y WHERE y.decision_id = n.id AND NOT y.surcharge)
UNION ALL
SELECT i.number, NULL, '解除封存：' || s.code || '（' || t.document || '已经撤销）', NULL, NULL
FROM touched t JOIN seal s ON s.id = t.subject_id JOIN inspection i ON i.id = t.inspection_id
WHERE t.document_kind = 'D33' AND t.result IN ('revoked', 'void') AND s.state = 'active';
