-- One question in one wave: how many gave which answer, by county and SKR group.
-- One row per county, SKR group, status and answer. Questions that are shown in
-- aggregate only give no rows here: see protected_answer_counts.
-- Parameters:
--   $wave          text, YYYY-MM
--   $question      text, a question's key
-- Columns:
--   county          text, two digits
--   skr_group       text, in the wave's grouping
--   value           number or code; null unless answered with one
--   choice          text, the key of a multi-choice option; null for other kinds
--   status          answered, dont_know, not_applicable or unanswered
--   respondents     municipalities that gave this answer
select
    municipality_wave.county,
    municipality_wave.skr_group,
    visible_answer.value,
    visible_answer.choice,
    visible_answer.status,
    count(distinct visible_answer.municipality) as respondents,
from visible_answer
inner join municipality_wave using (wave, municipality)
inner join question using (question)
where
    visible_answer.wave = $wave
    and visible_answer.question = $question
    and question.visibility = 'open'
group by all
order by all
