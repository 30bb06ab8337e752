-- What the page of a dossier shows of an inspection. Every view names the inspection; days are civil days (+8 hours).
-- A new kind of record appears there by a branch of the view that it belongs to. `side`: belongs to the 副卷, for the archive
-- alone; `inner`: not for people outside.

CREATE VIEW dossier_team AS
SELECT i.number AS inspection, s.name, t.role, s.post, s.certificate, s.certificate_issuer, s.certificate_from,
       s.certificate_to, t.duty, t.at AS joined_at, t.left_at, t.left_reason,
       (SELECT min(e.at) FROM entry e, json_each(e.inspectors) x WHERE e.inspection_id = i.id AND x.value = s.id) AS shown_at
FROM teammember t JOIN inspection i ON i.id = t.inspection_id JOIN staff s ON s.id = t.staff_id
ORDER BY i.number, t.id;

CREATE VIEW dossier_scheme AS
SELECT i.number AS inspection, u.name AS unit, i.mode, i.form, i.period_from, i.period_to,
       CASE WHEN p.id IS NULL THEN '计划外：' || i.ad_hoc_reason ELSE p.year || '年度检查计划第' || m.seq || '项' END AS plan,
       i.flight_text, s.items, s.scope, s.content, s.focus, s.method, s.starts_on, s.ends_on, w.name AS made_by
FROM inspection i JOIN unit u ON u.id = i.unit_id
LEFT JOIN planitem m ON m.id = i.plan_item_id LEFT JOIN plan p ON p.id = m.plan_id
LEFT JOIN scheme s ON s.id = (SELECT max(id) FROM scheme WHERE inspection_id = i.id) LEFT JOIN staff w ON w.id = s.made_by;

CREATE VIEW dossier_approvals AS
SELECT i.number AS inspection, a.at,
       CASE a.subject WHEN 'scheme' THEN '检查方案' WHEN 'seal' THEN '封存' WHEN 'flight' THEN '飞行检查' WHEN 'order' THEN '责令改正'
            ELSE a.subject END
       || coalesce('　' || (SELECT s.code FROM seal s WHERE s.id = a.subject_id), '') AS subject,
       p.name AS prepared_by, a.prepared_text, r.name AS reviewed_by, a.review_text, h.name AS approved_by, a.text, a.granted,
       a.late_reason, 0 AS side, a.id AS record
FROM approval a JOIN inspection i ON i.id = a.inspection_id
JOIN staff p ON p.id = a.prepared_by LEFT JOIN staff r ON r.id = a.reviewed_by JOIN staff h ON h.id = a.approved_by
UNION ALL
SELECT c.inspection, c.at, '是否移送涉嫌犯罪：' || c.findings, c.proposed_by, '', NULL, '', c.decided_by,
       CASE c.verdict WHEN 'refer' THEN '批准移送' WHEN 'refused' THEN '不批准移送' ELSE '不涉嫌犯罪' END || '：' || c.reason,
       c.verdict <> 'refused', '', 1, c.id
FROM crime_decisions c
UNION ALL
SELECT i.number, a.at, '要情等级：' || n.title, s.name, '', NULL, '', s.name,
       CASE a.level WHEN 'major' THEN '重大要情' WHEN 'ordinary' THEN '普通要情' ELSE '不属于要情' END || '：' || a.reason, 1, '', 1, a.id
FROM incidentassessment a JOIN incident n ON n.id = a.incident_id JOIN inspection i ON i.id = n.inspection_id
JOIN staff s ON s.id = a.decided_by
UNION ALL
SELECT i.number, p.at, '立案：' || p.cause, '', p.proposal, r.name, p.review_text, h.name, p.approval_text, 1, '', 0, p.id
FROM proceeding p JOIN inspection i ON i.id = p.inspection_id JOIN staff r ON r.id = p.reviewed_by JOIN staff h ON h.id = p.approved_by
UNION ALL
SELECT i.number, v.at, '法制审核', '', '', r.name, v.opinion, '', v.opinion, NULL, '', 1, v.id
FROM legalreview v JOIN inspection i ON i.id = v.inspection_id JOIN staff r ON r.id = v.reviewer
UNION ALL
SELECT i.number, v.at, '集体讨论', '', '', NULL, '', c.name, v.conclusion, NULL, '', 1, v.id
FROM discussion v JOIN inspection i ON i.id = v.inspection_id JOIN staff c ON c.id = v.chair
UNION ALL
SELECT i.number, d.at, '处理、处罚决定', '', '', NULL, '', h.name, d.approval_text, 1, '', 0, d.id
FROM decision d JOIN inspection i ON i.id = d.inspection_id JOIN staff h ON h.id = d.approved_by
UNION ALL
SELECT i.number, k.at, '先行登记保存', '', k.reason, NULL, '', h.name, k.approval_text, 1, '', 0, k.id
FROM preservation k JOIN inspection i ON i.id = k.inspection_id JOIN staff h ON h.id = k.approved_by
UNION ALL
SELECT i.number, c.at, '结案', s.name, c.result, r.name, c.review_text, h.name, c.approval_text, 1, '', 1, c.id
FROM proceedingclosing c JOIN inspection i ON i.id = c.inspection_id JOIN staff s ON s.id = c.handler
JOIN staff r ON r.id = c.reviewed_by JOIN staff h ON h.id = c.approved_by
ORDER BY 1, 2;

