-- Where a municipality's answers stand in their files: one row per wave that readers
-- see and open question.
-- Questions that are shown in aggregate only are left out here, at the source.
-- Parameters:
--   $municipality  text, four digits
-- Columns:
--   wave            text, YYYY-MM
--   question        text, a question's key
--   file_name       the received file's name
--   sheet           the sheet of an Excel file; null for a text file
--   cell            where the answer stands, such as C14; of several columns, the first
select
    every_respondent.wave,
    question.question,
    any_value(every_respondent.file_name) as file_name,
    any_value(every_respondent.sheet) as sheet,
    min(visible_answer.cell) as cell,
from visible_answer
inner join visible_wave using (wave)
inner join every_respondent using (wave, is_demo, municipality)
inner join question using (question)
where
    visible_answer.municipality = $municipality
    and question.visibility = 'open'
group by every_respondent.wave, question.question, question.position
order by every_respondent.wave desc, question.position asc
