-- Every indicator in one wave: one row per municipality and indicator.
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
select
    chosen.municipality,
    chosen.name,
    chosen.county,
    chosen.skr_group,
    chosen.size_class,
    indicator.indicator,
    indicator_value.value,
    case
        when chosen.has_responded then indicator_value.status
        else 'nonresponse'
    end as status,
    indicator_value.numerator,
    indicator_value.denominator,
    indicator.factor,
from chosen_municipality($wave, []::varchar[], []::varchar[], []::varchar[]) as chosen
cross join indicator
left join indicator_value
    on
        chosen.wave = indicator_value.wave
        and chosen.municipality = indicator_value.municipality
        and indicator.indicator = indicator_value.indicator
order by indicator.position, chosen.municipality