CREATE VIEW dossier_services AS
WITH served AS (
  SELECT p.inspection_id, p.documents, p.method, p.addressee, p.place, p.at, p.received_at, p.receiver, p.capacity, p.reason,
         p.witness, p.tracking, p.servers,
         (SELECT d.number FROM document d WHERE d.kind = 'D11' AND d.subject_id = p.id) AS proof,
         (SELECT f.reason FROM servicefailure f WHERE f.proof_id = p.id) AS failed, p.id
  FROM proofofservice p
  UNION ALL
  SELECT f.inspection_id, f.documents, f.method, f.addressee, f.place, f.at, NULL, '', '', '', '', f.tracking, f.servers, NULL,
         f.reason, f.id
  FROM servicefailure f WHERE f.proof_id IS NULL
)
SELECT i.number AS inspection, v.at, d.kind, d.number AS document, d.title, v.method, v.addressee, v.place, v.received_at, v.receiver,
       v.capacity, v.reason, v.witness, v.tracking,
       (SELECT group_concat(s.name, '、') FROM json_each(v.servers) x JOIN staff s ON s.id = x.value) AS servers,
       v.proof, v.failed
FROM served v JOIN inspection i ON i.id = v.inspection_id, json_each(v.documents) one JOIN document d ON d.id = one.value
ORDER BY i.number, v.at, v.id, d.id;

