-- What each index of one wave is made of: one row per municipality that responded,
-- index and question.
-- Parameters:
--   $wave          text, YYYY-MM
-- Columns:
--   municipality    text, four digits
--   indicator       text, an index' key
--   question        text, a question's key
--   status          answered, dont_know, not_applicable or unanswered
--   score           0 to 100; null unless status is answered
select
    index_item.municipality,
    index_item.indicator,
    index_item.question,
    index_item.status,
    index_item.score,
from index_item
inner join visible_wave using (wave)
inner join question using (question)
where
    index_item.wave = $wave
    and question.visibility = 'open'
order by index_item.indicator, question.position, index_item.municipality
