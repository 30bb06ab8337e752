-- Choices of units for the annual plan.
CREATE VIEW pick_list AS
SELECT p.number, p.year, p.at, p.top, p.drawn, p.seed, p.weighted, json_array_length(p.population) AS size, p.digest, p.actor,
       (SELECT count(*) FROM pickeditem t WHERE t.pick_id = p.id) AS taken, p.id
FROM pick p ORDER BY p.number;
