-- Every wave that was received, drafts too, newest first: one row per wave of real
-- answers and per wave of demonstration data.
-- Columns:
--   wave            text, YYYY-MM
--   is_demo         true for invented demonstration data
--   state           draft or published
--   has_waiting     whether a published wave has changes that readers do not see yet
select
    every_wave.wave,
    every_wave.is_demo,
    every_wave.state,
    every_wave.has_waiting,
from every_wave
order by every_wave.wave desc, every_wave.is_demo asc