-- `starts_on` with `deadline` is counted by the law, `due_on` alone was set by a person or a paper. `done_on`: when what was
-- due was done; `done` says so where no day was kept.
CREATE VIEW dossier_deadlines AS
WITH term AS (
  SELECT r.inspection_id, 'T01' AS deadline, '进点（通知书' || r.number || '送达后）' AS what, r.received_on AS starts_on, NULL AS due_on,
         (SELECT min(date(e.at, '+8 hours')) FROM entry e WHERE e.inspection_id = r.inspection_id) AS done_on, NULL AS told
  FROM received r WHERE r.kind = 'D05'
  UNION ALL
  SELECT m.inspection_id, NULL, '提供资料：' || m.name, NULL, m.due_on, NULL,
         CASE m.state WHEN 'wanted' THEN NULL ELSE '已经答复' END FROM materialitem m
  UNION ALL
  SELECT q.inspection_id, NULL, '提供数据：' || q.party, NULL, q.due_on,
         (SELECT max(date(d.at, '+8 hours')) FROM datareceipt d WHERE d.request_id = q.id), NULL
  FROM datarequest q WHERE q.due_on IS NOT NULL
  UNION ALL
  SELECT a.inspection_id, NULL, '协查函复：' || a.organ, NULL, a.due_on,
         (SELECT max(l.received_on) FROM assistancereply l WHERE l.assistance_id = a.id), NULL
  FROM assistance a WHERE a.due_on IS NOT NULL
  UNION ALL
  SELECT s.inspection_id, 'T08', '紧急封存' || s.code || '补办批准', NULL, datetime(s.acted_at, '+32 hours'),
         (SELECT datetime(min(a.at), '+8 hours') FROM approval a WHERE a.subject = 'seal' AND a.subject_id = s.id), NULL
  FROM seal s WHERE s.urgent AND s.acted_at IS NOT NULL
  UNION ALL
  SELECT e.inspection_id, 'T09', '延长封存' || s.code || '（须在原期限届满前决定）', NULL, e.old_end, date(e.at, '+8 hours'), NULL
  FROM sealextension e JOIN seal s ON s.id = e.seal_id
  UNION ALL
  SELECT s.inspection_id, 'T07', '封存' || s.code || '届满前解除', s.starts_on, s.ends_on,
         (SELECT max(date(r.at, '+8 hours')) FROM sealrelease r WHERE r.seal_id = s.id AND s.state = 'released'), NULL
  FROM seal s WHERE s.acted_at IS NOT NULL
  UNION ALL
  SELECT o.inspection_id, 'T25', '责令改正：' || o.demand, NULL,
         coalesce((SELECT x.due_on FROM orderrecheck x WHERE x.order_id = o.id AND x.due_on IS NOT NULL ORDER BY x.id DESC LIMIT 1),
                  o.due_on, date(o.at, '+8 hours')),
         NULL, (SELECT CASE x.outcome WHEN 'corrected' THEN '已改正' WHEN 'partly' THEN '部分改正' ELSE '拒不改正' END
                       || '（' || date(x.at, '+8 hours') || '复查）' FROM orderrecheck x WHERE x.order_id = o.id ORDER BY x.id DESC LIMIT 1)
  FROM correction_order o
  UNION ALL
  SELECT r.inspection_id, 'T02', '提出书面意见（' || r.number || '）', r.received_on, NULL,
         (SELECT min(coalesce(o.posted_on, date(o.at, '+8 hours'))) FROM objection o WHERE o.consultation_id = r.subject_id),
         (SELECT '期限内没有提出' FROM deemedconsent x WHERE x.consultation_id = r.subject_id)
  FROM received r WHERE r.kind = 'D41'
  UNION ALL
  SELECT r.inspection_id, 'T03', '记录视同无异议（' || r.number || '）', r.received_on, NULL, date(x.at, '+8 hours'), NULL
  FROM received r JOIN deemedconsent x ON x.consultation_id = r.subject_id WHERE r.kind = 'D41'
  UNION ALL
  SELECT q.inspection_id, NULL, '约谈要求' || q.seq || '：' || q.text, NULL, q.due_on,
         (SELECT min(date(f.at, '+8 hours')) FROM talkfulfilment f WHERE f.requirement_id = q.id), NULL
  FROM talkrequirement q
  UNION ALL
  SELECT q.inspection_id, NULL, '函询回复：' || q.party, NULL, q.due_on,
         (SELECT min(r.received_on) FROM inquiryreply r WHERE r.inquiry_id = q.id), NULL
  FROM inquiry q
  UNION ALL
  SELECT q.inspection_id, NULL, '处理建议的反馈：' || q.organ, NULL, q.reply_due,
         (SELECT min(r.received_on) FROM recommendationreply r WHERE r.recommendation_id = q.id), NULL
  FROM recommendation q WHERE q.reply_due IS NOT NULL
  UNION ALL
  SELECT c.inspection_id, 'T22', '决定是否移送涉嫌犯罪：' || c.offence, date(c.at, '+8 hours'), NULL,
         (SELECT min(date(d.at, '+8 hours')) FROM crimedecision d WHERE d.report_id = c.id), NULL
  FROM crimereport c
  UNION ALL
  SELECT d.inspection_id, 'T22.police', '向公安机关移送', NULL, datetime(d.at, '+32 hours'),
         (SELECT datetime(min(r.at), '+8 hours') FROM referral r WHERE r.decision_id = d.id), NULL
  FROM crimedecision d WHERE d.verdict = 'refer'
  UNION ALL
  SELECT n.inspection_id, CASE n.level WHEN 'major' THEN 'T26.major' ELSE 'T26' END, '报告要情' || n.number,
         CASE WHEN n.level <> 'major' THEN date(n.since, '+8 hours') END,
         CASE WHEN n.level = 'major' THEN datetime(n.since, '+' || (8 + coalesce(
           (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'incident.major_hours'), 24)) || ' hours') END,
         datetime(n.sent_at, '+8 hours'), NULL
  FROM incident_list n WHERE n.inspection_id IS NOT NULL AND n.level <> 'none'
  UNION ALL
  SELECT o.inspection_id, 'T27.report', '报告整改结果', r.received_on, o.report_due,
         (SELECT min(date(p.at, '+8 hours')) FROM progress p WHERE p.inspection_id = o.inspection_id), NULL
  FROM rectificationopinion o LEFT JOIN received r ON r.subject_id = o.id AND r.kind = 'D48'
  UNION ALL
  SELECT l.inspection_id, 'T27', '整改第' || l.seq || '项：' || l.demand, r.received_on, l.due_on,
         (SELECT min(date(p.at, '+8 hours')) FROM progress p WHERE p.ledger_item_id = l.id AND p.done),
         CASE WHEN l.state = 'struck' THEN '已销号（' || coalesce(l.checked_on, '') || '）' END
  FROM ledgeritem l LEFT JOIN received r ON r.inspection_id = l.inspection_id AND r.kind = 'D48'
  UNION ALL
  SELECT p.inspection_id, 'T14', '作出处罚决定：案件' || p.number, date(p.at, '+8 hours'), NULL,
         (SELECT min(date(d.at, '+8 hours')) FROM decision d WHERE d.proceeding_id = p.id), NULL
  FROM proceeding p
  UNION ALL
  SELECT n.inspection_id, 'T12', '申请听证：案件' || p.number, r.received_on, NULL,
         (SELECT min(date(h.at, '+8 hours')) FROM hearingrequest h WHERE h.proceeding_id = p.id AND h.at > n.at),
         (SELECT '没有申请' FROM decision d WHERE d.proceeding_id = p.id
          AND NOT EXISTS (SELECT 1 FROM hearingrequest h WHERE h.proceeding_id = p.id))
  FROM priornotice n JOIN proceeding p ON p.id = n.proceeding_id JOIN received r ON r.subject_id = n.id AND r.kind = 'D65'
  WHERE n.hearing
  UNION ALL
  SELECT h.inspection_id, 'T13', '举行听证：案件' || p.number, r.received_on, NULL, date(h.hold_at, '+8 hours'), NULL
  FROM hearingnotice h JOIN proceeding p ON p.id = h.proceeding_id JOIN received r ON r.subject_id = h.id AND r.kind = 'D66'
  UNION ALL
  SELECT d.inspection_id, 'T15', '送达决定书：案件' || p.number, date(d.at, '+8 hours'), NULL,
         (SELECT min(r.received_on) FROM received r WHERE r.subject_id = d.id AND r.kind IN ('D68', 'D69', 'D69a')), NULL
  FROM decision d JOIN proceeding p ON p.id = d.proceeding_id
  UNION ALL
  SELECT d.inspection_id, 'T16', '缴纳罚没款：案件' || p.number, r.received_on, NULL,
         (SELECT max(y.paid_on) FROM payment y WHERE y.decision_id = d.id AND NOT y.surcharge
          HAVING sum(y.amount) >= d.fine + d.confiscate), NULL
  FROM decision d JOIN proceeding p ON p.id = d.proceeding_id JOIN received r ON r.subject_id = d.id AND r.kind = 'D69'
  WHERE d.fine + d.confiscate > 0
  UNION ALL
  SELECT d.inspection_id, NULL, '退回基金：案件' || p.number, NULL, date(r.received_on, '+' || d.days || ' days'),
         (SELECT max(y.paid_on) FROM payment y WHERE y.decision_id = d.id AND NOT y.surcharge HAVING sum(y.amount) >= d.refund), NULL
  FROM decision d JOIN proceeding p ON p.id = d.proceeding_id JOIN received r ON r.subject_id = d.id AND r.kind = 'D68'
  WHERE d.refund > 0 AND d.days IS NOT NULL
  UNION ALL
  SELECT inspection_id, CASE kind WHEN 'suit' THEN 'T28' ELSE CASE WHEN simple THEN 'T28.simple' ELSE 'T28.review' END END,
         '提交答复、答辩和证据：' || number, copy_on, NULL, answered_on, NULL
  FROM challenge_list WHERE copy_on IS NOT NULL
  UNION ALL
  SELECT k.inspection_id, 'T10', '处理先行登记保存的证据：案件' || p.number, NULL, k.ends_on, date(k.decided_at, '+8 hours'), NULL
  FROM preservation k JOIN proceeding p ON p.id = k.proceeding_id
), own AS (
  SELECT n.inspection_id, 'T04' AS deadline, '报送非现场检查数据' AS what,
         CASE WHEN n.due_on IS NULL THEN r.received_on END AS starts_on, n.due_on, NULL AS done_on, NULL AS told, n.days AS length
  FROM offsitenotice n LEFT JOIN received r ON r.subject_id = n.id AND r.kind = 'D07'
  UNION ALL
  SELECT s.inspection_id, 'T05', '补报非现场检查数据（第' || s.round || '次）', CASE WHEN s.due_on IS NULL THEN r.received_on END, s.due_on,
         NULL, NULL, s.days
  FROM supplement s LEFT JOIN received r ON r.subject_id = s.id AND r.kind = 'D10'
  UNION ALL
  SELECT n.inspection_id, 'T11', '陈述、申辩：案件' || p.number, r.received_on, NULL,
         (SELECT min(date(d.at, '+8 hours')) FROM defence d WHERE d.proceeding_id = p.id AND d.at > n.at),
         CASE WHEN EXISTS (SELECT 1 FROM defence d WHERE d.proceeding_id = p.id AND d.waived) THEN '书面放弃'
              WHEN NOT EXISTS (SELECT 1 FROM defence d WHERE d.proceeding_id = p.id)
               AND EXISTS (SELECT 1 FROM decision d WHERE d.proceeding_id = p.id) THEN '没有提出' END, n.days
  FROM priornotice n JOIN proceeding p ON p.id = n.proceeding_id JOIN received r ON r.subject_id = n.id AND r.kind = 'D65'
), every AS (
  SELECT *, NULL AS length FROM term UNION ALL SELECT * FROM own
)
SELECT i.number AS inspection, t.deadline, t.what, t.starts_on, t.due_on, t.done_on, t.told, t.length,
       coalesce(t.deadline LIKE 'T22%' OR t.deadline LIKE 'T26%', 0) AS side
