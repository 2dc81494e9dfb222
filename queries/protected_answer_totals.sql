-- A protected question in one wave, the whole country: one row per answer. No rows
-- where fewer than five answered. The reader of these rows withholds them where they
-- would give a group away that protected_answer_counts hides.
-- Parameters:
--   $wave          text, YYYY-MM
--   $question      text, a question's key
-- Columns:
--   value           number or code; null unless answered with one
--   choice          text, the key of a multi-choice option; null for other kinds
--   status          answered, dont_know, not_applicable or unanswered
--   respondents     municipalities that gave this answer
--   answering       municipalities that answered the question
with given as (
    select
        visible_answer.municipality,
        visible_answer.value,
        visible_answer.choice,
        visible_answer.status,
    from visible_answer
    where visible_answer.wave = $wave and visible_answer.question = $question
),

answering as (
    select count(distinct municipality) filter (status = 'answered') as answering,
    from given
)

select
    given.value,
    given.choice,
    given.status,
    count(distinct given.municipality) as respondents,
    answering.answering,
from given
cross join answering
where answering.answering >= 5
group by all
order by all
