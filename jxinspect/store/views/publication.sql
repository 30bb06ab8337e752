-- Results of inspections for the public, and what was hidden in them. Days are civil days (+8 hours).

CREATE VIEW publication_list AS
SELECT p.code, p.period_from, p.period_to, json_array_length(p.inspections) AS inspections, p.mask_units,
       (SELECT count(*) FROM publishedfinding f WHERE f.publication_id = p.id AND f.title <> '') AS findings,
       (SELECT coalesce(sum(r.times), 0) FROM redaction r WHERE r.publication_id = p.id) AS redactions,
       CASE WHEN p.withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN p.published_on IS NOT NULL THEN 'published'
            WHEN p.approved_at IS NOT NULL THEN 'approved' ELSE 'draft' END AS state,
       date(p.approved_at, '+8 hours') AS approved_on, a.name AS approved_by,
       p.published_on, p.published_in, p.published_url, p.withdrawn_on, p.withdrawal
FROM publication p LEFT JOIN staff a ON a.id = p.approved_by
ORDER BY p.code;

CREATE VIEW redaction_list AS
SELECT p.code, r.inspection, r.place, r.kind, r.times, s.name AS by, r.why
FROM redaction r JOIN publication p ON p.id = r.publication_id JOIN staff s ON s.id = r.by
ORDER BY p.code, r.id;

-- What is approved waits to be published; what is published, to be withdrawn when its report was corrected or a decision
-- on what it tells was set aside, changed or found unlawful after that: the day on which that took effect, or on which the case
-- was closed for it.
CREATE VIEW publication_waiting AS
SELECT 'T30.other' AS deadline, '公布检查结果：' || p.code AS what, date(p.approved_at, '+8 hours') AS starts_on
FROM publication p WHERE p.approved_at IS NOT NULL AND p.published_on IS NULL AND p.withdrawn_on IS NULL
UNION ALL
SELECT 'T23', '撤回或者更正已经公布的检查结果：' || p.code, min(date(r.at, '+8 hours'))
FROM publication p JOIN json_each(p.reports) one JOIN report r ON r.corrects = one.value
WHERE p.published_on IS NOT NULL AND p.withdrawn_on IS NULL
GROUP BY p.id
UNION ALL
SELECT 'T23', '撤回或者更正已经公布的检查结果：' || p.code || '（' || min(t.document) || '已经被撤销、变更或者确认违法）', min(t.effective_on)
FROM publication p JOIN json_each(p.inspections) one JOIN touched t ON t.inspection_id = one.value
WHERE t.document_kind IN ('D68', 'D69', 'D69a') AND p.published_on <= t.effective_on AND p.withdrawn_on IS NULL
GROUP BY p.id
UNION ALL
SELECT 'T23', '撤回或者更正已经公布的检查结果：' || p.code || '（案件' || min(q.number) || '的决定被撤销）',
       min(date(c.at, '+8 hours'))
FROM publication p JOIN json_each(p.inspections) one JOIN proceeding q ON q.inspection_id = one.value
JOIN proceedingclosing c ON c.proceeding_id = q.id AND c.why = 'revoked'
WHERE p.published_on <= date(c.at, '+8 hours') AND p.withdrawn_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM touched t JOIN decision d ON d.id = t.subject_id WHERE d.proceeding_id = q.id)
GROUP BY p.id;