FROM every t JOIN inspection i ON i.id = t.inspection_id
WHERE coalesce(t.starts_on, t.due_on) IS NOT NULL;

CREATE VIEW dossier_finding_evidence AS
SELECT i.number AS inspection, f.seq, e.code, e.name, e.proves, e.sha256,
       (SELECT group_concat(c.giver || '→' || c.taker || '（' || date(c.at, '+8 hours') || ' ' || c.why || '）', '；')
        FROM custody c WHERE c.evidence_id = e.id) AS custody,
       (SELECT group_concat(s.name, '、') FROM json_each(e.takers) t JOIN staff s ON s.id = t.value) AS takers, e.at
FROM finding f JOIN inspection i ON i.id = f.inspection_id, json_each(f.evidence) x JOIN evidence e ON e.id = x.value
ORDER BY i.number, f.seq, e.code;

CREATE VIEW dossier_finding_links AS
SELECT * FROM finding_links WHERE kind <> '证据';

CREATE VIEW dossier_seal_lines AS
SELECT i.number AS inspection, s.code, l.seq, l.name, l.quantity || l.unit AS quantity, l.features, l.strip,
       CASE WHEN r.id IS NOT NULL THEN date(r.at, '+8 hours') || '解除封存，退还' || r.receiver
            WHEN s.state = 'active' THEN '仍在封存：' || coalesce(nullif(l.kept_at, ''), s.custody_mode) || '，保管人' || s.keeper
            ELSE '没有实施' END AS whereabouts
