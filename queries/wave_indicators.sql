-- Every indicator in one wave and the wave before it: one row per municipality and
-- indicator, each as `indicator_values` has it.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   county          text, two digits
--   skr_group       text, in the wave's grouping
--   size_class      text
--   indicator       text, an indicator's key
--   value           in the indicator's unit; null unless status is ok
--   status          ok, dont_know, not_applicable, unanswered or nonresponse
--   numerator, denominator   a group's figure is the factor times their sums' ratio
--   factor          of the indicator
--   population      inhabitants on 31 December of population_year
--   population_year year
--   employees       municipal employees, November 2017; null where unknown
--   has_responded   whether the municipality answered the wave at all
--   previous_wave   text; null where the wave is the first
--   previous_value  in the indicator's unit; null where there was none
--   previous_numerator, previous_denominator   as above, in the wave before
with previous as (
    select max(wave) as wave,
    from visible_wave
    where wave < $wave
)

select
    chosen.municipality,
    chosen.name,
    chosen.county,
    chosen.skr_group,
    chosen.size_class,
    indicator.indicator,
    now.value,
    case when chosen.has_responded then now.status else 'nonresponse' end as status,
    now.numerator,
    now.denominator,
    indicator.factor,
    chosen.population,
    chosen.population_year,
    chosen.employees,
    chosen.has_responded,
    previous.wave as previous_wave,
    earlier.value as previous_value,
    earlier.numerator as previous_numerator,
    earlier.denominator as previous_denominator,
from chosen_municipality($wave, []::varchar[], []::varchar[], []::varchar[]) as chosen
cross join indicator
cross join previous
left join indicator_value as now
    on
        chosen.wave = now.wave
        and chosen.municipality = now.municipality
        and indicator.indicator = now.indicator
left join indicator_value as earlier
    on
        previous.wave = earlier.wave
        and chosen.municipality = earlier.municipality
        and indicator.indicator = earlier.indicator
order by indicator.position, chosen.municipality
