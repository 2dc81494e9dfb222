-- Each indicator of each municipality, and what indices are made of.

-- The double that is nearest to a fraction whose denominator divides
-- 2^7 * 3^5 * 5^4 * 7 * 11, as those of indices do; any other fraction is within 4e-10.
-- A mean differs in its last digit by the order of its sum, and then equals would not
-- rank as equals, nor two builds agree. Rounded to decimals, a third would be a little
-- too small: then the mean of 18 1/3 and 19 1/6 is no longer a half, and is shown as
-- 18.7.
create or replace temporary macro exact(value) as (
    round(value * 1496880000) / 1496880000
);

create or replace temporary table respondent_question as
select
    every_respondent.wave,
    every_respondent.is_demo,
    every_respondent.municipality,
    question.question,
    question.minimum,
    question.maximum,
    coalesce(max(every_answer.status), 'unanswered') as status,
    max(every_answer.value) as value,
    count(every_answer.choice) filter (
        not coalesce(choice.is_exclusive, false)
    ) as choices,
from every_respondent
cross join question
left join every_answer
    on
        every_respondent.wave = every_answer.wave
        and every_respondent.is_demo = every_answer.is_demo
        and every_respondent.municipality = every_answer.municipality
        and question.question = every_answer.question
left join choice
    on
        every_answer.question = choice.question
        and every_answer.choice = choice.choice
group by all;

-- One row per wave, responding municipality, index and question of it. score is 0 to
-- 100, null unless status is answered.
create or replace table every_index_item as
select
    answered.wave,
    answered.is_demo,
    answered.municipality,
    answered.question,
    indicator_item.indicator,
    answered.status,
    case
        when answered.status <> 'answered' then null
        when indicator_item.kind = 'range'
            then
                100 * (answered.value - answered.minimum)
                / nullif(answered.maximum - answered.minimum, 0)
        when indicator_item.kind = 'any'
            then 100 * cast(answered.value > 0 as integer)
        when indicator_item.kind = 'count'
            then
                100 * least(answered.choices, indicator_item.of_maximum)
                / indicator_item.of_maximum
        when indicator_item.kind = 'capped'
            then
                100 * least(answered.value, indicator_item.of_maximum)
                / indicator_item.of_maximum
    end as score,
from respondent_question as answered
inner join indicator_item using (question);

-- One row per wave, real or demonstration, responding municipality and indicator.
-- value is null unless status is ok; status is else dont_know, not_applicable or
-- unanswered.
-- numerator and denominator are what a group's figure is made of: sum over sum, times
-- the factor.
--
-- 0.6: an index needs at least 60 per cent of the items that apply.
create table every_indicator_value as
with index_value as (
    select
        wave,
        is_demo,
        municipality,
        indicator,
        case
            when count(score) >= 0.6 * count(*) filter (status <> 'not_applicable')
                then exact(avg(score order by question))
        end as value,
        case
            when count(*) filter (status <> 'not_applicable') = 0 then 'not_applicable'
            when count(score) >= 0.6 * count(*) filter (status <> 'not_applicable')
                then 'ok'
            when count(*) filter (status = 'unanswered') > 0 then 'unanswered'
            else 'dont_know'
        end as status,
    from every_index_item
    group by wave, is_demo, municipality, indicator
),

mean_value as (
    select
        index_value.wave,
        index_value.is_demo,
        index_value.municipality,
        indicator_part.indicator,
        case
            when bool_and(index_value.status = 'ok')
                then exact(avg(index_value.value order by indicator_part.part))
        end as value,
        case
            when bool_and(index_value.status = 'ok') then 'ok'
            when bool_or(index_value.status = 'unanswered') then 'unanswered'
            when bool_or(index_value.status = 'dont_know') then 'dont_know'
            else 'not_applicable'
        end as status,
    from indicator_part
    inner join index_value on indicator_part.part = index_value.indicator
    group by
        index_value.wave,
        index_value.is_demo,
        index_value.municipality,
        indicator_part.indicator
),

single_value as (
    select
        answered.wave,
        answered.is_demo,
        answered.municipality,
        indicator.indicator,
        indicator.factor,
        case indicator.formula
            when 'is_one_of' then cast(indicator_code.value is not null as integer)
            else answered.value
        end as numerator,
        case indicator.formula
            when 'per_population' then every_municipality_wave.population
            when 'per_employees' then every_municipality_wave.employees
            else 1
        end as denominator,
        answered.status,
    from respondent_question as answered
    inner join indicator using (question)
    inner join every_municipality_wave using (wave, is_demo, municipality)
    left join indicator_code
        on
            indicator.indicator = indicator_code.indicator
            and answered.value = indicator_code.value
),

every_index as (
    select
        wave,
        is_demo,
        municipality,
        indicator,
        value,
        status,
    from index_value
    union all
    select
        wave,
        is_demo,
        municipality,
        indicator,
        value,
        status,
    from mean_value
),

all_values as (
    select
        wave,
        is_demo,
        municipality,
        indicator,
        case
            when status = 'answered' then factor * numerator / nullif(denominator, 0)
        end as value,
        case
            when status = 'answered' and coalesce(denominator, 0) = 0
                then 'not_applicable'
            when status = 'answered' then 'ok'
            else status
        end as status,
        case when status = 'answered' then numerator end as numerator,
        case when status = 'answered' then denominator end as denominator,
    from single_value
    union all
    select
        wave,
        is_demo,
        municipality,
        indicator,
        value,
        status,
        value as numerator,
        case when value is not null then 1 end as denominator,
    from every_index
)

select
    wave,
    is_demo,
    municipality,
    indicator,
    cast(value as double) as value,
    status,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator,
from all_values
order by wave, is_demo, indicator, municipality;