FROM sealitem l JOIN seal s ON s.id = l.seal_id JOIN inspection i ON i.id = s.inspection_id
LEFT JOIN sealrelease r ON r.id = l.released_id
ORDER BY s.code, l.seq;

CREATE VIEW dossier_strips AS
SELECT i.number AS inspection, s.code, t.number, t.place, t.intact
FROM strip t JOIN seal s ON s.id = t.seal_id JOIN inspection i ON i.id = s.inspection_id ORDER BY t.number;

CREATE VIEW dossier_preserved AS
SELECT i.number AS inspection, p.number AS proceeding, l.seq, l.name, l.quantity, l.features, k.at, k.place, k.keeper, k.ends_on,
       CASE WHEN k.decided_at IS NULL THEN '仍在保存：' || k.place || '，保管人' || k.keeper
            ELSE date(k.decided_at, '+8 hours') || '　' || k.decided END AS whereabouts
FROM preserveditem l JOIN preservation k ON k.id = l.preservation_id JOIN proceeding p ON p.id = k.proceeding_id
JOIN inspection i ON i.id = k.inspection_id
ORDER BY p.number, k.id, l.seq;

-- Everything that the unit, or somebody it is about, said, and what was answered.
CREATE VIEW dossier_said AS
WITH said AS (
  SELECT inspection_id, id, at, signer AS who, '承诺' AS occasion,
         CASE WHEN refused THEN '拒绝承诺：' || reason ELSE '承诺提供的资料真实、完整' END AS text, '' AS answer FROM "commitment"
  UNION ALL
  SELECT inspection_id, id, at, person, '询问',
         (SELECT group_concat('问：' || json_extract(a.value, '$.q') || char(10) || '答：' || json_extract(a.value, '$.a'), char(10))
          FROM json_each(answers) a), '' FROM questioning
  UNION ALL SELECT inspection_id, id, at, reporter, topic, reported, '' FROM siterecord WHERE reported <> ''
  UNION ALL SELECT inspection_id, id, at, companion, '现场笔录：' || topic, unit_opinion, '' FROM siterecord WHERE unit_opinion <> ''
  UNION ALL SELECT inspection_id, id, at, provider, '取证记录单' || code, provider_opinion, '' FROM evidencesheet WHERE provider_opinion <> ''
  UNION ALL SELECT inspection_id, id, at, holder, '提取电子数据', holder_opinion, '' FROM extraction WHERE holder_opinion <> ''
  UNION ALL SELECT inspection_id, id, at, '单位', '底稿' || code, unit_opinion, '' FROM workingpaper WHERE unit_opinion <> ''
  UNION ALL SELECT inspection_id, id, acted_at, attended, '对封存' || code || '的陈述和申辩', statement, answer FROM seal WHERE statement <> ''
  UNION ALL
  SELECT o.inspection_id, o.id, o.at, o.signer, '对征求意见稿的书面意见' || CASE WHEN o.in_time THEN '' ELSE '（逾期）' END,
         CASE WHEN o.agrees THEN '书面表示无异议' ELSE p.seq || '．' || p.text END,
         CASE d.result WHEN 'fully' THEN '采纳。' WHEN 'partly' THEN '部分采纳。' WHEN 'not' THEN '不采纳。' ELSE '' END
         || coalesce(d.reason, '') || coalesce('。' || nullif(d.change, ''), '')
  FROM objection o LEFT JOIN objectionitem p ON p.objection_id = o.id LEFT JOIN adoption d ON d.item_id = p.id
  UNION ALL
  SELECT inspection_id, id, at, '单位', '征求意见', '期限内没有提出书面意见，视同无异议',
         '收发登记：' || register_check || '；在途邮件：' || mail_check FROM deemedconsent
  UNION ALL SELECT inspection_id, id, at, met, '复查责令改正', unit_opinion, '' FROM orderrecheck WHERE unit_opinion <> ''
  UNION ALL
  SELECT m.inspection_id, m.id, m.at, coalesce((SELECT group_concat(a.value, '、') FROM json_each(m.attended) a), ''), '约谈',
         m.statement, '要求：' || coalesce((SELECT group_concat(r.text || '（' || r.due_on || '前）', '；')
                                           FROM talkrequirement r WHERE r.minutes_id = m.id), '') FROM talkminutes m
  UNION ALL
  SELECT r.inspection_id, r.id, r.at, r.signer, '函询回复',
         (SELECT group_concat(json_extract(x.value, '$.text'), char(10)) FROM json_each(r.points) x), r.handling FROM inquiryreply r
  UNION ALL
  SELECT d.inspection_id, d.id, d.at, d.speaker || CASE d.capacity WHEN '' THEN '' ELSE '（' || d.capacity || '）' END, '陈述、申辩',
         CASE WHEN d.waived THEN '书面放弃陈述、申辩' ELSE (SELECT group_concat(x.value, char(10)) FROM json_each(d.points) x) END,
         coalesce((SELECT v.conclusion FROM defencereview v WHERE v.defence_id = d.id ORDER BY v.id DESC LIMIT 1), '') FROM defence d
  UNION ALL SELECT inspection_id, id, at, applicant, '申请听证', reasons, CASE WHEN in_time THEN '' ELSE '逾期提出' END FROM hearingrequest
  UNION ALL
  SELECT h.inspection_id, h.id, h.at, coalesce((SELECT group_concat(x.value, '、') FROM json_each(h.present) x), ''), '听证',
         h.defence || char(10) || '最后陈述：' || h.last_word, '' FROM hearingrecord h
  UNION ALL SELECT p.inspection_id, p.id, p.at, '单位', '报告整改第' || l.seq || '项', p.text, ''
            FROM progress p JOIN ledgeritem l ON l.id = p.ledger_item_id
  UNION ALL SELECT inspection_id, id, at, met, '整改核查', unit_opinion, '' FROM recheck WHERE unit_opinion <> ''
)
SELECT i.number AS inspection, s.at, s.who, s.occasion, s.text, s.answer, s.occasion = '询问' AS inner,
       (SELECT d.number FROM document d WHERE d.subject_id = s.id
        AND NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id) ORDER BY d.id LIMIT 1) AS document
