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
    municipality_code as municipality,
    year,
    value,
    status,
    publication = max(publication) over (
        partition by municipality_code, year
    ) as is_in_force,
    file_name,
    place,
    source_date,
    received,
from every_context_value
where figure = $figure
order by municipality, year, publication
