-- What readers see of one wave, told apart but not told: one row per municipality and
-- question.
-- Two databases are compared by it; a mark is the same exactly when the answer is. A
-- question without an answer gives no row.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   question        text, a question's key
--   is_open         false for questions that are shown in aggregate only
--   mark            a digest of the answer; never the answer itself
select
    answer.municipality,
    municipality.name,
    answer.question,
    question.visibility = 'open' as is_open,
    md5(
        string_agg(
            concat_ws(
                ' ', answer.status, coalesce(answer.choice, answer.value::varchar)
            ),
            ';' order by answer.choice, answer.value
        )
    ) as mark,
from answer
inner join visible_wave using (wave)
inner join question using (question)
inner join municipality using (municipality)
where answer.wave = $wave and answer.status <> 'unanswered'
group by all
order by answer.municipality, answer.question