FROM said s JOIN inspection i ON i.id = s.inspection_id
ORDER BY i.number, s.at, s.id;

-- Papers that were issued with what they decide; the page chooses those by which something is decided.
CREATE VIEW dossier_decisions AS
WITH demand AS (
  SELECT id, reasons, basis, approved_by, fine, confiscate, refund FROM decision
  UNION ALL SELECT id, reasons, basis, NULL, fine, confiscate, refund FROM priornotice
), asked AS (
  SELECT id, reasons, basis, approved_by,
         CASE WHEN refund > 0 THEN '退回基金' || printf('%,.2f', refund / 100.0) || '元。' ELSE '' END
         || CASE WHEN confiscate > 0 THEN '没收' || printf('%,.2f', confiscate / 100.0) || '元。' ELSE '' END
         || CASE WHEN fine > 0 THEN '罚款' || printf('%,.2f', fine / 100.0) || '元。' ELSE '' END AS demanded
  FROM demand
)
SELECT i.number AS inspection, d.kind, d.number AS document, d.title, d.dated,
       coalesce(o.demand, l.facts, '延长至' || e.new_end || '：' || e.reason, nullif(r.text, ''), p.opinion, t.matter,
                a.demanded || a.reasons, k.reason, y.matter,
                c.title || '：' || c.handling, n.organ || '：' || n.text, f.organ || '：' || f.reason,
                CASE WHEN q.id IS NOT NULL THEN (SELECT group_concat(z.seq || '．' || z.demand, char(10)) FROM ledgeritem z
                                                 WHERE z.inspection_id = d.inspection_id) END, '') AS decided,
       (SELECT group_concat(b.value, '；') FROM json_each(coalesce(o.basis, l.basis, t.basis, y.basis, n.basis, f.basis, a.basis, '[]')) b)
         AS basis,
       coalesce(ea.name, ra.name, pa.name, ca.name, fa.name, aa.name, ka.name,
                (SELECT h.name FROM approval a JOIN staff h ON h.id = a.approved_by
                 WHERE a.subject_id = d.subject_id AND a.granted ORDER BY a.id DESC LIMIT 1)) AS approved_by
