-- Figures of others for the municipalities of the filter in one wave, at the year that
-- the wave is measured against: the newest before the wave's that at least half as many
-- municipalities have as the fullest, else the oldest: one row per municipality and
-- figure.
-- Parameters:
--   $wave          text, YYYY-MM
--   $counties, $skr_groups, $size_classes   lists of keys; an empty list is all
--   $figures       list of keys; an empty list is all
-- Columns:
--   municipality    text, four digits
--   figure          text, its key
--   year            that the value is of
--   value           in the figure's unit; null unless status is value
--   status          value, missing, secret or not_applicable
--   newer_year      a newer year before the wave's, that too few have; null for none
--   newer_municipalities  how many have it
select
    place.municipality,
    measured.figure,
    measured.year,
    context_values.value,
    coalesce(context_values.status, 'missing') as status,
    measured.newer_year,
    measured.newer_municipalities,
from
    chosen_municipality(
        $wave, $counties::varchar[], $skr_groups::varchar[], $size_classes::varchar[]
    ) as place
cross join context_year($wave) as measured
inner join context_figures using (figure)
left join context_values
    on
        place.municipality = context_values.municipality_code
        and measured.figure = context_values.figure
        and measured.year = context_values.year
where
    len($figures::varchar[]) = 0
    or list_contains($figures::varchar[], measured.figure)
order by context_figures.position, place.municipality
