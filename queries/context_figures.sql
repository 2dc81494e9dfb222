-- The figures of others by municipality and year, and where each comes from: one row
-- per figure.
-- Columns:
--   figure                text, its key
--   label_sv, label_en    its name
--   unit_sv, unit_en      its unit
--   decimals              that it is shown with
--   note_sv, note_en      what one value is
--   source, source_en     who has published it, and what that is called in English
--   source_url            where
--   licence, licence_en   on what terms, likewise
--   read_on               ISO date when it was fetched, empty where nobody has said
--   source_date           its publisher's own date, likewise
--   is_shipped            whether it comes with the project
--   first_year, last_year the years with any value
--   municipalities        with a value in last_year
with span as (
    select
        figure,
        min(year) as first_year,
        max(year) as last_year,
        count(*) filter (year = newest) as municipalities,
    from (
        select
            figure,
            year,
            max(year) over (partition by figure) as newest,
        from context_values
        where status = 'value'
    )
    group by figure
)

select
    context_figures.figure,
    context_figures.label_sv,
    context_figures.label_en,
    context_figures.unit_sv,
    context_figures.unit_en,
    context_figures.decimals,
    context_figures.note_sv,
    context_figures.note_en,
    context_figures.source,
    context_figures.source_en,
    context_figures.source_url,
    context_figures.licence,
    context_figures.licence_en,
    context_figures.read_on,
    context_figures.source_date,
    context_figures.is_shipped,
    span.first_year,
    span.last_year,
    coalesce(span.municipalities, 0) as municipalities,
from context_figures
left join span using (figure)
order by context_figures.position
