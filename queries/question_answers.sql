-- One open question in one wave: one row per municipality of the filter and chosen
-- option. Questions that are shown in aggregate only give no rows here: see
-- protected_answer_counts.
-- Parameters:
--   $wave          text, YYYY-MM
--   $question      text, a question's key
--   $counties, $skr_groups, $size_classes   lists of keys; an empty list is all
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   county          text, two digits
--   skr_group       text, in the wave's grouping
--   value           number or code; null unless answered with one
--   choice          text, the key of a multi-choice option; null for other kinds
--   status          answered, dont_know, not_applicable, unanswered or nonresponse
select
    chosen.municipality,
    chosen.name,
    chosen.county,
    chosen.skr_group,
    visible_answer.value,
    visible_answer.choice,
    case
        when chosen.has_responded then coalesce(visible_answer.status, 'unanswered')
        else 'nonresponse'
    end as status,
from
    chosen_municipality(
        $wave, $counties::varchar[], $skr_groups::varchar[], $size_classes::varchar[]
    ) as chosen
inner join question
    on question.question = $question and question.visibility = 'open'
left join visible_answer
    on
        chosen.wave = visible_answer.wave
        and chosen.municipality = visible_answer.municipality
        and question.question = visible_answer.question
order by chosen.municipality, visible_answer.choice
