-- What is shown of a protected question in one wave: one row per region and answer.
-- What is not here is hidden.
-- Parameters:
--   $wave          text, YYYY-MM
--   $question      text, a question's key
-- Columns:
--   region          text, an SKR group, a main group, or empty for the whole country
--   answer          text, the lowest answer's key, above_lowest for any other, or for
--                   the country another answer's key
--   respondents     municipalities that gave it
--   answering       municipalities in the region that answered the question
--   responded       municipalities in the region that responded to the survey then
--   as_of           text, when these counts were published
--   is_earlier      whether the wave has been published anew since then
select
    protected_count.region,
    protected_count.answer,
    protected_count.respondents,
    protected_count.answering,
    protected_count.responded,
    protected_count.as_of,
    protected_count.is_earlier,
from protected_count
where
    protected_count.wave = $wave
    and protected_count.question = $question
order by protected_count.region, protected_count.answer
