-- Where a municipality's answers come from: one row per wave that readers see and that
-- it answered.
-- Parameters:
--   $municipality  text, four digits
-- Columns:
--   wave            text, YYYY-MM
--   is_demo         true for invented demonstration data
--   file_name       the received file's name
--   sha256          the received file's content, as its name in the archive
--   sheet           the sheet of an Excel file; null for a text file
--   line            the file's line, or the sheet's row, on which the answers stand
--   received        when the file was received, ISO time in UTC
--   received_by     who took it in; empty where it cannot be told
select
    every_respondent.wave,
    every_respondent.is_demo,
    every_respondent.file_name,
    every_respondent.sha256,
    every_respondent.sheet,
    every_respondent.line,
    every_respondent.received,
    every_respondent.received_by,
from every_respondent
inner join visible_wave using (wave, is_demo)
where every_respondent.municipality = $municipality
order by every_respondent.wave desc
