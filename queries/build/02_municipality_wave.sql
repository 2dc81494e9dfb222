-- One row per wave and municipality, answered or not: the frame that every figure is
-- counted in.
-- population is that of 31 December of the year before the wave, else the nearest
-- earlier, else the first that there is; population_year says which.

create table municipality_wave as
with reference_year as (
    select
        wave.wave,
        municipality.municipality,
        coalesce(
            max(population.year) filter (
                population.year < cast(left(wave.wave, 4) as integer)
            ),
            min(population.year)
        ) as population_year,
    from wave
    cross join municipality
    inner join population using (municipality)
    group by wave.wave, municipality.municipality
)

select
    reference_year.wave,
    municipality.municipality,
    municipality.name,
    municipality.county,
    case
        when wave.grouping = 2017 then municipality.skr_group_2017
        else municipality.skr_group_2023
    end as skr_group,
    size_class.size_class,
    population.population,
    reference_year.population_year,
    municipality.employees,
    respondent.municipality is not null as has_responded,
from reference_year
inner join wave using (wave)
inner join municipality using (municipality)
inner join population
    on
        reference_year.municipality = population.municipality
        and reference_year.population_year = population.year
inner join size_class
    on population.population between size_class.minimum and size_class.maximum
left join respondent
    on
        reference_year.wave = respondent.wave
        and reference_year.municipality = respondent.municipality
order by reference_year.wave, municipality.municipality;
