-- The municipalities of the filter in one wave, answered or not: one row per
-- municipality.
-- Parameters:
--   $wave          text, YYYY-MM
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
from
    chosen_municipality(
        $wave, $counties::varchar[], $skr_groups::varchar[], $size_classes::varchar[]
    )
order by municipality
