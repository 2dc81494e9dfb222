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
select
    municipality,
    name,
    county,
    skr_group,
    size_class,
    indicator,
    value,
    status,
    numerator,
    denominator,
    factor,
    population,
    population_year,
    employees,
    has_responded,
    previous_wave,
    previous_value,
    previous_numerator,
    previous_denominator,
from chosen_indicator_value($wave, []::varchar[], []::varchar[], []::varchar[])
order by position, municipality
