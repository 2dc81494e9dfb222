-- One municipality's indicators in every wave: one row per wave and indicator.
-- Parameters:
--   $municipality  text, four digits
-- Columns:
--   wave            text, YYYY-MM
--   indicator       text, an indicator's key
--   value           in the indicator's unit; null unless status is ok
--   status          ok, dont_know, not_applicable, unanswered or nonresponse
--   numerator, denominator   the value is the factor times their ratio
--   factor          of the indicator
select
    municipality_wave.wave,
    indicator.indicator,
    indicator_value.value,
    case
        when municipality_wave.has_responded then indicator_value.status
        else 'nonresponse'
    end as status,
    indicator_value.numerator,
    indicator_value.denominator,
    indicator.factor,
from municipality_wave
inner join visible_wave using (wave)
cross join indicator
left join indicator_value
    on
        municipality_wave.wave = indicator_value.wave
        and municipality_wave.municipality = indicator_value.municipality
        and indicator.indicator = indicator_value.indicator
where municipality_wave.municipality = $municipality
order by municipality_wave.wave, indicator.position
