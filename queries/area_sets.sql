-- The sets of areas of one's own that are in force and made of municipalities, and
-- where each comes from: one row per set.
-- Columns:
--   area_set             text, its key
--   title                what it is called
--   source, source_url   who has published its boundaries, and where
--   licence              on what terms
--   read_on              ISO date when they were fetched, empty where nobody has said
--   source_date          their publisher's own date, likewise
--   crs                  the coordinate system of the file
--   file_name, sha256    the archived file
--   received             ISO time in UTC when it was taken in
--   map_name             the map file of its areas as whole municipalities
--   boundary_name        the map file of its boundaries as they came
--   areas                how many areas it has
--   municipalities       how many municipalities belong to one of them
--   split                how many municipalities a border runs through
select
    area_set.area_set,
    area_set.title,
    area_set.source,
    area_set.source_url,
    area_set.licence,
    area_set.read_on,
    area_set.source_date,
    area_set.crs,
    area_set.file_name,
    area_set.sha256,
    area_set.received,
    area_set.map_name,
    area_set.boundary_name,
    (
        select count(*) as areas,
        from area
        where area.area_set = area_set.area_set
    ) as areas,
    count(area_member.area) as municipalities,
    count(*) filter (area_member.is_split) as split,
from area_set
left join area_member using (area_set)
where area_set.map_name <> ''
group by all
order by min(area_set.position)
