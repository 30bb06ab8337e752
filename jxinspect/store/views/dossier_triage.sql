-- How few findings came of many hits: for each rule of the comparisons of an inspection, and for all of them together.

-- The last comparison by each rule; a rule that was left out tells why.
CREATE VIEW dossier_rules AS
SELECT inspection, rule, title, version, run, skipped, inspection_id FROM (
  SELECT i.number AS inspection, o.inspection_id, o.rule, o.title, o.version, o.skipped, r.number AS run,
         row_number() OVER (PARTITION BY o.inspection_id, o.rule ORDER BY r.at DESC, r.id DESC) AS place
  FROM ruleoutcome o JOIN rulerun r ON r.id = o.run_id JOIN inspection i ON i.id = o.inspection_id)
WHERE place = 1
ORDER BY inspection, rule;

CREATE VIEW triage_rules AS
WITH fate AS (
  SELECT f.inspection_id, f.rule, f.hits, f.state, f.strength <> '' AS counts, f.finding_id,
         EXISTS (SELECT 1 FROM flagsent s WHERE s.flag_id = f.id) AS sent,
         EXISTS (SELECT 1 FROM flaganswer a WHERE a.flag_id = f.id) AS answered,
         EXISTS (SELECT 1 FROM flagverification v WHERE v.flag_id = f.id) AS verified
  FROM flag f WHERE f.state <> 'superseded'
)
SELECT l.inspection, l.rule, l.title,
       coalesce(sum(f.hits), 0) AS hits, coalesce(sum(f.counts), 0) AS flags, coalesce(sum(NOT f.counts), 0) AS beside,
       coalesce(sum(f.counts AND f.state = 'excluded'), 0) AS excluded,
       coalesce(sum(f.counts AND f.state IN ('pending', 'chosen')), 0) AS pending,
       coalesce(sum(f.counts AND f.sent), 0) AS sent, coalesce(sum(f.counts AND f.answered), 0) AS answered,
       coalesce(sum(f.counts AND f.verified), 0) AS verified,
       coalesce(sum(f.counts AND f.state = 'sent'), 0) AS waiting,
       coalesce(sum(f.counts AND f.state IN ('true', 'partly')), 0) AS confirmed,
       coalesce(sum(f.counts AND f.state = 'false'), 0) AS refuted,
       coalesce(sum(f.counts AND f.state = 'unverifiable'), 0) AS unverifiable,
       coalesce(sum(f.counts AND f.finding_id IS NOT NULL), 0) AS found,
       (SELECT group_concat(g.told, '；') FROM (
          SELECT d.ground_text || count(*) || '个' AS told FROM flag e JOIN flagdecision d ON d.id = e.decision_id
          WHERE e.inspection_id = l.inspection_id AND e.rule = l.rule AND e.state = 'excluded' AND e.strength <> ''
          GROUP BY d.ground_text ORDER BY count(*) DESC, d.ground_text) g) AS grounds,
       (SELECT group_concat('问题' || g.seq, '、') FROM (
          SELECT DISTINCT n.seq FROM flag e JOIN finding n ON n.id = e.finding_id
          WHERE e.inspection_id = l.inspection_id AND e.rule = l.rule AND e.state <> 'superseded' ORDER BY n.seq) g) AS findings
FROM dossier_rules l LEFT JOIN fate f ON f.inspection_id = l.inspection_id AND f.rule = l.rule
WHERE l.skipped = '' OR f.rule IS NOT NULL
GROUP BY l.inspection, l.rule;

CREATE VIEW dossier_triage AS
WITH every AS (
  SELECT 0 AS place, * FROM triage_rules
  UNION ALL
  SELECT 1, inspection, '合计', count(*) || '条规则', sum(hits), sum(flags), sum(beside), sum(excluded), sum(pending), sum(sent), sum(answered),
         sum(verified), sum(waiting), sum(confirmed), sum(refuted), sum(unverifiable), sum(found), NULL, NULL
  FROM triage_rules GROUP BY inspection
)
SELECT inspection, rule, title, hits, flags, nullif(beside, 0) AS beside, excluded, grounds, nullif(pending, 0) AS pending, sent, answered,
       nullif(verified, 0) AS verified, nullif(waiting, 0) AS waiting, confirmed, refuted, nullif(unverifiable, 0) AS unverifiable, found,
       findings
FROM every ORDER BY inspection, place, rule;
