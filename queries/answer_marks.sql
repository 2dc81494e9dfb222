-- What readers see of one wave, told apart but not told: one row per municipality and
-- open question.
-- Two databases are compared by it; a mark is the same exactly when the answer is. A
-- question without an answer gives no row.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   question        text, a question's key
--   mark            a digest of the answer; never the answer itself
select
    visible_answer.municipality,
    municipality.name,
    visible_answer.question,
    md5(
        string_agg(
            concat_ws(
                ' ',
                visible_answer.status,
                coalesce(visible_answer.choice, visible_answer.value::varchar)
            ),
            ';' order by visible_answer.choice, visible_answer.value
        )
    ) as mark,
from visible_answer
inner join municipality using (municipality)
where visible_answer.wave = $wave and visible_answer.status <> 'unanswered'
group by all
order by visible_answer.municipality, visible_answer.question
