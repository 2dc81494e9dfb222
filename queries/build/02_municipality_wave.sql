-- One row per wave, real or demonstration, and municipality, answered or not: the frame
-- that every figure is counted in.
-- population is that of 31 December of the year before the wave, else the nearest
-- earlier, else the first that there is; population_year says which. Of areas of one's
-- own it is known where their file says it: else it is null, and they are in no size
-- class.

create table every_municipality_wave as
with reference_year as (
    select
        every_wave.wave,
        every_wave.is_demo,
        municipality.municipality,
        coalesce(
            max(population.year) filter (
                population.year < cast(left(every_wave.wave, 4) as integer)
            ),
            min(population.year)
        ) as population_year,
    from every_wave
    cross join municipality
    left join population using (municipality)
    group by every_wave.wave, every_wave.is_demo, municipality.municipality
)

select
    reference_year.wave,
    reference_year.is_demo,
    municipality.municipality,
    municipality.name,
    municipality.county,
    case
        when every_wave.grouping = 2017 then municipality.skr_group_2017
        else municipality.skr_group_2023
    end as skr_group,
    size_class.size_class,
    population.population,
    reference_year.population_year,
    municipality.employees,
    every_respondent.municipality is not null as has_responded,
from reference_year
inner join every_wave using (wave, is_demo)
inner join municipality using (municipality)
left join population
    on
        reference_year.municipality = population.municipality
        and reference_year.population_year = population.year
left join size_class
    on population.population between size_class.minimum and size_class.maximum
left join every_respondent
    on
        reference_year.wave = every_respondent.wave
        and reference_year.is_demo = every_respondent.is_demo
        and reference_year.municipality = every_respondent.municipality
order by reference_year.wave, reference_year.is_demo, municipality.municipality;