FROM document d JOIN inspection i ON i.id = d.inspection_id
LEFT JOIN correction_order o ON o.id = d.subject_id
LEFT JOIN seal l ON l.id = d.subject_id
LEFT JOIN sealextension e ON e.id = d.subject_id LEFT JOIN staff ea ON ea.id = e.approved_by
LEFT JOIN sealrelease r ON r.id = d.subject_id LEFT JOIN staff ra ON ra.id = r.approved_by
LEFT JOIN report p ON p.id = d.subject_id LEFT JOIN staff pa ON pa.id = p.signed_by
LEFT JOIN rectificationopinion q ON q.id = d.subject_id
LEFT JOIN talk t ON t.id = d.subject_id LEFT JOIN inquiry y ON y.id = d.subject_id
LEFT JOIN circular c ON c.id = d.subject_id LEFT JOIN staff ca ON ca.id = c.approved_by
LEFT JOIN recommendation n ON n.id = d.subject_id
LEFT JOIN referral f ON f.id = d.subject_id LEFT JOIN staff fa ON fa.id = f.approved_by
LEFT JOIN asked a ON a.id = d.subject_id LEFT JOIN staff aa ON aa.id = a.approved_by
LEFT JOIN preservation k ON k.id = d.subject_id LEFT JOIN staff ka ON ka.id = k.approved_by
WHERE NOT EXISTS (SELECT 1 FROM documentvoid v WHERE v.document_id = d.id)
ORDER BY i.number, d.at, d.id;

CREATE VIEW dossier_timeline AS
WITH happened AS (
  SELECT inspection_id, id, at, '制发' || title AS what, '' AS about, number AS document FROM document
  UNION ALL SELECT v.inspection_id, v.id, v.at, '作废' || d.title, v.reason, d.number
            FROM documentvoid v JOIN document d ON d.id = v.document_id
  UNION ALL SELECT p.inspection_id, p.id, coalesce(p.received_at, p.at), '送达' || d.title, p.addressee, d.number
            FROM proofofservice p, json_each(p.documents) x JOIN document d ON d.id = x.value
  UNION ALL SELECT s.inspection_id, s.id, s.at, CASE s.outcome WHEN 'signed' THEN '签名：' ELSE '没有签名：' END || d.title,
                   s.signer || '（' || s.capacity || '）', d.number FROM signedpaper s JOIN document d ON d.id = s.document_id
  UNION ALL SELECT a.inspection_id, a.id, a.at, CASE WHEN a.granted THEN '批准' ELSE '没有批准' END,
                   CASE a.subject WHEN 'scheme' THEN '检查方案' WHEN 'seal' THEN '封存' WHEN 'order' THEN '责令改正' ELSE '' END
                   || '　' || h.name, NULL FROM approval a JOIN staff h ON h.id = a.approved_by
  UNION ALL SELECT t.inspection_id, t.id, t.left_at, '离开检查组', s.name || '　' || t.left_reason, NULL
            FROM teammember t JOIN staff s ON s.id = t.staff_id WHERE t.left_at IS NOT NULL
  UNION ALL SELECT inspection_id, id, at, '取得证据', code || '　' || name, NULL FROM evidence
  UNION ALL SELECT c.inspection_id, c.id, c.at, '交接证据', e.code || '　' || c.giver || '→' || c.taker, NULL
            FROM custody c JOIN evidence e ON e.id = c.evidence_id
  UNION ALL SELECT inspection_id, id, at, '音像记录', code || '　' || about, NULL FROM recording
  UNION ALL SELECT inspection_id, id, acted_at, '实施封存', code, NULL FROM seal WHERE acted_at IS NOT NULL
  UNION ALL SELECT c.inspection_id, c.id, c.at, '清点封存资料', s.code, NULL FROM sealcount c JOIN seal s ON s.id = c.seal_id
  UNION ALL SELECT e.inspection_id, e.id, e.at, '延长封存期限', s.code || '至' || e.new_end, NULL
            FROM sealextension e JOIN seal s ON s.id = e.seal_id
  UNION ALL SELECT r.inspection_id, r.id, r.at, CASE WHEN r.whole THEN '解除封存' ELSE '部分解除封存' END, s.code, NULL
            FROM sealrelease r JOIN seal s ON s.id = r.seal_id
  UNION ALL SELECT inspection_id, id, at, '认定问题', seq || '．' || title, NULL FROM finding
  UNION ALL SELECT inspection_id, id, at, '收到书面意见', signer, NULL FROM objection
  UNION ALL SELECT inspection_id, id, at, '记录视同无异议', '', NULL FROM deemedconsent
  UNION ALL SELECT inspection_id, id, at, '收到整改情况', text, NULL FROM progress
  UNION ALL SELECT inspection_id, id, at, '核查整改', conclusion, NULL FROM recheck
  UNION ALL SELECT inspection_id, id, at, '办结', result, NULL FROM closing
  UNION ALL SELECT inspection_id, id, at, '约谈', statement, NULL FROM talkminutes
  UNION ALL SELECT inspection_id, id, at, '收到函询回复', handling, NULL FROM inquiryreply
  UNION ALL SELECT inspection_id, id, at, '收到处理建议的反馈', text, NULL FROM recommendationreply
  UNION ALL SELECT inspection_id, id, happened_at, '移送后的情况', reference || ' ' || text, NULL FROM referralstep
  UNION ALL SELECT inspection_id, id, at, '立案', number || '　' || cause, NULL FROM proceeding
  UNION ALL SELECT inspection_id, id, at, '听取陈述、申辩', speaker, NULL FROM defence
  UNION ALL SELECT inspection_id, id, at, '举行听证', '', NULL FROM hearingrecord
  UNION ALL SELECT inspection_id, id, at, '缴款', printf('%,.2f', amount / 100.0) || '元　' || receipt, NULL FROM payment
  UNION ALL SELECT inspection_id, id, at, '结案', result, NULL FROM proceedingclosing
  UNION ALL SELECT c.inspection_id, c.id, c.at, CASE c.kind WHEN 'suit' THEN '被提起行政诉讼' ELSE '被申请行政复议' END,
                   c.number || '　' || c.applicant || '　' || c.body, d.number FROM challenge c JOIN document d ON d.id = c.document_id
  UNION ALL SELECT o.inspection_id, o.id, o.at, '登记复议、诉讼结果', c.number || '　' || o.reference, d.number
            FROM challengeoutcome o JOIN challenge c ON c.id = o.challenge_id JOIN document d ON d.id = c.document_id
  UNION ALL SELECT i.id, '', s.at, s.what, s.about, s.document FROM site_list s JOIN inspection i ON i.number = s.inspection
            WHERE s.document IS NULL
)
SELECT i.number AS inspection, h.at, h.what, h.about, h.document,
       (SELECT d.kind FROM document d WHERE d.number = h.document) AS kind
