-- One indicator in one wave as the CSV export gives it: one row per municipality.
-- Parameters:
--   $wave          text, YYYY-MM
--   $indicator     text, an indicator's key
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   county_name     the county's name in Swedish
--   skr_group       text, in the wave's grouping
--   wave            text, YYYY-MM
--   indicator       text, the indicator's key
--   value           in the indicator's unit, unrounded; null unless status is ok
--   unit            the unit's key
--   status          ok, dont_know, not_applicable, unanswered or nonresponse
select
    chosen.municipality,
    chosen.name,
    county.name as county_name,
    chosen.skr_group,
    chosen.wave,
    indicator.indicator,
    indicator_value.value,
    indicator.unit,
    case
        when chosen.has_responded then indicator_value.status
        else 'nonresponse'
    end as status,
from chosen_municipality($wave, []::varchar[], []::varchar[], []::varchar[]) as chosen
inner join county using (county)
inner join indicator on indicator.indicator = $indicator
left join indicator_value
    on
        chosen.wave = indicator_value.wave
        and chosen.municipality = indicator_value.municipality
        and indicator.indicator = indicator_value.indicator
order by chosen.municipality
