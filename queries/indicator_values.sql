-- One indicator in one wave and the wave before it: one row per municipality of the
-- filter.
-- Parameters:
--   $wave          text, YYYY-MM
--   $indicator     text, an indicator's key
--   $counties, $skr_groups, $size_classes   lists of keys; an empty list is all
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   county          text, two digits
--   skr_group       text, in the wave's grouping
--   size_class      text
--   population      inhabitants on 31 December of population_year
--   population_year year
--   employees       municipal employees, November 2017; null where unknown
--   has_responded   whether the municipality answered the wave at all
--   value           in the indicator's unit; null unless status is ok
--   status          ok, dont_know, not_applicable, unanswered or nonresponse
--   numerator, denominator   a group's figure is the factor times their sums' ratio
--   factor          of the indicator
--   previous_wave   text; null where the wave is the first
--   previous_value  in the indicator's unit; null where there was none
--   previous_numerator, previous_denominator   as above, in the wave before
select
    municipality,
    name,
    county,
    skr_group,
    size_class,
    population,
    population_year,
    employees,
    has_responded,
    value,
    status,
    numerator,
    denominator,
    factor,
    previous_wave,
    previous_value,
    previous_numerator,
    previous_denominator,
from
    chosen_indicator_value(
        $wave, $counties::varchar[], $skr_groups::varchar[], $size_classes::varchar[]
    )
where indicator = $indicator
order by municipality