FROM happened h JOIN inspection i ON i.id = h.inspection_id
WHERE h.at IS NOT NULL
ORDER BY i.number, h.at, h.id;

CREATE VIEW dossier_duty AS
SELECT inspection, at, guard, CASE kind WHEN 'override' THEN '越过' ELSE '知悉后继续' END AS kind, because, approved_by, actor, record
FROM record_of_duty ORDER BY at;

-- People of the other side, whose names people outside need not read.
CREATE VIEW dossier_persons AS
WITH person AS (
  SELECT inspection_id, receiver AS name FROM proofofservice
  UNION SELECT inspection_id, witness FROM proofofservice
  UNION SELECT inspection_id, signer FROM signedpaper
  UNION SELECT inspection_id, witness FROM signedpaper
  UNION SELECT inspection_id, met FROM entry
  UNION SELECT inspection_id, signer FROM "commitment"
  UNION SELECT inspection_id, finance FROM "commitment"
  UNION SELECT inspection_id, business FROM "commitment"
  UNION SELECT inspection_id, information FROM "commitment"
  UNION SELECT inspection_id, giver FROM handover
  UNION SELECT inspection_id, taker FROM handover
  UNION SELECT inspection_id, person FROM questioning
  UNION SELECT inspection_id, companion FROM siterecord
  UNION SELECT inspection_id, reporter FROM siterecord
  UNION SELECT inspection_id, witness FROM siterecord
  UNION SELECT inspection_id, provider FROM evidencesheet
  UNION SELECT inspection_id, holder FROM extraction
  UNION SELECT inspection_id, giver FROM custody
  UNION SELECT inspection_id, taker FROM custody
  UNION SELECT inspection_id, party FROM correction_order
  UNION SELECT inspection_id, met FROM orderrecheck
  UNION SELECT inspection_id, met FROM recheck
  UNION SELECT inspection_id, keeper FROM seal
  UNION SELECT inspection_id, attended FROM seal
  UNION SELECT inspection_id, witness FROM seal
  UNION SELECT inspection_id, receiver FROM sealrelease
  UNION SELECT inspection_id, attended FROM sealcount
  UNION SELECT inspection_id, signer FROM objection
  UNION SELECT m.inspection_id, a.value FROM talkminutes m, json_each(m.attended) a
  UNION SELECT inspection_id, party FROM talk
  UNION SELECT inspection_id, signer FROM inquiryreply
  UNION SELECT f.inspection_id, json_extract(p.value, '$.name') FROM referral f, json_each(f.persons) p
  UNION SELECT inspection_id, name FROM blacklistentry WHERE person
  UNION SELECT inspection_id, party FROM proceeding WHERE person
  UNION SELECT inspection_id, party_head FROM proceeding
  UNION SELECT inspection_id, speaker FROM defence
  UNION SELECT inspection_id, applicant FROM hearingrequest
  UNION SELECT h.inspection_id, x.value FROM hearingrecord h, json_each(h.present) x
  UNION SELECT inspection_id, keeper FROM preservation
  UNION SELECT inspection_id, attended FROM preservation
  UNION SELECT i.id, u.head FROM inspection i JOIN unit u ON u.id = i.unit_id
  UNION SELECT i.id, u.contact FROM inspection i JOIN unit u ON u.id = i.unit_id
)
SELECT DISTINCT i.number AS inspection, p.name
FROM person p JOIN inspection i ON i.id = p.inspection_id
WHERE p.name <> '' AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.name = p.name)
  AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.name = p.name)
ORDER BY 1, 2;
