-- What readers may see, what is in force, and the filter that every query shares.

-- Waves that readers see: the published ones; the first real one hides every
-- demonstration wave. A wave is seen once, real or demonstration. A table, as
-- `figure_wave` is: planning these two anew would be half of every query's time.
create table visible_wave as
select
    wave,
    is_demo,
    grouping,
from every_wave
where
    state = 'published'
    and is_demo = not exists (
        select shown.wave,
        from every_wave as shown
        where shown.state = 'published' and not shown.is_demo
    );

-- Waves in force, drafts too: where a wave has real answers, they stand before its
-- demonstration data.
create view wave as
select
    every_wave.wave,
    every_wave.state,
    every_wave.is_demo,
    every_wave.grouping,
from every_wave
where
    not every_wave.is_demo
    or not exists (
        select actual.wave,
        from every_wave as actual
        where actual.wave = every_wave.wave and not actual.is_demo
    );

create view respondent as
select
    every_respondent.wave,
    every_respondent.municipality,
    every_respondent.sha256,
    every_respondent.file_name,
    every_respondent.line,
    every_respondent.received,
from every_respondent
inner join wave using (wave, is_demo);

create view answer as
select
    every_answer.wave,
    every_answer.municipality,
    every_answer.question,
    every_answer.value,
    every_answer.choice,
    every_answer.status,
from every_answer
inner join wave using (wave, is_demo);

-- The answers that readers see, to open questions: a query for readers takes these and
-- not `answer`, which holds drafts and protected answers.
create view visible_answer as
select
    every_answer.wave,
    every_answer.municipality,
    every_answer.question,
    every_answer.value,
    every_answer.choice,
    every_answer.status,
    every_answer.cell,
from every_answer
inner join visible_wave using (wave, is_demo)
inner join question using (question)
where question.visibility = 'open';

-- What readers see of protected questions.
create view protected_count as
select
    every_protected_count.wave,
    every_protected_count.question,
    every_protected_count.region,
    every_protected_count.answer,
    every_protected_count.respondents,
    every_protected_count.answering,
    every_protected_count.responded,
    every_protected_count.as_of,
    every_protected_count.is_earlier,
from every_protected_count
inner join visible_wave using (wave, is_demo);

create view protected_risk as
select
    every_protected_risk.wave,
    every_protected_risk.at_risk,
    every_protected_risk.answering,
    every_protected_risk.as_of,
from every_protected_risk
inner join visible_wave using (wave, is_demo);

-- The waves that figures are asked for: those that readers see, else those in force.
create table figure_wave as
select
    visible_wave.wave,
    visible_wave.is_demo,
from visible_wave
union all
select
    wave.wave,
    wave.is_demo,
from wave
anti join visible_wave using (wave);

-- Tables, for the same reason.
create table municipality_wave as
select
    every_municipality_wave.wave,
    every_municipality_wave.municipality,
    every_municipality_wave.name,
    every_municipality_wave.county,
    every_municipality_wave.skr_group,
    every_municipality_wave.size_class,
    every_municipality_wave.population,
    every_municipality_wave.population_year,
    every_municipality_wave.employees,
    every_municipality_wave.has_responded,
from every_municipality_wave
inner join figure_wave using (wave, is_demo);

create table indicator_value as
select
    every_indicator_value.wave,
    every_indicator_value.municipality,
    every_indicator_value.indicator,
    every_indicator_value.value,
    every_indicator_value.status,
    every_indicator_value.numerator,
    every_indicator_value.denominator,
from every_indicator_value
inner join figure_wave using (wave, is_demo);

create view index_item as
select
    every_index_item.wave,
    every_index_item.municipality,
    every_index_item.indicator,
    every_index_item.question,
    every_index_item.status,
    every_index_item.score,
from every_index_item
inner join figure_wave using (wave, is_demo);

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

-- Every indicator of the municipalities that pass the shared filter, in a wave and the
-- wave before it: one row per municipality and indicator.
create macro chosen_indicator_value(
    chosen_wave, counties, skr_groups, size_classes
) as table (
    with previous as (
        select max(wave) as wave,
        from visible_wave
        where wave < chosen_wave
    )

    select
        chosen.municipality,
        chosen.name,
        chosen.county,
        chosen.skr_group,
        chosen.size_class,
        chosen.population,
        chosen.population_year,
        chosen.employees,
        chosen.has_responded,
        indicator.indicator,
        indicator.position,
        now.value,
        case
            when chosen.has_responded then now.status else 'nonresponse'
        end as status,
        now.numerator,
        now.denominator,
        indicator.factor,
        previous.wave as previous_wave,
        earlier.value as previous_value,
        earlier.numerator as previous_numerator,
        earlier.denominator as previous_denominator,
    from
        chosen_municipality(
            chosen_wave, counties, skr_groups, size_classes
        ) as chosen
    cross join indicator
    cross join previous
    left join indicator_value as now
        on
            chosen.wave = now.wave
            and chosen.municipality = now.municipality
            and indicator.indicator = now.indicator
    left join indicator_value as earlier
        on
            previous.wave = earlier.wave
            and chosen.municipality = earlier.municipality
            and indicator.indicator = earlier.indicator
);

-- The figures of others in force: one row per figure, municipality and year that a file
-- speaks of.
create table context_values as
select
    figure,
    municipality_code,
    year,
    value,
    status,
from every_context_value
qualify
    row_number() over (
        partition by figure, municipality_code, year order by publication desc
    ) = 1;

-- How many municipalities have a value of each figure in each year.
create table context_coverage as
select
    figure,
    year,
    count(*) as municipalities,
from context_values
where status = 'value'
group by figure, year;

-- The year of each figure that a wave is measured against: the newest before the wave's
-- that at least half as many municipalities have a value for as for the fullest of
-- those years; where there is none before, the oldest of the others by the same rule.
-- A newer year before the wave's that fewer have is passed over: which, and how many
-- have it.
create macro context_year(chosen_wave) as table (
    with years as (
        select
            figure,
            year,
            municipalities,
            year < cast(left(chosen_wave, 4) as integer) as is_before,
            2 * municipalities >= max(municipalities) over (
                partition by figure, year < cast(left(chosen_wave, 4) as integer)
            ) as is_full,
        from context_coverage
    ),

    chosen as (
        select
            figure,
            coalesce(
                max(year) filter (is_before and is_full), min(year) filter (is_full)
            ) as year,
        from years
        group by figure
    )

    select
        chosen.figure,
        chosen.year,
        max(years.year) as newer_year,
        arg_max(years.municipalities, years.year) as newer_municipalities,
    from chosen
    left join years
        on
            chosen.figure = years.figure
            and years.is_before
            and chosen.year < years.year
    group by chosen.figure, chosen.year
);
