-- The sets of areas of one's own that answer for themselves, and where each comes from:
-- one row per set.
-- Columns:
--   area_set             text, its key: whose answers a query `<key>.<name>` is of
--   title                what it is called
--   source, source_url   who has published its boundaries, and where
--   licence              on what terms
--   read_on              ISO date when they were fetched, empty where nobody has said
--   source_date          their publisher's own date, likewise
--   crs                  the coordinate system of the file
--   file_name, sha256    the archived file
--   received             ISO time in UTC when it was taken in
--   boundary_name        the map file of its boundaries as they came
--   west, south, east, north   what they reach to, in degrees of WGS 84
--   areas                how many areas it has
--   with_population      of how many of them the inhabitants are known
--   population_year      the year that those numbers are of, null where there are none
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
    area_set.boundary_name,
    area_set.west,
    area_set.south,
    area_set.east,
    area_set.north,
    count(area.area) as areas,
    count(area.population) as with_population,
    area_set.population_year,
from area_set
left join area using (area_set)
where area_set.map_name = ''
group by all
order by min(area_set.position)
