-- How many train AI on personal data or data under secrecy and have no routine for
-- protected data, in one wave: one row for the whole country, none where it may not
-- be shown.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   at_risk         municipalities
--   answering       municipalities that answered both questions
--   as_of           text, when the count was published
select
    protected_risk.at_risk,
    protected_risk.answering,
    protected_risk.as_of,
from protected_risk
where protected_risk.wave = $wave
order by protected_risk.as_of
