-- Doubtful cases that a comparison of data brought (办法 23(三)). Persons stand here by their pseudonyms only.

CREATE VIEW run_list AS
SELECT r.number, i.number AS inspection, r.at, r.engine, r.extract_on, r.region, r.digest, r.actor, r.id,
       (SELECT count(*) FROM ruleoutcome o WHERE o.run_id = r.id AND o.skipped = '') AS rules,
       (SELECT count(*) FROM ruleoutcome o WHERE o.run_id = r.id AND o.skipped <> '') AS left_out,
       (SELECT coalesce(sum(o.flags), 0) FROM ruleoutcome o WHERE o.run_id = r.id) AS flags,
       (SELECT coalesce(sum(o.hits), 0) FROM ruleoutcome o WHERE o.run_id = r.id) AS hits,
       (SELECT coalesce(sum(o.amount), 0) FROM ruleoutcome o WHERE o.run_id = r.id) AS amount
FROM rulerun r JOIN inspection i ON i.id = r.inspection_id
ORDER BY r.number;

CREATE VIEW run_outcomes AS
SELECT r.number AS run, i.number AS inspection, o.rule, o.version, o.title, o.flags, o.hits, o.amount, o.skipped, o.digest
FROM ruleoutcome o JOIN rulerun r ON r.id = o.run_id JOIN inspection i ON i.id = o.inspection_id
ORDER BY r.number, o.rule;

CREATE VIEW flag_list AS
SELECT f.number, i.number AS inspection, f.rule, o.title, f.klass, f.strength, f.subject, f.amount, f.months, f.first_ym,
       f.last_ym, f.hits, f.state, d.ground, d.ground_text, d.number AS decision, n.seq AS finding, b.number AS before,
       r.number AS run, f.id
FROM flag f JOIN inspection i ON i.id = f.inspection_id JOIN rulerun r ON r.id = f.run_id
JOIN ruleoutcome o ON o.run_id = f.run_id AND o.rule = f.rule
LEFT JOIN flagdecision d ON d.id = f.decision_id LEFT JOIN finding n ON n.id = f.finding_id
LEFT JOIN flag b ON b.id = f.before_id
ORDER BY CASE f.strength WHEN 'H' THEN 0 WHEN 'M' THEN 1 WHEN 'L' THEN 2 ELSE 3 END, coalesce(f.amount, 0) DESC, f.number;

-- One person, unit or account with all that the rules say about it.
CREATE VIEW flag_cases AS
SELECT subject, inspection, group_concat(DISTINCT rule) AS rules, count(*) AS flags,
       min(CASE strength WHEN 'H' THEN 0 WHEN 'M' THEN 1 WHEN 'L' THEN 2 ELSE 3 END) AS rank,
       max(coalesce(amount, 0)) AS amount, sum(coalesce(amount, 0)) AS total, min(first_ym) AS first_ym, max(last_ym) AS last_ym,
       group_concat(DISTINCT state) AS states, group_concat(number, '、') AS numbers
FROM flag_list WHERE state <> 'superseded' AND strength <> ''
GROUP BY inspection, subject
ORDER BY inspection, rank, amount DESC, count(*) DESC, subject;

CREATE VIEW flag_decisions AS
SELECT d.number, i.number AS inspection, d.at, d.kind, json_array_length(d.flags) AS count, d.ground, d.ground_text, d.note, d.actor
FROM flagdecision d JOIN inspection i ON i.id = d.inspection_id
ORDER BY d.number;

CREATE VIEW flag_draws AS
SELECT d.number, i.number AS inspection, d.at, json_array_length(d.population) AS size, d.drawn, d.seed, d.digest, d.actor
FROM flagdraw d JOIN inspection i ON i.id = d.inspection_id
ORDER BY d.number;

-- What became of the flags of each rule. Checked are those with a verdict; excluded ones stand with their grounds.
CREATE VIEW flag_stats AS
SELECT l.inspection, l.rule, l.title, count(*) AS flags,
       sum(l.state IN ('pending', 'chosen')) AS pending, sum(l.state = 'excluded') AS excluded,
       sum(EXISTS (SELECT 1 FROM flagsent s WHERE s.flag_id = l.id)) AS sent,
       sum(l.state IN ('true', 'partly')) AS confirmed, sum(l.state = 'false') AS refuted,
       sum(l.state = 'unverifiable') AS unverifiable,
       sum(CASE WHEN l.state IN ('true', 'partly') THEN coalesce(l.amount, 0) ELSE 0 END) AS confirmed_amount,
       (SELECT group_concat(g.told, '；') FROM (
          SELECT e.ground_text || '（' || count(*) || '）' AS told FROM flag_list e
          WHERE e.inspection = l.inspection AND e.rule = l.rule AND e.state = 'excluded'
          GROUP BY e.ground_text ORDER BY count(*) DESC) g) AS grounds
FROM flag_list l WHERE l.state <> 'superseded' AND l.strength <> ''
GROUP BY l.inspection, l.rule
ORDER BY l.inspection, l.rule;

CREATE VIEW flag_stats_all AS
SELECT rule, max(title) AS title, sum(flags) AS flags, sum(pending) AS pending, sum(excluded) AS excluded, sum(sent) AS sent,
       sum(confirmed) AS confirmed, sum(refuted) AS refuted, sum(unverifiable) AS unverifiable,
       sum(confirmed_amount) AS confirmed_amount, group_concat(grounds, '；') AS grounds
FROM flag_stats GROUP BY rule ORDER BY rule;

-- Flags that a unit was asked about and has not answered: the term runs from the service of the notice (T06).
CREATE VIEW flag_waiting AS
SELECT i.number AS inspection, 'T06' AS deadline,
       '反馈疑点核查结果：' || r.number || '，' || count(*) || '个'
         || coalesce('（已催办' || (SELECT count(*) FROM flagreminder m WHERE m.batch_id = b.id HAVING count(*) > 0) || '次）', '') AS what,
       CASE WHEN b.due_on IS NULL THEN r.received_on END AS starts_on, b.due_on, b.days AS length
FROM flagbatch b JOIN inspection i ON i.id = b.inspection_id JOIN flagsent s ON s.batch_id = b.id
JOIN received r ON r.subject_id = b.id AND r.kind = 'D25'
WHERE i.state <> 'closed'
  AND NOT EXISTS (SELECT 1 FROM flaganswer a JOIN flagreply p ON p.id = a.reply_id
                  WHERE p.batch_id = b.id AND a.flag_id = s.flag_id)
GROUP BY b.id;
