-- One figure of others in every year and publication: one row per municipality, year
-- and publication, the one in force last.
-- Parameters:
--   $figure        text, its key
-- Columns:
--   municipality    text, four digits
--   year            that the value is of
--   value           in the figure's unit; null unless status is value
--   status          value, missing, secret or not_applicable
--   is_in_force     false where a later publication has replaced it
--   file_name       that it stands in
--   place           the line, cell or position in that file
--   source_date     its publisher's own date, empty where nobody has said
--   received        when the file was loaded, empty for what comes with the project
select
    every_context_value.municipality_code as municipality,
    every_context_value.year,
    every_context_value.value,
    every_context_value.status,
    every_context_value.publication = max(every_context_value.publication) over (
        partition by every_context_value.municipality_code, every_context_value.year
    ) as is_in_force,
    context_publication.file_name,
    every_context_value.place,
    context_publication.source_date,
    context_publication.received,
from every_context_value
inner join context_publication using (publication, figure)
where every_context_value.figure = $figure
order by municipality, every_context_value.year, every_context_value.publication
