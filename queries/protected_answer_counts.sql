-- A protected question in one wave: how many gave which answer, by one kind of group at
-- a time.
-- One row per group, status and answer; one row alone for a group that is hidden.
-- Groups in which fewer than five answered come without their answers: respondents is
-- null. The reader of these rows hides further groups, so that no total gives a hidden
-- one away.
-- Parameters:
--   $wave          text, YYYY-MM
--   $question      text, a question's key
--   $by            text, county or skr_group
-- Columns:
--   grp             text, a county or SKR group
--   value           number or code; null unless answered with one
--   choice          text, the key of a multi-choice option; null for other kinds
--   status          answered, dont_know, not_applicable or unanswered; null where
--                   hidden
--   respondents     municipalities that gave this answer; null where hidden
--   answering       municipalities that answered the question; null where hidden
with given as (
    select
        case
            when $by = 'county' then municipality_wave.county
            else municipality_wave.skr_group
        end as grp,
        visible_answer.municipality,
        visible_answer.value,
        visible_answer.choice,
        visible_answer.status,
    from visible_answer
    inner join municipality_wave using (wave, municipality)
    where visible_answer.wave = $wave and visible_answer.question = $question
),

counted as (
    select
        grp,
        value,
        choice,
        status,
        count(distinct municipality) as respondents,
    from given
    group by all
),

answering as (
    select
        grp,
        count(distinct municipality) filter (status = 'answered') as answering,
    from given
    group by grp
)

select
    answering.grp,
    counted.value,
    counted.choice,
    counted.status,
    counted.respondents,
    case when answering.answering >= 5 then answering.answering end as answering,
from answering
left join counted
    on answering.grp = counted.grp and answering.answering >= 5
order by all
