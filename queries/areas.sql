-- The areas of a set of one's own, with their sizes and neighbours: one row per area.
-- Parameters:
--   $area_set   text, a set's key
-- Columns:
--   area            text, its code
--   name            its name
--   area_km2        its size in square kilometres
--   lon, lat        the centre of its largest part, in degrees of WGS 84
--   municipalities  how many municipalities belong to it
--   neighbours      codes of the areas that it touches, by a line or a point
--   nearest_km      kilometres to the nearest neighbour's centre, null for no neighbour
with touching as (
    select
        area,
        neighbour,
        km,
    from area_border
    where area_set = $area_set
    union all
    select
        neighbour as area,
        area as neighbour,
        km,
    from area_border
    where area_set = $area_set
),

near as (
    select
        area,
        string_agg(neighbour, ', ' order by neighbour) as neighbours,
        min(km) as nearest_km,
    from touching
    group by area
)

select
    area.area,
    area.name,
    area.area_km2,
    area.lon,
    area.lat,
    (
        select count(*) as municipalities,
        from area_member
        where area_member.area_set = area.area_set and area_member.area = area.area
    ) as municipalities,
    coalesce(near.neighbours, '') as neighbours,
    near.nearest_km,
from area
left join near using (area)
where area.area_set = $area_set
order by area.area
