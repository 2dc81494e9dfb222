-- All open answers of one wave: one row per municipality, question and chosen option.
-- Questions that are shown in aggregate only are left out here, at the source.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   question        text, a question's key
--   value           number or code; null unless answered with one
--   choice          text, the key of a multi-choice option; null for other kinds
--   status          answered, dont_know, not_applicable or unanswered
select
    visible_answer.municipality,
    visible_answer.question,
    visible_answer.value,
    visible_answer.choice,
    visible_answer.status,
from visible_answer
inner join question using (question)
where
    visible_answer.wave = $wave
    and question.visibility = 'open'
order by visible_answer.municipality, question.position, visible_answer.choice
