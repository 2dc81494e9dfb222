-- Answers of one wave that were taken with a mark and should be looked at: one row per
-- municipality, open question and reason.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   name            the municipality's name
--   question        text, a question's key
--   reason          key of the words for why, under reasons in the text files
--   cell            where the answer stands in its file, such as C14
--   previous_value  the answer in the wave before; null where the mark is about another
select
    every_warning.municipality,
    municipality.name,
    every_warning.question,
    every_warning.reason,
    every_warning.cell,
    every_warning.previous_value,
from every_warning
inner join visible_wave using (wave, is_demo)
inner join question using (question)
inner join municipality using (municipality)
where
    every_warning.wave = $wave
    and question.visibility = 'open'
order by every_warning.municipality, question.position, every_warning.reason
