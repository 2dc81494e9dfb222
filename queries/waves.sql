-- The waves that readers see, newest first: one row per wave.
-- Columns:
--   wave            text, YYYY-MM
--   is_demo         true for invented demonstration data
--   grouping        SKR grouping of the wave, 2017 or 2023
--   respondents     municipalities that answered
--   municipalities  municipalities asked
select
    visible_wave.wave,
    visible_wave.is_demo,
    visible_wave.grouping,
    count(*) filter (municipality_wave.has_responded) as respondents,
    count(*) as municipalities,
from visible_wave
inner join municipality_wave using (wave)
group by all
order by visible_wave.wave desc
