-- What readers may see, and the filter that every query shares.

-- Waves that readers see: the published ones; the first real one hides every
-- demonstration wave.
create view visible_wave as
select
    wave,
    is_demo,
    grouping,
from wave
where
    state = 'published'
    and is_demo = not exists (
        select shown.wave,
        from wave as shown
        where shown.state = 'published' and not shown.is_demo
    );

-- The municipalities of a wave that pass the shared filter; an empty list lets all
-- through.
-- An SKR group is named by its code (C8) or its main group (C).
create macro chosen_municipality(
    chosen_wave, counties, skr_groups, size_classes
) as table (
    select
        municipality_wave.wave,
        municipality_wave.municipality,
        municipality_wave.name,
        municipality_wave.county,
        municipality_wave.skr_group,
        municipality_wave.size_class,
        municipality_wave.population,
        municipality_wave.population_year,
        municipality_wave.employees,
        municipality_wave.has_responded,
    from municipality_wave
    inner join visible_wave using (wave)
    where
        municipality_wave.wave = chosen_wave
        and (len(counties) = 0 or list_contains(counties, municipality_wave.county))
        and (
            len(skr_groups) = 0
            or list_contains(skr_groups, municipality_wave.skr_group)
            or list_contains(skr_groups, left(municipality_wave.skr_group, 1))
        )
        and (
            len(size_classes) = 0
            or list_contains(size_classes, municipality_wave.size_class)
        )
);
