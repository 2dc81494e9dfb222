-- One indicator in every wave: one row per wave and municipality of the filter.
-- The filter and the SKR groups are those of $wave, so that a group is the same over
-- time.
-- Parameters:
--   $wave          text, YYYY-MM
--   $indicator     text, an indicator's key
--   $counties, $skr_groups, $size_classes   lists of keys; an empty list is all
-- Columns:
--   wave            text, YYYY-MM
--   municipality    text, four digits
--   name            the municipality's name
--   county          text, two digits
--   skr_group       text
--   size_class      text
--   value           in the indicator's unit; null where there is none
--   numerator, denominator   a group's figure is the factor times their sums' ratio
--   factor          of the indicator
select
    visible_wave.wave,
    chosen.municipality,
    chosen.name,
    chosen.county,
    chosen.skr_group,
    chosen.size_class,
    indicator_value.value,
    indicator_value.numerator,
    indicator_value.denominator,
    indicator.factor,
from
    chosen_municipality(
        $wave, $counties::varchar[], $skr_groups::varchar[], $size_classes::varchar[]
    ) as chosen
cross join visible_wave
inner join indicator on indicator.indicator = $indicator
left join indicator_value
    on
        visible_wave.wave = indicator_value.wave
        and chosen.municipality = indicator_value.municipality
        and indicator.indicator = indicator_value.indicator
order by visible_wave.wave, chosen.municipality
